"""What all rules share: how a problem is put together, and whether someone accepted it."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from smartclient.domain.ids import Sku
from smartclient.domain.rules.context import RuleContext
from smartclient.domain.rules.problems import Action, ActionKind, Problem, ResolvedBy, RuleCode
from smartclient.domain.rules.rule_table import Coverage, traits_of
from smartclient.domain.sales.orders import Order, OrderLine, Waiver

ACCEPTS = "accepts"
"""The argument of a problem that says what accepting it accepts: an Acceptance's value."""

CANCEL = Action(ActionKind.CANCEL)
DROP_LINE = Action(ActionKind.DROP_LINE)


def line_problem(
    code: RuleCode,
    line: OrderLine,
    context: RuleContext,
    *,
    before: str,
    after: str = "",
    actions: tuple[Action, ...] = (),
    settled_by: ResolvedBy | None = None,
    accepts: str | None = None,
    arguments: Mapping[str, str] | None = None,
) -> Problem:
    """A problem of one line, which its policy resolves unless ``settled_by`` names another.

    Dropping the line and cancelling the order are always among the actions. ``accepts`` is what
    an acceptance is bound to besides product and quantity, if it is not ``before``: once one of
    them is another, the rule asks again.
    """
    product = context.products.get(line.sku)
    return Problem(
        code=code,
        line=line.line,
        sku=line.sku,
        before=before,
        after=after,
        arguments={
            "name": str(line.sku) if product is None else product.name,
            **(arguments or {}),
            ACCEPTS: f"{line.sku} {line.quantity} {before if accepts is None else accepts}",
        },
        actions=(*actions, DROP_LINE, CANCEL),
        settled_by=settled_by or context.policies.for_rule(code),
    )


def order_problem(
    code: RuleCode,
    context: RuleContext,
    *,
    accepts: str,
    before: str = "",
    after: str = "",
    actions: tuple[Action, ...] = (),
    arguments: Mapping[str, str] | None = None,
) -> Problem:
    """A problem of a whole order, which its policy resolves; it can always be cancelled.

    ``accepts`` is what an acceptance is bound to: an amount, a customer, the orders it is like.
    Once that is another, the rule asks again, unless ``acceptance_covers`` of its row in
    ``rule_table.py`` says that the acceptance covers it. Empty: an acceptance covers any change.
    """
    customer = context.customer
    name = "" if customer is None else customer.name
    return Problem(
        code=code,
        before=before,
        after=after,
        arguments={"customer": name, **(arguments or {}), ACCEPTS: accepts},
        actions=(*actions, CANCEL),
        settled_by=context.policies.for_rule(code),
    )


def acceptance_of(problem: Problem, *, by_admin: bool) -> Waiver:
    """The acceptance that answers ``problem``."""
    return Waiver(
        code=problem.code,
        line=problem.line,
        value=problem.arguments.get(ACCEPTS, ""),
        by_admin=by_admin,
    )


def is_accepted(problem: Problem, order: Order) -> bool:
    """Whether ``order`` carries an acceptance that covers ``problem``.

    An admin's counts for every rule, a rep's only where the rep resolves and an acceptance is an
    answer. What is accepted is a value: once it is another, the rule asks again.
    """
    for given in order.accepted:
        if given.code != problem.code or given.line != problem.line:
            continue
        if not given.by_admin and (
            not traits_of(problem.code).rep_may_accept or problem.settled_by is not ResolvedBy.REP
        ):
            continue
        if _covers(given, problem):
            return True
    return False


def _covers(given: Waiver, problem: Problem) -> bool:
    value = problem.arguments.get(ACCEPTS, "")
    if given.by_admin and not given.value:
        return True
    match traits_of(problem.code).acceptance_covers:
        case Coverage.SAME:
            return value == given.value
        case Coverage.AT_MOST:
            return _at_most(value, given.value)
        case Coverage.SUBSET:
            return set(value.split()) <= set(given.value.split())


def _at_most(amount: str, limit: str) -> bool:
    try:
        return Decimal(amount) <= Decimal(limit)
    except InvalidOperation:
        return False


def already_sold(line: OrderLine, context: RuleContext) -> bool:
    """Whether head office confirmed this line before, for at least as many."""
    placed = None if context.placed is None else context.placed.line(line.line)
    return placed is not None and placed.sku == line.sku and line.quantity <= placed.quantity


def is_unchanged(line: OrderLine, context: RuleContext) -> bool:
    """Whether the line is exactly as head office confirmed it before."""
    placed = None if context.placed is None else context.placed.line(line.line)
    return placed is not None and _terms(placed) == _terms(line)


def _terms(line: OrderLine) -> tuple[Sku, int, object, object]:
    return (line.sku, line.quantity, line.unit_price, line.discount_percent)
