"""The small company behind a web service: its reps' devices are enrolled and call over HTTPS."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from smartclient.contract.operations import Operations
from smartclient.contract.web.codes import new_code
from smartclient.contract.web.gate import Gate
from smartclient.contract.web.limits import CODE_VALID
from smartclient.domain.clock import Clock, SystemClock
from smartclient.domain.ids import Login
from smartclient.gateway.https.operations import HttpsOperations
from smartclient.gateway.https.service import Service
from smartclient.gateway.https.trust import pinned_to
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.devices import administration
from smartclient.headoffice.devices.administration import Administrator
from smartclient.headoffice.devices.file_gate import FileGate
from smartclient.settings.web_address import web_address
from smartclient.web.limits import Rate, WebLimits
from smartclient.web.reception import WebSettings
from smartclient.web.serving.self_signed import self_signed_certificate
from tests.http2_front import http2_front
from tests.office_company import ANN, BEN, CHIEF, HEAD, Company, found_company
from tests.web_service import new_credential, running_service

OWNER = Administrator(login=Login(""), is_owner=True)
UNLIMITED = Rate(burst=10**9, per_second=10**9)
"""Tests call as fast as they can, each from the same address."""

_LIMITS = WebLimits(per_device=UNLIMITED, per_address=UNLIMITED, refused=UNLIMITED)
_NUMBER_OF_NOBODY = "77"


class SwitchedGate:
    """The gate of whichever head office the running test has."""

    def __init__(self) -> None:
        self.gate: Gate | None = None

    def __getattr__(self, name: str) -> object:
        return getattr(self.gate, name)

    def set_public_address(
        self, url: str, fingerprint: str, was: tuple[str, str] | None = None
    ) -> bool:
        """Keep nothing: there is no head office yet when the service starts."""
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCredential:
    """A device's credential, which nobody renews."""

    credential: str

    def current(self) -> str:
        return self.credential

    def was_replaced(self, _used: str) -> bool:
        return False


@dataclass
class WebOffice:
    """A web service that outlives the head offices behind it, and connections kept open to it."""

    address: str
    certificate: Path
    switch: SwitchedGate
    services: dict[str, Service] = field(default_factory=dict)

    def service(self, login: str) -> Service:
        """The connection of a login's devices."""
        if login not in self.services:
            self.services[login] = self.new_service()
        return self.services[login]

    def new_service(self, *, through: int | None = None) -> Service:
        """A new connection, ``through`` a port of this machine where one is named."""
        certificate = ssl.PEM_cert_to_DER_cert(self.certificate.read_text("ascii"))
        address = self.address if through is None else f"https://127.0.0.1:{through}"
        return Service(web_address(address), pinned_to(certificate))

    def close(self) -> None:
        for service in self.services.values():
            service.close()


@contextmanager
def web_office(home: Path) -> Iterator[WebOffice]:
    """Serve with TLS on a port of its own; each test puts its head office behind it."""
    switch = SwitchedGate()
    with running_service(cast("Gate", switch), home, limits=_LIMITS) as running:
        assert running.certificate is not None
        office = WebOffice(running.address, running.certificate, switch)
        yield office
        office.close()


@contextmanager
def http2_office(home: Path) -> Iterator[WebOffice]:
    """Serve behind a proxy that ends TLS and speaks HTTP/2."""
    switch = SwitchedGate()
    certificate, key = self_signed_certificate(home, ("127.0.0.1",), SystemClock())
    settings = WebSettings(is_behind_proxy=True)
    with (
        running_service(cast("Gate", switch), limits=_LIMITS, settings=settings) as running,
        http2_front(running.address, certificate, key) as front,
    ):
        office = WebOffice(front.address, certificate, switch)
        yield office
        office.close()
        assert set(front.connections) <= {"h2"}


class HttpsCompany(Company):
    """The small company, whose reps each have a device that calls the web service."""

    web: WebOffice

    file: Path

    def reopen(self, office: HeadOffice) -> None:
        super().reopen(office)
        self.web.switch.gate = FileGate(office.engine, self.clock, file=self.file)

    def link(self, login: str) -> Operations:
        if login not in self.links:
            self.links[login] = HttpsOperations(self.web.service(login), self.enrolled(login))
        return self.links[login]

    def enrolled(self, login: str) -> StoredCredential:
        """Sign in a device for ``login``; who is no rep was one until a moment ago."""
        is_stranger = login not in {ANN, BEN, HEAD, CHIEF}
        if is_stranger:
            rep = {"number": _NUMBER_OF_NOBODY, "login": login, "title": "Rep", "role": "rep"}
            self.add("reps", {**rep, "territory": ""})
        code, now = new_code(), self.clock.now()
        with audited_transaction(self.office.engine, actor=HEAD, at=now) as connection:
            administration.enrol(connection, login, code.digest, valid=CODE_VALID, by=OWNER, at=now)
        credential, digest = new_credential()
        gate = self.web.switch.gate
        assert gate is not None
        gate.sign_in(
            code=code.digest,
            credential=digest,
            name="",
            kind="laptop",
            login="",
            address="127.0.0.1",
        )
        if is_stranger:
            self.dismiss(login)
        return StoredCredential(credential=credential)


def found_https_company(web: WebOffice, folder: Path, clock: Clock) -> HttpsCompany:
    """Put a new head office with the small company in it behind the web service."""
    found = found_company(folder, clock)
    company = HttpsCompany(office=found.office, clock=clock)
    company.web, company.file = web, folder / "company.db"
    company.reopen(found.office)
    return company
