"""What a task asks for, read from its requests."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from smartclient.contract.encoding import decode_body
from smartclient.contract.messages import (
    AmendOrder,
    Answer,
    Body,
    CancelOrder,
    CreateCustomer,
    PlaceOrder,
    ResolveConflict,
    UpdateCustomer,
)
from smartclient.domain.ids import RequestId
from smartclient.domain.rules.problems import ActionKind, Problem
from smartclient.domain.sales.customers import EditableField, FieldChange
from smartclient.domain.sales.orders import Order
from smartclient.domain.tasks import Task
from smartclient.reconcile.actions import apply_resolution
from smartclient.reconcile.conflict import Resolution
from smartclient.reconcile.order_merge import merge_orders, merge_without_base, with_answers
from smartclient.store.unit_of_work import ReadView
from smartclient.store.work.stored_request import RequestStatus, StoredRequest
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
    wanted: _RequestedOrder | None = None
    for stored in _effective_requests(view, task):
        wanted = _after(view, decode_body(stored.request), wanted)
        if wanted is not None:
            wanted = wanted.with_answer(stored.answer)
        if stored.request.id == up_to:
            break
    return None if wanted is None else wanted.order


@dataclass(frozen=True, slots=True, kw_only=True)
class _RequestedOrder:
    """An order as a task wants it, the base of that, and what head office held then."""

    mine: Order
    base: Order | None = None
    held: Order | None = None

    @property
    def order(self) -> Order:
        """The order merged with others' changes, as head office merges it."""
        if self.base is None or self.held is None:
            return self.mine
        return merge_orders(self.base, self.mine, self.held).order

    def with_answer(self, answer: Answer | None) -> "_RequestedOrder":
        """The requested order, once an answer contained what head office holds."""
        if answer is None or answer.conflict is None or answer.order is None:
            return self
        held = answer.order.order
        if self.base is None and answer.conflict.fields:
            base, merge = merge_without_base(self.mine, held)
            return replace(self, base=base, mine=merge.mine, held=held)
        if self.base is None:
            return replace(self, held=held)
        return replace(self, held=held, mine=merge_orders(self.base, self.mine, held).mine)

    def with_resolution(
        self, problems: tuple[Problem, ...], resolution: Resolution
    ) -> "_RequestedOrder":
        """The requested order with a person's resolution applied."""
        wanted = self
        if resolution.fields and self.base is not None and self.held is not None:
            base, mine = with_answers(self.base, self.mine, self.held, resolution.fields)
            wanted = replace(self, base=base, mine=mine)
        order = apply_resolution(wanted.order, problems, resolution)
        return replace(wanted, mine=order or wanted.order, base=wanted.held)


def _after(view: ReadView, body: Body, wanted: _RequestedOrder | None) -> _RequestedOrder | None:
    if isinstance(body, AmendOrder):
        return _RequestedOrder(mine=body.order, base=body.full_base)
    if isinstance(body, PlaceOrder):
        return _RequestedOrder(mine=body.order)
    if not isinstance(body, ResolveConflict) or wanted is None:
        return wanted
    stored = view.conflicts.get(body.conflict_id)
    return (
        wanted
        if stored is None
        else wanted.with_resolution(stored.conflict.problems, body.resolution)
    )


def asks_to_cancel(view: ReadView, task: Task) -> bool:
    """Whether the current request of ``task`` cancels the whole order."""
    stored = view.outbox.get(task.request_id)
    if stored is None:
        return False
    body = decode_body(stored.request)
    if isinstance(body, ResolveConflict):
        return any(answer.action.kind is ActionKind.CANCEL for answer in body.resolution.problems)
    return isinstance(body, CancelOrder)


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
