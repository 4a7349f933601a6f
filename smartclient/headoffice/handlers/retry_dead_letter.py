"""Dead letters: an admin retries or refuses a parked request."""

from dataclasses import replace

from smartclient.contract.admin_bodies import CloseStopped, RetryStopped
from smartclient.contract.messages import Answer, AnswerStatus
from smartclient.domain.errors import RefusedError
from smartclient.domain.fields import NOTE
from smartclient.domain.ids import RequestId
from smartclient.domain.text.canonical import canonical_login
from smartclient.headoffice.database.identifiers import canonical_id
from smartclient.headoffice.database.stored_states import PARKED
from smartclient.headoffice.handlers.created_customer import with_created_by_closed
from smartclient.headoffice.handlers.earlier_requests import readable
from smartclient.headoffice.handlers.withdraw import order_now
from smartclient.headoffice.inbox import inbox
from smartclient.headoffice.inbox.inbox import Incoming
from smartclient.headoffice.inbox.withdrawals import withdrawn_of
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction


def retry_stopped(incoming: Incoming, body: RetryStopped, work: WorkerTransaction) -> Answer:
    """Answer an admin's request to retry a rep's dead letter.

    A withdrawn one is not retried; one from a Smart Client that sends no withdrawals only after a
    person has confirmed that it is still wanted.
    """
    if not work.is_admin(incoming.sender):
        raise RefusedError("Only an admin may have a stopped request tried again. Ask head office.")
    sender = canonical_login(body.sender)
    request_id = RequestId(canonical_id(body.request_id) or "")
    held = inbox.arrived_requests(work.connection, sender, [request_id]).get(request_id)
    if held is None or held.status != PARKED:
        raise RefusedError("This is no longer stopped: somebody had it tried again already.")
    if withdrawn_of(work.connection, sender, [request_id]):
        raise RefusedError(
            "{sender} withdrew this, or replaced it by a later version. It is not tried again.",
            sender=sender,
        )
    if not (held.withdrawable or body.confirmed):
        raise RefusedError(
            "{sender}'s Smart Client is too old to report what was withdrawn, so this may have "
            "been. Ask {sender} first, then confirm that it is to be tried again.",
            sender=sender,
        )
    inbox.return_to_queue(work.connection, sender, [request_id])
    return Answer(status=AnswerStatus.CONFIRMED)


def close_stopped(incoming: Incoming, body: CloseStopped, work: WorkerTransaction) -> Answer:
    """Answer an admin's request to refuse a rep's dead letter: its sender learns by whom."""
    if not work.is_admin(incoming.sender):
        raise RefusedError("Only an admin may close a stopped request. Ask head office.")
    sender = canonical_login(body.sender)
    request_id = RequestId(canonical_id(body.request_id) or "")
    note = NOTE.read(body.note)
    if not inbox.close_unanswered(work.connection, sender, request_id, PARKED, work.now):
        raise RefusedError("This is no longer stopped: somebody had it tried again already.")
    refused = Answer(
        status=AnswerStatus.REJECTED,
        why="Head office could not carry this out and has closed it. Enter it again if it is "
        "still wanted.",
        note=note,
        by=incoming.sender,
    )
    held = inbox.arrived_requests(work.connection, sender, [request_id])[request_id]
    order = order_now(held.incoming, readable(held.incoming), work)
    work.reply(
        sender, request_id, with_created_by_closed(replace(refused, order=order), held, work)
    )
    return Answer(status=AnswerStatus.CONFIRMED)
