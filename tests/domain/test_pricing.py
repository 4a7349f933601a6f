"""What an order costs: prices, offers, lines, tax, freight and when it can arrive."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from smartclient.domain.errors import RefusedError
from smartclient.domain.fields import canonical_weight, pounds
from smartclient.domain.ids import Sku
from smartclient.domain.sales.catalog import Audience, TaxApplies
from smartclient.domain.sales.customers import Address
from smartclient.domain.sales.pricing import (
    best_offer,
    delivery_estimate,
    price_of,
    price_order,
    tax_percent,
    total_order,
)
from tests.domain_samples import (
    BOTTLE,
    CUSTOMER,
    FRAME,
    HELMET,
    TODAY,
    TRUCK,
    context,
    offer,
    order,
    price,
    stock,
    tax,
    with_product,
)

UNKNOWN = Sku("NO-SUCH")


def test_an_unknown_product_has_no_price() -> None:
    assert price_of(UNKNOWN, "", TODAY, context()) is None


def test_without_a_price_row_the_list_price_counts() -> None:
    assert price_of(BOTTLE, "", TODAY, context()) == Decimal("4.99")


def test_the_standard_price_list_comes_before_the_list_price() -> None:
    known = context(prices={BOTTLE: (price(BOTTLE, "5.10"),)})
    assert price_of(BOTTLE, "GOLD", TODAY, known) == Decimal("5.10")


def test_the_customers_own_price_list_comes_first() -> None:
    rows = (price(BOTTLE, "4.50", price_list="GOLD"), price(BOTTLE, "5.10"))
    known = context(prices={BOTTLE: rows})
    assert price_of(BOTTLE, "GOLD", TODAY, known) == Decimal("4.50")
    assert price_of(BOTTLE, "", TODAY, known) == Decimal("5.10")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 1, 31), "4.99"),
        (date(2026, 2, 1), "5.10"),
        (date(2026, 2, 28), "5.10"),
        (date(2026, 3, 1), "4.99"),
    ],
)
def test_both_days_of_a_price_are_included(day: date, expected: str) -> None:
    row = price(BOTTLE, "5.10", valid_from=date(2026, 2, 1), valid_to=date(2026, 2, 28))
    assert price_of(BOTTLE, "", day, context(prices={BOTTLE: (row,)})) == Decimal(expected)


def test_a_former_number_has_the_price_of_the_current_one() -> None:
    assert price_of(Sku("OLD"), "", TODAY, context(renumbered={Sku("OLD"): BOTTLE})) == Decimal(
        "4.99"
    )


@pytest.mark.parametrize(
    ("quantity", "code"),
    [(10, None), (11, "S2"), (14, "S2"), (15, "S5"), (24, "S5"), (25, "S10"), (900, "S10")],
)
def test_brackets_include_both_ends_and_the_last_is_open(quantity: int, code: str | None) -> None:
    brackets = (offer("2", 11, 14), offer("5", 15, 24), offer("10", 25))
    found = best_offer(FRAME, quantity, TODAY, context(offers={FRAME: brackets}))
    assert (found and found.code) == code


def test_the_best_offer_counts_and_they_are_not_added_up() -> None:
    known = context(offers={BOTTLE: (offer("10"), offer("15"), offer("5"))})
    [line] = order((BOTTLE, 100), known=known).lines
    assert line.discount_percent == Decimal(15)
    assert line.amount == Decimal("424.15")


def test_of_equal_offers_the_first_by_code_is_named() -> None:
    known = context(offers={BOTTLE: (offer("5", code="B"), offer("5", code="A"))})
    found = best_offer(BOTTLE, 1, TODAY, known)
    assert found is not None
    assert found.code == "A"


@pytest.mark.parametrize(
    "barred",
    [
        offer("10", audience=Audience.CONSUMER),
        offer("0"),
        offer("10", valid_from=TODAY + timedelta(days=1)),
        offer("10", valid_to=TODAY - timedelta(days=1)),
        offer("10", 2),
    ],
)
def test_an_offer_for_others_other_days_or_nothing_is_none(barred: object) -> None:
    assert best_offer(BOTTLE, 1, TODAY, context(offers={BOTTLE: (barred,)})) is None


def test_a_line_that_goes_without_its_offer_is_quoted_none() -> None:
    known = context(offers={BOTTLE: (offer("10"),)})
    placed = order((BOTTLE, 10))
    [line] = placed.lines
    without = placed.with_line(replace(line, without_offer=True))
    assert price_order(without, known).lines[0].discount_percent == 0


def test_each_line_is_rounded_by_itself_half_away_from_zero() -> None:
    known = context(prices={BOTTLE: (price(BOTTLE, "0.125"),), HELMET: (price(HELMET, "0.125"),)})
    placed = order((BOTTLE, 1), (HELMET, 1), known=known)
    assert [line.amount for line in placed.lines] == [Decimal("0.13"), Decimal("0.13")]
    assert placed.totals.net == Decimal("0.26")


def test_an_unknown_product_keeps_what_it_was_quoted_or_costs_nothing() -> None:
    placed = order((UNKNOWN, 2))
    assert placed.lines[0].unit_price == 0
    quoted = placed.with_line(replace(placed.lines[0], unit_price=Decimal(7)))
    assert price_order(quoted, context()).lines[0].amount == Decimal("14.00")


def test_totalling_keeps_the_prices_that_were_quoted() -> None:
    placed = order((BOTTLE, 2))
    raised = context(prices={BOTTLE: (price(BOTTLE, "9.99"),)})
    assert total_order(placed, raised) == placed
    assert price_order(placed, raised).totals.net == Decimal("19.98")


@pytest.mark.parametrize(
    ("rates", "expected"),
    [
        ((), "0"),
        ((tax("8"),), "8"),
        ((tax("8"), tax("5", TaxApplies.WHOLESALE)), "5"),
        ((tax("9", TaxApplies.RETAIL),), "0"),
        ((tax("8", state="CA"),), "0"),
    ],
)
def test_stores_pay_the_wholesale_rate_else_the_one_for_all(
    rates: tuple[object, ...], expected: str
) -> None:
    assert tax_percent(order((BOTTLE, 1)), context(tax_rates=rates)) == Decimal(expected)


def test_an_exempt_customer_pays_no_tax() -> None:
    known = context(tax_rates=(tax("8"),), customer=replace(CUSTOMER, tax_exempt=True))
    assert order((BOTTLE, 1), known=known).totals.tax == 0


def test_tax_is_by_where_the_order_goes() -> None:
    shipping = Address(kind="shipping", line1="2 Low Road", state="CA", country="US")
    customer = replace(CUSTOMER, addresses=(*CUSTOMER.addresses, shipping))
    known = context(tax_rates=(tax("8"), tax("6", state="CA")), customer=customer)
    assert tax_percent(order((BOTTLE, 1)), known) == Decimal(6)
    assert tax_percent(order((BOTTLE, 1), ship_to="main"), known) == Decimal(8)
    assert tax_percent(order((BOTTLE, 1), ship_to="gone"), known) == Decimal(8)


def test_tax_is_on_the_net_and_rounded_once() -> None:
    totals = order((BOTTLE, 3), known=context(tax_rates=(tax("7.25"),))).totals
    assert (totals.net, totals.tax, totals.total) == (
        Decimal("14.97"),
        Decimal("1.09"),
        Decimal("16.06"),
    )


def test_freight_is_a_base_and_a_rate_per_pound() -> None:
    known = context(ship_methods=TRUCK)
    assert order((FRAME, 2), ship_via="TRUCK", known=known).totals.freight == Decimal("8.39")


def test_no_way_to_ship_chosen_is_no_freight() -> None:
    assert order((FRAME, 2), known=context(ship_methods=TRUCK)).totals.freight == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2.24 LB", "2.24"), ("1 kg", "2.2046"), ("430 G", "0.9480"), ("16 OZ", "1"), (".5 LB", ".5")],
)
def test_weights_are_read_in_pounds(text: str, expected: str) -> None:
    assert round(pounds(text) or 0, 4) == Decimal(expected)
    assert canonical_weight(f" {text} ") == text


NO_WEIGHTS = (
    *("NaN LB", "Inf KG", "1e400", "1e400 LB", "-5 KG", "430G", "5 LBS", "1,5 KG", "1E+40 LB"),
    *("", "heavy", "5 STONE", "5", "LB", "1000001 LB", "sNaN OZ", "٣ KG", "5 \u212ag"),
)


@pytest.mark.parametrize("text", NO_WEIGHTS)
def test_what_is_no_weight_is_refused_and_one_that_is_stored_weighs_nothing(text: str) -> None:
    with pytest.raises(RefusedError, match="not a weight"):
        canonical_weight(text)
    heavy = context(products=with_product(FRAME, weight=text), ship_methods=TRUCK)
    light = context(products=with_product(FRAME, weight=""), ship_methods=TRUCK)
    assert (
        order((FRAME, 2), ship_via="TRUCK", known=heavy).totals
        == order((FRAME, 2), ship_via="TRUCK", known=light).totals
    )


@pytest.mark.parametrize(
    ("on_hand", "days"),
    [(None, date(2026, 11, 24)), (5, date(2026, 11, 24)), (4, date(2026, 12, 4))],
)
def test_delivery_is_estimated_in_working_days_from_stock(on_hand: int | None, days: date) -> None:
    known = context(stock={} if on_hand is None else stock(BOTTLE, on_hand))
    assert delivery_estimate(order((BOTTLE, 2), (BOTTLE, 3)), known) == days


def test_delivery_is_not_before_the_day_asked_for() -> None:
    later = date(2027, 1, 4)
    assert delivery_estimate(order((BOTTLE, 1), deliver_on=later), context()) == later


def test_delivery_is_not_before_the_product_is_sold() -> None:
    later = date(2027, 2, 1)
    known = context(products=with_product(BOTTLE, sell_from=later))
    assert delivery_estimate(order((BOTTLE, 1)), known) == later


def test_no_delivery_day_is_estimated_for_what_is_not_sold() -> None:
    gone = context(products=with_product(BOTTLE, discontinued_on=TODAY))
    assert delivery_estimate(order((BOTTLE, 1)), gone) is None
    assert delivery_estimate(order((UNKNOWN, 1)), context()) is None
    assert delivery_estimate(order(), context()) is None


def test_a_weight_that_the_catalog_has_no_room_for_is_refused() -> None:
    with pytest.raises(RefusedError, match="weight is too long"):
        canonical_weight(f"1{' ' * 40}LB")
