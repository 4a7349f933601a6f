"""Superseding: what becomes of open work when a later request supersedes it."""

from collections.abc import Sequence
from dataclasses import replace

from smartclient.contract.messages import (
    AmendOrder,
    Answer,
    AnswerStatus,
    CancelOrder,
    PlaceOrder,
)
from smartclient.domain.ids import Login, RequestId
from smartclient.domain.sales.orders import OrderState, PlacedOrder
from smartclient.headoffice.database.stored_states import PARKED
from smartclient.headoffice.inbox import inbox
from smartclient.headoffice.inbox.inbox import Incoming
from smartclient.headoffice.inbox.withdrawals import withdrawn_by
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction
from smartclient.headoffice.sales.conflicts import OfficeConflict, OfficeConflictState

WITHDRAWN = "withdrawn"
"""The decision recorded for a case that its rep resolved meanwhile."""

CANCELLED_BEFORE = "This order was cancelled. Enter a new one."

NOTHING_DONE = Answer(
    status=AnswerStatus.REJECTED,
    withdrawn=True,
    why="This was withdrawn or replaced by a later version. It was not carried out.",
)
"""The answer to a request that is not carried out because its rep withdrew or changed it."""


def close_replaced(incoming: Incoming, work: WorkerTransaction) -> None:
    """Close the conflicts of the requests that this one replaces: it is the answer to them."""
    replaced = None if incoming.request is None else incoming.request.replaces
    withdrawn = work.withdrawals.named_by(incoming.sender, incoming.request_id)
    ids = (*withdrawn, *(() if replaced is None else (replaced,)))
    for stored in work.conflicts.raised_by(incoming.sender, ids):
        close(stored, incoming, incoming.request_id, work)


def close(
    stored: OfficeConflict, incoming: Incoming, newest: RequestId, work: WorkerTransaction
) -> None:
    """Close one conflict, and its case if there is one; ``newest`` has the outcome."""
    work.conflicts.save(replace(stored, state=OfficeConflictState.CLOSED, newest_request_id=newest))
    work.cases.decide(stored.conflict.id, WITHDRAWN, by=incoming.sender, at=work.now)


def supersede_others(
    subject_id: str, answer: Answer, owner: Login, incoming: Incoming, work: WorkerTransaction
) -> None:
    """Answer what ``owner`` still has open about a record in the same way: no question is left."""
    if not answer.status.succeeded:
        return
    cancelled = answer.order is not None and answer.order.state is OrderState.CANCELLED
    if cancelled:
        close_stopped_about(subject_id, owner, answer.order, work)
    for stored in work.conflicts.open_about(subject_id):
        if stored.sender == owner:
            _supersede(stored, answer, incoming, work, cancelled=cancelled)


def _supersede(
    stored: OfficeConflict,
    answer: Answer,
    incoming: Incoming,
    work: WorkerTransaction,
    *,
    cancelled: bool,
) -> None:
    """Answer one conflict about a record of which something else was carried out."""
    if stored.conflict.together is not None and cancelled:
        # its device takes back what stands together with it
        close(stored, incoming, stored.newest_request_id, work)
        for request_id in sorted({stored.conflict.request_id, stored.newest_request_id}):
            work.reply(stored.sender, request_id, NOTHING_DONE)
        return
    if isinstance(stored.body, CancelOrder) and not cancelled:
        # an admin decides whether it is cancelled after all
        return
    if isinstance(stored.body, AmendOrder) and stored.body.base is not None:
        if not cancelled:
            # from another laptop: it is merged with this when it is resolved
            return
        answer = Answer(status=AnswerStatus.REJECTED, why=CANCELLED_BEFORE, order=answer.order)
    close(stored, incoming, stored.newest_request_id, work)
    if stored.newest_request_id != incoming.request_id:
        work.reply(stored.sender, stored.newest_request_id, answer)


def redirect_later_versions(answer: Answer, incoming: Incoming, work: WorkerTransaction) -> None:
    """Turn conflicts of later versions of a restored order into conflicts about changing it.

    The earlier version had been carried out before head office was restored from a backup, and
    comes again while the later one waits for its rep.
    """
    sender, request_id = incoming.sender, incoming.request_id
    placed = answer.order
    if placed is None or not work.withdrawals.is_withdrawn(sender, request_id):
        return
    later = set(withdrawn_by(work.connection, sender, request_id))
    base = placed.order
    for stored in work.conflicts.open_about(base.id):
        if isinstance(stored.body, PlaceOrder) and stored.conflict.request_id in later:
            body = AmendOrder.from_base(base, stored.body.order, reference_as_of=None)
            work.conflicts.save(replace(stored, body=body))


def close_stopped_about(
    order_id: str, owner: Login, cancelled: PlacedOrder | None, work: WorkerTransaction
) -> None:
    """Close the parked requests of ``owner`` about an order that was cancelled.

    Retried, one could place an order that was never placed.
    """
    named = (order_id, *work.conflicts.ids_about(order_id))
    close_stopped_naming(named, owner, cancelled, work)


def close_stopped_naming(
    ids: Sequence[str], owner: Login, order: PlacedOrder | None, work: WorkerTransaction
) -> None:
    """Close the parked requests of ``owner`` that name a finished record or conflict."""
    for request_id in inbox.stopped_naming(work.connection, owner, ids):
        if inbox.close_unanswered(work.connection, owner, request_id, PARKED, work.now):
            work.reply(owner, request_id, replace(NOTHING_DONE, order=order))
