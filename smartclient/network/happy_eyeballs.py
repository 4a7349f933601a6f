"""Happy Eyeballs (RFC 8305): the addresses of a name are tried side by side, the first one wins.

One address after the other would wait for one that swallows what is sent to it, as IPv6 does in
many networks, until that attempt times out. Libraries that race addresses need an event loop; the
adapters of the laptop block a thread instead.
"""

import errno
import math
import os
import selectors
import socket
import time
from collections.abc import Sequence
from itertools import chain, zip_longest
from typing import Any, Final, NamedTuple, cast

ATTEMPT_SECONDS: Final = 0.25
"""How long an address is tried alone before the next one is tried beside it."""

_BEGUN: Final = frozenset({0, errno.EINPROGRESS, errno.EWOULDBLOCK})


class Address(NamedTuple):
    """One of the addresses of a name."""

    family: int
    kind: int
    protocol: int
    place: Any


def addresses_of(host: str, port: int | None) -> tuple[Address, ...]:
    """The addresses of a name in the order of trying: the families by turns.

    Raises OSError where the name is not known.
    """
    found: dict[int, list[Address]] = {}
    for family, kind, protocol, _, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        found.setdefault(family, []).append(Address(family, kind, protocol, place))
    by_turns = chain.from_iterable(zip_longest(*found.values()))
    return tuple(address for address in by_turns if address is not None)


def connect_first(addresses: Sequence[Address], *, timeout: float | None) -> socket.socket:
    """A blocking connection to the address that answers first.

    Raises the OSError of an attempt that failed, TimeoutError where none ends in time.
    """
    race = _Race(addresses, math.inf if timeout is None else time.monotonic() + timeout)
    try:
        connection = race.winner()
    finally:
        race.end()
    connection.settimeout(None)
    return connection


class _Race:
    """The attempts that are being made. ``deadline`` is of the monotonic clock."""

    def __init__(self, addresses: Sequence[Address], deadline: float) -> None:
        self._left = list(addresses)
        self._deadline = deadline
        self._selector = selectors.DefaultSelector()
        self._attempts: list[socket.socket] = []
        self._failure: OSError = TimeoutError("timed out")

    def winner(self) -> socket.socket:
        """The first connection."""
        while self._left or self._attempts:
            if self._left:
                self._begin(self._left.pop(0))
            if self._attempts:
                connection = self._wait()
                if connection is not None:
                    return connection
        raise self._failure

    def end(self) -> None:
        """End all attempts that are still being made."""
        self._selector.close()
        for attempt in self._attempts:
            attempt.close()

    def _begin(self, address: Address) -> None:
        try:
            attempt = socket.socket(address.family, address.kind, address.protocol)
        except OSError as error:
            self._failure = error
            return
        attempt.settimeout(0)
        code = attempt.connect_ex(address.place)
        if code in _BEGUN:
            self._selector.register(attempt, selectors.EVENT_WRITE)
            self._attempts.append(attempt)
        else:
            attempt.close()
            self._failure = OSError(code, os.strerror(code))

    def _wait(self) -> socket.socket | None:
        """A connection, or None once an attempt failed or it is time for the next one."""
        seconds = self._deadline - time.monotonic()
        if seconds <= 0:
            raise self._failure
        if self._left:
            seconds = min(seconds, ATTEMPT_SECONDS)
        for key, _ in self._selector.select(None if seconds == math.inf else seconds):
            attempt = cast("socket.socket", key.fileobj)
            self._selector.unregister(attempt)
            self._attempts.remove(attempt)
            code = attempt.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
            if not code:
                return attempt
            attempt.close()
            self._failure = OSError(code, os.strerror(code))
        return None
