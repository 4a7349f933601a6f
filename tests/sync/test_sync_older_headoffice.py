"""A head office older than the laptop: it has fewer columns until it is upgraded."""

from dataclasses import replace

from smartclient.contract.feeds import FEED_COLUMNS, FeedKind, FeedPage
from smartclient.contract.fingerprints import WHOLE
from smartclient.contract.operations import Pulse, PulseRequest
from smartclient.contract.versions import LINK_VERSION
from smartclient.domain.ids import Sku
from smartclient.headoffice.database.tables import tables_for
from tests.small_company import SKUS
from tests.sync.sync_world import Company, Laptop

BARCODE = "4006381333931"


def older(pulse: Pulse) -> Pulse:
    return replace(pulse, link_version=1, device=None)


def without_added_columns(page: FeedPage) -> FeedPage:
    """Return a page as the adapter fills it up from a head office of the first version."""
    missing = [column.unknown for column in FEED_COLUMNS[page.kind] if column.since > 1]
    rows = tuple((*row[: len(row) - len(missing)], *missing) for row in page.rows)
    return replace(page, rows=rows)


def meet_an_older_head_office(laptop: Laptop) -> None:
    laptop.link.pulses = older
    laptop.link.pages = without_added_columns


def meet_it_upgraded(laptop: Laptop) -> None:
    laptop.link.pulses = lambda pulse: pulse
    laptop.link.pages = lambda page: page


def barcode_held(laptop: Laptop) -> str:
    with laptop.store.view() as view:
        return view.catalog.products([Sku(SKUS[0])])[Sku(SKUS[0])].ean


def give_a_barcode(company: Company) -> None:
    products = tables_for("sqlite").products
    with company.office.engine.begin() as connection:
        connection.execute(products.update().where(products.c.sku == SKUS[0]).values(ean=BARCODE))


def test_added_columns_are_read_once_head_office_has_them(company: Company, laptop: Laptop) -> None:
    give_a_barcode(company)
    meet_an_older_head_office(laptop)
    laptop.sync()
    assert barcode_held(laptop) == ""
    meet_it_upgraded(laptop)
    laptop.sync()
    assert barcode_held(laptop) == BARCODE
    laptop.link.calls.clear()
    laptop.sync()
    assert f"feed {FeedKind.PRODUCTS}" not in laptop.link.calls


def test_the_version_that_head_office_speaks_is_remembered(
    company: Company, laptop: Laptop
) -> None:
    meet_an_older_head_office(laptop)
    laptop.sync()
    with laptop.store.view() as view:
        assert view.meta.link_version == 1
    meet_it_upgraded(laptop)
    laptop.sync()
    with laptop.store.view() as view:
        assert (
            view.meta.link_version
            == company.office.operations(laptop.login).pulse(PulseRequest()).link_version
        )


def test_only_columns_that_both_sides_have_are_compared(company: Company, laptop: Laptop) -> None:
    meet_an_older_head_office(laptop)
    laptop.sync()
    with laptop.store.work() as work:
        before = work.feeds.sums(FeedKind.PRODUCTS, WHOLE, link_version=1)
        assert work._connection is not None
        work._connection.exec_driver_sql(f"UPDATE products SET ean = '{BARCODE}'")
        assert work.feeds.sums(FeedKind.PRODUCTS, WHOLE, link_version=1) == before
        assert work.feeds.sums(FeedKind.PRODUCTS, WHOLE, link_version=2) != before


def test_of_a_newer_head_office_no_more_is_remembered_than_is_spoken_here(laptop: Laptop) -> None:
    laptop.link.pulses = lambda pulse: replace(pulse, link_version=LINK_VERSION + 1)
    laptop.sync()
    with laptop.store.view() as view:
        assert view.meta.link_version == LINK_VERSION
