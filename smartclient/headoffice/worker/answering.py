"""Answering: the answer to each request of a round, under a savepoint of its own.

A request that failed three times when it was tried alone, by an error of ours or because its
worker ended, is parked, so that it can't be tried for ever. What is wrong with the database, a
disk, a lock or a link is no request's fault and never counts.
"""

import logging
from collections.abc import Collection, Sequence
from typing import Final

from sqlalchemy import Connection

from smartclient.contract.messages import Answer, AnswerStatus
from smartclient.domain.errors import (
    ContendedError,
    FatalError,
    RefusedError,
    SignInError,
    TransientError,
    UnforeseenError,
)
from smartclient.domain.ids import Login, RequestId
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.office_clock import OfficeClock
from smartclient.headoffice.database.stored_states import DONE, PARKED
from smartclient.headoffice.handlers import handle
from smartclient.headoffice.handlers.conflicts import answer_parked_about_closed
from smartclient.headoffice.handlers.hidden_characters import with_cleaning
from smartclient.headoffice.handlers.lost_reply import answer_again
from smartclient.headoffice.handlers.reading import ReadRequest, answer_of, read_request
from smartclient.headoffice.handlers.together_answers import NotTogetherError, answer_members
from smartclient.headoffice.handlers.together_members import (
    LanesKept,
    lock_lanes_of,
    orders_in,
)
from smartclient.headoffice.handlers.withdraw import (
    answer_to_restored,
    drop_withdrawn,
    withdrawn_answer,
)
from smartclient.headoffice.inbox import inbox, lanes, open_work, rounds
from smartclient.headoffice.inbox.inbox import Incoming, PassedOn
from smartclient.headoffice.inbox.replies import put_replies
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction
from smartclient.headoffice.sales.reference_cache import ReferenceCache
from smartclient.headoffice.worker.notices import (
    Parked,
)

logger = logging.getLogger(__name__)

ATTEMPTS: Final = 3
"""How often a request fails, tried alone, before it is parked."""

_POISON = (
    "Head office could not answer this request. It is kept there, and support can see why. "
    "Try again later. Or take it back, and wait for the answer before you enter it again."
)


class Answering:
    """Answers the requests of one worker's rounds; it keeps each one's error when last tried."""

    def __init__(self, clock: OfficeClock) -> None:
        self._clock = clock
        self._errors: dict[str, str] = {}

    def answer_all(
        self, connection: Connection, reference: ReferenceCache, todo: Sequence[Incoming]
    ) -> tuple[int, list[Parked]]:
        """Answer requests; return how many have an answer, and those that were parked."""
        clock = self._clock.within(connection)
        now, today = clock.now(), schema.company_day(connection, clock)
        work = WorkerTransaction(connection, reference, now=now, today=today)
        readable = [_read(incoming) for incoming in todo]
        orders = [order for each in readable for order in orders_in(each)]
        ids = [incoming.id for incoming in todo]
        # before anything is read that the rules depend on
        lanes.lock_withdrawn(connection, todo)
        lock_lanes_of(readable, work)
        work.prepare(orders)
        work.withdrawals.prepare(ids)
        before = inbox.answered_before(connection, todo)
        work.devices.prepare({incoming.sender for incoming in todo})
        done: list[int] = []
        passed_on: list[int] = []
        parked: dict[int, Parked] = {}
        failed_lanes: set[str] = set()
        kept = LanesKept(readable, work)
        for each in readable:
            incoming = each.incoming
            if incoming.lane in failed_lanes or kept.is_kept(incoming):
                # its lane's order is kept: what failed before it is tried again first
                failed_lanes.add(incoming.lane)
                continue
            if incoming.id in before.replied:
                done.append(incoming.id)
                continue
            if incoming.id in before.lost and (each.body is not None or incoming.purged):
                work.act_as(incoming.sender)
                answer: Answer | PassedOn | None = answer_again(incoming, each.body, work)
            else:
                answer = self._answer_to(each, work, is_alone=len(todo) == 1)
            if answer is None:
                failed_lanes.add(incoming.lane)
                continue
            kept.answered(incoming)
            withdrawn = work.withdrawals.named_by(incoming.sender, incoming.request_id)
            drop_withdrawn(incoming, withdrawn, work)
            if isinstance(answer, PassedOn):
                passed_on.append(incoming.id)
                continue
            work.reply(incoming.sender, incoming.request_id, answer)
            if answer.status is AnswerStatus.PARKED:
                parked[incoming.id] = self._parked(incoming, answer)
            else:
                self._errors.pop(incoming.request_id, None)
                done.append(incoming.id)
        if todo and kept.are_kept(todo):
            raise ContendedError(
                "What stands together and came before it waits for its answer.",
                detail=f"request {todo[0].request_id}",
            )
        over = _store(
            work,
            done=done,
            passed_on=passed_on,
            parked=parked,
            stopped=[each.incoming for each in readable if each.incoming.id in parked],
        )
        left = [
            notice for notice in parked.values() if (notice.sender, notice.request_id) not in over
        ]
        return len(done) + len(passed_on) + len(parked) - len(left), left

    def _answer_to(
        self, readable: ReadRequest, work: WorkerTransaction, *, is_alone: bool
    ) -> Answer | PassedOn | None:
        """The answer to a request; None when it failed and is tried again."""
        incoming = readable.incoming
        if work.withdrawals.is_withdrawn(incoming.sender, incoming.request_id):
            if not work.was_carried_out_before(incoming.request):
                return withdrawn_answer(incoming, readable.body, work)
            answer = answer_to_restored(incoming, readable.body, work)
            if answer is not None:
                return answer
        return readable.answer or self._answer_one(readable, work, is_alone=is_alone)

    def _parked(self, incoming: Incoming, answer: Answer) -> Parked:
        why = answer.why.format(**answer.arguments) if answer.arguments else answer.why
        return Parked(
            request_id=incoming.request_id,
            sender=incoming.sender,
            lane=incoming.lane,
            error=self._errors.pop(incoming.request_id, why),
        )

    def _answer_one(
        self, readable: ReadRequest, work: WorkerTransaction, *, is_alone: bool
    ) -> Answer | PassedOn | None:
        """Answer one request under its own savepoint; None when it failed and is tried again."""
        incoming, body = readable.incoming, readable.body
        assert body is not None  # noqa: S101 (read, or answered already)
        backend, connection = backend_of(work.connection), work.connection
        backend.savepoints.begin(connection)
        mark = work.mark()
        try:
            work.act_as(incoming.sender)
            answer = handle(incoming, body, work)
            backend.savepoints.release(connection)
        except Exception as error:
            if is_database_trouble(error):
                # with the database, whatever the request
                raise
            if isinstance(error, RefusedError):
                backend.savepoints.roll_back(connection)
                work.roll_back(mark)
                if isinstance(error, NotTogetherError):
                    return answer_members(incoming, error, work)
                return answer_of(AnswerStatus.REJECTED, error)
            try:
                backend.savepoints.roll_back(connection)
            except Exception:  # noqa: BLE001 (whatever the server says, the transaction is lost)
                raise error from None
            work.roll_back(mark)
            return self._failed(incoming, error, work, is_alone=is_alone)
        if isinstance(answer, PassedOn):
            return answer
        return with_cleaning(answer, incoming.cleaned)

    def _failed(
        self, incoming: Incoming, error: Exception, work: WorkerTransaction, *, is_alone: bool
    ) -> Answer | None:
        """Record an error of ours; the answer when it was the last that is tolerated."""
        logger.error("request %s failed", incoming.request_id)
        logger.debug("request %s", incoming.request_id, exc_info=error)
        self._errors[incoming.request_id] = describe_error(error)
        if not is_alone:
            # what is wrong may be with the others
            rounds.isolate(work.connection, [incoming.id])
            rounds.note_error(work.connection, incoming.id, describe_error(error))
            return None
        rounds.count_failure(work.connection, incoming.id, describe_error(error))
        if incoming.failures + 1 < ATTEMPTS:
            return None
        return Answer(status=AnswerStatus.PARKED, why=_POISON)


def _store(
    work: WorkerTransaction,
    *,
    done: Sequence[int],
    passed_on: Sequence[int],
    parked: Collection[int],
    stopped: Sequence[Incoming],
) -> Collection[tuple[Login, RequestId]]:
    """Store the answers of a round; return which of the ``stopped`` are over already."""
    connection, now = work.connection, work.now
    inbox.mark_answered(connection, list(parked), PARKED, now)
    over = answer_parked_about_closed(stopped, work)
    work.finish()
    put_replies(connection, work.answers, now)
    inbox.mark_answered(connection, done, DONE, now)
    inbox.pass_on(connection, passed_on)
    open_work.put_parked(connection, list(parked), now)
    answered = {request_id for _, request_id, _ in work.answers}
    open_work.put_conflicts(connection, work.conflicts.saved, answered, now)
    return over


def is_database_trouble(error: Exception) -> bool:
    """Whether it is the database, its disk or the way there that failed, not a request.

    An error that no adapter knows may well be the request's.
    """
    if isinstance(error, UnforeseenError):
        return False
    return isinstance(error, TransientError | FatalError | SignInError)


def describe_error(error: Exception | None) -> str:
    """The class and sentence of an error, as they are stored with a request."""
    return f"{type(error).__name__}: {error}"


def _read(incoming: Incoming) -> ReadRequest:
    """Read a request that has not taken its worker down each time."""
    if incoming.failures >= ATTEMPTS:
        # nothing of it is read again
        answer = Answer(status=AnswerStatus.PARKED, why=_POISON)
        return ReadRequest(incoming=incoming, body=None, answer=answer)
    return read_request(incoming)
