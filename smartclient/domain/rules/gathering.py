"""Gathering: the context of an order, from whatever a device keeps its data in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from smartclient.domain.check_out import CheckOut
from smartclient.domain.days import days_before
from smartclient.domain.ids import CustomerNumber, Login, OrderId, Sku
from smartclient.domain.money import ZERO
from smartclient.domain.rules.context import EarlierOrder, RuleContext
from smartclient.domain.rules.policies import Policies
from smartclient.domain.sales.catalog import Offer, Price, Product, ShipMethod, Stock, TaxRate
from smartclient.domain.sales.customers import Customer
from smartclient.domain.sales.orders import (
    Fulfilment,
    Order,
    OrderLine,
    OrderState,
    PlacedOrder,
)
from smartclient.domain.text.canonical import name_key

_LONGEST_CHAIN = 5
"""How many replacements or mergers are followed one after another; more are a mistake."""


class ContextSource(Protocol):
    """The data of a device, by which orders are priced and evaluated."""

    @property
    def currency(self) -> str:
        """The currency of every amount (ISO 4217)."""
        ...

    def identity(self) -> tuple[Login, str] | None:
        """The rep's login and head office's epoch, None before any contact."""
        ...

    def policies(self) -> Policies:
        """The policies, as head office last sent them."""
        ...

    def reference_as_of(self) -> datetime | None:
        """When all that orders are quoted from was last complete, None for never."""
        ...

    def customer(self, number: CustomerNumber) -> Customer | None:
        """A customer as the rep sees it, or None."""
        ...

    def products(self, skus: Sequence[Sku]) -> dict[Sku, Product]:
        """Those of the products that there are."""
        ...

    def renumbered(self, skus: Sequence[Sku]) -> dict[Sku, Sku]:
        """The current number of every product that once had one of ``skus``."""
        ...

    def prices(self, skus: Sequence[Sku]) -> dict[Sku, tuple[Price, ...]]:
        """Every price of the products, of any list and day."""
        ...

    def offers(self, skus: Sequence[Sku]) -> dict[Sku, tuple[Offer, ...]]:
        """Every offer for the products, of any audience and day."""
        ...

    def stock(self, skus: Sequence[Sku]) -> dict[Sku, Stock]:
        """What is on hand of the products; one that is not tracked is missing."""
        ...

    def ship_methods(self) -> Iterable[ShipMethod]:
        """The ways to ship."""
        ...

    def tax_rates(self) -> Iterable[TaxRate]:
        """Every tax rate."""
        ...

    def placed(self, order_id: OrderId) -> PlacedOrder | None:
        """An order as head office last confirmed it, when it has."""
        ...

    def open_total(self, customer: CustomerNumber, without: OrderId) -> Decimal:
        """What a customer's orders come to that use credit, one left out."""
        ...

    def unanswered_beside(self, order: Order) -> Iterable[tuple[Order, PlacedOrder | None]]:
        """The rep's other unanswered orders, each with what head office holds of it."""
        ...

    def active_orders(
        self, customers: Iterable[CustomerNumber], since: date, without: OrderId
    ) -> Iterable[tuple[str, Order]]:
        """The orders of customers that are still wanted, each with its number."""
        ...


def context_for_order(
    order: Order, source: ContextSource, *, today: date, now: datetime
) -> RuleContext:
    """The whole context of ``order``.

    A customer is in the partition when it is known here: a device is given no other.
    """
    customer, merged_from = _buyer(order.customer, source)
    products, renumbered = _products(order, source)
    skus = tuple(products)
    policies = source.policies()
    placed = source.placed(order.id)
    return RuleContext(
        today=today,
        now=now,
        currency=source.currency,
        customer=customer,
        checked_out=_held_by_another(customer, source, now),
        merged_from=merged_from,
        in_partition=customer is not None,
        products=products,
        renumbered=renumbered,
        prices=source.prices(skus),
        offers=source.offers(skus),
        stock=_free_stock(order, source.stock(skus), placed, source),
        tax_rates=_tax_rates(customer, source),
        ship_methods={method.name: method for method in source.ship_methods()},
        credit_used=_credit_used(order, customer, source),
        earlier_orders=_earlier_orders(order, customer, policies, source),
        reference_as_of=source.reference_as_of(),
        placed=None if placed is None else placed.order,
        policies=policies,
    )


def context_for_pricing(
    order: Order, customer: Customer, source: ContextSource, *, today: date, now: datetime
) -> RuleContext:
    """The part of the context that pricing reads, without what only the rules do.

    Saving an order prices it once more: its cost must not grow with what else is unsent.
    """
    buyer, merged_from = customer, None
    if customer.merged_into is not None:
        merged, merged_from = _buyer(customer.number, source)
        buyer = merged or customer
    products, renumbered = _products(order, source)
    skus = tuple(products)
    methods = source.ship_methods() if order.ship_via else ()
    placed = source.placed(order.id)
    return RuleContext(
        today=today,
        now=now,
        currency=source.currency,
        customer=buyer,
        merged_from=merged_from,
        products=products,
        renumbered=renumbered,
        prices=source.prices(skus),
        offers=source.offers(skus),
        tax_rates=_tax_rates(buyer, source),
        ship_methods={method.name: method for method in methods},
        reference_as_of=source.reference_as_of(),
        placed=None if placed is None else placed.order,
        policies=source.policies(),
    )


def _buyer(
    number: CustomerNumber, source: ContextSource
) -> tuple[Customer | None, CustomerNumber | None]:
    """The customer who buys, after mergers, and the one named when that is another."""
    customer = source.customer(number)
    for _ in range(_LONGEST_CHAIN):
        into = None if customer is None else customer.merged_into
        if into is None:
            break
        customer = source.customer(into) or customer
    if customer is None:
        return None, None
    return customer, None if customer.number == number else number


def _held_by_another(
    customer: Customer | None, source: ContextSource, now: datetime
) -> CheckOut | None:
    identity = source.identity()
    if customer is None or identity is None:
        return None
    login, epoch = identity
    held = customer.held(now=now, epoch=epoch)
    return None if held is None or held.holder == login else held


def _products(order: Order, source: ContextSource) -> tuple[dict[Sku, Product], dict[Sku, Sku]]:
    """The order's products with all that replace them, and the renumbered ones."""
    skus = tuple(dict.fromkeys(line.sku for line in order.lines))
    products = source.products(skus)
    renumbered = source.renumbered([sku for sku in skus if sku not in products])
    wanted = list(renumbered.values()) + _replacements(products)
    for _ in range(_LONGEST_CHAIN):
        missing = [sku for sku in wanted if sku not in products]
        if not missing:
            break
        found = source.products(missing)
        products |= found
        wanted = _replacements(found)
    return products, renumbered


def _replacements(products: Mapping[Sku, Product]) -> list[Sku]:
    return [product.replaced_by for product in products.values() if product.replaced_by]


def _free_stock(
    order: Order, stock: dict[Sku, Stock], placed: PlacedOrder | None, source: ContextSource
) -> dict[Sku, Stock]:
    """The stock on hand, with what ``order`` holds of it at head office.

    What the rep's other unanswered orders will need beyond what each holds is taken off.
    """
    if not stock:
        return stock
    free = {sku: known.on_hand for sku, known in stock.items()}
    for sku, count in _reserved(placed).items():
        if sku in free:
            free[sku] += count
    for other, held in source.unanswered_beside(order):
        for sku, count in _needed(other, _reserved(held)).items():
            if sku in free:
                free[sku] = max(0, free[sku] - count)
    return {sku: replace(known, on_hand=free[sku]) for sku, known in stock.items()}


def _reserved(placed: PlacedOrder | None) -> dict[Sku, int]:
    """How many of each product are taken from the stock for an order at head office.

    Where head office does not say, it is what was confirmed, without the lines of a back-ordered
    order of which a part may still be missing.
    """
    if placed is None or placed.state is not OrderState.CONFIRMED:
        return {}
    if placed.reserved is not None:
        return dict(placed.reserved)
    waits = placed.fulfilment is Fulfilment.BACK_ORDERED
    return _quantities(line for line in placed.order.lines if not (waits and line.back_order))


def _needed(order: Order, reserved: Mapping[Sku, int]) -> dict[Sku, int]:
    """How many of each product an order will take from the stock beyond what it holds."""
    return {
        sku: max(0, count - reserved.get(sku, 0)) for sku, count in _quantities(order.lines).items()
    }


def _quantities(lines: Iterable[OrderLine]) -> dict[Sku, int]:
    quantities: dict[Sku, int] = {}
    for line in lines:
        quantities[line.sku] = quantities.get(line.sku, 0) + line.quantity
    return quantities


def _tax_rates(customer: Customer | None, source: ContextSource) -> tuple[TaxRate, ...]:
    """The rates of the countries that a customer has addresses in."""
    if customer is None or not customer.addresses:
        return ()
    wanted = {name_key(address.country) for address in customer.addresses}
    return tuple(rate for rate in source.tax_rates() if name_key(rate.country) in wanted)


def _credit_used(order: Order, customer: Customer | None, source: ContextSource) -> Decimal:
    if customer is None:
        return ZERO
    return customer.balance + source.open_total(customer.number, order.id)


def _earlier_orders(
    order: Order, customer: Customer | None, policies: Policies, source: ContextSource
) -> tuple[EarlierOrder, ...]:
    numbers = {order.customer} if customer is None else {order.customer, customer.number}
    since = days_before(order.order_date, policies.duplicate_order_days)
    return tuple(
        EarlierOrder(
            id=earlier.id,
            number=number,
            order_date=earlier.order_date,
            quantities=tuple(sorted(_quantities(earlier.lines).items())),
        )
        for number, earlier in source.active_orders(sorted(numbers), since, order.id)
    )
