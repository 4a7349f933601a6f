"""Documents in a sync: last of all, part by part over a link that is cut."""

from dataclasses import replace
from itertools import count

import pytest
from sqlalchemy import delete, insert

from smartclient.contract.feeds import FeedKind, FeedPage
from smartclient.contract.operations import DOCUMENT_PART
from smartclient.domain.errors import OutOfReachError, RefusedError, SmartClientError
from smartclient.domain.freshness import parse_freshness
from smartclient.domain.ids import Sku
from smartclient.domain.sales.product_documents import ProductDocument
from smartclient.headoffice.database.tables import tables_for
from smartclient.read_models.data_ages import CacheState
from smartclient.reconcile.policy import parse_policy, policies_from
from tests.office_company import document_rows
from tests.small_company import SKUS
from tests.sync.sync_world import Company, Laptop

TABLES = tables_for("sqlite")
PARTS = 12
SHEET = b"%PDF-1.7" + bytes(PARTS * DOCUMENT_PART - 8)


@pytest.fixture
def company(company: Company) -> Company:
    """A head office with a photo, and one document of two products."""
    with company.office.engine.begin() as connection:
        photo = {"name": "a.png", "hash": "0" * 64, "content": b"photo"}
        connection.execute(insert(TABLES.photos), [photo])
        for sku in SKUS[:2]:
            document, parts = document_rows(sku, "Data sheet", SHEET)
            connection.execute(insert(TABLES.documents), [document])
        connection.execute(insert(TABLES.document_parts), parts)
    return company


def document(laptop: Laptop, sku: str = SKUS[0]) -> ProductDocument:
    (found,) = laptop.use_cases.catalog.documents(Sku(sku))
    return found


@pytest.mark.usefixtures("company")
def test_documents_come_after_everything_else_and_each_content_once(laptop: Laptop) -> None:
    seen: list[FeedPage] = []

    def note(page: FeedPage) -> FeedPage:
        seen.append(page)
        return page

    laptop.link.pages = note
    laptop.sync()
    kinds = list(dict.fromkeys(page.kind for page in seen))
    assert kinds[-2:] == [FeedKind.PHOTOS, FeedKind.DOCUMENT_PARTS]
    assert sum(len(page.rows) for page in seen if page.kind is kinds[-1]) == PARTS
    for sku in SKUS[:2]:
        assert laptop.use_cases.catalog.document_content(document(laptop, sku)) == SHEET


@pytest.mark.usefixtures("company")
def test_a_link_that_is_cut_again_and_again_costs_no_part_twice(laptop: Laptop) -> None:
    received: list[int] = []
    calls = count(1)

    def cut(call: str) -> None:
        if call == f"feed {FeedKind.DOCUMENT_PARTS}" and next(calls) % 2 == 0:
            raise OutOfReachError("The link was cut.")

    def receive(page: FeedPage) -> FeedPage:
        if page.kind is FeedKind.DOCUMENT_PARTS:
            received.append(len(page.rows))
        return page

    laptop.link.page_rows, laptop.link.before, laptop.link.pages = 2, cut, receive
    syncs = 0
    while syncs == 0 or not document(laptop).is_held:
        if syncs:
            with pytest.raises(SmartClientError, match="not on this device yet"):
                laptop.use_cases.catalog.document_content(document(laptop))
        laptop.sync()
        syncs += 1
        assert syncs < 3 * PARTS
    assert syncs > 3
    assert sum(received) == PARTS
    assert laptop.use_cases.catalog.document_content(document(laptop)) == SHEET


def test_what_head_office_removes_is_removed_and_what_another_product_names_stays(
    company: Company, laptop: Laptop
) -> None:
    laptop.sync()
    with company.office.engine.begin() as connection:
        connection.execute(delete(TABLES.documents).where(TABLES.documents.c.sku == SKUS[0]))
    laptop.sync()
    assert laptop.use_cases.catalog.documents(Sku(SKUS[0])) == ()
    assert document(laptop, SKUS[1]).is_held
    with company.office.engine.begin() as connection:
        connection.execute(delete(TABLES.documents))
        connection.execute(delete(TABLES.document_parts))
    laptop.sync()
    with laptop.store.view() as view:
        assert FeedKind.DOCUMENTS not in view.feeds.counts() or not (
            view.feeds.counts()[FeedKind.DOCUMENTS].rows
            + view.feeds.counts()[FeedKind.DOCUMENT_PARTS].rows
        )


@pytest.mark.usefixtures("company")
def test_a_head_office_that_is_older_is_not_asked_for_documents(laptop: Laptop) -> None:
    laptop.link.pulses = lambda given: replace(given, link_version=5)
    laptop.sync()
    assert not [call for call in laptop.link.calls if "document" in call]
    assert laptop.use_cases.catalog.documents(Sku(SKUS[0])) == ()
    laptop.link.pulses = lambda given: given
    laptop.sync()
    assert document(laptop).is_held


@pytest.mark.usefixtures("company")
def test_documents_are_one_kind_as_old_as_what_came_last_of_them(laptop: Laptop) -> None:
    def shown() -> CacheState:
        cache = laptop.use_cases.status.current().cache
        assert FeedKind.DOCUMENT_PARTS not in cache
        return cache[FeedKind.DOCUMENTS]

    laptop.sync()
    whole = shown()
    assert (whole.rows, whole.as_of) == (2, laptop.use_cases.status.current().last_sync)
    with laptop.store.work() as work:
        assert work._connection is not None
        earlier = "UPDATE cursors SET as_of = ? WHERE kind = 'document_parts'"
        work._connection.exec_driver_sql(earlier, ("2020-01-01T00:00:00.000000Z",))
        work.commit()
        parts = work.feeds.as_of(FeedKind.DOCUMENT_PARTS)
    assert shown().as_of == parts != whole.as_of
    with laptop.store.work() as work:
        work.feeds.drop_content((FeedKind.DOCUMENT_PARTS,))
        work.commit()
    assert shown().as_of is None


@pytest.mark.parametrize("kind", [FeedKind.DOCUMENTS, FeedKind.DOCUMENT_PARTS])
def test_one_policy_says_how_old_documents_and_their_contents_may_be(kind: FeedKind) -> None:
    policies = policies_from({"freshness.documents": "7d mark"})
    assert policies.for_kind(kind) == parse_freshness("7d mark")
    with pytest.raises(RefusedError, match="no policy"):
        parse_policy("freshness.document_parts", "7d mark")
