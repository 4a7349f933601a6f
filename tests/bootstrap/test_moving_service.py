"""A new address of the service: the credential goes only where a certificate proves it."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from smartclient.bootstrap import open_session
from smartclient.bootstrap.device_sign_in import enroll_device
from smartclient.bootstrap.new_address import move_head_office
from smartclient.domain.clock import Clock
from smartclient.domain.errors import OutOfReachError, RefusedError
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.devices.file_gate import FileGate
from smartclient.read_models.sync_progress import LinkState
from smartclient.settings.file import load_settings
from tests.bootstrap.https_office import HttpsOffice, https_office
from tests.gateway.scripted_service import Given, ScriptedService, certificate_file
from tests.web_service import running_service


@dataclass(frozen=True, slots=True)
class Stranger:
    """A server that is not head office, and what it was sent."""

    address: str
    credentials: list[str] = field(default_factory=list)


@contextmanager
def a_stranger() -> Iterator[Stranger]:
    """Serve another site on loopback, which notes each credential."""
    seen: list[str] = []

    class Note(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            seen.append(self.headers.get("Authorization", ""))
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Note)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield Stranger(f"http://127.0.0.1:{server.server_port}", seen)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def office(url: str, tmp_path: Path, clock: Clock) -> Iterator[HttpsOffice]:
    with https_office(url, tmp_path / "service", clock) as office:
        yield office


def _sign_in(home: Path, url: str, code: str, clock: Clock) -> None:
    with enroll_device(home, url=url, code=code, clock=clock) as session:
        session.sync_now()


def _refused(home: Path, stranger: Stranger, clock: Clock) -> None:
    before = load_settings(home)
    with pytest.raises(RefusedError, match="takes a new code"):
        move_head_office(home, url=stranger.address, clock=clock)
    assert stranger.credentials == []
    assert load_settings(home) == before


def test_a_pinned_device_s_credential_goes_to_nobody_else(
    home: Path, office: HttpsOffice, clock: Clock
) -> None:
    _sign_in(home, office.url, office.code(), clock)
    with a_stranger() as stranger:
        _refused(home, stranger, clock)


def test_a_pinned_device_calls_nobody_else_over_tls(
    home: Path, office: HttpsOffice, tmp_path: Path, clock: Clock
) -> None:
    _sign_in(home, office.url, office.code(), clock)
    before = load_settings(home)
    with ScriptedService(lambda _: Given(), certificate_file(tmp_path)) as stranger:
        with pytest.raises(OutOfReachError):
            move_head_office(home, url=stranger.url, clock=clock)
        assert stranger.connections
        assert stranger.asked == []
    assert load_settings(home) == before


def test_a_credential_goes_to_no_other_port_without_a_pinned_certificate(
    home: Path, url: str, clock: Clock
) -> None:
    with closing(HeadOffice.open(url, clock)) as office:
        gate = FileGate(office.engine, clock)
        with running_service(gate) as service:
            code = HttpsOffice(office=office, gate=gate, service=service, database=url).code()
            _sign_in(home, service.address, code, clock)
            with a_stranger() as stranger:
                _refused(home, stranger, clock)
            move_head_office(home, url=f"{service.address}/", clock=clock)


def test_the_pinned_certificate_is_believed_at_another_address(
    home: Path, office: HttpsOffice, tmp_path: Path, clock: Clock
) -> None:
    _sign_in(home, office.url, office.code(), clock)
    with https_office(office.database, tmp_path / "service", clock) as moved:
        assert moved.url != office.url
        move_head_office(home, url=moved.url, clock=clock)
        with open_session(home, clock=clock) as session:
            assert session.sync_now().link is LinkState.ONLINE
