"""Pricing: what an order costs, worked out alike on the laptop and at head office."""

from datetime import date
from decimal import Decimal

from smartclient.domain.catalog import Offer
from smartclient.domain.facts import Facts
from smartclient.domain.ids import Sku
from smartclient.domain.orders import Order


def price_of(sku: Sku, price_list: str, on: date, facts: Facts) -> Decimal | None:
    """Return the price of one unit on the day ``on``, None for an unknown product.

    The customer's price list counts first, then the standard one, then the list price.
    """
    raise NotImplementedError


def best_offer(sku: Sku, quantity: int, on: date, facts: Facts) -> Offer | None:
    """Return the one best offer for a store that buys ``quantity`` on the day ``on``, if any."""
    raise NotImplementedError


def price_order(order: Order, facts: Facts) -> Order:
    """Return ``order`` with every line quoted anew at its order date, and its sums made."""
    raise NotImplementedError


def total_order(order: Order, facts: Facts) -> Order:
    """Return ``order`` with amounts and sums made from the prices its lines already have."""
    raise NotImplementedError


def delivery_estimate(order: Order, facts: Facts) -> date | None:
    """Return the day by which the whole order can arrive, None when it can't be told."""
    raise NotImplementedError
