"""The calls of head office's procedures: the text of each, and what its parameters are.

A laptop calls as the login with which it connected. The web service calls the same procedures
under names of their own, which take the hash of a device's credential and its address before all
else, and find out themselves who that is.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from smartclient.contract.feed_versions import feed_version, feeds_at, fingerprints_version
from smartclient.contract.feeds import (
    FeedKind,
)
from smartclient.contract.versions import LINK_VERSION
from smartclient.database.mssql.raw_connection import Kind, Statement

_NUMBERS: Final = (Kind.NUMBER, Kind.NUMBER, Kind.NUMBER)
_FEED_VALUES: Final = (Kind.FLAG, Kind.NUMBER, *_NUMBERS)


@dataclass(frozen=True, slots=True)
class Surface:
    """Procedures for one kind of caller: how their names begin, and who is calling."""

    prefix: str = ""
    caller: tuple[Kind, ...] = ()


LAPTOPS: Final = Surface()
"""The caller is whom the server authenticated."""

DEVICES: Final = Surface("web_", (Kind.HASH, Kind.TEXT))
"""The caller is the device with this hash of a credential, calling from this address."""


@lru_cache
def submit(surface: Surface) -> Statement:
    """Puts a batch into the inbox."""
    return _statement(surface, "submit_v1", (Kind.LARGE,))


@lru_cache
def pulse(surface: Surface, link_version: int) -> Statement:
    """What is new; the first version of the link has its own."""
    return _statement(surface, f"pulse_v{min(link_version, 2)}", (Kind.LARGE,))


@lru_cache
def replies(surface: Surface) -> Statement:
    """The replies to what the caller sent."""
    return _statement(surface, "replies_v1", _NUMBERS)


@lru_cache
def feed(surface: Surface, kind: FeedKind, link_version: int) -> Statement:
    """A page of a feed."""
    return _statement(surface, f"feed_{kind}_v{feed_version(kind, link_version)}", _FEED_VALUES)


@lru_cache
def feeds(surface: Surface, link_version: int) -> Statement:
    """One text for all queries of feeds, each after a flag, so that it is prepared once."""
    parts = [feed(surface, kind, link_version) for kind in feeds_at(link_version)]
    return Statement(
        text=";".join(f"IF ? = 1 {part.text}" for part in parts),
        parameters=tuple(kind for part in parts for kind in (Kind.FLAG, *part.parameters)),
    )


@lru_cache
def fingerprints(surface: Surface, link_version: int) -> Statement:
    """The checksums of feeds' rows."""
    name = f"fingerprints_v{fingerprints_version(link_version)}"
    return _statement(surface, name, (Kind.TEXT, Kind.NUMBER, Kind.NUMBER))


@lru_cache
def shared_feed(kind: FeedKind) -> Statement:
    """A page of a feed that is the same for everybody."""
    return procedure(f"web_shared_feed_{kind}_v{feed_version(kind, LINK_VERSION)}", _FEED_VALUES)


def _statement(surface: Surface, name: str, kinds: tuple[Kind, ...]) -> Statement:
    return procedure(f"{surface.prefix}{name}", (*surface.caller, *kinds))


def procedure(name: str, kinds: tuple[Kind, ...]) -> Statement:
    """The call of a procedure of schema ``sync``."""
    return Statement(
        text=f"EXEC sync.{name} {', '.join('?' * len(kinds))}".strip(), parameters=kinds
    )
