"""Given numbers: which way orders and customers get their numbers, and how each number looks.

A number that a device gives for good can be told from one that head office replaces by its form
alone: a number that was printed stays valid when an admin chooses another way.
"""

import re
from enum import StrEnum
from hashlib import sha256

from smartclient.domain.devices import CODE_LENGTH, SYMBOLS


class Numbered(StrEnum):
    """What is numbered: each has a policy of its own."""

    ORDERS = "orders"
    CUSTOMERS = "customers"


class NumberWay(StrEnum):
    """How a new record gets its number: the setting of a policy such as ``numbering.orders``.

    ``server``: from head office, with its answer. ``guid``: made of the record's random identity.
    ``temporary``: one that head office replaces by its own. ``block``: one of head office's own,
    of a block that the device holds. ``prefix``: the code of the device and a count.
    """

    SERVER = "server"
    GUID = "guid"
    TEMPORARY = "temporary"
    BLOCK = "block"
    PREFIX = "prefix"


NEW_LETTERS = "NEW"
"""Stands for a rep's letters in the name of a record that has no number before it is answered."""

SERIES = {Numbered.ORDERS: "SO-", Numbered.CUSTOMERS: "C-"}
"""What head office's own numbers begin with."""

MARK = {Numbered.ORDERS: "", Numbered.CUSTOMERS: "C"}
"""What stands before the count in numbers of devices."""

_GUID_GROUPS = 3
_GUID_GROUP = 4

_PREFIXED = re.compile(rf"(?P<code>[{SYMBOLS}]{{{CODE_LENGTH}}})-(?P<mark>C?)[0-9]{{4,}}")
_GUID = {
    numbered: re.compile(rf"{series}[{SYMBOLS}]{{4}}-[{SYMBOLS}]{{4}}-[{SYMBOLS}]{{4}}")
    for numbered, series in SERIES.items()
}
_SERIAL = {
    Numbered.ORDERS: re.compile(r"SO-(?P<value>[1-9][0-9]{4,})"),
    Numbered.CUSTOMERS: re.compile(r"C-(?P<value>[0-9]{5,})"),
}


def serial_number(numbered: Numbered, value: int) -> str:
    """The number of head office's own with a ``value``, as ``SO-10001``."""
    return f"{SERIES[numbered]}{value:05d}"


def value_of(numbered: Numbered, number: str) -> int | None:
    """The value of a number of head office's own, None for any other number."""
    found = _SERIAL[numbered].fullmatch(number)
    return None if found is None else int(found["value"])


def guid_number(numbered: Numbered, identity: str) -> str:
    """The number made of a record's random identity, as ``SO-7K2Q-W4TR-29XB``.

    Of a million records, two have the same once in a quarter of a million companies (27 symbols in
    12 places). Head office gives the second another number.
    """
    rest = int.from_bytes(sha256(identity.encode()).digest())
    symbols: list[str] = []
    for _ in range(_GUID_GROUPS * _GUID_GROUP):
        rest, place = divmod(rest, len(SYMBOLS))
        symbols.append(SYMBOLS[place])
    groups = (
        "".join(symbols[start : start + _GUID_GROUP])
        for start in range(0, len(symbols), _GUID_GROUP)
    )
    return SERIES[numbered] + "-".join(groups)


def prefixed_number(numbered: Numbered, code: str, count: int) -> str:
    """The number ``count`` that a device with a ``code`` gives for good, as ``7K2Q-0001``."""
    return f"{code}-{MARK[numbered]}{count:04d}"


def prefix_of(numbered: Numbered, number: str) -> str:
    """The code of the device that gave a number for good, "" for any other number."""
    found = _PREFIXED.fullmatch(number)
    return found["code"] if found is not None and found["mark"] == MARK[numbered] else ""


def is_guid(numbered: Numbered, number: str) -> bool:
    """Whether a number is made of a record's random identity."""
    return _GUID[numbered].fullmatch(number) is not None


def is_final(numbered: Numbered, number: str) -> bool:
    """Whether a device gave a number for good, so that head office does not replace it."""
    return (
        bool(prefix_of(numbered, number))
        or is_guid(numbered, number)
        or value_of(numbered, number) is not None
    )


def starred(number: str, provisional: str) -> str:
    """An order's number; one that head office is going to replace carries a star."""
    if number or not provisional:
        return number
    return provisional if is_final(Numbered.ORDERS, provisional) else f"{provisional}*"


def entered_as(number: str, provisional: str) -> str:
    """The number that an order had before head office gave it another, "" for none."""
    return starred("", provisional) if number and number != provisional else ""
