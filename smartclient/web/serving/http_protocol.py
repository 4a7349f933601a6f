"""HTTP/1.1 as the service takes it: one request after the other, strictly, within limits."""

import asyncio
import logging
import socket
from collections import Counter
from typing import Any, Final

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from smartclient.web.limits import ConnectionLimits

logger = logging.getLogger(__name__)

_ONCE: Final = frozenset(
    {
        b"authorization",
        b"content-encoding",
        b"content-length",
        b"content-type",
        b"host",
        b"origin",
        b"sec-fetch-site",
        b"smartclient-nonce",
        b"transfer-encoding",
        b"x-forwarded-proto",
    }
)
"""Headers that may not come twice: what is before the service might take the other one."""

_SPOKEN: Final = frozenset({"1.0", "1.1"})
_ABORTED_AFTER: Final = 5.0


class UnacceptableRequestError(Exception):
    """A request that could mean two things, or is larger than allowed."""


class OpenConnections:
    """Counts the open connections of a service, by address."""

    def __init__(self, limits: ConnectionLimits) -> None:
        self.limits = limits
        self._by_address: Counter[str] = Counter()

    def open(self, address: str) -> bool:
        """Count a connection; False where there are too many."""
        self._by_address[address] += 1
        return (
            self._by_address.total() <= self.limits.connections
            and self._by_address[address] <= self.limits.connections_per_address
        )

    def close(self, address: str) -> None:
        """Take back a connection that was counted."""
        self._by_address[address] -= 1
        if not self._by_address[address]:
            del self._by_address[address]


class StrictHttpProtocol(HttpToolsProtocol):
    """One connection. What is sent too slowly, is too long or means two things ends it.

    llhttp itself refuses two lengths, bare line feeds, folded headers and the like.
    """

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        *,
        connections: OpenConnections,
    ) -> None:
        super().__init__(config, server_state, app_state)
        # what follows "Connection: close" is no request
        self.parser.set_dangerous_leniencies(lenient_data_after_close=False)
        self._connections = connections
        self._limits = connections.limits
        self._address = ""
        self._is_in_head = True
        self._head_bytes = 0
        self._body_bytes = 0
        self._slow: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin a connection, if there are not too many."""
        super().connection_made(transport)
        _send_at_once(transport)
        self._address = self.client[0] if self.client else ""
        if not self._connections.open(self._address):
            logger.warning("too many connections: one from %s is closed", self._address)
            transport.abort()
            return
        self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """End a connection."""
        self._connections.close(self._address)
        self._stop_slow()
        self._stop_unread()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes, of which no head may have too many."""
        if self.transport.is_closing():
            return
        if self._is_in_head:
            self._head_bytes += len(data)
            if self._slow is None:
                self._expect_head()
        super().data_received(data)
        if self._is_in_head and self._head_bytes > self._limits.head_bytes:
            self._refuse()

    # the parser's callbacks: what they raise is answered by 400, and the connection closed --------

    def on_message_begin(self) -> None:
        """Begin a request; the one before must have been answered."""
        if self.cycle is not None and not self.cycle.response_complete:
            raise UnacceptableRequestError("a request before the last one was answered")
        self._is_in_head = True
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header; trailers are none."""
        if not self._is_in_head:
            raise UnacceptableRequestError("a trailer")
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Check the head and begin to answer."""
        self._check_head()
        self._is_in_head = False
        self._head_bytes = 0
        self._stop_slow()
        self._expect_body()
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Take a part of the body."""
        self._body_bytes += len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """End a request's body."""
        self._is_in_head = True
        self._stop_slow()
        super().on_message_complete()

    # time --------------------------------------------------------------------------------------

    def pause_writing(self) -> None:
        """Wait for a caller who does not read, for so long."""
        super().pause_writing()
        if self._unread is None:
            self._unread = self.loop.call_later(
                self._limits.unread_seconds, self._cut, "does not read its answer"
            )

    def resume_writing(self) -> None:
        """Write on."""
        self._stop_unread()
        super().resume_writing()

    def timeout_keep_alive_handler(self) -> None:
        """Close an idle connection, also where the other end does not read any more."""
        super().timeout_keep_alive_handler()
        self.loop.call_later(_ABORTED_AFTER, self.transport.abort)

    def _expect_head(self) -> None:
        self._slow = self.loop.call_later(
            self._limits.head_seconds, self._cut, "sends its request too slowly"
        )

    def _expect_body(self) -> None:
        self._body_bytes = 0
        self._slow = self.loop.call_later(self._limits.body_seconds, self._check_pace)

    def _check_pace(self) -> None:
        enough = self._limits.slowest_body * self._limits.body_seconds
        if self._body_bytes < enough and not self.flow.read_paused:
            self._cut("sends its body too slowly")
        else:
            self._expect_body()

    def _stop_slow(self) -> None:
        if self._slow is not None:
            self._slow.cancel()
            self._slow = None

    def _stop_unread(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    def _cut(self, why: str) -> None:
        logger.info("a caller from %s %s: its connection is closed", self._address, why)
        self.transport.abort()

    # the head ----------------------------------------------------------------------------------

    def _check_head(self) -> None:
        names = Counter(name for name, _ in self.headers)
        size = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
        version = self.parser.get_http_version()
        if (
            version not in _SPOKEN
            or self.parser.should_upgrade()
            or not self.url.startswith(b"/")
            or len(self.url) > self._limits.longest_target
            or len(self.headers) > self._limits.headers
            or size > self._limits.head_bytes
            or any(names[name] > 1 for name in _ONCE)
            or (version == "1.1" and not names[b"host"])
        ):
            raise UnacceptableRequestError(version)

    def _refuse(self) -> None:
        if not self.transport.is_closing():
            self.send_400_response("Invalid HTTP request received.")


def _send_at_once(transport: asyncio.Transport) -> None:
    """Keep the system from holding back a small part of an answer until the last was received.

    asyncio does so itself only where the socket names its protocol, which one from ``accept`` of
    ``socket.create_server`` does not.
    """
    connection = transport.get_extra_info("socket")
    if connection is not None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
