"""Evaluation: all rules over one order, as head office decides and as a client foresees it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from smartclient.domain.rules.accounts import (
    credit_limit_exceeded,
    customer_closed,
    customer_on_hold,
    merged_customer,
    not_in_partition,
    reference_data_too_old,
)
from smartclient.domain.rules.action_effects import automatic_action, line_after, order_after
from smartclient.domain.rules.check_outs import customer_checked_out
from smartclient.domain.rules.context import RuleContext
from smartclient.domain.rules.dates import order_date_not_believed
from smartclient.domain.rules.duplicates import possible_duplicate_order
from smartclient.domain.rules.prices import offer_not_valid, price_changed
from smartclient.domain.rules.problem_building import is_accepted
from smartclient.domain.rules.problems import ActionKind, Change, Problem, ResolvedBy, RuleCode
from smartclient.domain.rules.products import (
    discontinued,
    not_yet_on_sale,
    renumbered_product,
    unknown_product,
)
from smartclient.domain.rules.quantities import below_minimum, not_a_pack_multiple, not_enough_stock
from smartclient.domain.sales.order_diff import (
    ACCEPTED_FIELD,
    KEPT_TERMS_RULE,
    heading_changes,
    line_changes,
    total_changes,
)
from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.domain.sales.pricing import as_confirmed, quoted, total_order

LineRule = Callable[[OrderLine, Order, RuleContext], Problem | None]
OrderRule = Callable[[Order, RuleContext], Problem | None]

ACCOUNT_RULES: tuple[OrderRule, ...] = (
    not_in_partition,
    order_date_not_believed,
    merged_customer,
    customer_closed,
    customer_on_hold,
    customer_checked_out,
    reference_data_too_old,
)
"""Rules of the whole order that depend neither on its lines nor on its totals, which are computed
later; in the order of evaluation."""

SALE_RULES: tuple[LineRule, ...] = (
    renumbered_product,
    unknown_product,
    discontinued,
    not_yet_on_sale,
)
"""Rules about whether a line can be sold at all: where one is broken, the others that follow
have nothing to say until it is resolved; where an admin approved it, the line is as entered."""

TERMS_RULES: tuple[LineRule, ...] = (
    below_minimum,
    not_a_pack_multiple,
    price_changed,
    offer_not_valid,
)
"""Rules about a line's quantity and price; several may be broken at once."""

SUM_RULES: tuple[OrderRule, ...] = (credit_limit_exceeded, possible_duplicate_order)
"""Rules of the whole order that look at its lines or its totals, computed just before."""

_NAMED_BY_CODE: tuple[Callable[..., Problem | tuple[Problem, ...] | None], ...] = (
    *ACCOUNT_RULES,
    *SALE_RULES,
    *TERMS_RULES,
    not_enough_stock,
    *SUM_RULES,
)
RULES: Mapping[RuleCode, Callable[..., Problem | tuple[Problem, ...] | None]] = {
    RuleCode(getattr(rule, "__name__", "")): rule for rule in _NAMED_BY_CODE
}
"""Every rule an order is evaluated by; each is a pure function named as its code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What the rules find in an order.

    ``order`` is the order as head office would accept it: numbers mapped, prices accepted within
    the tolerance, sums computed. ``problems`` are those head office does not resolve itself,
    ``report`` what it changed.
    """

    order: Order
    problems: tuple[Problem, ...] = ()
    report: tuple[Change, ...] = ()


def evaluate(order: Order, context: RuleContext) -> Evaluation:
    """Evaluate every rule over ``order``.

    A problem that an acceptance covers is not raised. One whose policy says head office resolves
    is resolved and reported, unless that would leave the order without a line: then the rep does.
    Evaluating the evaluated order again, in the same context, changes nothing more.
    """
    evaluator = _Evaluator(order, context)
    evaluated = evaluator.evaluated()
    if order.lines and not evaluated.lines:
        evaluator = _Evaluator(order, context, dropping=False)
        evaluated = evaluator.evaluated()
    return Evaluation(
        order=evaluated, problems=tuple(evaluator.problems), report=tuple(evaluator.report)
    )


class _Evaluator:
    """One order being evaluated: the order so far, and what was found."""

    def __init__(self, order: Order, context: RuleContext, *, dropping: bool = True) -> None:
        self.requested = order
        self.order = order
        self.context = context
        self.dropping = dropping
        self.problems: list[Problem] = []
        self.report: list[Change] = []

    def evaluated(self) -> Order:
        """Evaluate every rule; the order as head office would accept it."""
        self._apply(ACCOUNT_RULES)
        lines: list[OrderLine] = []
        sound: list[OrderLine] = []
        for entered in self.order.lines:
            line, is_sound = self._line(entered)
            if line is None:
                continue
            lines.append(line)
            if is_sound:
                sound.append(line)
        lines = self._stocked(lines, sound)
        self.order = total_order(replace(self.order, lines=tuple(lines)), self.context)
        self._apply(SUM_RULES)
        self.report.extend(
            total_changes(self.requested, self.order, currency=self.context.currency)
        )
        return self.order

    def _apply(self, rules: tuple[OrderRule, ...]) -> None:
        for rule in rules:
            problem = rule(self.order, self.context)
            if problem is None or is_accepted(problem, self.order):
                continue
            if self._resolves(problem):
                self._resolve_order(problem)

    def _resolve_order(self, problem: Problem) -> None:
        before = self.order
        after = order_after(automatic_action(problem), problem, before, by_admin=True)
        if after is None or after is before:
            return
        self.order = after
        self.report.extend(heading_changes(before, after, rule=problem.code))
        for line, changed in zip(before.lines, after.lines, strict=True):
            self._report_line(line, changed, problem.code)
        if after.accepted != before.accepted:
            self.report.append(Change(rule=problem.code, field=ACCEPTED_FIELD, after=problem.after))

    def _line(self, line: OrderLine) -> tuple[OrderLine | None, bool]:
        """The line as head office would accept it (None = dropped), and whether it can be sold."""
        confirmed = as_confirmed(line, self.context.placed)
        if confirmed is not None:
            self._report_line(line, confirmed, KEPT_TERMS_RULE)
            return confirmed, True
        for rule in SALE_RULES:
            problem = rule(line, self.order, self.context)
            if problem is None:
                continue
            if is_accepted(problem, self.order) or not self._resolves(problem):
                return self._priced(line), False
            resolved = self._resolve_line(problem, line)
            if resolved is None:
                return None, False
            line = resolved
        return self._priced(self._on_terms(line)), True

    def _on_terms(self, line: OrderLine) -> OrderLine:
        for rule in TERMS_RULES:
            problem = rule(line, self.order, self.context)
            if problem is None or is_accepted(problem, self.order):
                continue
            if self._resolves(problem):
                line = self._resolve_line(problem, line) or line
        return line

    def _resolves(self, problem: Problem) -> bool:
        """Whether head office resolves it by itself; else it is noted for whoever must."""
        if problem.settled_by is not ResolvedBy.HEAD_OFFICE:
            self.problems.append(problem)
            return False
        if self.dropping or automatic_action(problem).kind is not ActionKind.DROP_LINE:
            return True
        self.problems.append(replace(problem, settled_by=ResolvedBy.REP))
        return False

    def _resolve_line(self, problem: Problem, line: OrderLine) -> OrderLine | None:
        after = line_after(automatic_action(problem), problem, line)
        self._report_line(line, after, problem.code)
        if after is not None:
            self._resolve_order(problem)
        return after

    def _report_line(self, before: OrderLine, after: OrderLine | None, rule: str) -> None:
        self.report.extend(line_changes(before, after, currency=self.context.currency, rule=rule))

    def _priced(self, line: OrderLine) -> OrderLine:
        return quoted(line, self.order, self.context) if line.unit_price is None else line

    def _stocked(self, lines: list[OrderLine], sound: list[OrderLine]) -> list[OrderLine]:
        resolved: dict[int, OrderLine] = {}
        for problem in not_enough_stock(sound, self.context):
            if is_accepted(problem, self.order) or not self._resolves(problem):
                continue
            line = next(line for line in sound if line.line == problem.line)
            resolved[line.line] = self._resolve_line(problem, line) or line
        return [resolved.get(line.line, line) for line in lines] if resolved else lines
