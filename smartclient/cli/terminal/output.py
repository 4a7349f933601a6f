"""Output: every character that a command writes passes here, whatever it is written to.

A pipe on Windows has 256 characters, a file may lie on a full disk, and a reader may be gone
before the end. None of that may look as if the command itself had failed: what an encoding lacks
is escaped, and a failure to write is an error of its own, distinct from a failure of the work.
"""

import codecs
import errno
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import Any, Final, TextIO, cast

from smartclient.domain.errors import FatalError

_ERRORS: Final = "smartclient.escaped"

# what our own sentences are set with, for encodings that have only the plain signs
_PLAIN: Final = {
    "\u201c": '"',
    "\u201d": '"',
    "\u2018": "'",
    "\u2019": "'",
    "\u2013": "-",
    "\u2014": "-",
    "\u2212": "-",
    "\u2026": "...",
    "\u00a0": " ",
}

_log = logging.getLogger(__name__)


class OutputFailedError(FatalError):
    """What a command prints can't be written; ``reader_gone`` where nobody reads it any more."""

    def __init__(self, cause: OSError) -> None:
        full = cause.errno in {errno.ENOSPC, errno.EDQUOT}
        super().__init__(
            "The output can't be written, because the disk is full."
            if full
            else "The output can't be written to where it was sent.",
            detail=str(cause),
        )
        self.reader_gone = cause.errno in {errno.EPIPE, errno.ESHUTDOWN}


class Stream:
    """A stream that is written to; a failure of it is an OutputFailedError."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.failed = False

    def write(self, text: str) -> int:
        """Write ``text``."""
        with self._failing():
            return self._stream.write(text)

    def write_bytes(self, data: bytes) -> None:
        """Write ``data`` as it is, after all that was written before, at once."""
        with self._failing():
            self._stream.flush()
            self._stream.buffer.write(data)
            self._stream.buffer.flush()

    def flush(self) -> None:
        """Write what is still held back."""
        with self._failing():
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (whatever the stream itself has)
        return getattr(self._stream, name)

    @contextmanager
    def _failing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.failed = True
            raise OutputFailedError(error) from error


class Remarks(Stream):
    """What is said beside the output, on stderr: where that can't be written, nothing is said."""

    @contextmanager
    def _failing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.failed = True
            _log.info("stderr can't be written: %s", error)


def write_document(data: bytes) -> None:
    """Write bytes on stdout, whatever its encoding is."""
    stream = sys.stdout
    if stream is not None:
        (stream if isinstance(stream, Stream) else Stream(stream)).write_bytes(data)


def flush_output() -> None:
    """Write what stdout still holds back, unless it failed before, which was said then."""
    stream = sys.stdout
    if stream is not None and not (isinstance(stream, Stream) and stream.failed):
        stream.flush()


@contextmanager
def safe_output() -> Iterator[None]:
    """Escape what the encodings of stdout and stderr lack, for as long as a command runs."""
    codecs.register_error(_ERRORS, _escaped)
    before = sys.stdout, sys.stderr
    out = None if before[0] is None else Stream(_escaping(before[0]))
    remarks = None if before[1] is None else Remarks(_escaping(before[1]))
    sys.stdout, sys.stderr = cast("TextIO", out), cast("TextIO", remarks)
    try:
        yield
    finally:
        # one that failed would fail once more when the interpreter ends
        sys.stdout = cast("TextIO", None if out is None or out.failed else before[0])
        sys.stderr = cast("TextIO", None if remarks is None or remarks.failed else before[1])


def _escaping(stream: TextIO) -> TextIO:
    """A stream that escapes what its encoding lacks, where it has an encoding at all."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors=_ERRORS)
    return stream


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join(map(_plain, missing)), error.end


def _plain(sign: str) -> str:
    return _PLAIN.get(sign) or sign.encode("ascii", "backslashreplace").decode("ascii")
