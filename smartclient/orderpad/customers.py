"""What a rep changes of a customer in the page: one change at a time waits for head office."""

from collections.abc import Mapping
from dataclasses import replace

from smartclient.contract.messages import UpdateCustomer
from smartclient.domain.check_out import Hold
from smartclient.domain.errors import BlockedError, NotFoundError, RefusedError
from smartclient.domain.fields import CUSTOMER
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.rules.check_outs import held_error
from smartclient.domain.sales.customers import (
    Customer,
    EditableField,
    EditTime,
    FieldChange,
    field_of,
)
from smartclient.domain.tasks import FINISHED, Subject, SubjectType, Task, TaskKind, TaskStatus
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.orderpad.commands import not_sent
from smartclient.orderpad.device_data import DeviceData
from smartclient.orderpad.quoting import hold_of, own_check_out
from smartclient.orderpad.work import (
    Changes,
    PadRequest,
    Work,
    body_of,
    moved,
    named,
    new_request,
    new_task,
    of_task,
)
from smartclient.read_models.outbox_choices import BEING_WITHDRAWN

Fields = Mapping[EditableField, str]


def edit(number: CustomerNumber, fields: Fields, work: Work, data: DeviceData) -> Changes:
    """Change fields of a customer; those that are as they were are left out.

    A change that was not handed over yet is sent as it is now instead. RefusedError for one that
    can't be; it says why.
    """
    customer = data.customer(number)
    if customer is None:
        raise NotFoundError(
            "Customer {number} is not on this device. Sync, then look at your customers.",
            number=number,
        )
    wanted = {field: CUSTOMER[field].read(value) for field, value in fields.items()}
    if wanted.get(EditableField.NAME) == "":
        raise RefusedError("A customer needs a name. Enter one.")
    held = hold_of(customer, data)
    if held is not None and held[1] is Hold.OTHERS:
        raise held_error(customer, held[0])
    task = _free_to_change(customer, work)
    before = {} if task is None else _asked(work)
    changes = _changes(wanted, before, customer)
    if task is None:
        return _new(customer, changes, data) if changes else Changes()
    if not changes:
        ended = moved(task, TaskStatus.UNDONE, data.device.now, TransitionReason.UNDONE)
        return Changes(tasks=(ended,), requests=not_sent(work))
    return _instead(customer, changes, task, work, data)


def _free_to_change(customer: Customer, work: Work) -> Task | None:
    """The task whose change is sent as it is now instead, None for none."""
    task, current = work.task, work.current
    if task is None or task.status in FINISHED:
        return None
    if task.status is TaskStatus.IN_CONFLICT:
        raise BlockedError("{name} is in conflict. Resolve that first.", name=customer.name)
    if task.status is TaskStatus.TAKING_BACK:
        raise BlockedError(BEING_WITHDRAWN, label=customer.name)
    if current is None or current.may_be_at_head_office:
        raise BlockedError(
            "What you changed of {name} is at head office and not answered yet. Wait for the "
            "answer, or withdraw it.",
            name=customer.name,
        )
    return task


def _asked(work: Work) -> dict[EditableField, FieldChange]:
    """What the request that waits changes, each with its time: another is going to contain it."""
    request = work.current
    body = None if request is None else body_of(request.item)
    if request is None or not isinstance(body, UpdateCustomer):
        return {}
    edited = EditTime(made_at=request.item.made_at, clock_offset=request.item.clock_offset)
    return {
        change.field: replace(change, edited=change.edited or edited) for change in body.changes
    }


def _changes(
    wanted: Fields, before: Mapping[EditableField, FieldChange], customer: Customer
) -> tuple[FieldChange, ...]:
    changes = dict(before)
    for field, value in wanted.items():
        known = before.get(field)
        if known is None or known.mine != value:
            base = field_of(customer, field) if known is None else known.base
            changes[field] = FieldChange(field=field, base=base, mine=value)
    return tuple(change for change in changes.values() if change.base != change.mine)


def _new(customer: Customer, changes: tuple[FieldChange, ...], data: DeviceData) -> Changes:
    task, request = new_task(
        TaskKind.UPDATE_CUSTOMER,
        Subject(type=SubjectType.CUSTOMER, id=customer.number, label=customer.name),
        _body(customer, changes, data),
        customer.number,
        device=data.device,
        shows=_shown(changes),
    )
    return Changes(tasks=(task,), requests=(request,))


def _instead(
    customer: Customer,
    changes: tuple[FieldChange, ...],
    task: Task,
    work: Work,
    data: DeviceData,
) -> Changes:
    old: tuple[PadRequest, ...] = not_sent(work)
    request = new_request(
        _body(customer, changes, data),
        customer.number,
        task.id,
        device=data.device,
        withdraws=named(of_task(work)),
        shows=_shown(changes),
    )
    after = moved(task, TaskStatus.QUEUED, data.device.now, TransitionReason.AMENDED, request)
    return Changes(tasks=(after,), requests=(*old, request))


def _body(customer: Customer, changes: tuple[FieldChange, ...], data: DeviceData) -> UpdateCustomer:
    return UpdateCustomer(
        number=customer.number, changes=changes, check_out=own_check_out(customer, data)
    )


def _shown(changes: tuple[FieldChange, ...]) -> dict[EditableField, str]:
    return {change.field: change.mine for change in changes}
