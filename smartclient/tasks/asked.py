"""What a task asks for, read from the requests that carried it."""

from collections.abc import Iterator

from smartclient.contract.messages import (
    AmendOrder,
    Body,
    CancelOrder,
    CreateCustomer,
    PlaceOrder,
    ResolveConflict,
    UpdateCustomer,
    body_of,
)
from smartclient.domain.customers import CustomerField, FieldChange
from smartclient.domain.ids import RequestId
from smartclient.domain.orders import Order
from smartclient.domain.problems import ActionKind
from smartclient.domain.tasks import Task
from smartclient.reconcile.actions import apply_resolution
from smartclient.store.requests import RequestStatus
from smartclient.store.unit_of_work import Repositories


def bodies(work: Repositories, task: Task, *, up_to: RequestId | None = None) -> Iterator[Body]:
    """Yield what the requests of ``task`` asked for, oldest first, up to one of them."""
    for stored in work.outbox.of_task(task.id):
        if stored.status is not RequestStatus.SUPERSEDED:
            yield body_of(stored.request)
        if stored.request.id == up_to:
            return


def order_asked_by(
    work: Repositories, task: Task, *, up_to: RequestId | None = None
) -> Order | None:
    """Return the order as ``task`` asks for it, None when it asks for none."""
    order: Order | None = None
    for body in bodies(work, task, up_to=up_to):
        if isinstance(body, PlaceOrder | AmendOrder):
            order = body.order
        elif isinstance(body, ResolveConflict) and order is not None:
            order = _resolved(work, body, order) or order
    return order


def _resolved(work: Repositories, body: ResolveConflict, order: Order) -> Order | None:
    stored = work.conflicts.get(body.conflict_id)
    if stored is None:
        return order
    return apply_resolution(order, stored.conflict.problems, body.resolution)


def asks_to_cancel(work: Repositories, task: Task) -> bool:
    """Tell whether the request that carries ``task`` now takes the whole order back."""
    stored = work.outbox.get(task.request_id)
    if stored is None:
        return False
    body = body_of(stored.request)
    if isinstance(body, ResolveConflict):
        return any(answer.action.kind is ActionKind.CANCEL for answer in body.resolution.problems)
    return isinstance(body, CancelOrder)


def changes_asked_by(work: Repositories, task: Task) -> dict[CustomerField, FieldChange]:
    """Return the fields that ``task`` changes, with what a resolution made of them."""
    changes: dict[CustomerField, FieldChange] = {}
    for body in bodies(work, task):
        if isinstance(body, UpdateCustomer):
            changes = {change.field: change for change in body.changes}
        elif isinstance(body, ResolveConflict):
            for answer in body.resolution.fields:
                field = CustomerField(answer.field)
                changes[field] = FieldChange(field=field, base=answer.seen, mine=answer.value)
    return changes


def creation_asked_by(work: Repositories, task: Task) -> CreateCustomer | None:
    """Return the customer that ``task`` opens, None when it opens none."""
    found: CreateCustomer | None = None
    for body in bodies(work, task):
        if isinstance(body, CreateCustomer):
            found = body
    return found
