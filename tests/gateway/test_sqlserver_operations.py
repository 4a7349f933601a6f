"""The operations on SQL Server: what is sent, and what is made of what comes back."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from typing import cast

import pytest

from smartclient.contract import operations as limits
from smartclient.contract.documents import document_json
from smartclient.contract.encoding import request_for
from smartclient.contract.feeds import COLUMNS, Cursor, FeedKind, FeedPlace, Row
from smartclient.contract.messages import Answer, AnswerStatus, CancelOrder, Request
from smartclient.contract.operations import PulseRequest, Receipt
from smartclient.database.mssql.errors import ErrorContext, translated
from smartclient.database.mssql.raw_connection import Statement, Take
from smartclient.domain.errors import ContendedError, SchemaError, SmartClientError, UnforeseenError
from smartclient.domain.ids import OrderId, RequestId, new_id
from smartclient.gateway import batch_parts
from smartclient.gateway.feed_reader import PageReader
from smartclient.gateway.procedures import DEVICES
from smartclient.gateway.sqlserver import Caller, SqlServerOperations
from smartclient.gateway.statement_connection import Results, StatementConnection

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
FIRST_PULSE = (
    *(500, "generation-1", "2026-11-21T09:00:00.000000Z", "north\\ann", "7", "Rep", 0),
    *(3, None, 1, "Company", "EUR"),
)
"""As a head office of the first version of the link says it."""

FACTS: dict[str, object] = {
    "bound": 500,
    "generation": "generation-1",
    "clock": "2026-11-21T09:00:00.000000Z",
    "login": "north\\ann",
    "rep_number": "7",
    "name": "Ann North",
    "title": "Rep",
    "is_admin": 0,
    "replies": 3,
    "oldest_client": 1,
    "company": "Company",
    "currency": "EUR",
    "held_seconds": 4,
    "link_version": 2,
}


def _pulse(**facts: object) -> Row:
    return (json.dumps(FACTS | facts),)


def _missing(procedure: str) -> SmartClientError:
    text = f"[42000] Could not find stored procedure '{procedure}'. (2812) (SQLExecDirectW)"
    cause = Exception("42000", text)
    error = translated(cause, ErrorContext(server="s", database="d"))
    error.__cause__ = cause
    return error


class Scripted:
    """A connection that answers from a script and keeps what it was asked."""

    def __init__(self, *answers: Results | SmartClientError) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, tuple[object, ...]]] = []
        self.timeout: list[float] = []

    def call(
        self,
        statement: Statement,
        values: Sequence[object],
        *,
        timeout: float,
        take: Take | None = None,
    ) -> Results:
        assert len(values) == len(statement.parameters)
        self.asked.append((statement.text, tuple(values)))
        self.timeout.append(timeout)
        answer = self.answers.pop(0)
        if isinstance(answer, SmartClientError):
            raise answer
        if take is None:
            return answer
        for rows in answer:
            take(rows)
        return ((),)


def _operations(scripted: Scripted) -> SqlServerOperations:
    return SqlServerOperations(cast("StatementConnection", scripted))


def _request(note: str = "") -> Request:
    body = CancelOrder(order_id=OrderId(new_id()), note=note)
    made_at = NOW.astimezone(timezone(timedelta(hours=3)))
    return request_for(body, request_id=RequestId(new_id()), lane="Ä-1", made_at=made_at)


def _receipts(batch: Sequence[Request]) -> Results:
    return (tuple((request.id, request.digest, "") for request in batch),)


def _failed(number: int) -> SmartClientError:
    cause = Exception("23000", f"[23000] something ({number}) (SQLExecDirectW)")
    error = translated(cause, ErrorContext(server="s", database="d"))
    error.__cause__ = cause
    return error


def test_a_batch_is_one_text_of_ascii_with_each_body_as_it_was_made() -> None:
    batch = (_request("für Öl"), _request())
    scripted = Scripted(_receipts(batch))
    receipts = _operations(scripted).submit(batch)
    assert receipts == tuple(Receipt(request_id=each.id, digest=each.digest) for each in batch)
    ((statement, (text,)),) = scripted.asked
    assert statement == "EXEC sync.submit_v1 ?"
    assert isinstance(text, str)
    assert text.isascii()
    sent = json.loads(text)
    assert [item["n"] for item in sent] == [0, 1]
    assert [item["body"] for item in sent] == [each.body for each in batch]
    assert set(sent[0]) == {
        *("n", "id", "kind", "version", "lane", "body", "digest", "replaces"),
        *("withdraws", "given_number", "made_at", "device", "clock_offset"),
    }
    assert (sent[0]["lane"], sent[0]["made_at"]) == ("Ä-1", "2026-11-21T09:00:00Z")


def test_a_batch_that_is_too_large_travels_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_parts, "MAX_BATCH_BYTES", 2_000)
    batch = tuple(_request("x" * 400) for _ in range(4))
    scripted = Scripted(*(_receipts(batch[place : place + 2]) for place in (0, 2)))
    assert len(_operations(scripted).submit(batch)) == 4
    assert len(scripted.asked) == 2
    assert limits.MAX_BATCH_BYTES == 8_000_000


def test_a_large_batch_is_given_the_time_it_needs_on_a_slow_link() -> None:
    batch = tuple(_request("x" * 1_000) for _ in range(100))
    scripted = Scripted(_receipts(batch), _receipts(batch[:1]))
    operations = _operations(scripted)
    operations.submit(batch)
    operations.submit(batch[:1])
    assert scripted.timeout[0] > scripted.timeout[1] + 20


@pytest.mark.parametrize("number", [2601, 2627, 1205])
def test_two_connections_with_the_same_batch_both_get_receipts(number: int) -> None:
    batch = (_request(),)
    scripted = Scripted(_failed(number), _receipts(batch))
    assert len(_operations(scripted).submit(batch)) == 1
    assert len(scripted.asked) == 2


def test_a_batch_that_collides_again_is_reported() -> None:
    with pytest.raises(UnforeseenError):
        _operations(Scripted(_failed(2627), _failed(2627))).submit((_request(),))
    with pytest.raises(ContendedError):
        _operations(Scripted(_failed(1222))).submit((_request(),))


@pytest.mark.parametrize("number", [2601, 2627, 1205])
def test_a_pulse_that_collides_is_fetched_again(number: int) -> None:
    scripted = Scripted(_failed(number), ((_pulse(),), ()))
    assert _operations(scripted).pulse(PulseRequest()).watermark == 500
    with pytest.raises((ContendedError, UnforeseenError)):
        _operations(Scripted(_failed(number), _failed(number))).pulse(PulseRequest())


def test_a_pulse_is_read_in_the_contracts_types() -> None:
    heads = (("products", 400), ("orders", 0), ("not_yet_invented", 9))
    scripted = Scripted(((_pulse(),), heads))
    pulse = _operations(scripted).pulse(PulseRequest(replies_after=5, waiting=2, clock=NOW))
    assert (pulse.watermark, pulse.generation, pulse.clock) == (500, "generation-1", NOW)
    assert (pulse.identity.login, pulse.identity.is_admin) == ("north\\ann", False)
    assert (pulse.identity.name, pulse.link_version, pulse.held_seconds) == ("Ann North", 2, 4)
    assert pulse.heads == {FeedKind.PRODUCTS: 400, FeedKind.ORDERS: 0}
    assert (pulse.replies, pulse.worker_seen, pulse.currency) == (3, None, "EUR")
    hello = json.loads(str(scripted.asked[0][1][0]))
    assert (hello["replies_after"], hello["waiting"]) == (5, 2)
    assert hello["clock"] == "2026-11-21T09:00:00Z"


@pytest.mark.parametrize("clock", [NOW.replace(tzinfo=None), "2026-11-21T10:00:00+01:00"])
def test_an_instant_is_in_utc_however_it_is_written(clock: object) -> None:
    answer = cast("Row", (*FIRST_PULSE[:2], clock, *FIRST_PULSE[3:]))
    scripted = Scripted(_missing("sync.pulse_v2"), ((answer,), ()))
    assert _operations(scripted).pulse(PulseRequest()).clock == NOW


def test_an_older_head_office_is_addressed_in_its_own_version() -> None:
    products: Row = (7, *("x",) * (len(COLUMNS[FeedKind.PRODUCTS]) - 2), 90)
    scripted = Scripted(
        _missing("sync.pulse_v2"), ((FIRST_PULSE,), ()), ((products,),), ((products,),), ((),)
    )
    operations = _operations(scripted)
    pulse = operations.pulse(PulseRequest())
    assert (pulse.watermark, pulse.link_version, pulse.identity.name) == (500, 1, "")
    place = FeedPlace(FeedKind.PRODUCTS, Cursor(), by_key=False)
    (page,) = operations.feeds((place,), watermark=300, limit=2)
    alone = operations.feed(
        FeedKind.PRODUCTS, cursor=Cursor(), watermark=300, limit=2, by_key=False
    )
    operations.fingerprints(None, watermark=300, width=16)
    assert page.rows == alone.rows == ((*products[:-1], ""),)
    texts = [text for text, _ in scripted.asked]
    assert texts[1] == "EXEC sync.pulse_v1 ?"
    assert "_v2" not in "".join(texts[1:])
    assert texts[4].startswith("EXEC sync.fingerprints_v1 ")


def test_a_head_office_that_refuses_this_version_is_not_called_in_another() -> None:
    cause = Exception("42000", "[42000] too new (51003) (SQLExecDirectW)")
    error = translated(cause, ErrorContext(server="s", database="d"))
    error.__cause__ = cause
    scripted = Scripted(error)
    with pytest.raises(SchemaError):
        _operations(scripted).pulse(PulseRequest())
    assert len(scripted.asked) == 1


@pytest.mark.parametrize(
    "answer",
    [
        (),
        ((),),
        ((), ()),
        ((_pulse(),),),
        ((_pulse(bound="x"),), ()),
        ((("{}",),), ()),
        ((("[]",),), ()),
        ((("nonsense",),), ()),
    ],
)
def test_an_answer_that_makes_no_sense_is_not_believed(answer: Results) -> None:
    with pytest.raises(UnforeseenError, match="does not understand"):
        _operations(Scripted(answer)).pulse(PulseRequest())


def test_replies_are_read() -> None:
    answer = document_json(Answer(status=AnswerStatus.CONFIRMED, note="für Öl"))
    rows = (("AB-1", 17, "2026-11-21T09:00:00Z", answer),)
    scripted = Scripted((rows,))
    (reply,) = _operations(scripted).replies(after=3, watermark=20, limit=10)
    assert (reply.request_id, reply.row_version, reply.answered_at) == ("ab-1", 17, NOW)
    assert reply.answer.note == "für Öl"
    assert scripted.asked[0][1] == (3, 20, 10)


def _stock(key: int, version: int) -> Row:
    return (key, f"SKU-{key}", key * 10, version)


def test_a_page_has_no_row_versions_and_the_cursor_of_the_next() -> None:
    rows = tuple(_stock(key, 100 + key) for key in (1, 2, 3))
    scripted = Scripted((rows,), (rows,), (rows,), (rows,), (rows,))
    operations = _operations(scripted)
    feed = partial(operations.feed, FeedKind.STOCK, cursor=Cursor(90, 0), watermark=300)
    by_key = feed(limit=2, by_key=True)
    assert [len(row) for row in by_key.rows] == [len(COLUMNS[FeedKind.STOCK])] * 2
    assert (by_key.cursor, by_key.more) == (Cursor(90, 2), True)
    by_version = feed(limit=2, by_key=False)
    assert (by_version.cursor, by_version.more) == (Cursor(102, 2), True)
    last = feed(limit=3, by_key=False)
    assert (last.cursor, last.more) == (Cursor(299, 2**62), False)
    assert scripted.asked[0] == ("EXEC sync.feed_stock_v1 ?, ?, ?, ?, ?", (1, 90, 0, 300, 3))


def test_the_next_page_is_fetched_while_the_last_is_stored() -> None:
    rows = tuple(_stock(key, 100 + key) for key in (1, 2, 3))
    rest = (_stock(4, 104),)
    scripted = Scripted((rows,), (rest,))
    operations = _operations(scripted)
    cursor, pages = Cursor(), []
    for _ in range(2):
        page = operations.feed(FeedKind.STOCK, cursor=cursor, watermark=300, limit=2, by_key=True)
        cursor = page.cursor
        pages.append(page)
    assert [row[0] for page in pages for row in page.rows] == [1, 2, 3, 4]
    assert [values for _, values in scripted.asked] == [(1, 0, 0, 300, 3), (1, 0, 3, 300, 2)]


def test_an_error_of_a_prefetch_is_raised_with_its_page() -> None:
    rows = tuple(_stock(key, 100 + key) for key in (1, 2, 3))
    operations = _operations(Scripted((rows,), _failed(1222)))
    page = operations.feed(FeedKind.STOCK, cursor=Cursor(), watermark=300, limit=2, by_key=True)
    with pytest.raises(ContendedError):
        operations.feed(FeedKind.STOCK, cursor=page.cursor, watermark=300, limit=2, by_key=True)


def test_an_empty_page_keeps_its_place() -> None:
    operations = _operations(Scripted(((),), ((),)))
    cursor = Cursor(90, 8)
    page = operations.feed(FeedKind.STOCK, cursor=cursor, watermark=300, limit=2, by_key=True)
    assert (page.cursor, page.more) == (cursor, False)
    page = operations.feed(FeedKind.STOCK, cursor=cursor, watermark=300, limit=2, by_key=False)
    assert page.cursor == Cursor(299, 2**62)


def test_the_first_pages_of_several_feeds_come_in_one_call_each_in_its_place() -> None:
    stock = tuple(_stock(key, 100 + key) for key in (1, 2, 3))
    policies: Row = (7, "grace_days", "3", 90)
    scripted = Scripted(((policies,), stock))
    places = (
        FeedPlace(FeedKind.POLICIES, Cursor(50, 4), by_key=False),
        FeedPlace(FeedKind.STOCK, Cursor(0, 9), by_key=True),
    )
    first, second = _operations(scripted).feeds(places, watermark=300, limit=2)
    assert (first.kind, first.rows, first.more) == (FeedKind.POLICIES, (policies[:-1],), False)
    assert first.cursor == Cursor(299, 2**62)
    assert (second.kind, second.cursor, second.more) == (FeedKind.STOCK, Cursor(0, 2), True)
    # what is read next may be asked for already
    (text, values), *_ = scripted.asked
    asked = [values[index : index + 6] for index in range(0, len(values), 6)]
    assert [each for each in asked if each[0]] == [(1, 0, 50, 4, 300, 3), (1, 1, 0, 9, 300, 3)]
    assert text.count("EXEC sync.feed_") == len(FeedKind) == len(asked)


def test_results_for_other_feeds_than_requested_are_refused() -> None:
    places = (FeedPlace(FeedKind.POLICIES, Cursor(), by_key=True),)
    with pytest.raises(UnforeseenError, match="does not understand"):
        _operations(Scripted(((), ()))).feeds(places, watermark=300, limit=2)


DEVICE = Caller(DEVICES, (b"h" * 32, "192.0.2.7"))


def test_a_device_is_named_in_every_call_before_all_else() -> None:
    batch = (_request(),)
    pages = ((_stock(1, 100),),)
    scripted = Scripted(
        *(_receipts(batch), ((_pulse(),), ()), ((),), pages, pages, ((),)),
    )
    link = cast("StatementConnection", scripted)
    operations = SqlServerOperations(link, DEVICE, PageReader)
    operations.submit(batch)
    operations.pulse(PulseRequest())
    operations.replies(after=0, watermark=300, limit=2)
    operations.feed(FeedKind.STOCK, cursor=Cursor(), watermark=300, limit=2, by_key=True)
    place = FeedPlace(FeedKind.STOCK, Cursor(), by_key=False)
    operations.feeds((place,), watermark=300, limit=2)
    operations.fingerprints(None, watermark=300, width=16)
    texts = [text for text, _ in scripted.asked]
    for name in ("submit_v1", "pulse_v2", "replies_v1", "feed_stock_v1", "fingerprints_v"):
        assert any(text.startswith(f"EXEC sync.web_{name}") for text in texts), name
    calls = [call for text in texts for call in text.split("EXEC ")[1:]]
    assert all(call.startswith("sync.web_") for call in calls)
    for text, values in scripted.asked:
        assert values.count(DEVICE.values[0]) == values.count(DEVICE.values[1])
        assert values.count(DEVICE.values[0]) == text.count("EXEC ")
        assert values[:2] == DEVICE.values or text.startswith("IF ")


def test_a_page_for_a_device_is_read_by_itself() -> None:
    rows = tuple(_stock(key, 100 + key) for key in (1, 2, 3))
    scripted = Scripted((rows,), (rows[2:],))
    link = cast("StatementConnection", scripted)
    operations = SqlServerOperations(link, DEVICE, PageReader)
    feed = partial(operations.feed, FeedKind.STOCK, watermark=300, limit=2, by_key=True)
    first = feed(cursor=Cursor())
    assert (first.cursor, first.more, len(scripted.asked)) == (Cursor(0, 2), True, 1)
    last = feed(cursor=first.cursor)
    assert (last.cursor, last.more, [row[0] for row in last.rows]) == (Cursor(0, 3), False, [3])
    assert [values[-1] for _, values in scripted.asked] == [3, 3]
