"""The network below the HTTP client: each connection goes to the first address that answers."""

import socket
from collections.abc import Iterable
from itertools import chain

import httpcore2
import httpx2
from httpcore2._backends.sync import SyncStream  # there is no public stream over a socket

from smartclient.network.happy_eyeballs import addresses_of, connect_first


class FirstAddress(httpcore2.SyncBackend):
    """Connects to the first address of a name that answers, not to the first that is known."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,  # noqa: ARG002 (we never bind to one)
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Open a connection within ``timeout`` seconds, whatever the number of addresses."""
        try:
            connection = connect_first(addresses_of(host, port), timeout=timeout)
        except TimeoutError as error:
            raise httpcore2.ConnectTimeout(error) from error
        except OSError as error:
            raise httpcore2.ConnectError(error) from error
        for option in socket_options or ():
            connection.setsockopt(*option)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return SyncStream(connection)


def use_first_address(client: httpx2.Client) -> None:
    """Have a client, and its proxies, connect to the first address of a name that answers.

    It has no option for that.
    """
    for transport in chain([client._transport], client._mounts.values()):  # noqa: SLF001
        if isinstance(transport, httpx2.HTTPTransport):
            transport._pool._network_backend = FirstAddress()  # noqa: SLF001
