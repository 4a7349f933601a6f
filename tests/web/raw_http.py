"""Bytes to and from a service, as no client of ours would send them."""

import socket
from contextlib import suppress
from types import TracebackType
from typing import Self


class RawConnection:
    """A TCP connection to a service that serves in the clear."""

    def __init__(self, port: int, seconds: float = 10.0) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._socket.close()

    def send(self, data: bytes) -> None:
        """Send bytes; nothing where the other end has closed."""
        with suppress(OSError):
            self._socket.sendall(data)

    def received(self) -> bytes:
        """Return all that comes until the other end closes, or nothing comes any more."""
        found = b""
        with suppress(OSError):
            while part := self._socket.recv(65_536):
                found += part
        return found

    def read(self, least: int) -> bytes:
        """Return what comes first, so many bytes at least."""
        found = b""
        while len(found) < least:
            part = self._socket.recv(65_536)
            assert part, "the other end has closed"
            found += part
        return found

    def hang_up(self) -> None:
        """Close this end."""
        self._socket.close()

    def is_closed(self) -> bool:
        """Whether the other end closes within the time; what it says before is ignored."""
        try:
            while self._socket.recv(65_536):
                pass
        except TimeoutError:
            return False
        except OSError:
            return True
        return True


def statuses(answers: bytes) -> list[int]:
    """Return the status of each answer in what was received."""
    parts = answers.split(b"HTTP/1.1 ")[1:]
    return [int(part[:3]) for part in parts]
