"""Cases: an admin decides what a rep could not."""

from collections.abc import Collection
from dataclasses import replace

from smartclient.contract.admin_bodies import DecideCase
from smartclient.contract.cases import Case, CaseState
from smartclient.contract.messages import (
    Answer,
    AnswerStatus,
    CancelOrder,
    CreateCustomer,
    DeleteCustomer,
    UpdateCustomer,
)
from smartclient.domain.errors import RefusedError
from smartclient.domain.fields import NOTE
from smartclient.domain.ids import ConflictId
from smartclient.domain.rules.problems import ActionKind, FieldPolicy, ResolvedBy
from smartclient.headoffice.handlers.apply_resolution import Choice, apply_choice
from smartclient.headoffice.handlers.created_customer import with_created_by_conflict
from smartclient.headoffice.handlers.order_date import believed_time
from smartclient.headoffice.handlers.supersede import supersede_others
from smartclient.headoffice.handlers.together_answers import DecidedCase
from smartclient.headoffice.handlers.together_decisions import (
    CHANGED_MEANWHILE,
    carry_out_decided,
    refuse_whole,
)
from smartclient.headoffice.handlers.withdraw import close_withdrawn, is_withdrawn_conflict
from smartclient.headoffice.inbox.inbox import Incoming
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction
from smartclient.headoffice.sales.conflicts import OfficeConflict, OfficeConflictState
from smartclient.reconcile.actions import check_complete, decided
from smartclient.reconcile.conflict import Conflict, KeptDecision, Resolution

_ONLY_ADMINS = "Only an admin decides cases. Ask head office."
_NO_CASE = "There is no such case. Sync to see the cases there are."
_DECIDED_ALREADY = "{by} has decided this already: {decision}. Nothing was changed."
_TAKEN_BACK = "{rep} withdrew this, or replaced it by a later version. Nothing was changed."
_NOT_HANDED_BACK = (
    "The rep has taken this back and can do no more. Approve that, or refuse it: then it stays."
)
_STAYS = "Head office decided that this stays as it was confirmed."


def decide_case(incoming: Incoming, body: DecideCase, work: WorkerTransaction) -> Answer:
    """Answer an admin's decision, and with it the rep's newest request about the conflict."""
    if not work.is_admin(incoming.sender):
        raise RefusedError(_ONLY_ADMINS)
    stored = work.conflicts.get(body.conflict_id)
    if stored is not None and stored.lane != incoming.lane:
        # its rep may have sent another resolution, which is answered in the customer's lane
        work.lock_lane(stored.lane)
        stored = work.conflicts.get(body.conflict_id)
    case = work.cases.get(body.conflict_id)
    if stored is None or case is None:
        raise RefusedError(_NO_CASE)
    if case.state is CaseState.DECIDED or stored.state is not OfficeConflictState.WITH_ADMIN:
        return _decided_already(case)
    if is_withdrawn_conflict(stored, work):
        close_withdrawn(stored, incoming, work)
        return Answer(status=AnswerStatus.REJECTED, why=_TAKEN_BACK, arguments={"rep": case.rep})
    note = NOTE.read(body.note)
    kinds = {body.action.kind} | {answer.action.kind for answer in body.resolution.problems}
    if stored.conflict.together is not None and ActionKind.HAND_BACK not in kinds:
        return _decide_one_of_several(stored, body, note, incoming, work)
    outcome = _outcome(stored, body, kinds, note, incoming=incoming, work=work)
    outcome = with_created_by_conflict(outcome, stored, work)
    if outcome.status is AnswerStatus.AWAITING_DECISION:
        # the request is not what was decided: the case stays open, as it is now
        return Answer(status=AnswerStatus.REJECTED, why=CHANGED_MEANWHILE)
    work.reply(stored.sender, stored.newest_request_id, outcome)
    work.cases.decide(
        stored.conflict.id, _answered(body), by=incoming.sender, at=work.now, note=note
    )
    supersede_others(_subject_of(stored), outcome, stored.sender, incoming, work)
    return Answer(
        status=AnswerStatus.CONFIRMED, reasons=outcome.reasons, note=note, by=incoming.sender
    )


def _outcome(
    stored: OfficeConflict,
    body: DecideCase,
    kinds: Collection[ActionKind],
    note: str,
    *,
    incoming: Incoming,
    work: WorkerTransaction,
) -> Answer:
    """What a decision makes of a request."""
    if ActionKind.HAND_BACK in kinds:
        if isinstance(stored.body, CancelOrder | DeleteCustomer):
            raise RefusedError(_NOT_HANDED_BACK)
        return _hand_back(stored, note, incoming, work)
    if ActionKind.REFUSE in kinds:
        return _refuse(stored, note, incoming, work)
    return _carry_out(stored, body, note, incoming, work)


def _decide_one_of_several(
    stored: OfficeConflict, body: DecideCase, note: str, incoming: Incoming, work: WorkerTransaction
) -> Answer:
    """Answer an admin's decision about one of several: they are carried out, or refused, as one."""
    case = DecidedCase(
        id=stored.conflict.id, decision=_answered(body), by=incoming.sender, note=note
    )
    kinds = {body.action.kind} | {answer.action.kind for answer in body.resolution.problems}
    if kinds & {ActionKind.REFUSE, ActionKind.CANCEL}:
        case.record(work)
        refuse_whole(stored, _refuse(stored, note, incoming, work), incoming, work)
        return Answer(
            status=AnswerStatus.CONFIRMED,
            reasons=stored.conflict.problems,
            note=note,
            by=incoming.sender,
        )
    resolution = decided(stored.conflict, body.action, body.resolution)
    check_complete(stored.conflict, resolution, by_admin=True)
    decision = KeptDecision(resolution=resolution, by=incoming.sender, note=note)
    return carry_out_decided(stored, decision, case, incoming, work)


def _answered(body: DecideCase) -> str:
    """The decision: each problem's own action where they were answered one by one."""
    actions = dict.fromkeys(str(answer.action) for answer in body.resolution.problems)
    return ", ".join(actions) or str(body.action)


def _hand_back(
    stored: OfficeConflict, note: str, incoming: Incoming, work: WorkerTransaction
) -> Answer:
    """Hand the conflict back to the rep."""
    conflict = replace(
        _for_rep(stored.conflict),
        request_id=stored.newest_request_id,
        note=note,
        note_by=incoming.sender,
    )
    work.conflicts.save(
        replace(
            stored,
            state=OfficeConflictState.OPEN,
            conflict=replace(conflict, request_id=stored.conflict.request_id),
        )
    )
    return Answer(status=AnswerStatus.IN_CONFLICT, conflict=conflict, note=note, by=incoming.sender)


def _for_rep(conflict: Conflict) -> Conflict:
    problems = tuple(replace(p, settled_by=ResolvedBy.REP) for p in conflict.problems)
    fields = tuple(replace(f, settled_by=FieldPolicy.REP) for f in conflict.fields)
    return replace(conflict, problems=problems, fields=fields)


def _refuse(
    stored: OfficeConflict, note: str, incoming: Incoming, work: WorkerTransaction
) -> Answer:
    """Refuse the request; what was there before stays as it is."""
    work.conflicts.close(stored)
    held = work.orders.get_placed(stored.conflict.subject.id)
    customer = (
        work.context.customer_after_merging(stored.body.number)
        if isinstance(stored.body, UpdateCustomer | DeleteCustomer)
        else None
    )
    return Answer(
        status=AnswerStatus.REJECTED,
        order=held,
        customer=customer,
        customer_number_was=stored.body.provisional_number
        if isinstance(stored.body, CreateCustomer)
        else None,
        reasons=stored.conflict.problems,
        why=_STAYS if isinstance(stored.body, CancelOrder | DeleteCustomer) else "",
        note=note,
        by=incoming.sender,
    )


def _carry_out(
    stored: OfficeConflict, body: DecideCase, note: str, incoming: Incoming, work: WorkerTransaction
) -> Answer:
    resolution = decided(stored.conflict, body.action, body.resolution)
    check_complete(stored.conflict, resolution, by_admin=True)
    choice = Choice(
        resolution=resolution,
        chosen_by=incoming.sender,
        by_admin=True,
        cancelling=_cancels(resolution),
        request_id=stored.newest_request_id,
        received_at=incoming.received_at,
        made_at=believed_time(incoming, work),
        given_number=work.given_number(stored.sender, stored.conflict.request_id),
        conflict_id=stored.conflict.id,
        note=note,
    )
    outcome = apply_choice(stored, choice, work)
    match outcome.status:
        case AnswerStatus.IN_CONFLICT:
            return outcome
        case AnswerStatus.AWAITING_DECISION:
            return outcome
    work.conflicts.close(stored)
    return outcome


def _cancels(resolution: Resolution) -> bool:
    return any(answer.action.kind is ActionKind.CANCEL for answer in resolution.problems)


def _subject_of(stored: OfficeConflict) -> ConflictId | str:
    of_customer = isinstance(stored.body, UpdateCustomer | CreateCustomer | DeleteCustomer)
    return "" if of_customer else stored.conflict.subject.id


def _decided_already(case: Case) -> Answer:
    return Answer(
        status=AnswerStatus.REJECTED,
        why=_DECIDED_ALREADY,
        arguments={"by": case.decided_by or case.rep, "decision": case.decision},
        by=case.decided_by,
    )
