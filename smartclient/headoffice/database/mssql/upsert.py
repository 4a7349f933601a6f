"""Putting rows: update those that are there, insert the others.

MERGE is not used: it takes its locks in an order that deadlocks, and it isn't atomic against
another MERGE of the same new key.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Select,
    Table,
    and_,
    bindparam,
    column,
    insert,
    select,
    update,
    values,
)

from smartclient.headoffice.database.locking import for_update

_ROWS_AT_ONCE = 500


def put_rows(
    connection: Connection,
    table: Table,
    *,
    keys: Sequence[str],
    rows: Sequence[Mapping[str, Any]],
) -> None:
    """Write ``rows``, found by ``keys``; every row has every column."""
    for part in _parts(rows):
        there = _there(connection, table, keys, part)
        old = [row for row in part if _key(row, keys) in there]
        new = [row for row in part if _key(row, keys) not in there]
        changed = [name for name in part[0] if name not in keys]
        if old and changed:
            statement = (
                update(table)
                .where(and_(*(table.c[name] == bindparam(f"of_{name}") for name in keys)))
                .values({name: bindparam(f"to_{name}") for name in changed})
            )
            connection.execute(statement, [_named(row, keys, changed) for row in old])
        if new:
            connection.execute(insert(table), [dict(row) for row in new])


def _there(
    connection: Connection, table: Table, keys: Sequence[str], rows: Sequence[Mapping[str, Any]]
) -> set[tuple[Any, ...]]:
    """Return the keys of those rows that exist, and of some others perhaps."""
    columns = [table.c[name] for name in keys]
    # what is found is written next: whoever else would write it waits
    if len(columns) == 1:
        (only,) = columns
        statement = for_update(
            select(only).where(only.in_({row[only.name] for row in rows})), table
        )
    else:
        statement = _by_whole_keys(table, columns, rows)
    return {tuple(_folded(value) for value in row) for row in connection.execute(statement)}


def _by_whole_keys(
    table: Table, columns: Sequence[Column[Any]], rows: Sequence[Mapping[str, Any]]
) -> Select[Any]:
    """Look each key up by itself: part of one would lead to all that a rep ever sent."""
    named = [column(f"of_{part.name}", part.type) for part in columns]
    wanted = values(*named, name="wanted").data(
        [tuple(row[part.name] for part in columns) for row in rows]
    )
    same = [wanted.c[f"of_{part.name}"] == part for part in columns]
    return for_update(
        select(*columns).select_from(wanted.join(table, and_(*same))), table
    ).with_statement_hint("OPTION (LOOP JOIN, FORCE ORDER)", "mssql")


def _key(row: Mapping[str, Any], keys: Sequence[str]) -> tuple[Any, ...]:
    return tuple(_folded(row[name]) for name in keys)


def _folded(value: Any) -> Any:  # noqa: ANN401 (whatever a key is made of)
    """Compare texts as the server does, without case."""
    return value.casefold() if isinstance(value, str) else value


def _named(row: Mapping[str, Any], keys: Sequence[str], changed: Sequence[str]) -> dict[str, Any]:
    return {
        **{f"of_{name}": row[name] for name in keys},
        **{f"to_{name}": row[name] for name in changed},
    }


def _parts(rows: Sequence[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    waiting = iter(rows)
    while part := list(islice(waiting, _ROWS_AT_ONCE)):
        yield part
