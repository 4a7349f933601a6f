"""The context of pricing and the rules, read from the store."""

# ruff: noqa: S608 (statements are put together from names of ours; values are parameters)

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Connection

from smartclient.contract.feeds import COLUMNS, FeedKind
from smartclient.database.raw_sql import fetch_all, quoted
from smartclient.domain.check_out import CheckOut
from smartclient.domain.days import days_before
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.money import ZERO
from smartclient.domain.rules.context import EarlierOrder, RuleContext
from smartclient.domain.rules.policies import Policies
from smartclient.domain.sales.catalog import Product, Stock, TaxRate
from smartclient.domain.sales.customers import Customer
from smartclient.domain.sales.orders import (
    ACTIVE_STATES,
    Fulfilment,
    Order,
    OrderLine,
    OrderState,
    PlacedOrder,
)
from smartclient.domain.text.canonical import name_key
from smartclient.reconcile.policy import policies_from
from smartclient.store.database.json_codec import from_document
from smartclient.store.database.meta import MetaReader
from smartclient.store.feeds.feeds import FeedProgress
from smartclient.store.reference.catalog import Catalog
from smartclient.store.reference.credit import WANTED, open_orders
from smartclient.store.reference.customers import CustomerReader
from smartclient.store.reference.row_mappers import tax_rate_of
from smartclient.store.reference.search import ids_json

_LONGEST_CHAIN = 5
"""How many replacements or mergers are followed one after another; more are a mistake."""

_TAX_RATE = ", ".join(COLUMNS[FeedKind.TAX_RATES])


class RuleContextReader:
    """Reads from the store what an order is priced and evaluated by."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._catalog = Catalog(connection)
        self._customers = CustomerReader(connection)

    def for_order(self, order: Order, *, today: date, now: datetime) -> RuleContext:
        """The whole context of ``order``.

        A customer is in the partition when it is known here: a laptop is given no other.
        """
        customer, merged_from = self._customer(order.customer)
        products, renumbered = self._products(order)
        skus = tuple(products)
        policies = self.policies()
        placed = self._placed(order)
        return RuleContext(
            today=today,
            now=now,
            currency=MetaReader(self._connection).currency,
            customer=customer,
            checked_out=self._held_by_another(customer, now),
            merged_from=merged_from,
            in_partition=customer is not None,
            products=products,
            renumbered=renumbered,
            prices=self._catalog.prices(skus),
            offers=self._catalog.offers(skus),
            stock=self._free_stock(order, skus, placed),
            tax_rates=self._tax_rates(customer),
            ship_methods={method.name: method for method in self._catalog.ship_methods()},
            credit_used=self._credit_used(order, customer),
            earlier_orders=self._earlier_orders(order, customer, policies),
            reference_as_of=FeedProgress(self._connection).reference_as_of(),
            placed=None if placed is None else placed.order,
            policies=policies,
        )

    def for_pricing(
        self, order: Order, customer: Customer, *, today: date, now: datetime
    ) -> RuleContext:
        """The part of the context that pricing reads, without what only the rules do.

        Saving an order prices it once more: its cost must not grow with what else is unsent.
        """
        buyer, merged_from = customer, None
        if customer.merged_into is not None:
            merged, merged_from = self._customer(customer.number)
            buyer = merged or customer
        products, renumbered = self._products(order)
        skus = tuple(products)
        methods = self._catalog.ship_methods() if order.ship_via else ()
        placed = self._placed(order)
        return RuleContext(
            today=today,
            now=now,
            currency=MetaReader(self._connection).currency,
            customer=buyer,
            merged_from=merged_from,
            products=products,
            renumbered=renumbered,
            prices=self._catalog.prices(skus),
            offers=self._catalog.offers(skus),
            tax_rates=self._tax_rates(buyer) if buyer.addresses else (),
            ship_methods={method.name: method for method in methods},
            reference_as_of=FeedProgress(self._connection).reference_as_of(),
            placed=None if placed is None else placed.order,
            policies=self.policies(),
        )

    def _held_by_another(self, customer: Customer | None, now: datetime) -> CheckOut | None:
        meta = MetaReader(self._connection)
        identity = meta.identity()
        if customer is None or identity is None:
            return None
        held = customer.held(now=now, epoch=meta.generation)
        return None if held is None or held.holder == identity.login else held

    def policies(self) -> Policies:
        """The policies, as head office last sent them."""
        return policies_from(self.policy_settings())

    def policy_settings(self) -> Mapping[str, str]:
        """What head office has set, by key; what is missing is as delivered."""
        rows = self._connection.exec_driver_sql("SELECT key, setting FROM policies")
        return {key: setting for key, setting in rows}  # noqa: C416 (rows, not pairs)

    def _customer(self, number: CustomerNumber) -> tuple[Customer | None, CustomerNumber | None]:
        """The customer who buys, after mergers, and the one named when that is another."""
        record = self._customers.get(number)
        for _ in range(_LONGEST_CHAIN):
            into = None if record is None else record.customer.merged_into
            if into is None:
                break
            record = self._customers.get(into) or record
        if record is None:
            return None, None
        customer = record.customer
        return customer, None if customer.number == number else number

    def _products(self, order: Order) -> tuple[dict[Sku, Product], dict[Sku, Sku]]:
        """The order's products with all that replace them, and the renumbered ones."""
        skus = tuple(dict.fromkeys(line.sku for line in order.lines))
        products = self._catalog.products(skus)
        renumbered = self._catalog.renumbered([sku for sku in skus if sku not in products])
        wanted = list(renumbered.values()) + _replacements(products)
        for _ in range(_LONGEST_CHAIN):
            missing = [sku for sku in wanted if sku not in products]
            if not missing:
                break
            found = self._catalog.products(missing)
            products |= found
            wanted = _replacements(found)
        return products, renumbered

    def _free_stock(
        self, order: Order, skus: Sequence[Sku], placed: PlacedOrder | None
    ) -> dict[Sku, Stock]:
        """The stock on hand, with what ``order`` holds of it at head office.

        What the rep's other unanswered orders will need beyond what each holds is taken off.
        """
        stock = self._catalog.stock(skus)
        if not stock:
            return stock
        free = {sku: known.on_hand for sku, known in stock.items()}
        for sku, count in _reserved(placed).items():
            if sku in free:
                free[sku] += count
        for other, held in self._unanswered_beside(order):
            for sku, count in _needed(other, _reserved(held)).items():
                if sku in free:
                    free[sku] = max(0, free[sku] - count)
        return {sku: replace(known, on_hand=free[sku]) for sku, known in stock.items()}

    def _unanswered_beside(self, order: Order) -> Iterator[tuple[Order, PlacedOrder | None]]:
        """The rep's other unanswered orders, each with what head office holds of it."""
        rows = self._connection.exec_driver_sql(
            "SELECT document, placed FROM orders WHERE state = 'tentative' "
            f"AND {WANTED} AND order_id <> ?",
            (order.id,),
        )
        for document, placed in rows:
            yield from_document(document, Order), _placed_in(placed)

    def _tax_rates(self, customer: Customer | None) -> tuple[TaxRate, ...]:
        if customer is None:
            return ()
        wanted = {name_key(address.country) for address in customer.addresses}
        # compared here: SQLite has no comparison without case beyond ASCII
        rows = fetch_all(self._connection, f"SELECT {_TAX_RATE} FROM tax_rates")
        return tuple(tax_rate_of(row) for row in rows if name_key(row[1] or "") in wanted)

    def _credit_used(self, order: Order, customer: Customer | None) -> Decimal:
        if customer is None:
            return ZERO
        used = open_orders(self._connection, [customer.number], without=order.id)
        return customer.balance + used[customer.number]

    def _earlier_orders(
        self, order: Order, customer: Customer | None, policies: Policies
    ) -> tuple[EarlierOrder, ...]:
        numbers = {order.customer} if customer is None else {order.customer, customer.number}
        since = days_before(order.order_date, policies.duplicate_order_days)
        rows = self._connection.exec_driver_sql(
            "SELECT number, provisional_number, document FROM orders "
            "WHERE customer IN (SELECT value FROM json_each(?)) AND order_date >= ? "
            f"AND state IN ({quoted(ACTIVE_STATES)}) AND {WANTED} AND order_id <> ?",
            (ids_json(sorted(numbers)), since.isoformat(), order.id),
        )
        return tuple(
            _earlier(number or provisional, from_document(document, Order))
            for number, provisional, document in rows
        )

    def _placed(self, order: Order) -> PlacedOrder | None:
        """The order as head office last confirmed it, when it has."""
        document = self._connection.exec_driver_sql(
            "SELECT placed FROM orders WHERE order_id = ?", (order.id,)
        ).scalar_one_or_none()
        return _placed_in(document)


def _placed_in(document: str | None) -> PlacedOrder | None:
    return None if document is None else from_document(document, PlacedOrder)


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


def _replacements(products: Mapping[Sku, Product]) -> list[Sku]:
    return [product.replaced_by for product in products.values() if product.replaced_by]


def _earlier(number: str, order: Order) -> EarlierOrder:
    return EarlierOrder(
        id=order.id,
        number=number,
        order_date=order.order_date,
        quantities=tuple(sorted(_quantities(order.lines).items())),
    )
