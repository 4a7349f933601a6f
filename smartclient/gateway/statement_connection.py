"""The persistent connection to SQL Server: statements, and the rows that come back."""

from collections.abc import Sequence
from typing import Protocol

from smartclient.contract.feeds import Row
from smartclient.database.mssql.raw_connection import Statement, Take
from smartclient.gateway.persistent_connection import PersistentConnection, Wire
from smartclient.gateway.timeout_thread import OnActivity

Results = tuple[tuple[Row, ...], ...]
"""The rows of each result set."""


class StatementWire(Wire, Protocol):
    """An open connection that carries out statements."""

    def call(
        self,
        statement: Statement,
        values: Sequence[object],
        on_activity: OnActivity,
        take: Take | None,
    ) -> Results:
        """The rows of each result set, or hand them to ``take`` as they come."""
        ...


class _RowSink:
    """Passes rows on, and records that some were: then they must not be fetched a second time."""

    def __init__(self, take: Take) -> None:
        self._take = take
        self.has_begun = False

    def __call__(self, rows: Sequence[Row]) -> None:
        self.has_begun = True
        self._take(rows)


class StatementConnection(PersistentConnection[StatementWire]):
    """One connection to SQL Server that may be called from any thread."""

    def call(
        self,
        statement: Statement,
        values: Sequence[object],
        *,
        timeout: float,
        take: Take | None = None,
    ) -> Results:
        """The rows of each result set; the call must be one that may be made twice.

        With ``take`` the rows are handed to it as they come, and none are returned.
        Raises OutOfReachError when nothing arrives for ``timeout`` seconds.
        """
        sink = None if take is None else _RowSink(take)
        return self.use(
            lambda wire, on_activity: wire.call(statement, values, on_activity, sink),
            timeout=timeout,
            may_repeat=lambda: sink is None or not sink.has_begun,
        )
