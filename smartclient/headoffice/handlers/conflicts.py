"""Conflicts: a rep resolves one, or escalates it to an admin."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from smartclient.contract.messages import (
    STANDS_ALONE,
    AmendOrder,
    Answer,
    AnswerStatus,
    EscalateConflict,
    PlaceOrder,
    ResolveConflict,
    Withdraw,
)
from smartclient.domain.errors import RefusedError
from smartclient.domain.fields import NOTE
from smartclient.domain.ids import ConflictId, Login, RequestId
from smartclient.domain.rules.problems import ActionKind
from smartclient.headoffice.database.stored_states import PARKED
from smartclient.headoffice.handlers.apply_resolution import Choice, apply_choice
from smartclient.headoffice.handlers.created_customer import with_created_by_conflict
from smartclient.headoffice.handlers.earlier_requests import readable
from smartclient.headoffice.handlers.escalation import open_case
from smartclient.headoffice.handlers.order_date import believed_time
from smartclient.headoffice.handlers.supersede import NOTHING_DONE, close, supersede_others
from smartclient.headoffice.handlers.together_decisions import resolve_whole
from smartclient.headoffice.handlers.withdraw import (
    close_withdrawn,
    is_withdrawn_conflict,
    order_now,
    withdraw,
)
from smartclient.headoffice.inbox import inbox
from smartclient.headoffice.inbox.inbox import Incoming
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction
from smartclient.headoffice.sales.conflicts import OfficeConflict, OfficeConflictState
from smartclient.reconcile.actions import check_complete
from smartclient.reconcile.conflict import Conflict

_UNKNOWN = "Head office no longer knows this conflict. Look at the record, and enter it again."
_WITH_ADMIN = "Head office is deciding about this already."
_ONE_OF_SEVERAL = (
    "This stands together with others, and head office can't decide about one of them alone. "
    "Resolve it, or cancel it: then nothing of it is carried out."
)


def escalate_conflict(
    incoming: Incoming, body: EscalateConflict, work: WorkerTransaction
) -> Answer:
    """Have an admin decide a conflict; the answer comes when one has."""
    stored = _of_sender(body.conflict_id, incoming, work)
    if stored is None:
        return _unknown(incoming, work)
    if stored.state is OfficeConflictState.CLOSED:
        return _resolved_already(stored, incoming, work)
    if _is_withdrawn(stored, incoming, work):
        return close_withdrawn(stored, incoming, work)
    if stored.conflict.together is not None:
        return _not_resolved(stored, RefusedError(_ONE_OF_SEVERAL), incoming, work)
    note = NOTE.read(body.note)
    passed_on = replace(
        stored,
        state=OfficeConflictState.WITH_ADMIN,
        newest_request_id=incoming.request_id,
        conflict=replace(stored.conflict, note=note, note_by=incoming.sender),
    )
    work.conflicts.save(passed_on)
    open_case(passed_on, work, note=note)
    return Answer(
        status=AnswerStatus.AWAITING_DECISION, conflict=_as_answer(passed_on.conflict, incoming)
    )


def resolve_conflict(incoming: Incoming, body: ResolveConflict, work: WorkerTransaction) -> Answer:
    """Resolve a conflict as its rep chose, evaluated by current data."""
    stored = _of_sender(body.conflict_id, incoming, work)
    if stored is None:
        return _unknown(incoming, work)
    if stored.state is OfficeConflictState.CLOSED:
        return _resolved_already(stored, incoming, work)
    if _is_withdrawn(stored, incoming, work):
        return close_withdrawn(stored, incoming, work)
    if stored.conflict.together is not None:
        return _resolve_one_of_several(stored, body, incoming, work)
    cancelling = any(answer.action.kind is ActionKind.CANCEL for answer in body.resolution.problems)
    choice = Choice(
        resolution=body.resolution,
        chosen_by=incoming.sender,
        by_admin=False,
        cancelling=cancelling,
        request_id=incoming.request_id,
        received_at=incoming.received_at,
        made_at=believed_time(incoming, work),
        given_number=work.given_number(incoming.sender, incoming.request_id),
    )
    try:
        check_complete(stored.conflict, body.resolution)
        # what is refused here is refused before anything is written
        answer = apply_choice(stored, choice, work)
    except RefusedError as error:
        return _not_resolved(stored, error, incoming, work)
    close(stored, incoming, incoming.request_id, work)
    answer = with_created_by_conflict(answer, stored, work)
    supersede_others(_subject_of(stored), answer, stored.sender, incoming, work)
    return answer


def _resolve_one_of_several(
    stored: OfficeConflict, body: ResolveConflict, incoming: Incoming, work: WorkerTransaction
) -> Answer:
    if stored.state is OfficeConflictState.WITH_ADMIN:
        return _not_resolved(stored, RefusedError(_WITH_ADMIN), incoming, work)
    try:
        check_complete(stored.conflict, body.resolution)
    except RefusedError as error:
        return _not_resolved(stored, error, incoming, work)
    return resolve_whole(stored, body.resolution, incoming, work)


def answer_parked_about_closed(
    stopped: Iterable[Incoming], work: WorkerTransaction
) -> frozenset[tuple[Login, RequestId]]:
    """Answer what is parked about conflicts that are closed, as if it came only now.

    Those are the conflicts closed in this transaction, and the ones that the requests just
    ``stopped`` are about. Only the device that sent such a request would show it. Return what was
    answered.
    """
    named = {named_id for incoming in stopped if (named_id := _answered_in(incoming)) is not None}
    answered = set()
    for conflict_id in sorted(named | work.conflicts.saved):
        stored = work.conflicts.get(conflict_id)
        if stored is None or stored.state is not OfficeConflictState.CLOSED:
            continue
        for incoming in _parked_resolutions(stored, work):
            sender, request_id = incoming.sender, incoming.request_id
            if inbox.close_unanswered(work.connection, sender, request_id, PARKED, work.now):
                work.reply(sender, request_id, _resolved_already(stored, incoming, work))
                answered.add((sender, request_id))
    return frozenset(answered)


def _parked_resolutions(stored: OfficeConflict, work: WorkerTransaction) -> Iterator[Incoming]:
    """Yield the parked requests with which a rep answers a conflict."""
    ids = inbox.stopped_naming(work.connection, stored.sender, (stored.conflict.id,))
    for held in inbox.arrived_requests(work.connection, stored.sender, ids).values():
        if _answered_in(held.incoming) == stored.conflict.id:
            yield held.incoming


def _answered_in(incoming: Incoming) -> ConflictId | None:
    """The conflict that a request answers, None for one that answers none."""
    body = readable(incoming)
    return body.conflict_id if isinstance(body, ResolveConflict | EscalateConflict) else None


def _of_sender(
    conflict_id: ConflictId, incoming: Incoming, work: WorkerTransaction
) -> OfficeConflict | None:
    """A conflict of the sender's own; nobody else resolves it until this is answered."""
    stored = work.conflicts.get(conflict_id)
    if stored is None or stored.sender != incoming.sender:
        return None
    if stored.lane != incoming.lane:
        # its customer is another rep's by now, or an admin may be deciding in its lane
        work.lock_lane(stored.lane)
        stored = work.conflicts.get(conflict_id)
    return stored


def _is_withdrawn(stored: OfficeConflict, incoming: Incoming, work: WorkerTransaction) -> bool:
    """Whether an answer to a conflict comes after the conflict's request was withdrawn."""
    return not work.was_carried_out_before(incoming.request) and is_withdrawn_conflict(stored, work)


def _subject_of(stored: OfficeConflict) -> str:
    """The subject whose other conflicts may be resolved too: only orders have one common state."""
    return stored.conflict.subject.id if isinstance(stored.body, PlaceOrder | AmendOrder) else ""


def _not_resolved(
    stored: OfficeConflict, error: RefusedError, incoming: Incoming, work: WorkerTransaction
) -> Answer:
    """The conflict as it is now: the answers do not fit it any more, or can't be carried out."""
    work.conflicts.save(replace(stored, newest_request_id=incoming.request_id))
    with_admin = stored.state is OfficeConflictState.WITH_ADMIN
    return Answer(
        status=AnswerStatus.AWAITING_DECISION if with_admin else AnswerStatus.IN_CONFLICT,
        # still about the first request: these answers changed nothing in it
        conflict=stored.conflict,
        why=error.template,
        arguments=error.arguments,
    )


def _as_answer(conflict: Conflict, incoming: Incoming) -> Conflict:
    return replace(conflict, request_id=incoming.request_id)


def _resolved_already(
    stored: OfficeConflict, incoming: Incoming, work: WorkerTransaction
) -> Answer:
    """The outcome of a conflict that was resolved before this request arrived."""
    answer = work.answer_to(stored.sender, stored.newest_request_id)
    if answer is None:
        return _unknown(incoming, work)
    if answer.status is AnswerStatus.PARKED:
        # a later version replaced it, and is parked itself
        return replace(NOTHING_DONE, order=order_now(incoming, stored.body, work))
    if answer.conflict is not None:
        later = work.conflicts.get(answer.conflict.id)
        if later is not None and later.state is not OfficeConflictState.CLOSED:
            # the last request about it gets the outcome
            work.conflicts.save(replace(later, newest_request_id=incoming.request_id))
    return answer


def _unknown(incoming: Incoming, work: WorkerTransaction) -> Answer:
    """Answer about a conflict that is not there.

    After a restore from a backup the request that raised it may have been accepted this time; then
    its answer is the answer to everything that followed it. Else the rep is advised to enter it
    again, so that request, should it still come or be tried, is not to be carried out as well.
    """
    raised_by = _replaced_resolutions(incoming, work)
    for request_id in raised_by:
        earlier = work.answer_to(incoming.sender, request_id)
        if earlier is not None and earlier.status.succeeded:
            return earlier
    if raised_by:
        withdraw(incoming, Withdraw(requests=raised_by), work)
    return Answer(status=AnswerStatus.REJECTED, why=_UNKNOWN)


def _replaced_resolutions(incoming: Incoming, work: WorkerTransaction) -> tuple[RequestId, ...]:
    """The resolutions that this one replaces, the last first, and the request they are about.

    What that request replaced is an earlier version, and its answer is none to this.
    """
    found: list[RequestId] = []
    before = None if incoming.request is None else incoming.request.replaces
    while before is not None and before not in found:
        found.append(before)
        held = inbox.arrived_requests(work.connection, incoming.sender, [before]).get(before)
        request = None if held is None else held.incoming.request
        before = None if request is None or request.kind in STANDS_ALONE else request.replaces
    return tuple(found)
