"""A real web service on a loopback port, with TLS, for as long as a test runs."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from secrets import token_urlsafe

import httpx2

from smartclient.contract.web.gate import Gate
from smartclient.contract.web.wire import JSON_TYPE, NONCE
from smartclient.domain.clock import SystemClock
from smartclient.web.limits import WebLimits
from smartclient.web.pad.release import PadRelease
from smartclient.web.reception import WebSettings
from smartclient.web.service import ServiceParts, WebService
from smartclient.web.serving.listen_address import ListenAddress, open_listener
from smartclient.web.serving.self_signed import self_signed_certificate
from smartclient.web.serving.tls import ServerCertificate


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningService:
    """A service that takes connections. ``certificate`` is its own authority's, None for no TLS."""

    service: WebService
    gate: Gate
    address: str
    certificate: Path | None
    fingerprint: str
    port: int
    clients: list[httpx2.Client] = field(default_factory=list)

    def client(self, credential: str = "") -> httpx2.Client:
        """Return a bare HTTP client that presents a credential and a fresh nonce each time."""
        verify: ssl.SSLContext | bool = False
        if self.certificate is not None:
            verify = ssl.create_default_context(cafile=str(self.certificate))
        headers = {"Content-Type": JSON_TYPE}
        if credential:
            headers["Authorization"] = f"Bearer {credential}"
        client = httpx2.Client(
            base_url=self.address,
            verify=verify,
            headers=headers,
            trust_env=False,
            timeout=40.0,
            event_hooks={"request": [_add_nonce]},
        )
        self.clients.append(client)
        return client


def _add_nonce(request: httpx2.Request) -> None:
    request.headers.setdefault(NONCE, token_urlsafe(16))


def wait_until(happened: Callable[[], bool], seconds: float = 10.0) -> None:
    """Return once something happened; fail where it does not in time."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        threading.Event().wait(0.01)


def new_credential() -> tuple[str, bytes]:
    """Return a device's credential, and what head office keeps of it."""
    credential = token_urlsafe(32)
    return credential, sha256(credential.encode()).digest()


@contextmanager
def running_service(
    gate: Gate,
    home: Path | None = None,
    *,
    limits: WebLimits | None = None,
    settings: WebSettings | None = None,
    metrics: ListenAddress | None = None,
    snapshots: Path | None = None,
    host: str = "127.0.0.1",
    pad: PadRelease | None = None,
) -> Iterator[RunningService]:
    """Serve ``gate``; with a folder for the certificate over TLS, without one in the clear."""
    listener: socket.socket = open_listener(ListenAddress(host, 0))
    certificate = None
    file = None
    if home is not None:
        file, key = self_signed_certificate(home, (host,), SystemClock())
        certificate = ServerCertificate(file, key)
    parts = ServiceParts(
        gate=gate,
        listener=listener,
        certificate=certificate,
        limits=limits or WebLimits(),
        settings=settings or WebSettings(),
        metrics=metrics,
        snapshots=snapshots,
    )
    if pad is not None:
        parts = replace(parts, pad=pad)
    service = WebService(parts)
    fingerprint = "" if certificate is None else certificate.fingerprint.hex()
    gate.set_public_address(service.address, fingerprint)
    running = RunningService(
        service=service,
        gate=gate,
        address=service.address,
        certificate=file,
        fingerprint=fingerprint,
        port=listener.getsockname()[1],
    )
    service.start()
    try:
        yield running
    finally:
        for client in running.clients:
            client.close()
        service.close()
