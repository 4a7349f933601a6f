"""Identifiers: a request's or an order's id, which laptops make, as head office compares it."""

from collections.abc import Iterator, Sequence
from typing import TypeVar
from uuid import UUID

_AT_ONCE = 500

Id = TypeVar("Id", bound=int | str)


def canonical_id(text: str) -> str | None:
    """An id as it is compared, None for one that is no UUID."""
    try:
        return str(UUID(text))
    except (ValueError, AttributeError):
        return None


def parts(ids: Sequence[Id]) -> Iterator[Sequence[Id]]:
    """Yield ids as many at a time as one statement may name."""
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
