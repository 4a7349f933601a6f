"""Expired data leaves the store by itself, and is loaded again by key; unsent work stays."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import insert, update

from smartclient.domain.errors import NotFoundError, OutOfReachError, RefusedError, StoreError
from smartclient.domain.freshness import Consequence
from smartclient.domain.freshness_kinds import AGES_BY, ALWAYS_KEPT, DEFAULT_FRESHNESS
from smartclient.domain.rules.problems import RuleCode
from smartclient.domain.sales.orders import OrderLine, OrderState
from smartclient.domain.tasks import TaskStatus
from smartclient.headoffice.admin.maintenance import change_customer, set_policy
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.tables import tables_for
from smartclient.store.database.opening import open_store_file
from smartclient.store.feeds import expiry
from smartclient.store.unit_of_work import UnitOfWork
from smartclient.use_cases.commands.expiry import remove_expired
from tests.set_clock import SetClock
from tests.small_company import ADMIN, CUSTOMER, SKUS
from tests.sync.power_cuts import Countdown, PowerCutError
from tests.sync.sync_world import KEY, Company
from tests.sync.test_sync_clock import MachineLaptop
from tests.sync.test_sync_repair import in_step

DAY = timedelta(days=1)
ALL = ("customers", "addresses", "products", "prices", "offers", "stock", "ship_methods", "orders")
T = tables_for("sqlite")


@pytest.fixture
def laptop(company: Company, tmp_path: Path, clock: SetClock) -> Iterator[MachineLaptop]:
    """A laptop that has synced a company with photos and prices, all of which expires."""
    with audited_transaction(company.office.engine, actor=ADMIN, at=clock.now()) as connection:
        for number, sku in enumerate(SKUS):
            named = T.products.c.sku == sku
            shown = {"image": f"{sku}.png", "weight": "5 lb"}
            connection.execute(update(T.products).where(named), shown)
            photo = {"name": f"{sku}.png", "hash": f"{number:064}", "content": sku.encode() * 9}
            connection.execute(insert(T.photos), photo)
            dated = {"valid_to": clock.today() + 20 * DAY} if sku == SKUS[0] else {}
            price = {"sku": sku, "valid_from": clock.today(), "amount": Decimal(number + 1)}
            connection.execute(insert(T.prices), price | dated)
        connection.execute(
            insert(T.ship_methods), {"name": "Van", "base": Decimal(4), "rate": Decimal(2)}
        )
    for kind in ALL:
        set_policy(company.office.engine, f"freshness.{kind}", "1d mark, 3d remove", clock=clock)
    laptop = MachineLaptop(company, tmp_path / "laptop", clock)
    laptop.sync()
    yield laptop
    laptop.store.close()


def pass_days(laptop: MachineLaptop, clock: SetClock, days: int) -> None:
    clock.advance(days * DAY)
    laptop.machine.advance(days * DAY)


def rows(laptop: MachineLaptop) -> dict[str, int]:
    """Return how many rows the store's tables hold of what the rep was given, hidden or not."""
    with laptop.store.work() as work:
        counts = work.feeds.counts()
    return {kind: counts[kind].rows for kind in (*ALL, "photos") if counts[kind].rows}


def sync_offline(laptop: MachineLaptop) -> None:
    laptop.work_offline(on=True)
    laptop.sync()
    laptop.work_offline(on=False)


def test_every_kind_leaves_the_store_or_is_never_said_to_be_removed() -> None:
    removed = {AGES_BY.get(kind, kind) for kind in map(str, expiry.REMOVED)}
    assert removed == set(DEFAULT_FRESHNESS) - ALWAYS_KEPT


def test_expired_rows_leave_the_store_offline_and_come_back_by_key(
    laptop: MachineLaptop, clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    whole = rows(laptop)
    assert {"customers", "products", "prices", "photos"} <= set(whole)
    assert laptop.use_cases.catalog.search("Thing")

    pass_days(laptop, clock, 2)
    sync_offline(laptop)
    assert rows(laptop) == whole

    pass_days(laptop, clock, 1)
    sync_offline(laptop)
    # a price with a last day of its own goes by that day
    assert rows(laptop) == {"prices": 1}
    assert laptop.use_cases.catalog.search("Thing") == ()
    with laptop.store.view() as view:
        assert view.catalog.photo(f"{SKUS[0]}.png") is None
    status = laptop.use_cases.status.current()
    assert status.cache["products"].consequence(status.taken_at) is Consequence.REMOVE
    assert status.begin_order.why is not None

    laptop.sync()
    assert rows(laptop) == whole
    assert in_step(laptop)
    # what is not here is no difference that would be repaired
    assert "differ from head office" not in caplog.text
    assert laptop.use_cases.catalog.search("Thing")
    assert laptop.use_cases.orders.new(CUSTOMER).customer == CUSTOMER


def test_a_product_that_was_removed_for_its_age_is_not_called_unknown(
    laptop: MachineLaptop, clock: SetClock
) -> None:
    catalog = laptop.use_cases.catalog
    assert catalog.product_by_code(SKUS[1]).sku == SKUS[1]
    pass_days(laptop, clock, 4)
    sync_offline(laptop)
    for looked_up in (catalog.product_by_code, catalog.product):
        with pytest.raises(RefusedError, match="has been too old since"):
            looked_up(SKUS[1])
    laptop.sync()
    assert catalog.product_by_code(SKUS[1]).sku == SKUS[1]
    with pytest.raises(NotFoundError):
        catalog.product_by_code("NOTHING")


def test_unsent_work_is_shown_and_sent_when_all_it_was_made_from_has_expired(
    company: Company, laptop: MachineLaptop, clock: SetClock
) -> None:
    orders = laptop.use_cases.orders
    placed = laptop.order(SKUS[1])
    draft = orders.save_draft(
        replace(orders.new(CUSTOMER), ship_via="Van").with_line(
            OrderLine(line=1, sku=SKUS[2], quantity=3)
        )
    )
    (line,) = draft.order.lines
    before = orders.quote(draft.order)
    named = {sku: product.name for sku, product in before.products.items()}
    assert before.unpriced == frozenset()
    (origin,) = orders.origins(draft.order.id)
    pass_days(laptop, clock, 4)
    sync_offline(laptop)
    assert rows(laptop)["customers"] == 1
    assert rows(laptop)["products"] == 2
    # what they are shown with is not on sale
    assert laptop.use_cases.catalog.search("Thing") == ()
    for sku in (SKUS[0], SKUS[2]):
        with pytest.raises(RefusedError, match="too old"):
            laptop.use_cases.catalog.product(sku)

    preview = orders.quote(draft.order, origins=(origin,))
    assert preview.order.lines == (line,)
    assert {sku: product.name for sku, product in preview.products.items()} == named
    assert preview.unpriced == {1}
    assert preview.changes == ()
    assert not preview.save.possible
    assert draft.order.totals is not None
    assert draft.order.totals.freight > 0
    assert preview.order.totals == draft.order.totals
    assert preview.problems == ()
    assert Consequence.REMOVE in {age.consequence for age in preview.ages}
    orders.save_draft(draft.order)
    with pytest.raises(RefusedError, match="too old"):
        orders.place(draft.order)
    assert orders.get(draft.order.id).order.lines == (line,)
    assert orders.get(draft.order.id).state is OrderState.DRAFT
    assert laptop.use_cases.customers.get(CUSTOMER).customer.number == CUSTOMER

    laptop.sync()
    after = orders.quote(draft.order, origins=(origin,))
    assert (after.order.lines, after.order.totals) == (before.order.lines, before.order.totals)
    assert (after.products, after.unpriced, after.changes) == (before.products, frozenset(), ())
    assert after.save.possible
    assert company.orders() == 1
    assert orders.get(placed.order.id).state is OrderState.CONFIRMED
    assert orders.place(orders.quote(draft.order).order).state is OrderState.TENTATIVE


def test_an_old_order_stays_while_what_was_asked_about_it_is_not_answered(
    laptop: MachineLaptop, clock: SetClock
) -> None:
    placed = laptop.order(SKUS[1])
    laptop.sync()
    laptop.sync()
    laptop.work_offline(on=True)
    laptop.use_cases.orders.cancel(placed.order.id)
    # later than what a restored head office is offered again
    pass_days(laptop, clock, 120)
    laptop.sync()
    record = laptop.use_cases.orders.get(placed.order.id)
    assert record.task is TaskStatus.QUEUED
    laptop.work_offline(on=False)
    laptop.sync()
    laptop.sync()
    assert laptop.use_cases.orders.get(placed.order.id).state is OrderState.CANCELLED


def test_what_was_removed_is_refused_with_the_age_of_its_data_as_the_reason(
    laptop: MachineLaptop, clock: SetClock
) -> None:
    use_cases = laptop.use_cases
    laptop.order(SKUS[0])
    laptop.sync()
    number = use_cases.orders.search()[0].number
    assert number
    looked_up = (
        lambda: use_cases.customers.get(CUSTOMER),
        lambda: use_cases.customers.overview(CUSTOMER),
        lambda: use_cases.orders.get(number),
    )
    for look in looked_up:
        look()
    pass_days(laptop, clock, 200)
    sync_offline(laptop)
    for look in looked_up:
        with pytest.raises(RefusedError, match="has been too old since"):
            look()


def test_credit_is_not_known_where_the_orders_that_it_is_counted_by_are_not_here(
    company: Company, laptop: MachineLaptop, clock: SetClock
) -> None:
    for kind in ALL:
        set_policy(company.office.engine, f"freshness.{kind}", "off", clock=clock)
    set_policy(company.office.engine, "freshness.orders", "1d mark, 3d remove", clock=clock)
    change_customer(company.office.engine, CUSTOMER, credit_limit=Decimal(5), clock=clock)
    laptop.order(SKUS[2])
    laptop.sync()
    customers, orders = laptop.use_cases.customers, laptop.use_cases.orders
    laptop.sync()

    def used() -> set[Decimal | None]:
        (row,) = [each for each in customers.search() if each.number == CUSTOMER]
        overview = customers.overview(CUSTOMER)
        assert overview.record == customers.get(CUSTOMER)
        assert overview.credit.is_known is (row.credit_used is not None)
        return {row.credit_used, overview.record.credit_used}

    order = orders.new(CUSTOMER).with_line(OrderLine(line=1, sku=SKUS[2], quantity=2))
    (known,) = used()
    assert known
    exceeded = [problem.code for problem in orders.quote(order).problems]
    assert RuleCode.CREDIT_LIMIT_EXCEEDED in exceeded

    pass_days(laptop, clock, 4)
    sync_offline(laptop)
    assert used() == {None}
    preview = orders.quote(order)
    assert RuleCode.CREDIT_LIMIT_EXCEEDED not in [each.code for each in preview.problems]
    removed = [age.kind for age in preview.ages if age.consequence is Consequence.REMOVE]
    assert removed == ["orders"]
    assert preview.save.possible

    laptop.sync()
    assert used() == {known}
    assert "orders" not in [age.kind for age in orders.quote(order).ages]


def test_credit_is_not_known_before_all_orders_have_come(laptop: MachineLaptop) -> None:
    assert laptop.use_cases.customers.get(CUSTOMER).credit_used is not None
    with laptop.store.work() as work:
        work.feeds._connection.exec_driver_sql(
            "UPDATE cursors SET as_of = NULL WHERE kind = 'orders'"
        )
        work.commit()
    assert laptop.use_cases.customers.get(CUSTOMER).credit_used is None
    assert not laptop.use_cases.customers.overview(CUSTOMER).credit.is_known


def test_a_price_that_has_expired_is_never_replaced_by_the_list_price(
    company: Company, laptop: MachineLaptop, clock: SetClock
) -> None:
    set_policy(company.office.engine, "freshness.products", "off", clock=clock)
    laptop.sync()
    orders = laptop.use_cases.orders
    draft = orders.save_draft(
        orders.new(CUSTOMER).with_line(OrderLine(line=1, sku=SKUS[2], quantity=1))
    )
    assert draft.order.lines[0].unit_price == Decimal(3)
    pass_days(laptop, clock, 4)
    sync_offline(laptop)
    assert rows(laptop)["products"] == len(SKUS)
    preview = orders.quote(draft.order)
    assert preview.order.lines == draft.order.lines
    assert preview.unpriced == {1}
    assert set(preview.products) == {SKUS[2]}
    with pytest.raises(RefusedError, match="too old"):
        laptop.use_cases.catalog.product(SKUS[2])
    assert laptop.use_cases.catalog.product(SKUS[0]).price == 1
    assert orders.save_draft(draft.order).order.lines == draft.order.lines
    assert [entry.sku for entry in laptop.use_cases.catalog.search("Thing")] == [SKUS[0]]


def test_an_unproven_clock_hides_what_expired_until_the_next_contact_deletes_it(
    laptop: MachineLaptop, clock: SetClock
) -> None:
    whole = rows(laptop)
    pass_days(laptop, clock, 4)
    laptop.machine.restart()
    laptop.start_program()
    sync_offline(laptop)
    assert rows(laptop) == whole
    assert laptop.use_cases.catalog.search("Thing") == ()
    with laptop.store.view() as view:
        assert view.catalog.photo(f"{SKUS[0]}.png") is None
        assert view.feeds.counts()["customers"].rows == 0
    with pytest.raises(RefusedError, match="too old"):
        laptop.use_cases.orders.new(CUSTOMER)

    def cut(name: str) -> None:
        if name.startswith("feed"):
            raise OutOfReachError("cut")

    laptop.link.before = cut
    laptop.sync()
    assert rows(laptop) == {"prices": 1}
    laptop.link.before = lambda _name: None
    laptop.sync()
    assert rows(laptop) == whole
    assert in_step(laptop)


def test_a_clock_that_was_set_ahead_without_proof_loses_nothing(
    laptop: MachineLaptop, clock: SetClock
) -> None:
    whole = rows(laptop)
    laptop.machine.restart()
    laptop.machine.set(laptop.machine.now() + 900 * DAY)
    laptop.start_program()
    sync_offline(laptop)
    assert rows(laptop) == whole
    assert laptop.use_cases.catalog.search("Thing") == ()
    laptop.sync()
    assert rows(laptop) == whole
    assert laptop.use_cases.catalog.search("Thing")
    assert not laptop.link.calls.count("feed")


def test_a_removal_that_is_cut_anywhere_goes_on_and_all_comes_back(
    company: Company,
    laptop: MachineLaptop,
    clock: SetClock,
    power: Countdown,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(expiry, "AT_ONCE", 2)
    whole = rows(laptop)
    draft = laptop.use_cases.orders.save_draft(laptop.use_cases.orders.new(CUSTOMER))
    cuts, step = 0, 0
    while True:
        step += 3
        pass_days(laptop, clock, 4)
        power.left = step
        with suppress(PowerCutError):
            remove_expired(laptop.store, laptop.clock)
        was_cut, power.left = power.left is None, None
        laptop.store.close()
        laptop.store = open_store_file(laptop.folder / "store.db", KEY)
        laptop.start_program()
        if was_cut and step % 2:
            remove_expired(laptop.store, laptop.clock)
            assert set(rows(laptop)) <= {"customers", "addresses", "prices"}
            assert rows(laptop)["customers"] == 1
        laptop.sync()
        assert rows(laptop) == whole
        assert in_step(laptop)
        assert laptop.use_cases.orders.get(draft.order.id).state is OrderState.DRAFT
        if not was_cut:
            break
        cuts += 1
    assert cuts > 2


def test_a_laptop_that_wakes_after_a_week_refreshes_what_expires_first_and_photos_last(
    company: Company, laptop: MachineLaptop, clock: SetClock
) -> None:
    policies = {"prices": "1d mark, 30d refuse", "stock": "1d mark, 8d refuse", "offers": "off"}
    for kind, policy in policies.items():
        set_policy(company.office.engine, f"freshness.{kind}", policy, clock=clock)
    set_policy(company.office.engine, "freshness.products", "1d mark, 9d refuse", clock=clock)
    laptop.sync()
    pass_days(laptop, clock, 7)
    with audited_transaction(company.office.engine, actor=ADMIN, at=clock.now()) as connection:
        named = T.products.c.sku == SKUS[1]
        connection.execute(update(T.products).where(named), {"name": "Another thing"})
        connection.execute(update(T.prices), {"amount": Decimal(9)})
        connection.execute(insert(T.stock), {"sku": SKUS[1], "on_hand": 5})
        connection.execute(update(T.photos), {"content": b"another"})
    laptop.link.calls.clear()
    laptop.sync()
    (at_once,) = [call for call in laptop.link.calls if call.startswith("at once: ")]
    kinds = [kind for kind in at_once.split() if kind in {"products", "prices", "stock", "photos"}]
    assert kinds == ["stock", "products", "prices"]
    # photos come after it, by themselves
    assert laptop.link.calls.index(at_once) < len(laptop.link.calls) - 1
    with laptop.store.view() as view:
        assert view.catalog.photo(f"{SKUS[1]}.png") == b"another"


def test_what_was_loaded_again_stays_wherever_the_sync_is_cut(
    laptop: MachineLaptop, clock: SetClock, power: Countdown
) -> None:
    seen, step, was_cut = set(), 0, True
    pass_days(laptop, clock, 30)
    laptop.sync()
    whole = rows(laptop)
    while was_cut:
        step += 4
        pass_days(laptop, clock, 4)
        sync_offline(laptop)
        power.left = step
        with suppress(PowerCutError):
            laptop.sync()
        was_cut, power.left = power.left is None, None
        laptop.store.close()
        laptop.store = open_store_file(laptop.folder / "store.db", KEY)
        laptop.start_program()
        loaded = rows(laptop)
        seen.add(len(loaded))
        remove_expired(laptop.store, laptop.clock)
        assert rows(laptop) == loaded
        laptop.sync()
        assert rows(laptop) == whole
        assert in_step(laptop)
    assert len(seen) > 2


def test_a_disk_that_is_full_hides_what_it_can_not_remove(
    laptop: MachineLaptop, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = rows(laptop)
    pass_days(laptop, clock, 4)

    def is_full(_work: UnitOfWork) -> None:
        raise StoreError("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(UnitOfWork, "commit", is_full)
        remove_expired(laptop.store, laptop.clock)
    assert rows(laptop) == whole
    assert laptop.use_cases.catalog.search("Thing") == ()
