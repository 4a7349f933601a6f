"""Resolving: a person's answers to a conflict are applied to the request, which is re-evaluated."""

from dataclasses import dataclass, replace
from datetime import datetime

from smartclient.contract.messages import (
    AmendOrder,
    Answer,
    AnswerStatus,
    CancelOrder,
    CreateCustomer,
    DeleteCustomer,
    PlaceOrder,
    UpdateCustomer,
)
from smartclient.domain.errors import RefusedError
from smartclient.domain.fields import CUSTOMER
from smartclient.domain.ids import ConflictId, CustomerNumber, Login, RequestId
from smartclient.domain.rules.context import RuleContext
from smartclient.domain.rules.problems import ActionKind, Change
from smartclient.domain.sales.customers import EditableField, FieldChange
from smartclient.domain.sales.orders import Order, OrderState
from smartclient.domain.sales.pricing import with_best_offer
from smartclient.domain.text.canonical import canonical_customer_number
from smartclient.headoffice.handlers.amendment_merge import MERGED_RULE
from smartclient.headoffice.handlers.customer_update import (
    CustomerUpdateRequest,
    answer_update,
    stored_edit_time,
)
from smartclient.headoffice.handlers.customers import (
    CustomerCreationRequest,
    create_customer_record,
    remove_without_orders,
    use_existing,
)
from smartclient.headoffice.handlers.order_decision import (
    DISPATCHED,
    NOTHING_LEFT,
    OrderRequest,
    answer_order,
    cancel_stored,
    cancelled_order,
    context_for,
)
from smartclient.headoffice.inbox.inbox import received_at_of
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction
from smartclient.headoffice.sales.conflicts import OfficeConflict
from smartclient.headoffice.sales.orders import OfficeOrder
from smartclient.reconcile.actions import apply_resolution
from smartclient.reconcile.conflict import FieldAnswer, FieldConflict, Resolution
from smartclient.reconcile.order_merge import line_named, with_answers
from smartclient.reconcile.report import compare_orders


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A person's resolution of a conflict, and whom the answer is for.

    ``conflict_id`` is the decided conflict's, when what is left of it stays the same conflict.
    """

    resolution: Resolution
    chosen_by: Login
    by_admin: bool
    cancelling: bool
    request_id: RequestId
    received_at: datetime
    made_at: datetime | None
    given_number: str = ""
    conflict_id: ConflictId | None = None
    note: str = ""

    @property
    def admin(self) -> Login | None:
        """The deciding admin, None when the rep chose."""
        return self.chosen_by if self.by_admin else None


def apply_choice(stored: OfficeConflict, choice: Choice, work: WorkerTransaction) -> Answer:
    """Apply the answers to the request, evaluate it by current data, and return the answer."""
    match stored.body:
        case PlaceOrder() | AmendOrder():
            return _order(stored, stored.body, choice, work)
        case UpdateCustomer():
            return _update(stored, stored.body, choice, work)
        case CreateCustomer():
            return _creation(stored, stored.body, choice, work)
        case CancelOrder():
            return _order_taken_back(stored.body, choice, work)
        case DeleteCustomer():
            return _customer_taken_back(stored, stored.body, choice, work)
    raise AssertionError(stored.body)


def _order(
    stored: OfficeConflict, body: PlaceOrder | AmendOrder, choice: Choice, work: WorkerTransaction
) -> Answer:
    request = OrderRequest(
        sender=stored.sender,
        request_id=choice.request_id,
        # the age of the data was checked when the request came; a person's time does not count
        body=replace(body, reference_as_of=None),
        lane=stored.lane,
        received_at=_first_received(stored, choice, work),
        given_number=choice.given_number,
        conflict_id=choice.conflict_id,
        by=choice.admin,
        note=choice.note,
    )
    held = work.orders.get(body.order.id)
    if held is not None and stored.conflict.fields and isinstance(body, AmendOrder):
        return _collided(request, body, choice, stored, held=held, work=work)
    order = None
    if not choice.cancelling:
        order = apply_resolution(
            body.order,
            stored.conflict.problems,
            choice.resolution,
            context_for(request, held, work),
            by_admin=choice.by_admin,
        )
    if order is None:
        return _cancelled(request, work)
    answer = answer_order(_resolved(request, order, stored, choice, work), held, work)
    if choice.by_admin and answer.status is AnswerStatus.AWAITING_DECISION:
        # nothing is decided yet: what was approved is asked again, beside what is new
        order = replace(order, accepted=body.order.accepted)
        again = replace(_resolved(request, order, stored, choice, work), for_admin=True)
        answer = answer_order(again, held, work)
    return answer


def _resolved(
    request: OrderRequest,
    order: Order,
    stored: OfficeConflict,
    choice: Choice,
    work: WorkerTransaction,
) -> OrderRequest:
    """The request with ``order`` in the place of its own, and the report of what differs."""
    report = compare_orders(
        request.order,
        order,
        currency=work.context.currency(),
        problems=stored.conflict.problems,
        by=choice.chosen_by,
    )
    body = replace(request.body, order=order)
    return replace(request, body=body, report=(*stored.report, *report))


def _first_received(stored: OfficeConflict, choice: Choice, work: WorkerTransaction) -> datetime:
    """When the request that is in conflict was received: prices may go by that day."""
    first = received_at_of(work.connection, stored.sender, stored.conflict.request_id)
    return first or choice.received_at


def _collided(
    request: OrderRequest,
    body: AmendOrder,
    choice: Choice,
    stored: OfficeConflict,
    *,
    held: OfficeOrder,
    work: WorkerTransaction,
) -> Answer:
    """Merge an amendment again, with the values a person chose for what collided."""
    base, order = with_answers(
        body.base or body.order, body.order, held.placed.order, choice.resolution.fields
    )
    if not order.lines:
        raise RefusedError(NOTHING_LEFT)
    order = _offered(order, body.order, context_for(replace(request, body=body), held, work))
    collided = {field.field: field for field in stored.conflict.fields}
    report = tuple(
        _chosen(answer, collided[answer.field], choice.chosen_by)
        for answer in choice.resolution.fields
        if answer.value != collided[answer.field].mine
    )
    resolved = replace(body, reference_as_of=None, order=order, base=base)
    return answer_order(
        replace(request, body=resolved, report=(*stored.report, *report)), held, work
    )


def _offered(order: Order, before: Order, context: RuleContext) -> Order:
    """The order with the best offer for each quantity that is neither side's."""
    for line in order.lines:
        was = before.line(line.line)
        if line.amount is None and was is not None and was.quantity != line.quantity:
            order = order.with_line(with_best_offer(line, order, context))
    return order


def _chosen(answer: FieldAnswer, collided: FieldConflict, by: Login) -> Change:
    """The report of a value that is not the rep's own."""
    place = line_named(answer.field)
    change = Change(
        rule=MERGED_RULE, field=answer.field, before=collided.mine, after=answer.value, by=by
    )
    return (
        change if place is None else replace(change, field="quantity", line=place[0], sku=place[1])
    )


def _cancelled(request: OrderRequest, work: WorkerTransaction) -> Answer:
    """Cancel the whole order, whether it was to be placed or changed."""
    held = work.orders.get(request.order.id)
    if held is not None and held.is_dispatched:
        return Answer(status=AnswerStatus.REJECTED, why=DISPATCHED, order=held.placed)
    order = cancelled_order(request.order) if held is None else cancel_stored(held, work)
    return Answer(
        status=AnswerStatus.CONFIRMED, order=order, by=request.by or "", note=request.note
    )


def _update(
    stored: OfficeConflict, body: UpdateCustomer, choice: Choice, work: WorkerTransaction
) -> Answer:
    answers = {answer.field: answer for answer in choice.resolution.fields}
    # a field that was answered begins from head office's value as it was shown
    changes = tuple(
        change if (answer := answers.get(change.field)) is None else _answered(answer)
        for change in body.changes
    )
    collided = {field.field: field for field in stored.conflict.fields}
    report = tuple(
        Change(
            rule=f"customer.{answer.field}",
            field=answer.field,
            before=collided[answer.field].mine,
            after=answer.value,
            by=choice.chosen_by,
        )
        for answer in choice.resolution.fields
        if answer.value != collided[answer.field].mine
    )
    return answer_update(
        CustomerUpdateRequest(
            sender=stored.sender,
            request_id=choice.request_id,
            body=replace(body, changes=changes),
            lane=stored.lane,
            made_at={
                change.field: choice.made_at
                if change.field in answers
                else stored_edit_time(change, otherwise=choice.made_at)
                for change in body.changes
            },
            conflict_id=choice.conflict_id,
            report=(*stored.report, *report),
            by=choice.admin,
            note=choice.note,
        ),
        work,
    )


def _answered(answer: FieldAnswer) -> FieldChange:
    field = EditableField(answer.field)
    value = CUSTOMER[field].read(answer.value)
    if field is EditableField.NAME and not value:
        raise RefusedError("A customer needs a name.")
    return FieldChange(field=field, base=answer.seen, mine=value)


def _creation(
    stored: OfficeConflict, body: CreateCustomer, choice: Choice, work: WorkerTransaction
) -> Answer:
    request = CustomerCreationRequest(
        sender=stored.sender,
        request_id=choice.request_id,
        body=body,
        lane=stored.lane,
        given_number=choice.given_number,
        report=stored.report,
        by=choice.admin,
        note=choice.note,
    )
    if choice.cancelling:
        return Answer(
            status=AnswerStatus.CONFIRMED,
            customer_number_was=body.provisional_number,
            customer_deleted=True,
            by=request.by or "",
            note=choice.note,
        )
    for answer in choice.resolution.problems:
        if answer.action.kind is ActionKind.SAME_AS_EXISTING:
            return use_existing(request, _existing(answer.action.argument, work), work)
    return create_customer_record(request, work)


def _existing(text: str, work: WorkerTransaction) -> CustomerNumber:
    number = canonical_customer_number(text)
    customer = work.context.customer_after_merging(number)
    if customer is None:
        raise RefusedError("There is no customer {number}. Check the number.", number=number)
    return customer.number


def _order_taken_back(body: CancelOrder, choice: Choice, work: WorkerTransaction) -> Answer:
    """Cancel an order because an admin says so, though it is on its way or held."""
    held = work.orders.get(body.order_id)
    if held is None:
        order = None
    elif held.placed.state is OrderState.CANCELLED:
        order = held.placed
    else:
        order = cancel_stored(held, work)
    return Answer(
        status=AnswerStatus.CONFIRMED, order=order, by=choice.admin or "", note=choice.note
    )


def _customer_taken_back(
    stored: OfficeConflict, body: DeleteCustomer, choice: Choice, work: WorkerTransaction
) -> Answer:
    """Delete a customer because an admin says so; RefusedError while it has open orders."""
    number = work.customers.final_number(body.number, stored.sender)
    customer = work.context.customer(body.number) or work.context.customer(number)
    if customer is None:
        answer = Answer(status=AnswerStatus.CONFIRMED, customer_deleted=True)
    else:
        answer = remove_without_orders(customer, work)
    if not answer.status.succeeded:
        raise RefusedError(answer.why, **answer.arguments)
    return replace(answer, by=choice.admin or "", note=choice.note)
