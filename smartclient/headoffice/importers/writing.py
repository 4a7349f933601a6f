"""Writing: only what differs from what head office has, so that laptops are sent nothing else."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from smartclient.headoffice.importers.reading import FileContent, Key
from smartclient.headoffice.importers.values import Value


def write_content(connection: Connection, table: Table, content: FileContent) -> int:
    """Make the rows of ``table`` say what the file says; return how many had to be written.

    Of a row that is there, only the columns the file has are the import's to change.
    """
    rows = [row.values for row in content.rows]
    return write_rows(connection, table, content.format.key, content.fields, rows)


def write_rows(
    connection: Connection,
    table: Table,
    key: tuple[str, ...],
    owned: Iterable[str],
    rows: Iterable[Mapping[str, Value]],
) -> int:
    """Insert the rows that are new by ``key`` and update those that differ in an owned field."""
    fields = tuple(name for name in owned if name not in key and name in table.c)
    stored = _stored(connection, table, key, fields)
    new: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    for row in rows:
        there = stored.get(tuple([row[name] for name in key]))
        if there is None:
            new.append({name: value for name, value in row.items() if name in table.c})
        elif there != tuple([row[name] for name in fields]):
            changed.append({f"new_{name}": row[name] for name in (*key, *fields)})
    if new:
        connection.execute(insert(table), new)
    if changed:
        connection.execute(_update(table, key, fields), changed)
    return len(new) + len(changed)


def _stored(
    connection: Connection, table: Table, key: tuple[str, ...], fields: tuple[str, ...]
) -> dict[Key, Key]:
    found = connection.execute(select(*(table.c[name] for name in (*key, *fields))))
    width = len(key)
    return {tuple(row[:width]): tuple(row[width:]) for row in found}


def _update(table: Table, key: tuple[str, ...], fields: tuple[str, ...]) -> Any:  # noqa: ANN401
    statement = update(table).where(*(table.c[name] == bindparam(f"new_{name}") for name in key))
    return statement.values({name: bindparam(f"new_{name}") for name in fields})


def make_way_for_prices(connection: Connection, table: Table, prices: FileContent) -> int:
    """Delete the prices that overlap one of the file's and are not in it; return how many."""
    histories: dict[tuple[Value, Value], list[tuple[date, date]]] = defaultdict(list)
    for row in prices.rows:
        period = _period(row.values["valid_from"], row.values["valid_to"])
        histories[row.values["sku"], row.values["price_list"]].append(period)
    listed = prices.keys()
    c = table.c
    stored = connection.execute(select(c.id, c.sku, c.price_list, c.valid_from, c.valid_to))
    in_the_way = [
        row.id
        for row in stored
        if (row.sku, row.price_list, row.valid_from) not in listed
        and _overlaps(
            _period(row.valid_from, row.valid_to), histories.get((row.sku, row.price_list), [])
        )
    ]
    return _delete(connection, table, in_the_way)


def _period(first: Value, last: Value) -> tuple[date, date]:
    return (
        first if isinstance(first, date) else date.min,
        last if isinstance(last, date) else date.max,
    )


def _overlaps(period: tuple[date, date], others: list[tuple[date, date]]) -> bool:
    return any(period[0] <= last and first <= period[1] for first, last in others)


def take_out_of_offers(
    connection: Connection, table: Table, offers: FileContent, offer_products: FileContent
) -> int:
    """Delete the products that an offer of the file no longer applies to; return how many."""
    if not offer_products.usable:
        return 0
    codes = {row.values["code"] for row in offers.rows}
    kept = offer_products.keys() | offer_products.faulty
    c = table.c
    stored = connection.execute(select(c.id, c.offer_code, c.sku))
    gone = [
        row.id
        for row in stored
        if row.offer_code in codes and (row.offer_code, row.sku) not in kept
    ]
    return _delete(connection, table, gone)


def _delete(connection: Connection, table: Table, ids: list[int]) -> int:
    if ids:
        statement = delete(table).where(table.c.id == bindparam("gone"))
        connection.execute(statement, [{"gone": row_id} for row_id in ids])
    return len(ids)
