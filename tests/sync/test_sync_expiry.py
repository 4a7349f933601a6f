"""Expired data leaves the store by itself, and is loaded again by key; unsent work stays."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from smartclient.domain.errors import NotFoundError, RefusedError
from smartclient.domain.freshness import Consequence
from smartclient.domain.freshness_kinds import AGES_BY, ALWAYS_KEPT, DEFAULT_FRESHNESS
from smartclient.domain.rules.problems import RuleCode
from smartclient.domain.sales.orders import OrderLine, OrderState
from smartclient.domain.tasks import TaskStatus
from smartclient.headoffice.admin.maintenance import change_customer, set_policy
from smartclient.store.feeds import expiry
from tests.set_clock import SetClock
from tests.small_company import CUSTOMER, SKUS
from tests.sync.expiring import ALL, expiring_laptop, pass_days, rows, sync_offline
from tests.sync.sync_world import Company
from tests.sync.test_sync_clock import MachineLaptop
from tests.sync.test_sync_repair import in_step


@pytest.fixture
def laptop(company: Company, tmp_path: Path, clock: SetClock) -> Iterator[MachineLaptop]:
    with expiring_laptop(company, tmp_path, clock) as laptop:
        yield laptop


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
