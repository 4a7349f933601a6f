"""Amounts keep the decimals of their currency, and nothing of them is ever lost."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartclient.contract.amounts import AMOUNT_FIELDS, check_amounts
from smartclient.domain.errors import RefusedError
from smartclient.domain.money import (
    amount_from,
    decimals_of,
    exact_text,
    grouped_text,
    rounded,
    to_scaled,
)
from smartclient.domain.rules.accounts import credit_limit_exceeded
from smartclient.domain.rules.evaluation import evaluate
from smartclient.domain.sales.orders import OrderLine, Totals
from tests.domain_samples import (
    BOTTLE,
    CUSTOMER,
    HELMET,
    TRUCK,
    context,
    order,
    price,
    tax,
    with_product,
)

amounts = st.decimals(-(10**11), 10**11, places=4)
currencies = st.sampled_from(["USD", "JPY", "KWD", "CLF", "eur"])


@pytest.mark.parametrize(
    ("currency", "decimals"),
    [
        ("USD", 2),
        ("EUR", 2),
        ("JPY", 0),
        ("KRW", 0),
        ("KWD", 3),
        ("TND", 3),
        ("CLF", 4),
        ("jpy", 0),
    ],
)
def test_a_currency_has_the_decimals_of_iso_4217(currency: str, decimals: int) -> None:
    assert decimals_of(currency) == decimals


@given(amounts, currencies)
def test_rounding_is_to_the_nearest_unit_and_away_from_zero(amount: Decimal, currency: str) -> None:
    unit = Decimal(1).scaleb(-decimals_of(currency))
    assert abs(rounded(amount, currency) - amount) <= unit / 2
    assert rounded(-amount, currency) == -rounded(amount, currency)


@given(amounts, currencies)
def test_an_amount_is_written_exactly(amount: Decimal, currency: str) -> None:
    text = exact_text(amount, currency)
    assert Decimal(text) == amount
    decimals = text.partition(".")[2]
    assert len(decimals) >= decimals_of(currency)
    assert len(decimals) == decimals_of(currency) or not decimals.endswith("0")
    assert grouped_text(amount, currency).replace(",", "") == text


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        ("12.5000", "USD", "12.50"),
        ("0.0125", "USD", "0.0125"),
        ("1255.0000", "JPY", "1,255"),
        ("1255.50", "JPY", "1,255.5"),
        ("1.2550", "KWD", "1.255"),
        ("-1234567.1", "KWD", "-1,234,567.100"),
    ],
)
def test_amounts_have_the_decimals_of_their_currency(amount: str, currency: str, text: str) -> None:
    assert grouped_text(Decimal(amount), currency) == text


@pytest.mark.parametrize(
    "text",
    [
        "1e3",
        "1_000",
        "\uff10\uff11",
        "\u0661",
        "1,000",
        "0x10",
        " 1",
        "",
        "NaN",
        "Infinity",
        "--1",
        ".",
    ],
)
def test_what_is_not_plain_digits_is_no_amount(text: str) -> None:
    with pytest.raises(RefusedError, match="is not an amount"):
        amount_from(text)


@pytest.mark.parametrize("text", ["0.00004", "1.23456"])
def test_more_decimals_than_can_be_stored_are_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="more than four decimals"):
        amount_from(text)
    with pytest.raises(RefusedError, match="more than four decimals"):
        to_scaled(Decimal(text))


def test_an_amount_that_no_database_can_hold_is_refused() -> None:
    with pytest.raises(RefusedError, match="too large"):
        to_scaled(Decimal(10) ** 15)


@pytest.mark.parametrize("text", ["1_000", "1e3", "\uff11"])
def test_amounts_in_a_request_are_plain_digits(text: str) -> None:
    body = json.dumps({"order": {"lines": [{"line": 1, "unit_price": text}]}})
    with pytest.raises(RefusedError, match="is not an amount"):
        check_amounts(body)


def test_every_amount_of_an_order_is_looked_at() -> None:
    kinds = {**OrderLine.__annotations__, **Totals.__annotations__}
    assert {name for name, kind in kinds.items() if "Decimal" in str(kind)} == AMOUNT_FIELDS


@pytest.mark.parametrize(
    ("currency", "sums"),
    [
        ("JPY", ("1255", "126", "0", "1381")),
        ("KWD", ("1255.000", "125.500", "0.000", "1380.500")),
    ],
)
def test_an_order_is_summed_in_the_units_of_its_currency(
    currency: str, sums: tuple[str, ...]
) -> None:
    known = context(
        currency=currency, tax_rates=(tax("10"),), prices={BOTTLE: (price(BOTTLE, "1255"),)}
    )
    totals = order((BOTTLE, 1), known=known).totals
    assert tuple(map(str, (totals.net, totals.tax, totals.freight, totals.total))) == sums


def test_an_order_quoted_in_cents_of_yen_is_accepted_in_yen_and_reported() -> None:
    prices = {BOTTLE: (price(BOTTLE, "10.4"),), HELMET: (price(HELMET, "99"),)}
    older = order((BOTTLE, 1), (HELMET, 1), known=context(prices=prices))
    evaluated = evaluate(older, context(currency="JPY", prices=prices))
    assert (older.totals.total, evaluated.order.totals.total) == (Decimal("109.40"), Decimal(109))
    assert [(change.field, change.before, change.after) for change in evaluated.report] == [
        ("total", "109.4", "109")
    ]


@pytest.mark.parametrize(("currency", "freight"), [("JPY", "11"), ("KWD", "10.682")])
def test_freight_is_rounded_to_the_unit_of_the_currency(currency: str, freight: str) -> None:
    ship = {"TRUCK": replace(TRUCK["TRUCK"], base=Decimal("9.0016"), rate=Decimal("1.4"))}
    products = with_product(BOTTLE, weight="1.2 LB")
    known = context(currency=currency, ship_methods=ship, products=products)
    assert str(order((BOTTLE, 1), known=known, ship_via="TRUCK").totals.freight) == freight


@pytest.mark.parametrize(
    ("currency", "limit", "used", "over", "total"),
    [("JPY", "9", "8", "9", "10"), ("KWD", "9.000", "8.000", "9.000", "10.000")],
)
def test_what_exceeds_a_credit_limit_is_reported_in_the_decimals_of_the_currency(
    currency: str, limit: str, used: str, over: str, total: str
) -> None:
    known = context(
        currency=currency,
        customer=replace(CUSTOMER, credit_limit=Decimal(9)),
        credit_used=Decimal(8),
        prices={BOTTLE: (price(BOTTLE, "10"),)},
    )
    problem = credit_limit_exceeded(order((BOTTLE, 1), known=known), known)
    assert problem is not None
    assert (problem.before, problem.after) == (total, limit)
    assert (problem.arguments["used"], problem.arguments["over"]) == (used, over)


def test_a_replacement_costs_what_it_does_in_the_decimals_of_the_currency() -> None:
    products = with_product(BOTTLE, discontinued_on=date(2026, 1, 1), replaced_by=HELMET)
    known = context(currency="JPY", products=products, prices={HELMET: (price(HELMET, "1255"),)})
    evaluated = evaluate(order((BOTTLE, 1)), known)
    (problem,) = evaluated.problems
    assert problem.arguments["replacement_price"] == "1255"
