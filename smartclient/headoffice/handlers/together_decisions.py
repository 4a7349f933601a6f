"""Decisions about one of several requests that stand together carry out all, or refuse all."""

from dataclasses import replace

from smartclient.contract.messages import AmendOrder, Answer, AnswerStatus, PlaceOrder
from smartclient.contract.together import Together
from smartclient.domain.errors import RefusedError
from smartclient.domain.rules.problems import ActionKind
from smartclient.headoffice.handlers.reading import ReadRequest, read_request
from smartclient.headoffice.handlers.supersede import NOTHING_DONE
from smartclient.headoffice.handlers.together import carry_out_members
from smartclient.headoffice.handlers.together_answers import (
    DecidedCase,
    NotTogetherError,
    close_over,
    held_back,
    store,
)
from smartclient.headoffice.handlers.together_members import members_of
from smartclient.headoffice.inbox import inbox
from smartclient.headoffice.inbox.inbox import Incoming
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction
from smartclient.headoffice.sales.conflicts import OfficeConflict
from smartclient.reconcile.conflict import KeptDecision, Resolution

CHANGED_MEANWHILE = "The data changed meanwhile. Look at the case again, then decide."
_STANDS_TOGETHER = (
    "This order stands together with others and is in conflict. Resolve the conflict, or cancel "
    "the order: then nothing of it is carried out."
)
_WAITS_FOR_ANOTHER = (
    "This stands together with others, of which one could not be carried out. Resolve that one "
    "first, where they were entered."
)
_PURGED = (
    "What stands together with it is no longer here, so it can't be carried out. Refuse it, and "
    "have its rep enter it again."
)


def check_not_alone(
    incoming: Incoming, body: PlaceOrder | AmendOrder, work: WorkerTransaction
) -> None:
    """Raise RefusedError for a request that would carry out one of several by itself.

    What was carried out before head office was restored comes by itself.
    """
    for kept in work.conflicts.open_about(body.order.id):
        is_one_of_several = kept.conflict.together is not None and kept.sender == incoming.sender
        if is_one_of_several and not work.given_number(incoming.sender, incoming.request_id):
            raise RefusedError(_STANDS_TOGETHER)


def refuse_whole(
    kept: OfficeConflict, answer: Answer, incoming: Incoming, work: WorkerTransaction
) -> None:
    """Answer a member, and refuse all that stands together with it, or withdraw all."""
    _, read = _whole(kept, work)
    others = NOTHING_DONE if answer.withdrawn else held_back(kept.conflict.subject.label)
    found = [one.incoming for one in read]
    mine = kept.conflict.request_id
    store([(one, answer if one.request_id == mine else others) for one in found], work)
    for each in work.conflicts.raised_by(kept.sender, [one.request_id for one in found]):
        close_over(each, incoming, work)
    if not found:
        close_over(kept, incoming, work)
        work.reply(kept.sender, kept.newest_request_id, answer)


def resolve_whole(
    kept: OfficeConflict, resolution: Resolution, incoming: Incoming, work: WorkerTransaction
) -> Answer:
    """Carry out what stands together as its rep resolved one, on another device; its answer.

    Raises NotTogetherError where not all are carried out: the conflict stays as it is now.
    """
    if any(answer.action.kind is ActionKind.CANCEL for answer in resolution.problems):
        refuse_whole(kept, NOTHING_DONE, incoming, work)
        return NOTHING_DONE
    decision = KeptDecision(resolution=resolution, by=incoming.sender, by_admin=False)
    mine = kept.conflict.request_id
    try:
        _carry_out(kept, decision, incoming, work)
    except NotTogetherError as error:
        given = {one.request_id: answer for one, answer in error.instead.answered}
        answer = given.get(mine) or Answer(
            status=AnswerStatus.IN_CONFLICT, conflict=kept.conflict, why=_WAITS_FOR_ANOTHER
        )
        stays = () if mine in given else (kept,)
        conflicts = [
            replace(each, newest_request_id=incoming.request_id)
            if each.conflict.id == kept.conflict.id
            else each
            for each in (*error.instead.conflicts, *stays)
        ]
        instead = replace(error.instead, conflicts=conflicts)
        raise NotTogetherError(instead=instead, answer=answer) from None
    return work.answer_to(incoming.sender, mine) or NOTHING_DONE


def carry_out_decided(
    kept: OfficeConflict,
    decision: KeptDecision,
    case: DecidedCase,
    incoming: Incoming,
    work: WorkerTransaction,
) -> Answer:
    """Carry out what stands together as an admin decided about one; the answer to the admin.

    Raises NotTogetherError where another is not carried out: the decision stands, and counts when
    all of them come again, or another one is decided.
    """
    done = Answer(status=AnswerStatus.CONFIRMED, note=decision.note, by=incoming.sender)
    case.record(work)
    try:
        _carry_out(kept, decision, incoming, work)
    except NotTogetherError as error:
        kept_now = {each.conflict.id: each.conflict for each in error.instead.conflicts}
        now = kept_now.get(kept.conflict.id)
        if now is not None and now.decision is None:
            # what is asked about it now is not what was decided
            changed = Answer(status=AnswerStatus.REJECTED, why=CHANGED_MEANWHILE)
            raise NotTogetherError(instead=error.instead, answer=changed) from None
        raise NotTogetherError(instead=error.instead, answer=done, decided=case) from None
    return done


def _carry_out(
    kept: OfficeConflict, decision: KeptDecision, incoming: Incoming, work: WorkerTransaction
) -> None:
    """Carry out all that stands together, one of them as it is decided."""
    carrier, read = _whole(kept, work)
    if carrier is None:
        raise RefusedError(_PURGED)
    for lane in sorted({one.incoming.lane for one in read} - {incoming.lane, kept.lane}):
        work.lock_lane(lane)
    work.withdrawals.prepare([carrier.id])
    work.devices.prepare({carrier.sender})
    work.conflicts.save(replace(kept, conflict=replace(kept.conflict, decision=decision)))
    outcome = carry_out_members(carrier, read, work)
    work.reply(carrier.sender, carrier.request_id, outcome)


def _whole(
    kept: OfficeConflict, work: WorkerTransaction
) -> tuple[Incoming | None, list[ReadRequest]]:
    """The request that carries a member with others, and all of them as they were read."""
    carrier_id = kept.conflict.together
    assert carrier_id is not None  # noqa: S101 (its callers look)
    held = inbox.arrived_requests(work.connection, kept.sender, [carrier_id]).get(carrier_id)
    if held is None or held.incoming.request is None:
        return None, []
    read = read_request(held.incoming)
    if not isinstance(read.body, Together):
        return None, []
    found = members_of(held.incoming, read.body, work)
    return held.incoming, [read_request(member) for member in found]
