"""The worker: answers what waits in the inbox, each request exactly once, whatever happens.

A round is two transactions. The first leases lanes, takes the next requests of each and writes
the round down; the second renews the lease, answers them and stores the replies, all or nothing. A
worker killed in between leaves requests that waited before and wait again, and are tried one by
one. A request that failed three times when it was tried alone, by an error of ours or because its
worker ended, is parked, so that it can't be tried for ever. What is wrong with the database, a
disk, a lock or a link is no request's fault and never counts.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Engine

from smartclient.contract.amounts import check_amounts
from smartclient.contract.messages import (
    AmendOrder,
    Answer,
    AnswerStatus,
    Body,
    PlaceOrder,
    decode_body,
)
from smartclient.database.transactions import writing
from smartclient.domain.clock import Clock
from smartclient.domain.errors import (
    ContendedError,
    FatalError,
    RefusedError,
    SignInError,
    TransientError,
    UnforeseenError,
)
from smartclient.domain.ids import new_id
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.office_clock import OfficeClock, note_time
from smartclient.headoffice.database.stored_states import DONE, PARKED
from smartclient.headoffice.handlers import handle
from smartclient.headoffice.handlers.conflicts import answer_what_is_stopped
from smartclient.headoffice.handlers.hidden_characters import (
    with_cleaning,
    without_hidden_characters,
)
from smartclient.headoffice.handlers.validation import validated
from smartclient.headoffice.handlers.withdraw import (
    answer_to_what_came_back,
    drop_withdrawn,
    withdrawn_answer,
)
from smartclient.headoffice.inbox import inbox, lanes, number_claims, open_work, rounds
from smartclient.headoffice.inbox.inbox import Incoming
from smartclient.headoffice.inbox.replies import put_replies
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction
from smartclient.headoffice.sales.reference_cache import ReferenceCache, up_to_date
from smartclient.headoffice.worker import heartbeat
from smartclient.headoffice.worker.notices import (
    LanesLost,
    LockContention,
    Notice,
    Parked,
    RoundAnswered,
    Stuck,
    Tell,
    tell_nobody,
)
from smartclient.headoffice.worker.unanswered import Unanswered

logger = logging.getLogger(__name__)

ATTEMPTS = 3
"""How often a request fails, tried alone, before it is parked."""

ROUND = 200
"""How many requests share a commit at most."""

_PATIENCE = 8
"""How often in a row somebody else's locks are met before the caller is told."""

_POISON = (
    "Head office could not answer this request. It is kept there, and support can see why. "
    "Try again later. Or take it back, and wait for the answer before you enter it again."
)
_UNKNOWN_KIND = (
    "This request was made by a newer Smart Client than head office runs. "
    "It is kept; head office must be upgraded."
)


class LeaseLostError(TransientError):
    """Another worker took the lanes over: this one was too slow, and does nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Readable:
    """A request that was read: what it asks, or the answer when that can't be read."""

    incoming: Incoming
    body: Body | None
    answer: Answer | None


class Worker:
    """One worker. Several may run at once, on several machines."""

    def __init__(
        self, engine: Engine, clock: Clock, *, name: str, tell: Tell = tell_nobody
    ) -> None:
        self._engine = engine
        self._clock = OfficeClock(engine, clock)
        self._name = name
        self._tell = tell
        # what was told already, and is still so
        self._told: set[tuple[type[Notice], str]] = set()
        # what each request failed of when it was last tried
        self._errors: dict[str, str] = {}
        self._reference: ReferenceCache | None = None
        self._unanswered = Unanswered(engine)

    def answer_waiting(self, limit: int | None = None) -> int:
        """Answer what waits, at most ``limit`` requests; return how many were.

        What meets a lock of somebody else's is tried again, fewer at a time; what meets one even
        alone rests for a while. Raises ContendedError when for that reason nothing was answered.
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
                    if not any(kind is LockContention for kind, _ in self._told):
                        self._notify_once("", LockContention(lane="", error=error))
                    break
                continue
            except TransientError as error:
                if not answered:
                    raise
                # what was answered is told; whoever calls again meets the trouble then
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

        The requests whose turn comes again, because they failed, are not counted. None too when
        what was taken has become another worker's.
        """
        token = new_id()
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
            self.release(token, leased, taken, resting=len(taken) == 1)
            if len(taken) == 1:
                lane = taken[0].lane
                self._notify_once(lane, LockContention(lane=lane, error=error))
            raise
        except Exception as error:
            if _is_trouble(error):
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
            stuck = Stuck(request_id=alone.request_id, lane=alone.lane, error=_describe(error))
            self._notify_once(alone.request_id, stuck)
        self._unanswered.write_off(token, leased, taken, resting=hopeless, error=_describe(error))

    def claim(self, token: str, room: int) -> tuple[tuple[str, ...], tuple[Incoming, ...]]:
        """Lease lanes under ``token``, and take their next requests for the round of that name."""
        with writing(self._engine) as (connection, transaction):
            schema.require_current_schema(connection)
            owed = self._unanswered.give_back_owed_within(connection)
            number_claims.make_room(connection, self._clock.within(connection).now())
            leased = lanes.lease(connection, token, room)
            taken = rounds.claim_next(connection, token, leased, room) if leased else ()
            if taken or owed:
                transaction.commit()
        self._unanswered.forget(owed)
        return leased, taken

    def release(
        self,
        token: str,
        leased: Sequence[str],
        taken: Sequence[Incoming],
        *,
        resting: bool = False,
    ) -> None:
        """Give back the lanes and the requests taken, which were not at fault."""
        self._unanswered.give_back(token, leased, taken, resting=resting)

    def end(self) -> None:
        """Give back what could not be given back before: this worker takes nothing any more."""
        self._unanswered.give_back_owed()

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
            done, parked = self._answer_all(connection, reference, todo)
            rounds.end(connection, token, [incoming.id for incoming in taken])
            lanes.release(connection, token, leased)
            now = self._clock.within(connection).now()
            heartbeat.beat(connection, self._name, now)
            note_time(connection, now)
            transaction.commit()
        # kept only now: what was half read when a round failed must not be judged by
        self._reference = reference
        if done or parked:
            over = {"", *(one.lane for one in todo)}
            self._told = {(kind, what) for kind, what in self._told if what not in over}
        if done:
            self._tell(RoundAnswered(requests=done))
        for one in parked:
            self._tell(one)
        return done + len(parked)

    def _notify_once(self, what: str, notice: Notice) -> None:
        """Tell something of a lane or request, or of "" for all, unless that was told already.

        What was told of a lane, or of all, is over when something of it was answered.
        """
        known = (type(notice), what)
        if known not in self._told:
            self._told.add(known)
            self._tell(notice)

    def _answer_all(
        self, connection: Connection, reference: ReferenceCache, todo: Sequence[Incoming]
    ) -> tuple[int, list[Parked]]:
        """Answer what is to be done; return how many have an answer, and what was set aside."""
        clock = self._clock.within(connection)
        now, today = clock.now(), schema.company_day(connection, clock)
        work = WorkerTransaction(connection, reference, now=now, today=today)
        readable = [_read(incoming) for incoming in todo]
        orders = [
            one.body.order for one in readable if isinstance(one.body, PlaceOrder | AmendOrder)
        ]
        ids = [incoming.id for incoming in todo]
        # before anything is read by which they are judged
        lanes.hold_withdrawn(connection, ids)
        work.prepare(orders)
        work.withdrawals.prepare(ids)
        done: list[int] = []
        parked: dict[int, Parked] = {}
        failed_lanes: set[str] = set()
        for one in readable:
            incoming = one.incoming
            if incoming.lane in failed_lanes:
                # its lane's order is kept: what failed before it is tried again first
                continue
            answer = self._answer_to(one, work, is_alone=len(todo) == 1)
            if answer is None:
                failed_lanes.add(incoming.lane)
                continue
            withdrawn = work.withdrawals.named_by(incoming.sender, incoming.request_id)
            drop_withdrawn(incoming, withdrawn, work)
            work.reply(incoming.sender, incoming.request_id, answer)
            if answer.status is AnswerStatus.PARKED:
                parked[incoming.id] = self._parked(incoming, answer)
            else:
                self._errors.pop(incoming.request_id, None)
                done.append(incoming.id)
        inbox.mark_answered(connection, list(parked), PARKED, now)
        stopped = [one.incoming for one in readable if one.incoming.id in parked]
        over = answer_what_is_stopped(stopped, work)
        work.finish()
        put_replies(connection, work.answers, now)
        inbox.mark_answered(connection, done, DONE, now)
        open_work.put_parked(connection, list(parked), now)
        answered = {request_id for _, request_id, _ in work.answers}
        open_work.put_conflicts(connection, work.conflicts.saved, answered, now)
        left = [one for one in parked.values() if (one.sender, one.request_id) not in over]
        return len(done) + len(parked) - len(left), left

    def _answer_to(
        self, one: _Readable, work: WorkerTransaction, *, is_alone: bool
    ) -> Answer | None:
        """Return the answer to a request; None when it failed and is tried again."""
        incoming = one.incoming
        if work.withdrawals.is_withdrawn(incoming.sender, incoming.request_id):
            if not work.was_carried_out_before(incoming.request):
                return withdrawn_answer(incoming, one.body, work)
            answer = answer_to_what_came_back(incoming, one.body, work)
            if answer is not None:
                return answer
        return one.answer or self._answer_one(one, work, is_alone=is_alone)

    def _parked(self, incoming: Incoming, answer: Answer) -> Parked:
        why = answer.why.format(**answer.arguments) if answer.arguments else answer.why
        return Parked(
            request_id=incoming.request_id,
            sender=incoming.sender,
            lane=incoming.lane,
            error=self._errors.pop(incoming.request_id, why),
        )

    def _answer_one(
        self, one: _Readable, work: WorkerTransaction, *, is_alone: bool
    ) -> Answer | None:
        """Answer one request under its own savepoint; None when it failed and is tried again."""
        incoming, body = one.incoming, one.body
        assert body is not None  # noqa: S101 (read, or answered already)
        backend, connection = backend_of(work.connection), work.connection
        backend.savepoints.begin(connection)
        mark = work.mark()
        try:
            work.act_as(incoming.sender)
            answer = with_cleaning(handle(incoming, body, work), incoming.cleaned)
            backend.savepoints.release(connection)
        except Exception as error:
            if _is_trouble(error):
                # with the database, whatever was asked
                raise
            if isinstance(error, RefusedError):
                backend.savepoints.roll_back(connection)
                work.roll_back(mark)
                return _of(AnswerStatus.REJECTED, error)
            try:
                backend.savepoints.roll_back(connection)
            except Exception:  # noqa: BLE001 (whatever the server says, the transaction is lost)
                raise error from None
            work.roll_back(mark)
            return self._failed(incoming, error, work, is_alone=is_alone)
        return answer

    def _failed(
        self, incoming: Incoming, error: Exception, work: WorkerTransaction, *, is_alone: bool
    ) -> Answer | None:
        """Note an error of ours; the answer when it was the last that is borne with."""
        logger.error("request %s failed", incoming.request_id)
        logger.debug("request %s", incoming.request_id, exc_info=error)
        self._errors[incoming.request_id] = _describe(error)
        if not is_alone:
            # what is wrong may be with the others
            rounds.isolate(work.connection, [incoming.id])
            rounds.note_error(work.connection, incoming.id, _describe(error))
            return None
        rounds.count_failure(work.connection, incoming.id, _describe(error))
        if incoming.failures + 1 < ATTEMPTS:
            return None
        return Answer(status=AnswerStatus.PARKED, why=_POISON)


def _is_trouble(error: Exception) -> bool:
    """Tell whether it is the database, its disk or the way there that failed, not a request.

    What no adapter knows may well be the request's.
    """
    if isinstance(error, UnforeseenError):
        return False
    return isinstance(error, TransientError | FatalError | SignInError)


def _describe(error: Exception | None) -> str:
    return f"{type(error).__name__}: {error}"


def _read(incoming: Incoming) -> _Readable:
    """Read a request; one that can't be read now may be after an upgrade, so it is parked."""
    if incoming.failures >= ATTEMPTS:
        # it took its worker down each time: nothing of it is looked at any more
        answer = Answer(status=AnswerStatus.PARKED, why=_POISON)
        return _Readable(incoming=incoming, body=None, answer=answer)
    if incoming.request is None:
        answer = Answer(status=AnswerStatus.PARKED, why=_UNKNOWN_KIND)
        return _Readable(incoming=incoming, body=None, answer=answer)
    try:
        body = decode_body(incoming.request)
    except RefusedError as error:
        return _Readable(incoming=incoming, body=None, answer=_of(AnswerStatus.PARKED, error))
    try:
        check_amounts(incoming.request.body)
        body, cleaned = without_hidden_characters(body)
        incoming = replace(incoming, cleaned=cleaned)
        return _Readable(incoming=incoming, body=validated(body), answer=None)
    except RefusedError as error:
        return _Readable(incoming=incoming, body=None, answer=_of(AnswerStatus.REJECTED, error))


def _of(status: AnswerStatus, error: RefusedError) -> Answer:
    return Answer(status=status, why=error.template, arguments=error.arguments)
