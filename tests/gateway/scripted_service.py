"""A service on loopback that answers as a test says: head office's, or somebody's on the way."""

import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec
import zstandard
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from smartclient.contract.web.wire import FAILURE_STATUS, MEDIA_TYPE, NONCE, PAGES_TYPE, Failed
from smartclient.domain.clock import SystemClock


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A call as the service received it."""

    path: str
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:  # noqa: ANN401
        """The body."""
        return msgspec.json.decode(self.body)


@dataclass(slots=True, kw_only=True)
class Given:
    """What the service answers.

    ``nonce`` None repeats that of the call; ``cut`` leaves out so many bytes at its end.
    """

    status: int = 200
    media_type: str = MEDIA_TYPE
    body: bytes = b"{}"
    nonce: str | None = None
    encoding: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int = 0
    waits: threading.Event | None = None


Answering = Callable[[Asked], Given]


def said(value: object, **facts: object) -> Given:
    """An answer of head office with this body."""
    return Given(body=msgspec.json.encode(value), **facts)  # type: ignore[arg-type]


def not_done(failed: Failed) -> Given:
    """An answer of head office that says what it did not do."""
    return said(failed, status=FAILURE_STATUS[failed.failure])


def streamed(*lines: object) -> Given:
    """A stream of head office with these lines, compressed."""
    text = b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
    body = zstandard.ZstdCompressor().compress(text)
    return Given(body=body, media_type=PAGES_TYPE, encoding="zstd")


def plain_stream(*lines: object) -> Given:
    """A stream of head office with these lines, uncompressed: as large as it is."""
    text = b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
    return Given(body=text, media_type=PAGES_TYPE)


class ScriptedService:
    """Listens on a port of its own until closed, with TLS where it is given a certificate."""

    def __init__(
        self, answer: Answering, certificate: Path | None = None, *, host: str = "127.0.0.1"
    ) -> None:
        self.answer = answer
        self.asked: list[Asked] = []
        self.connections = 0
        service = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def setup(self) -> None:
                service.connections += 1
                super().setup()

            def do_POST(self) -> None:
                service.respond(self)

            def do_GET(self) -> None:
                service.respond(self)

            def do_CONNECT(self) -> None:
                service.respond(self)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its name)
                pass

        class Server(ThreadingHTTPServer):
            address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
            daemon_threads = True

            def handle_error(self, request: object, client_address: object) -> None:
                pass

        self._server = Server((host, 0), Handler)
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self.port: int = self._server.server_address[1]
        shown = f"[{host}]" if ":" in host else host
        self.url = f"{'http' if certificate is None else 'https'}://{shown}:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def respond(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer one call."""
        body = handler.rfile.read(int(handler.headers.get("content-length", "0")))
        if handler.headers.get("content-encoding") == "zstd":
            body = zstandard.ZstdDecompressor().decompress(body)
        asked = Asked(path=handler.path, headers=dict(handler.headers), body=body)
        self.asked.append(asked)
        given = self.answer(asked)
        if given.waits is not None:
            given.waits.wait(60)
        handler.send_response(given.status)
        nonce = handler.headers.get(NONCE, "") if given.nonce is None else given.nonce
        headers = {"Content-Type": given.media_type, NONCE: nonce, **given.headers}
        if given.encoding:
            headers["Content-Encoding"] = given.encoding
        for name, value in headers.items():
            if value:
                handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(given.body)))
        handler.end_headers()
        handler.wfile.write(given.body[: len(given.body) - given.cut])
        handler.wfile.flush()
        if given.cut:
            handler.close_connection = True
            handler.connection.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def certificate_file(
    folder: Path,
    name: str = "localhost",
    *,
    begins: timedelta = timedelta(days=-1),
    ends: timedelta = timedelta(days=1),
) -> Path:
    """A certificate that vouches for itself, with its key, in a file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = SystemClock().now()
    names = [x509.DNSName(name), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + begins)
        .not_valid_after(now + ends)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{x509.random_serial_number()}.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return path


def der_of(path: Path) -> bytes:
    """The certificate in a file, as TLS sends it."""
    found = x509.load_pem_x509_certificates(path.read_bytes())
    return found[0].public_bytes(serialization.Encoding.DER)


def fingerprint_of(path: Path) -> bytes:
    """The SHA-256 of the certificate in a file."""
    return sha256(der_of(path)).digest()
