"""What answers the calls for snapshots: the list, and a file or a range of it."""

import asyncio
import re
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from smartclient.contract.web.wire import (
    MEDIA_TYPE,
    SNAPSHOT_TYPE,
    Failure,
    SnapshotEntry,
    SnapshotList,
)
from smartclient.web.answers import body_response
from smartclient.web.callers import Caller
from smartclient.web.calls import HeadOfficeAccess
from smartclient.web.failures import CallRefusedError
from smartclient.web.listening import until_hung_up
from smartclient.web.thread_pool import ThreadPool

_RANGE: Final = re.compile(r"bytes=([0-9]{0,15})-([0-9]{0,15})")
_BLOCK: Final = 262_144


class SnapshotAnswers:
    """Answers devices whose credential counts."""

    def __init__(self, office: HeadOfficeAccess) -> None:
        self._office = office

    async def listed(self, request: Request, caller: Caller) -> Response:
        """The snapshots there are of head office's present history."""
        watermark, generation = await self._bounds(caller)
        entries = self._office.snapshots(watermark, generation)
        body = msgspec.json.encode(SnapshotList(snapshots=entries))
        return body_response(request, body, MEDIA_TYPE)

    async def file(self, request: Request, caller: Caller) -> Response:
        """A snapshot's file, or the range of it that the request names."""
        watermark, generation = await self._bounds(caller)
        library, name = self._office.library, request.path_params["name"]
        entry = None if library is None else library.find(name, watermark, generation)
        if library is None or entry is None:
            raise CallRefusedError(Failure.NO_SNAPSHOT, "no such snapshot")
        wanted = _wanted(request.headers.get("range", ""), entry)
        reading = await self._office.pool.run(lambda: _Reading.begin(library.folder, entry, wanted))
        headers = {"Accept-Ranges": "bytes", "Content-Length": str(wanted.size)}
        if wanted.is_part:
            headers["Content-Range"] = f"bytes {wanted.first}-{wanted.last}/{entry.size}"
        return _FileResponse(self._office.pool, reading, headers, is_part=wanted.is_part)

    async def _bounds(self, caller: Caller) -> tuple[int, str]:
        gate = self._office.gate

        def ask() -> tuple[int, str]:
            with closing(gate.operations(caller.credential, caller.address)) as operations:
                # asks for nothing; it is refused to whom every call is
                operations.replies(after=0, watermark=0, limit=1)
            return gate.bounds()

        return await self._office.pool.run(ask)


class _FileResponse(Response):
    """An answer of so many bytes, the first block of which is read.

    The last bytes end it: a caller has all of it then, and its next request may come at once.
    """

    def __init__(
        self, pool: ThreadPool, reading: "_Reading", headers: dict[str, str], *, is_part: bool
    ) -> None:
        super().__init__(None, 206 if is_part else 200, headers, SNAPSHOT_TYPE)
        self._pool = pool
        self._reading = reading

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        """Send the blocks; stop where nobody listens any more."""
        start = {"type": "http.response.start", "status": self.status_code}
        await send({**start, "headers": self.raw_headers})
        hung_up = asyncio.ensure_future(until_hung_up(receive))
        try:
            more = True
            while more and not hung_up.done():
                block = await self._pool.run_admitted(self._reading.next)
                more = bool(block) and self._reading.has_more
                await send({"type": "http.response.body", "body": block, "more_body": more})
        finally:
            hung_up.cancel()


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The bytes from ``first`` to ``last``, both included."""

    first: int
    last: int
    is_part: bool

    @property
    def size(self) -> int:
        return self.last - self.first + 1


class _Reading:
    """A range of a file, block by block; the file is open for each block alone."""

    def __init__(self, file: Path, wanted: _Wanted) -> None:
        self._file = file
        self._at, self._left = wanted.first, wanted.size
        self._ready = b""

    @classmethod
    def begin(cls, folder: Path, entry: SnapshotEntry, wanted: _Wanted) -> "_Reading":
        """Read the first block; CallRefusedError where the file is gone or was damaged."""
        reading = cls(folder / entry.name, wanted)
        try:
            is_whole = reading._file.stat().st_size == entry.size
            reading._ready = reading._read()
        except OSError as error:
            raise CallRefusedError(Failure.NO_SNAPSHOT, f"its file: {error}") from error
        if not is_whole:
            raise CallRefusedError(Failure.NO_SNAPSHOT, "its file has another size")
        return reading

    @property
    def has_more(self) -> bool:
        """Whether there is another block."""
        return self._left > 0

    def next(self) -> bytes:
        """The next block, empty at the end."""
        block, self._ready = self._ready, b""
        return block or self._read()

    def _read(self) -> bytes:
        with self._file.open("rb") as file:
            file.seek(self._at)
            block = file.read(min(_BLOCK, self._left))
        self._at += len(block)
        self._left -= len(block)
        return block


def _wanted(header: str, entry: SnapshotEntry) -> _Wanted:
    """What a ``Range`` asks for; all where it names none, or several, or other units."""
    end = entry.size - 1
    named = _RANGE.fullmatch(header.replace(" ", ""))
    if named is None or not (named[1] or named[2]):
        return _Wanted(0, end, is_part=False)
    if named[1]:
        first, last = int(named[1]), min(end, int(named[2] or end))
        if named[2] and int(named[2]) < first:
            return _Wanted(0, end, is_part=False)
    else:
        first, last = max(0, entry.size - int(named[2])), end
    if first > last:
        raise CallRefusedError(Failure.NO_SUCH_RANGE, f"the file has {entry.size} bytes")
    return _Wanted(first, last, is_part=True)
