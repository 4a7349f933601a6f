"""Tentative demand: what other unconfirmed orders take of the stock and the credit of one."""

from decimal import Decimal

from smartclient.domain.rules.context import RuleContext
from smartclient.domain.sales.orders import Order, OrderState
from smartclient.domain.sales.pricing import current_sku
from smartclient.read_models.demand import StockDemand, TentativeDemand
from smartclient.store.unit_of_work import ReadView


def tentative_demand(view: ReadView, order: Order, context: RuleContext) -> TentativeDemand:
    """What other orders take from ``order``, which ``context`` already counts.

    Stock is left out for an order that head office holds: a part of what it shows is its own.
    """
    return TentativeDemand(
        stock=() if context.placed is not None else _stock(view, order, context),
        credit=_credit(view, order, context),
    )


def _stock(view: ReadView, order: Order, context: RuleContext) -> tuple[StockDemand, ...]:
    skus = {line.line: current_sku(line.sku, context) for line in order.lines}
    on_hand = view.catalog.stock(tuple(set(skus.values())))
    found = []
    for line, sku in skus.items():
        if sku in on_hand and sku in context.stock:
            taken = on_hand[sku].on_hand - context.stock[sku].on_hand
            if taken > 0:
                found.append(
                    StockDemand(
                        line=line, sku=sku, in_stock=on_hand[sku].on_hand, in_own_orders=taken
                    )
                )
    return tuple(found)


def _credit(view: ReadView, order: Order, context: RuleContext) -> Decimal | None:
    customer = context.customer
    if customer is None or customer.credit_limit is None:
        return None
    used = view.overviews.open_orders(customer.number).get(OrderState.TENTATIVE, Decimal(0))
    stored = view.orders.get(order.id)
    if stored is not None and stored.state is OrderState.TENTATIVE:
        used -= stored.order.totals.total
    return used if used > 0 else None
