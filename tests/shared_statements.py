"""Compiled statements that engines share: each test opens engines of its own, with the same SQL.

SQLAlchemy keeps what it compiled for one engine only, and compiling is a third of what a test
with a database costs.
"""

from collections.abc import Hashable
from typing import Any


class SharedStatements(dict[tuple[Hashable, ...], Any]):
    """What was compiled, for every engine with the same dialect and driver."""

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:  # noqa: ANN401 (as in dict)
        return super().get(_of_any_engine(key), default)

    def __setitem__(self, key: tuple[Any, ...], value: Any) -> None:  # noqa: ANN401 (as in dict)
        super().__setitem__(_of_any_engine(key), value)


def _of_any_engine(key: tuple[Any, ...]) -> tuple[Hashable, ...]:
    """Return a key of SQLAlchemy's without the one engine's dialect that it starts with."""
    dialect, *statement = key
    return (type(dialect), dialect.dbapi, *statement)
