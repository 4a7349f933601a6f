"""Attacks on the service's HTTP, each of which must fail: smuggling, slow senders, odd paths."""

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest

from smartclient.contract.feeds import Cursor, FeedKind, FeedPage, Row
from smartclient.contract.web.wire import Path
from smartclient.web.limits import ConnectionLimits, Rate, WebLimits
from tests.web.raw_http import RawConnection, statuses
from tests.web.watched_gate import Enrolled, WatchedGate
from tests.web_service import RunningService, running_service

QUICK = ConnectionLimits(
    connections=20,
    connections_per_address=10,
    head_seconds=0.5,
    body_seconds=0.5,
    unread_seconds=0.5,
)
SECOND = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"


@pytest.fixture
def clear(gate: WatchedGate) -> Iterator[RunningService]:
    """A service without TLS, whose limits are short."""
    with running_service(gate, limits=WebLimits(connection=QUICK)) as running:
        yield running


def head(*lines: str, target: str = Path.PULSE, method: str = "POST") -> bytes:
    found = [f"{method} {target} HTTP/1.1", "Host: a", "Smartclient-Nonce: 0123456789abcdef"]
    return "\r\n".join([*found, *lines, "", ""]).encode("latin-1")


SMUGGLED = {
    "length and chunks": head("Content-Length: 5", "Transfer-Encoding: chunked") + b"0\r\n\r\n",
    "two lengths": head("Content-Length: 4", "Content-Length: 40") + b"{}  ",
    "two equal lengths": head("Content-Length: 2", "Content-Length: 2") + b"{}",
    "a list of lengths": head("Content-Length: 2, 2") + b"{}",
    "a signed length": head("Content-Length: +2") + b"{}",
    "an obscure encoding": head("Transfer-Encoding: xchunked") + b"0\r\n\r\n",
    "chunks that are not last": head("Transfer-Encoding: chunked, gzip") + b"0\r\n\r\n",
    "a space before the colon": head("Content-Length : 2") + b"{}",
    "a folded header": head("X-A: b", " Content-Length: 2", "Content-Length: 2") + b"{}",
    "bare line feeds": head("Content-Length: 2").replace(b"\r\n", b"\n") + b"{}",
    "a bare carriage return": head("X-A: b\rContent-Length: 2", "Content-Length: 2") + b"{}",
    "a NUL": head("X-A: b\0c", "Content-Length: 2") + b"{}",
    "a chunk without its end": head("Transfer-Encoding: chunked") + b"1\nx\r\n0\r\n\r\n",
    "a trailer": head("Transfer-Encoding: chunked") + b"0\r\nAuthorization: Bearer x\r\n\r\n",
    "two credentials": head("Authorization: a", "Authorization: b", "Content-Length: 0"),
    "two hosts": head("Host: b", "Content-Length: 0"),
    "no host": head("Content-Length: 0").replace(b"Host: a\r\n", b""),
    "another version": head("Content-Length: 0").replace(b"HTTP/1.1", b"HTTP/2.0"),
    "an upgrade": head("Connection: upgrade", "Upgrade: h2c", "Content-Length: 0"),
    "a web socket": head("Connection: upgrade", "Upgrade: websocket", "Content-Length: 0"),
    "a tunnel": b"CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n",
    "a whole address": head("Content-Length: 0", target=f"http://a{Path.PULSE}"),
    "a star": head("Content-Length: 0", target="*", method="OPTIONS"),
    "HTTP/2 itself": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "a long target": head("Content-Length: 0", target="/" + "a" * 600),
    "many headers": head(*(f"X-{n}: 1" for n in range(70)), "Content-Length: 0"),
}


@pytest.mark.parametrize("request_bytes", SMUGGLED.values(), ids=SMUGGLED)
def test_what_could_mean_two_things_is_refused_and_its_connection_closed(
    clear: RunningService, request_bytes: bytes
) -> None:
    # nothing follows at once: that alone would be refused
    with RawConnection(clear.port) as raw:
        raw.send(request_bytes)
        answers = raw.received()
    assert statuses(answers) in ([400], []), answers
    assert b"vnd.smartclient" not in answers


def test_requests_that_do_not_wait_for_answers_are_refused(clear: RunningService) -> None:
    with RawConnection(clear.port) as raw:
        raw.send(SECOND * 50)
        answers = raw.received()
    assert statuses(answers) in ([200, 400], [400], []), answers


def test_what_follows_a_refused_body_is_not_taken_for_a_request(clear: RunningService) -> None:
    """The body of a request that was answered before it was read holds another request."""
    with RawConnection(clear.port) as raw:
        raw.send(head(f"Content-Length: {len(SECOND)}", "Content-Type: application/json") + SECOND)
        answers = raw.received()
    assert statuses(answers) == [401]
    assert b"connection: close" in answers.lower()


SLOW = {
    "nothing at all": b"",
    "half a line": b"POST /v1/pul",
    "headers without end": head("X-A: b")[:-2],
    "half a body": head("Content-Length: 100", "Content-Type: application/json") + b"{",
    "half a chunk": head("Transfer-Encoding: chunked", "Content-Type: application/json")
    + b"64\r\n{",
}


@pytest.mark.parametrize("begin", SLOW.values(), ids=SLOW)
def test_who_sends_too_slowly_is_cut(clear: RunningService, ann: Enrolled, begin: bytes) -> None:
    credential = f"\r\nAuthorization: Bearer {ann.credential}\r\nHost".encode()
    with RawConnection(clear.port, seconds=8) as raw:
        raw.send(begin.replace(b"\r\nHost", credential, 1))
        assert raw.is_closed()


def test_a_byte_now_and_then_keeps_no_connection(clear: RunningService) -> None:
    began = time.monotonic()
    with RawConnection(clear.port, seconds=0.05) as raw:
        while not raw.is_closed():
            raw.send(b"X")
            assert time.monotonic() - began < 8


def test_a_slow_body_is_cut_though_each_byte_comes_in_time(
    clear: RunningService, ann: Enrolled
) -> None:
    began = time.monotonic()
    with RawConnection(clear.port, seconds=0.05) as raw:
        raw.send(
            head(
                f"Authorization: Bearer {ann.credential}",
                "Content-Length: 60000",
                "Content-Type: application/json",
            )
        )
        while not raw.is_closed():
            raw.send(b" ")
            assert time.monotonic() - began < 8


def test_headers_without_end_are_refused_once_they_are_too_long(gate: WatchedGate) -> None:
    # long before their time is over
    with running_service(gate) as service, RawConnection(service.port, seconds=4) as raw:
        raw.send(head("X-A: " + "b" * 40_000)[:-4])
        assert raw.is_closed()


class EndlessFeed:
    """Operations whose feed never ends; ``closed`` once they are given back."""

    def __init__(self) -> None:
        self.closed = threading.Event()

    def feed(self, kind: FeedKind, *, cursor: Cursor, **_: object) -> FeedPage:
        rows: tuple[Row, ...] = ((0, *("x" * 100_000 for _ in range(15))),)
        return FeedPage(kind=kind, rows=rows, cursor=cursor, more=True)

    def close(self) -> None:
        self.closed.set()


@pytest.mark.parametrize("reads", [False, True])
def test_a_stream_ends_where_its_caller_does_not_read_or_hangs_up(
    gate: WatchedGate, ann: Enrolled, monkeypatch: pytest.MonkeyPatch, *, reads: bool
) -> None:
    endless = EndlessFeed()
    monkeypatch.setattr(gate, "operations", lambda *_: endless)
    body = (
        b'{"place": {"kind": "products", "cursor": [0, 0], "by_key": true}, '
        b'"watermark": 9, "limit": 1, "pages": 1000}'
    )
    lines = (
        f"Authorization: Bearer {ann.credential}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
    )
    with (
        running_service(gate, limits=WebLimits(connection=QUICK)) as clear,
        RawConnection(clear.port) as raw,
    ):
        raw.send(head(*lines, target=Path.FEED) + body)
        if reads:
            assert statuses(raw.read(1_000_000)) == [200]
            raw.hang_up()
        assert endless.closed.wait(10)


def test_more_connections_than_are_allowed_are_closed(clear: RunningService) -> None:
    with ExitStack() as stack:
        kept = [stack.enter_context(RawConnection(clear.port)) for _ in range(10)]
        for raw in kept:
            raw.send(SECOND)
        with RawConnection(clear.port) as one_more:
            one_more.send(SECOND)
            assert one_more.received() == b""
    with RawConnection(clear.port, seconds=0.3) as raw:
        raw.send(SECOND)
        assert statuses(raw.received()) == [200]


TRICKS = (
    "/v1/pulse/",
    "//v1/pulse",
    "/v1//pulse",
    "/v1/../v1/pulse",
    "/v1/./pulse",
    "/v1/%70ulse",
    "/v1%2fpulse",
    "/V1/pulse",
    "/v1/pulse%00",
    "/v1/pulse;a=b",
    "/v1/pulse?a=b",
    "/v1/pulse\\",
    "/healthz/../v1/pulse",
    "/v1",
    "/metrics",
    "/docs",
    "/../../etc/passwd",
)


@pytest.mark.parametrize("target", TRICKS)
def test_a_path_has_one_spelling(clear: RunningService, ann: Enrolled, target: str) -> None:
    for method in ("POST", "GET"):
        with RawConnection(clear.port, seconds=0.3) as raw:
            raw.send(
                head(
                    f"Authorization: Bearer {ann.credential}",
                    "Content-Type: application/json",
                    "Content-Length: 2",
                    target=target,
                    method=method,
                )
                + b"{}"
            )
            answers = raw.received()
        assert statuses(answers) == [404], (target, answers)


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_a_call_is_a_post(clear: RunningService, method: str) -> None:
    with RawConnection(clear.port, seconds=0.3) as raw:
        raw.send(head("Content-Length: 0", method=method))
        assert statuses(raw.received()) == [405]


@pytest.mark.parametrize("path", [Path.ORDER_PAD, Path.VERSIONS, Path.HEALTH, Path.OPENAPI])
def test_pages_that_need_no_credential_are_not_given_to_one_address_without_end(
    gate: WatchedGate, path: Path
) -> None:
    limits = replace(WebLimits(), per_address=Rate(per_second=0.01, burst=5))
    with running_service(gate, limits=limits) as running:
        client = running.client()
        codes = [client.get(path).status_code for _ in range(7)]
    assert codes[:5] == [codes[0]] * 5
    assert codes[0] in {200, 503}
    assert codes[5:] == [503, 503]
