"""Rules about how many of a product are ordered."""

from collections.abc import Sequence

from smartclient.domain.ids import Sku
from smartclient.domain.limits import is_quantity
from smartclient.domain.rules.context import RuleContext
from smartclient.domain.rules.problem_building import is_unchanged, line_problem
from smartclient.domain.rules.problems import Action, ActionKind, Problem, ResolvedBy, RuleCode
from smartclient.domain.sales.catalog import Product
from smartclient.domain.sales.orders import Order, OrderLine

ROUND_UP = Action(ActionKind.ROUND_UP)
REDUCE_TO_STOCK = Action(ActionKind.REDUCE_TO_STOCK)
BACK_ORDER = Action(ActionKind.BACK_ORDER)


def rounded_up(quantity: int, product: Product) -> int:
    """The least quantity from ``quantity`` on that the product is sold in."""
    pack = max(product.pack_size, 1)
    wanted = max(quantity, product.min_order_quantity, 1)
    return -(-wanted // pack) * pack


def rounded_down(quantity: int, product: Product) -> int:
    """The greatest quantity up to ``quantity`` the product is sold in, 0 for none."""
    pack = max(product.pack_size, 1)
    down = quantity // pack * pack
    return down if down >= max(product.min_order_quantity, 1) else 0


def below_minimum(line: OrderLine, order: Order, context: RuleContext) -> Problem | None:
    """Find that fewer are ordered than the least; rounding up heeds the pack size too."""
    del order
    product = context.products.get(line.sku)
    if product is None or line.quantity >= max(product.min_order_quantity, 1):
        return None
    minimum = str(max(product.min_order_quantity, 1))
    return _not_sold_in_that(RuleCode.BELOW_MINIMUM, line, product, context, minimum=minimum)


def not_a_pack_multiple(line: OrderLine, order: Order, context: RuleContext) -> Problem | None:
    """Find that enough are ordered for the minimum, but not in whole packs."""
    del order
    product = context.products.get(line.sku)
    if product is None or product.pack_size <= 1 or line.quantity < product.min_order_quantity:
        return None
    if line.quantity < 1 or line.quantity % product.pack_size == 0:
        return None
    pack_size = str(product.pack_size)
    return _not_sold_in_that(
        RuleCode.NOT_A_PACK_MULTIPLE, line, product, context, pack_size=pack_size
    )


def _not_sold_in_that(
    code: RuleCode, line: OrderLine, product: Product, context: RuleContext, **arguments: str
) -> Problem:
    """The problem of a quantity that is to be rounded up, as far as the limit allows it."""
    rounded = rounded_up(line.quantity, product)
    possible = is_quantity(rounded)
    by_policy = context.policies.for_rule(code)
    return line_problem(
        code,
        line,
        context,
        before=str(line.quantity),
        after=str(rounded),
        actions=(ROUND_UP,) if possible else (),
        settled_by=by_policy
        if possible or by_policy is not ResolvedBy.HEAD_OFFICE
        else ResolvedBy.REP,
        arguments=arguments,
    )


def not_enough_stock(lines: Sequence[OrderLine], context: RuleContext) -> tuple[Problem, ...]:
    """Find that there is less in stock than all lines of a product together ask for.

    The lines draw on the stock one after the other, those that head office confirmed before
    first. A line whose rest may follow later is no problem.
    """
    if not context.stock:
        return ()
    if context.placed is not None:
        lines = sorted(lines, key=lambda line: not is_unchanged(line, context))
    left: dict[Sku, int] = {}
    problems = []
    for line in lines:
        stock = context.stock.get(line.sku)
        if stock is None:
            continue
        free = left.get(line.sku, max(stock.on_hand, 0))
        left[line.sku] = max(free - line.quantity, 0)
        if line.quantity > free and not line.back_order and not is_unchanged(line, context):
            problems.append(_short(line, free, context))
    return tuple(problems)


def _short(line: OrderLine, free: int, context: RuleContext) -> Problem:
    product = context.products.get(line.sku)
    reduced = free if product is None else rounded_down(free, product)
    return line_problem(
        RuleCode.NOT_ENOUGH_STOCK,
        line,
        context,
        before=str(line.quantity),
        after=str(free),
        actions=(REDUCE_TO_STOCK, BACK_ORDER) if reduced else (BACK_ORDER,),
        arguments={"reduced": str(reduced)},
    )
