"""The rule about an order's dates: head office believes only those that can be right."""

from dataclasses import replace
from datetime import date

from smartclient.domain.rules.context import RuleContext
from smartclient.domain.rules.problem_building import order_problem
from smartclient.domain.rules.problems import Action, ActionKind, Problem, RuleCode
from smartclient.domain.sales.orders import Order
from smartclient.domain.sales.pricing import as_confirmed

ACCEPT_DATE = Action(ActionKind.ACCEPT_DATE)

_ORDER, _LINES = "order", "lines"


def order_date_not_believed(order: Order, context: RuleContext) -> Problem | None:
    """Find that the order, or a line that was changed later, can't be of the day that it names.

    What head office confirmed before keeps its day.
    """
    days = context.days
    if days is None:
        return None
    lines = {
        line.line: line.ordered_on
        for line in order.lines
        if line.ordered_on is not None
        and line.ordered_on not in days
        and as_confirmed(line, context.placed) is None
    }
    doubts_order = context.placed is None and order.order_date not in days
    doubted = [*([order.order_date] if doubts_order else []), *lines.values()]
    if not doubted:
        return None
    return order_problem(
        RuleCode.ORDER_DATE_NOT_BELIEVED,
        context,
        before=doubted[0].isoformat(),
        after=(context.received_on or context.today).isoformat(),
        accepts=" ".join(sorted({day.isoformat() for day in doubted})),
        actions=(ACCEPT_DATE,),
        arguments={
            _ORDER: "yes" if doubts_order else "",
            _LINES: " ".join(map(str, lines)),
        },
    )


def dated_instead(order: Order, problem: Problem) -> Order:
    """``order`` with head office's day in place of those that it doubts."""
    today = date.fromisoformat(problem.after)
    doubted = set(problem.arguments[_LINES].split())
    lines = tuple(
        replace(line, ordered_on=today) if str(line.line) in doubted else line
        for line in order.lines
    )
    order_date = today if problem.arguments[_ORDER] else order.order_date
    return replace(order, order_date=order_date, lines=lines)
