"""Compression of what crosses HTTPS: zstd both ways, and gzip where a service has nothing else."""

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Final

import zstandard

ACCEPTED: Final = "zstd, gzip"
"""The header of a request that says how its answer may be compressed."""

ZSTD: Final = "zstd"

_SMALLEST: Final = 200
"""Bytes from which on compressing is tried."""

_LEVEL: Final = 3
_GZIP_OR_ZLIB: Final = 47

Decompress = Callable[[bytes], bytes]


class GarbledError(Exception):
    """What arrived is not compressed as its header says."""


def compressed(body: bytes) -> tuple[bytes, str]:
    """A body as it is sent, and its encoding, "" where compressing would not make it smaller."""
    if len(body) < _SMALLEST:
        return body, ""
    smaller = zstandard.ZstdCompressor(level=_LEVEL).compress(body)
    return (smaller, ZSTD) if len(smaller) < len(body) else (body, "")


def decompressed(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """What ``chunks`` hold, as far as each allows; GarbledError for what was not so compressed."""
    decompress = _decompressor(encoding.strip().lower())
    try:
        for chunk in chunks:
            if plain := decompress(chunk):
                yield plain
    except (zstandard.ZstdError, zlib.error) as error:
        raise GarbledError(str(error)) from error


def _decompressor(encoding: str) -> Decompress:
    if encoding in {"", "identity"}:
        return bytes
    if encoding == ZSTD:
        return zstandard.ZstdDecompressor().decompressobj(read_across_frames=True).decompress
    if encoding in {"gzip", "x-gzip"}:
        return zlib.decompressobj(wbits=_GZIP_OR_ZLIB).decompress
    raise GarbledError(f"compressed as {encoding}")
