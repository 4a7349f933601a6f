"""The operations over HTTPS: what is sent, and what is made of what comes back."""

import json
import socket
import threading
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from smartclient.contract.documents import document_json
from smartclient.contract.encoding import request_for
from smartclient.contract.feed_versions import feeds_at
from smartclient.contract.feeds import (
    COLUMNS,
    FOR_ADMINS,
    Cursor,
    FeedKind,
    FeedPage,
    FeedPlace,
)
from smartclient.contract.messages import Answer, AnswerStatus, CancelOrder, Request
from smartclient.contract.operations import PulseRequest, Receipt
from smartclient.contract.snapshots import SnapshotUnavailableError
from smartclient.contract.web.gate import (
    CodeRefusedError,
    CredentialRefusedError,
    DeviceRevokedError,
    OtherLoginError,
    TooManyGuessesError,
    WipeRequestedError,
)
from smartclient.contract.web.wire import (
    End,
    Failed,
    Failure,
    FeedCall,
    FingerprintLine,
    FingerprintsAnswer,
    PageLine,
    PulseAnswer,
    ReceiptLine,
    ReplyLine,
    SubmitAnswer,
)
from smartclient.domain.errors import (
    ClientTooOldError,
    ContendedError,
    OutOfReachError,
    RefusedError,
    SchemaError,
    SignInError,
    SmartClientError,
    TransientError,
    UnforeseenError,
)
from smartclient.domain.ids import OrderId, RequestId, new_id
from smartclient.gateway.https.failures import error_of
from smartclient.gateway.https.operations import HttpsOperations
from smartclient.gateway.https.service import Service
from smartclient.settings.web_address import web_address
from smartclient.web.failures import failure_of
from tests.gateway.scripted_service import (
    Asked,
    Given,
    ScriptedService,
    not_done,
    said,
    streamed,
)
from tests.web_service import wait_until

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
FACTS: dict[str, object] = {
    "bound": 500,
    "generation": "generation-1",
    "clock": "2026-11-21T09:00:00Z",
    "login": "ann",
    "is_admin": 0,
    "link_version": 3,
}


class Stored:
    """The credential of a device; another program may have renewed it."""

    def __init__(self, *credentials: str) -> None:
        self._credentials = list(credentials) or ["credential-1"]

    def current(self) -> str:
        return self._credentials[0]

    def was_replaced(self, used: str) -> bool:
        self._credentials = self._credentials[1:] or self._credentials
        return self._credentials[0] != used


class World:
    """A service, and the operations of a device that calls it."""

    def __init__(self) -> None:
        self.answers: list[Given] = []
        self.office = ScriptedService(self._answer)
        self.stored = Stored()
        self.renewals = 0
        self.service = Service(web_address(self.office.url), None)
        self.operations = HttpsOperations(self.service, self.stored, self._renew)

    def use(self, stored: Stored) -> None:
        self.operations = HttpsOperations(self.service, stored, self._renew)

    def _renew(self) -> None:
        self.renewals += 1

    def _answer(self, _asked: Asked) -> Given:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.fixture
def world() -> Iterator[World]:
    world = World()
    yield world
    for given in world.answers:
        if given.waits is not None:
            given.waits.set()
    world.service.close()
    world.office.close()


def _request(note: str = "") -> Request:
    return request_for(
        CancelOrder(order_id=OrderId(new_id()), note=note),
        request_id=RequestId(new_id()),
        lane="C-1",
        made_at=NOW,
    )


def test_a_batch_goes_as_it_is_written_and_its_receipts_come_back(world: World) -> None:
    request = _request("x" * 500)
    line = ReceiptLine(request_id=request.id, digest=request.digest)
    world.answers = [said(SubmitAnswer(receipts=(line,)))]
    assert world.operations.submit([request]) == (
        Receipt(request_id=request.id, digest=request.digest),
    )
    asked = world.office.asked[0]
    assert (asked.path, asked.headers["Authorization"]) == ("/v1/submit", "Bearer credential-1")
    assert asked.headers["Content-Encoding"] == "zstd"
    assert json.loads(asked.body)[0]["body"] == request.body


def test_a_pulse_says_who_this_is_and_what_is_new(world: World) -> None:
    world.answers = [said(PulseAnswer(facts=FACTS, heads={"stock": 7, "moons": 9}))]
    pulse = world.operations.pulse(PulseRequest(replies_after=3))
    assert (pulse.watermark, pulse.identity.login) == (500, "ann")
    assert pulse.heads[FeedKind.STOCK] == 7
    # a feed without rows has no head, and those for admins are not there
    assert pulse.heads == dict.fromkeys(pulse.heads, 0) | {FeedKind.STOCK: 7}
    assert set(pulse.heads) == set(feeds_at(3)) - FOR_ADMINS
    assert json.loads(world.office.asked[0].body)["hello"]["replies_after"] == 3


def test_a_credential_is_renewed_when_a_pulse_says_so(world: World) -> None:
    world.answers = [
        said(PulseAnswer(facts=FACTS, heads={}, renew=True)),
        said(PulseAnswer(facts=FACTS, heads={})),
    ]
    world.operations.pulse(PulseRequest())
    world.operations.pulse(PulseRequest())
    assert world.renewals == 1


def test_a_credential_that_another_program_renewed_is_read_again(world: World) -> None:
    world.use(Stored("old", "new"))
    world.answers = [
        not_done(Failed(failure=Failure.CREDENTIAL_REFUSED)),
        said(PulseAnswer(facts=FACTS, heads={})),
    ]
    world.operations.pulse(PulseRequest())
    used = [asked.headers["Authorization"] for asked in world.office.asked]
    assert used == ["Bearer old", "Bearer new"]


def test_replies_are_read_from_their_documents(world: World) -> None:
    answer = Answer(status=AnswerStatus.CONFIRMED)
    line = ReplyLine(
        request_id=RequestId(new_id()),
        row_version=8,
        answered_at="2026-11-21T09:00:00+00:00",
        answer=document_json(answer),
    )
    world.answers = [streamed(line, End())]
    (reply,) = world.operations.replies(after=0, watermark=500, limit=10)
    assert (reply.row_version, reply.answer, reply.answered_at) == (8, answer, NOW)


def test_photos_come_as_bytes_and_what_an_older_head_office_lacks_as_unknown(world: World) -> None:
    photo = (1, "a.gif", "hash", b64encode(b"GIF").decode())
    product = (2, *(None for _ in COLUMNS[FeedKind.PRODUCTS][1:-1]))
    world.answers = [
        streamed(
            PageLine(kind="photos", rows=(photo,), cursor=(0, 1), more=False),
            PageLine(kind="products", rows=(product,), cursor=(0, 2), more=False),
            End(),
        )
    ]
    places = [
        FeedPlace(kind, Cursor(), by_key=True) for kind in (FeedKind.PHOTOS, FeedKind.PRODUCTS)
    ]
    products, photos = world.operations.feeds(places, watermark=500, limit=10)
    assert photos.rows == ((1, "a.gif", "hash", b"GIF"),)
    assert products.rows == ((*product, ""),)


def test_fingerprints_of_feeds_that_are_not_known_are_left_out(world: World) -> None:
    lines = tuple(
        FingerprintLine(kind=kind, part=0, rows=1, total=2, moving=3) for kind in ("stock", "moons")
    )
    world.answers = [said(FingerprintsAnswer(fingerprints=lines))]
    (found,) = world.operations.fingerprints(None, watermark=500, width=16)
    assert (found.kind, found.rows, found.total, found.moving) == (FeedKind.STOCK, 1, 2, 3)


class Stock:
    """A feed of many rows by key, of which a stream is cut after so many pages."""

    def __init__(self, rows: int, cut_after: int | None = None) -> None:
        self.rows = rows
        self.cut_after = cut_after
        self.calls: list[FeedCall] = []

    def __call__(self, asked: Asked) -> Given:
        call = json.loads(asked.body)
        self.calls.append(FeedCall(**{**call, "place": None}))
        after, lines = call["place"]["cursor"][1], list[PageLine | End]()
        for _ in range(call["pages"]):
            last = min(self.rows, after + call["limit"])
            rows = tuple((key, f"SKU-{key}", key) for key in range(after + 1, last + 1))
            lines.append(PageLine(kind="stock", rows=rows, cursor=(0, last), more=last < self.rows))
            after = last
            if last == self.rows:
                break
        if self.cut_after is not None and len(lines) > self.cut_after:
            return streamed(*lines[: self.cut_after])
        return streamed(*lines, End())


def _read(operations: HttpsOperations, limit: int, cursor: Cursor) -> Iterator[FeedPage]:
    more = True
    while more:
        page = operations.feed(
            FeedKind.STOCK, cursor=cursor, watermark=500, limit=limit, by_key=True
        )
        yield page
        cursor, more = page.cursor, page.more


def test_a_feed_comes_whole_in_few_calls(world: World) -> None:
    stock = Stock(60_000)
    world.office.answer = stock
    pages = list(_read(world.operations, 2_000, Cursor()))
    assert [row[0] for page in pages for row in page.rows] == list(range(1, 60_001))
    assert stock.calls[0].pages == 1
    assert len(stock.calls) <= 5


def test_what_is_read_next_is_fetched_before_it_is_asked_for(world: World) -> None:
    asked: list[dict[str, object]] = []

    def answer(call: Asked) -> Given:
        body = json.loads(call.body)
        asked.append(body)
        places = body["places"] if "places" in body else [body["place"]]
        return streamed(
            *(
                PageLine(
                    kind=place["kind"],
                    rows=((1 + place["cursor"][1], "A", 1),),
                    cursor=(0, 1 + place["cursor"][1]),
                    more="places" in body,
                )
                for place in places
            ),
            End(),
        )

    world.office.answer = answer
    places = [FeedPlace(kind, Cursor(), by_key=True) for kind in (FeedKind.STOCK, FeedKind.PHOTOS)]
    world.operations.feeds(places, watermark=500, limit=1)
    wait_until(lambda: len(asked) == 2)
    after = Cursor(0, 1)
    for kind in (FeedKind.STOCK, FeedKind.PHOTOS):
        page = world.operations.feed(kind, cursor=after, watermark=500, limit=2_000, by_key=True)
        assert (page.kind, page.rows[0][0], page.more) == (kind, 2, False)
    assert len(asked) == 3


def test_a_cut_costs_the_page_in_flight_alone(world: World) -> None:
    stock = Stock(60_000)
    world.office.answer = stock
    pages = _read(world.operations, 2_000, Cursor())
    begun = [next(pages) for _ in range(2)]
    stock.cut_after = 3
    with pytest.raises(OutOfReachError):
        begun.extend(pages)
    stock.cut_after = None
    rest = list(_read(world.operations, 2_000, begun[-1].cursor))
    rows = [row[0] for page in (*begun, *rest) for row in page.rows]
    assert len(begun) > 2
    assert rows == list(range(1, 60_001))


def test_a_stream_that_head_office_ends_early_says_why(world: World) -> None:
    page = PageLine(kind="stock", rows=((1, "A", 1),), cursor=(0, 1), more=True)
    world.answers = [streamed(page, End(failed=Failed(failure=Failure.BUSY, retry_after=7)))]
    first, rest = Cursor(), Cursor(0, 1)
    begun = world.operations.feed(
        FeedKind.STOCK, cursor=first, watermark=500, limit=10, by_key=True
    )
    assert begun.rows == ((1, "A", 1),)
    with pytest.raises(TransientError) as busy:
        world.operations.feed(FeedKind.STOCK, cursor=rest, watermark=500, limit=10, by_key=True)
    assert busy.value.retry_after == 7


EXPECTED: dict[Failure, type[SmartClientError]] = {
    Failure.CODE_REFUSED: CodeRefusedError,
    Failure.TOO_MANY_GUESSES: TooManyGuessesError,
    Failure.CREDENTIAL_REFUSED: CredentialRefusedError,
    Failure.REVOKED: DeviceRevokedError,
    Failure.WIPE: WipeRequestedError,
    Failure.OTHER_LOGIN: OtherLoginError,
    Failure.UNKNOWN_LOGIN: SignInError,
    Failure.CLIENT_TOO_OLD: ClientTooOldError,
    Failure.UPGRADE_CLIENT: ClientTooOldError,
    Failure.UPGRADE_HEAD_OFFICE: SchemaError,
    Failure.UNREADABLE: UnforeseenError,
    Failure.TOO_LARGE: RefusedError,
    Failure.CONTENDED: ContendedError,
    Failure.BUSY: TransientError,
    Failure.AWAY: OutOfReachError,
    Failure.NOT_SET_UP: OutOfReachError,
    Failure.NO_SNAPSHOT: SnapshotUnavailableError,
    Failure.NO_SUCH_RANGE: SnapshotUnavailableError,
    Failure.FAILED: UnforeseenError,
}


def test_when_a_code_may_be_tried_again_is_what_head_office_says() -> None:
    sent = failure_of(TooManyGuessesError("Too many.", retry_after=1_234))
    assert (sent.failure, sent.retry_after) == (Failure.TOO_MANY_GUESSES, 1_234)
    error = error_of(sent)
    assert isinstance(error, TooManyGuessesError)
    assert error.retry_after == 1_234
    assert error.user_message.endswith("Type the code again in 21 min.")


@pytest.mark.parametrize("failure", Failure)
def test_what_head_office_did_not_do_is_an_error_of_ours(world: World, failure: Failure) -> None:
    world.answers = [not_done(Failed(failure=failure, retry_after=30, detail="why"))]
    with pytest.raises(EXPECTED[failure]) as raised:
        world.operations.pulse(PulseRequest())
    assert type(raised.value) is EXPECTED[failure]
    if isinstance(raised.value, TransientError):
        assert raised.value.retry_after == 30
    assert "why" not in raised.value.user_message


def test_an_answer_that_this_program_can_t_read_is_no_outage(world: World) -> None:
    world.answers = [said({"facts": 7})]
    with pytest.raises(UnforeseenError):
        world.operations.pulse(PulseRequest())


def test_one_connection_serves_call_after_call(world: World) -> None:
    world.answers = [said(PulseAnswer(facts=FACTS, heads={}))]
    for _ in range(5):
        world.operations.pulse(PulseRequest())
    assert world.office.connections == 1


def test_a_connection_that_was_dropped_while_idle_costs_no_error(world: World) -> None:
    world.answers = [
        said(PulseAnswer(facts=FACTS, heads={}), headers={"Connection": "close"}),
        said(PulseAnswer(facts=FACTS, heads={})),
    ]
    for _ in range(3):
        world.operations.pulse(PulseRequest())
    assert world.office.connections == 2


def _seconds(call: Callable[[], object]) -> float:
    started_at = time.monotonic()
    with pytest.raises(OutOfReachError):
        call()
    return time.monotonic() - started_at


def test_a_call_that_is_aborted_ends_at_once_and_so_does_its_thread(world: World) -> None:
    others = set(threading.enumerate())
    never = threading.Event()
    world.answers = [said(PulseAnswer(facts=FACTS, heads={}), waits=never)]
    threading.Timer(0.3, world.service.abort).start()
    assert _seconds(lambda: world.operations.pulse(PulseRequest())) < 1.5
    assert not any(
        thread.name == "head office" and thread.is_alive() and _is_stuck(thread)
        for thread in set(threading.enumerate()) - others
    )


def _is_stuck(thread: threading.Thread) -> bool:
    thread.join(2)
    return thread.is_alive()


def test_ipv6_is_spoken() -> None:
    if not socket.has_ipv6:
        pytest.skip("no IPv6 here")
    try:
        office = ScriptedService(lambda _: said(PulseAnswer(facts=FACTS, heads={})), host="::1")
    except OSError:
        pytest.skip("no IPv6 here")
    with office:
        service = Service(web_address(office.url), None)
        assert HttpsOperations(service, Stored()).pulse(PulseRequest()).watermark == 500
        service.close()
