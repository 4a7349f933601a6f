"""Dated terms: prices and offers that say themselves until when they count.

Such a row is a promise of head office: it is used until its last day, however long ago it arrived.
"""

from smartclient.domain.rules.context import RuleContext
from smartclient.domain.sales.orders import Order
from smartclient.domain.sales.pricing import (
    best_offer,
    price_day,
    price_in_force,
    price_list_of,
)


def prices_are_dated(order: Order, context: RuleContext) -> bool:
    """Whether the price of every line has a last day of its own; no for an order without lines."""
    prices = [
        price_in_force(
            line.sku, price_list_of(context.customer), price_day(line, order, context), context
        )
        for line in order.lines
    ]
    return bool(prices) and all(
        price is not None and price.valid_to is not None for price in prices
    )


def offers_are_dated(order: Order, context: RuleContext) -> bool:
    """Whether every line has an offer that has a last day; no for an order without lines."""
    offers = [
        best_offer(line.sku, line.quantity, price_day(line, order, context), context)
        for line in order.lines
    ]
    return bool(offers) and all(
        offer is not None and offer.valid_to is not None for offer in offers
    )
