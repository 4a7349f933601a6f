"""Compensating: the request of its own that takes back what head office has confirmed.

It is tentative like any other, and head office may refuse it or raise a conflict. What others have
changed since stays as they have it.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from smartclient.domain.clock import Clock
from smartclient.domain.errors import BlockedError, RefusedError
from smartclient.domain.ids import CustomerNumber, OrderId, TaskId
from smartclient.domain.sales.customers import EditableField, field_of
from smartclient.domain.tasks import SUCCEEDED, Task, TaskKind
from smartclient.quoting.changing import check_amendable
from smartclient.quoting.checks import check_delivery
from smartclient.read_models.stored_orders import label_of
from smartclient.store.unit_of_work import ReadView, UnitOfWork
from smartclient.use_cases.commands.amend_order import pending_task, save_amendment
from smartclient.use_cases.commands.cancel_order import save_cancelled
from smartclient.use_cases.commands.customers import save_created, save_deleted, save_update
from smartclient.use_cases.commands.drafts import numbered, repeat_order
from smartclient.use_cases.commands.pinning import save_pinning
from smartclient.use_cases.commands.place_order import save_placed
from smartclient.use_cases.pricing import priced_locally
from smartclient.use_cases.queries.changed_orders import confirming_answer, order_before
from smartclient.use_cases.queries.lookup import get_customer, get_order
from smartclient.use_cases.queries.overlays import show_customer
from smartclient.use_cases.queries.request_history import changes_asked_by


def save_compensation(work: UnitOfWork, clock: Clock, task: Task) -> TaskId | None:
    """Save the request that takes a confirmed task back, and return its task; the caller commits.

    None where there is nothing to ask for; RefusedError where it can't be taken back.
    """
    save = _SAVING.get(task.kind)
    if save is None:
        raise RefusedError(
            "Head office has carried this out for {label}. Change it again to have it otherwise.",
            label=task.subject.label,
        )
    return save(work, clock, task)


def can_be_compensated(kind: TaskKind) -> bool:
    """Whether a confirmed task of this kind can be taken back by a request of its own."""
    return kind in _SAVING


def what_stays(view: ReadView, task: Task) -> tuple[str, ...]:
    """The fields that a confirmed task changed and that taking it back leaves.

    Somebody changed them again meanwhile.
    """
    if task.status not in SUCCEEDED:
        return ()
    if task.kind is TaskKind.UPDATE_CUSTOMER:
        if view.customers.get(CustomerNumber(task.subject.id)) is None:
            return ()
        before, after = _customer_fields(view, task)
        return tuple(str(field) for field in after if field not in before)
    if task.kind is TaskKind.AMEND_ORDER:
        stored = view.orders.get(OrderId(task.subject.id))
        change = None if stored is None else order_before(view, task, stored)
        return () if change is None else change.stays
    return ()


def _cancel(work: UnitOfWork, clock: Clock, task: Task) -> TaskId:
    return save_cancelled(work, clock, OrderId(task.subject.id))


def _place_again(work: UnitOfWork, clock: Clock, task: Task) -> TaskId | None:
    draft = repeat_order(OrderId(task.subject.id), view=work, clock=clock)
    record = save_placed(work, clock, draft.order, origins=draft.origins)
    return record.task_id


def _change_order_back(work: UnitOfWork, clock: Clock, task: Task) -> TaskId:
    stored = get_order(work, OrderId(task.subject.id))
    check_amendable(stored)
    if pending_task(work, stored) is not None:
        raise BlockedError(
            "{label} has another change that head office has not answered. Take that back first.",
            label=label_of(stored),
        )
    change = order_before(work, task, stored)
    if change is None:
        raise RefusedError(
            "It is no longer known how {label} was before. Change it yourself.",
            label=label_of(stored),
        )
    if not change.is_any:
        raise _nothing_left(label_of(stored))
    quote = priced_locally(work, change.order, clock)
    check_delivery(quote.order, clock.today(), stored.order)
    wanted = numbered(work, quote.order, stored)
    return save_amendment(work, clock, stored, wanted, reference_as_of=quote.reference_as_of).id


def _delete(work: UnitOfWork, clock: Clock, task: Task) -> TaskId | None:
    number = CustomerNumber(task.subject.id)
    # it is made from the step that it takes back, however old the data here is
    deletion = save_deleted(work, clock, get_customer(work, number), needed=(), compensates=True)
    show_customer(work, number)
    return None if deletion is None else deletion.id


def _change_customer_back(work: UnitOfWork, clock: Clock, task: Task) -> TaskId:
    number = CustomerNumber(task.subject.id)
    record = get_customer(work, number)
    if record.deleted:
        raise BlockedError("{name} is to be deleted. Undo that first.", name=record.customer.name)
    before, _ = _customer_fields(work, task)
    if not before:
        raise _nothing_left(record.customer.name)
    update = save_update(work, clock, record, before, needed=())
    show_customer(work, number)
    return update.id


def _customer_fields(
    view: ReadView, task: Task
) -> tuple[dict[EditableField, str], dict[EditableField, str]]:
    """What a task changed of a customer: as it was, where it is still so, and as it made it."""
    answer = confirming_answer(view, task)
    confirmed = None if answer is None else answer.customer
    now = get_customer(view, CustomerNumber(task.subject.id)).customer
    before: dict[EditableField, str] = {}
    after: dict[EditableField, str] = {}
    for field, change in changes_asked_by(view, task).items():
        made = change.mine if confirmed is None else field_of(confirmed, field)
        if made == change.base:
            # head office kept what it had
            continue
        after[field] = made
        if field_of(now, field) == made:
            before[field] = change.base
    return before, after


def _create_again(work: UnitOfWork, clock: Clock, task: Task) -> TaskId | None:
    answer = confirming_answer(work, task)
    customer = None if answer is None else answer.customer
    if customer is None:
        raise RefusedError(
            "It is no longer known how {name} was before it was deleted. Enter the customer again.",
            name=task.subject.label,
        )
    fields = {field: field_of(customer, field) for field in EditableField}
    address = customer.addresses[0] if customer.addresses else None
    return save_created(work, clock, fields, address).task_id


def _pin(work: UnitOfWork, clock: Clock, task: Task) -> TaskId:
    return save_pinning(work, clock, CustomerNumber(task.subject.id), pinned=True)


def _unpin(work: UnitOfWork, clock: Clock, task: Task) -> TaskId:
    return save_pinning(work, clock, CustomerNumber(task.subject.id), pinned=False)


def _nothing_left(label: str) -> RefusedError:
    return RefusedError(
        "Nothing of it is left to change back: all that it changed of {label} was changed again "
        "meanwhile.",
        label=label,
    )


_SAVING: Final[Mapping[TaskKind, Callable[[UnitOfWork, Clock, Task], TaskId | None]]] = (
    MappingProxyType(
        {
            TaskKind.PLACE_ORDER: _cancel,
            TaskKind.AMEND_ORDER: _change_order_back,
            TaskKind.CANCEL_ORDER: _place_again,
            TaskKind.CREATE_CUSTOMER: _delete,
            TaskKind.UPDATE_CUSTOMER: _change_customer_back,
            TaskKind.DELETE_CUSTOMER: _create_again,
            TaskKind.PIN_CUSTOMER: _pin,
            TaskKind.UNPIN_CUSTOMER: _unpin,
        }
    )
)
"""How each kind that can be compensated is."""
