"""Results that are not read to their end before the next statement runs on their connection.

SQL Server's connections have no place for that. A file takes it, so that tests on files have to
look for it.
"""

from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, CursorResult, Engine, event

_last: WeakKeyDictionary[Connection, CursorResult[Any]] = WeakKeyDictionary()


def refuse_unread_results() -> None:
    """Fail where a statement runs on a head office's connection before the last one was read."""
    event.listen(Engine, "before_execute", _check)
    event.listen(Engine, "after_execute", _note)
    for end in ("commit", "rollback"):
        # a result holds its connection, which would never be given back
        event.listen(Engine, end, _forget)


def _check(connection: Connection, *_: object) -> None:
    result = _last.pop(connection, None)
    assert result is None or not result.returns_rows or result._soft_closed, (
        "a result is not read to its end, and another statement runs on its connection"
    )


def _forget(connection: Connection) -> None:
    _last.pop(connection, None)


def _note(connection: Connection, *given: Any) -> None:  # noqa: ANN401 (SQLAlchemy's own)
    # a store's driver is SQLCipher's, and takes it, too
    if "sqlcipher" not in connection.dialect.loaded_dbapi.__name__:
        _last[connection] = given[-1]
