"""Rules about the customer, its credit, doubles, and the age of the rep's data: each by itself."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from smartclient.domain.ids import CustomerNumber, OrderId, Sku
from smartclient.domain.reference_limit import parse_reference_limit
from smartclient.domain.rules.accounts import (
    credit_limit_exceeded,
    customer_closed,
    customer_on_hold,
    merged_customer,
    not_in_partition,
    reference_data_too_old,
)
from smartclient.domain.rules.context import EarlierOrder, RuleContext, SimilarCustomer
from smartclient.domain.rules.duplicates import possible_duplicate_order, similar_customers_problem
from smartclient.domain.rules.policies import Policies
from smartclient.domain.rules.problems import Problem, ResolvedBy, RuleCode
from smartclient.domain.sales.customers import CustomerStatus
from smartclient.wording.sentences import problem_sentence
from tests.changed import changed
from tests.domain_samples import BOTTLE, CUSTOMER, HELMET, NOW, TODAY, context, order


def actions(problem: Problem | None) -> list[str]:
    assert problem is not None
    return [str(action) for action in problem.actions]


def of_customer(**changes: object) -> RuleContext:
    return context(customer=changed(CUSTOMER, **changes))


@pytest.mark.parametrize("known", [context(customer=None), context(in_partition=False)])
def test_a_customer_that_is_not_the_reps_is_refused(known: RuleContext) -> None:
    problem = not_in_partition(order((BOTTLE, 1)), known)
    assert problem is not None
    assert problem.settled_by is ResolvedBy.REFUSE
    assert problem.before == CUSTOMER.number


def test_the_reps_own_customer_is_no_problem() -> None:
    for rule in (not_in_partition, merged_customer, customer_closed, customer_on_hold):
        assert rule(order((BOTTLE, 1)), context()) is None


def test_a_merged_customer_is_mapped_by_head_office() -> None:
    old = CustomerNumber("C-OLD")
    problem = merged_customer(order((BOTTLE, 1), customer=old), context(merged_from=old))
    assert problem is not None
    assert (problem.before, problem.after) == (old, CUSTOMER.number)
    assert problem.settled_by is ResolvedBy.HEAD_OFFICE
    assert merged_customer(order((BOTTLE, 1)), context(merged_from=old)) is None


def test_a_closed_customer_is_refused() -> None:
    problem = customer_closed(order((BOTTLE, 1)), of_customer(status=CustomerStatus.CLOSED))
    assert problem is not None
    assert problem.settled_by is ResolvedBy.REFUSE


def test_a_customer_on_hold_goes_to_an_admin() -> None:
    problem = customer_on_hold(order((BOTTLE, 1)), of_customer(status=CustomerStatus.ON_HOLD))
    assert problem is not None
    assert problem.settled_by is ResolvedBy.ADMIN


@pytest.mark.parametrize(
    ("limit", "used", "over"),
    [
        (None, "1000000", None),
        ("100", "50.10", None),
        ("100", "50.11", "0.01"),
        ("0", "0", "49.90"),
    ],
)
def test_credit_may_be_used_up_to_its_limit(limit: str | None, used: str, over: str | None) -> None:
    known = replace(
        of_customer(credit_limit=None if limit is None else Decimal(limit)),
        credit_used=Decimal(used),
    )
    problem = credit_limit_exceeded(order((BOTTLE, 10)), known)
    assert (problem and problem.arguments["over"]) == over
    if problem:
        assert problem.settled_by is ResolvedBy.ADMIN


@pytest.mark.parametrize(
    ("age", "broken"),
    [(timedelta(days=30), False), (timedelta(days=30, seconds=1), True), (timedelta(0), False)],
)
def test_an_order_from_data_too_old_is_refused(age: timedelta, *, broken: bool) -> None:
    problem = reference_data_too_old(order((BOTTLE, 1)), context(reference_as_of=NOW - age))
    assert (problem is not None) == broken
    if problem:
        assert problem.settled_by is ResolvedBy.REFUSE


@pytest.mark.parametrize(
    ("limit", "age", "text"),
    [
        (
            "40s",
            timedelta(seconds=41),
            "41 s old; head office takes orders from data up to 40 s",
        ),
        (
            "15m",
            timedelta(hours=2),
            "120 min old; head office takes orders from data up to 15 min",
        ),
        ("12h", timedelta(days=1), "are 24 h old; head office takes orders from data up to 12 h"),
        ("7", timedelta(days=8), "are 8 days old; head office takes orders from data up to 7 days"),
    ],
)
def test_the_limit_may_have_any_unit_and_is_named_in_it(
    limit: str, age: timedelta, text: str
) -> None:
    policies = Policies(reference_limit=parse_reference_limit(limit))
    problem = reference_data_too_old(
        order((BOTTLE, 1)), context(reference_as_of=NOW - age, policies=policies)
    )
    assert problem is not None
    assert problem.after == limit
    assert text in problem_sentence(problem).text
    fresh = context(reference_as_of=NOW - policies.reference_limit.age, policies=policies)
    assert reference_data_too_old(order((BOTTLE, 1)), fresh) is None


def test_data_is_as_old_as_it_was_when_head_office_received_the_order() -> None:
    known = context(reference_as_of=NOW - timedelta(days=60), received_at=NOW - timedelta(days=30))
    assert reference_data_too_old(order((BOTTLE, 1)), known) is None


@pytest.mark.parametrize(
    ("policy", "resolved_by"),
    [
        (ResolvedBy.REFUSE, ResolvedBy.REP),
        (ResolvedBy.ADMIN, ResolvedBy.ADMIN),
        (ResolvedBy.HEAD_OFFICE, ResolvedBy.HEAD_OFFICE),
    ],
)
def test_data_that_was_refreshed_and_is_too_old_again_is_the_reps_to_decide_instead_of_refused(
    policy: ResolvedBy, resolved_by: ResolvedBy
) -> None:
    policies = Policies(rules={RuleCode.REFERENCE_DATA_TOO_OLD: policy})
    problem = reference_data_too_old(
        order((BOTTLE, 1)),
        context(reference_as_of=NOW - timedelta(days=31), refreshed=True, policies=policies),
    )
    assert problem is not None
    assert problem.settled_by is resolved_by
    assert "once more" in problem_sentence(problem).text


def test_head_offices_own_data_is_never_too_old() -> None:
    assert reference_data_too_old(order((BOTTLE, 1)), context(reference_as_of=None)) is None


def earlier(*quantities: tuple[Sku, int], days: int = 0, name: str = "earlier") -> EarlierOrder:
    return EarlierOrder(
        id=OrderId(name),
        number="SO-10001",
        order_date=TODAY - timedelta(days=days),
        quantities=quantities,
    )


@pytest.mark.parametrize(
    ("twin", "broken"),
    [
        (earlier((BOTTLE, 2), (HELMET, 1)), True),
        (earlier((HELMET, 1), (BOTTLE, 2), days=2), True),
        (earlier((BOTTLE, 1), (HELMET, 1), (BOTTLE, 1)), True),
        (earlier((BOTTLE, 2), (HELMET, 1), days=3), False),
        (earlier((BOTTLE, 2), (HELMET, 2)), False),
        (earlier((BOTTLE, 2)), False),
        (earlier((BOTTLE, 2), (HELMET, 1), name="order-1"), False),
    ],
)
def test_the_same_quantities_days_apart_may_be_a_double(
    twin: EarlierOrder, *, broken: bool
) -> None:
    problem = possible_duplicate_order(
        order((BOTTLE, 2), (HELMET, 1)), context(earlier_orders=(twin,))
    )
    assert (problem is not None) == broken
    if problem:
        assert actions(problem) == ["it_is_new", "cancel"]
        assert (problem.after, problem.settled_by) == ("SO-10001", ResolvedBy.REP)


def test_an_order_under_a_former_number_may_be_a_double() -> None:
    old = Sku("OLD")
    known = context(earlier_orders=(earlier((old, 2)),), renumbered={old: BOTTLE})
    assert possible_duplicate_order(order((BOTTLE, 2)), known) is not None


def test_an_order_without_lines_is_no_double() -> None:
    assert possible_duplicate_order(order(), context(earlier_orders=(earlier(),))) is None


def test_a_customer_like_none_is_new() -> None:
    assert similar_customers_problem("Hill Cycles", ()) is None


def test_customers_alike_are_offered_to_an_admin() -> None:
    similar = tuple(
        SimilarCustomer(number=CustomerNumber(number), name="Hill Cycle", city="York")
        for number in ("C-1", "C-2")
    )
    problem = similar_customers_problem("Hill Cycles", similar)
    assert actions(problem) == [
        "it_is_new",
        "it_is_that_one=C-1",
        "it_is_that_one=C-2",
        "cancel",
    ]
    assert problem is not None
    assert problem.code is RuleCode.POSSIBLE_DUPLICATE_CUSTOMER
    assert problem.settled_by is ResolvedBy.ADMIN
