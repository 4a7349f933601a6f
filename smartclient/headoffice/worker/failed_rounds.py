"""Rounds that a worker could not answer: released, or recorded as failed."""

import logging
from collections.abc import Callable, Sequence

from sqlalchemy import Connection, Engine

from smartclient.database.transactions import writing
from smartclient.domain.errors import ContendedError, SmartClientError
from smartclient.headoffice.inbox import lanes, rounds
from smartclient.headoffice.inbox.inbox import Incoming

logger = logging.getLogger(__name__)

_TRIES = 3
"""How often ending a round is tried while others hold locks on it."""


class FailedRounds:
    """Ends rounds of one worker in transactions of their own; it keeps those not ended yet."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        # rounds that could not be released: their token, and the ids in the inbox
        self._pending: list[tuple[str, tuple[int, ...]]] = []

    def release(
        self, token: str, leased: Sequence[str], taken: Sequence[Incoming], *, deferred: bool
    ) -> None:
        """Release the lanes and the requests taken, which were not at fault.

        With ``deferred`` nobody may lease the lanes for a while. Where the database can't be
        written to, the lease runs out by itself, and the round is released when it can be.
        """
        ids = tuple(incoming.id for incoming in taken)

        def end_round(connection: Connection) -> None:
            rounds.release(connection, token, ids)

        if not self._end(token, leased, end_round, deferred=deferred):
            self._pending.append((token, ids))

    def record_failure(
        self,
        token: str,
        leased: Sequence[str],
        taken: Sequence[Incoming],
        *,
        deferred: bool,
        error: str,
    ) -> None:
        """Release the lanes, and record that the requests taken failed."""
        ids = [incoming.id for incoming in taken]

        def end_round(connection: Connection) -> None:
            if len(ids) == 1:
                rounds.count_failure(connection, ids[0], error)
            else:
                rounds.isolate(connection, ids)

        # where that can't be recorded either, the round is found like a dead worker's
        self._end(token, leased, end_round, deferred=deferred)

    def release_pending(self) -> None:
        """Release the rounds that could not be released before."""
        if self._pending:
            with writing(self._engine) as (connection, transaction):
                pending = self.release_pending_within(connection)
                transaction.commit()
            self.forget(pending)

    def release_pending_within(self, connection: Connection) -> int:
        """Release the pending rounds, and return how many to forget after the commit."""
        pending = tuple(self._pending)
        for token, ids in pending:
            rounds.release(connection, token, ids)
        return len(pending)

    def forget(self, pending: int) -> None:
        """Forget so many pending rounds: they are released."""
        del self._pending[:pending]

    def _end(
        self,
        token: str,
        leased: Sequence[str],
        ending: Callable[[Connection], None],
        *,
        deferred: bool,
    ) -> bool:
        """End a round and its lease; False where the database can't be written to."""
        for _ in range(_TRIES):
            try:
                with writing(self._engine) as (connection, transaction):
                    ending(connection)
                    if deferred:
                        lanes.defer(connection, token, leased)
                    else:
                        lanes.release(connection, token, leased)
                    transaction.commit()
            except ContendedError as contended:
                logger.info("lanes can't be given back yet: %s", contended.detail)
            except SmartClientError as away:
                logger.info("lanes can't be given back: %s", away.detail)
                return False
            else:
                return True
        return False
