"""Sums of amounts in SQL, which can't overflow whatever is stored."""

from typing import Any

from sqlalchemy import Column, ColumnElement, case, func, literal

from smartclient.domain.money import SCALE, TOO_LARGE

_LARGEST = int(TOO_LARGE) * SCALE


def summable(column: str) -> str:
    """An expression of SQLite for a column of amounts, whose sum can't overflow."""
    return f"max(min({column}, {_LARGEST}), {-_LARGEST})"


def sum_of(column: Column[Any]) -> ColumnElement[Any]:
    """The sum of a column of amounts, which can't overflow whatever is stored."""
    largest, least = literal(TOO_LARGE, column.type), literal(-TOO_LARGE, column.type)
    within = case((column > largest, largest), (column < least, least), else_=column)
    return func.sum(within, type_=column.type)
