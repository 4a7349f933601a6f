"""Rules about quantities, prices and offers: each by itself."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from smartclient.domain.rules.context import RuleContext
from smartclient.domain.rules.evaluation import LineRule
from smartclient.domain.rules.prices import offer_not_valid, price_changed
from smartclient.domain.rules.problems import Problem, ResolvedBy
from smartclient.domain.rules.quantities import below_minimum, not_a_pack_multiple, not_enough_stock
from smartclient.domain.sales.orders import Order, OrderLine
from tests.domain_samples import BOTTLE, TODAY, context, offer, order, price, stock, with_product


def actions(problem: Problem | None) -> list[str]:
    assert problem is not None
    return [str(action) for action in problem.actions]


def problem_of(rule: LineRule, placed: Order, known: RuleContext) -> Problem | None:
    return rule(placed.lines[0], placed, known)


def costing(amount: str, **changes: object) -> RuleContext:
    return context(prices={BOTTLE: (price(BOTTLE, amount),)}, **changes)


def sold_in(least: int, pack: int) -> RuleContext:
    return context(products=with_product(BOTTLE, min_order_quantity=least, pack_size=pack))


@pytest.mark.parametrize("now", ["4.99", "4.9900"])
def test_the_same_price_is_no_problem(now: str) -> None:
    assert problem_of(price_changed, order((BOTTLE, 1)), costing(now)) is None


@pytest.mark.parametrize(
    ("now", "settled_by"),
    [
        ("0.01", ResolvedBy.HEAD_OFFICE),
        ("4.98", ResolvedBy.HEAD_OFFICE),
        ("5.0898", ResolvedBy.HEAD_OFFICE),
        ("5.0899", ResolvedBy.REP),
        ("9.99", ResolvedBy.REP),
    ],
)
def test_a_price_that_fell_or_rose_within_the_tolerance_is_head_offices(
    now: str, settled_by: ResolvedBy
) -> None:
    problem = problem_of(price_changed, order((BOTTLE, 1)), costing(now))
    assert problem is not None
    assert problem.settled_by is settled_by


def test_a_price_that_rose_offers_to_accept_it() -> None:
    problem = problem_of(price_changed, order((BOTTLE, 1)), costing("9.99"))
    assert actions(problem) == ["accept_price", "drop_line", "cancel"]
    assert problem is not None
    assert (problem.before, problem.after) == ("4.99", "9.99")


def test_the_tolerance_is_the_policys() -> None:
    policies = replace(context().policies, price_tolerance_percent=Decimal(0))
    problem = problem_of(price_changed, order((BOTTLE, 1)), costing("5.00", policies=policies))
    assert problem is not None
    assert problem.settled_by is ResolvedBy.REP


def test_prices_that_differ_beyond_the_cents_are_shown_whole() -> None:
    quoted = costing("4.9911")
    problem = problem_of(price_changed, order((BOTTLE, 1), known=quoted), costing("4.9899"))
    assert problem is not None
    assert (problem.before, problem.after) == ("4.9911", "4.9899")


def test_a_line_never_quoted_has_no_price_to_change() -> None:
    placed = Order(
        id=order((BOTTLE, 1)).id,
        customer=order((BOTTLE, 1)).customer,
        order_date=TODAY,
        lines=(OrderLine(line=1, sku=BOTTLE, quantity=1),),
    )
    assert problem_of(price_changed, placed, costing("9.99")) is None
    assert problem_of(offer_not_valid, placed, context(offers={BOTTLE: (offer("5"),)})) is None


def quoted_at_ten_percent(quantity: int = 15) -> Order:
    return order((BOTTLE, quantity), known=context(offers={BOTTLE: (offer("10", code="TEN"),)}))


def test_an_offer_that_is_over_is_answered_without_it() -> None:
    over = offer("10", code="TEN", valid_to=TODAY - timedelta(days=1))
    problem = problem_of(
        offer_not_valid, quoted_at_ten_percent(), context(offers={BOTTLE: (over,)})
    )
    assert actions(problem) == ["accept_without_offer", "drop_line", "cancel"]
    assert problem is not None
    assert (problem.before, problem.after) == ("10", "0")


@pytest.mark.parametrize(("least", "most", "nearest"), [(20, None, "20"), (2, 12, "12")])
def test_a_bracket_that_is_missed_offers_the_nearest_quantity(
    least: int, most: int | None, nearest: str
) -> None:
    bracket = offer("10", least, most, code="TEN")
    problem = problem_of(
        offer_not_valid, quoted_at_ten_percent(), context(offers={BOTTLE: (bracket,)})
    )
    assert actions(problem) == [
        "accept_without_offer",
        f"change_quantity={nearest}",
        "drop_line",
        "cancel",
    ]


def test_a_bracket_beyond_the_limit_of_a_line_is_not_offered() -> None:
    bracket = offer("10", 2_000_000, None, code="TEN")
    problem = problem_of(
        offer_not_valid, quoted_at_ten_percent(), context(offers={BOTTLE: (bracket,)})
    )
    assert actions(problem) == ["accept_without_offer", "drop_line", "cancel"]


def test_a_smaller_offer_that_holds_is_what_is_left() -> None:
    known = context(offers={BOTTLE: (offer("5"),)})
    problem = problem_of(offer_not_valid, quoted_at_ten_percent(), known)
    assert problem is not None
    assert (problem.after, problem.arguments["now_offer"]) == ("5", "S5")
    assert problem.settled_by is ResolvedBy.REP


def test_a_better_offer_is_given_by_head_office() -> None:
    known = context(offers={BOTTLE: (offer("15"),)})
    problem = problem_of(offer_not_valid, quoted_at_ten_percent(), known)
    assert problem is not None
    assert problem.settled_by is ResolvedBy.HEAD_OFFICE


def test_the_same_discount_by_another_offer_is_reported_and_the_named_one_is_kept() -> None:
    both = context(offers={BOTTLE: (offer("10", code="A"), offer("10", code="TEN"))})
    assert problem_of(offer_not_valid, quoted_at_ten_percent(), both) is None
    other = context(offers={BOTTLE: (offer("10", code="A"),)})
    problem = problem_of(offer_not_valid, quoted_at_ten_percent(), other)
    assert problem is not None
    assert problem.settled_by is ResolvedBy.HEAD_OFFICE


@pytest.mark.parametrize(
    ("quantity", "least", "pack", "rounded"),
    [(3, 10, 1, "10"), (3, 10, 4, "12"), (0, 1, 1, "1"), (-5, 0, 6, "6")],
)
def test_too_few_are_rounded_up_to_the_minimum_in_whole_packs(
    quantity: int, least: int, pack: int, rounded: str
) -> None:
    placed = order((BOTTLE, quantity))
    problem = problem_of(below_minimum, placed, sold_in(least, pack))
    assert actions(problem) == ["round_up", "drop_line", "cancel"]
    assert problem is not None
    assert problem.after == rounded
    assert problem_of(not_a_pack_multiple, placed, sold_in(least, pack)) is None


@pytest.mark.parametrize(("quantity", "rounded"), [(13, "18"), (17, "18"), (12, None)])
def test_broken_packs_are_rounded_up(quantity: int, rounded: str | None) -> None:
    problem = problem_of(not_a_pack_multiple, order((BOTTLE, quantity)), sold_in(1, 6))
    assert (problem and problem.after) == rounded
    if problem:
        assert actions(problem) == ["round_up", "drop_line", "cancel"]


def test_a_product_without_minimum_and_packs_is_sold_one_by_one() -> None:
    assert problem_of(below_minimum, order((BOTTLE, 1)), sold_in(0, 0)) is None
    assert problem_of(not_a_pack_multiple, order((BOTTLE, 7)), sold_in(0, 0)) is None


def test_stock_that_is_not_tracked_never_runs_out() -> None:
    assert not_enough_stock(order((BOTTLE, 10_000)).lines, context()) == ()


def test_what_stock_lacks_may_be_reduced_back_ordered_or_dropped() -> None:
    [problem] = not_enough_stock(order((BOTTLE, 9)).lines, context(stock=stock(BOTTLE, 8)))
    assert actions(problem) == ["reduce_to_stock", "back_order", "drop_line", "cancel"]
    assert (problem.before, problem.after) == ("9", "8")


def test_lines_of_one_product_share_its_stock() -> None:
    known = context(stock=stock(BOTTLE, 8))
    [problem] = not_enough_stock(order((BOTTLE, 5), (BOTTLE, 4)).lines, known)
    assert (problem.line, problem.before, problem.after) == (2, "4", "3")
    assert not_enough_stock(order((BOTTLE, 5), (BOTTLE, 3)).lines, known) == ()


@pytest.mark.parametrize("on_hand", [0, -3, 5])
def test_nothing_that_can_be_sold_left_is_not_offered_as_a_reduction(on_hand: int) -> None:
    known = context(
        stock=stock(BOTTLE, on_hand), products=with_product(BOTTLE, min_order_quantity=6)
    )
    [problem] = not_enough_stock(order((BOTTLE, 9)).lines, known)
    assert actions(problem) == ["back_order", "drop_line", "cancel"]


def test_a_reduction_keeps_whole_packs() -> None:
    known = context(stock=stock(BOTTLE, 10), products=with_product(BOTTLE, pack_size=6))
    [problem] = not_enough_stock(order((BOTTLE, 12)).lines, known)
    assert (problem.after, problem.arguments["reduced"]) == ("10", "6")


def test_a_line_that_may_follow_later_is_no_problem_but_takes_its_share() -> None:
    placed = order((BOTTLE, 9), (BOTTLE, 1))
    later = placed.with_line(replace(placed.lines[0], back_order=True))
    [problem] = not_enough_stock(later.lines, context(stock=stock(BOTTLE, 8)))
    assert (problem.line, problem.after) == (2, "0")


def test_confirmed_lines_of_an_amended_order_draw_on_the_stock_first() -> None:
    before = order((BOTTLE, 5), (BOTTLE, 5))
    amended = replace(before, lines=(replace(before.lines[0], quantity=6), before.lines[1]))
    known = context(stock=stock(BOTTLE, 10), placed=before)
    [problem] = not_enough_stock(amended.lines, known)
    assert (problem.line, problem.after) == (1, "5")
