"""Customers: created, changed and deleted."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from smartclient.contract.feeds import FeedKind
from smartclient.contract.messages import CreateCustomer, DeleteCustomer, UpdateCustomer
from smartclient.domain.clock import Clock
from smartclient.domain.errors import BlockedError, RefusedError
from smartclient.domain.fields import ADDRESS, CUSTOMER
from smartclient.domain.ids import CustomerNumber, RequestId, TaskId, new_id
from smartclient.domain.sales.customers import (
    Address,
    EditableField,
    EditTime,
    FieldChange,
    field_of,
)
from smartclient.domain.sales.given_numbers import Numbered
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.tasks import HANDED_OVER, Subject, SubjectType, Task, TaskKind, TaskStatus
from smartclient.domain.text.canonical import canonical_customer_number
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.read_models.records import CustomerRecord
from smartclient.store.unit_of_work import ReadView, UnitOfWork
from smartclient.use_cases.commands.amend_order import answer_conflicts, never_sent
from smartclient.use_cases.commands.numbering import next_number
from smartclient.use_cases.commands.place_order import latest_customer_creation
from smartclient.use_cases.commands.undo import absorb, undo_task
from smartclient.use_cases.enqueue import (
    create_task,
    current_request,
    drop_failed_requirements,
    reissue_request,
)
from smartclient.use_cases.queries.check_outs import check_not_held
from smartclient.use_cases.queries.lookup import get_customer
from smartclient.use_cases.queries.overlays import show_customer
from smartclient.use_cases.queries.request_history import changes_asked_by, creation_asked_by
from smartclient.use_cases.replies.dependents import redirect_dependents

Fields = Mapping[EditableField, str]


def create_customer(
    fields: Fields, address: Address | None, *, work: UnitOfWork, clock: Clock
) -> CustomerRecord:
    """Create a customer under a provisional number; a name is required."""
    with work:
        record = save_created(work, clock, fields, address)
        work.commit()
    return record


def save_created(
    work: UnitOfWork, clock: Clock, fields: Fields, address: Address | None = None
) -> CustomerRecord:
    """Save a new customer, its task and its request; the caller commits."""
    normalized = _canonical_fields(fields)
    if not normalized.get(EditableField.NAME):
        raise RefusedError("A customer needs a name. Enter one.")
    where = None if address is None else _canonical_address(address)
    number = CustomerNumber(next_number(work, Numbered.CUSTOMERS, new_id()))
    creation = CreateCustomer(provisional_number=number, name="", address=where)
    _create(work, clock, _with_fields(creation, normalized))
    return get_customer(work, number)


def edit_customer(
    number: CustomerNumber, fields: Fields, *, work: UnitOfWork, clock: Clock
) -> CustomerRecord:
    """Change fields of a customer; those that are as they were are left out."""
    normalized = _canonical_fields(fields)
    if normalized.get(EditableField.NAME) == "":
        raise RefusedError("A customer needs a name. Enter one.")
    with work:
        record = get_customer(work, canonical_customer_number(number))
        if record.deleted:
            raise BlockedError(
                "{name} is to be deleted. Undo that first.", name=record.customer.name
            )
        check_not_held(work, record.customer, clock)
        changed = {
            field: value
            for field, value in normalized.items()
            if value != field_of(record.customer, field)
        }
        if changed or _was_refused(record):
            _change(work, clock, record, changed)
            show_customer(work, record.customer.number)
        record = get_customer(work, record.customer.number)
        work.commit()
    return record


def delete_customer(
    number: CustomerNumber, *, work: UnitOfWork, clock: Clock
) -> CustomerRecord | None:
    """Request that a customer be deleted, or never created where that is not answered yet.

    None for one that was refused: it is gone at once. A second call has no effect, even
    once the customer is gone.
    """
    wanted = canonical_customer_number(number)
    with work:
        if _was_deleted(work, wanted):
            return None
        record = get_customer(work, wanted)
        found = record.customer.number
        if record.deleted:
            return record
        check_not_held(work, record.customer, clock)
        _check_no_orders(work, record)
        if _was_refused(record):
            work.customers.drop_edit(found)
        else:
            save_deleted(work, clock, record)
            show_customer(work, found)
        left = work.customers.get(found)
        work.commit()
    return left


def _was_deleted(view: ReadView, number: CustomerNumber) -> bool:
    """Whether head office deleted a customer at this rep's request."""
    final = view.customers.renamed_to(number) or number
    return view.customers.get(final) is None and any(
        task.kind is TaskKind.DELETE_CUSTOMER and task.status is TaskStatus.CONFIRMED
        for task in view.tasks.about(SubjectType.CUSTOMER, final)
    )


def customer_subject(number: CustomerNumber, name: str) -> Subject:
    """How tasks about a customer name it."""
    return Subject(type=SubjectType.CUSTOMER, id=number, label=name)


def _create(work: UnitOfWork, clock: Clock, creation: CreateCustomer) -> Task:
    task = create_task(
        work,
        clock,
        kind=TaskKind.CREATE_CUSTOMER,
        subject=customer_subject(creation.provisional_number, creation.name),
        body=creation,
        lane=creation.provisional_number,
    )
    show_customer(work, creation.provisional_number)
    return task


def _change(
    work: UnitOfWork, clock: Clock, record: CustomerRecord, changed: dict[EditableField, str]
) -> None:
    creation_task = None
    if record.confirmed is None:
        creation_task = latest_customer_creation(work, record.customer.number)
    if creation_task is None:
        _update(work, clock, record, changed, requires=())
    elif creation_task.status in HANDED_OVER:
        _update(work, clock, record, changed, requires=(creation_task.id,))
    else:
        _change_creation(work, clock, creation_task, changed)


def _change_creation(
    work: UnitOfWork, clock: Clock, creation_task: Task, changed: dict[EditableField, str]
) -> None:
    """Request another version of a new customer: as a replacement, an answer or a new task."""
    creation = creation_asked_by(work, creation_task)
    if creation is None:
        return
    corrected = _with_fields(creation, changed)
    if creation_task.status is TaskStatus.REJECTED:
        replacement = _create(work, clock, corrected)
        redirect_dependents(work, clock, creation_task, replacement)
        return
    answer_conflicts(work, creation_task)
    reissue_request(
        work,
        clock,
        creation_task,
        corrected,
        lane=corrected.provisional_number,
        cause=TransitionReason.AMENDED,
    )


def _update(
    work: UnitOfWork,
    clock: Clock,
    record: CustomerRecord,
    changed: dict[EditableField, str],
    *,
    requires: tuple[TaskId, ...],
) -> None:
    number = record.customer.number
    pending = work.tasks.pending_about(SubjectType.CUSTOMER, number)
    newest = pending[-1] if pending else None
    if newest is not None and newest.kind is TaskKind.UPDATE_CUSTOMER and never_sent(work, newest):
        _update_instead(work, clock, newest, changed)
        return
    earlier = [task.id for task in pending if _touches(work, task, changed)]
    save_update(work, clock, record, changed, requires=(*requires, *earlier))


def save_update(
    work: UnitOfWork,
    clock: Clock,
    record: CustomerRecord,
    changed: Fields,
    *,
    requires: Collection[TaskId] = (),
    needed: Collection[FeedKind] | None = None,
) -> Task:
    """Save the request to change fields of a customer as a task of its own; the caller commits.

    ``needed`` is as for ``create_task``.
    """
    number = record.customer.number
    return create_task(
        work,
        clock,
        kind=TaskKind.UPDATE_CUSTOMER,
        subject=customer_subject(number, record.customer.name),
        body=UpdateCustomer(
            number=number,
            changes=tuple(
                FieldChange(field=field, base=field_of(record.customer, field), mine=value)
                for field, value in changed.items()
            ),
        ),
        lane=number,
        requires=dict.fromkeys(requires),
        needed=needed,
    )


def _touches(view: ReadView, task: Task, changed: dict[EditableField, str]) -> bool:
    """Whether ``task`` changes one of these fields; BlockedError while they collide."""
    if task.kind is not TaskKind.UPDATE_CUSTOMER:
        return False
    common = set(changes_asked_by(view, task)) & set(changed)
    if common and task.status is TaskStatus.IN_CONFLICT:
        raise BlockedError(
            "The {field} of {label} is in conflict. Resolve that first.",
            field=min(common),
            label=task.subject.label,
        )
    return bool(common)


def _update_instead(
    work: UnitOfWork, clock: Clock, task: Task, changed: dict[EditableField, str]
) -> None:
    """Add changes to an update that was never sent; one that changes nothing is undone."""
    changes = _with_times(work, task)
    number = CustomerNumber(task.subject.id)
    shown = get_customer(work, number).customer
    for field, value in changed.items():
        base = changes[field].base if field in changes else field_of(shown, field)
        changes[field] = FieldChange(field=field, base=base, mine=value)
    kept = tuple(change for change in changes.values() if change.base != change.mine)
    if not kept:
        undo_task(work, clock, task)
        return
    drop_failed_requirements(work, task)
    body = UpdateCustomer(number=number, changes=kept)
    reissue_request(work, clock, task, body, lane=number, cause=TransitionReason.AMENDED)


def _with_times(view: ReadView, task: Task) -> dict[EditableField, FieldChange]:
    """The changes of an update, each with its own time: another request will contain them."""
    request = current_request(view, task).request
    edited = EditTime(made_at=request.made_at, clock_offset=request.clock_offset)
    return {
        field: replace(change, edited=change.edited or edited)
        for field, change in changes_asked_by(view, task).items()
    }


def _check_no_orders(view: ReadView, record: CustomerRecord) -> None:
    for order in view.orders.for_customer(record.customer.number):
        waits = order.state is OrderState.TENTATIVE and order.task is not TaskStatus.TAKING_BACK
        if waits or (record.confirmed is None and order.state is OrderState.DRAFT):
            raise BlockedError(
                "{name} has the order {order}, which head office has not answered. Withdraw "
                "that first.",
                name=record.customer.name,
                order=order.number or order.provisional_number,
            )


def save_deleted(
    work: UnitOfWork,
    clock: Clock,
    record: CustomerRecord,
    *,
    needed: Collection[FeedKind] | None = None,
    compensates: bool = False,
) -> Task | None:
    """Withdraw what waits for a customer, and save the request to delete it; the caller commits.

    ``needed`` is as for ``create_task``; ``compensates``: it takes a confirmed task back.

    The task that does it; None where the customer was never to be, with that.
    """
    number = record.customer.number
    pending = work.tasks.pending_about(SubjectType.CUSTOMER, number)
    withdraws: list[RequestId] = []
    for task in reversed(pending):
        if task.status is TaskStatus.IN_CONFLICT:
            raise BlockedError(
                "{name} is in conflict. Resolve that first.", name=record.customer.name
            )
        if task.kind is TaskKind.CREATE_CUSTOMER:
            if task.status is TaskStatus.PARKED or never_sent(work, task):
                undo_task(work, clock, task, withdraws=tuple(withdraws))
        elif task.status is TaskStatus.PARKED or never_sent(work, task):
            withdraws += absorb(work, clock, task, cause=TransitionReason.WITHDRAWN)
    creation_task = latest_customer_creation(work, number) if record.confirmed is None else None
    if record.confirmed is None and creation_task is None:
        return None
    return create_task(
        work,
        clock,
        kind=TaskKind.DELETE_CUSTOMER,
        subject=customer_subject(number, record.customer.name),
        body=DeleteCustomer(number=number, compensates=compensates),
        lane=number,
        requires=() if creation_task is None else (creation_task.id,),
        withdraws=tuple(withdraws),
        needed=needed,
    )


def _was_refused(record: CustomerRecord) -> bool:
    return record.confirmed is None and record.task is TaskStatus.REJECTED


def _with_fields(creation: CreateCustomer, fields: Fields) -> CreateCustomer:
    return CreateCustomer(
        provisional_number=creation.provisional_number,
        name=fields.get(EditableField.NAME, creation.name),
        contact=fields.get(EditableField.CONTACT, creation.contact),
        phone=fields.get(EditableField.PHONE, creation.phone),
        email=fields.get(EditableField.EMAIL, creation.email),
        notes=fields.get(EditableField.NOTES, creation.notes),
        address=creation.address,
    )


def _canonical_fields(fields: Fields) -> dict[EditableField, str]:
    return {field: CUSTOMER[field].read(value) for field, value in fields.items()}


def _canonical_address(address: Address) -> Address:
    return Address(**{name: field.read(getattr(address, name)) for name, field in ADDRESS.items()})
