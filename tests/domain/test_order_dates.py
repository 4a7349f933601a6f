"""Dates: which day an order and its lines are of, whose prices count, and what is believed."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from smartclient.domain.rules.context import BelievedDays, RuleContext
from smartclient.domain.rules.evaluation import evaluate
from smartclient.domain.rules.policies import Policies
from smartclient.domain.rules.problems import PriceDay, ResolvedBy, RuleCode
from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.domain.sales.pricing import price_order
from tests.domain_samples import BOTTLE, HELMET, TODAY, context, order, price, with_policy

LAST_YEAR, YESTERDAY = TODAY - timedelta(days=365), TODAY - timedelta(days=1)
NEXT_MONTH = TODAY + timedelta(days=30)
DAYS = BelievedDays(first=YESTERDAY, last=TODAY)

HISTORY = {
    BOTTLE: (
        price(BOTTLE, "1.00", valid_from=date(2020, 1, 1), valid_to=YESTERDAY),
        price(BOTTLE, "4.00", valid_from=TODAY, valid_to=NEXT_MONTH - timedelta(days=1)),
        price(BOTTLE, "9.00", valid_from=NEXT_MONTH),
    )
}


def known(**changes: object) -> RuleContext:
    return context(prices=HISTORY, **changes)


def by_price_day(day: PriceDay, **changes: object) -> RuleContext:
    return known(policies=replace(Policies(), price_day=day), **changes)


def unit_price(one: Order) -> Decimal | None:
    return one.lines[0].unit_price


@pytest.mark.parametrize(
    ("day", "amount"),
    [(PriceDay.ORDER, "1.00"), (PriceDay.RECEIPT, "4.00"), (PriceDay.DELIVERY, "9.00")],
)
def test_the_policy_says_which_days_price_counts(day: PriceDay, amount: str) -> None:
    wanted = order((BOTTLE, 2), order_date=YESTERDAY, deliver_on=NEXT_MONTH)
    there = by_price_day(day, received_on=TODAY)
    priced = price_order(wanted, there)
    assert unit_price(priced) == Decimal(amount)
    assert evaluate(priced, there).problems == ()
    other = replace(priced.lines[0], unit_price=Decimal("0.50"))
    [risen] = evaluate(priced.with_line(other), there).problems
    assert (risen.code, risen.after) == (RuleCode.PRICE_CHANGED, amount)


def test_without_a_delivery_day_the_day_of_the_order_counts() -> None:
    wanted = order((BOTTLE, 2), order_date=YESTERDAY)
    assert unit_price(price_order(wanted, by_price_day(PriceDay.DELIVERY))) == Decimal("1.00")


def test_before_head_office_has_it_an_order_may_be_received_today() -> None:
    wanted = order((BOTTLE, 2), order_date=YESTERDAY)
    assert unit_price(price_order(wanted, by_price_day(PriceDay.RECEIPT))) == Decimal("4.00")


def confirmed() -> Order:
    return order((BOTTLE, 2), (HELMET, 1), order_date=YESTERDAY, known=known())


def test_a_line_that_is_left_as_it_is_keeps_its_price_and_a_changed_one_is_of_its_own_day() -> None:
    placed = confirmed()
    changed = OrderLine(line=2, sku=BOTTLE, quantity=3, ordered_on=TODAY)
    wanted = placed.with_line(replace(placed.lines[0], unit_price=None)).with_line(changed)
    amended = price_order(wanted, known(placed=placed))
    assert [line.unit_price for line in amended.lines] == [Decimal("1.00"), Decimal("4.00")]
    assert evaluate(amended, known(placed=placed)).report == ()


def test_head_office_gives_an_unchanged_line_the_terms_that_it_confirmed_and_says_so() -> None:
    placed = confirmed()
    cheaper = placed.with_line(replace(placed.lines[0], unit_price=Decimal("0.10"), amount=None))
    evaluated = evaluate(cheaper, known(placed=placed))
    assert unit_price(evaluated.order) == Decimal("1.00")
    assert [(item.rule, item.before, item.after) for item in evaluated.report] == [
        ("kept_terms", "0.10", "1.00")
    ]


@pytest.mark.parametrize("day", [LAST_YEAR, NEXT_MONTH, date.min, date.max])
def test_a_date_that_is_not_believed_is_replaced_by_head_offices_day_and_reported(
    day: date,
) -> None:
    forged = order((BOTTLE, 2), order_date=day, known=known())
    forged = forged.with_line(replace(forged.lines[0], unit_price=Decimal("4.00")))
    evaluated = evaluate(forged, known(days=DAYS))
    assert evaluated.order.order_date == TODAY
    assert evaluated.problems == ()
    first = evaluated.report[0]
    assert (first.rule, first.field) == (RuleCode.ORDER_DATE_NOT_BELIEVED, "order_date")
    assert (first.before, first.after) == (day.isoformat(), TODAY.isoformat())


def test_the_order_is_then_evaluated_by_the_prices_of_that_day() -> None:
    forged = order((BOTTLE, 2), order_date=LAST_YEAR, known=known())
    assert unit_price(forged) == Decimal("1.00")
    [risen] = evaluate(forged, known(days=DAYS)).problems
    assert (risen.code, risen.after) == (RuleCode.PRICE_CHANGED, "4.00")


@pytest.mark.parametrize("day", [YESTERDAY, TODAY])
def test_a_day_on_which_it_can_have_been_entered_is_believed(day: date) -> None:
    entered = order((BOTTLE, 2), order_date=day, known=known())
    evaluated = evaluate(entered, known(days=DAYS))
    assert (evaluated.order, evaluated.report) == (entered, ())


def test_a_changed_lines_day_is_doubted_too_and_unchanged_lines_keep_their_own() -> None:
    placed = order((BOTTLE, 2), (HELMET, 1), order_date=LAST_YEAR, known=known())
    forged = OrderLine(line=2, sku=BOTTLE, quantity=3, ordered_on=LAST_YEAR)
    amended = price_order(placed.with_line(forged), known(placed=placed))
    evaluated = evaluate(amended, known(placed=placed, days=DAYS))
    assert evaluated.order.order_date == LAST_YEAR
    assert evaluated.order.lines[1].ordered_on == TODAY
    assert {item.field for item in evaluated.report} == {"ordered_on"}
    assert [problem.code for problem in evaluated.problems] == [RuleCode.PRICE_CHANGED]


def test_where_the_rep_decides_the_rep_is_asked() -> None:
    policies = with_policy(RuleCode.ORDER_DATE_NOT_BELIEVED, ResolvedBy.REP)
    forged = order((BOTTLE, 2), order_date=LAST_YEAR, known=known())
    [problem] = evaluate(forged, known(days=DAYS, policies=policies)).problems
    assert problem.code is RuleCode.ORDER_DATE_NOT_BELIEVED
    assert [str(action) for action in problem.actions] == ["accept_date", "cancel"]
