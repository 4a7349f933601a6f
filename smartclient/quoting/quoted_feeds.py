"""The feeds that orders are quoted from."""

from typing import Final

from smartclient.contract.feeds import FeedKind
from smartclient.domain.rules.context import RuleContext
from smartclient.domain.sales.dated_terms import offers_are_dated, prices_are_dated
from smartclient.domain.sales.orders import Order

QUOTED_FROM: Final = (
    FeedKind.CUSTOMERS,
    FeedKind.ADDRESSES,
    FeedKind.PRODUCTS,
    FeedKind.PRICES,
    FeedKind.OFFERS,
    FeedKind.OFFER_PRODUCTS,
    FeedKind.STOCK,
    FeedKind.TAX_RATES,
    FeedKind.SHIP_METHODS,
)
"""What an order's prices, sums and checks are made from."""

_OFFERS: Final = frozenset({FeedKind.OFFERS, FeedKind.OFFER_PRODUCTS})


def aging_feeds(order: Order, context: RuleContext) -> list[FeedKind]:
    """The feeds whose age counts for a quoted order: terms that are dated themselves have none."""
    dated: set[FeedKind] = set()
    if prices_are_dated(order, context):
        dated.add(FeedKind.PRICES)
    if offers_are_dated(order, context):
        dated |= _OFFERS
    return [kind for kind in QUOTED_FROM if kind not in dated]
