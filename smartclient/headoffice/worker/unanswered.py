"""Rounds that a worker could not answer: given back, or written off as failed."""

import logging
from collections.abc import Callable, Sequence

from sqlalchemy import Connection, Engine

from smartclient.database.transactions import writing
from smartclient.domain.errors import ContendedError, SmartClientError
from smartclient.headoffice.inbox import lanes, rounds
from smartclient.headoffice.inbox.inbox import Incoming

logger = logging.getLogger(__name__)

_TRIES = 3
"""How often it is tried to end a round while others hold locks on it."""


class Unanswered:
    """Ends rounds of one worker in transactions of their own; knows which it still has to end."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        # rounds that could not be given back: their token, and the ids in the inbox
        self._owed: list[tuple[str, tuple[int, ...]]] = []

    def give_back(
        self, token: str, leased: Sequence[str], taken: Sequence[Incoming], *, resting: bool
    ) -> None:
        """Give back the lanes and the requests taken, which were not at fault.

        With ``resting`` the lanes are nobody's for a while. Where the database can't be written
        to at all, the lease runs out by itself, and the round is given back when it can be.
        """
        ids = tuple(incoming.id for incoming in taken)

        def giving_back(connection: Connection) -> None:
            rounds.give_back(connection, token, ids)

        if not self._ended(token, leased, giving_back, resting=resting):
            self._owed.append((token, ids))

    def record_failure(
        self,
        token: str,
        leased: Sequence[str],
        taken: Sequence[Incoming],
        *,
        resting: bool,
        error: str,
    ) -> None:
        """Give back the lanes, and note of the requests taken that they failed."""
        ids = [incoming.id for incoming in taken]

        def recording_failure(connection: Connection) -> None:
            if len(ids) == 1:
                rounds.count_failure(connection, ids[0], error)
            else:
                rounds.isolate(connection, ids)

        # where that can't be written down either, the round is found as a dead worker's is
        self._ended(token, leased, recording_failure, resting=resting)

    def give_back_owed(self) -> None:
        """Give back the rounds that could not be given back before."""
        if self._owed:
            with writing(self._engine) as (connection, transaction):
                owed = self.give_back_owed_within(connection)
                transaction.commit()
            self.forget(owed)

    def give_back_owed_within(self, connection: Connection) -> int:
        """Give back the rounds that are owed, and return how many to forget after the commit."""
        owed = tuple(self._owed)
        for token, ids in owed:
            rounds.give_back(connection, token, ids)
        return len(owed)

    def forget(self, owed: int) -> None:
        """Take so many rounds as given back."""
        del self._owed[:owed]

    def _ended(
        self,
        token: str,
        leased: Sequence[str],
        ending: Callable[[Connection], None],
        *,
        resting: bool,
    ) -> bool:
        """End a round and its lease; False where the database can't be written to."""
        for _ in range(_TRIES):
            try:
                with writing(self._engine) as (connection, transaction):
                    ending(connection)
                    if resting:
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
