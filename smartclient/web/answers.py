"""Answers: their headers, and how their bodies are compressed."""

import re
import zlib
from typing import Final, Protocol

import zstandard
from starlette.requests import Request
from starlette.responses import Response

from smartclient.contract.web.wire import FAILURE_STATUS, NONCE, PROTOCOL, Failed, Failure

_NONCE: Final = re.compile(r"[A-Za-z0-9_-]{16,64}")
_SMALL: Final = 250
_ZSTD_LEVEL, _GZIP_LEVEL, _GZIP = 1, 1, 31

_ZSTD_LEVEL_OF_BODIES: Final = 3

SPOKEN: Final = (PROTOCOL,)
"""The versions of the protocol that this service speaks."""


class Compressor(Protocol):
    """Compresses a body in parts."""

    def part(self, plain: bytes) -> bytes:
        """All that is needed to read ``plain`` at the other end."""
        ...

    def end(self) -> bytes:
        """What ends the body."""
        ...


class _Zstd:
    def __init__(self) -> None:
        self._stream = zstandard.ZstdCompressor(level=_ZSTD_LEVEL).compressobj()

    def part(self, plain: bytes) -> bytes:
        return self._stream.compress(plain) + self._stream.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)

    def end(self) -> bytes:
        return self._stream.flush()


class _Gzip:
    def __init__(self) -> None:
        self._stream = zlib.compressobj(_GZIP_LEVEL, wbits=_GZIP)

    def part(self, plain: bytes) -> bytes:
        return self._stream.compress(plain) + self._stream.flush(zlib.Z_SYNC_FLUSH)

    def end(self) -> bytes:
        return self._stream.flush()


class _Plain:
    def part(self, plain: bytes) -> bytes:
        return plain

    def end(self) -> bytes:
        return b""


def nonce_of(request: Request) -> str:
    """The nonce that a request carries, "" for none or for something else."""
    nonce = request.headers.get(NONCE, "")
    return nonce if _NONCE.fullmatch(nonce) else ""


def accepted_encoding(request: Request) -> str:
    """``zstd`` where the caller accepts it, else ``gzip`` if it accepts that, else ""."""
    accepted = set()
    for item in request.headers.get("accept-encoding", "").lower().split(","):
        name, _, parameter = item.partition(";")
        quality = parameter.strip().removeprefix("q=")
        if not quality or quality.strip("0."):
            accepted.add(name.strip())
    return next((name for name in ("zstd", "gzip") if name in accepted), "")


def compressor_for(encoding: str) -> Compressor:
    """What compresses as ``accepted_encoding`` says."""
    if encoding == "zstd":
        return _Zstd()
    return _Gzip() if encoding == "gzip" else _Plain()


def body_response(request: Request, body: bytes, media_type: str, status: int = 200) -> Response:
    """An answer with a whole body, compressed where it is worth it."""
    headers = {}
    encoding = accepted_encoding(request) if len(body) > _SMALL else ""
    if encoding:
        body = compressed(body, encoding)
        headers["Content-Encoding"] = encoding
    return Response(body, status, headers, media_type)


def compressed(body: bytes, encoding: str, *, zstd_level: int = _ZSTD_LEVEL_OF_BODIES) -> bytes:
    """A whole body as ``accepted_encoding`` says."""
    if encoding == "zstd":
        return zstandard.ZstdCompressor(level=zstd_level).compress(body)
    compressor = compressor_for(encoding)
    return compressor.part(body) + compressor.end()


def status_of(failed: Failed) -> int:
    """The status of an answer that says what failed."""
    return FAILURE_STATUS[failed.failure]


def failure_headers(failed: Failed) -> dict[str, str]:
    """The headers that a failure adds to the common ones."""
    headers = {}
    if failed.retry_after:
        headers["Retry-After"] = str(failed.retry_after)
    if failed.failure is Failure.CREDENTIAL_REFUSED:
        headers["WWW-Authenticate"] = "Bearer"
    return headers
