"""The data of a browser, as much of it as one order needs: the source of its context."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from smartclient.contract.feeds import FeedKind
from smartclient.contract.row_mappers import (
    address_of,
    customer_of,
    offer_of,
    price_of_row,
    product_of,
    ship_method_of,
    stock_of,
    tax_rate_of,
)
from smartclient.contract.versions import LINK_VERSION
from smartclient.domain.clock import ClockProof
from smartclient.domain.expiry import AgingData, expired_kinds, next_step
from smartclient.domain.freshness import Consequence
from smartclient.domain.ids import CustomerNumber, Login, OrderId, Sku
from smartclient.domain.money import ZERO
from smartclient.domain.rules.policies import Policies
from smartclient.domain.sales.catalog import Offer, Price, Product, ShipMethod, Stock, TaxRate
from smartclient.domain.sales.customers import Customer
from smartclient.domain.sales.orders import (
    ACTIVE_STATES,
    Fulfilment,
    Order,
    OrderState,
    PlacedOrder,
)
from smartclient.domain.text.canonical import name_key
from smartclient.quoting.preview import QuotedData
from smartclient.quoting.quoted_feeds import QUOTED_FROM
from smartclient.read_models.data_ages import CacheState, DataAge, data_ages
from smartclient.reconcile.policy import policies_from

Row = Sequence[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A browser of a rep, and when it is.

    ``now`` and ``today`` are by head office's clock as it was last learnt. ``code`` is the one that
    head office gave the device, ``id`` its own random identity. ``link_version`` is the one that
    head office speaks, as far as this program does. ``as_of`` says when each feed was last
    complete; one that never was is missing.
    """

    login: Login
    generation: str
    currency: str
    now: datetime
    today: date
    id: str
    code: str = ""
    link_version: int = LINK_VERSION
    clock_offset: int | None = None
    proof: ClockProof = ClockProof.UNPROVEN
    as_of: Mapping[str, datetime] = field(default_factory=dict)

    @property
    def reference_as_of(self) -> datetime | None:
        """When all that orders are quoted from was last complete, None for never."""
        known = [self.as_of[kind] for kind in QUOTED_FROM if kind in self.as_of]
        return min(known) if len(known) == len(QUOTED_FROM) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldOrder:
    """An order as the browser holds it: how the rep sees it, and how head office has it.

    ``number`` is head office's, "" where it gave none yet.
    """

    order: Order
    state: OrderState
    number: str = ""
    fulfilment: Fulfilment | None = None
    placed: PlacedOrder | None = None

    @property
    def name(self) -> str:
        """What a person calls it."""
        return self.number or self.order.provisional_number or self.order.id

    @property
    def versions(self) -> tuple[Order, ...]:
        """Those of its versions that were placed, the first first."""
        if self.state is OrderState.DRAFT:
            return ()
        return (self.order,) if self.placed is None else (self.placed.order, self.order)


class DeviceData:
    """The rows of feeds and the orders that matter to one order; it reads nothing else."""

    def __init__(
        self, device: Device, rows: Mapping[str, Iterable[Row]], orders: Iterable[HeldOrder] = ()
    ) -> None:
        """``rows`` are by the name of their feed; a feed that is missing has none."""
        self.device = device
        self._rows = rows
        self._orders = {held.order.id: held for held in orders}

    def _of(self, kind: FeedKind) -> Iterable[Row]:
        return self._rows.get(kind, ())

    @property
    def currency(self) -> str:
        """The currency of every amount (ISO 4217)."""
        return self.device.currency

    def identity(self) -> tuple[Login, str]:
        """The rep's login and head office's epoch."""
        return self.device.login, self.device.generation

    @cached_property
    def _policies(self) -> Policies:
        return policies_from({row[1]: row[2] for row in self._of(FeedKind.POLICIES)})

    def policies(self) -> Policies:
        """The policies, as head office last sent them."""
        return self._policies

    def reference_as_of(self) -> datetime | None:
        """When all that orders are quoted from was last complete, None for never."""
        return self.device.reference_as_of

    @cached_property
    def _addresses(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(self._of(FeedKind.ADDRESSES), key=lambda row: abs(row[0])):
            found[row[1]].append(row)
        return found

    @cached_property
    def _customers(self) -> dict[str, Row]:
        return {row[1]: row for row in self._of(FeedKind.CUSTOMERS)}

    def customer(self, number: CustomerNumber) -> Customer | None:
        """A customer as the rep sees it, or None."""
        row = self._customers.get(number)
        if row is None:
            return None
        return customer_of(row, map(address_of, self._addresses.get(number, ())))

    @cached_property
    def _products(self) -> dict[Sku, Product]:
        return {row[1]: product_of(row) for row in self._of(FeedKind.PRODUCTS)}

    def products(self, skus: Sequence[Sku]) -> dict[Sku, Product]:
        """Those of the products that there are."""
        return {sku: self._products[sku] for sku in skus if sku in self._products}

    def renumbered(self, skus: Sequence[Sku]) -> dict[Sku, Sku]:
        """The current number of every product that once had one of ``skus``."""
        rows = sorted(self._of(FeedKind.PRODUCTS), key=lambda row: row[0])
        former = {row[15]: row[1] for row in rows if row[15]}
        return {sku: former[sku] for sku in skus if sku in former}

    @cached_property
    def _prices(self) -> dict[Sku, tuple[Price, ...]]:
        found: dict[Sku, list[Price]] = defaultdict(list)
        for row in self._of(FeedKind.PRICES):
            found[row[1]].append(price_of_row(row))
        return {sku: tuple(prices) for sku, prices in found.items()}

    def prices(self, skus: Sequence[Sku]) -> dict[Sku, tuple[Price, ...]]:
        """Every price of the products, of any list and day."""
        return {sku: self._prices[sku] for sku in skus if sku in self._prices}

    @cached_property
    def _offers(self) -> dict[Sku, tuple[Offer, ...]]:
        known = {name_key(row[1] or ""): offer_of(row) for row in self._of(FeedKind.OFFERS)}
        found: dict[Sku, dict[str, Offer]] = defaultdict(dict)
        for _, code, sku in self._of(FeedKind.OFFER_PRODUCTS):
            offer = known.get(name_key(code or ""))
            if offer is not None:
                found[sku][offer.code] = offer
        return {sku: tuple(offers.values()) for sku, offers in found.items()}

    def offers(self, skus: Sequence[Sku]) -> dict[Sku, tuple[Offer, ...]]:
        """Every offer for the products, of any audience and day."""
        return {sku: self._offers[sku] for sku in skus if sku in self._offers}

    def stock(self, skus: Sequence[Sku]) -> dict[Sku, Stock]:
        """What is on hand of the products; one that is not tracked is missing."""
        known = {row[1]: stock_of(row) for row in self._of(FeedKind.STOCK)}
        return {sku: known[sku] for sku in skus if sku in known}

    def ship_methods(self) -> Iterator[ShipMethod]:
        """The ways to ship."""
        return map(ship_method_of, self._of(FeedKind.SHIP_METHODS))

    def tax_rates(self) -> Iterator[TaxRate]:
        """Every tax rate."""
        return map(tax_rate_of, self._of(FeedKind.TAX_RATES))

    def held(self, order_id: OrderId) -> HeldOrder | None:
        """An order as the browser holds it, None for one that was never saved."""
        return self._orders.get(order_id)

    def placed(self, order_id: OrderId) -> PlacedOrder | None:
        """An order as head office last confirmed it, when it has."""
        held = self.held(order_id)
        return None if held is None else held.placed

    def open_total(self, customer: CustomerNumber, without: OrderId) -> Decimal:
        """What a customer's orders come to that use credit, one left out."""
        return sum((held.order.totals.total for held in self._open(customer, without)), ZERO)

    def tentative_total(self, customer: CustomerNumber, without: OrderId) -> Decimal:
        """What of that head office has not confirmed."""
        tentative = (
            held.order.totals.total
            for held in self._open(customer, without)
            if held.state is OrderState.TENTATIVE
        )
        return sum(tentative, ZERO)

    def _open(self, customer: CustomerNumber, without: OrderId) -> Iterator[HeldOrder]:
        for held in self._orders.values():
            is_open = held.state in ACTIVE_STATES and held.fulfilment is not Fulfilment.INVOICED
            if is_open and held.order.customer == customer and held.order.id != without:
                yield held

    def unanswered_beside(self, order: Order) -> Iterator[tuple[Order, PlacedOrder | None]]:
        """The rep's other unanswered orders, each with what head office holds of it."""
        for held in self._orders.values():
            if held.state is OrderState.TENTATIVE and held.order.id != order.id:
                yield held.order, held.placed

    def active_orders(
        self, customers: Iterable[CustomerNumber], since: date, without: OrderId
    ) -> Iterator[tuple[str, Order]]:
        """The orders of customers that are still wanted, each with its number."""
        numbers = set(customers)
        for held in self._orders.values():
            order = held.order
            is_wanted = held.state in ACTIVE_STATES and order.order_date >= since
            if is_wanted and order.customer in numbers and order.id != without:
                yield held.number or order.provisional_number, order

    def quoted_data(self, order: Order, customer: Customer) -> QuotedData:
        """How old the data is that an order is quoted from."""
        held = self.held(order.id)
        is_sent = held is not None and held.placed is not None
        orders = self.ages((FeedKind.ORDERS,))
        removed = tuple(age for age in orders if age.consequence is Consequence.REMOVE)
        return QuotedData(
            cache=self._cache(QUOTED_FROM),
            expired=self.expired(QUOTED_FROM),
            of_placed=orders if is_sent else (),
            credit=() if customer.credit_limit is None else removed,
        )

    def ages(self, kinds: Sequence[FeedKind]) -> tuple[DataAge, ...]:
        """Those of ``kinds`` that are not used as they are now."""
        return data_ages(self._cache(kinds), kinds, self.device.now)

    def knows_credit(self) -> bool:
        """Whether all is here that a customer's credit is counted by."""
        kinds = (FeedKind.CUSTOMERS, FeedKind.ORDERS)
        return all(kind in self.device.as_of for kind in kinds) and not self.expired(kinds)

    def _cache(self, kinds: Iterable[FeedKind]) -> dict[str, CacheState]:
        policies, as_of = self.policies(), self.device.as_of
        return {
            str(kind): CacheState(rows=0, as_of=as_of.get(kind), policy=policies.for_kind(kind))
            for kind in kinds
        }

    def expired(self, kinds: Iterable[FeedKind]) -> frozenset[str]:
        """Those of ``kinds`` of which the rows leave the device now, by their own age."""
        return expired_kinds(self._aging(kinds), self.device.now)

    def next_step(self) -> datetime | None:
        """The first moment at which more follows from the age of any kind, None for never."""
        return next_step(self._aging(FeedKind), self.device.now)

    def _aging(self, kinds: Iterable[FeedKind]) -> dict[str, AgingData]:
        policies, as_of = self.policies(), self.device.as_of
        return {
            str(kind): AgingData(as_of=as_of.get(kind), policy=policies.for_kind(kind))
            for kind in kinds
        }
