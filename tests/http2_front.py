"""A server that ends TLS and speaks HTTP/2, in front of a service, as a company's proxy may."""

import asyncio
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import h2.config
import h2.connection
import h2.events
import h2.exceptions
import httpx2
from hyperframe.frame import GoAwayFrame

_HOP_BY_HOP = frozenset({"connection", "keep-alive", "transfer-encoding"})
_READ = 65_536
_FRAME = 4_096
"""How much of an answer a frame carries: several fit into what is read at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What goes wrong with the next call at a path, once ``parts`` of its answer were sent.

    0 parts: before the head of the answer.
    """

    path: str
    parts: int
    act: Callable[["Exchange"], None]


@dataclass(slots=True, kw_only=True)
class Exchange:
    """A call on a stream of a connection."""

    connection: "_Connection"
    stream: int
    path: str
    sent: int = 0
    body: bytearray = field(default_factory=bytearray)
    headers: list[tuple[str, str]] = field(default_factory=list)

    def go_away(self) -> None:
        """Announce that the connection ends once this call is answered."""
        self.connection.go_away(self.stream)

    def reset(self) -> None:
        """End this stream."""
        self.connection.state.reset_stream(self.stream)

    def cut(self) -> None:
        """End the connection without a word."""
        self.connection.writer.transport.abort()


class Http2Front:
    """What was asked of the server, and what is to go wrong."""

    def __init__(self, target: str) -> None:
        """``target`` is the address of the service behind, without TLS."""
        self.target = target
        self.port = 0
        self.connections: list[str | None] = []
        """The protocol that each connection was negotiated for."""
        self.paths: list[str] = []
        self.faults: list[Fault] = []
        self.open: list[_Connection] = []
        self.loop = asyncio.new_event_loop()

    @property
    def address(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    def end_idle(self) -> None:
        """End every connection in good order, as a server does that is not called for long."""

        async def end() -> None:
            for connection in self.open:
                connection.go_away(connection.state.highest_inbound_stream_id)
                connection.end()

        asyncio.run_coroutine_threadsafe(end(), self.loop).result(10)

    def fault(self, exchange: Exchange) -> bool:
        """Let go wrong what is to, and return whether anything did."""
        for fault in self.faults:
            if fault.path in exchange.path and fault.parts == exchange.sent:
                self.faults.remove(fault)
                fault.act(exchange)
                return True
        return False


class _Connection:
    """One connection of a client."""

    def __init__(
        self, front: Http2Front, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        configuration = h2.config.H2Configuration(client_side=False, header_encoding="utf-8")
        self.state = h2.connection.H2Connection(configuration)
        self.writer = writer
        self._front = front
        self._reader = reader
        self._open: dict[int, Exchange] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._window = asyncio.Condition()
        self._last_stream: int | None = None
        self._said = b""

    def go_away(self, last_stream: int) -> None:
        # by hand: h2 lets nothing follow it, where a server may end what it began
        self._last_stream = last_stream
        self._said = GoAwayFrame(0, last_stream_id=last_stream).serialize()

    def end(self) -> None:
        """End it once what was said is sent."""
        self._flush()
        self.writer.close()

    async def serve(self, client: httpx2.AsyncClient) -> None:
        self._front.open.append(self)
        self.state.initiate_connection()
        self._flush()
        try:
            while data := await self._reader.read(_READ):
                for event in self.state.receive_data(data):
                    self._take(event, client)
                self._flush()
                async with self._window:
                    self._window.notify_all()
        except (OSError, h2.exceptions.ProtocolError):
            pass
        finally:
            self._front.open.remove(self)
            for task in self._tasks.values():
                task.cancel()
            await asyncio.gather(*self._tasks.values(), return_exceptions=True)
            self.writer.close()

    def _take(self, event: h2.events.Event, client: httpx2.AsyncClient) -> None:
        match event:
            case h2.events.RequestReceived():
                headers = [(str(name), str(value)) for name, value in event.headers or ()]
                path = dict(headers)[":path"]
                self._open[event.stream_id] = Exchange(
                    connection=self, stream=event.stream_id, path=path, headers=headers
                )
                self._front.paths.append(path)
            case h2.events.DataReceived():
                self._open[event.stream_id].body += event.data or b""
                self.state.acknowledge_received_data(
                    event.flow_controlled_length or 0, event.stream_id
                )
            case h2.events.StreamEnded():
                exchange = self._open.pop(event.stream_id)
                if self._last_stream is None or exchange.stream <= self._last_stream:
                    answer = asyncio.ensure_future(self._answer(exchange, client))
                    self._tasks[exchange.stream] = answer
            case h2.events.StreamReset():
                task = self._tasks.pop(event.stream_id, None)
                if task is not None:
                    task.cancel()

    async def _answer(self, exchange: Exchange, client: httpx2.AsyncClient) -> None:
        try:
            await self._pass_on(exchange, client)
        except (OSError, httpx2.HTTPError, h2.exceptions.ProtocolError):
            self.writer.transport.abort()
        if exchange.stream == self._last_stream:
            self.writer.close()

    async def _pass_on(self, exchange: Exchange, client: httpx2.AsyncClient) -> None:
        named = dict(exchange.headers)
        headers = [pair for pair in exchange.headers if not pair[0].startswith(":")]
        async with client.stream(
            named[":method"],
            self._front.target + exchange.path,
            headers=[*headers, ("host", named[":authority"])],
            content=bytes(exchange.body),
        ) as response:
            if self._has_failed(exchange):
                return
            answered = [
                (name.lower(), value)
                for name, value in response.headers.multi_items()
                if name.lower() not in _HOP_BY_HOP
            ]
            self.state.send_headers(
                exchange.stream, [(":status", str(response.status_code)), *answered]
            )
            self._flush()
            async for chunk in response.aiter_raw():
                if not await self._send(exchange, chunk):
                    return
        self.state.end_stream(exchange.stream)
        self._flush()
        await self.writer.drain()

    async def _send(self, exchange: Exchange, data: bytes) -> bool:
        """Send data as the client takes it; False once the exchange failed."""
        while data:
            async with self._window:
                await self._window.wait_for(lambda: self._room(exchange) > 0)
            part, data = data[: self._room(exchange)], data[self._room(exchange) :]
            self.state.send_data(exchange.stream, part)
            exchange.sent += 1
            self._flush()
            await self.writer.drain()
            if self._has_failed(exchange):
                return False
        return True

    def _has_failed(self, exchange: Exchange) -> bool:
        """Whether nothing more is to be said after what went wrong."""
        if not self._front.fault(exchange):
            return False
        if self._last_stream is not None:
            return False
        self._flush()
        return True

    def _room(self, exchange: Exchange) -> int:
        window = self.state.local_flow_control_window(exchange.stream)
        return min(window, self.state.max_outbound_frame_size, _FRAME)

    def _flush(self) -> None:
        if not self.writer.transport.is_closing():
            self.writer.write(self._said + self.state.data_to_send())
            self._said = b""


@contextmanager
def http2_front(target: str, certificate: Path, key: Path | None = None) -> Iterator[Http2Front]:
    """Serve in front of ``target`` with a certificate and its key, in one file or two."""
    front = Http2Front(target)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    context.set_alpn_protocols(["h2"])
    is_serving, end = threading.Event(), asyncio.Event()

    async def serve() -> None:
        async with httpx2.AsyncClient(trust_env=False, timeout=60) as client:

            async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                tls = writer.get_extra_info("ssl_object")
                front.connections.append(tls.selected_alpn_protocol())
                await _Connection(front, reader, writer).serve(client)

            server = await asyncio.start_server(connected, "127.0.0.1", 0, ssl=context)
            front.port = server.sockets[0].getsockname()[1]
            is_serving.set()
            await end.wait()
            server.close()
            others = asyncio.all_tasks() - {asyncio.current_task()}
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)

    thread = threading.Thread(
        target=lambda: front.loop.run_until_complete(serve()), name="http2 front"
    )
    thread.start()
    assert is_serving.wait(10)
    try:
        yield front
    finally:
        front.loop.call_soon_threadsafe(end.set)
        thread.join()
        front.loop.close()
