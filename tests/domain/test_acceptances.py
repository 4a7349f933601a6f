"""Acceptances: what an answer to a rule covers, so that the rule does not ask again."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from smartclient.domain.ids import OrderId
from smartclient.domain.rules.context import EarlierOrder
from smartclient.domain.rules.evaluation import Evaluation, evaluate
from smartclient.domain.rules.problem_building import ACCEPTS, acceptance_of, is_accepted
from smartclient.domain.rules.problems import Problem, ResolvedBy, RuleCode
from smartclient.domain.rules.rule_table import traits_of
from smartclient.domain.sales.orders import Waiver
from tests.domain_samples import (
    BOTTLE,
    CUSTOMER,
    FRAME,
    HELMET,
    TODAY,
    context,
    order,
    with_policy,
    with_product,
)
from tests.rule_examples import EXAMPLES, RuleExample

OF_ANY_ORDER = {RuleCode.CUSTOMER_CLOSED, RuleCode.NOT_IN_PARTITION}
"""Rules that say the same of every order of a customer: their acceptance is bound to nothing."""

by_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)


def problem_of(example: RuleExample) -> Problem:
    [problem] = evaluate(example.order, example.asked).problems
    return problem


def accepting(problem: Problem, value: str) -> Problem:
    """``problem`` as it is raised when what an acceptance is bound to is ``value``."""
    return replace(problem, arguments={**problem.arguments, ACCEPTS: value})


def less_and_more(problem: Problem) -> tuple[list[str], list[str]]:
    """Values that an approval of ``problem`` covers besides its own, and some that it does not."""
    value = problem.arguments[ACCEPTS]
    words = value.split()
    more = f"{value} another"
    if problem.line is not None:
        # product, quantity and what else it is bound to: one value, not several
        return [], [more, " ".join(words[:-1])]
    if re.fullmatch(r"\d+(\.\d+)?", value):
        return [str(Decimal(value) / 2)], [str(Decimal(value) + 1)]
    return (words, [more]) if len(words) > 1 else ([], [more, "another"])


@by_example
def test_an_approval_covers_what_was_approved_and_less_but_not_more(example: RuleExample) -> None:
    problem = problem_of(example)
    approved = example.order.accepting(acceptance_of(problem, by_admin=True))
    assert is_accepted(problem, approved)
    value = problem.arguments[ACCEPTS]
    if not value:
        return
    less, more = less_and_more(problem)
    row = f"`acceptance_covers` of {example.code} in smartclient/domain/rules/rule_table.py"
    for each in less:
        assert is_accepted(accepting(problem, each), approved), f"{row}: {each} is within {value}"
    for each in more:
        assert not is_accepted(accepting(problem, each), approved), (
            f"{row}: {each} is not within {value}"
        )


@by_example
def test_an_approval_is_bound_to_a_value(example: RuleExample) -> None:
    assert problem_of(example).arguments[ACCEPTS] or example.code in OF_ANY_ORDER, (
        f"an approval of {example.code} would cover any later change of the order: "
        "its function says by `accepts` what is approved"
    )


@by_example
def test_what_an_admin_approved_stays_as_it_was_entered(example: RuleExample) -> None:
    approved = example.order.accepting(acceptance_of(problem_of(example), by_admin=True))
    assert evaluate(approved, example.asked) == Evaluation(order=approved)


@by_example
def test_a_rep_can_not_approve(example: RuleExample) -> None:
    if traits_of(example.code).rep_may_accept:
        return
    problem = problem_of(example)
    forged = example.order.accepting(acceptance_of(problem, by_admin=False))
    assert evaluate(forged, example.asked).problems == (problem,)


def test_an_approval_is_for_what_was_approved() -> None:
    known = context(products=with_product(FRAME, discontinued_on=TODAY))
    placed = order((FRAME, 1), (HELMET, 1))
    [problem] = evaluate(placed, known).problems
    approved = placed.accepting(acceptance_of(problem, by_admin=True))
    more = approved.with_line(replace(approved.lines[0], quantity=100))
    [again] = evaluate(more, known).problems
    assert (again.code, again.line) == (RuleCode.DISCONTINUED, 1)


def test_approved_credit_covers_a_smaller_order_but_not_a_larger_one() -> None:
    known = context(customer=replace(CUSTOMER, credit_limit=Decimal(1)))
    placed = order((BOTTLE, 10))
    [problem] = evaluate(placed, known).problems
    approved = placed.accepting(acceptance_of(problem, by_admin=True))
    assert evaluate(approved.with_line(replace(placed.lines[0], quantity=9)), known).problems == ()
    assert evaluate(approved.with_line(replace(placed.lines[0], quantity=11)), known).problems != ()


def test_an_admins_acceptance_without_a_value_covers_anything() -> None:
    placed = order((BOTTLE, 5)).accepting(
        Waiver(code=RuleCode.CREDIT_LIMIT_EXCEEDED, by_admin=True)
    )
    known = context(customer=replace(CUSTOMER, credit_limit=Decimal(1)))
    assert evaluate(placed, known).problems == ()


def twin(name: str) -> EarlierOrder:
    return EarlierOrder(id=OrderId(name), number=name, order_date=TODAY, quantities=((BOTTLE, 5),))


def test_a_rep_who_answered_that_it_is_new_is_asked_again_only_about_another_order() -> None:
    known = context(earlier_orders=(twin("one"),))
    placed = order((BOTTLE, 5))
    [problem] = evaluate(placed, known).problems
    answered = placed.accepting(acceptance_of(problem, by_admin=False))
    assert evaluate(answered, known).problems == ()
    assert evaluate(answered, context(earlier_orders=())).problems == ()
    assert evaluate(answered, context(earlier_orders=(twin("one"), twin("two")))).problems != ()


def test_a_rep_can_not_accept_a_duplicate_that_an_admin_resolves() -> None:
    known = context(
        earlier_orders=(twin("one"),),
        policies=with_policy(RuleCode.POSSIBLE_DUPLICATE_ORDER, ResolvedBy.ADMIN),
    )
    placed = order((BOTTLE, 5))
    [problem] = evaluate(placed, known).problems
    assert evaluate(placed.accepting(acceptance_of(problem, by_admin=False)), known).problems != ()
