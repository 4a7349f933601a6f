"""Quoting without data that has expired: what was quoted keeps its terms then."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from smartclient.contract.feeds import FeedKind
from smartclient.domain.rules.context import RuleContext
from smartclient.domain.sales.orders import Order


def without_expired(context: RuleContext, expired: Collection[str], today: date) -> RuleContext:
    """``context`` without products that can't be priced by it, as their prices have expired.

    What is quoted keeps its price then: the list price would be another.
    """
    if FeedKind.PRODUCTS in expired:
        return replace(context, products={})
    if FeedKind.PRICES not in expired:
        return context
    priced = {
        sku
        for sku, prices in context.prices.items()
        if any(price.valid_to is not None and price.valid_to >= today for price in prices)
    }
    known = {sku: product for sku, product in context.products.items() if sku in priced}
    return replace(context, products=known)


def with_sums_as_quoted(priced: Order, order: Order, expired: Collection[str]) -> Order:
    """``priced`` with the sums of ``order``, where neither can be known as data has ``expired``.

    Without weights and rates its freight and tax would be others; what was changed is summed.
    """
    if priced.lines != order.lines or not expired:
        return priced
    return replace(priced, totals=order.totals)
