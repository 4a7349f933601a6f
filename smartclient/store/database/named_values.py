"""Named values: attributes of ``MetaReader`` kept as text, which only ``Meta`` can set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

import msgspec

from smartclient.database.types import instant_from_text, instant_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

Value = TypeVar("Value")
Document = TypeVar("Document")


class NamedTexts(Protocol):
    """Texts under names."""

    def get(self, name: str, /) -> str | None:
        """The text under ``name``, None while it is not set."""


class WritableTexts(NamedTexts, Protocol):
    """Texts under names that can be set and deleted."""

    def set(self, name: str, value: str, /) -> None:
        """Set the text under ``name``."""

    def delete(self, name: str, /) -> None:
        """Delete the text under ``name``."""


class NamedValue(Generic[Value]):
    """One named value, kept as text; a value whose text is None is deleted."""

    def __init__(
        self,
        name: str,
        decode: Callable[[str | None], Value],
        encode: Callable[[Value], str | None],
    ) -> None:
        self._name = name
        self._decode = decode
        self._encode = encode

    def __get__(self, texts: NamedTexts, owner: type) -> Value:
        return self._decode(texts.get(self._name))

    def __set__(self, texts: WritableTexts, value: Value) -> None:
        text = self._encode(value)
        if text is None:
            texts.delete(self._name)
        else:
            texts.set(self._name, text)


def text(name: str, default: str = "") -> NamedValue[str]:
    """A text, which is ``default`` while it is empty or not set."""
    return NamedValue(name, lambda kept: kept or default, str)


def integer(name: str, default: int = 0) -> NamedValue[int]:
    """An integer, which is ``default`` while it is not set."""
    return NamedValue(name, lambda kept: int(kept or default), str)


def seconds(name: str) -> NamedValue[float]:
    """A number of seconds, 0.0 while it is not set."""
    return NamedValue(name, lambda kept: float(kept or 0.0), lambda value: repr(float(value)))


def flag(name: str) -> NamedValue[bool]:
    """A truth value, False while it is not set."""
    return NamedValue(name, lambda kept: kept == "1", lambda value: "1" if value else "0")


def instant(name: str) -> NamedValue[datetime | None]:
    """A moment in UTC, None while it is not set."""
    return NamedValue(
        name,
        lambda kept: instant_from_text(kept) if kept else None,
        lambda value: None if value is None else instant_text(value),
    )


def document(name: str, kind: type[Document]) -> NamedValue[Document | None]:
    """A value kept as JSON, None while it is not set."""
    return NamedValue(
        name,
        lambda kept: msgspec.json.decode(kept, type=kind) if kept else None,
        lambda value: None if value is None else msgspec.json.encode(value).decode(),
    )


def documents(name: str, kind: type[Document]) -> NamedValue[tuple[Document, ...]]:
    """Values kept as a list in JSON, empty while it is not set."""
    kinds = tuple[kind, ...]  # type: ignore[valid-type]
    return NamedValue(
        name,
        lambda kept: msgspec.json.decode(kept, type=kinds) if kept else (),
        lambda values: msgspec.json.encode(values).decode() if values else None,
    )
