"""Rows of a feed that are still the JSON they came as.

A first load writes hundreds of thousands of rows. As objects of Python each value would be made,
given to the driver and thrown away while every other thread waits; SQLite reads the JSON by
itself, in half the time.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, overload

import msgspec

from smartclient.contract.feeds import Row
from smartclient.contract.unreadable_answer import unreadable_answer

_ROW = msgspec.json.Decoder(tuple[Any, ...])


class EncodedRows(Sequence[Row]):
    """Rows, each an array of JSON, decoded by who looks into them.

    Looking into a row that is no array raises UnforeseenError.
    """

    def __init__(self, arrays: Sequence[msgspec.Raw]) -> None:
        self._arrays = arrays

    @cached_property
    def json(self) -> str:
        """All of them as one array of JSON."""
        return (b"[" + b",".join(self._arrays) + b"]").decode()

    def __len__(self) -> int:
        return len(self._arrays)

    @overload
    def __getitem__(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: slice) -> "EncodedRows": ...

    def __getitem__(self, place: int | slice) -> "Row | EncodedRows":
        if isinstance(place, slice):
            return EncodedRows(self._arrays[place])
        return _decoded(self._arrays[place])

    def __iter__(self) -> Iterator[Row]:
        return iter(self._decoded)

    def __add__(self, following: "EncodedRows") -> "EncodedRows":
        return EncodedRows((*self._arrays, *following._arrays))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(self._decoded)

    @cached_property
    def _decoded(self) -> tuple[Row, ...]:
        return tuple(map(_decoded, self._arrays))


def _decoded(array: msgspec.Raw) -> Row:
    try:
        return _ROW.decode(array)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise unreadable_answer(error) from error
