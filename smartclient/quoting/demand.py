"""Tentative demand: what other unconfirmed orders take of the stock and the credit of one."""

from collections.abc import Mapping
from decimal import Decimal

from smartclient.domain.ids import Sku
from smartclient.domain.rules.context import RuleContext
from smartclient.domain.sales.catalog import Stock
from smartclient.domain.sales.orders import Order
from smartclient.domain.sales.pricing import current_sku
from smartclient.read_models.demand import StockDemand, TentativeDemand


def tentative_demand(
    order: Order, context: RuleContext, *, on_hand: Mapping[Sku, Stock], in_orders: Decimal
) -> TentativeDemand:
    """What other orders take from ``order``, which ``context`` already counts.

    ``in_orders`` is what the customer's other orders come to that are not confirmed. Stock is left
    out for an order that head office holds: a part of what it shows is its own.
    """
    has_limit = context.customer is not None and context.customer.credit_limit is not None
    return TentativeDemand(
        stock=() if context.placed is not None else _stock(order, context, on_hand),
        credit=in_orders if has_limit and in_orders > 0 else None,
    )


def _stock(
    order: Order, context: RuleContext, on_hand: Mapping[Sku, Stock]
) -> tuple[StockDemand, ...]:
    found = []
    for line in order.lines:
        sku = current_sku(line.sku, context)
        if sku in on_hand and sku in context.stock:
            taken = on_hand[sku].on_hand - context.stock[sku].on_hand
            if taken > 0:
                found.append(
                    StockDemand(
                        line=line.line,
                        sku=sku,
                        in_stock=on_hand[sku].on_hand,
                        in_own_orders=taken,
                    )
                )
    return tuple(found)
