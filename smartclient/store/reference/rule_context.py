"""The context of pricing and the rules, read from the store."""

# ruff: noqa: S608 (statements are put together from names of ours; values are parameters)

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Connection

from smartclient.contract.feeds import COLUMNS, FeedKind
from smartclient.contract.row_mappers import tax_rate_of
from smartclient.database.raw_sql import fetch_all, quoted
from smartclient.domain.ids import CustomerNumber, Login, OrderId, Sku
from smartclient.domain.rules.context import RuleContext
from smartclient.domain.rules.gathering import context_for_order, context_for_pricing
from smartclient.domain.rules.policies import Policies
from smartclient.domain.sales.catalog import Offer, Price, Product, ShipMethod, Stock, TaxRate
from smartclient.domain.sales.customers import Customer
from smartclient.domain.sales.orders import ACTIVE_STATES, Order, PlacedOrder
from smartclient.reconcile.policy import policies_from
from smartclient.store.database.json_codec import from_document
from smartclient.store.database.meta import MetaReader
from smartclient.store.feeds.feeds import FeedProgress
from smartclient.store.reference.catalog import Catalog
from smartclient.store.reference.credit import WANTED, open_orders
from smartclient.store.reference.customers import CustomerReader
from smartclient.store.reference.search import ids_json

_TAX_RATE = ", ".join(COLUMNS[FeedKind.TAX_RATES])


class RuleContextReader:
    """Reads from the store what an order is priced and evaluated by."""

    def __init__(self, connection: Connection) -> None:
        self._source = _Source(connection)

    def for_order(self, order: Order, *, today: date, now: datetime) -> RuleContext:
        """The whole context of ``order``."""
        return context_for_order(order, self._source, today=today, now=now)

    def for_pricing(
        self, order: Order, customer: Customer, *, today: date, now: datetime
    ) -> RuleContext:
        """The part of the context that pricing reads, without what only the rules do."""
        return context_for_pricing(order, customer, self._source, today=today, now=now)

    def policies(self) -> Policies:
        """The policies, as head office last sent them."""
        return self._source.policies()

    def policy_settings(self) -> Mapping[str, str]:
        """What head office has set, by key; what is missing is as delivered."""
        return self._source.policy_settings()


class _Source:
    """The store as the source of contexts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._catalog = Catalog(connection)
        self._customers = CustomerReader(connection)
        self._meta = MetaReader(connection)

    @property
    def currency(self) -> str:
        """The currency of every amount (ISO 4217)."""
        return self._meta.currency

    def identity(self) -> tuple[Login, str] | None:
        """The rep's login and head office's epoch, None before any contact."""
        identity = self._meta.identity()
        return None if identity is None else (identity.login, self._meta.generation)

    def policies(self) -> Policies:
        """The policies, as head office last sent them."""
        return policies_from(self.policy_settings())

    def policy_settings(self) -> Mapping[str, str]:
        """What head office has set, by key; what is missing is as delivered."""
        rows = self._connection.exec_driver_sql("SELECT key, setting FROM policies")
        return {key: setting for key, setting in rows}  # noqa: C416 (rows, not pairs)

    def reference_as_of(self) -> datetime | None:
        """When all that orders are quoted from was last complete, None for never."""
        return FeedProgress(self._connection).reference_as_of()

    def customer(self, number: CustomerNumber) -> Customer | None:
        """A customer as the rep sees it, or None."""
        record = self._customers.get(number)
        return None if record is None else record.customer

    def products(self, skus: Sequence[Sku]) -> dict[Sku, Product]:
        """Those of the products that there are."""
        return self._catalog.products(skus)

    def renumbered(self, skus: Sequence[Sku]) -> dict[Sku, Sku]:
        """The current number of every product that once had one of ``skus``."""
        return self._catalog.renumbered(skus)

    def prices(self, skus: Sequence[Sku]) -> dict[Sku, tuple[Price, ...]]:
        """Every price of the products, of any list and day."""
        return self._catalog.prices(skus)

    def offers(self, skus: Sequence[Sku]) -> dict[Sku, tuple[Offer, ...]]:
        """Every offer for the products, of any audience and day."""
        return self._catalog.offers(skus)

    def stock(self, skus: Sequence[Sku]) -> dict[Sku, Stock]:
        """What is on hand of the products; one that is not tracked is missing."""
        return self._catalog.stock(skus)

    def ship_methods(self) -> tuple[ShipMethod, ...]:
        """The ways to ship, by name."""
        return self._catalog.ship_methods()

    def tax_rates(self) -> Iterator[TaxRate]:
        """Every tax rate."""
        return map(tax_rate_of, fetch_all(self._connection, f"SELECT {_TAX_RATE} FROM tax_rates"))

    def placed(self, order_id: OrderId) -> PlacedOrder | None:
        """The order as head office last confirmed it, when it has."""
        document = self._connection.exec_driver_sql(
            "SELECT placed FROM orders WHERE order_id = ?", (order_id,)
        ).scalar_one_or_none()
        return _placed_in(document)

    def open_total(self, customer: CustomerNumber, without: OrderId) -> Decimal:
        """What a customer's orders come to that use credit, one left out."""
        return open_orders(self._connection, [customer], without=without)[customer]

    def unanswered_beside(self, order: Order) -> Iterator[tuple[Order, PlacedOrder | None]]:
        """The rep's other unanswered orders, each with what head office holds of it."""
        rows = self._connection.exec_driver_sql(
            "SELECT document, placed FROM orders WHERE state = 'tentative' "
            f"AND {WANTED} AND order_id <> ?",
            (order.id,),
        )
        for document, placed in rows:
            yield from_document(document, Order), _placed_in(placed)

    def active_orders(
        self, customers: Iterable[CustomerNumber], since: date, without: OrderId
    ) -> Iterator[tuple[str, Order]]:
        """The orders of customers that are still wanted, each with its number."""
        rows = self._connection.exec_driver_sql(
            "SELECT number, provisional_number, document FROM orders "
            "WHERE customer IN (SELECT value FROM json_each(?)) AND order_date >= ? "
            f"AND state IN ({quoted(ACTIVE_STATES)}) AND {WANTED} AND order_id <> ?",
            (ids_json(list(customers)), since.isoformat(), without),
        )
        for number, provisional, document in rows:
            yield number or provisional, from_document(document, Order)


def _placed_in(document: str | None) -> PlacedOrder | None:
    return None if document is None else from_document(document, PlacedOrder)
