"""Locking on SQL Server: each row is found by its key, so that no worker waits for another's rows.

A statement that locks also waits for every row that it reads on its way. Where the server scans a
table that it thinks small, that is every row: two workers that lock rows of their own would then
wait for each other until one is a deadlock's victim. So the statements hint a seek.

SQLite has one writer at a time and ignores all of this.
"""

from collections.abc import Iterable
from typing import Any, Final, TypeVar

from sqlalchemy import Column, Delete, Select, Table, Update, literal

from smartclient.database.value_list import Value, value_list

Change = TypeVar("Change", Update, Delete)

LOCKED: Final = "WITH (UPDLOCK, ROWLOCK, FORCESEEK)"
"""How rows are read that must stay as they are until the transaction ends."""

BY_KEY: Final = "OPTION (LOOP JOIN, FORCE ORDER)"
"""How rows are joined to a list that stands first: each is looked up by its whole key. By a part of
it, rows that other workers have would be read, and waited for."""

_SOUGHT: Final = "WITH (ROWLOCK, FORCESEEK)"
_SOUGHT_TO_READ: Final = "WITH (FORCESEEK)"


def for_update(statement: Select[Any], table: Table) -> Select[Any]:
    """``statement``, locking the rows of ``table`` that it finds; an index must lead to them."""
    return statement.with_hint(table, LOCKED, "mssql")


def lock_listed(statement: Select[Any], key: Column[Any], values: Iterable[Value]) -> Select[Any]:
    """``statement``, locking the rows whose ``key`` has one of ``values``; it must be indexed."""
    table, wanted = key.table, value_list(key.type, values, "wanted")
    joined = statement.select_from(wanted.join(table, key == wanted.c.value))
    return for_update(joined, table).with_statement_hint(BY_KEY, "mssql")


def with_index_seek(statement: Select[Any], column: Column[Any], value: str | None) -> Select[Any]:
    """``statement``, for rows whose ``column`` has ``value``, None for none; it must be indexed.

    SQL Server may have planned it for a value that many rows have, and would then scan for all.
    """
    wanted = literal(value, column.type)
    return statement.where(column == wanted).with_hint(column.table, _SOUGHT_TO_READ, "mssql")


def with_seek_hint(statement: Change) -> Change:
    """``statement``, finding its rows by an index that leads to them, and reading no other."""
    return statement.with_hint(_SOUGHT, dialect_name="mssql")
