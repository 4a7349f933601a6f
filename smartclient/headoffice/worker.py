"""The worker: answers what waits in the inbox, each request exactly once, whatever happens.

A round is two transactions. The first leases lanes, takes the next requests of each and counts
the attempt; the second renews the lease, answers them and stores the replies, all or nothing. A
worker killed in between leaves requests that waited before and wait again, with one attempt
more. A request that was tried and not answered is tried alone; after three attempts it is
parked, so that it can't take others along for ever.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from smartclient.contract.messages import (
    AmendOrder,
    Answer,
    AnswerStatus,
    Body,
    PlaceOrder,
    body_of,
)
from smartclient.database.engines import writing
from smartclient.domain.clock import Clock
from smartclient.domain.errors import ContendedError, RefusedError, TransientError
from smartclient.domain.ids import new_id
from smartclient.headoffice import heartbeat, inbox, lanes, schema
from smartclient.headoffice.dialect import dialect_of
from smartclient.headoffice.handlers import handle
from smartclient.headoffice.handlers.checking import checked
from smartclient.headoffice.inbox import Incoming
from smartclient.headoffice.notices import (
    Answered,
    HeldUp,
    LanesLost,
    Notice,
    Parked,
    Stuck,
    Tell,
    tell_nobody,
)
from smartclient.headoffice.reference import Reference, up_to_date
from smartclient.headoffice.replies import put_replies
from smartclient.headoffice.work import Work

logger = logging.getLogger(__name__)

ATTEMPTS = 3
"""How often a request is tried before it is parked."""

ROUND = 200
"""How many requests share a commit at most."""

_PATIENCE = 8
"""How often in a row somebody else's locks are met before the caller is told."""

_GIVING_UP = 3
"""How often it is tried to give back what was not answered, while others hold locks on it."""

_POISON = (
    "Head office could not answer this request. It is kept there, and support can see why. "
    "Try again later, or take it back and enter it anew."
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
        self._clock = clock
        self._name = name
        self._tell = tell
        # what was told already, and is still so
        self._told: set[tuple[type[Notice], str]] = set()
        # what each request failed of when it was last tried
        self._errors: dict[str, str] = {}
        self._reference: Reference | None = None
        # attempts that came to nothing and could not be taken back, by the id in the inbox
        self._owed: list[int] = []

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
                    if not any(kind is HeldUp for kind, _ in self._told):
                        self._tell_once("", HeldUp(lane="", error=error))
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
        leased, taken = self.take(token, room)
        if not taken:
            return None
        try:
            return self.answer(token, leased, taken)
        except LeaseLostError:
            logger.warning("lease lost on %d lanes; their requests are another's", len(leased))
            self._tell_once("", LanesLost(lanes=len(leased)))
            self.give_up(token, leased, taken)
            return None
        except ContendedError as error:
            self.give_up(token, leased, taken, resting=len(taken) == 1)
            if len(taken) == 1:
                lane = taken[0].lane
                self._tell_once(lane, HeldUp(lane=lane, error=error))
            raise
        except TransientError:
            self.give_up(token, leased, taken)
            raise
        except Exception as error:
            # the attempts stay counted: from now on each is tried alone, the culprit too
            logger.exception("a round of %d requests failed", len(taken))
            alone = taken[0] if len(taken) == 1 else None
            # one that can't even be parked must not be taken again and again without a pause
            hopeless = alone is not None and alone.attempts > ATTEMPTS
            if alone is not None and hopeless:
                stuck = Stuck(request_id=alone.request_id, lane=alone.lane, error=_words(error))
                self._tell_once(alone.request_id, stuck)
            self.give_up(token, leased, (), resting=hopeless, culprit=alone, error=error)
            return 0

    def take(self, token: str, room: int) -> tuple[tuple[str, ...], tuple[Incoming, ...]]:
        """Lease lanes under ``token``, and take their next requests with the attempt counted."""
        with writing(self._engine) as (connection, transaction):
            schema.check_within(connection)
            owed = tuple(self._owed)
            inbox.count_attempts(connection, owed, -1)
            leased = lanes.lease(connection, token, room)
            taken = inbox.next_in_lanes(connection, leased, room) if leased else ()
            if taken or owed:
                transaction.commit()
        del self._owed[: len(owed)]
        return leased, taken

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
            lanes.release(connection, token, leased)
            heartbeat.beat(connection, self._name, self._clock.now())
            transaction.commit()
        # kept only now: what was half read when a round failed must not be judged by
        self._reference = reference
        if done or parked:
            over = {"", *(one.lane for one in todo)}
            self._told = {(kind, what) for kind, what in self._told if what not in over}
        if done:
            self._tell(Answered(requests=done))
        for one in parked:
            self._tell(one)
        return done + len(parked)

    def _tell_once(self, what: str, notice: Notice) -> None:
        """Tell something of a lane or request, or of "" for all, unless that was told already.

        What was told of a lane, or of all, is over when something of it was answered.
        """
        known = (type(notice), what)
        if known not in self._told:
            self._told.add(known)
            self._tell(notice)

    def give_up(
        self,
        token: str,
        leased: Sequence[str],
        untried: Sequence[Incoming],
        *,
        resting: bool = False,
        culprit: Incoming | None = None,
        error: Exception | None = None,
    ) -> None:
        """Give back the lanes, and the attempts on requests that were not tried.

        With ``resting`` the lanes are nobody's for a while; what ``culprit`` failed of is kept.
        Where the database can't be written to at all, the lease runs out by itself, and the
        attempts are taken back when it can be: a link that is cut is no request's fault.
        """
        for _ in range(_GIVING_UP):
            try:
                self._give_up(token, leased, untried, resting=resting, culprit=culprit, error=error)
            except ContendedError as contended:
                logger.info("lanes can't be given back yet: %s", contended.detail)
            except TransientError as away:
                logger.info("lanes can't be given back: %s", away.detail)
                break
            else:
                return
        self._owed += [incoming.id for incoming in untried]

    def _give_up(
        self,
        token: str,
        leased: Sequence[str],
        untried: Sequence[Incoming],
        *,
        resting: bool,
        culprit: Incoming | None,
        error: Exception | None,
    ) -> None:
        with writing(self._engine) as (connection, transaction):
            inbox.count_attempts(connection, [incoming.id for incoming in untried], -1)
            if culprit is not None:
                inbox.note_error(connection, culprit.id, _words(error))
            if resting:
                lanes.put_off(connection, token, leased)
            else:
                lanes.release(connection, token, leased)
            transaction.commit()

    def _answer_all(
        self, connection: Connection, reference: Reference, todo: Sequence[Incoming]
    ) -> tuple[int, list[Parked]]:
        """Answer what is to be done; return how many have an answer, and what was set aside."""
        now = self._clock.now()
        work = Work(connection, reference, now=now, today=self._clock.today())
        readable = [_read(incoming) for incoming in todo]
        orders = [
            one.body.order for one in readable if isinstance(one.body, PlaceOrder | AmendOrder)
        ]
        work.prepare(orders)
        done: list[int] = []
        parked: dict[int, Parked] = {}
        untried: list[int] = []
        failed_lanes: set[str] = set()
        for one in readable:
            incoming = one.incoming
            if incoming.lane in failed_lanes:
                # its lane's order is kept: what failed before it is tried again first
                untried.append(incoming.id)
                continue
            answer = one.answer or self._answer_one(one, work)
            if answer is None:
                failed_lanes.add(incoming.lane)
                continue
            work.reply(incoming.sender, incoming.request_id, answer)
            if answer.status is AnswerStatus.PARKED:
                parked[incoming.id] = self._parked(incoming, answer)
            else:
                self._errors.pop(incoming.request_id, None)
                done.append(incoming.id)
        work.finish()
        put_replies(connection, work.answers, now)
        inbox.mark_answered(connection, done, inbox.DONE, now)
        inbox.mark_answered(connection, list(parked), inbox.PARKED, now)
        inbox.count_attempts(connection, untried, -1)
        return len(done), list(parked.values())

    def _parked(self, incoming: Incoming, answer: Answer) -> Parked:
        why = answer.why.format(**answer.arguments) if answer.arguments else answer.why
        return Parked(
            request_id=incoming.request_id,
            sender=incoming.sender,
            lane=incoming.lane,
            error=self._errors.pop(incoming.request_id, why),
        )

    def _answer_one(self, one: _Readable, work: Work) -> Answer | None:
        """Answer one request under its own savepoint; None when it failed and is tried again."""
        incoming, body = one.incoming, one.body
        assert body is not None  # noqa: S101 (read, or answered already)
        dialect, connection = dialect_of(work.connection), work.connection
        dialect.save_point(connection)
        mark = work.mark()
        try:
            work.act_as(incoming.sender)
            answer = handle(incoming, body, work)
            dialect.release_save_point(connection)
        except RefusedError as error:
            dialect.roll_back_to_save_point(connection)
            work.roll_back(mark)
            return Answer(
                status=AnswerStatus.REJECTED, why=error.template, arguments=error.arguments
            )
        except TransientError:
            # the database is contended or gone: not this request's fault
            raise
        except Exception as error:  # noqa: BLE001 (one bad request must not stop the others)
            try:
                dialect.roll_back_to_save_point(connection)
            except Exception:  # noqa: BLE001 (whatever the server says, the transaction is lost)
                raise error from None
            work.roll_back(mark)
            return self._failed(incoming, error, work)
        return answer

    def _failed(self, incoming: Incoming, error: Exception, work: Work) -> Answer | None:
        logger.error("request %s failed, attempt %d", incoming.request_id, incoming.attempts)
        logger.debug("request %s", incoming.request_id, exc_info=error)
        self._errors[incoming.request_id] = _words(error)
        inbox.note_error(work.connection, incoming.id, _words(error))
        if incoming.attempts < ATTEMPTS:
            return None
        return Answer(status=AnswerStatus.PARKED, why=_POISON)


def _words(error: Exception | None) -> str:
    return f"{type(error).__name__}: {error}"


def _read(incoming: Incoming) -> _Readable:
    """Read a request; one that can't be read now may be after an upgrade, so it is parked."""
    if incoming.attempts > ATTEMPTS:
        # it took its worker down each time: nothing of it is looked at any more
        answer = Answer(status=AnswerStatus.PARKED, why=_POISON)
        return _Readable(incoming=incoming, body=None, answer=answer)
    if incoming.request is None:
        answer = Answer(status=AnswerStatus.PARKED, why=_UNKNOWN_KIND)
        return _Readable(incoming=incoming, body=None, answer=answer)
    try:
        body = body_of(incoming.request)
    except RefusedError as error:
        return _Readable(incoming=incoming, body=None, answer=_of(AnswerStatus.PARKED, error))
    try:
        return _Readable(incoming=incoming, body=checked(body), answer=None)
    except RefusedError as error:
        return _Readable(incoming=incoming, body=None, answer=_of(AnswerStatus.REJECTED, error))


def _of(status: AnswerStatus, error: RefusedError) -> Answer:
    return Answer(status=status, why=error.template, arguments=error.arguments)
