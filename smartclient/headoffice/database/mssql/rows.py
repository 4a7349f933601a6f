"""Statements that write rows on SQL Server: upserts, stock and counters.

MERGE is not used: it acquires its locks in an order that deadlocks, and it isn't atomic against
another MERGE of the same new key.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final

from sqlalchemy import (
    Column,
    Connection,
    Select,
    Table,
    Text,
    Unicode,
    UnicodeText,
    and_,
    bindparam,
    select,
    text,
    update,
)
from sqlalchemy import insert as insert_into

from smartclient.database.mssql.babelfish import outputs_current_rows
from smartclient.domain.ids import Sku
from smartclient.domain.sales.numbering import Numbering
from smartclient.headoffice.database.locking import BY_KEY, for_update, lock_listed
from smartclient.headoffice.database.mssql.row_list import row_list

_ROWS_AT_ONCE: Final = 500
_PRODUCTS_AT_ONCE: Final = 1_000

_RESERVE = text(
    "UPDATE s SET on_hand = s.on_hand - t.n "
    # each is looked up by its key: what other workers hold is not waited for
    "FROM OPENJSON(:taken) WITH (k nvarchar(40) '$.k', n int '$.n') AS t "
    "INNER LOOP JOIN sales.stock AS s WITH (UPDLOCK, ROWLOCK, FORCESEEK) ON s.sku = t.k "
    "WHERE s.on_hand >= t.n"
    # so typed, a long text is not sent as ntext, which OPENJSON refuses
).bindparams(bindparam("taken", type_=Text()))


def upsert(
    connection: Connection,
    table: Table,
    *,
    keys: Sequence[str],
    rows: Sequence[Mapping[str, Any]],
) -> None:
    """Update the rows that are there by ``keys`` and insert the others."""
    for chunk in _chunks(rows):
        # the last one of a key counts: a request may be answered twice in a round
        newest = {_key(row, keys): row for row in chunk}
        existing = _existing_keys(connection, table, keys, list(newest.values()))
        old = [row for key, row in newest.items() if key in existing]
        new = [row for key, row in newest.items() if key not in existing]
        changed = [name for name in chunk[0] if name not in keys]
        if old and changed:
            statement = (
                update(table)
                .where(and_(*(table.c[name] == bindparam(f"of_{name}") for name in keys)))
                .values({name: bindparam(f"to_{name}") for name in changed})
            )
            connection.execute(statement, [_named(row, keys, changed) for row in old])
        insert(connection, table, new)


def same_names(
    connection: Connection, column: Column[str], names: Sequence[str]
) -> Sequence[tuple[str, str]]:
    """Compare names by the database's collation, which knows more forms of a letter than Unicode's.

    Every name may be as long as a key is at most.
    """
    own = "COLLATE Latin1_General_BIN2"
    given = "OPENJSON(:names) WITH (name nvarchar(300) '$')"
    in_list = (
        f"SELECT MIN(n.name {own}), MAX(n.name {own}) FROM {given} AS n "  # noqa: S608 (constants)
        "GROUP BY n.name COLLATE DATABASE_DEFAULT HAVING COUNT(*) > 1"
    )
    in_table = (
        f"SELECT DISTINCT n.name {own}, t.{column.name} {own} FROM {given} AS n "  # noqa: S608
        f"JOIN {column.table.fullname} AS t ON t.{column.name} = n.name COLLATE DATABASE_DEFAULT"
    )
    listed = {"names": json.dumps(list(names))}
    found: list[tuple[str, str]] = []
    for query in (in_list, in_table):
        # so typed, a long text is not sent as ntext, which OPENJSON refuses
        statement = text(query).bindparams(bindparam("names", type_=Text()))
        found += [(row[0], row[1]) for row in connection.execute(statement, listed)]
    return found


def insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many rows in one statement: an array of parameters is a statement for each."""
    for chunk in _chunks(rows):
        columns = [table.c[name] for name in chunk[0]]
        # texts are read whole, whatever their column's length: none is cut without an error
        read = [
            Column(key.name, UnicodeText()) if isinstance(key.type, Unicode) else key
            for key in columns
        ]
        listed = row_list(read, [[row[key.name] for key in columns] for row in chunk], "new")
        connection.execute(insert_into(table).from_select(columns, select(*listed.c)))


def reserve_stock(connection: Connection, counts: Mapping[Sku, int]) -> int:
    """Lower the stock of many products in one statement, which reports how many rows it met.

    An array of parameters does not, and two workers may have decided by the same stock.
    """
    reserved = 0
    wanted = sorted(counts.items())
    for start in range(0, len(wanted), _PRODUCTS_AT_ONCE):
        chunk = [{"k": k, "n": n} for k, n in wanted[start : start + _PRODUCTS_AT_ONCE]]
        reserved += connection.execute(_RESERVE, {"taken": json.dumps(chunk)}).rowcount
    return reserved


def next_values(connection: Connection, counter: str, count: int, numbering: Numbering) -> range:
    """Raise a counter: where it may have gaps, on a connection of its own.

    No other worker waits for this one then, and values taken in a transaction that fails are lost.
    Without gaps the counter is locked until the transaction ends, and goes back with it.
    """
    if numbering is Numbering.GAPLESS:
        return _raise(connection, counter, count)
    with connection.engine.begin() as own:
        return _raise(own, counter, count)


def _raise(connection: Connection, counter: str, count: int) -> range:
    last = connection.exec_driver_sql(
        "UPDATE sync.counters SET value = value + ? OUTPUT inserted.value WHERE name = ?",
        (count, counter),
    ).scalar_one()
    if not outputs_current_rows(connection):
        last = connection.exec_driver_sql(
            "SELECT value FROM sync.counters WHERE name = ?", (counter,)
        ).scalar_one()
    return range(int(last) - count + 1, int(last) + 1)


def return_values(connection: Connection, counter: str, count: int, numbering: Numbering) -> None:
    """Lower a counter that this transaction has locked; other workers may have raised any other."""
    if numbering is Numbering.GAPLESS:
        _raise(connection, counter, -count)


def _existing_keys(
    connection: Connection, table: Table, keys: Sequence[str], rows: Sequence[Mapping[str, Any]]
) -> set[tuple[Any, ...]]:
    """The keys of those rows that exist, and of some others perhaps."""
    columns = [table.c[name] for name in keys]
    # what is found is written next: whoever else would write it waits
    if len(columns) == 1:
        (only,) = columns
        statement = lock_listed(select(only), only, {row[only.name] for row in rows})
    else:
        statement = _by_whole_keys(table, columns, rows)
    return {tuple(_casefolded(value) for value in row) for row in connection.execute(statement)}


def _by_whole_keys(
    table: Table, columns: Sequence[Column[Any]], rows: Sequence[Mapping[str, Any]]
) -> Select[Any]:
    """Look each key up by itself: a part of one would match all that a rep ever sent."""
    wanted = row_list(columns, [[row[key.name] for key in columns] for row in rows], "wanted")
    same = (listed == key for listed, key in zip(wanted.c, columns, strict=True))
    return for_update(
        select(*columns).select_from(wanted.join(table, and_(*same))), table
    ).with_statement_hint(BY_KEY, "mssql")


def _key(row: Mapping[str, Any], keys: Sequence[str]) -> tuple[Any, ...]:
    return tuple(_casefolded(row[name]) for name in keys)


def _casefolded(value: Any) -> Any:  # noqa: ANN401 (whatever a key consists of)
    """Compare texts as the server does, without case."""
    return value.casefold() if isinstance(value, str) else value


def _named(row: Mapping[str, Any], keys: Sequence[str], changed: Sequence[str]) -> dict[str, Any]:
    return {
        **{f"of_{name}": row[name] for name in keys},
        **{f"to_{name}": row[name] for name in changed},
    }


def _chunks(rows: Sequence[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    waiting = iter(rows)
    while chunk := list(islice(waiting, _ROWS_AT_ONCE)):
        yield chunk
