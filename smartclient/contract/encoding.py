"""Encoding: the exact bytes of messages.

A body is JSON. Its digest is the SHA-256 of the very bytes that the client wrote, so a receipt
proves that head office holds those and no others. Bodies are versioned by kind; head office
converts old ones up (``smartclient.contract.versions``), so either side may be upgraded first.
"""

from dataclasses import replace
from datetime import datetime
from hashlib import sha256

import msgspec

from smartclient.contract.messages import BODY_TYPES, Body, Request, kind_of
from smartclient.contract.versions import (
    LINK_VERSION,
    current_version,
    downgrade_body,
    upgrade_body,
    version_at,
)
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import RequestId


def ascii_json(value: object) -> str:
    """``value`` as compact JSON text with every character outside ASCII escaped."""
    return ascii_escaped(msgspec.json.encode(value).decode())


def ascii_escaped(text: str) -> str:
    """JSON text with every character outside ASCII escaped."""
    if text.isascii():
        return text
    return "".join(char if char.isascii() else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    units = char.encode("utf-16-be")
    return "".join(
        f"\\u{int.from_bytes(units[i : i + 2], 'big'):04x}" for i in range(0, len(units), 2)
    )


def digest_of(body: str) -> str:
    """The SHA-256 of a body's bytes, as 64 hexadecimal digits."""
    return sha256(body.encode()).hexdigest()


def request_for(
    body: Body,
    *,
    request_id: RequestId,
    lane: str,
    made_at: datetime,
    replaces: RequestId | None = None,
    withdraws: tuple[RequestId, ...] = (),
    link_version: int = LINK_VERSION,
) -> Request:
    """The message that carries ``body``, for a head office that speaks ``link_version``."""
    kind = kind_of(body)
    version = version_at(kind, link_version)
    text = _body_text(body, version, lane)
    return Request(
        id=request_id,
        kind=kind,
        version=version,
        lane=lane,
        body=text,
        digest=digest_of(text),
        made_at=made_at,
        replaces=replaces,
        withdraws=withdraws,
    )


def rewritten(request: Request, body: Body, *, lane: str) -> Request:
    """A request that was never handed over with another body, in its version, and lane."""
    text = _body_text(body, request.version, lane)
    return replace(request, lane=lane, body=text, digest=digest_of(text))


def _body_text(body: Body, version: int, lane: str) -> str:
    kind = kind_of(body)
    if version >= current_version(kind):
        return ascii_json(body)
    return ascii_json(downgrade_body(kind, version, msgspec.to_builtins(body), lane))


def decode_body(request: Request) -> Body:
    """What ``request`` asks for, converted up from whatever version it was written in.

    Raises RefusedError when the body can't be read: malformed, of an unknown version, or not
    what its kind says.
    """
    try:
        raw = msgspec.json.decode(request.body)
        current = upgrade_body(request.kind, request.version, raw)
        return msgspec.convert(current, BODY_TYPES[request.kind])
    except (msgspec.MsgspecError, RecursionError, UnicodeError) as error:
        raise RefusedError(
            "Head office could not read this request. It is kept there. Call support. Or take it "
            "back, and wait for the answer before you enter it again.",
            detail=f"request {request.id}: {error}",
        ) from error
