"""A laptop that was away for longer than deletions are kept: it ends up with what a new one has."""

import itertools
import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from smartclient.contract.feeds import FOR_ADMINS, FeedKind, FeedPage
from smartclient.contract.fingerprints import COMPARED, WHOLE
from smartclient.domain.errors import OutOfReachError
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.retention import RETENTION
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import OrderState
from smartclient.headoffice.admin.maintenance import change_customer
from smartclient.headoffice.database.portions import PurgedKind
from smartclient.headoffice.retention.purge import Purge
from smartclient.sync import pull
from smartclient.sync.repair import CONTENT_PART
from tests.small_company import CUSTOMER, OTHER_REP, REP, SKUS
from tests.sync.sync_world import Company, Laptop

LONG = timedelta(days=max(policy.days for policy in RETENTION.values()) + 1)


@pytest.fixture
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no laptop compare by fingerprint, which would repair whatever is wrong."""
    monkeypatch.setattr(pull, "check_when_due", lambda *_: 0)


def delete_rows(company: Company, *statements: str) -> None:
    with company.office.engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def delete_product(company: Company, sku: str) -> None:
    tables = ("sales_prices", "sales_stock", "sales_offer_products", "sales_products")
    delete_rows(company, *(f"DELETE FROM {table} WHERE sku = '{sku}'" for table in tables))


def delete_order(company: Company, number: str) -> None:
    of_order = f"(SELECT id FROM sales_orders WHERE number = '{number}')"
    delete_rows(
        company,
        f"DELETE FROM sales_order_lines WHERE order_id IN {of_order}",
        f"DELETE FROM sales_orders WHERE number = '{number}'",
    )


def give_to(company: Company, customer: str, rep: str) -> None:
    number = CustomerNumber(customer)
    change_customer(company.office.engine, number, rep=rep, actor="erp", clock=company.clock)


def purge_all(company: Company) -> dict[PurgedKind, int]:
    company.clock.advance(LONG)  # type: ignore[attr-defined]
    done = Purge(company.office.engine, company.clock.now()).run()
    return {each.kind: each.rows for each in done if each.rows}


def held(laptop: Laptop) -> dict[str, object]:
    """What a laptop holds of each feed, and which placed orders and customers it shows."""
    with laptop.store.view() as view:
        sums = {str(kind): view.feeds.sums(kind, WHOLE) for kind in COMPARED}
        counts = {kind: state.rows for kind, state in view.feeds.counts().items()}
    shown = laptop.use_cases.orders.search()
    orders = {(item.number, item.state) for item in shown if item.number}
    customers = {item.number for item in laptop.use_cases.customers.search()}
    return {"sums": sums, "counts": counts, "orders": orders, "customers": customers}


def loads(laptop: Laptop) -> list[FeedKind]:
    """Which feeds a laptop is loading."""
    with laptop.store.view() as view:
        return [
            kind for kind in COMPARED if kind not in FOR_ADMINS and view.feeds.cursor(kind).loading
        ]


def happen(company: Company, rng: random.Random) -> None:
    """Let a few things be deleted, leave or come back."""
    with company.office.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT sku FROM sales_products").scalars()
        skus = [sku for sku in rows if sku != SKUS[0]]
        numbers = list(connection.exec_driver_sql("SELECT number FROM sales_orders").scalars())
        customers = list(connection.exec_driver_sql("SELECT number FROM sales_customers").scalars())
    for _ in range(rng.randint(1, 3)):
        match rng.randint(0, 2):
            case 0 if len(skus) > 1:
                delete_product(company, skus.pop())
            case 1 if numbers:
                delete_order(company, numbers.pop(rng.randrange(len(numbers))))
            case _:
                give_to(company, rng.choice(customers), rng.choice((REP, OTHER_REP)))


@pytest.mark.usefixtures("unchecked")
@pytest.mark.parametrize("seed", range(6))
def test_after_any_purge_a_laptop_holds_what_a_new_one_does(
    company: Company, laptop: Laptop, tmp_path: Path, seed: int
) -> None:
    rng = random.Random(seed)
    laptop.sync()
    for sku in rng.sample(SKUS, 3):
        laptop.order(sku)
    for step in range(4):
        if rng.random() < 0.6:
            laptop.sync()
        happen(company, rng)
        if rng.random() < 0.5 or step == 3:
            purge_all(company)
        if rng.random() < 0.4:
            _be_cut_off(laptop, rng)
    laptop.link.before = lambda _: None
    laptop.sync()
    fresh = Laptop(company, tmp_path / "fresh")
    fresh.sync()
    laptop.sync()
    assert held(laptop) == held(fresh)
    before = held(laptop)
    assert not loads(laptop)
    laptop.sync()
    assert held(laptop) == before


def _be_cut_off(laptop: Laptop, rng: random.Random) -> None:
    """Sync, and lose the link after some calls."""
    calls, last = itertools.count(), rng.randint(3, 12)

    def cut(_: str) -> None:
        if next(calls) > last:
            raise OutOfReachError("Head office is out of reach.")

    laptop.link.before, laptop.link.page_rows = cut, 2
    laptop.sync()
    laptop.link.before, laptop.link.page_rows = (lambda _: None), 2_000


@pytest.mark.usefixtures("unchecked")
def test_nothing_that_is_unfinished_goes(company: Company, laptop: Laptop) -> None:
    """Its customer has left, and head office answers what is sent about it."""
    laptop.sync()
    done = laptop.order(SKUS[0])
    laptop.sync()
    tentative = laptop.order(SKUS[1])
    laptop.use_cases.customers.edit(CUSTOMER, {EditableField.CONTACT: "Zoë"})
    waiting = len(laptop.use_cases.outbox.entries())
    give_to(company, CUSTOMER, OTHER_REP)
    delete_order(company, laptop.use_cases.orders.get(done.order.id).number)
    assert purge_all(company)[PurgedKind.MEMBERSHIP] == 1

    def cut(operation: str) -> None:
        if operation == "submit":
            raise OutOfReachError("Head office is out of reach.")

    laptop.link.before = cut
    laptop.sync()
    assert laptop.use_cases.orders.get(tentative.order.id).state is OrderState.TENTATIVE
    assert len(laptop.use_cases.outbox.entries()) == waiting
    laptop.link.before = lambda _: None
    laptop.sync()
    laptop.sync()
    assert done.order.id not in {item.id for item in laptop.use_cases.orders.search()}


@pytest.mark.usefixtures("unchecked")
def test_a_laptop_that_read_all_that_was_purged_reloads_nothing(
    company: Company, laptop: Laptop
) -> None:
    laptop.sync()
    delete_product(company, SKUS[1])
    give_to(company, CUSTOMER, OTHER_REP)
    laptop.sync()
    assert purge_all(company)
    laptop.link.calls.clear()
    laptop.sync()
    # what is purged of open work and cases has tombstones of its own
    assert {call for call in laptop.link.calls if call.startswith("feed")} <= {"feed tombstones"}


def test_photos_are_compared_and_not_all_read_again(company: Company, laptop: Laptop) -> None:
    with company.office.engine.begin() as connection:
        for number in range(20 * CONTENT_PART):
            connection.exec_driver_sql(
                "INSERT INTO sales_photos (name, hash, content) VALUES (?, ?, ?)",
                (f"{number}.jpg", f"{number:064}", b"photo"),
            )
    laptop.sync()
    delete_rows(company, "DELETE FROM sales_photos WHERE name = '5.jpg'")
    purge_all(company)
    laptop.link.calls.clear()
    read: list[int] = []

    def count(page: FeedPage) -> FeedPage:
        read.append(len(page.rows) if page.kind is FeedKind.PHOTOS else 0)
        return page

    laptop.link.pages = count
    laptop.sync()
    with laptop.store.view() as view:
        assert view.feeds.counts()[FeedKind.PHOTOS].rows == 20 * CONTENT_PART - 1
    assert 0 < sum(read) < 5 * CONTENT_PART


def hear_nothing_of_purges(laptop: Laptop) -> None:
    """Let a laptop hear nothing of what was purged, as one of an earlier version."""
    laptop.link.pulses = lambda given: replace(
        given, position="", tombstones_purged_to=0, membership_purged_to=0
    )


@pytest.mark.parametrize("seed", range(3))
def test_a_laptop_of_an_earlier_version_finds_what_is_deleted_by_its_daily_check(
    company: Company, laptop: Laptop, tmp_path: Path, seed: int
) -> None:
    rng = random.Random(seed)
    hear_nothing_of_purges(laptop)
    laptop.sync()
    laptop.order(SKUS[0])
    laptop.sync()
    delete_product(company, SKUS[1])
    happen(company, rng)
    purge_all(company)
    laptop.sync()
    laptop.sync()
    fresh = Laptop(company, tmp_path / "fresh")
    fresh.sync()
    ours, theirs = held(laptop), held(fresh)
    assert (ours["sums"], ours["customers"]) == (theirs["sums"], theirs["customers"])
