"""Effects of actions on an order, and which action head office takes by itself.

The same transformations carry out a person's answer and, where a policy says that head office
resolves, head office's own.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.money import ZERO
from smartclient.domain.rules.dates import dated_instead
from smartclient.domain.rules.problem_building import acceptance_of
from smartclient.domain.rules.problems import Action, ActionKind, Problem, RuleCode
from smartclient.domain.rules.rule_table import traits_of
from smartclient.domain.sales.orders import Order, OrderLine


def automatic_action(problem: Problem) -> Action:
    """The action head office takes when it resolves ``problem`` itself.

    A discontinued product with no replacement on sale is dropped.
    """
    kind = traits_of(problem.code).own_action
    if kind is ActionKind.TAKE_REPLACEMENT and not problem.after:
        kind = ActionKind.DROP_LINE
    return Action(kind)


def line_after(action: Action, problem: Problem, line: OrderLine) -> OrderLine | None:
    """``line`` as ``action`` makes it, None when it is dropped.

    Actions that are not about a line leave it as it is.
    """
    if action.kind is ActionKind.DROP_LINE:
        return None
    change = _LINE_ACTIONS.get(action.kind)
    return line if change is None else change(line, problem, action)


def order_after(action: Action, problem: Problem, order: Order, *, by_admin: bool) -> Order | None:
    """``order``, apart from its lines, as ``action`` makes it; None when it is cancelled."""
    match action.kind:
        case ActionKind.CANCEL:
            return None
        case ActionKind.APPROVE | ActionKind.NOT_A_DUPLICATE:
            return order.accepting(acceptance_of(problem, by_admin=by_admin))
        case ActionKind.ORDER_LATER:
            begins = date.fromisoformat(problem.after)
            return replace(order, deliver_on=max(order.deliver_on or begins, begins))
        case ActionKind.ACCEPT_DATE:
            return dated_instead(order, problem)
        case ActionKind.TAKE_REPLACEMENT if problem.code is RuleCode.MERGED_CUSTOMER:
            return replace(order, customer=CustomerNumber(problem.after))
    return order


def _take_replacement(line: OrderLine, problem: Problem, action: Action) -> OrderLine:
    del action
    replaced = replace(line, sku=Sku(problem.after), amount=None)
    if problem.code is RuleCode.RENUMBERED_PRODUCT:
        return replaced
    arguments = problem.arguments
    return replace(
        replaced,
        unit_price=Decimal(arguments["replacement_price"]),
        discount_percent=Decimal(arguments["replacement_percent"]),
        offer=arguments["replacement_offer"],
        without_offer=False,
        back_order=False,
    )


def _accept_price(line: OrderLine, problem: Problem, action: Action) -> OrderLine:
    del action
    return replace(line, unit_price=Decimal(problem.arguments["now"]), amount=None)


def _accept_without_offer(line: OrderLine, problem: Problem, action: Action) -> OrderLine:
    """Take what the offers still give; going without is stored, so that it isn't quoted again."""
    del action
    percent = Decimal(problem.after)
    return replace(
        line,
        discount_percent=percent,
        offer=problem.arguments["now_offer"],
        without_offer=percent == ZERO,
        amount=None,
    )


def _change_quantity(line: OrderLine, problem: Problem, action: Action) -> OrderLine:
    del problem
    return replace(line, quantity=int(action.argument), amount=None)


def _round_up(line: OrderLine, problem: Problem, action: Action) -> OrderLine:
    del action
    return replace(line, quantity=max(line.quantity, int(problem.after)), amount=None)


def _reduce_to_stock(line: OrderLine, problem: Problem, action: Action) -> OrderLine:
    del action
    return replace(line, quantity=int(problem.arguments["reduced"]), amount=None)


def _back_order(line: OrderLine, problem: Problem, action: Action) -> OrderLine:
    del problem, action
    return replace(line, back_order=True)


_LINE_ACTIONS: Mapping[ActionKind, Callable[[OrderLine, Problem, Action], OrderLine]] = {
    ActionKind.TAKE_REPLACEMENT: _take_replacement,
    ActionKind.ACCEPT_PRICE: _accept_price,
    ActionKind.ACCEPT_WITHOUT_OFFER: _accept_without_offer,
    ActionKind.CHANGE_QUANTITY: _change_quantity,
    ActionKind.ROUND_UP: _round_up,
    ActionKind.REDUCE_TO_STOCK: _reduce_to_stock,
    ActionKind.BACK_ORDER: _back_order,
}
