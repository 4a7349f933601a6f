"""Stopped requests: an admin lets one that was set aside be tried anew."""

from smartclient.contract.messages import Answer, AnswerStatus, RetryStopped
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import RequestId
from smartclient.domain.text import canonical_login
from smartclient.headoffice import inbox
from smartclient.headoffice.inbox import Incoming
from smartclient.headoffice.work import Work


def retry_stopped(incoming: Incoming, body: RetryStopped, work: Work) -> Answer:
    """Answer an admin's wish to have a rep's stopped request tried again."""
    if not work.is_admin(incoming.sender):
        raise RefusedError("Only an admin has a stopped request tried again. Ask head office.")
    sender = canonical_login(body.sender)
    request_id = RequestId(inbox.canonical_id(body.request_id) or "")
    if not inbox.is_parked(work.connection, sender, request_id):
        raise RefusedError("This is no longer stopped: somebody had it tried again already.")
    inbox.wait_again(work.connection, sender, [request_id])
    return Answer(status=AnswerStatus.CONFIRMED)
