"""Plain values: records as JSON and back, in the form that messages have.

``contract.encoding`` writes the same with msgspec, which browsers don't have: a test compares the
two.
"""

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, NewType, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Value = TypeVar("Value")
Read = Callable[[Any], Any]


def plain(value: Any) -> Any:  # noqa: ANN401 (any value of ours)
    """``value`` as what ``json`` writes: objects, lists, texts, numbers, true, false and null."""
    match value:
        case Enum():
            return value.value
        case None | bool() | int() | str():
            return value
        case Decimal():
            return str(value)
        case datetime():
            return _instant(value)
        case date():
            return value.isoformat()
        case Mapping():
            return {str(plain(key)): plain(item) for key, item in value.items()}
        case tuple() | list() | set() | frozenset():
            return [plain(item) for item in value]
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    msg = f"no plain form of {type(value).__name__}"
    raise TypeError(msg)


def _instant(value: datetime) -> str:
    text = value.isoformat()
    return text.removesuffix("+00:00") + "Z" if value.utcoffset() == UTC.utcoffset(None) else text


def compact(value: Any) -> str:  # noqa: ANN401 (as above)
    """``value`` as compact ASCII JSON text."""
    return json.dumps(plain(value), ensure_ascii=True, separators=(",", ":"))


def read(kind: type[Value], value: Any) -> Value:  # noqa: ANN401 (decoded JSON)
    """The value of type ``kind`` that decoded JSON holds.

    A key that is not known is left out, one that is missing has its default. Raises ValueError,
    TypeError or KeyError for what is none.
    """
    reader: Read = _reader(cast("Any", kind))
    found: Value = reader(value)
    return found


@cache
def _reader(kind: Any) -> Read:  # noqa: ANN401 (a type, or a form of one)
    if isinstance(kind, NewType):
        return _reader(kind.__supertype__)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return _optional(arguments)
    if origin is tuple:
        return _tuple(arguments)
    if origin in {frozenset, list}:
        item = _reader(arguments[0])
        make = origin
        return lambda value: make(item(each) for each in value)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        key, item = map(_reader, arguments)
        return lambda value: {key(name): item(each) for name, each in value.items()}
    return _of_class(kind)


def _of_class(kind: Any) -> Read:  # noqa: ANN401 (as above)
    if kind is datetime:
        return datetime.fromisoformat
    if kind is date:
        return date.fromisoformat
    if kind is Decimal:
        return lambda value: Decimal(str(value))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if is_dataclass(kind):
        return _dataclass(kind)
    return lambda value: value


def _optional(arguments: tuple[Any, ...]) -> Read:
    [kind] = [each for each in arguments if each is not type(None)]
    item = _reader(kind)
    return lambda value: None if value is None else item(value)


def _tuple(arguments: tuple[Any, ...]) -> Read:
    if len(arguments) == 2 and arguments[1] is Ellipsis:  # noqa: PLR2004 (tuple[X, ...])
        item = _reader(arguments[0])
        return lambda value: tuple(item(each) for each in value)
    items = tuple(map(_reader, arguments))
    return lambda value: tuple(item(each) for item, each in zip(items, value, strict=True))


def _dataclass(kind: Any) -> Read:  # noqa: ANN401 (as above)
    hints = get_type_hints(kind)
    known = [(field.name, _reader(hints[field.name]), _is_needed(field)) for field in fields(kind)]

    def of(value: Any) -> Any:  # noqa: ANN401 (decoded JSON)
        return kind(
            **{name: item(value[name]) for name, item, needed in known if needed or name in value}
        )

    return of


def _is_needed(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING
