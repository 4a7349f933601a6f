"""A bounded pool of connections that belong to nobody: each call may use any of them.

Who calls is said with each call, never by the connection. A connection is opened by the first call
that needs one more, and is closed when it breaks or was not used for long.
"""

from collections.abc import Callable, Sequence
from queue import Empty, LifoQueue
from typing import Final

from smartclient.database.mssql.raw_connection import Statement, Take
from smartclient.domain.errors import ContendedError
from smartclient.gateway.statement_connection import (
    Results,
    StatementConnection,
    StatementWire,
)

WAIT_SECONDS: Final = 10.0
"""How long a call waits for a connection that is free."""


class ConnectionPool:
    """At most ``size`` connections, called from any thread, each by one call at a time."""

    def __init__(
        self,
        open_wire: Callable[[], StatementWire],
        *,
        size: int,
        wait_seconds: float = WAIT_SECONDS,
    ) -> None:
        self._wait_seconds = wait_seconds
        self._connections = [StatementConnection(open_wire) for _ in range(size)]
        # the one that was used last is used next: as few are open as there are calls at once
        self._free: LifoQueue[StatementConnection] = LifoQueue()
        for connection in self._connections:
            self._free.put(connection)

    def call(
        self,
        statement: Statement,
        values: Sequence[object],
        *,
        timeout: float,
        take: Take | None = None,
    ) -> Results:
        """The rows of each result set; the call must be one that may be made twice.

        Raises ContendedError where no connection becomes free, and what a connection raises.
        """
        try:
            connection = self._free.get(timeout=self._wait_seconds)
        except Empty:
            raise ContendedError(
                "Head office is busy at the moment.",
                detail=f"all {len(self._connections)} connections to the database are in use",
            ) from None
        try:
            return connection.call(statement, values, timeout=timeout, take=take)
        finally:
            self._free.put(connection)

    def close(self) -> None:
        """End the calls that are being made, and close every connection for good."""
        for connection in self._connections:
            connection.abort()
        for connection in self._connections:
            connection.close()
