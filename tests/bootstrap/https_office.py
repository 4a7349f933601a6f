"""A head office with a web service before it, and laptops that sign in there with codes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from smartclient.domain.clock import Clock, SystemClock
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.devices.file_gate import FileGate
from smartclient.web.reception import WebSettings
from smartclient.web.serving.self_signed import self_signed_certificate
from smartclient.web.serving.tls import ServerCertificate
from tests.http2_front import http2_front
from tests.small_company import REP
from tests.web_service import RunningService, running_service


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpsOffice:
    """Head office, its gate and the service before it, which has a certificate of its own making.

    ``database`` is its address without the service.
    """

    office: HeadOffice
    gate: FileGate
    service: RunningService
    database: str

    @property
    def url(self) -> str:
        """The service's address."""
        return self.service.address

    def code(self, login: str = REP) -> str:
        """A fresh code for a login; it knows the service's certificate."""
        return str(self.office.devices.enrol(login, valid=timedelta(days=1)).code)


@contextmanager
def https_office(url: str, folder: Path, clock: Clock) -> Iterator[HttpsOffice]:
    """Serve the head office at ``url`` over HTTPS."""
    office = HeadOffice.open(url, clock)
    gate = FileGate(office.engine, clock)
    try:
        with running_service(gate, folder) as service:
            yield HttpsOffice(office=office, gate=gate, service=service, database=url)
    finally:
        office.close()


@contextmanager
def http2_office(url: str, folder: Path, clock: Clock) -> Iterator[HttpsOffice]:
    """Serve the head office at ``url`` behind a proxy that speaks HTTP/2."""
    office = HeadOffice.open(url, clock)
    gate = FileGate(office.engine, clock)
    certificate, key = self_signed_certificate(folder, ("127.0.0.1",), SystemClock())
    try:
        with (
            running_service(gate, settings=WebSettings(is_behind_proxy=True)) as behind,
            http2_front(behind.address, certificate, key) as front,
        ):
            fingerprint = ServerCertificate(certificate, key).fingerprint.hex()
            gate.set_public_address(front.address, fingerprint)
            service = replace(behind, address=front.address, certificate=certificate)
            yield HttpsOffice(office=office, gate=gate, service=service, database=url)
            assert set(front.connections) == {"h2"}
    finally:
        office.close()
