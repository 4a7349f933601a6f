"""Happy Eyeballs: an address that swallows what is sent to it delays nobody for long."""

import socket
import time
from collections.abc import Iterator

import pytest

from smartclient.database.mssql.address import address_of
from smartclient.database.mssql.connecting import REACH_SECONDS, check_reachable
from smartclient.network.happy_eyeballs import (
    ATTEMPT_SECONDS,
    Address,
    addresses_of,
    connect_first,
)
from tests.black_hole import NAME, black_hole, resolve_to_both

TIMEOUT = 20.0


@pytest.fixture
def port() -> Iterator[int]:
    """A port of 127.0.0.1 that takes connections."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield int(listener.getsockname()[1])


def at(host: str, port: int) -> Address:
    return addresses_of(host, port)[0]


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        return int(closed.getsockname()[1])


def test_an_address_that_swallows_everything_delays_for_one_attempt(port: int) -> None:
    began = time.monotonic()
    with (
        black_hole(port),
        connect_first([at("::1", port), at("127.0.0.1", port)], timeout=TIMEOUT) as connection,
    ):
        assert connection.getpeername() == ("127.0.0.1", port)
        assert connection.gettimeout() is None
    assert ATTEMPT_SECONDS <= time.monotonic() - began < TIMEOUT / 2


def test_an_address_that_refuses_delays_nobody(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smartclient.network.happy_eyeballs.ATTEMPT_SECONDS", TIMEOUT)
    began = time.monotonic()
    others = [at("127.0.0.1", closed_port()), at("127.0.0.1", port)]
    with connect_first(others, timeout=TIMEOUT) as connection:
        assert connection.getpeername() == ("127.0.0.1", port)
    assert time.monotonic() - began < TIMEOUT / 2


def test_the_second_address_does_not_end_the_attempt_at_the_first(port: int) -> None:
    others = [at("127.0.0.1", port), at("127.0.0.1", closed_port())]
    with connect_first(others, timeout=TIMEOUT) as connection:
        assert connection.getpeername() == ("127.0.0.1", port)


def test_where_all_addresses_are_silent_the_time_is_that_of_one(port: int) -> None:
    began = time.monotonic()
    with black_hole(port), pytest.raises(TimeoutError):
        connect_first([at("::1", port)] * 5, timeout=1.0)
    assert time.monotonic() - began < 3.0


def test_a_refusal_says_more_than_silence(port: int) -> None:
    with black_hole(port), pytest.raises(ConnectionRefusedError):
        connect_first([at("::1", port), at("127.0.0.1", closed_port())], timeout=1.0)


def test_the_families_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    six, four = socket.AF_INET6, socket.AF_INET
    found = [
        (family, socket.SOCK_STREAM, 6, "", (n, 80))
        for n, family in enumerate([six] * 3 + [four] * 2)
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    tried = addresses_of("office.example", 80)
    assert [address.family for address in tried] == [six, four, six, four, six]
    assert [address.place[0] for address in tried] == [0, 3, 1, 4, 2]


def test_a_database_server_is_found_beside_an_address_that_swallows_everything(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve_to_both(monkeypatch)
    began = time.monotonic()
    with black_hole(port):
        check_reachable(address_of(f"mssql+pyodbc://linda@{NAME}:{port}/Sales"))
    assert time.monotonic() - began < REACH_SECONDS / 2
