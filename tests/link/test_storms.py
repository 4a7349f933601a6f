"""Storms: a link is cut for certain where a test asks for that, and else by chance."""

import random
import socket
import threading
from collections.abc import Iterator

import pytest

from tests.link.storms import Storm
from tests.slow_link import SlowLink


@pytest.fixture
def echo() -> Iterator[tuple[str, int]]:
    """A server that returns what it is sent."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    near, _ = server.accept()
                except OSError:
                    return
                with near:
                    while data := near.recv(100):
                        near.sendall(data)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()
        server.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def answered(link: SlowLink) -> bool:
    with socket.create_connection(("127.0.0.1", link.port), timeout=10) as near:
        try:
            near.sendall(b"pulse")
            return near.recv(100) == b"pulse"
        except OSError:
            return False


@pytest.mark.parametrize("is_certain", [True, False])
def test_an_operation_is_cut_once_where_that_is_certain(
    echo: tuple[str, int], *, is_certain: bool
) -> None:
    with SlowLink(echo) as link:
        storm = Storm(link, random.Random(1))
        storm.rise(0.0)
        storm.is_certain = is_certain
        storm.begin("pulse", 3_000)
        assert answered(link) is not is_certain
        assert storm.has_cut is is_certain
        storm.begin("pulse", 3_000)
        assert answered(link)
        storm.rise(0.0)
        assert not storm.has_cut
