"""Names that are one: found before an upgrade, since from then on they are compared as one.

SQL Server has always compared names without regard to letter case, Unicode form, width and the
kind of kana; a file did not, so it may hold two rows that are one row from now on. Only a person
knows which of them is right: they are listed, nothing is changed, and who upgrades says which row
to keep.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Column, Connection, Table, delete, select, update

from smartclient.contract.documents import document_from_json, document_json
from smartclient.database.value_list import in_list
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.sales.orders import PlacedOrder
from smartclient.domain.text.canonical import name_key, upper
from smartclient.headoffice.database.locking import with_seek_hint
from smartclient.headoffice.database.tables import Tables, tables_for

_KEYS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("territories", ("name",)),
    ("reps", ("login",)),
    ("reps", ("number",)),
    ("products", ("sku",)),
    ("prices", ("sku", "price_list", "valid_from")),
    ("offers", ("code",)),
    ("offer_products", ("offer_code", "sku")),
    ("stock", ("sku",)),
    ("tax_rates", ("country", "state", "applies_to")),
    ("ship_methods", ("name",)),
    ("customers", ("number",)),
    ("addresses", ("customer", "kind")),
    ("photos", ("name",)),
    ("orders", ("number",)),
)
"""The field that names the rows of each table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collision:
    """Rows of one table that have one name; each by its id, with its name as written."""

    table: str
    rows: tuple[tuple[int, str], ...]

    def __str__(self) -> str:
        rows = "; ".join(f"{self.table}:{row_id} is {name}" for row_id, name in self.rows)
        return f"{self.table}: {rows}"


class NamesCollideError(RefusedError):
    """Names that are one from now on; nothing was upgraded."""

    def __init__(self, collisions: Sequence[Collision]) -> None:
        self.collisions = tuple(collisions)
        super().__init__(
            "Nothing was upgraded, because {count} names stand for several rows each: they differ "
            "only in letter case, Unicode form, full or half width, or the kind of kana, which "
            "counts no more. Say which rows are to be kept: smartclient headoffice upgrade --url "
            "URL --keep TABLE:ID.",
            count=len(self.collisions),
        )


def resolve(connection: Connection, keep: Iterable[str]) -> None:
    """Delete the rows whose names collide with one that is kept, given as ``TABLE:ID``.

    Raises NamesCollideError for what collides still, RefusedError for a row that collides with
    none; nothing may be committed then.
    """
    kept = {_stored_length(text) for text in keep}
    for collision in collisions(connection):
        ids = {row_id for row_id, _ in collision.rows}
        chosen = {row_id for table, row_id in kept if table == collision.table} & ids
        if len(chosen) == 1:
            table = tables_for(connection.dialect.name).table_named(collision.table)
            connection.execute(
                with_seek_hint(delete(table).where(in_list(table.c.id, ids - chosen)))
            )
    left = collisions(connection)
    if left:
        raise NamesCollideError(left)


def _stored_length(text: str) -> tuple[str, int]:
    table, _, row_id = text.partition(":")
    if table not in {name for name, _ in _KEYS} or not (row_id.isascii() and row_id.isdecimal()):
        raise RefusedError("{text} is no row. Write TABLE:ID, as the list has it.", text=text)
    return table, int(row_id)


def collisions(connection: Connection) -> tuple[Collision, ...]:
    """The names that stand for several rows."""
    tables = tables_for(connection.dialect.name)
    found: list[Collision] = []
    for name, key in _KEYS:
        table = tables.table_named(name)
        columns = [table.c[column] for column in key]
        groups: dict[tuple[str, ...], list[tuple[int, str]]] = defaultdict(list)
        for row in connection.execute(select(table.c.id, *columns).order_by(table.c.id)):
            shown = ", ".join(str(value) for value in row[1:])
            groups[tuple(name_key(str(value)) for value in row[1:])].append((row.id, shown))
        found += [
            Collision(table=name, rows=tuple(rows)) for rows in groups.values() if len(rows) > 1
        ]
    return tuple(found)


def make_numbers_canonical(connection: Connection) -> None:
    """Write the numbers whose capitals are not in NFC as they are typed from now on."""
    tables = tables_for(connection.dialect.name)
    skus = _renamed(connection, tables.products.c.sku)
    customers = _renamed(connection, tables.customers.c.number)
    if not (skus or customers):
        return
    for old, new in skus.items():
        for column in _columns_with_sku(tables):
            _rename(connection, column, old, new)
    for old, new in customers.items():
        for column in _columns_with_customer(tables):
            _rename(connection, column, old, new)
    _rename_in_orders(connection, tables.orders, skus, customers)


def _renamed(connection: Connection, column: Column[Any]) -> dict[str, str]:
    numbers = connection.scalars(select(column)).all()
    return {number: new for number in numbers if (new := upper(number)) != number}


def _columns_with_sku(tables: Tables) -> tuple[Column[Any], ...]:
    products = tables.products.c
    return (
        *(products.sku, products.replaced_by, products.former_sku),
        *(tables.prices.c.sku, tables.offer_products.c.sku, tables.stock.c.sku),
        tables.order_lines.c.sku,
    )


def _columns_with_customer(tables: Tables) -> tuple[Column[Any], ...]:
    customers = tables.customers.c
    return (
        *(customers.number, customers.merged_into, tables.addresses.c.customer),
        *(tables.orders.c.customer, tables.membership.c.customer),
        tables.customer_aliases.c.number,
    )


def _rename(connection: Connection, column: Column[Any], old: str, new: str) -> None:
    connection.execute(update(column.table).where(column == old).values({column.name: new}))


def _rename_in_orders(
    connection: Connection, orders: Table, skus: dict[str, str], customers: dict[str, str]
) -> None:
    for row in connection.execute(select(orders.c.id, orders.c.document)).all():
        placed = document_from_json(row.document, PlacedOrder)
        order = placed.order
        renamed = replace(
            order,
            customer=CustomerNumber(customers.get(order.customer, order.customer)),
            lines=tuple(
                replace(line, sku=Sku(skus.get(line.sku, line.sku))) for line in order.lines
            ),
        )
        if renamed != order:
            document = document_json(replace(placed, order=renamed))
            connection.execute(
                update(orders).where(orders.c.id == row.id).values(document=document)
            )
