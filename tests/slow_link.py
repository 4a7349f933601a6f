"""A link between two TCP ends that delays, throttles, hangs and cuts, and counts what crosses."""

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from queue import SimpleQueue
from types import TracebackType
from typing import Self

_CHUNK = 16_384


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossed:
    """What crossed a link. A round trip is a turn of the far end after one of the near end."""

    bytes_up: int = 0
    bytes_down: int = 0
    round_trips: int = 0
    connections: int = 0

    @property
    def bytes(self) -> int:
        return self.bytes_up + self.bytes_down


class SlowLink:
    """A TCP proxy on a port of its own. ``delay`` is one way, in seconds.

    ``when_cut`` is called after each cut that ``cut_in`` or ``cut_at_turn`` brought about.
    """

    def __init__(
        self, target: tuple[str, int], *, delay: float = 0.0, bytes_per_second: float | None = None
    ) -> None:
        self.delay = delay
        self.bytes_per_second = bytes_per_second
        self._target = target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._lock = threading.Lock()
        self._up = self._down = self._turns = self._connections = 0
        self._last_was_up = False
        self._cut_in: int | None = None
        self._cut_at_turn: int | None = None
        self.when_cut: Callable[[], None] = lambda: None
        self.cuts = 0
        """How often ``cut_in`` or ``cut_at_turn`` brought about a cut."""
        self._flowing = threading.Event()
        self._flowing.set()
        self._closed = False
        self._sockets: list[tuple[socket.socket, socket.socket]] = []
        self._threads: list[threading.Thread] = []
        self._start(self._accept)

    def crossed(self) -> Crossed:
        """Return what crossed since the last ``forget``."""
        with self._lock:
            return Crossed(
                bytes_up=self._up,
                bytes_down=self._down,
                round_trips=self._turns,
                connections=self._connections,
            )

    def forget(self) -> None:
        """Count from zero again."""
        with self._lock:
            self._up = self._down = self._turns = self._connections = 0
            self._last_was_up = False

    def cut_in(self, count: int) -> None:
        """Cut every connection when ``count`` more bytes have crossed, in both directions."""
        with self._lock:
            self._cut_in = count

    def cut_at_turn(self, count: int) -> None:
        """Cut every connection when the far end turns to speak for the ``count``-th time.

        What it says then does not get through, once.
        """
        with self._lock:
            self._cut_at_turn = count

    def cut_now(self) -> None:
        """Cut every connection; new ones are let through."""
        with self._lock:
            self._cut_in = self._cut_at_turn = None
            open_cases, self._sockets = self._sockets, []
        for each in chain.from_iterable(open_cases):
            _close(each)

    def stay_whole(self) -> None:
        """Cut nothing any more."""
        with self._lock:
            self._cut_in = self._cut_at_turn = None

    def lead_to(self, target: tuple[str, int]) -> None:
        """Lead new connections somewhere else from now on."""
        self._target = target

    def hang(self) -> None:
        """Swallow everything from now on, without a word."""
        self._flowing.clear()

    def flow(self) -> None:
        """Let through what was held up, and what comes."""
        self._flowing.set()

    def close(self) -> None:
        """Cut everything, take no more, and wait until the far end has noticed."""
        self._closed = True
        self._flowing.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            open_cases, self._sockets = self._sockets, []
        for near, far in open_cases:
            with suppress(OSError):
                far.shutdown(socket.SHUT_WR)
            _close(near)
        for thread in self._threads:
            thread.join(5)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _start(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._closed:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(self._target)
            except OSError:
                _close(near)
                continue
            for each in (near, far):
                each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                self._connections += 1
                self._sockets.append((near, far))
            self._join(near, far, is_up=True)
            self._join(far, near, is_up=False)

    def _join(self, source: socket.socket, sink: socket.socket, *, is_up: bool) -> None:
        on_the_way: SimpleQueue[tuple[float, bytes]] = SimpleQueue()
        self._start(lambda: self._take_in(source, on_the_way, is_up=is_up))
        self._start(lambda: self._give_out(source, sink, on_the_way))

    def _take_in(
        self, source: socket.socket, on_the_way: SimpleQueue[tuple[float, bytes]], *, is_up: bool
    ) -> None:
        free_at = 0.0
        chunk = _received(source)
        while chunk:
            if self._count(len(chunk), is_up=is_up):
                # counted before anybody can notice it
                self.cuts += 1
                self.cut_now()
                self.when_cut()
                break
            now = time.monotonic()
            if self.bytes_per_second:
                free_at = max(free_at, now) + len(chunk) / self.bytes_per_second
            on_the_way.put((max(now, free_at) + self.delay, chunk))
            chunk = _received(source)
        on_the_way.put((time.monotonic() + self.delay, b""))

    def _give_out(
        self,
        source: socket.socket,
        sink: socket.socket,
        on_the_way: SimpleQueue[tuple[float, bytes]],
    ) -> None:
        while True:
            due, chunk = on_the_way.get()
            time.sleep(max(0.0, due - time.monotonic()))
            self._flowing.wait()
            if not chunk:
                break
            try:
                sink.sendall(chunk)
            except OSError:
                break
        _close(source)
        _close(sink)

    def _count(self, size: int, *, is_up: bool) -> bool:
        """Count a chunk; return whether the link is cut before it gets through."""
        with self._lock:
            if is_up:
                self._up += size
            else:
                self._down += size
                self._turns += self._last_was_up
                if self._cut_at_turn is not None and self._last_was_up:
                    self._cut_at_turn -= 1
            self._last_was_up = is_up
            if self._cut_at_turn == 0:
                self._cut_at_turn = None
                return True
            if self._cut_in is None:
                return False
            self._cut_in -= size
            return self._cut_in < 0


def _received(source: socket.socket) -> bytes:
    try:
        return source.recv(_CHUNK)
    except OSError:
        return b""


def _close(each: socket.socket) -> None:
    with suppress(OSError):
        each.shutdown(socket.SHUT_RDWR)
    each.close()
