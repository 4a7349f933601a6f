"""Head office's service as it is called: by any credential, over one persistent connection."""

import ssl
from collections.abc import Callable
from typing import Final, TypeVar

import msgspec

from smartclient.contract.web.wire import Path, ReplyLine
from smartclient.gateway.https.causes import Cause, out_of_reach
from smartclient.gateway.https.failures import error_of
from smartclient.gateway.https.lines import LineSink, PageLine, read_body
from smartclient.gateway.https.wire import Call, HttpsWire
from smartclient.gateway.metrics import LinkMeter
from smartclient.gateway.persistent_connection import TIMEOUT_SECONDS, PersistentConnection
from smartclient.settings.web_address import WebAddress

T = TypeVar("T")

_GRACE_SECONDS: Final = 1.0
"""How much longer a call's thread is waited for than its connection waits."""


class Service:
    """Head office's service at one address; nothing is opened before the first call."""

    def __init__(self, address: WebAddress, context: ssl.SSLContext | None) -> None:
        """``context`` says which certificates are believed; None for an address without TLS."""
        self._address = address
        self.said_last: tuple[dict[str, object], dict[str, int]] = ({}, {})
        """The facts and the heads of the last pulse that need not be said again."""
        self.meter = LinkMeter()
        self._connection = PersistentConnection(
            lambda: HttpsWire(address, context, self.meter), interrupt=HttpsWire.interrupt
        )

    def answer(
        self,
        path: Path,
        body: bytes | None,
        kind: type[T],
        *,
        credential: str = "",
        timeout: float = TIMEOUT_SECONDS,
    ) -> T:
        """Head office's answer to a call, or what is at ``path`` where ``body`` is None.

        Raises what it did not do as one of our errors.
        """
        call = Call(path=path, body=body, timeout=timeout, credential=credential)
        text = self._connection.use(
            lambda wire, on_activity: wire.answer(call, on_activity),
            timeout=timeout + _GRACE_SECONDS,
        )
        return read_body(text, lambda given: msgspec.json.decode(given, type=kind))

    def stream(
        self,
        path: Path,
        body: bytes,
        take: Callable[[PageLine | ReplyLine], None],
        *,
        credential: str,
        timeout: float = TIMEOUT_SECONDS,
    ) -> None:
        """Hand the lines of a stream to ``take`` as they come, and return at its end."""
        call = Call(path=path, body=body, timeout=timeout, credential=credential)
        sink = LineSink(take)

        def read(wire: HttpsWire, on_activity: Callable[[], None]) -> None:
            wire.lines(call, on_activity, sink)
            if sink.failed is not None:
                raise error_of(sink.failed)
            if not sink.has_ended:
                raise out_of_reach(Cause.CUT, self._address, "the stream has no end")

        self._connection.use(
            read, timeout=timeout + _GRACE_SECONDS, may_repeat=lambda: not sink.has_begun
        )

    def part(
        self,
        path: str,
        first: int,
        last: int,
        take: Callable[[bytes], None],
        *,
        credential: str,
        timeout: float = TIMEOUT_SECONDS,
    ) -> None:
        """Hand the bytes of a file from the first to the last to ``take`` as they come."""
        call = Call(
            path=path,
            body=None,
            timeout=timeout,
            credential=credential,
            part=f"bytes={first}-{last}",
        )
        has_begun = False

        def take_and_note(block: bytes) -> None:
            nonlocal has_begun
            has_begun = True
            take(block)

        self._connection.use(
            lambda wire, on_activity: wire.part(call, on_activity, take_and_note),
            timeout=timeout + _GRACE_SECONDS,
            may_repeat=lambda: not has_begun,
        )

    def release(self) -> None:
        """Close the connection, unless a call is being made; the next call opens another."""
        self._connection.release()

    def abort(self) -> None:
        """End the call that is being made, and let none be made any more."""
        self._connection.abort()

    def close(self) -> None:
        """Close the connection for good."""
        self._connection.close()
