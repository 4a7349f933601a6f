"""The worker: answers what waits in the inbox, each request exactly once, whatever happens.

A round is two transactions. The first leases lanes, takes the next requests of each and records
the round; the second renews the lease, answers them and stores the replies, all or nothing. A
worker killed in between leaves requests that waited before and wait again, and are tried one by
one. See ``answering`` for requests that fail.
"""

import logging
from collections.abc import Sequence

from sqlalchemy import Engine

from smartclient.database.transactions import writing
from smartclient.domain.clock import Clock
from smartclient.domain.errors import (
    ContendedError,
    TransientError,
)
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.office_clock import OfficeClock, note_time
from smartclient.headoffice.inbox import inbox, lanes, number_claims, rounds
from smartclient.headoffice.inbox.inbox import Incoming
from smartclient.headoffice.inbox.waiting import free_lanes
from smartclient.headoffice.sales.reference_cache import ReferenceCache, up_to_date
from smartclient.headoffice.worker import heartbeat
from smartclient.headoffice.worker.answering import (
    ATTEMPTS,
    Answering,
    describe_error,
    is_database_trouble,
)
from smartclient.headoffice.worker.failed_rounds import FailedRounds
from smartclient.headoffice.worker.notices import (
    LanesLost,
    LockContention,
    Notice,
    Notify,
    ParkingFailed,
    RoundAnswered,
    ignore_notice,
)
from smartclient.headoffice.worker.untaken import UntakenMonitor

logger = logging.getLogger(__name__)

ROUND = 200
"""How many requests share a commit at most."""

_PATIENCE = 8
"""How often in a row somebody else's locks are met before that is reported."""


class LeaseLostError(TransientError):
    """Another worker leased the lanes: this one was too slow, and does nothing."""


class Worker:
    """One worker. Several may run at once, on several machines."""

    def __init__(
        self, engine: Engine, clock: Clock, *, name: str, notify: Notify = ignore_notice
    ) -> None:
        self._engine = engine
        self._clock = OfficeClock(engine, clock)
        self._name = name
        self._notify = notify
        # what was reported already, and is still so
        self._reported: set[tuple[type[Notice], str]] = set()
        self._reference: ReferenceCache | None = None
        self._failed_rounds = FailedRounds(engine)
        self._untaken = UntakenMonitor(notify)
        self._answering = Answering(self._clock)

    def answer_waiting(self, limit: int | None = None) -> int:
        """Answer what waits, at most ``limit`` requests; return how many were.

        Requests that meet somebody else's lock are tried again, fewer at a time; one that meets a
        lock even alone is deferred for a while. Raises ContendedError when for that reason nothing
        was answered.
        """
        answered = stalled = 0
        contended: ContendedError | None = None
        most = ROUND
        while limit is None or answered < limit:
            room = most if limit is None else min(most, limit - answered)
            try:
                count = self.round(room)
            except ContendedError as error:
                logger.info("somebody else is writing: %s", error.detail)
                stalled += 1
                contended, most = error, max(most // 10, 1)
                if stalled == _PATIENCE:
                    if not any(kind is LockContention for kind, _ in self._reported):
                        self._notify_once("", LockContention(lane="", error=error))
                    break
                continue
            except TransientError as error:
                if not answered:
                    raise
                # what was answered is reported; the next call meets the trouble
                logger.warning("head office's database is busy or out of reach: %s", error.detail)
                break
            if count is None:
                break
            answered += count
            stalled, most = 0, min(most * 4, ROUND)
        if contended is not None and not answered:
            raise contended
        return answered

    def round(self, room: int = ROUND) -> int | None:
        """Take up to ``room`` requests and answer them; None when there was nothing to take.

        Failed requests that are tried again are not counted. None, too, when the requests taken
        have become another worker's.
        """
        token = lanes.new_token(self._name)
        leased, taken = self.claim(token, room)
        if not taken:
            return None
        try:
            return self.answer(token, leased, taken)
        except LeaseLostError:
            logger.warning("lease lost on %d lanes; their requests are another's", len(leased))
            self._notify_once("", LanesLost(lanes=len(leased)))
            self.release(token, leased, taken)
            return None
        except ContendedError as error:
            self.release(token, leased, taken, deferred=len(taken) == 1)
            if len(taken) == 1:
                lane = taken[0].lane
                self._notify_once(lane, LockContention(lane=lane, error=error))
            raise
        except Exception as error:
            if is_database_trouble(error):
                self.release(token, leased, taken)
                raise
            logger.exception("a round of %d requests failed", len(taken))
            self._failed_round(token, leased, taken, error)
            return 0

    def _failed_round(
        self, token: str, leased: Sequence[str], taken: Sequence[Incoming], error: Exception
    ) -> None:
        """Have requests tried one by one, or count the failure of one that was alone already."""
        alone = taken[0] if len(taken) == 1 else None
        # one that can't even be parked must not be taken again and again without a pause
        hopeless = alone is not None and alone.failures >= ATTEMPTS
        if alone is not None and hopeless:
            failed = ParkingFailed(
                request_id=alone.request_id, lane=alone.lane, error=describe_error(error)
            )
            self._notify_once(alone.request_id, failed)
        self._failed_rounds.record_failure(
            token, leased, taken, deferred=hopeless, error=describe_error(error)
        )

    def claim(self, token: str, room: int) -> tuple[tuple[str, ...], tuple[Incoming, ...]]:
        """Lease lanes under ``token``, and take their next requests for the round of that name.

        Lanes of which nothing is taken are left to other workers.
        """
        with writing(self._engine) as (connection, transaction):
            schema.require_current_schema(connection)
            pending = self._failed_rounds.release_pending_within(connection)
            number_claims.make_room(connection, self._clock.within(connection).now())
            leased = lanes.lease(connection, token, room)
            taken = rounds.claim_next(connection, token, leased, room) if leased else ()
            free = {} if leased else free_lanes(connection)
            begun = {incoming.lane for incoming in taken}
            if spare := [lane for lane in leased if lane not in begun]:
                lanes.release(connection, token, spare)
            if taken or pending:
                transaction.commit()
        self._failed_rounds.forget(pending)
        if not leased:
            self._untaken.report(free)
        return tuple(lane for lane in leased if lane in begun), taken

    def release(
        self,
        token: str,
        leased: Sequence[str],
        taken: Sequence[Incoming],
        *,
        deferred: bool = False,
    ) -> None:
        """Release the lanes and the requests taken, which were not at fault."""
        self._failed_rounds.release(token, leased, taken, deferred=deferred)

    def end(self) -> None:
        """Release what could not be released before: this worker takes no more requests."""
        self._failed_rounds.release_pending()

    def answer(self, token: str, leased: Sequence[str], taken: Sequence[Incoming]) -> int:
        """Answer what was taken, in one transaction fenced by the token; return how many.

        Raises LeaseLostError, with nothing done, when any of the lanes is another worker's.
        """
        with writing(self._engine) as (connection, transaction):
            if not lanes.renew(connection, token, leased):
                raise LeaseLostError("Another worker answers these requests.")
            if not schema.is_current(connection):
                raise ContendedError("Head office was upgraded. Nothing was done.")
            waiting = inbox.still_waiting(connection, taken)
            todo = [incoming for incoming in taken if incoming.id in waiting]
            kept, self._reference = self._reference, None
            reference = up_to_date(connection, kept)
            done, parked = self._answering.answer_all(connection, reference, todo)
            rounds.end(connection, token, [incoming.id for incoming in taken])
            lanes.release(connection, token, leased)
            now = self._clock.within(connection).now()
            heartbeat.record_heartbeat(connection, self._name, now)
            note_time(connection, now)
            transaction.commit()
        # kept only now: what was half read when a round failed must not be used
        self._reference = reference
        if done or parked:
            over = {"", *(incoming.lane for incoming in todo)}
            self._reported = {(kind, what) for kind, what in self._reported if what not in over}
        if done:
            self._notify(RoundAnswered(requests=done))
        for notice in parked:
            self._notify(notice)
        return done + len(parked)

    def _notify_once(self, what: str, notice: Notice) -> None:
        """Report something about a lane or request, or "" for all, unless that was done already.

        What was reported of a lane, or of all, is over when something of it was answered.
        """
        known = (type(notice), what)
        if known not in self._reported:
            self._reported.add(known)
            self._notify(notice)
