"""A port of IPv6 that swallows what is sent to it, beside a port of IPv4 that answers."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

NAME = "office.example"
_MORE_THAN_THE_BACKLOG = 4


@contextmanager
def black_hole(port: int) -> Iterator[None]:
    """Let no connection to ``port`` of ::1 come about: as many wait there as the system lets."""
    with ExitStack() as stack:
        listener = stack.enter_context(socket.socket(socket.AF_INET6, socket.SOCK_STREAM))
        listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        try:
            listener.bind(("::1", port))
        except OSError as error:
            pytest.skip(f"no port of IPv6 can be used here: {error}")
        listener.listen(0)
        for _ in range(_MORE_THAN_THE_BACKLOG):
            waiting = stack.enter_context(socket.socket(socket.AF_INET6, socket.SOCK_STREAM))
            waiting.settimeout(0)
            waiting.connect_ex(("::1", port))
        yield


def resolve_to_both(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let ``NAME`` have the addresses ::1 and 127.0.0.1, in this order."""
    look_up = socket.getaddrinfo

    def found(host: str, port: int | None, *rest: int, **named: int) -> object:
        if host != NAME:
            return look_up(host, port, *rest, **named)
        return [
            entry for text in ("::1", "127.0.0.1") for entry in look_up(text, port, *rest, **named)
        ]

    monkeypatch.setattr(socket, "getaddrinfo", found)
