"""Updating: the one way from a request to change a customer to head office's answer.

A rep's change, a rep's resolution and an admin's decision all end here: what both sides changed
is resolved by the fields' policies, or becomes a conflict for a person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from smartclient.contract.messages import Answer, AnswerStatus, UpdateCustomer
from smartclient.domain.check_out import CheckOut
from smartclient.domain.ids import ConflictId, Login, RequestId
from smartclient.domain.rules.problems import Change, FieldPolicy, RuleCode
from smartclient.domain.sales.customers import Customer, EditableField, EditTime, FieldChange
from smartclient.domain.sales.order_diff import was_cleaned
from smartclient.domain.tasks import Subject, SubjectType
from smartclient.headoffice.handlers.escalation import open_case
from smartclient.headoffice.handlers.orders import not_your_customer
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction
from smartclient.headoffice.sales.change_log import LoggedChange, changes_of
from smartclient.headoffice.sales.conflicts import (
    OfficeConflict,
    OfficeConflictState,
    conflict_id_for,
)
from smartclient.headoffice.sales.field_edits import EditTimes
from smartclient.reconcile.conflict import Conflict, ConflictKind, FieldConflict
from smartclient.reconcile.field_policies import FieldEditTimes, resolve_fields
from smartclient.reconcile.merge import three_way_merge

_REFUSED = "Head office changed this too ({fields}), and its value stays. Look at it again."


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerUpdateRequest:
    """A request to change a customer, and whom the answer is for.

    The fields are those of ``OrderRequest``; ``made_at`` is when each field was changed.
    """

    sender: Login
    request_id: RequestId
    body: UpdateCustomer
    lane: str
    made_at: EditTimes
    conflict_id: ConflictId | None = None
    report: tuple[Change, ...] = ()
    by: Login | None = None
    note: str = ""


def answer_update(request: CustomerUpdateRequest, work: WorkerTransaction) -> Answer:
    """Merge the change into the customer as it is now, and return the answer."""
    customer = work.context.customer_after_merging(request.body.number)
    if customer is None or request.sender not in customer.reps:
        return Answer(
            status=AnswerStatus.REJECTED, reasons=(not_your_customer(request.body.number),)
        )
    held = work.context.held_by_another(customer, request.sender)
    theirs = {name: getattr(customer, name) for name in EditableField}
    if held is not None and request.by is None:
        left = _held_back(request.body, theirs, held)
        if left:
            return _conflict(request, customer, left, {}, work, held=held)
    base = {**theirs, **{change.field: change.base for change in request.body.changes}}
    mine = {change.field: change.mine for change in request.body.changes}
    merge = three_way_merge(_text(base), _text(mine), _text(theirs))
    log = changes_of(work.connection, "customer", customer.number) if merge.conflicts else ()
    collided = [_collision(name, base, mine, theirs, log) for name in merge.conflicts]
    resolved = resolve_fields(
        collided, work.context.policies(), edited=_edit_times(request, customer, collided, work)
    )
    if resolved.refused:
        return Answer(
            status=AnswerStatus.REJECTED,
            customer=customer,
            why=_REFUSED,
            arguments={"fields": ", ".join(resolved.refused)},
        )
    if resolved.left:
        alone = _merged_alone(request, {**merge.merged, **resolved.values}, resolved.left, log)
        return _conflict(request, customer, resolved.left, alone, work)
    values = {**merge.merged, **resolved.values}
    changed = {name: values[name] for name in EditableField if values[name] != theirs[name]}
    work.customers.change(customer.number, changed)
    work.edits.note(customer.number, changed, made_at=request.made_at, applied_at=work.now)
    work.context.forget_customer(customer.number)
    report = (*request.report, *_mapped(request, customer), *resolved.report)
    adjusted = (
        len(report) > len(request.report)
        or was_cleaned(report)
        or (request.by is not None and bool(request.report))
    )
    return Answer(
        status=AnswerStatus.ADJUSTED if adjusted else AnswerStatus.CONFIRMED,
        customer=work.context.customer(customer.number),
        report=report,
        by=request.by or "",
        note=request.note,
    )


def _edit_times(
    request: CustomerUpdateRequest,
    customer: Customer,
    collided: Sequence[FieldConflict],
    work: WorkerTransaction,
) -> dict[str, FieldEditTimes]:
    """When both sides made their changes; None for head office's where the log has none."""
    return {
        field.field: FieldEditTimes(
            mine=request.made_at.get(EditableField(field.field)),
            theirs=None
            if field.at is None
            else work.edits.made_at(customer.number, field.field, logged_at=field.at),
        )
        for field in collided
    }


def _text(values: Mapping[EditableField, str]) -> dict[str, str]:
    return {name.value: value for name, value in values.items()}


def _collision(
    name: str,
    base: Mapping[EditableField, str],
    mine: Mapping[EditableField, str],
    theirs: Mapping[EditableField, str],
    log: tuple[LoggedChange, ...],
) -> FieldConflict:
    field = EditableField(name)
    last = next((change for change in log if change.field == name), None)
    return FieldConflict(
        field=name,
        base=base[field],
        mine=mine[field],
        theirs=theirs[field],
        by="" if last is None else last.by,
        at=None if last is None else last.at,
    )


def _held_back(
    body: UpdateCustomer, theirs: Mapping[EditableField, str], held: CheckOut
) -> tuple[FieldConflict, ...]:
    """What a change would make different of a customer that another has checked out."""
    return tuple(
        FieldConflict(
            field=change.field,
            base=change.base,
            mine=change.mine,
            theirs=theirs[change.field],
            by=held.holder,
            at=held.since,
        )
        for change in body.changes
        if change.mine != theirs[change.field]
    )


def _conflict(
    request: CustomerUpdateRequest,
    customer: Customer,
    left: tuple[FieldConflict, ...],
    merged: Mapping[str, str],
    work: WorkerTransaction,
    *,
    held: CheckOut | None = None,
) -> Answer:
    for_rep = any(field.settled_by is not FieldPolicy.ADMIN for field in left)
    conflict = Conflict(
        id=request.conflict_id or conflict_id_for(request.sender, request.request_id),
        kind=ConflictKind.DATA,
        subject=Subject(type=SubjectType.CUSTOMER, id=customer.number, label=customer.name),
        request_id=request.request_id,
        raised_at=work.now,
        fields=left,
        merged=merged,
        note=request.note,
        note_by=request.by or "",
        holder="" if held is None else _named(held, request.sender),
        held_until=None if held is None else held.until,
    )
    raised = OfficeConflict(
        conflict=conflict,
        sender=request.sender,
        newest_request_id=request.request_id,
        lane=request.lane,
        state=OfficeConflictState.OPEN if for_rep else OfficeConflictState.WITH_ADMIN,
        body=with_believed_times(request.body, request.made_at),
        report=request.report,
    )
    work.conflicts.save(raised)
    if not for_rep:
        open_case(raised, work, note="")
    return Answer(
        status=AnswerStatus.IN_CONFLICT if for_rep else AnswerStatus.AWAITING_DECISION,
        customer=customer,
        conflict=conflict,
        by=request.by or "",
        note=request.note,
    )


def _named(held: CheckOut, sender: Login) -> str:
    """Who holds the customer; where that is the sender, also on which device."""
    is_own = held.holder == sender and held.device
    return f"{held.holder} ({held.device})" if is_own else held.holder


def with_believed_times(body: UpdateCustomer, made_at: EditTimes) -> UpdateCustomer:
    """A change to be stored: with the times that head office believes, by its own clock."""
    return replace(
        body,
        changes=tuple(
            replace(change, edited=_by_own_clock(made_at.get(change.field)))
            for change in body.changes
        ),
    )


def _by_own_clock(made_at: datetime | None) -> EditTime:
    if made_at is None:
        return EditTime(made_at=datetime.min.replace(tzinfo=UTC), clock_offset=None)
    return EditTime(made_at=made_at, clock_offset=0)


def stored_edit_time(change: FieldChange, otherwise: datetime | None) -> datetime | None:
    """When a stored change was made; ``otherwise`` where that was not stored with it."""
    if change.edited is None:
        return otherwise
    return None if change.edited.clock_offset is None else change.edited.made_at


def _merged_alone(
    request: CustomerUpdateRequest,
    merged: Mapping[str, str],
    left: tuple[FieldConflict, ...],
    log: tuple[LoggedChange, ...],
) -> dict[str, str]:
    """The fields that nobody needs to resolve: the rep's others, and head office's others.

    Head office's others are those it changed since the rep's base was the current value.
    """
    collided = {field.field for field in left}
    names = [change.field.value for change in request.body.changes]
    since = min((at for field in left if (at := _left_base_at(field, log))), default=None)
    if since is not None:
        names += [change.field for change in log if change.at >= since]
    known = set(EditableField)
    return {
        name: merged[name]
        for name in dict.fromkeys(names)
        if name in known and name not in collided
    }


def _left_base_at(field: FieldConflict, log: tuple[LoggedChange, ...]) -> datetime | None:
    for change in log:
        if change.field == field.field and change.before == field.base:
            return change.at
    return None


def _mapped(request: CustomerUpdateRequest, customer: Customer) -> tuple[Change, ...]:
    if customer.number == request.body.number:
        return ()
    return (
        Change(
            rule=RuleCode.MERGED_CUSTOMER,
            field="customer",
            before=request.body.number,
            after=customer.number,
        ),
    )
