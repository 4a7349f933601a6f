"""Feeds of a live SQL Server into real stores: whatever happens, nothing is missed."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, text, update

from smartclient.contract.feeds import Cursor, FeedKind, FeedPage, FeedPlace
from smartclient.contract.fingerprints import COMPARED, WHOLE
from smartclient.contract.operations import Operations, PulseRequest
from smartclient.database.types import instant_text
from smartclient.domain.clock import HeadOfficeClock, SystemClock
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.sales.orders import OrderLine, OrderState
from smartclient.headoffice.database.mssql.schema_0004.feeds import MAX_PHOTOS
from smartclient.read_models.records import OrderRecord
from smartclient.store.database.opening import create_store
from smartclient.sync.engine import SyncEngine
from smartclient.sync.lock import SyncLock
from smartclient.sync.repair import CHECKED_EVERY
from smartclient.use_cases.use_cases import UseCases
from tests.live_company import LiveCompany, found_live_company
from tests.live_server import LiveOffice, live_office
from tests.office_company import ANN, BEN, BENS, HEAD, KIOSK, SHOP

CLOCK = SystemClock()
KEY = bytes(range(32))


@pytest.fixture(scope="module")
def live() -> Iterator[LiveOffice]:
    with live_office(CLOCK, "feeds") as created:
        yield created


@pytest.fixture
def company(live: LiveOffice) -> LiveCompany:
    return found_live_company(live, CLOCK)


@dataclass
class Paged:
    """A link that gives small pages, and lets head office change between them."""

    link: Operations
    between: Callable[[FeedKind], None]
    rows: int = 40

    def __getattr__(self, name: str) -> object:
        return getattr(self.link, name)

    def feed(
        self, kind: FeedKind, *, cursor: Cursor, watermark: int, limit: int, by_key: bool
    ) -> FeedPage:
        page = self.link.feed(
            kind, cursor=cursor, watermark=watermark, limit=min(limit, self.rows), by_key=by_key
        )
        self.between(kind)
        return page

    def feeds(
        self, places: Sequence[FeedPlace], *, watermark: int, limit: int
    ) -> tuple[FeedPage, ...]:
        return tuple(
            self.feed(kind, cursor=cursor, watermark=watermark, limit=limit, by_key=by_key)
            for kind, cursor, by_key in places
        )


class Laptop:
    """A rep's laptop with a store of its own."""

    def __init__(self, company: LiveCompany, folder: Path, login: str) -> None:
        self.company = company
        self.login = login
        self.folder = folder
        self.store = create_store(folder / "store.db", KEY)
        self.use_cases = UseCases(self.store, CLOCK)

    def sync(self, between: Callable[[FeedKind], None] | None = None) -> None:
        link = self.company.link(self.login)
        through = link if between is None else Paged(link, between)
        summary = SyncEngine(
            store=self.store,
            connect=lambda: through,  # type: ignore[arg-type,return-value]
            answer_now=self._answer_now,
            clock=HeadOfficeClock(CLOCK),
            lock=SyncLock(self.folder / "sync.lock", timeout=timedelta(0)),
            random=lambda: 0.5,
        ).run(urgent=True)
        assert summary.why == ""

    def _answer_now(self) -> None:
        self.company.office.answer_waiting()

    def order(self, sku: str, quantity: int, customer: CustomerNumber = SHOP) -> OrderRecord:
        order = self.use_cases.orders.new(customer)
        return self.use_cases.orders.place(
            order.with_line(OrderLine(line=1, sku=Sku(sku), quantity=quantity))
        )

    def products(self) -> dict[str, str]:
        return {entry.sku: entry.name for entry in self.use_cases.catalog.search()}

    def customers(self) -> set[str]:
        return {customer.number for customer in self.use_cases.customers.search()}

    def let_a_day_pass(self) -> None:
        """Make the next sync compare what is held with head office."""
        with self.store.work() as work:
            before = CLOCK.now() - CHECKED_EVERY * 2
            work.meta.set("feeds_checked_at", instant_text(before))
            work.commit()

    def assert_in_step(self) -> None:
        """Compare every feed with head office by what its rows come to."""
        link = self.company.link(self.login)
        reported = link.fingerprints(
            None, watermark=link.pulse(PulseRequest()).watermark, width=WHOLE
        )
        with self.store.view() as view:
            ours = {
                str(kind): (item.rows, item.total)
                for kind in COMPARED
                for item in view.feeds.sums(kind, WHOLE).values()
            }
        assert ours == {str(item.kind): (item.rows, item.total) for item in reported}


@pytest.fixture
def laptops(company: LiveCompany, tmp_path: Path) -> Iterator[Callable[[str], Laptop]]:
    """What makes a rep's laptop."""
    created: list[Laptop] = []

    def make(login: str) -> Laptop:
        folder = tmp_path / f"laptop{len(created)}"
        folder.mkdir()
        created.append(Laptop(company, folder, login))
        return created[-1]

    yield make
    for laptop in created:
        laptop.store.close()


def test_a_row_committed_late_is_not_skipped(
    company: LiveCompany, laptops: Callable[[str], Laptop]
) -> None:
    """A long transaction writes first and commits last; what others wrote meanwhile waits."""
    laptop = laptops(ANN)
    laptop.sync()
    with company.office.engine.connect() as erp:
        erp.execute(text("UPDATE sales.products SET name = N'Late' WHERE sku = N'B'"))
        company.change_product("C", name="Early")
        for _ in range(2):
            laptop.sync()
            assert laptop.products()["B"] == "Thing B"
        erp.commit()
    laptop.sync()
    assert (laptop.products()["B"], laptop.products()["C"]) == ("Late", "Early")
    laptop.assert_in_step()


def test_a_row_of_a_long_transaction_does_not_slip_by_a_first_load(
    company: LiveCompany, laptops: Callable[[str], Laptop]
) -> None:
    laptop = laptops(ANN)
    with company.office.engine.connect() as erp:
        erp.execute(text("UPDATE sales.products SET name = N'Late' WHERE sku = N'B'"))
        erp.execute(text("INSERT INTO sales.products (sku, name, list_price) VALUES ('0', '', 1)"))
        laptop.sync()
        assert laptop.products()["B"] == "Thing B"
        erp.commit()
    laptop.sync()
    assert laptop.products()["B"] == "Late"
    assert "0" in laptop.products()
    laptop.assert_in_step()


def test_a_first_load_misses_nothing_while_its_rows_change(
    company: LiveCompany, laptops: Callable[[str], Laptop]
) -> None:
    rng = random.Random(11)
    names = [f"X{n:04}" for n in range(400)]
    company.add(
        "products", *({"sku": sku, "name": "As loaded", "list_price": Decimal(1)} for sku in names)
    )
    products = company.tables.products

    def change(kind: FeedKind) -> None:
        if kind is not FeedKind.PRODUCTS:
            return
        with company.office.engine.begin() as connection:
            changed = rng.sample(names, 8)
            connection.execute(
                update(products)
                .where(products.c.sku.in_(changed[:6]))
                .values(name=f"{rng.random()}")
            )
            connection.execute(delete(products).where(products.c.sku == changed[6]))
            new = {"sku": f"N{rng.random():.9f}", "name": "New", "list_price": Decimal(1)}
            connection.execute(insert(products), [new])

    laptop = laptops(ANN)
    laptop.sync(change)
    laptop.sync()
    theirs = {row.sku: row.name for row in company.rows("products")}
    assert len([name for name in theirs.values() if name not in {"As loaded", "New"}]) > 20
    assert laptop.products() == theirs
    laptop.assert_in_step()


def test_two_reps_who_swap_territories_get_all_that_belongs_to_the_customers(
    company: LiveCompany, laptops: Callable[[str], Laptop]
) -> None:
    anns, bens = laptops(ANN), laptops(BEN)
    for laptop in (anns, bens):
        laptop.sync()
    placed = anns.order("A", 1), bens.order("A", 2, BENS)
    for laptop in (anns, bens):
        laptop.sync()
    with company.office.engine.begin() as dba:
        # by hand, in one statement, as nobody's program does it
        dba.execute(
            text(
                "UPDATE sales.customers SET rep = CASE rep WHEN :ann THEN :ben ELSE :ann END "
                "WHERE rep IN (:ann, :ben)"
            ),
            {"ann": ANN, "ben": BEN},
        )
    for laptop in (anns, bens):
        laptop.sync()
    assert (anns.customers(), bens.customers()) == ({BENS}, {SHOP, KIOSK})
    assert [order.id for order in anns.use_cases.orders.search()] == [placed[1].order.id]
    assert [order.id for order in bens.use_cases.orders.search()] == [placed[0].order.id]
    assert bens.use_cases.customers.get(SHOP).customer.addresses[0].city == "Salem"
    for laptop in (anns, bens):
        laptop.assert_in_step()
    changes = company.log("customer", SHOP)
    assert [(field, was, becomes) for field, was, becomes, _ in changes] == [("rep", ANN, BEN)]
    assert changes[0][3]


def test_deletes_renumbered_products_and_merged_customers_travel(
    company: LiveCompany, laptops: Callable[[str], Laptop]
) -> None:
    laptop = laptops(ANN)
    laptop.sync()
    of_old = laptop.order("B", 3)
    of_merged = laptop.order("A", 4, KIOSK)
    with company.office.engine.begin() as dba:
        dba.execute(text("DELETE FROM sales.products WHERE sku = N'C'"))
        dba.execute(
            text("UPDATE sales.products SET sku = N'B-NEW', former_sku = N'B' WHERE sku = N'B'")
        )
        dba.execute(text("UPDATE sales.customers SET merged_into = N'S-1' WHERE number = N'S-2'"))
        dba.execute(text("DELETE FROM sales.addresses WHERE customer = N'S-2'"))
    laptop.sync()
    laptop.sync()
    assert set(laptop.products()) == {"A", "B-NEW", "D"}
    assert laptop.use_cases.customers.get(KIOSK).customer.merged_into == SHOP
    assert laptop.use_cases.customers.get(KIOSK).customer.addresses == ()
    renumbered, merged = (
        laptop.use_cases.orders.get(item.order.id) for item in (of_old, of_merged)
    )
    assert renumbered.state is merged.state is OrderState.CONFIRMED
    assert renumbered.order.lines[0].sku == "B-NEW"
    assert merged.order.customer == SHOP
    laptop.assert_in_step()


def test_what_is_open_of_a_rep_makes_no_other_look_for_it(company: LiveCompany) -> None:
    broken = OrderLine(line=1, sku=Sku("NONE"), quantity=1)
    company.place(company.order(broken))
    heads = {
        login: company.link(login).pulse(PulseRequest()).heads[FeedKind.OPEN_WORK]
        for login in (ANN, BEN, HEAD)
    }
    assert heads == {ANN: heads[HEAD], BEN: 0, HEAD: heads[HEAD]}
    assert heads[HEAD]


def test_what_leaves_no_trace_in_a_feed_is_found_by_fingerprint(
    company: LiveCompany, laptops: Callable[[str], Laptop]
) -> None:
    laptop = laptops(ANN)
    laptop.sync()
    laptop.order("A", 5)
    laptop.sync()
    with company.office.engine.begin() as dba:
        # as where a table was truncated, or a partition switched out: there is no tombstone
        products, tombstones = company.tables.products, company.tables.tombstones
        dba.execute(delete(products).where(products.c.sku == "C"))
        dba.execute(delete(tombstones))
    with laptop.store.work() as work:
        assert work._connection is not None
        work._connection.exec_driver_sql("DELETE FROM customers WHERE number = 'S-2'")
        work._connection.exec_driver_sql("UPDATE products SET name = 'Worn' WHERE sku = 'A'")
        work._connection.exec_driver_sql("UPDATE orders SET placed = '{}', number = 'x'")
        work.commit()
    laptop.sync()
    assert (laptop.products()["A"], "C" in laptop.products()) == ("Worn", True)
    laptop.let_a_day_pass()
    laptop.sync()
    laptop.assert_in_step()
    assert laptop.products() == {"A": "Thing A", "B": "Thing B", "D": "Thing D"}
    assert laptop.customers() == {SHOP, KIOSK}


def test_an_amount_beyond_all_bounds_breaks_no_feed(
    company: LiveCompany, laptops: Callable[[str], Laptop]
) -> None:
    """What an ERP wrote by mistake is sent as the maximum; all else goes on."""
    laptop = laptops(ANN)
    laptop.sync()
    for limit, phone in ((999_999_999_999_999, "1"), (-999_999_999_999_999, "2")):
        with company.office.engine.begin() as erp:
            erp.execute(
                text("UPDATE sales.customers SET credit_limit = :limit, phone = :phone"),
                {"limit": limit, "phone": phone},
            )
        laptop.sync()
        customer = laptop.use_cases.customers.get(SHOP).customer
        assert customer.phone == phone
        assert customer.credit_limit == Decimal(900_000_000_000_000).copy_sign(Decimal(limit))
        laptop.assert_in_step()
    logged = [change[1:3] for change in company.log("customer", SHOP) if "limit" in change[0]]
    assert {"9999999999999990000", "-9999999999999990000"} <= {
        str(x) for item in logged for x in item
    }


def test_a_block_is_as_large_as_is_asked_for(company: LiveCompany) -> None:
    ten = "(VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9))"
    digits = ", ".join(f"{ten} AS {name} (n)" for name in "abcd")
    number = "CAST(a.n + 10 * b.n + 100 * c.n + 1000 * d.n + 10000 * e.n AS nvarchar(9))"
    company.link(ANN)
    with company.live.as_admin() as admin:
        admin.execute(
            f"INSERT INTO sales.products (sku, name, list_price) SELECT N'X' + {number}, N'', 1 "
            f"FROM {digits}, (VALUES (0), (1), (2)) AS e (n); "
            "INSERT INTO sales.photos (name, hash, content) SELECT TOP 600 sku, N'', 0x00 "
            "FROM sales.products"
        )
    asked = f"1, 0, 0, {2**62}, 100001"
    with company.live.as_login(company.live.logins[ANN]) as ann:
        (products,) = ann.execute(f"EXEC sync.feed_products_v1 {asked}")
        (photos,) = ann.execute(f"EXEC sync.feed_photos_v1 {asked}")
    assert len(products) == company.count("products") > 30_000
    assert len(photos) == MAX_PHOTOS


def test_a_restore_from_backup_loses_nothing(
    company: LiveCompany, laptops: Callable[[str], Laptop]
) -> None:
    anns, bens = laptops(ANN), laptops(BEN)
    anns.sync()
    bens.sync()
    kept = anns.order("D", 1)
    anns.sync()
    backup = Backup(company)
    lost = [(anns, anns.order("D", 2)), (bens, bens.order("A", 3, BENS))]
    anns.sync()
    bens.sync()
    numbers = {laptop.use_cases.orders.get(one.order.id).number for laptop, one in lost}
    company.change_product("B", name="After the backup")
    anns.sync()
    backup.restore()
    assert company.count("orders") == 1
    company.office.restored()
    for laptop in (anns, bens):
        laptop.sync()
        laptop.sync()
        laptop.assert_in_step()
    assert {row.order_id for row in company.rows("orders")} == {
        item.order.id for item in (kept, *(item for _, item in lost))
    }
    assert {row.number for row in company.rows("orders")} >= numbers
    assert company.stock("D") == 2
    assert anns.products()["B"] == "Thing B"
    states = [laptop.use_cases.orders.get(one.order.id).state for laptop, one in lost]
    assert states == [OrderState.CONFIRMED] * 2


class Backup:
    """What head office's tables held at a moment, as far as these tests write to them."""

    _GROWING = ("inbox", "replies", "orders", "change_log", "tombstones", "laptops")

    def __init__(self, company: LiveCompany) -> None:
        self._company = company
        self._last = {
            name: max((int(row.id) for row in company.rows(name)), default=0)
            for name in self._GROWING
        }
        self._counters = {row.name: row.value for row in company.rows("counters")}
        self._stock = {row.sku: row.on_hand for row in company.rows("stock")}
        self._names = {row.sku: row.name for row in company.rows("products")}

    def restore(self) -> None:
        """Make them hold that again, and nothing of what came later."""
        t = self._company.tables
        with self._company.office.engine.begin() as connection:
            orders = t.orders.c
            late = [
                row.order_id
                for row in self._company.rows("orders")
                if row.id > self._last["orders"]
            ]
            lines = t.order_lines
            connection.execute(delete(lines).where(lines.c.order_id.in_(late)))
            connection.execute(delete(t.orders).where(orders.order_id.in_(late)))
            for sku, name in self._names.items():
                connection.execute(
                    update(t.products).where(t.products.c.sku == sku).values(name=name)
                )
            for sku, on_hand in self._stock.items():
                connection.execute(
                    update(t.stock).where(t.stock.c.sku == sku).values(on_hand=on_hand)
                )
            for name, value in self._counters.items():
                counters = t.counters
                connection.execute(
                    update(counters).where(counters.c.name == name).values(value=value)
                )
            for name in self._GROWING:
                table = t.table_named(name)
                connection.execute(delete(table).where(table.c.id > self._last[name]))
