"""TLS 1.2 at least, at the service and on a laptop, whatever OpenSSL and Python allow here."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import truststore

from smartclient.contract.operations import PulseRequest
from smartclient.domain.errors import OutOfReachError
from smartclient.gateway.https.operations import HttpsOperations
from smartclient.gateway.https.service import Service
from smartclient.gateway.https.trust import pinned_to
from smartclient.network.authorities import trusting
from smartclient.settings.web_address import web_address
from tests.gateway.scripted_service import certificate_file, der_of
from tests.gateway.test_https_operations import Stored
from tests.web_service import RunningService

OLD = (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1)
NEW = (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3)
EVERYTHING = "ALL:@SECLEVEL=0"

pytestmark = pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")


@pytest.fixture(autouse=True)
def _permissive_builds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each context allow old versions until it is told otherwise, as some builds do."""
    new = ssl.SSLContext.__new__

    def permissive(kind: type[ssl.SSLContext], *rest: Any, **named: Any) -> ssl.SSLContext:  # noqa: ANN401
        context = new(kind, *rest, **named)
        if kind is truststore.SSLContext:
            # it holds another one, which does the work
            return context
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.set_ciphers(EVERYTHING)
        return context

    monkeypatch.setattr(ssl.SSLContext, "__new__", permissive)


def spoken(port: int, version: ssl.TLSVersion) -> str | None:
    """Return the version that is spoken with a client that speaks this one alone."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.minimum_version = context.maximum_version = version
    with (
        socket.create_connection(("127.0.0.1", port), timeout=10) as raw,
        context.wrap_socket(raw) as tls,
    ):
        return tls.version()


@contextmanager
def server_of(version: ssl.TLSVersion, certificate: Path) -> Iterator[tuple[int, list[bytes]]]:
    """A server that speaks this version alone; what it received."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = context.maximum_version = version
    context.load_cert_chain(certificate)
    received: list[bytes] = []

    def serve(listener: socket.socket) -> None:
        while True:
            try:
                raw, _ = listener.accept()
            except OSError:
                return
            with raw:
                raw.settimeout(10)
                try:
                    with context.wrap_socket(raw, server_side=True) as tls:
                        received.append(tls.recv(100))
                except OSError:
                    pass

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, args=(listener,))
        thread.start()
        try:
            yield listener.getsockname()[1], received
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


def test_the_service_speaks_no_older_version(service: RunningService) -> None:
    assert [spoken(service.port, version) for version in NEW] == ["TLSv1.2", "TLSv1.3"]
    for version in OLD:
        with pytest.raises((ssl.SSLError, ConnectionError)):
            spoken(service.port, version)


CONTEXTS: dict[str, Callable[[Path], ssl.SSLContext]] = {
    "a pinned certificate": lambda certificate: pinned_to(der_of(certificate)),
    "an authority of the company": lambda certificate: trusting(str(certificate)),
    "the authorities of the system": lambda _: trusting(),
}


@pytest.mark.parametrize("context", CONTEXTS.values(), ids=CONTEXTS)
def test_a_laptop_speaks_no_older_version(
    context: Callable[[Path], ssl.SSLContext], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = certificate_file(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    received: dict[ssl.TLSVersion, list[bytes]] = {}
    for version in (*OLD, *NEW):
        with server_of(version, certificate) as (port, received[version]):
            service = Service(web_address(f"https://127.0.0.1:{port}"), context(certificate))
            with pytest.raises(OutOfReachError):
                HttpsOperations(service, Stored()).pulse(PulseRequest())
            service.close()
    assert [bool(received[version]) for version in (*OLD, *NEW)] == [False, False, True, True]
