"""Streams of lines: one is sent while the next is read."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import suppress

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from smartclient.contract.operations import Operations
from smartclient.contract.web.wire import PAGES_TYPE, End, Failed, Failure
from smartclient.domain.errors import SmartClientError
from smartclient.web.answers import accepted_encoding, compressor_for
from smartclient.web.failures import failure_of
from smartclient.web.listening import until_hung_up
from smartclient.web.thread_pool import ThreadPool

logger = logging.getLogger(__name__)

Lines = Iterator[tuple[msgspec.Struct, ...]]
"""What is read step by step, each a call of head office; the lines of a step are sent together."""


class LineStream:
    """Lines that are read in the pool's threads, encoded and compressed there."""

    def __init__(
        self,
        pool: ThreadPool,
        operations: Callable[[], Operations],
        lines: Callable[[Operations], Lines],
        encoding: str,
        note: Callable[[Failure], None],
    ) -> None:
        """``note`` is told why a stream that had begun ended early."""
        self._pool = pool
        self._open = operations
        self._lines = lines
        self._compressor = compressor_for(encoding)
        self._note = note
        self._operations: Operations | None = None
        self._steps: Lines | None = None
        self._failed: Failed | None = None

    async def first(self) -> bytes:
        """The first part of the body; raises what its call raises."""
        return await self._pool.run(self._first)

    async def next(self) -> bytes | None:
        """The next part of the body, None once there is no more."""
        return await self._pool.run_admitted(self._next)

    async def close(self) -> None:
        """Give back what the calls hold."""
        await self._pool.run_admitted(self._close)

    def _first(self) -> bytes:
        self._operations = self._open()
        try:
            self._steps = self._lines(self._operations)
            return self._part()
        except BaseException:
            self._close()
            raise

    def _next(self) -> bytes | None:
        if self._steps is None:
            return None
        try:
            return self._part()
        except Exception as error:
            self._failed = failure_of(error)
            if self._failed.failure is Failure.FAILED:
                logger.exception("a stream failed")
            self._note(self._failed.failure)
            return self._end()

    def _part(self) -> bytes:
        step = None if self._steps is None else next(self._steps, None)
        return self._end() if step is None else self._compressor.part(_lines_of(step))

    def _end(self) -> bytes:
        self._steps = None
        end = self._compressor.part(_lines_of((End(failed=self._failed),)))
        return end + self._compressor.end()

    def _close(self) -> None:
        self._steps = None
        operations, self._operations = self._operations, None
        if operations is not None:
            with suppress(SmartClientError):
                operations.close()


class StreamResponse(Response):
    """An answer of ``PAGES_TYPE`` whose first part is read already."""

    def __init__(self, request: Request, stream: LineStream, first: bytes) -> None:
        encoding = accepted_encoding(request)
        headers = {"Content-Encoding": encoding} if encoding else None
        super().__init__(headers=headers, media_type=PAGES_TYPE)
        del self.headers["content-length"]
        self._stream = stream
        self._first = first

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        """Send the parts, each while the next is read; stop where nobody listens any more."""
        hung_up = asyncio.ensure_future(until_hung_up(receive))
        part: bytes | None = self._first
        following = asyncio.ensure_future(self._stream.next())
        try:
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            # a step without lines makes an empty part, and is not the end
            while part is not None and not hung_up.done():
                await send({"type": "http.response.body", "body": part, "more_body": True})
                part = await following
                following = asyncio.ensure_future(self._stream.next())
            if not hung_up.done():
                await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            hung_up.cancel()
            await asyncio.shield(self._finish(following))

    async def _finish(self, following: "asyncio.Future[bytes | None]") -> None:
        # one call after the other: a connection is not used by two threads at once
        await asyncio.wait([following])
        await self._stream.close()


def _lines_of(structs: tuple[msgspec.Struct, ...]) -> bytes:
    return b"".join(msgspec.json.encode(struct) + b"\n" for struct in structs)
