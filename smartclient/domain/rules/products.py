"""Rules about whether a product can be sold at all."""

from datetime import date

from smartclient.domain.ids import Sku
from smartclient.domain.money import ZERO, exact_text
from smartclient.domain.rules.context import RuleContext
from smartclient.domain.rules.problem_building import already_sold, line_problem
from smartclient.domain.rules.problems import Action, ActionKind, Problem, RuleCode
from smartclient.domain.sales.catalog import Product
from smartclient.domain.sales.order_diff import percent_text
from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.domain.sales.pricing import best_offer, price_day, price_list_of, price_of

TAKE_REPLACEMENT = Action(ActionKind.TAKE_REPLACEMENT)
ORDER_LATER = Action(ActionKind.ORDER_LATER)


def renumbered_product(line: OrderLine, order: Order, context: RuleContext) -> Problem | None:
    """Find that the product has a new number."""
    del order
    current = context.renumbered.get(line.sku)
    if current is None or line.sku in context.products:
        return None
    return line_problem(
        RuleCode.RENUMBERED_PRODUCT,
        line,
        context,
        before=line.sku,
        after=current,
        actions=(TAKE_REPLACEMENT,),
        arguments={"replacement": current},
    )


def unknown_product(line: OrderLine, order: Order, context: RuleContext) -> Problem | None:
    """Find that head office has no such product."""
    del order
    if line.sku in context.products:
        return None
    return line_problem(RuleCode.UNKNOWN_PRODUCT, line, context, before=line.sku)


def discontinued(line: OrderLine, order: Order, context: RuleContext) -> Problem | None:
    """Find that the product is no longer sold, on the order's date or by now.

    Its replacement is offered only if that is itself on sale.
    """
    product = context.products.get(line.sku)
    on = max(order.order_date, context.today)
    if product is None or not product.discontinued(on) or already_sold(line, context):
        return None
    last = product.last_day()
    replacement = _replacement(product.replaced_by, line, order, context)
    return line_problem(
        RuleCode.DISCONTINUED,
        line,
        context,
        before=line.sku,
        after=replacement.get("replacement", ""),
        actions=(TAKE_REPLACEMENT,) if replacement else (),
        arguments={"last_day": "" if last is None else last.isoformat(), **replacement},
    )


def _replacement(
    sku: Sku | None, line: OrderLine, order: Order, context: RuleContext
) -> dict[str, str]:
    """The replacement and what it costs, as arguments; none when none can be sold."""
    product = _on_sale_instead(sku, max(order.order_date, context.today), context)
    if product is None:
        return {}
    day = price_day(line, order, context)
    price = price_of(product.sku, price_list_of(context.customer), day, context)
    offer = best_offer(product.sku, line.quantity, day, context)
    return {
        "replacement": product.sku,
        "replacement_name": product.name,
        "replacement_price": exact_text(price or ZERO, context.currency),
        "replacement_percent": percent_text(ZERO if offer is None else offer.discount_percent),
        "replacement_offer": "" if offer is None else offer.code,
    }


def _on_sale_instead(sku: Sku | None, on: date, context: RuleContext) -> Product | None:
    """The first product on sale along a chain of replacements, None when there is none."""
    seen: set[Sku] = set()
    while sku is not None and sku not in seen:
        seen.add(sku)
        product = context.products.get(sku)
        if product is None or product.not_yet_sold(on):
            return None
        if not product.discontinued(on):
            return product
        sku = product.replaced_by
    return None


def not_yet_on_sale(line: OrderLine, order: Order, context: RuleContext) -> Problem | None:
    """Find that the product's sale begins after the day on which it is wanted."""
    product = context.products.get(line.sku)
    if product is None or product.sell_from is None:
        return None
    wanted = _wanted_on(order, context)
    if not product.not_yet_sold(wanted) or already_sold(line, context):
        return None
    return line_problem(
        RuleCode.NOT_YET_ON_SALE,
        line,
        context,
        before=wanted.isoformat(),
        after=product.sell_from.isoformat(),
        actions=(ORDER_LATER,),
        accepts=product.sell_from.isoformat(),
    )


def _wanted_on(order: Order, context: RuleContext) -> date:
    return max(order.deliver_on or order.order_date, context.today)
