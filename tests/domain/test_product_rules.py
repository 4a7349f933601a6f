"""Rules about whether a product can be sold: each by itself."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from smartclient.domain.ids import Sku
from smartclient.domain.rules.context import RuleContext
from smartclient.domain.rules.evaluation import LineRule
from smartclient.domain.rules.problems import Problem, ResolvedBy, RuleCode
from smartclient.domain.rules.products import (
    discontinued,
    not_yet_on_sale,
    renumbered_product,
    unknown_product,
)
from smartclient.domain.sales.orders import Order
from tests.changed import changed
from tests.domain_samples import (
    BOTTLE,
    FRAME,
    FRAME_NEXT,
    TODAY,
    context,
    offer,
    order,
    with_policy,
    with_product,
)

YESTERDAY = TODAY - timedelta(days=1)
TOMORROW = TODAY + timedelta(days=1)
OLD = Sku("OLD-58")


def actions(problem: Problem | None) -> list[str]:
    assert problem is not None
    return [str(action) for action in problem.actions]


def gone(**changes: object) -> RuleContext:
    return context(products=with_product(FRAME, **{"discontinued_on": TODAY, **changes}))


def problem_of(rule: LineRule, placed: Order, known: RuleContext) -> Problem | None:
    return rule(placed.lines[0], placed, known)


def test_a_product_nobody_knows_is_unknown() -> None:
    problem = problem_of(unknown_product, order((Sku("NO-SUCH"), 1)), context())
    assert actions(problem) == ["drop_line", "cancel"]
    assert problem_of(unknown_product, order((FRAME, 1)), context()) is None


def test_a_former_number_is_not_known_as_a_product_but_as_renumbered() -> None:
    known = context(renumbered={OLD: FRAME})
    problem = problem_of(renumbered_product, order((OLD, 1), known=known), known)
    assert problem is not None
    assert (problem.before, problem.after) == (OLD, FRAME)
    assert problem.settled_by is ResolvedBy.HEAD_OFFICE
    assert problem_of(renumbered_product, order((FRAME, 1)), known) is None


@pytest.mark.parametrize(
    ("changes", "broken"),
    [
        ({"discontinued_on": TODAY}, True),
        ({"discontinued_on": TOMORROW}, False),
        ({"discontinued_on": None, "sell_until": TODAY}, False),
        ({"discontinued_on": None, "sell_until": YESTERDAY}, True),
        ({"discontinued_on": None}, False),
    ],
)
def test_a_product_is_sold_up_to_its_last_day(changes: dict[str, object], *, broken: bool) -> None:
    problem = problem_of(discontinued, order((FRAME, 1)), gone(**changes))
    assert (problem is not None) == broken


def test_an_order_of_last_week_meets_what_is_no_longer_sold_now() -> None:
    placed = order((FRAME, 1), order_date=TODAY - timedelta(days=7))
    assert problem_of(discontinued, placed, gone()) is not None


def test_a_replacement_on_sale_is_offered_with_what_it_costs() -> None:
    known = replace(gone(replaced_by=FRAME_NEXT), offers={FRAME_NEXT: (offer("5", 10),)})
    problem = problem_of(discontinued, order((FRAME, 12)), known)
    assert actions(problem) == ["take_replacement", "drop_line", "cancel"]
    assert problem is not None
    assert (problem.before, problem.after) == (FRAME, FRAME_NEXT)
    assert problem.arguments["replacement_price"] == "1500.00"
    assert problem.arguments["replacement_percent"] == "5"


def test_the_next_one_on_sale_along_the_chain_replaces_it() -> None:
    products = {
        **with_product(FRAME, discontinued_on=TODAY, replaced_by=FRAME_NEXT),
        FRAME_NEXT: replace(
            context().products[FRAME_NEXT], discontinued_on=TODAY, replaced_by=BOTTLE
        ),
    }
    problem = problem_of(discontinued, order((FRAME, 1)), context(products=products))
    assert problem is not None
    assert problem.after == BOTTLE


@pytest.mark.parametrize(
    "successor",
    [
        {"discontinued_on": TODAY},
        {"sell_from": TOMORROW},
        {"discontinued_on": TODAY, "replaced_by": FRAME},
    ],
)
def test_a_replacement_that_can_not_be_sold_is_not_offered(successor: dict[str, object]) -> None:
    products = {
        **with_product(FRAME, discontinued_on=TODAY, replaced_by=FRAME_NEXT),
        FRAME_NEXT: changed(context().products[FRAME_NEXT], **successor),
    }
    problem = problem_of(discontinued, order((FRAME, 1)), context(products=products))
    assert actions(problem) == ["drop_line", "cancel"]


def test_an_unknown_replacement_is_not_offered() -> None:
    problem = problem_of(discontinued, order((FRAME, 1)), gone(replaced_by=Sku("NO-SUCH")))
    assert actions(problem) == ["drop_line", "cancel"]


def test_what_was_confirmed_before_may_stay_when_the_order_is_amended() -> None:
    placed = order((FRAME, 5))
    known = replace(gone(), placed=placed)
    assert problem_of(discontinued, placed, known) is None
    assert problem_of(discontinued, order((FRAME, 3)), known) is None
    assert problem_of(discontinued, order((FRAME, 6)), known) is not None


def test_sale_begins_on_its_first_day() -> None:
    later = context(products=with_product(FRAME, sell_from=TOMORROW))
    problem = problem_of(not_yet_on_sale, order((FRAME, 1)), later)
    assert actions(problem) == ["order_later", "drop_line", "cancel"]
    assert problem is not None
    assert (problem.before, problem.after) == (TODAY.isoformat(), TOMORROW.isoformat())
    today = context(products=with_product(FRAME, sell_from=TODAY))
    assert problem_of(not_yet_on_sale, order((FRAME, 1)), today) is None


def test_the_day_of_delivery_counts_when_one_is_asked_for() -> None:
    later = context(products=with_product(FRAME, sell_from=TOMORROW))
    assert problem_of(not_yet_on_sale, order((FRAME, 1), deliver_on=TOMORROW), later) is None
    early = order((FRAME, 1), deliver_on=date(2026, 1, 1))
    assert problem_of(not_yet_on_sale, early, later) is not None


@pytest.mark.parametrize(
    "code", [RuleCode.UNKNOWN_PRODUCT, RuleCode.DISCONTINUED, RuleCode.NOT_YET_ON_SALE]
)
def test_by_default_the_rep_resolves_and_the_policy_may_name_another(code: RuleCode) -> None:
    wanted, known = {
        RuleCode.UNKNOWN_PRODUCT: (Sku("NO-SUCH"), context()),
        RuleCode.DISCONTINUED: (FRAME, gone()),
        RuleCode.NOT_YET_ON_SALE: (
            FRAME,
            context(products=with_product(FRAME, sell_from=TOMORROW)),
        ),
    }[code]
    rule = {
        RuleCode.UNKNOWN_PRODUCT: unknown_product,
        RuleCode.DISCONTINUED: discontinued,
        RuleCode.NOT_YET_ON_SALE: not_yet_on_sale,
    }[code]
    problem = problem_of(rule, order((wanted, 1)), known)
    assert problem is not None
    assert problem.settled_by is ResolvedBy.REP
    strict = replace(known, policies=with_policy(code, ResolvedBy.ADMIN))
    problem = problem_of(rule, order((wanted, 1)), strict)
    assert problem is not None
    assert problem.settled_by is ResolvedBy.ADMIN
    assert problem.line == 1
