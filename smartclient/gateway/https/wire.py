"""One connection to head office's service: a call, and an answer that is proven to be its."""

import logging
import secrets
import socket
import ssl
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import Final

import httpx2
import msgspec
from h2.exceptions import H2Error

from smartclient.contract.web.wire import (
    JSON_TYPE,
    MEDIA_TYPE,
    NONCE,
    PAGES_TYPE,
    SNAPSHOT_TYPE,
    Failed,
)
from smartclient.domain.errors import SetUpError
from smartclient.gateway.https.causes import Cause, cause_of, out_of_reach
from smartclient.gateway.https.compression import (
    ACCEPTED,
    GarbledError,
    compressed,
    decompressed,
)
from smartclient.gateway.https.failures import error_of
from smartclient.gateway.https.lines import read_body
from smartclient.gateway.https.network import use_first_address
from smartclient.gateway.metrics import LinkMeter
from smartclient.gateway.timeout_thread import OnActivity
from smartclient.settings.web_address import WebAddress

logger = logging.getLogger(__name__)

_CONNECT_SECONDS: Final = 7.0
"""How long opening a connection may take, whatever the number of addresses."""

_NONCE_BYTES: Final = 12

_TYPES: Final = frozenset({MEDIA_TYPE, PAGES_TYPE, SNAPSHOT_TYPE})

Heard = Callable[[str, dict[str, object]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call: where it goes, its body, and how long its answer may let nothing be heard.

    ``body`` None gets what is at ``path``: of a file ``part`` alone, as in ``bytes=0-99``.
    """

    path: str
    body: bytes | None
    timeout: float
    credential: str = ""
    part: str = ""


class HttpsWire:
    """An HTTP client with one connection. Used by one thread at a time."""

    def __init__(
        self, address: WebAddress, context: ssl.SSLContext | None, meter: LinkMeter
    ) -> None:
        """``context`` says which certificates are believed; None for an address without TLS."""
        self._address = address
        self._meter = meter
        self._asked_at = 0.0
        self._sockets: list[socket.socket] = []
        self.broken = False
        try:
            self._client = httpx2.Client(
                verify=context if context is not None else False,
                http2=True,
                # what is on this computer is asked directly, whatever the proxy of the network
                trust_env=not address.is_loopback,
                follow_redirects=False,
                # how long it may be idle is for its owner to say
                limits=httpx2.Limits(
                    max_connections=1, max_keepalive_connections=1, keepalive_expiry=None
                ),
            )
        except (ImportError, ValueError, httpx2.InvalidURL) as error:
            raise SetUpError(
                "The proxy that this computer names can't be used. Head office is reached through "
                "proxies for HTTP alone.",
                detail=str(error),
            ) from error
        use_first_address(self._client)

    def answer(self, call: Call, on_activity: OnActivity) -> bytes:
        """The body of head office's answer."""
        with closing(self._answered(call, MEDIA_TYPE, on_activity)) as parts:
            return b"".join(parts)

    def lines(self, call: Call, on_activity: OnActivity, take: Callable[[bytes], None]) -> None:
        """Hand each line of a streamed answer to ``take`` as it comes."""
        rest = b""
        with closing(self._answered(call, PAGES_TYPE, on_activity)) as parts:
            for part in parts:
                *lines, rest = (rest + part).split(b"\n")
                for line in lines:
                    take(line)
        if rest:
            take(rest)

    def part(self, call: Call, on_activity: OnActivity, take: Callable[[bytes], None]) -> None:
        """Hand the bytes of a part of a file to ``take`` as they come."""
        with closing(self._answered(call, SNAPSHOT_TYPE, on_activity)) as parts:
            for block in parts:
                take(block)

    def interrupt(self) -> None:
        """Make a call in progress fail; may be called from another thread."""
        self.broken = True
        for connection in self._sockets:
            with suppress(OSError):
                # that of the socket itself: TLS would wait for the other side
                socket.socket.shutdown(connection, socket.SHUT_RDWR)

    def close(self) -> None:
        """Close the connection."""
        self.broken = True
        self._client.close()

    def _answered(self, call: Call, media_type: str, on_activity: OnActivity) -> Generator[bytes]:
        """The body of head office's answer, as it comes; its failures are raised."""
        try:
            nonce = secrets.token_urlsafe(_NONCE_BYTES)
            self._asked_at = time.perf_counter()
            response = self._client.send(self._request(call, nonce, on_activity), stream=True)
            round_trip = time.perf_counter() - self._asked_at
            is_read = False
            try:
                on_activity()
                kind = self._proven(response, nonce)
                parts = decompressed(
                    self._measured(response.iter_raw(), on_activity, round_trip),
                    response.headers.get("content-encoding", ""),
                )
                if not response.is_success or kind != media_type:
                    failed = b"".join(parts)
                    is_read = True
                    raise error_of(_failed(failed))
                yield from parts
                is_read = True
            finally:
                response.close()
                # over HTTP/2 the rest would still arrive, before the answer to the next call
                self.broken = self.broken or not is_read
        except httpx2.HTTPError as error:
            self.broken = True
            raise out_of_reach(cause_of(error), self._address, repr(error)) from error
        except GarbledError as error:
            self.broken = True
            raise out_of_reach(Cause.CUT, self._address, error) from error
        except (OSError, RuntimeError, H2Error) as error:
            # interrupted while it was used, or ended by a server that goes on with what it began
            self.broken = True
            raise out_of_reach(Cause.CUT, self._address, repr(error)) from error

    def _request(self, call: Call, nonce: str, on_activity: OnActivity) -> httpx2.Request:
        headers = {"Host": self._host(), "Accept-Encoding": ACCEPTED, NONCE: nonce}
        body, encoding = compressed(call.body or b"")
        if call.body is not None:
            headers |= {"Content-Type": JSON_TYPE, "Content-Length": str(len(body))}
        if encoding:
            headers["Content-Encoding"] = encoding
        if call.part:
            headers["Range"] = call.part
        if call.credential:
            headers["Authorization"] = f"Bearer {call.credential}"
        timeout = httpx2.Timeout(call.timeout, connect=min(call.timeout, _CONNECT_SECONDS))
        return httpx2.Request(
            "GET" if call.body is None else "POST",
            f"{self._address.url}{call.path}",
            headers=headers,
            content=body,
            extensions={"timeout": timeout.as_dict(), "trace": self._tracer(on_activity)},
        )

    def _host(self) -> str:
        return self._address.url.partition("://")[2].removesuffix(self._address.path)

    def _tracer(self, on_activity: OnActivity) -> Heard:
        """Notes each connection that is opened: ``interrupt`` ends what waits for it."""

        def trace(event: str, facts: dict[str, object]) -> None:
            on_activity()
            if event.endswith(("connect_tcp.complete", "start_tls.complete")):
                # only now the call is made
                self._asked_at = time.perf_counter()
                stream = facts["return_value"]
                found = stream.get_extra_info("socket")  # type: ignore[attr-defined]
                self._sockets = [found] if isinstance(found, socket.socket) else []

        return trace

    def _measured(
        self, chunks: Iterator[bytes], on_activity: OnActivity, round_trip: float
    ) -> Iterator[bytes]:
        """The chunks of an answer, whose round trip or whose arrival is measured."""
        arrival = self._meter.arrival()
        waiting_since = time.perf_counter()
        for chunk in chunks:
            on_activity()
            arrival.add(len(chunk), time.perf_counter() - waiting_since)
            yield chunk
            waiting_since = time.perf_counter()
        arrival.end(round_trip)

    def _proven(self, response: httpx2.Response, nonce: str) -> str:
        """The media type of an answer that is certainly head office's; OutOfReachError else."""
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        repeated = response.headers.get(NONCE, "")
        if kind not in _TYPES or repeated != nonce:
            self.broken = True
            detail = f"status {response.status_code}, {kind or 'no media type'}"
            raise out_of_reach(Cause.OTHER_PAGE, self._address, detail)
        return kind


def _failed(body: bytes) -> Failed:
    return read_body(body, lambda given: msgspec.json.decode(given, type=Failed))
