"""Facts from the store: all that an order is priced and judged by, and nothing of itself."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from smartclient.contract.feeds import FeedKind
from smartclient.domain.ids import CustomerNumber, Login, Sku, TaskId
from smartclient.domain.rules.context import RuleContext
from smartclient.domain.rules.problems import ResolvedBy, RuleCode
from smartclient.domain.sales.customers import Address, Customer
from smartclient.domain.sales.orders import Fulfilment, Order, OrderState
from smartclient.read_models.stored_orders import StoredOrder
from smartclient.store.unit_of_work import Store
from tests.feed_samples import AS_OF, bring, order_row, placed_order, row

TODAY = date(2026, 11, 21)
FRAME, NEXT, LAST, BOTTLE = Sku("FR-58"), Sku("FR-60"), Sku("FR-62"), Sku("WB-H098")


@pytest.fixture
def shop(store: Store) -> Store:
    """Return a store with a customer, a few products and what goes with them."""
    bring(store, FeedKind.CUSTOMERS, row(FeedKind.CUSTOMERS, 1, number="C-00001", balance=50_000))
    bring(
        store,
        FeedKind.ADDRESSES,
        row(FeedKind.ADDRESSES, 1, customer="C-00001", country="US", state="WA"),
    )
    bring(
        store,
        FeedKind.PRODUCTS,
        row(FeedKind.PRODUCTS, 1, sku=FRAME, replaced_by=NEXT),
        row(FeedKind.PRODUCTS, 2, sku=NEXT, replaced_by=LAST),
        row(FeedKind.PRODUCTS, 3, sku=LAST, replaced_by=FRAME),
        row(FeedKind.PRODUCTS, 4, sku=BOTTLE, former_sku="WB-OLD"),
        row(FeedKind.PRODUCTS, 5, sku="OTHER"),
    )
    bring(store, FeedKind.PRICES, row(FeedKind.PRICES, 1, sku=BOTTLE, amount=49_900))
    bring(store, FeedKind.STOCK, (1, BOTTLE, 10))
    bring(
        store,
        FeedKind.TAX_RATES,
        (1, "US", "WA", "all", 88_000, "Washington"),
        (2, "CA", "AB", "all", 50_000, "Alberta"),
    )
    bring(store, FeedKind.SHIP_METHODS, (1, "GROUND", 39_500, 9_900))
    return store


def ask(store: Store, order: Order) -> RuleContext:
    with store.view() as view:
        return view.rule_context.for_order(order, today=TODAY, now=AS_OF)


def order_of(*skus: str, order_id: str = "mine", customer: str = "C-00001") -> Order:
    lines = tuple((sku, 2) for sku in skus)
    return placed_order(order_id, lines=lines, day=TODAY, customer=customer).order


def keep_tentative(store: Store, order: Order) -> None:
    with store.work() as work:
        stored = StoredOrder(order=order, state=OrderState.TENTATIVE, changed_at=AS_OF)
        work.orders.save(stored)
        work.commit()


def test_a_product_comes_with_everything_that_replaces_it(shop: Store) -> None:
    context = ask(shop, order_of(FRAME))
    assert set(context.products) == {FRAME, NEXT, LAST}


def test_a_former_number_leads_to_the_current_one(shop: Store) -> None:
    context = ask(shop, order_of("WB-OLD", "NOWHERE"))
    assert context.renumbered == {"WB-OLD": BOTTLE}
    assert set(context.products) == {BOTTLE}
    assert context.prices[BOTTLE][0].amount == Decimal("4.99")


def test_tax_and_freight_are_those_of_the_customers_countries(shop: Store) -> None:
    context = ask(shop, order_of(BOTTLE))
    assert [rate.name for rate in context.tax_rates] == ["Washington"]
    assert context.ship_methods["GROUND"].rate == Decimal("0.99")


def test_stock_is_what_the_reps_other_tentative_orders_leave(shop: Store) -> None:
    keep_tentative(shop, order_of(BOTTLE, order_id="another"))
    keep_tentative(shop, order_of(BOTTLE, order_id="mine"))
    context = ask(shop, order_of(BOTTLE))
    assert context.stock[BOTTLE].on_hand == 8
    assert FRAME not in context.stock


@pytest.mark.parametrize(
    ("held", "free"),
    [
        ({}, 13),
        ({"reserved": ((BOTTLE, 1),)}, 11),
        ({"reserved": ()}, 10),
        ({"state": OrderState.CANCELLED}, 10),
    ],
    ids=["an older head office", "partly in stock", "imported", "cancelled"],
)
def test_stock_counts_what_the_order_holds_at_head_office(
    shop: Store, held: dict[str, object], free: int
) -> None:
    placed = placed_order("mine", lines=((BOTTLE, 3),), **held)  # type: ignore[arg-type]
    bring(shop, FeedKind.ORDERS, order_row(1, placed))
    assert ask(shop, order_of(BOTTLE)).stock[BOTTLE].on_hand == free


def test_an_older_head_offices_back_ordered_line_counts_as_not_in_stock(shop: Store) -> None:
    placed = placed_order("mine", lines=((BOTTLE, 3), (BOTTLE, 4)))
    order = placed.order.with_line(replace(placed.order.lines[1], back_order=True))
    waits = replace(placed, order=order, fulfilment=Fulfilment.BACK_ORDERED)
    bring(shop, FeedKind.ORDERS, order_row(1, waits))
    assert ask(shop, order_of(BOTTLE)).stock[BOTTLE].on_hand == 13


def test_credit_and_earlier_orders_leave_the_order_itself_out(shop: Store) -> None:
    bring(
        shop,
        FeedKind.ORDERS,
        order_row(1, placed_order("o1", total="10.00", lines=((BOTTLE, 1), (BOTTLE, 2)))),
        order_row(2, placed_order("o2", day=date(2026, 11, 1), total="20.00")),
        order_row(3, placed_order("o3", state=OrderState.CANCELLED)),
    )
    keep_tentative(shop, order_of(BOTTLE))
    context = ask(shop, order_of(BOTTLE))
    assert context.credit_used == Decimal("35.00")
    assert [(order.id, order.number) for order in context.earlier_orders] == [("o1", "SO-10001")]
    assert context.earlier_orders[0].quantities == ((BOTTLE, 3),)


def test_an_amended_order_is_evaluated_beside_what_head_office_has(shop: Store) -> None:
    placed = placed_order("mine")
    bring(shop, FeedKind.ORDERS, order_row(1, placed))
    assert ask(shop, order_of(BOTTLE)).placed == placed.order
    assert ask(shop, order_of(BOTTLE, order_id="new")).placed is None


def test_a_merged_customer_buys_as_the_one_it_became(shop: Store) -> None:
    old = row(FeedKind.CUSTOMERS, 2, number="C-OLD", merged_into="C-00001")
    bring(shop, FeedKind.CUSTOMERS, old)
    context = ask(shop, order_of(BOTTLE, customer="C-OLD"))
    assert context.customer is not None
    assert (context.customer.number, context.merged_from) == ("C-00001", "C-OLD")


def test_customers_merged_in_a_circle_end_somewhere(shop: Store) -> None:
    bring(
        shop,
        FeedKind.CUSTOMERS,
        row(FeedKind.CUSTOMERS, 2, number="C-2", merged_into="C-3"),
        row(FeedKind.CUSTOMERS, 3, number="C-3", merged_into="C-2"),
    )
    assert ask(shop, order_of(BOTTLE, customer="C-2")).customer is not None


def test_an_unknown_customer_is_outside_the_partition(shop: Store) -> None:
    context = ask(shop, order_of(BOTTLE, customer="C-NONE"))
    assert (context.customer, context.in_partition, context.credit_used) == (
        None,
        False,
        Decimal(0),
    )


def test_a_customer_who_is_only_here_may_buy(shop: Store) -> None:
    number = CustomerNumber("AN-C0001")
    new = Customer(
        number=number,
        name="New",
        rep=Login("hill\\anna"),
        addresses=(Address(kind="main", line1="", country="CA"),),
    )
    with shop.work() as work:
        work.customers.save_edit(new, TaskId("t"), is_new=True)
        work.commit()
    context = ask(shop, order_of(BOTTLE, customer=number))
    assert (context.customer, context.in_partition) == (new, True)
    assert [rate.name for rate in context.tax_rates] == ["Alberta"]


def test_the_age_of_the_data_is_that_of_its_oldest_part(shop: Store) -> None:
    assert ask(shop, order_of(BOTTLE)).reference_as_of is None, "offers were never read"
    with shop.work() as work:
        for kind in (FeedKind.OFFERS, FeedKind.OFFER_PRODUCTS):
            work.feeds.start_load(kind, 5)
        work.commit()
    bring(shop, FeedKind.OFFERS)
    bring(shop, FeedKind.OFFER_PRODUCTS)
    assert ask(shop, order_of(BOTTLE)).reference_as_of == AS_OF
    older = AS_OF.replace(hour=7)
    with shop.work() as work:
        work.feeds.pass_over((FeedKind.STOCK,), watermark=0, as_of=older)
        work.commit()
    assert ask(shop, order_of(BOTTLE)).reference_as_of == older


def test_policies_follow_head_office_and_survive_what_is_not_known(shop: Store) -> None:
    bring(
        shop,
        FeedKind.POLICIES,
        (1, "price_changed", "head_office"),
        (2, "price_tolerance_percent", "5"),
        (3, "something_newer", "perhaps"),
    )
    policies = ask(shop, order_of(BOTTLE)).policies
    assert policies.for_rule(RuleCode.PRICE_CHANGED) is ResolvedBy.HEAD_OFFICE
    assert policies.price_tolerance_percent == 5
    assert policies.for_rule(RuleCode.DISCONTINUED) is ResolvedBy.REP


def test_an_empty_order_has_facts_too(shop: Store) -> None:
    context = ask(shop, replace(order_of(BOTTLE), lines=()))
    assert context.products == {}
    assert context.prices == {}
