"""The doctor on head office's service: the versions it speaks, and its certificate's dates."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from smartclient.contract.versions import LINK_VERSION
from smartclient.contract.web.wire import Versions
from smartclient.diagnostics.certificate import EXPIRES_SOON, pinned_finding
from smartclient.diagnostics.finding import Finding
from smartclient.diagnostics.https import called_findings
from smartclient.domain.clock import SystemClock
from smartclient.gateway.https.service import Service
from smartclient.gateway.https.trust import trusting
from smartclient.settings.model import Settings
from smartclient.settings.web_address import web_address
from tests.doctor_findings import by_check
from tests.gateway.scripted_service import ScriptedService, certificate_file, der_of, said

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
    assert (pinned.ok, pinned.detail) == (found.ok, found.detail)
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
