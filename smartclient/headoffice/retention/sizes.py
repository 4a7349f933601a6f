"""Sizes: how many bytes of a column's text the database stores."""

from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, func


def stored_bytes(connection: Connection, *columns: Column[Any]) -> ColumnElement[int]:
    """How many bytes these texts of a row take together."""
    measure = func.datalength if connection.dialect.name == "mssql" else func.length
    return sum((func.coalesce(measure(column), 0) for column in columns[1:]), measure(columns[0]))


def saved_bytes(stored: int, before: str, after: str) -> int:
    """How many of the ``stored`` bytes of a text are saved by a shorter one."""
    return stored - stored * len(after) // max(len(before), 1)
