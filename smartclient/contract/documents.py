"""Documents: the JSON that head office stores and clients keep, each in a version of its own."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

import msgspec

from smartclient.contract.cases import Case
from smartclient.contract.document_versions import check_version, upgraded, version_of
from smartclient.contract.encoding import ascii_json
from smartclient.contract.feeds import COLUMNS, FeedKind, Row
from smartclient.contract.messages import Answer, Reply
from smartclient.domain.errors import NewerVersionError
from smartclient.domain.ids import RequestId
from smartclient.domain.sales.orders import PlacedOrder
from smartclient.domain.sales.pinned_customers import PinnedCustomer
from smartclient.reconcile.conflict import Conflict

Value = TypeVar("Value")

DOCUMENTS: Mapping[type[Any], str] = {
    Answer: "answer",
    PlacedOrder: "order",
    Case: "case",
    Conflict: "conflict",
    PinnedCustomer: "pinned_customer",
}
"""What is stored as a document with a version, by the name of its kind."""

_IN_FEEDS: Mapping[FeedKind, Mapping[str, type[Any]]] = {
    FeedKind.ORDERS: {"document": PlacedOrder},
    FeedKind.CASES: {"document": Case},
    FeedKind.PINNED_CUSTOMERS: {"document": PinnedCustomer},
    FeedKind.OPEN_WORK: {"conflict": Conflict, "answer": Answer},
}
"""Columns of feeds that hold documents; one that is empty holds none."""


class _Header(msgspec.Struct):
    """What every document begins with, whatever its kind."""

    version: int = 1


def with_version(text: str, kind: type[Any]) -> str:
    """Mark the JSON object ``text`` with the newest version of its kind, unless that is 1."""
    version = version_of(DOCUMENTS[kind])
    return text if version == 1 else f'{{"version":{version},{text[1:]}'


def document_json(value: object) -> str:
    """Write a document as ASCII text."""
    return with_version(ascii_json(value), type(value))


def document_from_json(text: str, kind: type[Value]) -> Value:
    """Read a document of a kind in whatever version it is.

    Raises NewerVersionError for one that only a newer program reads, and msgspec.MsgspecError for
    what is no document of the kind.
    """
    name = DOCUMENTS[kind]
    version = _version_in(text)
    if version == version_of(name):
        return msgspec.json.decode(text, type=kind)
    check_version(name, version)
    return msgspec.convert(upgraded(name, msgspec.json.decode(text)), kind)


def check_readable(kind: FeedKind, rows: Sequence[Row]) -> None:
    """Raise NewerVersionError where rows of a feed hold a document of a newer version."""
    for column, document in _IN_FEEDS.get(kind, {}).items():
        place, name = COLUMNS[kind].index(column), DOCUMENTS[document]
        for row in rows:
            text = row[place]
            if text:
                check_version(name, _version_in(str(text)))


def _version_in(text: str) -> int:
    return msgspec.json.decode(text, type=_Header).version


class NewerReplyError(NewerVersionError):
    """A reply that only a newer program can read; it is the first of those that were asked for."""

    def __init__(
        self, template: str, *, request_id: RequestId, row_version: int, detail: str
    ) -> None:
        super().__init__(template, detail=detail)
        self.request_id = request_id
        self.row_version = row_version


def replies_from(rows: Iterable[tuple[RequestId, int, datetime, str]]) -> tuple[Reply, ...]:
    """Replies in their order, up to the first that only a newer program can read.

    ``rows`` are request, row version, instant and answer. Raises NewerReplyError when the very
    first is such a one.
    """
    replies: list[Reply] = []
    for request_id, row_version, answered_at, text in rows:
        try:
            answer = document_from_json(text, Answer)
        except NewerVersionError as error:
            if replies:
                break
            raise NewerReplyError(
                "An answer of head office can be read only by a newer Smart Client. It is kept "
                "there. Upgrade Smart Client.",
                request_id=request_id,
                row_version=row_version,
                detail=error.detail,
            ) from error
        replies.append(
            Reply(
                request_id=request_id,
                row_version=row_version,
                answered_at=answered_at,
                answer=answer,
            )
        )
    return tuple(replies)
