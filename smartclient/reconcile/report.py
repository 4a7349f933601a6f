"""The reconciliation report: what became of an order between its request and the answer."""

from dataclasses import replace

from smartclient.domain.ids import Login
from smartclient.domain.rules.problems import Change, Problem
from smartclient.domain.rules.rule_table import RULE_TRAITS, traits_of
from smartclient.domain.sales.order_diff import (
    ACCEPTED_FIELD,
    LINE_FIELD,
    heading_changes,
    line_changes,
    total_changes,
)
from smartclient.domain.sales.orders import Order, OrderLine

_EXPLAINED_FIELDS = frozenset().union(*(traits.changes for traits in RULE_TRAITS.values()))
"""Fields that answers to problems change; only such rules explain a change of one."""


def compare_orders(
    requested: Order,
    confirmed: Order,
    *,
    currency: str,
    problems: tuple[Problem, ...] = (),
    by: Login | str = "",
) -> tuple[Change, ...]:
    """What differs; each change names the rule of the problem it answers, if any.

    Amounts are written with the decimals of ``currency``.
    ``problems`` are those that were answered in between, ``by`` is who answered them.
    """
    changes = list(heading_changes(requested, confirmed, rule="", by=by))
    for line in requested.lines:
        now = confirmed.line(line.line)
        changes.extend(line_changes(line, now, currency=currency, rule="", by=by))
    changes.extend(
        _added(line, by) for line in confirmed.lines if requested.line(line.line) is None
    )
    changes.extend(_accepted(requested, confirmed, by))
    named = [_with_rule(change, problems) for change in changes]
    return (*named, *total_changes(requested, confirmed, currency=currency))


def _added(line: OrderLine, by: str) -> Change:
    return Change(
        rule="", field=LINE_FIELD, line=line.line, sku=line.sku, after=str(line.quantity), by=by
    )


def _accepted(requested: Order, confirmed: Order, by: str) -> list[Change]:
    """What was accepted as entered."""
    return [
        Change(
            rule=given.code,
            field=ACCEPTED_FIELD,
            line=given.line,
            sku=None if (line := _line_of(confirmed, given.line)) is None else line.sku,
            by=by,
        )
        for given in confirmed.accepted
        if given not in requested.accepted
    ]


def _line_of(order: Order, number: int | None) -> OrderLine | None:
    return None if number is None else order.line(number)


def _with_rule(change: Change, problems: tuple[Problem, ...]) -> Change:
    if change.rule:
        return change
    about = [problem for problem in problems if problem.line == change.line]
    if change.line is None:
        about = list(problems)
    is_explained = change.field in _EXPLAINED_FIELDS
    for problem in about:
        changes = traits_of(problem.code).changes
        if change.field in changes if is_explained else change.line is not None:
            return replace(change, rule=problem.code)
    return change
