"""Where a service listens, and how that is written."""

import socket
from dataclasses import dataclass
from errno import EADDRINUSE, EADDRNOTAVAIL
from typing import Final

from smartclient.domain.errors import RefusedError, SetUpError

BACKLOG: Final = 1_024
_LARGEST_PORT: Final = 65_535


@dataclass(frozen=True, slots=True)
class ListenAddress:
    """Where to listen; port 0 lets the system choose."""

    host: str
    port: int


def read_listen_address(text: str) -> ListenAddress:
    """What ``HOST:PORT`` says, as in 0.0.0.0:8443 or [::1]:8443."""
    host, colon, port = text.strip().rpartition(":")
    is_port = port.isascii() and port.isdigit() and int(port) <= _LARGEST_PORT
    bare = host.removeprefix("[").removesuffix("]")
    if not colon or not bare or not is_port or (":" in bare and bare == host):
        raise RefusedError(
            "{text} is no address to listen on. Write it as HOST:PORT, as in 0.0.0.0:8443.",
            text=text,
        )
    return ListenAddress(bare, int(port))


def open_listener(address: ListenAddress) -> socket.socket:
    """A socket that listens; SetUpError where that can't be done."""
    try:
        found = socket.getaddrinfo(
            address.host, address.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        family, _, _, _, place = found[0]
        return socket.create_server(place[:2], family=family, backlog=BACKLOG)
    except OSError as error:
        raise cannot_listen(address, error) from error


def cannot_listen(address: ListenAddress, error: OSError) -> SetUpError:
    """What is to be said where nobody can listen on an address."""
    if isinstance(error, PermissionError):
        template = (
            "This account may not listen on {host} port {port}. Choose a port above 1023, or use "
            "an account that may."
        )
    elif error.errno == EADDRINUSE:
        template = (
            "Another program listens on {host} port {port} already. Choose another port, or end "
            "that program."
        )
    elif error.errno == EADDRNOTAVAIL or isinstance(error, socket.gaierror):
        template = (
            "{host} is no address of this computer. Name one that it has, or 0.0.0.0 for all of "
            "them."
        )
    else:
        template = "Nobody can listen on {host} port {port}. Choose another address."
    return SetUpError(template, host=address.host, port=address.port, detail=str(error))


def is_loopback(listener: socket.socket) -> bool:
    """Whether only this machine reaches a listener."""
    host: str = listener.getsockname()[0]
    return host == "::1" or host.startswith("127.")


def url_of(scheme: str, host: str, port: int) -> str:
    """An address as it is written."""
    return f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"
