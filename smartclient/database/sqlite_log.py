"""What a write-ahead log of SQLite says of the database file that it belongs to.

A log holds what was changed since it was begun anew, and it is begun anew only when all before
that is in the file. So the first change that it holds is at most one after those that the file
counts, whoever else writes at the moment. Source: SQLite, "WAL-mode File Format".
"""

import os
import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

COUNTER_AT: Final = 60
"""Where the number stands by which programs count their changes of a database file: its
``user_version`` (SQLite, "Database File Format", 1.3)."""

_HEADER: Final = struct.Struct(">8I")
_FRAME: Final = struct.Struct(">6I")
_MAGIC: Final = 0x377F0682
_BIG_ENDIAN: Final = 1
_MOST_FRAMES: Final = 1_000
_WORD: Final = 0xFFFFFFFF

Sums = tuple[int, int]


def first_counted(log: Path) -> int | None:
    """Return how many changes the file counts after the first one that its log holds.

    None where there is no log, or none that says so.
    """
    with suppress(OSError):
        descriptor = os.open(log, os.O_RDONLY)
        try:
            return next(_counters(descriptor), None)
        finally:
            os.close(descriptor)
    return None


def _counters(log: int) -> Iterator[int]:
    """Yield the counter of each first page that is whole, by the log's own sums."""
    header = os.pread(log, _HEADER.size, 0)
    if len(header) < _HEADER.size:
        return
    magic, _, size, _, *salts, first, second = _HEADER.unpack(header)
    if magic & ~_BIG_ENDIAN != _MAGIC:
        return
    order = ">" if magic & _BIG_ENDIAN else "<"
    sums = _added((0, 0), header[: _HEADER.size - 8], order)
    if sums != (first, second):
        return
    for at in range(_MOST_FRAMES):
        frame = os.pread(log, _FRAME.size + size, _HEADER.size + at * (_FRAME.size + size))
        if len(frame) < _FRAME.size + size:
            return
        page, _, *of_frame, first, second = _FRAME.unpack(frame[: _FRAME.size])
        if of_frame != salts:
            return
        sums = _added(_added(sums, frame[:8], order), frame[_FRAME.size :], order)
        if sums != (first, second):
            return
        if page == 1:
            counter = frame[_FRAME.size + COUNTER_AT :][:4]
            yield int.from_bytes(counter, "big")


def _added(sums: Sums, part: bytes, order: str) -> Sums:
    first, second = sums
    words = struct.unpack(f"{order}{len(part) // 4}I", part)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & _WORD
        second = (second + odd + first) & _WORD
    return first, second
