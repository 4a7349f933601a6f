"""The gateway: guards the link, classifies what fails, believes only what is proven."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from smartclient.contract.encoding import request_for
from smartclient.contract.feeds import Cursor, FeedKind, FeedPage, FeedPlace
from smartclient.contract.fingerprints import Fingerprint
from smartclient.contract.messages import CancelOrder, Reply, Request
from smartclient.contract.operations import Identity, Pulse, PulseRequest, Receipt
from smartclient.domain.errors import OutOfReachError, UnforeseenError, WorkingOfflineError
from smartclient.domain.ids import Login, OrderId, RequestId, new_id
from smartclient.gateway.gateway import Gateway
from smartclient.gateway.receipts import checked_receipts

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


class CountedOperations:
    """Head office, as small as it gets, which counts what it is asked."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.error: Exception | None = None

    def submit(self, batch: Sequence[Request]) -> tuple[Receipt, ...]:
        self._note("submit")
        return tuple(Receipt(request_id=each.id, digest=each.digest) for each in batch)

    def pulse(self, hello: PulseRequest) -> Pulse:
        self._note("pulse")
        return Pulse(watermark=1, generation="g", clock=NOW, identity=Identity(login=Login("rep")))

    def replies(self, *, after: int, watermark: int, limit: int) -> tuple[Reply, ...]:
        self._note("replies")
        return ()

    def feed(
        self, kind: FeedKind, *, cursor: Cursor, watermark: int, limit: int, by_key: bool
    ) -> FeedPage:
        self._note("feed")
        return FeedPage(kind=kind, rows=((1,), (2,)), cursor=cursor, more=False)

    def feeds(
        self, places: Sequence[FeedPlace], *, watermark: int, limit: int
    ) -> tuple[FeedPage, ...]:
        self._note("feeds")
        return tuple(
            FeedPage(kind=place.kind, rows=((1,),), cursor=place.cursor, more=False)
            for place in places
        )

    def fingerprints(
        self, kind: FeedKind | None, *, watermark: int, width: int
    ) -> tuple[Fingerprint, ...]:
        self._note("fingerprints")
        return ()

    def close(self) -> None:
        self.calls.append("close")

    def _note(self, call: str) -> None:
        self.calls.append(call)
        if self.error is not None:
            raise self.error


@pytest.fixture
def office() -> CountedOperations:
    return CountedOperations()


def _request() -> Request:
    body = CancelOrder(order_id=OrderId(new_id()))
    return request_for(body, request_id=RequestId(new_id()), lane="C-1", made_at=NOW)


def _ask_everything(gateway: Gateway) -> None:
    asked = 0
    for ask in (
        lambda: gateway.submit((_request(),)),
        lambda: gateway.pulse(PulseRequest()),
        lambda: gateway.replies(after=0, watermark=9, limit=5),
        lambda: gateway.feed(FeedKind.PRODUCTS, cursor=Cursor(), watermark=9, limit=5, by_key=True),
    ):
        with pytest.raises(WorkingOfflineError):
            ask()
        asked += 1
    assert asked == 4


def test_offline_not_even_a_connection_is_opened(office: CountedOperations) -> None:
    opened: list[str] = []

    def connect() -> CountedOperations:
        opened.append("opened")
        return office

    gateway = Gateway(connect, offline=lambda: True)
    _ask_everything(gateway)
    gateway.close()
    assert not opened
    assert not office.calls
    assert gateway.traffic.calls == 0


def test_going_offline_in_between_ends_the_calls(office: CountedOperations) -> None:
    offline = False
    gateway = Gateway(lambda: office, offline=lambda: offline)
    gateway.pulse(PulseRequest())
    offline = True
    _ask_everything(gateway)
    assert office.calls == ["pulse"]


def test_what_head_office_says_of_itself_is_passed_on(office: CountedOperations) -> None:
    office.error = OutOfReachError("The link broke.")
    gateway = Gateway(lambda: office, offline=lambda: False)
    with pytest.raises(OutOfReachError, match="The link broke"):
        gateway.pulse(PulseRequest())


def test_an_error_that_no_adapter_knows_is_classified(office: CountedOperations) -> None:
    office.error = KeyError("what is this")
    gateway = Gateway(lambda: office, offline=lambda: False)
    with pytest.raises(UnforeseenError) as caught:
        gateway.submit((_request(),))
    assert "KeyError" in caught.value.detail
    assert "KeyError" not in caught.value.user_message


def test_a_connection_that_fails_to_open_is_opened_again(office: CountedOperations) -> None:
    failures = [OutOfReachError("Not there.")]

    def connect() -> CountedOperations:
        if failures:
            raise failures.pop()
        return office

    gateway = Gateway(connect, offline=lambda: False)
    with pytest.raises(OutOfReachError):
        gateway.pulse(PulseRequest())
    assert gateway.pulse(PulseRequest()).generation == "g"


def test_traffic_is_counted(office: CountedOperations) -> None:
    ticks = iter(range(100))
    gateway = Gateway(lambda: office, offline=lambda: False, stopwatch=lambda: float(next(ticks)))
    request = _request()
    gateway.submit((request,))
    gateway.feed(FeedKind.PRODUCTS, cursor=Cursor(), watermark=9, limit=5, by_key=False)
    gateway.close()
    gateway.close()
    assert gateway.traffic.calls == 2
    assert gateway.traffic.bytes_sent == len(request.body)
    assert gateway.traffic.items_received == 3
    assert gateway.traffic.round_trip == 1.0
    assert office.calls == ["submit", "feed", "close"]


def test_only_receipts_for_these_very_bytes_count() -> None:
    good, other_bytes, shouted, unsent = (_request() for _ in range(4))
    receipts = [
        Receipt(request_id=good.id, digest=good.digest),
        Receipt(request_id=good.id, digest=good.digest),
        Receipt(request_id=other_bytes.id, digest="0" * 64),
        Receipt(request_id=RequestId(shouted.id.upper()), digest=shouted.digest.upper()),
        Receipt(request_id=unsent.id, digest=unsent.digest),
    ]
    proven = checked_receipts((good, other_bytes, shouted), receipts)
    assert [receipt.request_id for receipt in proven] == [good.id, shouted.id]


def test_a_refusal_counts_whatever_the_digest() -> None:
    request = _request()
    refused = Receipt(request_id=request.id, digest="", refusal="Too large.")
    assert checked_receipts((request,), [refused]) == (replace(refused, digest=request.digest),)
