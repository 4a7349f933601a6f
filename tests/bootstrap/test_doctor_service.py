"""The doctor on head office's service: the versions it speaks, and its certificate's dates."""

from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from smartclient.bootstrap.doctor import check_head_office
from smartclient.bootstrap.web_gate import open_gate
from smartclient.contract.versions import LINK_VERSION
from smartclient.contract.web.wire import Versions
from smartclient.diagnostics.certificate import EXPIRES_SOON, pinned_finding
from smartclient.diagnostics.finding import Finding
from smartclient.diagnostics.https import called_findings, https_findings
from smartclient.diagnostics.office_service import office_service_findings
from smartclient.domain.clock import SystemClock
from smartclient.gateway.https.service import Service
from smartclient.network.authorities import trusting
from smartclient.settings.model import Settings
from smartclient.settings.places import embedded_url
from smartclient.settings.web_address import web_address
from tests.doctor_findings import by_check
from tests.gateway.scripted_service import ScriptedService, certificate_file, der_of, said
from tests.prepared import new_office_database

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Link:
    """A link whose service a test gives it."""

    service: Service


@contextmanager
def checked(
    certificate: Path, *, speaks: tuple[int, ...] = (1,), link_version: int = LINK_VERSION
) -> Iterator[dict[str, Finding]]:
    """Check a service that this laptop trusts by ``ca_file``."""
    versions = Versions(speaks=speaks, link_version=link_version)
    with ScriptedService(lambda _: said(versions), certificate) as scripted:
        address = web_address(f"https://127.0.0.1:{scripted.port}")
        settings = Settings(url=address.url, ca_file=str(certificate))
        with closing(Service(address, trusting(settings.ca_file))) as service:
            link, clock = Link(service), SystemClock()
            yield by_check(called_findings(settings, link, clock, is_pinned=False))
        assert {asked.headers.get("Authorization") for asked in scripted.asked} <= {None}


@pytest.mark.parametrize(
    ("begins", "ends", "ok", "expected"),
    [
        (-DAY, EXPIRES_SOON + HOUR, True, "The service's certificate is from"),
        (-DAY, EXPIRES_SOON - HOUR, False, "The service's certificate expires soon"),
        (-DAY, -HOUR, False, "By the clock of this computer"),
        (HOUR, DAY, False, "By the clock of this computer"),
    ],
)
def test_a_trusted_certificate_is_checked_by_its_dates(
    tmp_path: Path, *, begins: timedelta, ends: timedelta, ok: bool, expected: str
) -> None:
    now = SystemClock().now()
    certificate = certificate_file(tmp_path, "Sales\x1b authority", begins=begins, ends=ends)
    with checked(certificate) as findings:
        found = findings["certificate"]
    assert found.ok is ok
    assert found.detail.startswith(expected)
    for day in (now + begins, now + ends):
        assert f"{day:%Y-%m-%d}" in found.detail
    assert found.detail.endswith("It was issued by Sales authority.")
    assert bool(found.advice) is not ok
    pinned = pinned_finding(der_of(certificate), SystemClock())
    assert pinned.ok is ok
    assert "the certificate that is pinned here" in pinned.detail.casefold()
    assert pinned.detail.endswith(found.detail.rpartition("from ")[2].rpartition(", ")[2])
    assert ok or "because it is pinned" in pinned.advice


def test_versions_of_both_sides_are_named(tmp_path: Path) -> None:
    with checked(certificate_file(tmp_path), speaks=(1, 2), link_version=9) as findings:
        found = findings["versions"]
    assert found.ok
    assert found.detail == (
        "The service speaks version 1, 2 of the protocol and 9 of the operations; this Smart "
        f"Client speaks 1 and {LINK_VERSION}."
    )
    with checked(certificate_file(tmp_path), speaks=(2,)) as findings:
        assert not findings["versions"].ok


def test_where_nothing_answers_nothing_is_said_of_it(tmp_path: Path) -> None:
    with ScriptedService(lambda _: said({}), certificate_file(tmp_path)) as gone:
        url = f"https://127.0.0.1:{gone.port}"
    with closing(Service(web_address(url), trusting())) as service:
        settings = Settings(url=url)
        assert called_findings(settings, Link(service), SystemClock(), is_pinned=False) == ()


def test_the_pinned_certificate_counts_for_an_encrypted_link_alone(tmp_path: Path) -> None:
    pinned = b64encode(der_of(certificate_file(tmp_path))).decode()
    clock = SystemClock()
    encrypted = by_check(https_findings(Settings(url="https://127.0.0.1:1"), pinned, clock))
    assert encrypted["certificate"].detail.startswith("The certificate that is pinned here")
    plain = by_check(https_findings(Settings(url="http://127.0.0.1:1"), pinned, clock))
    assert "certificate" not in plain
    assert "not encrypted" in plain["encryption"].detail


def office_findings_at(certificate: Path, fingerprint: str) -> dict[str, Finding]:
    """What the doctor of a head office finds of a service with this certificate."""
    versions = Versions(speaks=(1,), link_version=LINK_VERSION)
    with ScriptedService(lambda _: said(versions), certificate) as scripted:
        url = f"https://127.0.0.1:{scripted.port}"
        return by_check(office_service_findings(url, fingerprint, SystemClock()))


def test_a_head_office_learns_how_to_get_a_trusted_certificate(tmp_path: Path) -> None:
    certificate = certificate_file(tmp_path, ends=EXPIRES_SOON + DAY)
    pinned = office_findings_at(certificate, sha256(der_of(certificate)).hexdigest())
    assert pinned["service"].ok
    assert "pin its certificate" in pinned["service"].detail
    assert "Let's Encrypt" in pinned["service"].advice
    assert pinned["certificate"].ok
    trusted = office_findings_at(certificate, "")
    assert trusted["service"].ok
    assert not trusted["service"].advice


def test_another_certificate_than_devices_pin_is_a_problem_of_head_office(tmp_path: Path) -> None:
    found = office_findings_at(certificate_file(tmp_path), "ab" * 32)
    assert not found["service"].ok
    assert "another certificate" in found["service"].detail
    assert "certificate" not in found


@pytest.mark.parametrize("is_pinned", [False, True])
def test_a_head_office_is_warned_before_its_certificate_expires(
    tmp_path: Path, *, is_pinned: bool
) -> None:
    certificate = certificate_file(tmp_path, begins=-DAY, ends=EXPIRES_SOON - HOUR)
    fingerprint = sha256(der_of(certificate)).hexdigest() if is_pinned else ""
    found = office_findings_at(certificate, fingerprint)["certificate"]
    assert not found.ok
    assert "expires soon" in found.detail
    assert "sk head office" not in found.advice


def test_a_service_that_does_not_answer_is_a_problem_of_head_office(tmp_path: Path) -> None:
    with ScriptedService(lambda _: said({}), certificate_file(tmp_path)) as gone:
        url = f"https://127.0.0.1:{gone.port}"
    found = by_check(office_service_findings(url, "", SystemClock()))
    assert not found["service"].ok
    assert url in found["service"].detail


def test_the_doctor_of_a_head_office_names_the_stored_address(tmp_path: Path) -> None:
    file = tmp_path / "headoffice.db"
    new_office_database(file).dispose()
    url, clock = embedded_url(file), SystemClock()
    assert "service" not in by_check(check_head_office(url, clock))
    with closing(open_gate(url, clock, "")) as gate:
        gate.set_public_address("http://127.0.0.1:8080", "")
    assert "http://127.0.0.1:8080" in by_check(check_head_office(url, clock))["service"].detail
