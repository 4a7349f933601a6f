"""Requests whose reply was lost: each is answered by what is there, and carried out no second time.

Their senders, who still wait for an answer, sent them again.
"""

from dataclasses import replace

import msgspec

from smartclient.contract.mail import AnswerMail, SendMail
from smartclient.contract.messages import (
    AmendOrder,
    Answer,
    AnswerStatus,
    Body,
    CancelOrder,
    CreateCustomer,
    DeleteCustomer,
    EscalateConflict,
    PlaceOrder,
    RequestKind,
    ResolveConflict,
    UpdateCustomer,
    Withdraw,
)
from smartclient.contract.together import Together
from smartclient.domain.ids import ConflictId, OrderId
from smartclient.domain.sales.orders import OrderState, PlacedOrder
from smartclient.headoffice.handlers.mail import answer_lost
from smartclient.headoffice.handlers.orders import is_as_asked, owns
from smartclient.headoffice.handlers.together_members import members_again
from smartclient.headoffice.handlers.withdraw import order_now, withdraw
from smartclient.headoffice.inbox.inbox import Incoming, PassedOn
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction
from smartclient.headoffice.sales.conflicts import OfficeConflict, OfficeConflictState

_REPLY_LOST = (
    "Head office had answered this, and its answer was lost. Compare the record with what you "
    "wanted, and enter again what is missing."
)


def answer_again(
    incoming: Incoming, body: Body | None, work: WorkerTransaction
) -> Answer | PassedOn:
    """Answer a request that was answered before, without carrying it out again.

    Of one that was purged only the order's id may be left.
    """
    for stored in work.conflicts.raised_by(incoming.sender, (incoming.request_id,)):
        if stored.newest_request_id == incoming.request_id:
            return _in_conflict(incoming, stored, work)
    match body:
        case ResolveConflict() | EscalateConflict():
            return _about_conflict(incoming, body.conflict_id, work)
        case PlaceOrder() | AmendOrder() | CancelOrder():
            return _about_order(incoming, body, work)
        case CreateCustomer():
            return _about_new_customer(incoming, body, work)
        case UpdateCustomer():
            return _about_change(incoming, body, work)
        case DeleteCustomer():
            return _about_deletion(incoming, body, work)
        case SendMail() | AnswerMail():
            return answer_lost(incoming, body, work)
        case Withdraw() | Together():
            return _about_others(incoming, body, work)
    return _about_purged(incoming, work)


def _about_others(
    incoming: Incoming, body: Withdraw | Together, work: WorkerTransaction
) -> Answer | PassedOn:
    """Answer a withdrawal; or the members whose replies are lost, too, each by what is there."""
    if isinstance(body, Withdraw):
        return withdraw(incoming, body, work)
    for member in members_again(incoming, body, work):
        answer = answer_again(member.incoming, member.body, work)
        if isinstance(answer, Answer):
            work.reply(incoming.sender, member.incoming.request_id, answer)
    return Answer(status=AnswerStatus.CONFIRMED)


def _lost() -> Answer:
    return Answer(status=AnswerStatus.REJECTED, why=_REPLY_LOST)


def _about_purged(incoming: Incoming, work: WorkerTransaction) -> Answer:
    """Answer by the order that it was about: it was carried out, or was an amendment perhaps."""
    request = incoming.request
    order_id = None if request is None or not incoming.purged else _order_in(request.body)
    stored = None if order_id is None else work.orders.get(order_id)
    if request is None or stored is None or not owns(stored, incoming, work):
        return _lost()
    if request.kind is RequestKind.AMEND_ORDER:
        return replace(_lost(), order=stored.placed)
    return _as_it_is(stored.placed)


def _order_in(purged_body: str) -> OrderId | None:
    """The order that a purged request was about, None where its body does not say."""
    try:
        return msgspec.json.decode(purged_body, type=CancelOrder).order_id
    except msgspec.DecodeError:
        return None


def _in_conflict(incoming: Incoming, stored: OfficeConflict, work: WorkerTransaction) -> Answer:
    is_open = stored.state is OfficeConflictState.OPEN
    return Answer(
        status=AnswerStatus.IN_CONFLICT if is_open else AnswerStatus.AWAITING_DECISION,
        conflict=stored.conflict,
        order=order_now(incoming, stored.body, work),
    )


def _about_conflict(incoming: Incoming, conflict_id: ConflictId, work: WorkerTransaction) -> Answer:
    """Answer by what became of the record: an order that is there is not to be entered again."""
    stored = work.conflicts.get(conflict_id)
    if stored is None or stored.sender != incoming.sender:
        return _lost()
    if stored.state is not OfficeConflictState.CLOSED:
        return _in_conflict(incoming, stored, work)
    match stored.body:
        case PlaceOrder() | AmendOrder():
            return _about_order(incoming, stored.body, work)
        case UpdateCustomer():
            return _about_change(incoming, stored.body, work)
        case CreateCustomer():
            return _about_new_customer(incoming, stored.body, work)
    # of one that was purged only the record's name stays
    order = order_now(incoming, stored.body, work)
    return _lost() if order is None else _as_it_is(order)


def _about_order(
    incoming: Incoming, body: PlaceOrder | AmendOrder | CancelOrder, work: WorkerTransaction
) -> Answer:
    """Answer by the order as it is: that it is there shows only that it was placed."""
    is_cancellation = isinstance(body, CancelOrder)
    stored = work.orders.get(body.order_id if isinstance(body, CancelOrder) else body.order.id)
    if stored is None:
        return Answer(status=AnswerStatus.CONFIRMED) if is_cancellation else _lost()
    if not owns(stored, incoming, work):
        return _lost()
    if isinstance(body, CancelOrder):
        is_done = stored.placed.state is OrderState.CANCELLED
    else:
        is_done = isinstance(body, PlaceOrder) or is_as_asked(stored, body, incoming, work)
    return _as_it_is(stored.placed) if is_done else replace(_lost(), order=stored.placed)


def _as_it_is(order: PlacedOrder) -> Answer:
    status = AnswerStatus.ADJUSTED if order.adjusted else AnswerStatus.CONFIRMED
    return Answer(status=status, order=order)


def _about_change(incoming: Incoming, body: UpdateCustomer, work: WorkerTransaction) -> Answer:
    customer = work.context.customer_after_merging(body.number)
    if customer is None or incoming.sender not in customer.reps:
        return _lost()
    if any(getattr(customer, change.field) != change.mine for change in body.changes):
        return replace(_lost(), customer=customer)
    return Answer(status=AnswerStatus.CONFIRMED, customer=customer)


def _about_new_customer(
    incoming: Incoming, body: CreateCustomer, work: WorkerTransaction
) -> Answer:
    number = work.customers.final_number(body.provisional_number, incoming.sender)
    customer = work.context.customer_after_merging(number)
    if customer is None or incoming.sender not in customer.reps:
        return _lost()
    return Answer(
        status=AnswerStatus.CONFIRMED,
        customer=customer,
        customer_number_was=body.provisional_number,
    )


def _about_deletion(incoming: Incoming, body: DeleteCustomer, work: WorkerTransaction) -> Answer:
    number = work.customers.final_number(body.number, incoming.sender)
    if work.context.customer(number) is None:
        return Answer(status=AnswerStatus.CONFIRMED, customer_deleted=True)
    return _lost()
