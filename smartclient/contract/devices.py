"""Devices: what a client reports of itself with a pulse, and what head office assigns it."""

from dataclasses import dataclass

MOST_DEVICES = 1_000
"""How many devices a login may have, so that nobody uses up the codes. The next gets none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceClaim:
    """Who a device is, and what only it can know.

    ``id`` is its random identity, ``code`` what head office assigned to it, ``token`` what it got
    with its last contact, and ``numbers`` how many provisional numbers it has given: an older
    token, or fewer numbers, are those of a copy. ``is_idle``: nothing it did waits for
    head office. ``generation`` is the epoch of head office that it knows, ``name`` what its
    owner calls it. ``signing_key`` is the public half of the key with which it signs work that is
    carried by hand, in hexadecimal digits, "" for none.
    """

    id: str
    code: str = ""
    token: str = ""
    numbers: int = 0
    is_idle: bool = False
    generation: str = ""
    name: str = ""
    signing_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignedDevice:
    """What head office calls a device.

    ``code`` stands in its provisional numbers, ``token`` is to be sent with the next contact.
    ``is_copy``: another device is that one; this one is a copy of it, or was put back from a copy.
    """

    code: str = ""
    token: str = ""
    is_copy: bool = False
