"""Lines of streamed answers, and bodies of others, as what the operations give."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final, TypeVar

import msgspec

from smartclient.contract.encoded_rows import EncodedRows
from smartclient.contract.feeds import (
    FEED_COLUMNS,
    STORED_AS_THEY_COME,
    ColumnType,
    Cursor,
    FeedKind,
    FeedPage,
    Row,
)
from smartclient.contract.operations import Receipt
from smartclient.contract.unreadable_answer import unreadable_answer
from smartclient.contract.web.wire import End, Failed, ReceiptLine, ReplyLine
from smartclient.domain.ids import RequestId

T = TypeVar("T")


class PageLine(msgspec.Struct, kw_only=True, tag="page", tag_field="line"):
    """A ``contract.web.wire.PageLine`` as it comes: its rows are decoded where they are used."""

    kind: str
    rows: tuple[msgspec.Raw, ...]
    cursor: tuple[int, int]
    more: bool


_LINE: Final = msgspec.json.Decoder(PageLine | ReplyLine | End)


class LineSink:
    """Takes the lines of a stream, and passes on what stands before its end.

    ``has_begun``: something was passed on, so that the call must not be repeated.
    """

    def __init__(self, take: Callable[[PageLine | ReplyLine], None]) -> None:
        self._take = take
        self.has_begun = False
        self.has_ended = False
        self.failed: Failed | None = None

    def __call__(self, text: bytes) -> None:
        """Take one line."""
        line = read_body(text, _LINE.decode)
        if isinstance(line, End):
            self.has_ended, self.failed = True, line.failed
        else:
            self.has_begun = True
            self._take(line)


def read_body(body: bytes, read: Callable[[bytes], T]) -> T:
    """What ``read`` makes of a body; UnforeseenError for one that it can't read."""
    try:
        return read(body)
    except (msgspec.MsgspecError, UnicodeError, RecursionError, ValueError) as error:
        raise unreadable_answer(error) from error


def receipt_of(line: ReceiptLine) -> Receipt:
    """The receipt of a line."""
    return Receipt(request_id=RequestId(line.request_id), digest=line.digest, refusal=line.refusal)


def page_of(line: PageLine | ReplyLine) -> FeedPage:
    """The page of a line, with every column of this program."""
    if not isinstance(line, PageLine) or line.kind not in set(FeedKind):
        raise unreadable_answer("no page")
    kind = FeedKind(line.kind)
    return FeedPage(
        kind=kind,
        rows=_rows(kind, EncodedRows(line.rows)),
        cursor=Cursor(*line.cursor),
        more=line.more,
    )


def reply_of(line: PageLine | ReplyLine) -> tuple[RequestId, int, datetime, str]:
    """Request, row version, instant and answer of a line."""
    if not isinstance(line, ReplyLine):
        raise unreadable_answer("no reply")
    answered_at = read_body(
        line.answered_at.encode(), lambda text: msgspec.convert(text.decode(), datetime)
    )
    return RequestId(line.request_id), line.row_version, answered_at, line.answer


def _rows(kind: FeedKind, encoded: EncodedRows) -> Sequence[Row]:
    """Rows with what an older head office lacks, and with their contents as bytes."""
    columns = FEED_COLUMNS[kind]
    is_complete = not encoded or len(encoded[0]) == len(columns)
    if is_complete and kind in STORED_AS_THEY_COME:
        return encoded
    rows = tuple(encoded)
    if not is_complete:
        missing = tuple(column.unknown for column in columns[len(rows[0]) :])
        rows = tuple((*row[: len(columns)], *missing) for row in rows)
    for place, column in enumerate(columns):
        if column.type is ColumnType.CONTENT:
            rows = tuple((*row[:place], _content(row[place]), *row[place + 1 :]) for row in rows)
    return rows


def _content(text: object) -> bytes | None:
    if text is None:
        return None
    return read_body(str(text).encode(), lambda given: msgspec.convert(given.decode(), bytes))
