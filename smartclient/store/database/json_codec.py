"""Documents: how values are kept as JSON text in the store's columns."""

from typing import TypeVar

import msgspec

Value = TypeVar("Value")

_encoder = msgspec.json.Encoder()


def to_document(value: object) -> str:
    """Return ``value`` as compact JSON text."""
    return _encoder.encode(value).decode()


def from_document(text: str, kind: type[Value]) -> Value:
    """Return the value of type ``kind`` that ``text`` holds."""
    return msgspec.json.decode(text, type=kind)
