"""Conflicts of orders that break rules, and what comes of answering them."""

from dataclasses import replace
from decimal import Decimal

from smartclient.domain.ids import ConflictId, RequestId
from smartclient.domain.rules.context import RuleContext
from smartclient.domain.rules.evaluation import evaluate
from smartclient.domain.rules.problems import Action, ActionKind, Problem
from smartclient.domain.sales.customers import CustomerStatus
from smartclient.domain.sales.orders import Order
from smartclient.domain.tasks import Subject, SubjectType
from smartclient.reconcile.actions import (
    answers_for_all,
    apply_resolution,
)
from smartclient.reconcile.conflict import (
    Conflict,
    ConflictKind,
    FieldConflict,
    Resolution,
)
from tests.domain_samples import (
    BOTTLE,
    CUSTOMER,
    FRAME,
    FRAME_NEXT,
    NOW,
    TODAY,
    context,
    price,
    with_product,
)

GONE = context(products=with_product(FRAME, discontinued_on=TODAY, replaced_by=FRAME_NEXT))
DEARER = context(prices={BOTTLE: (price(BOTTLE, "9.99"),)})
IN_DEBT = context(customer=replace(CUSTOMER, credit_limit=Decimal(1)))
ON_HOLD = context(customer=replace(CUSTOMER, status=CustomerStatus.ON_HOLD))
CANCEL = Action(ActionKind.CANCEL)
APPROVE = Action(ActionKind.APPROVE)


def conflict(*problems: Problem, fields: tuple[FieldConflict, ...] = ()) -> Conflict:
    return Conflict(
        id=ConflictId("c"),
        kind=ConflictKind.DATA if fields else ConflictKind.RULE,
        subject=Subject(type=SubjectType.ORDER, id="order-1"),
        request_id=RequestId("r"),
        raised_at=NOW,
        problems=problems,
        fields=fields,
    )


def answered(
    placed: Order,
    known: RuleContext,
    action: str,
    *,
    by_admin: bool = False,
    given: RuleContext | None = None,
) -> Order | None:
    """The order after answering all its problems with one action."""
    problems = evaluate(placed, known).problems
    answers = answers_for_all(problems, Action.parse(action), by_admin=by_admin)
    resolution = Resolution(problems=answers)
    return apply_resolution(placed, problems, resolution, given, by_admin=by_admin)


def resolved(placed: Order, known: RuleContext, action: str, *, by_admin: bool = False) -> Order:
    """The answered order as head office then takes it, without another question."""
    made = answered(placed, known, action, by_admin=by_admin, given=known)
    assert made is not None
    evaluated = evaluate(made, known)
    assert evaluated.problems == ()
    assert evaluated.report == ()
    return evaluated.order
