"""Reading: what a request asks for, or the answer where that can't be read."""

from dataclasses import dataclass, replace

from smartclient.contract.amounts import check_amounts
from smartclient.contract.encoding import decode_body
from smartclient.contract.messages import Answer, AnswerStatus, Body
from smartclient.domain.errors import RefusedError
from smartclient.headoffice.handlers.hidden_characters import without_hidden_characters
from smartclient.headoffice.handlers.validation import validated
from smartclient.headoffice.inbox.inbox import Incoming

UNKNOWN_KIND = (
    "This request was made by a newer Smart Client than head office runs. "
    "It is kept; head office must be upgraded."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRequest:
    """A request that was read: its body, or the answer when that can't be read."""

    incoming: Incoming
    body: Body | None
    answer: Answer | None = None


def read_request(incoming: Incoming) -> ReadRequest:
    """Read a request; one that can't be read now may be after an upgrade, so it is parked."""
    if incoming.request is None:
        answer = Answer(status=AnswerStatus.PARKED, why=UNKNOWN_KIND)
        return ReadRequest(incoming=incoming, body=None, answer=answer)
    try:
        body = decode_body(incoming.request)
    except RefusedError as error:
        return ReadRequest(
            incoming=incoming, body=None, answer=answer_of(AnswerStatus.PARKED, error)
        )
    try:
        check_amounts(incoming.request.body)
        body, cleaned = without_hidden_characters(body)
        incoming = replace(incoming, cleaned=cleaned)
        return ReadRequest(incoming=incoming, body=validated(body))
    except RefusedError as error:
        return ReadRequest(
            incoming=incoming, body=None, answer=answer_of(AnswerStatus.REJECTED, error)
        )


def answer_of(status: AnswerStatus, error: RefusedError) -> Answer:
    """The answer that says what was refused."""
    return Answer(status=status, why=error.template, arguments=error.arguments)
