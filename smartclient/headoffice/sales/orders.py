"""Orders in head office's tables, with their lines and what they took from the stock."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, or_, select, update

from smartclient.contract.documents import document_from_json, document_json
from smartclient.database.value_list import in_list
from smartclient.domain.devices import says_device
from smartclient.domain.errors import ContendedError
from smartclient.domain.ids import CustomerNumber, Login, OrderId, Sku
from smartclient.domain.sales.given_numbers import Numbered, is_final
from smartclient.domain.sales.orders import GOODS_LEFT, Fulfilment, Order, OrderState, PlacedOrder
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.locking import for_update, lock_listed
from smartclient.headoffice.database.tables import tables_for

_NAME_KEYS = ("rep", "provisional_number")

_WRITTEN_MEANWHILE = "Something else is writing at the moment."


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeOrder:
    """An order at head office. ``from_stock`` is what each of its lines took, by line."""

    placed: PlacedOrder
    rep: Login
    customer: CustomerNumber
    from_stock: Mapping[int, int]

    @property
    def open(self) -> bool:
        """Whether the customer's credit is used by it: confirmed and not invoiced yet."""
        return (
            self.placed.state is OrderState.CONFIRMED
            and self.placed.fulfilment is not Fulfilment.INVOICED
        )

    @property
    def is_dispatched(self) -> bool:
        """Whether goods have left for it, so that it can't be changed any more."""
        return self.placed.fulfilment in GOODS_LEFT

    def taken(self) -> dict[Sku, int]:
        """How many of each product it took from the stock."""
        return taken_by_sku(self.placed.order, self.from_stock)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unwritten:
    """A new order that is not in the tables yet."""

    placed: PlacedOrder
    rep: Login
    from_stock: Mapping[int, int]
    has_own_number: bool


class OrderTable:
    """The orders, on one connection.

    New ones are written many at a time, at the latest before anything reads the tables they go
    to, or at the end. ``mark`` and ``roll_back`` follow a savepoint.
    """

    def __init__(
        self, connection: Connection, *, act_as: Callable[[Login | None], Login | None]
    ) -> None:
        """``act_as`` sets under whose name what follows is logged, and returns the name so far."""
        self._connection = connection
        self._act_as = act_as
        self._absent: set[OrderId] = set()
        self._free_numbers: set[str] = set()
        self._unwritten: list[_Unwritten] = []
        self._written: list[_Unwritten] = []
        t = self._t = tables_for(connection.dialect.name)
        stock = t.stock
        self._give = (
            update(stock)
            .where(stock.c.sku == bindparam("of"))
            .values(on_hand=stock.c.on_hand + bindparam("given"))
        )

    def mark(self) -> int:
        """Where a savepoint begins, for ``roll_back``."""
        self._written.clear()
        return len(self._unwritten)

    def roll_back(self, mark: int) -> None:
        """Forget what was added since ``mark``; what was written since must be written again."""
        self._unwritten = [*self._written, *self._unwritten][:mark]
        self._written.clear()
        self._absent.clear()
        self._free_numbers.clear()

    def write(self) -> None:
        """Write the new orders, and take their goods from the stock."""
        new, self._unwritten = self._unwritten, []
        if not new:
            return
        self._written.extend(new)
        rows = backend_of(self._connection).rows
        rows.insert(self._connection, self._t.orders, [_row(order) for order in new])
        named = [_name_row(order) for order in new if order.has_own_number]
        if named:
            self._require_numbers_free(named)
            # an order that comes again after a restore has had its number before
            rows.upsert(self._connection, self._t.provisional_numbers, keys=_NAME_KEYS, rows=named)
        lines = [row for order in new for row in _line_rows(order.placed, order.from_stock)]
        rows.insert(self._connection, self._t.order_lines, lines)
        taking: dict[Login, dict[Sku, int]] = {}
        for order in new:
            counts = taking.setdefault(order.rep, {})
            for sku, count in taken_by_sku(order.placed.order, order.from_stock).items():
                counts[sku] = counts.get(sku, 0) + count
        actor = self._act_as(None)
        for rep, counts in taking.items():
            self._act_as(rep)
            self._take_from_stock(counts)
        self._act_as(actor)

    def _require_numbers_free(self, named: Sequence[Mapping[str, Any]]) -> None:
        """Check that no other worker placed another order of one of these numbers meanwhile.

        Raises ContendedError: tried again, the order finds the other.
        """
        t = self._t.provisional_numbers
        by_rep: dict[Login, dict[str, OrderId]] = {}
        for row in named:
            by_rep.setdefault(row["rep"], {})[row["provisional_number"]] = row["order_id"]
        for rep, wanted in by_rep.items():
            given = lock_listed(select(t), t.c.provisional_number, wanted).where(t.c.rep == rep)
            for found in self._connection.execute(given).all():
                if wanted.get(found.provisional_number, found.order_id) != found.order_id:
                    raise ContendedError(_WRITTEN_MEANWHILE)

    def prepare(self, orders: Collection[Order]) -> None:
        """Load at once which of these orders are not there, and which numbers are free."""
        order_ids = [order.id for order in orders]
        numbers = {order.provisional_number for order in orders}
        names = self._t.provisional_numbers.c.provisional_number
        given = set(self._connection.scalars(select(names).where(in_list(names, numbers))))
        self._free_numbers = numbers - given
        o = self._t.orders
        found = self._connection.scalars(
            select(o.c.order_id).where(in_list(o.c.order_id, order_ids))
        )
        self._absent = {OrderId(order_id) for order_id in order_ids}.difference(map(OrderId, found))

    def get(self, order_id: OrderId) -> OfficeOrder | None:
        """One order."""
        if order_id in self._absent:
            return None
        self.write()
        o, lines = self._t.orders, self._t.order_lines
        row = self._connection.execute(
            for_update(
                select(o.c.document, o.c.rep, o.c.customer).where(o.c.order_id == order_id), o
            )
        ).first()
        if row is None:
            return None
        taken = self._connection.execute(
            select(lines.c.line, lines.c.from_stock).where(lines.c.order_id == order_id)
        )
        return OfficeOrder(
            placed=document_from_json(row.document, PlacedOrder),
            rep=Login(row.rep),
            customer=CustomerNumber(row.customer),
            from_stock={line.line: line.from_stock for line in taken},
        )

    def get_placed(self, order_id: str) -> PlacedOrder | None:
        """One order as a laptop sees it, without what it took from the stock."""
        self.write()
        o = self._t.orders
        document = self._connection.scalar(select(o.c.document).where(o.c.order_id == order_id))
        return None if document is None else document_from_json(document, PlacedOrder)

    def add(self, placed: PlacedOrder, rep: Login, from_stock: Mapping[int, int]) -> None:
        """Insert an order and take its goods from the stock, at the next ``write``."""
        number = placed.order.provisional_number
        # first, because reading may write what is not written yet
        has_own_number = _is_of_device(number) and not self.number_of_other(placed.order, rep)
        self._unwritten.append(
            _Unwritten(placed=placed, rep=rep, from_stock=from_stock, has_own_number=has_own_number)
        )
        self._free_numbers.discard(number)
        self._absent.discard(placed.order.id)

    def number_of_other(self, order: Order, rep: Login) -> str:
        """The number of another order that had this provisional one first, "" for none."""
        wanted = order.provisional_number
        if not _is_of_device(wanted) or wanted in self._free_numbers:
            return ""
        self.write()
        o, names = self._t.orders, self._t.provisional_numbers
        found = self._connection.scalar(
            select(o.c.number)
            .join(names, names.c.order_id == o.c.order_id)
            .where(
                names.c.rep == rep,
                names.c.provisional_number == wanted,
                names.c.order_id != order.id,
            )
        )
        return found or ""

    def change(
        self, stored: OfficeOrder, placed: PlacedOrder, from_stock: Mapping[int, int]
    ) -> None:
        """Change an order to ``placed``: goods go back to the stock and are reserved again."""
        self.write()
        o, lines = self._t.orders, self._t.order_lines
        order_id = stored.placed.order.id
        self._return_to_stock(stored)
        self._connection.execute(delete(lines).where(lines.c.order_id == order_id))
        self._connection.execute(
            update(o).where(o.c.order_id == order_id).values(**_columns(placed))
        )
        rows = _line_rows(placed, from_stock)
        if rows:
            backend_of(self._connection).rows.insert(self._connection, lines, rows)
        self._take_from_stock(taken_by_sku(placed.order, from_stock))

    def any_open(self, customer: CustomerNumber) -> bool:
        """Whether a customer has an order that is confirmed and not invoiced."""
        self.write()
        o = self._t.orders
        found = self._connection.scalar(
            select(o.c.id)
            .where(
                o.c.customer == customer,
                o.c.state == OrderState.CONFIRMED.value,
                or_(o.c.fulfilment.is_(None), o.c.fulfilment != Fulfilment.INVOICED.value),
            )
            .limit(1)
        )
        return found is not None

    def _take_from_stock(self, counts: Mapping[Sku, int]) -> None:
        if not counts:
            return
        taken = backend_of(self._connection).rows.reserve_stock(self._connection, counts)
        if taken != len(counts):
            # the stock was locked when the order was evaluated; if not, nothing may be sold twice
            raise ContendedError(_WRITTEN_MEANWHILE)

    def _return_to_stock(self, stored: OfficeOrder) -> None:
        giving = [{"of": sku, "given": count} for sku, count in stored.taken().items()]
        if giving:
            self._connection.execute(self._give, giving)


def _is_of_device(number: str) -> bool:
    """Whether only one device gives this number."""
    return says_device(number) or is_final(Numbered.ORDERS, number)


def taken_by_sku(order: Order, from_stock: Mapping[int, int]) -> dict[Sku, int]:
    """How many of each product ``from_stock``, which is by line, takes from the stock."""
    taken: dict[Sku, int] = {}
    for line in order.lines:
        count = from_stock.get(line.line, 0)
        if count:
            taken[line.sku] = taken.get(line.sku, 0) + count
    return taken


def _row(new: _Unwritten) -> dict[str, Any]:
    order_id, number = new.placed.order.id, new.placed.number
    return {"order_id": order_id, "number": number, "rep": new.rep, **_columns(new.placed)}


def _name_row(new: _Unwritten) -> dict[str, Any]:
    order = new.placed.order
    return {
        "rep": new.rep,
        "provisional_number": order.provisional_number,
        "order_id": order.id,
    }


def _line_rows(placed: PlacedOrder, from_stock: Mapping[int, int]) -> list[dict[str, Any]]:
    return [
        {
            "order_id": placed.order.id,
            "line": line.line,
            "sku": line.sku,
            "quantity": line.quantity,
            "unit_price": line.unit_price,
            "discount_percent": line.discount_percent,
            "amount": line.amount,
            "from_stock": from_stock.get(line.line, 0),
        }
        for line in placed.order.lines
    ]


def _columns(placed: PlacedOrder) -> dict[str, Any]:
    order = placed.order
    return {
        "customer": order.customer,
        "state": placed.state.value,
        "fulfilment": None if placed.fulfilment is None else placed.fulfilment.value,
        "fulfilled_on": placed.fulfilled_on,
        "order_date": order.order_date,
        "total": order.totals.total,
        "document": document_json(placed),
    }
