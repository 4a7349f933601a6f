"""Orders in head office's tables, with their lines and what they took from the stock."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from smartclient.contract.messages import ascii_json
from smartclient.domain.errors import ContendedError
from smartclient.domain.ids import CustomerNumber, Login, OrderId, Sku
from smartclient.domain.orders import Fulfilment, OrderState, PlacedOrder
from smartclient.headoffice.tables import tables_for


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredOrder:
    """An order head office holds. ``from_stock`` is what each of its lines took, by line."""

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
    def on_its_way(self) -> bool:
        """Whether goods have left for it, so that it can't be changed any more."""
        return self.placed.fulfilment in {Fulfilment.SHIPPED, Fulfilment.INVOICED}

    def taken(self) -> dict[Sku, int]:
        """Return how many of each product it took from the stock."""
        taken: dict[Sku, int] = {}
        for line in self.placed.order.lines:
            count = self.from_stock.get(line.line, 0)
            if count:
                taken[line.sku] = taken.get(line.sku, 0) + count
        return taken


class Orders:
    """The orders, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        t = self._t = tables_for(connection.dialect.name)
        self._put_order = insert(t.orders)
        self._put_lines = insert(t.order_lines)
        stock = t.stock
        self._take = (
            update(stock)
            .where(stock.c.sku == bindparam("of"), stock.c.on_hand >= bindparam("taken"))
            .values(on_hand=stock.c.on_hand - bindparam("taken"))
        )
        self._give = (
            update(stock)
            .where(stock.c.sku == bindparam("of"))
            .values(on_hand=stock.c.on_hand + bindparam("given"))
        )

    def get(self, order_id: OrderId) -> StoredOrder | None:
        """Return one order."""
        o, lines = self._t.orders, self._t.order_lines
        row = self._connection.execute(
            select(o.c.document, o.c.rep, o.c.customer)
            .where(o.c.order_id == order_id)
            .with_hint(o, "WITH (UPDLOCK)", "mssql")
        ).first()
        if row is None:
            return None
        taken = self._connection.execute(
            select(lines.c.line, lines.c.from_stock).where(lines.c.order_id == order_id)
        )
        return StoredOrder(
            placed=msgspec.json.decode(row.document, type=PlacedOrder),
            rep=Login(row.rep),
            customer=CustomerNumber(row.customer),
            from_stock={line.line: line.from_stock for line in taken},
        )

    def get_placed(self, order_id: str) -> PlacedOrder | None:
        """Return one order as a laptop sees it, without what it took from the stock."""
        o = self._t.orders
        document = self._connection.scalar(select(o.c.document).where(o.c.order_id == order_id))
        return None if document is None else msgspec.json.decode(document, type=PlacedOrder)

    def add(self, placed: PlacedOrder, rep: Login, from_stock: Mapping[int, int]) -> None:
        """Insert an order and take its goods from the stock."""
        row = {
            "order_id": placed.order.id,
            "number": placed.number,
            "rep": rep,
            **_columns(placed),
        }
        self._connection.execute(self._put_order, [row])
        self._add_lines(placed, from_stock)

    def change(
        self, stored: StoredOrder, placed: PlacedOrder, from_stock: Mapping[int, int]
    ) -> None:
        """Make an order look like ``placed``: goods go back to the stock and are taken anew."""
        o, lines = self._t.orders, self._t.order_lines
        order_id = stored.placed.order.id
        self._give_back(stored)
        self._connection.execute(delete(lines).where(lines.c.order_id == order_id))
        self._connection.execute(
            update(o).where(o.c.order_id == order_id).values(**_columns(placed))
        )
        self._add_lines(placed, from_stock)

    def any_open(self, customer: CustomerNumber) -> bool:
        """Tell whether a customer has an order that is confirmed and not invoiced."""
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

    def _add_lines(self, placed: PlacedOrder, from_stock: Mapping[int, int]) -> None:
        order = placed.order
        rows = [
            {
                "order_id": order.id,
                "line": line.line,
                "sku": line.sku,
                "quantity": line.quantity,
                "unit_price": line.unit_price,
                "discount_percent": line.discount_percent,
                "amount": line.amount,
                "from_stock": from_stock.get(line.line, 0),
            }
            for line in order.lines
        ]
        if rows:
            self._connection.execute(self._put_lines, rows)
        taking = [
            {"of": line.sku, "taken": count}
            for line in order.lines
            if (count := from_stock.get(line.line, 0))
        ]
        if taking:
            taken = self._connection.execute(self._take, taking).rowcount
            if 0 <= taken < len(taking):
                # the stock was locked when it was judged; if not, nothing may be sold twice
                raise ContendedError(
                    "Something else is writing at the moment. It will be tried again."
                )

    def _give_back(self, stored: StoredOrder) -> None:
        giving = [{"of": sku, "given": count} for sku, count in stored.taken().items()]
        if giving:
            self._connection.execute(self._give, giving)


def _columns(placed: PlacedOrder) -> dict[str, Any]:
    order = placed.order
    return {
        "customer": order.customer,
        "state": placed.state.value,
        "fulfilment": None if placed.fulfilment is None else placed.fulfilment.value,
        "fulfilled_on": placed.fulfilled_on,
        "order_date": order.order_date,
        "total": order.totals.total,
        "document": ascii_json(placed),
    }
