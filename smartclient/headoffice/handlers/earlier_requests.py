"""Outcomes of requests that arrived earlier, be it by a resolution of their conflicts."""

from collections.abc import Iterator

from smartclient.contract.encoding import decode_body
from smartclient.contract.messages import Answer, Body
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import Login, RequestId
from smartclient.headoffice.handlers.hidden_characters import without_hidden_characters
from smartclient.headoffice.handlers.validation import validated
from smartclient.headoffice.inbox import inbox
from smartclient.headoffice.inbox.inbox import ArrivedRequest, Incoming
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction
from smartclient.headoffice.sales.conflicts import OfficeConflictState


def outcome_of(held: ArrivedRequest, work: WorkerTransaction) -> Answer | None:
    """The answer with which a request was carried out; None when it was not."""
    answer = _last_answer(held.incoming.sender, held.incoming.request_id, work)
    if answer is None or not answer.status.succeeded or answer.withdrawn:
        return None
    return answer


def carried_out_before(
    incoming: Incoming, work: WorkerTransaction
) -> Iterator[tuple[Body, Answer]]:
    """Yield the requests that this one replaces although they were carried out, newest first.

    A copy of the laptop had sent them.
    """
    replaced = None if incoming.request is None else incoming.request.replaces
    named = work.withdrawals.named_by(incoming.sender, incoming.request_id)
    ids = dict.fromkeys((*named, *(() if replaced is None else (replaced,))))
    arrived = inbox.arrived_requests(work.connection, incoming.sender, list(ids)).values()
    for held in sorted(arrived, key=lambda item: item.incoming.id, reverse=True):
        body, answer = readable(held.incoming), outcome_of(held, work)
        if body is not None and answer is not None:
            yield body, answer


def readable(incoming: Incoming) -> Body | None:
    """The body of a request, None for one that can't be read."""
    request = incoming.request
    try:
        return (
            None
            if request is None
            else validated(without_hidden_characters(decode_body(request))[0])
        )
    except RefusedError:
        return None


def _last_answer(sender: Login, request_id: RequestId, work: WorkerTransaction) -> Answer | None:
    seen: set[RequestId] = set()
    answer = work.answer_to(sender, request_id)
    while answer is not None and answer.conflict is not None and request_id not in seen:
        seen.add(request_id)
        stored = work.conflicts.get(answer.conflict.id)
        if stored is None or stored.state is not OfficeConflictState.CLOSED:
            break
        request_id = stored.newest_request_id
        answer = work.answer_to(stored.sender, request_id)
    return answer
