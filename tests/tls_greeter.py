"""A server that greets like SQL Server and proves itself with a certificate of a test's own.

It speaks just as much of TDS as comes before the login (MS-TDS, sections 2.2.6.5 and 3.3.5.1):
the answer to PRELOGIN that asks for encryption, and the TLS handshake inside PRELOGIN packets.
"""

import shutil
import socket
import ssl
import struct
import subprocess
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

_PRELOGIN, _RESPONSE = 0x12, 0x04
_VERSION, _ENCRYPTION, _END = 0, 1, 0xFF
_ENCRYPT_REQUIRED = 3


def self_signed(folder: Path, name: str) -> tuple[Path, Path]:
    """Make a certificate for ``name`` that nobody vouches for; return it and its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("there is no openssl to make a certificate with")
    certificate, key = folder / "server.crt", folder / "server.key"
    subprocess.run(
        [
            *(openssl, "req", "-new", "-x509", "-days", "2", "-nodes", "-subj", f"/CN={name}"),
            *("-addext", f"subjectAltName=DNS:{name}", "-out", certificate, "-keyout", key),
        ],
        check=True,
        capture_output=True,
    )
    return certificate, key


class TlsGreeter:
    """Listens on a port of its own until closed; ``says_hello`` False makes it say nothing."""

    def __init__(
        self, certificate: tuple[Path, Path] | None = None, *, says_hello: bool = True
    ) -> None:
        self._certificate = certificate
        self._says_hello = says_hello
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for each in self._open:
            each.close()
        self._thread.join(5)

    def _serve(self) -> None:
        while True:
            try:
                caller, _ = self._listener.accept()
            except OSError:
                return
            self._open.append(caller)
            if self._says_hello:
                with suppress(OSError, ssl.SSLError):
                    self._greet(caller)
                caller.close()

    def _greet(self, caller: socket.socket) -> None:
        assert self._certificate is not None
        _read_packet(caller)
        options = struct.pack(">BHHBHHB", _VERSION, 11, 6, _ENCRYPTION, 17, 1, _END)
        _send_packet(caller, _RESPONSE, options + bytes([16, 0, 0, 0, 0, 0, _ENCRYPT_REQUIRED]))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*self._certificate)
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        tls = context.wrap_bio(incoming, outgoing, server_side=True)
        while True:
            try:
                tls.do_handshake()
            except ssl.SSLWantReadError:
                if outgoing.pending:
                    _send_packet(caller, _PRELOGIN, outgoing.read())
                incoming.write(_read_packet(caller))
            else:
                return


def _read_packet(caller: socket.socket) -> bytes:
    header = _exactly(caller, 8)
    return _exactly(caller, int.from_bytes(header[2:4], "big") - 8)


def _exactly(caller: socket.socket, count: int) -> bytes:
    found = b""
    while len(found) < count:
        part = caller.recv(count - len(found))
        if not part:
            raise ConnectionResetError
        found += part
    return found


def _send_packet(caller: socket.socket, kind: int, content: bytes) -> None:
    for start in range(0, len(content), 4000):
        part = content[start : start + 4000]
        last = 1 if start + 4000 >= len(content) else 0
        header = struct.pack(">BBHHBB", kind, last, len(part) + 8, 0, 1, 0)
        caller.sendall(header + part)
