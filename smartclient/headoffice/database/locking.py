"""Locking on SQL Server: each row is found by its key, so that no worker waits for another's rows.

A statement that locks also waits for every row that it reads on its way. Where the server scans a
table that it thinks small, that is every row: two workers that lock rows of their own would then
wait for each other until one is a deadlock's victim. So the statements hint a seek.

SQLite has one writer at a time and ignores all of this.
"""

from typing import Any, Final

from sqlalchemy import Select, Table, Update

LOCKED: Final = "WITH (UPDLOCK, ROWLOCK, FORCESEEK)"
"""How rows are read that must stay as they are until the transaction ends."""

_SOUGHT: Final = "WITH (ROWLOCK, FORCESEEK)"


def for_update(statement: Select[Any], table: Table) -> Select[Any]:
    """``statement``, locking the rows of ``table`` that it finds; an index must lead to them."""
    return statement.with_hint(table, LOCKED, "mssql")


def with_seek_hint(statement: Update) -> Update:
    """``statement``, changing its rows by an index that leads to them, and reading no other."""
    return statement.with_hint(_SOUGHT, dialect_name="mssql")
