"""Data sets: what is not taken along leaves the store, and comes back when it is taken again."""

from collections.abc import Collection
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select, update

from smartclient.contract.feeds import FeedKind
from smartclient.domain.data_sets import DataSet, DataSetAudience, DataSetContent
from smartclient.domain.errors import NotFoundError, OutOfReachError, RefusedError
from smartclient.domain.ids import Login, Sku
from smartclient.domain.link_price import CostlyMark
from smartclient.domain.sales.orders import OrderLine
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.sales.data_sets import (
    give_data_sets,
    remove_data_set,
    store_data_set,
)
from smartclient.headoffice.worker.given_rows import refresh_given_rows
from smartclient.sync.repair import schedule_check
from tests.office_company import document_rows
from tests.small_company import ADMIN, CUSTOMER, SKUS
from tests.sync.sync_world import Company, Laptop
from tests.sync.test_sync_costly_link import join, mark
from tests.sync.test_sync_repair import in_step

BIKES, LAMPS = SKUS[:3], SKUS[3:]
T = tables_for("sqlite")


def at_office(company: Company) -> AbstractContextManager[Connection]:
    return audited_transaction(company.office.engine, actor=ADMIN, at=company.clock.now())


@pytest.fixture(autouse=True)
def catalog(company: Company) -> None:
    """Two categories, each product with a price, stock and a photo."""
    with at_office(company) as connection:
        for number, sku in enumerate(SKUS):
            named = T.products.c.sku == sku
            category = "Bikes" if sku in BIKES else "Lamps"
            image = {"category": category, "image": f"{sku}.png"}
            connection.execute(update(T.products).where(named), image)
            price = {"sku": sku, "valid_from": company.clock.today(), "amount": Decimal(number + 1)}
            connection.execute(insert(T.prices), price)
            connection.execute(insert(T.stock), {"sku": sku, "on_hand": 500})
            photo = {"name": f"{sku}.png", "hash": f"{number:064}", "content": sku.encode() * 9}
            connection.execute(insert(T.photos), photo)


def define(company: Company, *data_sets: DataSet) -> None:
    with at_office(company) as connection:
        for data_set in data_sets:
            store_data_set(connection, data_set, by=Login(ADMIN), at=company.clock.now())
        give_data_sets(connection)


def required(content: DataSetContent, name: str = "Set") -> DataSet:
    return DataSet(name=name, required=True, content=content)


def of(*categories: str, photos: bool | None = None) -> DataSetContent:
    return DataSetContent(categories=categories, photos=photos)


def history(days: int) -> DataSetContent:
    return DataSetContent(history_days=days)


def remove(company: Company, name: str = "Set") -> None:
    with at_office(company) as connection:
        assert remove_data_set(connection, name)
        give_data_sets(connection)


def column(laptop: Laptop, statement: str) -> list[Any]:
    with laptop.store.work() as work:
        assert work._connection is not None
        return list(work._connection.exec_driver_sql(statement).scalars())


def held(laptop: Laptop) -> dict[str, set[str]]:
    """The SKUs that are held in each table, and found by the search."""
    kinds = (FeedKind.PRODUCTS, FeedKind.PRICES, FeedKind.STOCK)
    skus = {str(kind): set(column(laptop, f"SELECT sku FROM {kind}")) for kind in kinds}
    photos = {name.removesuffix(".png") for name in column(laptop, "SELECT name FROM photos")}
    with laptop.store.view() as view:
        found = {str(product.sku) for product in view.catalog.search("Thing")}
    return {**skus, "photos": photos, "found": found}


def everything(
    skus: Collection[str], *, photos: Collection[str] | None = None
) -> dict[str, set[str]]:
    kinds = ("products", "prices", "stock", "found")
    shown = {"photos": set(skus if photos is None else photos)}
    return {kind: set(skus) for kind in kinds} | shown


def check(laptop: Laptop) -> int:
    """Sync with a check of every feed; return how many parts of feeds had to be loaded."""
    schedule_check(laptop.store)
    laptop.link.calls.clear()
    laptop.sync()
    return sum(call.startswith("fingerprints") for call in laptop.link.calls) - 1


def test_without_a_data_set_all_is_kept(laptop: Laptop) -> None:
    laptop.sync()
    assert held(laptop) == everything(SKUS)
    assert column(laptop, "SELECT count(*) FROM left_out") == [0]


def test_what_leaves_a_set_leaves_the_store_and_is_no_difference(
    company: Company, laptop: Laptop
) -> None:
    laptop.sync()
    define(company, required(of("bikes")))
    laptop.sync()
    assert held(laptop) == everything(BIKES)
    assert in_step(laptop)
    assert check(laptop) == 0
    remove(company)
    laptop.sync()
    assert held(laptop) == everything(SKUS)
    assert in_step(laptop)
    assert column(laptop, "SELECT count(*) FROM left_out") == [0]


def test_a_first_load_keeps_what_is_taken_along(company: Company, laptop: Laptop) -> None:
    define(company, required(of("Lamps")))
    laptop.sync()
    assert held(laptop) == everything(LAMPS)
    assert check(laptop) == 0


def test_what_changes_at_head_office_comes_or_stays_away_as_its_set_says(
    company: Company, laptop: Laptop
) -> None:
    define(company, required(of("Lamps")))
    laptop.sync()
    with at_office(company) as connection:
        moved = update(T.products).where(T.products.c.sku == BIKES[0])
        connection.execute(moved, {"category": "Lamps"})
        away = update(T.products).where(T.products.c.sku == LAMPS[0])
        connection.execute(away, {"category": "Bikes"})
        kept_away = T.prices.c.sku == BIKES[1]
        connection.execute(update(T.prices).where(kept_away), {"amount": Decimal(99)})
        connection.execute(T.stock.delete().where(T.stock.c.sku == BIKES[2]))
    laptop.sync()
    assert held(laptop) == everything({BIKES[0], *LAMPS[1:]})
    assert check(laptop) == 0
    assert in_step(laptop)


def test_what_is_left_out_and_deleted_is_no_difference(company: Company, laptop: Laptop) -> None:
    define(company, required(of("Lamps")))
    laptop.sync()
    with at_office(company) as connection:
        connection.execute(T.stock.delete().where(T.stock.c.sku == BIKES[2]))
    assert check(laptop) == 0
    assert in_step(laptop)


def test_what_a_repair_reads_again_stays_left_out(company: Company, laptop: Laptop) -> None:
    define(company, required(of("Lamps")))
    laptop.sync()
    with laptop.store.work() as work:
        assert work._connection is not None
        work._connection.exec_driver_sql("DELETE FROM prices WHERE sku = ?", (LAMPS[0],))
        work.commit()
    assert check(laptop) == 1
    assert held(laptop) == everything(LAMPS)
    assert in_step(laptop)


def test_only_whoever_is_given_a_set_is_limited_by_it(
    company: Company, laptop: Laptop, other: Laptop
) -> None:
    audience = DataSetAudience.REP
    only_lamps = required(of("Lamps"))
    define(company, replace(only_lamps, audience=audience, recipient=laptop.login))
    laptop.sync()
    other.sync()
    assert held(laptop) == everything(LAMPS)
    assert held(other) == everything(SKUS)
    assert not column(other, "SELECT name FROM take_along")


def test_a_set_follows_a_rep_who_changes_territory(company: Company, laptop: Laptop) -> None:
    audience = DataSetAudience.TERRITORY
    define(company, replace(required(of("Lamps")), audience=audience, recipient="south"))
    laptop.sync()
    assert held(laptop) == everything(SKUS)
    with at_office(company) as connection:
        own = T.reps.c.login == laptop.login
        connection.execute(update(T.reps).where(own), {"territory": "South"})
    assert refresh_given_rows(company.office.engine, company.clock) == 1
    assert refresh_given_rows(company.office.engine, company.clock) == 0
    laptop.sync()
    assert held(laptop) == everything(LAMPS)


def test_photos_that_are_not_taken_along_are_not_even_fetched(
    company: Company, laptop: Laptop
) -> None:
    define(company, required(of(photos=False)))
    laptop.sync()
    laptop.sync()
    assert held(laptop) == everything(SKUS, photos=())
    assert not [call for call in laptop.link.calls if call == "feed photos"]
    assert not laptop.use_cases.status.readiness().missing
    assert check(laptop) == 0
    define(company, required(of(photos=True)))
    laptop.sync()
    assert held(laptop) == everything(SKUS)
    assert check(laptop) == 0


def test_photos_and_documents_that_no_set_brings_neither_wait_nor_are_missing(
    company: Company, laptop: Laptop
) -> None:
    document, parts = document_rows(SKUS[0], "Sheet", b"%PDF-1.7 sheet")
    with at_office(company) as connection:
        connection.execute(insert(T.documents), document)
        connection.execute(insert(T.document_parts), parts)
    define(company, required(DataSetContent(photos=False, documents=False)))
    laptop.sync()
    join(laptop, "Hotel")
    mark(laptop, CostlyMark.ON)
    assert laptop.sync().held_back_data == ()
    cache = laptop.use_cases.status.current().cache
    assert [kind for kind, state in cache.items() if not state.taken_along] == [
        "documents",
        "photos",
    ]
    define(company, required(DataSetContent(photos=True, documents=True)))
    mark(laptop, CostlyMark.OFF)
    laptop.sync()
    assert all(one.taken_along for one in laptop.use_cases.status.current().cache.values())
    assert held(laptop) == everything(SKUS)


def test_a_rep_takes_an_optional_set_along_and_leaves_it(company: Company, laptop: Laptop) -> None:
    define(company, required(of("Lamps", photos=False), "Base"))
    optional = DataSet(name="Bikes", required=False, content=of("Bikes", photos=True))
    define(company, optional)
    laptop.sync()
    assert held(laptop) == everything(LAMPS, photos=())
    take_along = laptop.use_cases.take_along
    take_along.choose("bikes", on=True)
    assert [(one.name, one.taken, one.loaded) for one in take_along.all()] == [
        ("Base", True, True),
        ("Bikes", True, False),
    ]
    laptop.sync()
    assert held(laptop) == everything(SKUS, photos=BIKES)
    (base, bikes) = take_along.all()
    assert (base.size.products, bikes.size.products) == (4, 3)
    assert (base.size.content_bytes, bikes.size.content_bytes) == (0, 3 * 9 * 4)
    assert bikes.loaded
    assert bikes.as_of == laptop.clock.now()
    # what is left leaves at once, be there a link or not
    take_along.choose("Bikes", on=False)
    assert held(laptop) == everything(LAMPS, photos=())
    assert take_along.all()[1].as_of is None
    laptop.sync()
    assert check(laptop) == 0


def test_a_product_that_is_not_here_says_which_set_brings_it(
    company: Company, laptop: Laptop
) -> None:
    define(company, required(of("Bikes"), name="Base"))
    laptop.sync()
    lamp, catalog = LAMPS[0], laptop.use_cases.catalog
    for looked_up in (catalog.product_by_code, catalog.product):
        with pytest.raises(RefusedError, match="no data set that you are given brings it"):
            looked_up(Sku(lamp.lower() if looked_up == catalog.product_by_code else lamp))
    with pytest.raises(NotFoundError):
        catalog.product_by_code("NOTHING")
    define(company, DataSet(name="Lamps", required=False, content=of("Lamps")))
    laptop.sync()
    with pytest.raises(RefusedError, match="optional data set Lamps"):
        catalog.product_by_code(lamp)
    laptop.use_cases.take_along.choose("Lamps", on=True)
    with pytest.raises(RefusedError, match="with the next sync"):
        catalog.product_by_code(lamp)
    laptop.sync()
    assert catalog.product_by_code(lamp).sku == lamp


@pytest.mark.parametrize(
    ("text", "named"),
    [(LAMPS[0].lower(), LAMPS[0]), ("lam", "“lam”")],
    ids=["number", "category"],
)
def test_a_search_for_products_that_are_not_here_says_which_set_brings_them(
    company: Company, laptop: Laptop, text: str, named: str
) -> None:
    define(company, required(of("Bikes"), name="Base"))
    laptop.sync()
    catalog = laptop.use_cases.catalog
    for nothing in ("NOTHING", "lamps of another kind", "%", ""):
        assert catalog.why_not_found(nothing) is None

    def why() -> str:
        assert not catalog.search(text)
        error = catalog.why_not_found(text)
        assert error is not None
        return error.template.format(**error.arguments)

    assert f"{named} " in why()
    assert "no data set that you are given brings it" in why()
    define(company, DataSet(name="Lamps", required=False, content=of("Lamps")))
    laptop.sync()
    assert "optional data set Lamps" in why()
    laptop.use_cases.take_along.choose("Lamps", on=True)
    assert "it comes with the next sync" in why()
    laptop.sync()
    assert catalog.search(text)
    assert catalog.why_not_found(text) is None


def test_what_comes_without_its_optional_set_says_so(company: Company, laptop: Laptop) -> None:
    sheets = DataSet(name="Sheets", required=False, content=DataSetContent(documents=True))
    define(company, required(of("Bikes")), sheets)
    laptop.sync()
    shown = {one.name: one for one in laptop.use_cases.take_along.all()}["Sheets"]
    assert (shown.taken, shown.comes_anyway, shown.loaded) == (False, True, True)
    define(company, required(DataSetContent(categories=("Bikes",), documents=False)))
    laptop.sync()
    shown = {one.name: one for one in laptop.use_cases.take_along.all()}["Sheets"]
    assert (shown.taken, shown.comes_anyway, shown.as_of) == (False, False, None)


def test_a_required_set_is_not_left(company: Company, laptop: Laptop) -> None:
    define(company, required(of("Lamps"), "Base"))
    laptop.sync()
    with pytest.raises(RefusedError, match="required"):
        laptop.use_cases.take_along.choose("base", on=False)
    with pytest.raises(RefusedError, match="no data set"):
        laptop.use_cases.take_along.choose("Boats", on=True)


def test_an_unfinished_order_keeps_what_it_needs(company: Company, laptop: Laptop) -> None:
    laptop.sync()
    record = laptop.order(BIKES[0])
    define(company, required(of("Lamps")))
    company.office.answer_waiting = lambda *_, **__: 0  # type: ignore[method-assign]
    laptop.sync()
    assert held(laptop) == everything({BIKES[0], *LAMPS})
    del company.office.answer_waiting
    laptop.sync()
    laptop.sync()
    assert laptop.use_cases.orders.get(record.order.id).number
    assert held(laptop) == everything(LAMPS)
    assert check(laptop) == 0


def test_a_draft_and_unsaved_changes_keep_what_they_need(company: Company, laptop: Laptop) -> None:
    laptop.sync()
    placed = laptop.order(BIKES[1])
    laptop.sync()
    orders, edits = laptop.use_cases.orders, laptop.use_cases.edits
    line = OrderLine(line=1, sku=BIKES[0], quantity=2)
    draft = orders.save_draft(orders.new(CUSTOMER).with_line(line))
    order = orders.get(placed.order.id).order
    edits.autosave(order.with_line(replace(line, line=2, sku=BIKES[2])), edit_base=order)
    define(company, required(of("Lamps")))
    laptop.sync()
    assert held(laptop) == everything({BIKES[0], BIKES[2], BIKES[1], *LAMPS})
    edits.discard(order.id)
    orders.discard_draft(draft.order.id)
    laptop.sync()
    assert held(laptop) == everything(LAMPS)
    assert check(laptop) == 0


def test_old_orders_leave_with_their_depth_and_come_back(
    company: Company, laptop: Laptop, tmp_path: Path
) -> None:
    laptop.sync()
    laptop.order()
    laptop.sync()
    second = Laptop(company, tmp_path / "second")
    second.sync()
    company.clock.advance(timedelta(days=40))  # type: ignore[attr-defined]
    second.sync()
    second.order()
    second.sync()
    assert len(column(second, "SELECT order_id FROM orders")) == 2
    define(company, required(history(30)))
    second.sync()
    assert len(column(second, "SELECT order_id FROM orders")) == 1
    # the laptop that sent it may yet have to offer it again
    laptop.sync()
    assert len(column(laptop, "SELECT order_id FROM orders")) == 2
    assert check(second) == 0
    assert in_step(second)
    define(company, required(history(50)))
    second.sync()
    assert len(column(second, "SELECT order_id FROM orders")) == 2
    assert check(second) == 0
    second.store.close()


def test_a_link_that_is_cut_at_any_call_delays_it_alone(company: Company, laptop: Laptop) -> None:
    laptop.sync()
    define(company, required(of("Lamps")))
    laptop.sync()
    define(company, required(of("Bikes")))
    for calls in range(30):
        left = calls

        def cut(_: str) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise OutOfReachError("cut")

        laptop.link.before = cut
        laptop.sync()
        if held(laptop) == everything(BIKES):
            break
    laptop.link.before = lambda _: None
    laptop.sync()
    assert held(laptop) == everything(BIKES)
    assert check(laptop) == 0
    assert in_step(laptop)


def test_who_is_given_what_is_written_once(company: Company) -> None:
    define(company, required(of("Lamps")))
    with company.office.engine.connect() as connection:
        before = connection.execute(select(T.take_along)).all()
    define(company, required(of("Lamps")))
    with company.office.engine.connect() as connection:
        assert connection.execute(select(T.take_along)).all() == before
    assert len(before) == 3
