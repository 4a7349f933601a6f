"""Orders: the history in orders.csv and order_lines.csv, as orders at head office."""

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, cast
from uuid import UUID, uuid5

from sqlalchemy import Connection, insert, select

from smartclient.contract.encoding import ascii_json
from smartclient.domain.ids import CustomerNumber, OrderId, Sku
from smartclient.domain.money import exact_text, rounded
from smartclient.domain.sales.orders import (
    Fulfilment,
    Order,
    OrderLine,
    OrderState,
    PlacedOrder,
    Totals,
)
from smartclient.domain.sales.pricing import line_amount
from smartclient.headoffice.database.tables import Tables
from smartclient.headoffice.importers.content import FileContent, ImportRow, Key, comparable
from smartclient.headoffice.importers.portions import NewOrder, OrderAdvance, unit_named
from smartclient.headoffice.importers.values import Value
from smartclient.headoffice.sales.fulfilment import is_further

_NUMBERS = UUID("6f0d5c1e-6f55-4a0f-8a63-3f6f6d1f4b52")


def order_id_for(number: str) -> OrderId:
    """The id of the imported order ``number``: the same whenever it is imported."""
    return OrderId(str(uuid5(_NUMBERS, number)))


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdersPlan:
    """What an import changes in the order history: orders to add, and those that advanced."""

    new: tuple[NewOrder, ...]
    advanced: tuple[OrderAdvance, ...]
    lines: int
    unchanged: int
    unchanged_lines: int

    def only(self, units: Container[str]) -> "OrdersPlan":
        """The plan without the orders that are not among these units."""
        new = tuple(order for order in self.new if order.unit in units)
        advanced = tuple(order for order in self.advanced if order.unit in units)
        lines = sum(len(order.placed.order.lines) for order in new)
        dropped = len(self.new) + len(self.advanced) - len(new) - len(advanced)
        return OrdersPlan(
            new=new,
            advanced=advanced,
            lines=lines,
            unchanged=self.unchanged + dropped,
            unchanged_lines=self.unchanged_lines + self.lines - lines,
        )


def plan_orders(
    connection: Connection,
    tables: Tables,
    orders: FileContent,
    lines: FileContent,
    *,
    currency: str,
) -> OrdersPlan:
    """The orders head office does not have, and the changes of those it has.

    A stored order is not changed otherwise: it may have been amended since. Amounts of new ones
    with more than the currency's decimals are noted, and rounded.
    """
    lines_by_order: dict[Key, list[dict[str, Value]]] = defaultdict(list)
    for row in lines.rows:
        lines_by_order[comparable([row.values["order_number"]])].append(row.values)
    c = tables.orders.c
    stored = connection.execute(select(c.number, c.state, c.fulfilment))
    existing = {comparable([row.number]): row for row in stored}
    new: list[NewOrder] = []
    advanced: list[OrderAdvance] = []
    for row in orders.rows:
        known = existing.get(orders.key_of(row.values))
        if known is None:
            _note_rounding(orders, row, currency)
            new.append(_placed(row.values, lines_by_order[orders.key_of(row.values)], currency))
        elif _advanced(row.values, known.state, known.fulfilment):
            advanced.append(_advance(row.values, known.number))
    of_new = sum(len(order.placed.order.lines) for order in new)
    return OrdersPlan(
        new=tuple(new),
        advanced=tuple(advanced),
        lines=of_new,
        unchanged=len(orders.rows) - len(new) - len(advanced),
        unchanged_lines=len(lines.rows) - of_new,
    )


def _note_rounding(orders: FileContent, row: ImportRow, currency: str) -> None:
    for column in ("tax", "freight"):
        amount = row.values[column]
        if isinstance(amount, Decimal) and amount != rounded(amount, currency):
            orders.note(
                row.line,
                column,
                "{value} is rounded to {rounded}, as amounts in {currency} are.",
                value=exact_text(amount, currency),
                rounded=exact_text(rounded(amount, currency), currency),
                currency=currency,
            )


def _advanced(values: Mapping[str, Value], state: str, before: str | None) -> bool:
    fulfilment = values["fulfilment"]
    return (
        state == OrderState.CONFIRMED.value
        and isinstance(fulfilment, str)
        and is_further(fulfilment, before)
    )


def _advance(values: Mapping[str, Value], number: str) -> OrderAdvance:
    return OrderAdvance(
        unit=unit_named("order", number),
        number=number,
        fulfilment=Fulfilment(str(values["fulfilment"])),
        on=cast("date | None", values["fulfilled_on"]),
    )


def insert_orders(connection: Connection, tables: Tables, new: Sequence[NewOrder]) -> None:
    """Add orders with their lines."""
    rows = [_order_row(order.placed, order.rep) for order in new]
    connection.execute(insert(tables.orders), rows)
    lines = [line for order in new for line in _line_rows(order.placed)]
    connection.execute(insert(tables.order_lines), lines)


def _order_row(placed: PlacedOrder, rep: str) -> dict[str, Any]:
    return {
        "order_id": placed.order.id,
        "number": placed.number,
        "customer": placed.order.customer,
        "rep": rep,
        "state": placed.state.value,
        "fulfilment": placed.fulfilment.value if placed.fulfilment else None,
        "fulfilled_on": placed.fulfilled_on,
        "order_date": placed.order.order_date,
        "total": placed.order.totals.total,
        "document": ascii_json(placed),
    }


def _line_rows(placed: PlacedOrder) -> list[dict[str, Any]]:
    return [
        {
            "order_id": placed.order.id,
            "line": line.line,
            "sku": line.sku,
            "quantity": line.quantity,
            "unit_price": line.unit_price,
            "discount_percent": line.discount_percent,
            "amount": line.amount,
        }
        for line in placed.order.lines
    ]


def _placed(values: dict[str, Value], lines: list[dict[str, Value]], currency: str) -> NewOrder:
    known = cast("dict[str, Any]", values)
    order = Order(
        id=order_id_for(known["number"]),
        customer=CustomerNumber(known["customer"]),
        order_date=known["order_date"],
        lines=tuple(
            sorted((_line(values, currency) for values in lines), key=lambda line: line.line)
        ),
        ship_to=known["ship_to"],
        ship_via=known["ship_via"],
        deliver_on=known["deliver_on"],
        reference=known["reference"],
        note=known["note"],
    )
    placed = PlacedOrder(
        order=_with_totals(order, tax=known["tax"], freight=known["freight"], currency=currency),
        number=known["number"],
        state=OrderState(known["state"]),
        fulfilment=Fulfilment(known["fulfilment"]) if known["fulfilment"] else None,
        fulfilled_on=known["fulfilled_on"],
        reserved=(),
    )
    return NewOrder(unit=unit_named("order", placed.number), placed=placed, rep=known["rep"])


def _line(values: dict[str, Value], currency: str) -> OrderLine:
    known = cast("dict[str, Any]", values)
    return OrderLine(
        line=known["line"],
        sku=Sku(known["sku"]),
        quantity=known["quantity"],
        unit_price=known["unit_price"],
        discount_percent=known["discount_percent"],
        offer=known["offer"],
        amount=line_amount(
            known["quantity"], known["unit_price"], known["discount_percent"], currency
        ),
    )


def _with_totals(order: Order, *, tax: Decimal, freight: Decimal, currency: str) -> Order:
    """``order`` with its sums: history keeps the tax and the freight it was sold with."""
    net = sum((line.amount or Decimal(0) for line in order.lines), Decimal(0))
    net, tax, freight = (rounded(amount, currency) for amount in (net, tax, freight))
    totals = Totals(net=net, tax=tax, freight=freight, total=net + tax + freight)
    return replace(order, totals=totals)
