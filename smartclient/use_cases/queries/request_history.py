"""What a task asks for, read from its requests."""

from collections.abc import Iterator

from smartclient.contract.encoding import decode_body
from smartclient.contract.messages import (
    Answer,
    Body,
    CreateCustomer,
    ResolveConflict,
    UpdateCustomer,
)
from smartclient.domain.ids import ConflictId, RequestId
from smartclient.domain.sales.customers import EditableField, FieldChange
from smartclient.domain.sales.orders import Order
from smartclient.domain.tasks import Task
from smartclient.quoting.requested_order import asks_to_cancel as is_cancelling
from smartclient.quoting.requested_order import requested_order as order_of_steps
from smartclient.read_models.request_status import RequestStatus
from smartclient.reconcile.conflict import Conflict
from smartclient.store.unit_of_work import ReadView
from smartclient.store.work.stored_request import StoredRequest
from smartclient.use_cases.enqueue import asking_requests


def bodies(view: ReadView, task: Task, *, up_to: RequestId | None = None) -> Iterator[Body]:
    """Yield the bodies of the requests of ``task``, oldest first, up to one of them."""
    for stored in _effective_requests(view, task):
        yield decode_body(stored.request)
        if stored.request.id == up_to:
            return


def _effective_requests(view: ReadView, task: Task) -> tuple[StoredRequest, ...]:
    """The requests that define what ``task`` asks for, oldest first.

    One that a withdrawal replaced counts: it defines what is being withdrawn.
    """
    requests = asking_requests(view, task)
    return tuple(
        stored
        for stored in requests
        if stored is requests[-1] or stored.status is not RequestStatus.SUPERSEDED
    )


def requested_order(view: ReadView, task: Task, *, up_to: RequestId | None = None) -> Order | None:
    """The order as ``task`` asks for it, None when it asks for none."""
    return order_of_steps(_steps(view, task, up_to), lambda named: _conflict(view, named))


def _steps(
    view: ReadView, task: Task, up_to: RequestId | None
) -> Iterator[tuple[Body, Answer | None]]:
    for stored in _effective_requests(view, task):
        yield decode_body(stored.request), stored.answer
        if stored.request.id == up_to:
            return


def _conflict(view: ReadView, conflict_id: ConflictId) -> Conflict | None:
    stored = view.conflicts.get(conflict_id)
    return None if stored is None else stored.conflict


def asks_to_cancel(view: ReadView, task: Task) -> bool:
    """Whether the current request of ``task`` cancels the whole order."""
    stored = view.outbox.get(task.request_id)
    if stored is None:
        return False
    return is_cancelling(decode_body(stored.request))


def changes_asked_by(view: ReadView, task: Task) -> dict[EditableField, FieldChange]:
    """The fields that ``task`` changes, with their values in a resolution."""
    changes: dict[EditableField, FieldChange] = {}
    for body in bodies(view, task):
        if isinstance(body, UpdateCustomer):
            changes = {change.field: change for change in body.changes}
        elif isinstance(body, ResolveConflict):
            for answer in body.resolution.fields:
                field = EditableField(answer.field)
                changes[field] = FieldChange(field=field, base=answer.seen, mine=answer.value)
    return changes


def creation_asked_by(view: ReadView, task: Task) -> CreateCustomer | None:
    """The customer that ``task`` creates, None when it creates none."""
    found: CreateCustomer | None = None
    for body in bodies(view, task):
        if isinstance(body, CreateCustomer):
            found = body
    return found
