"""The context of the rules for an order, loaded for many requests at once."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Connection, or_, select

from smartclient.contract.stored_values import stored_number
from smartclient.database.sums import sum_of
from smartclient.database.value_list import in_list
from smartclient.domain.check_out import CheckOut
from smartclient.domain.days import days_before
from smartclient.domain.ids import CustomerNumber, Login, OrderId, Sku
from smartclient.domain.rules.context import BelievedDays, EarlierOrder, RuleContext
from smartclient.domain.rules.policies import Policies
from smartclient.domain.sales.catalog import Stock
from smartclient.domain.sales.customers import Customer
from smartclient.domain.sales.orders import Fulfilment, Order, OrderState, PlacedOrder
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.locking import lock_listed
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.sales.check_outs import check_out_time
from smartclient.headoffice.sales.customers import CustomerTable
from smartclient.headoffice.sales.orders import OfficeOrder
from smartclient.headoffice.sales.policies import current_policies
from smartclient.headoffice.sales.reference_cache import ReferenceCache, in_chunks

_OPEN = OrderState.CONFIRMED.value
_NOTHING = Decimal(0)


class RuleContextBuilder:
    """Loads contexts, and keeps them current while one worker's transaction changes the tables.

    Customers are read first and products after, always sorted: whoever else locks the same rows
    locks them in the same order. ``saved_under`` is the number of the check-out under which the
    request at hand was saved, "" for none.
    """

    def __init__(
        self,
        connection: Connection,
        reference: ReferenceCache,
        *,
        now: datetime,
        today: date,
        before_reading: Callable[[], None],
    ) -> None:
        """``before_reading`` writes what is not written yet of orders and stock."""
        self._connection = connection
        self._t = tables_for(connection.dialect.name)
        self._reference = reference
        self._now = now
        self._today = today
        self._before_reading = before_reading
        self.saved_under = ""
        self.forget()

    def forget(self) -> None:
        """Reload everything: what was done since was rolled back."""
        self._stock: dict[Sku, Stock] = {}
        self._stock_asked: set[Sku] = set()
        self._customers: dict[CustomerNumber, Customer | None] = {}
        self._open_totals: dict[CustomerNumber, Decimal] = {}
        self._earlier: dict[CustomerNumber, dict[int, list[EarlierOrder]]] = {}
        self._earlier_from: dict[CustomerNumber, date] = {}
        self._policies: Policies | None = None
        self._currency = ""

    def forget_policies(self) -> None:
        """Reload the policies: one was changed."""
        self._policies = None

    def forget_customer(self, number: CustomerNumber) -> None:
        """Reload a customer and the customer's orders: something about them was changed."""
        for known in (self._customers, self._open_totals, self._earlier, self._earlier_from):
            known.pop(number, None)

    def policies(self) -> Policies:
        """Who resolves what."""
        if self._policies is None:
            self._policies = current_policies(self._connection)
        return self._policies

    def currency(self) -> str:
        """The currency of every amount."""
        if not self._currency:
            self._currency = schema.currency(self._connection)
        return self._currency

    def customer(self, number: CustomerNumber) -> Customer | None:
        """A customer by number, as it is, merged or not."""
        self._load_customers([number])
        return self._customers[number]

    def customer_after_merging(self, number: CustomerNumber) -> Customer | None:
        """The customer that ``number`` stands for now, after any mergers."""
        seen: set[CustomerNumber] = set()
        while True:
            customer = self.customer(number)
            seen.add(number)
            if customer is None or customer.merged_into is None or customer.merged_into in seen:
                return customer
            number = customer.merged_into

    def held_by_another(self, customer: Customer | None, sender: Login) -> CheckOut | None:
        """The check-out by which another than ``sender`` holds a customer, None for none.

        Also the sender's own, where the request at hand was saved under an earlier one and another
        rep held the customer in between: the device that sends it knew nothing of that.
        """
        if customer is None or not customer.check_out:
            return None
        epoch = schema.info(self._connection, "generation")
        now = check_out_time(self._connection, self._now)
        held = customer.held(now=now, epoch=epoch)
        is_own = held is not None and held.holder == sender and held.covers(self.saved_under)
        return None if is_own else held

    def prepare(self, orders: Iterable[Order]) -> None:
        """Load at once what evaluating these orders will need."""
        wanted = list(orders)
        customers = sorted({order.customer for order in wanted})
        self._load_customers(customers)
        known = [number for number in customers if self._customers.get(number) is not None]
        if known:
            self._load_open_totals(known)
            self._load_earlier(known, min(order.order_date for order in wanted))
        self._load_products({line.sku for order in wanted for line in order.lines})

    def for_order(
        self,
        order: Order,
        *,
        sender: Login,
        stored: OfficeOrder | None = None,
        reference_as_of: datetime | None = None,
        refreshed: bool = False,
        received_at: datetime | None = None,
        received_on: date | None = None,
        days: BelievedDays | None = None,
    ) -> RuleContext:
        """The context to evaluate ``order`` in; ``stored`` is its earlier version, if any."""
        customer = self.customer_after_merging(order.customer)
        if customer is not None and sender not in customer.reps:
            # no rule sees another rep's customer, so no answer can reveal it
            customer = None
        self._load_products({line.sku for line in order.lines})
        reference = self._reference
        return RuleContext(
            today=self._today,
            now=self._now,
            currency=self.currency(),
            customer=customer,
            checked_out=self.held_by_another(customer, sender),
            merged_from=_merged_from(order, customer),
            in_partition=customer is not None,
            products=reference.products,
            renumbered=reference.renumbered,
            prices=reference.prices,
            offers=reference.offers,
            stock=self._stock if stored is None else self._stock_without(stored),
            tax_rates=()
            if customer is None
            else reference.tax_rates(
                self._connection, ((a.country, a.state) for a in customer.addresses)
            ),
            ship_methods=reference.ship_methods(self._connection),
            credit_used=_NOTHING if customer is None else self._credit_used(customer, stored),
            earlier_orders=() if customer is None else self._earlier_like(order, customer),
            reference_as_of=reference_as_of,
            refreshed=refreshed,
            placed=None if stored is None else stored.placed.order,
            received_at=received_at,
            received_on=received_on,
            days=days,
            policies=self.policies(),
        )

    def note_placed(self, placed: PlacedOrder, taken: dict[Sku, int]) -> None:
        """Count a new order into what is known: stock, credit, earlier orders."""
        number = placed.order.customer
        for sku, count in taken.items():
            self._stock[sku] = Stock(sku=sku, on_hand=self._stock[sku].on_hand - count)
        if number in self._open_totals:
            self._open_totals[number] += placed.order.totals.total
        if number in self._earlier:
            self._remember(number, _as_earlier_order(placed))

    def note_changed(self, stored: OfficeOrder, customer: CustomerNumber, skus: set[Sku]) -> None:
        """Reload what a changed order was counted into."""
        self.forget_customer(stored.customer)
        self.forget_customer(customer)
        for sku in skus | set(stored.taken()):
            self._stock.pop(sku, None)
            self._stock_asked.discard(sku)

    def _load_products(self, skus: set[Sku]) -> None:
        """Look up products, and the stock of each and of what may replace it."""
        if skus <= self._stock_asked:
            return
        self._reference.load(self._connection, skus)
        wanted = self._reference.current(skus) - self._stock_asked
        self._stock_asked |= wanted | skus
        self._before_reading()
        t = self._t.stock
        for chunk in in_chunks(wanted):
            rows = self._connection.execute(
                lock_listed(select(t.c.sku, t.c.on_hand), t.c.sku, chunk)
            )
            for row in rows:
                self._stock[row.sku] = Stock(sku=row.sku, on_hand=stored_number(row.on_hand, 0))

    def _load_customers(self, numbers: Iterable[CustomerNumber]) -> None:
        wanted = [number for number in numbers if number not in self._customers]
        if wanted:
            found = CustomerTable(self._connection).get_many(wanted)
            self._customers.update({number: found.get(number) for number in wanted})

    def _load_open_totals(self, numbers: Iterable[CustomerNumber]) -> None:
        wanted = [number for number in numbers if number not in self._open_totals]
        if not wanted:
            return
        self._before_reading()
        o = self._t.orders
        rows = self._connection.execute(
            select(o.c.customer, sum_of(o.c.total).label("open_total"))
            .where(
                in_list(o.c.customer, wanted),
                o.c.state == _OPEN,
                or_(o.c.fulfilment.is_(None), o.c.fulfilment != Fulfilment.INVOICED.value),
            )
            .group_by(o.c.customer)
        )
        self._open_totals.update(dict.fromkeys(wanted, _NOTHING))
        self._open_totals.update({row.customer: row.open_total for row in rows})

    def _credit_used(self, customer: Customer, stored: OfficeOrder | None) -> Decimal:
        self._load_open_totals([customer.number])
        used = customer.balance + self._open_totals[customer.number]
        if stored is not None and stored.open and stored.customer == customer.number:
            used -= stored.placed.order.totals.total
        return used

    def _stock_without(self, stored: OfficeOrder) -> dict[Sku, Stock]:
        """The stock as if ``stored`` had taken nothing: it may keep what it has."""
        self._load_products(set(stored.taken()))
        free = dict(self._stock)
        for sku, count in stored.taken().items():
            if sku in free:
                free[sku] = Stock(sku=sku, on_hand=free[sku].on_hand + count)
        return free

    def _load_earlier(self, numbers: Iterable[CustomerNumber], since: date) -> None:
        # an order whose date isn't believed is evaluated on today
        since = days_before(min(since, self._today), self.policies().duplicate_order_days)
        wanted = [n for n in numbers if self._earlier_from.get(n, date.max) > since]
        if not wanted:
            return
        self._before_reading()
        o, lines = self._t.orders, self._t.order_lines
        rows = self._connection.execute(
            select(
                *(o.c.order_id, o.c.number, o.c.customer, o.c.order_date),
                *(lines.c.sku, lines.c.quantity),
            )
            .join(lines, lines.c.order_id == o.c.order_id)
            .where(in_list(o.c.customer, wanted), o.c.order_date >= since, o.c.state == _OPEN)
            .order_by(o.c.id, lines.c.line)
        )
        found: dict[str, tuple[CustomerNumber, EarlierOrder]] = {}
        for row in rows:
            number, earlier = found.get(row.order_id) or (
                CustomerNumber(row.customer),
                EarlierOrder(
                    id=OrderId(row.order_id),
                    number=row.number,
                    order_date=row.order_date or date.min,
                    quantities=(),
                ),
            )
            quantities = (*earlier.quantities, (Sku(row.sku), row.quantity))
            found[row.order_id] = (number, replace(earlier, quantities=quantities))
        for number in wanted:
            self._earlier[number] = {}
            self._earlier_from[number] = since
        for number, earlier in found.values():
            self._remember(number, earlier)

    def _remember(self, number: CustomerNumber, earlier: EarlierOrder) -> None:
        """Index an earlier order by its sum of quantities: duplicates have the same."""
        self._earlier[number].setdefault(_size(earlier), []).append(earlier)

    def _earlier_like(self, order: Order, customer: Customer) -> tuple[EarlierOrder, ...]:
        self._load_earlier([customer.number], order.order_date)
        size = sum(line.quantity for line in order.lines)
        return tuple(
            earlier
            for earlier in self._earlier[customer.number].get(size, ())
            if earlier.id != order.id
        )


def _merged_from(order: Order, customer: Customer | None) -> CustomerNumber | None:
    return None if customer is None or customer.number == order.customer else order.customer


def _size(earlier: EarlierOrder) -> int:
    return sum(quantity for _, quantity in earlier.quantities)


def _as_earlier_order(placed: PlacedOrder) -> EarlierOrder:
    order = placed.order
    return EarlierOrder(
        id=order.id,
        number=placed.number,
        order_date=order.order_date,
        quantities=tuple((line.sku, line.quantity) for line in order.lines),
    )
