"""How many changes a database file of SQLite and its write-ahead log count.

A log holds what was changed since it was restarted, and it is restarted only when all before
that is in the file. So the first change that it holds is at most one after those that the file
counts, whoever else writes at the moment. Source: SQLite, "WAL-mode File Format".
"""

import os
import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HEADER_BYTES: Final = 100
"""How long the header of a database file is, at the start of its first page."""

_HEADER: Final = struct.Struct(">8I")
_FRAME: Final = struct.Struct(">6I")
_MAGIC: Final = 0x377F0682
_BIG_ENDIAN: Final = 1
_MOST_FRAMES: Final = 8
"""How many frames are searched for the first page, at each use of the file: SQLite writes it first,
but after pages that did not fit into its memory."""
_WORD: Final = 0xFFFFFFFF

_SQLITE_COUNTS_AT: Final = 24
_PROGRAMS_COUNT_AT: Final = 60

Sums = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many changes of a database file its header counts (SQLite, "Database File Format", 1.3).

    ``programs`` count in ``user_version``, ``sqlite`` does as its file change counter: not with
    each change while there is a log, and restarts in a copy that ``VACUUM INTO`` writes.
    """

    programs: int
    sqlite: int


def change_counts(header: bytes) -> Counts:
    """What the header of a database file counts; nothing in a file without one."""
    return Counts(
        programs=_number(header, _PROGRAMS_COUNT_AT), sqlite=_number(header, _SQLITE_COUNTS_AT)
    )


def _number(header: bytes, at: int) -> int:
    return int.from_bytes(header[at : at + 4], "big")


def first_change_count(log: Path) -> int | None:
    """How many changes the file counts after the first one that its log holds.

    None where there is no log, or none that holds a count.
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
    for index in range(_MOST_FRAMES):
        frame = os.pread(log, _FRAME.size + size, _HEADER.size + index * (_FRAME.size + size))
        if len(frame) < _FRAME.size + size:
            return
        page, _, *of_frame, first, second = _FRAME.unpack(frame[: _FRAME.size])
        if of_frame != salts:
            return
        sums = _added(_added(sums, frame[:8], order), frame[_FRAME.size :], order)
        if sums != (first, second):
            return
        if page == 1:
            yield change_counts(frame[_FRAME.size :][:HEADER_BYTES]).programs


def _added(sums: Sums, part: bytes, order: str) -> Sums:
    first, second = sums
    words = struct.unpack(f"{order}{len(part) // 4}I", part)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & _WORD
        second = (second + odd + first) & _WORD
    return first, second
