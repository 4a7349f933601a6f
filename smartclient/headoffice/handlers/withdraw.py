"""Withdrawing: requests that were withdrawn or replaced are not carried out."""

from collections.abc import Sequence
from dataclasses import replace

from smartclient.contract.messages import (
    AmendOrder,
    Answer,
    AnswerStatus,
    Body,
    CancelOrder,
    DeleteCustomer,
    PlaceOrder,
    Withdraw,
)
from smartclient.domain.ids import OrderId, RequestId
from smartclient.domain.sales.orders import PlacedOrder
from smartclient.headoffice.database.identifiers import canonical_id
from smartclient.headoffice.database.stored_states import DONE, PARKED, PASSED_ON
from smartclient.headoffice.handlers.earlier_requests import outcome_of, readable
from smartclient.headoffice.handlers.mail import withdraw_mail
from smartclient.headoffice.handlers.orders import owns
from smartclient.headoffice.handlers.supersede import NOTHING_DONE, close, close_stopped_naming
from smartclient.headoffice.inbox import inbox
from smartclient.headoffice.inbox.inbox import ArrivedRequest, Incoming, PassedOn
from smartclient.headoffice.inbox.withdrawals import is_replaced, withdrawn_by, withdrawn_of
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction
from smartclient.headoffice.sales.conflicts import OfficeConflict

_CARRIED_OUT = (
    "Head office had carried this out before it could be withdrawn, so it remains. Cancel "
    "or change it if it is not wanted."
)


def withdraw(incoming: Incoming, body: Withdraw, work: WorkerTransaction) -> Answer | PassedOn:
    """Answer a withdrawal: nothing it names is carried out, unless something was already.

    What was carried out is answered as before, with the record as it is now. A mail that is handed
    over at this moment answers it later, and one of which nobody knows stays a question.
    """
    ids = [
        RequestId(key)
        for request_id in body.requests
        if (key := canonical_id(request_id)) is not None
    ]
    work.withdrawals.add(incoming.sender, ids, by=incoming.request_id)
    arrived = _arrived_and_locked(incoming, ids, work)
    # one is stopped where nobody knows whether it arrived: its rep decides about that
    mails = [held for held in arrived if held.status in {PASSED_ON, PARKED}]
    for held in mails:
        outcome = withdraw_mail(held, incoming, work)
        if outcome is not None:
            return outcome
    done = [_carried_out(held, work) for held in arrived]
    newest = next((answer for answer in reversed(done) if answer is not None), None)
    if newest is not None:
        return replace(newest, why=_CARRIED_OUT, arguments={})
    drop_withdrawn(incoming, ids, work)
    return Answer(status=AnswerStatus.CONFIRMED, withdrawn=True)


def withdrawn_answer(incoming: Incoming, body: Body | None, work: WorkerTransaction) -> Answer:
    """The answer to a request that is not carried out, with the record as it is."""
    return replace(NOTHING_DONE, order=order_now(incoming, body, work))


def answer_to_restored(
    incoming: Incoming, body: Body | None, work: WorkerTransaction
) -> Answer | None:
    """The answer to an earlier version that comes again; None when it is to be carried out.

    It was carried out before head office was restored from a backup, and the later version was
    built on it. When that one came first, nothing is left to be done about the earlier one.
    """
    later = list(withdrawn_by(work.connection, incoming.sender, incoming.request_id))
    for held in inbox.arrived_requests(work.connection, incoming.sender, later).values():
        answer, done = outcome_of(held, work), readable(held.incoming)
        if answer is None:
            continue
        if isinstance(done, CancelOrder | DeleteCustomer | Withdraw):
            return withdrawn_answer(incoming, body, work)
        return replace(answer, order=order_now(incoming, body, work))
    return None


def drop_withdrawn(incoming: Incoming, ids: Sequence[RequestId], work: WorkerTransaction) -> None:
    """Close what is left of requests that ``incoming`` withdrew: parked, or in conflict.

    Parked answers to their conflicts are closed, too.
    """
    if not ids:
        return
    for request_id, held in inbox.arrived_requests(work.connection, incoming.sender, ids).items():
        if held.status != DONE and inbox.close_unanswered(
            work.connection, incoming.sender, request_id, PARKED, work.now
        ):
            answer = withdrawn_answer(held.incoming, readable(held.incoming), work)
            work.reply(incoming.sender, request_id, answer)
    for stored in work.conflicts.raised_by(incoming.sender, ids):
        answer = replace(NOTHING_DONE, order=order_now(incoming, stored.body, work))
        work.reply(stored.sender, stored.newest_request_id, answer)
        close(stored, incoming, incoming.request_id, work)
    for stored in work.conflicts.all_raised_by(incoming.sender, ids):
        order = order_now(incoming, stored.body, work)
        close_stopped_naming((stored.conflict.id,), incoming.sender, order, work)


def is_withdrawn_conflict(stored: OfficeConflict, work: WorkerTransaction) -> bool:
    """Whether the request that raised a conflict is not to be carried out, whatever is answered.

    Its withdrawal may still wait. What was carried out before head office was restored stays.
    """
    raised_by = stored.conflict.request_id
    if not (
        withdrawn_of(work.connection, stored.sender, [raised_by])
        or is_replaced(work.connection, stored.sender, raised_by)
    ):
        return False
    arrived = inbox.arrived_requests(
        work.connection, stored.sender, [raised_by, stored.newest_request_id]
    )
    return not any(work.was_carried_out_before(held.incoming.request) for held in arrived.values())


def close_withdrawn(stored: OfficeConflict, incoming: Incoming, work: WorkerTransaction) -> Answer:
    """Close a conflict whose rep withdrew its request; return the answer to its rep."""
    order = order_now(replace(incoming, sender=stored.sender), stored.body, work)
    answer = replace(NOTHING_DONE, order=order)
    work.reply(stored.sender, stored.newest_request_id, answer)
    close(stored, replace(incoming, sender=stored.sender), stored.newest_request_id, work)
    return answer


def _arrived_and_locked(
    incoming: Incoming, ids: list[RequestId], work: WorkerTransaction
) -> list[ArrivedRequest]:
    """Those of these requests that have arrived, once no other worker is about to answer them."""
    arrived = inbox.arrived_requests(work.connection, incoming.sender, ids)
    others = {held.incoming.lane for held in arrived.values()} - {incoming.lane}
    for lane in sorted(others):
        work.lock_lane(lane)
    if others:
        arrived = inbox.arrived_requests(work.connection, incoming.sender, ids)
    return sorted(arrived.values(), key=lambda held: held.incoming.id)


def _carried_out(held: ArrivedRequest, work: WorkerTransaction) -> Answer | None:
    """The outcome of a request, with the order as it is now; None for no outcome."""
    answer = outcome_of(held, work)
    if answer is None:
        return None
    order = order_now(held.incoming, readable(held.incoming), work)
    return answer if order is None else replace(answer, order=order)


def order_now(incoming: Incoming, body: Body | None, work: WorkerTransaction) -> PlacedOrder | None:
    """The order a request is about as head office holds it, if its sender may see it."""
    match body:
        case PlaceOrder() | AmendOrder():
            order_id = body.order.id
        case CancelOrder():
            order_id = body.order_id
        case _:
            return None
    stored = work.orders.get(OrderId(order_id))
    return stored.placed if stored is not None and owns(stored, incoming, work) else None
