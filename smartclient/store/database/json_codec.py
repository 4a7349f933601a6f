"""The encoding of values as JSON text in the store's columns."""

from typing import TypeVar

import msgspec

from smartclient.contract.documents import DOCUMENTS, document_from_json, with_version

Value = TypeVar("Value")

_encoder = msgspec.json.Encoder()


def to_document(value: object) -> str:
    """``value`` as compact JSON text, with its version where its kind has any."""
    text = _encoder.encode(value).decode()
    return with_version(text, type(value)) if type(value) in DOCUMENTS else text


def from_document(text: str, kind: type[Value]) -> Value:
    """The value of type ``kind`` that ``text`` holds, in whatever version it is."""
    if kind in DOCUMENTS:
        return document_from_json(text, kind)
    return msgspec.json.decode(text, type=kind)
