"""Bodies of requests: read up to a limit, decompressed up to a limit, and decoded strictly."""

import zlib
from typing import Final, TypeVar

import msgspec
import zstandard
from starlette.requests import Request

from smartclient.contract.web.wire import JSON_TYPE, Failure
from smartclient.web.failures import CallRefusedError

T = TypeVar("T")

ENCODINGS: Final = ("zstd", "gzip")
"""The encodings in which a body may be compressed."""

_LARGEST_WINDOW: Final = 2**23
_GZIP: Final = 31


async def read_body(request: Request, largest: int) -> bytes:
    """The body as it was sent; TOO_LARGE once it is larger than ``largest`` bytes."""
    declared = request.headers.get("content-length", "")
    if declared.isascii() and declared.isdigit() and int(declared) > largest:
        raise CallRefusedError(Failure.TOO_LARGE, f"more than {largest} bytes")
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > largest:
            raise CallRefusedError(Failure.TOO_LARGE, f"more than {largest} bytes")
    return bytes(body)


def encoding_of(request: Request) -> str:
    """How the body is compressed, "" for not at all; refuses what is no JSON."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != JSON_TYPE:
        raise CallRefusedError(Failure.UNREADABLE, f"the body is not {JSON_TYPE}")
    encoding = request.headers.get("content-encoding", "").strip().lower()
    if encoding in {"", "identity"}:
        return ""
    if encoding not in ENCODINGS:
        raise CallRefusedError(Failure.UNREADABLE, "the body is compressed in an unknown way")
    return encoding


def decompressed(body: bytes, encoding: str, largest: int) -> bytes:
    """The body itself; TOO_LARGE before it takes more than ``largest`` bytes of memory."""
    if not encoding:
        return body
    try:
        plain = _unzstd(body, largest) if encoding == "zstd" else _gunzip(body, largest)
    except (zstandard.ZstdError, zlib.error, EOFError) as error:
        raise CallRefusedError(Failure.UNREADABLE, f"the body is no {encoding}") from error
    if len(plain) > largest:
        raise CallRefusedError(Failure.TOO_LARGE, f"more than {largest} bytes")
    return plain


def decoded(body: bytes, kind: type[T]) -> T:
    """The body as ``kind``; UNREADABLE for anything else, however deep."""
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.MsgspecError, RecursionError, UnicodeError) as error:
        raise CallRefusedError(Failure.UNREADABLE, str(error)) from error


def converted(value: object, kind: type[T]) -> T:
    """Decoded JSON as ``kind``; UNREADABLE for anything else."""
    try:
        return msgspec.convert(value, kind)
    except (msgspec.MsgspecError, RecursionError, UnicodeError) as error:
        raise CallRefusedError(Failure.UNREADABLE, str(error)) from error


def _unzstd(body: bytes, largest: int) -> bytes:
    decompressor = zstandard.ZstdDecompressor(max_window_size=_LARGEST_WINDOW)
    with decompressor.stream_reader(body) as reader:
        return reader.read(largest + 1)


def _gunzip(body: bytes, largest: int) -> bytes:
    decompressor = zlib.decompressobj(wbits=_GZIP)
    plain = decompressor.decompress(body, largest + 1)
    if len(plain) <= largest and not decompressor.eof:
        raise EOFError
    return plain
