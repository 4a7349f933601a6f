"""The dates of a certificate, for as long as the service serves: who runs it is warned in time."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest

from smartclient.bootstrap.certificate_dates import CertificateDates
from smartclient.bootstrap.web_notices import (
    CertificateExpired,
    CertificateExpiresSoon,
    WebNotice,
)
from smartclient.domain.clock import SystemClock
from smartclient.web.serving.tls import ServerCertificate
from tests.gateway.scripted_service import certificate_file
from tests.set_clock import SetClock

LATER = timedelta(hours=2)


class Served:
    """A certificate of a service that serves for months."""

    def __init__(self, folder: Path, *, days: int) -> None:
        self.file = certificate_file(folder, ends=timedelta(days=days, hours=1))
        self.certificate = ServerCertificate(self.file, self.file)
        self.ends = self.certificate.valid_from_until()[1]
        self.clock = SetClock(SystemClock().now())
        self.notices: list[WebNotice] = []
        self.dates = CertificateDates(self.file, self.certificate, self.clock, self.notices.append)

    def serve(self, span: timedelta) -> list[WebNotice]:
        """Let time go by; return what was said meanwhile."""
        self.notices.clear()
        until = self.clock.now() + span
        while self.clock.now() < until:
            self.clock.advance(LATER)
            self.dates.look()
        return list(self.notices)


def test_a_certificate_is_warned_of_once_a_day_from_a_month_before_its_end(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    served = Served(tmp_path, days=40)
    assert served.serve(timedelta(days=9)) == []
    soon = CertificateExpiresSoon(certificate=served.file, at=served.ends)
    with caplog.at_level(logging.WARNING, logger="smartclient.bootstrap.certificate_dates"):
        assert served.serve(timedelta(days=5)) in ([soon] * 4, [soon] * 5)
    assert len(caplog.records) == len(served.notices)


def test_the_end_of_a_certificate_is_said_when_it_comes(tmp_path: Path) -> None:
    served = Served(tmp_path, days=2)
    said = served.serve(timedelta(days=4))
    assert said[0] == CertificateExpiresSoon(certificate=served.file, at=served.ends)
    expired = CertificateExpired(certificate=served.file, at=served.ends)
    assert said.index(expired) in (2, 3)


def test_a_renewed_certificate_is_warned_of_no_more(tmp_path: Path) -> None:
    served = Served(tmp_path, days=2)
    assert served.serve(LATER)
    served.file.write_bytes(certificate_file(tmp_path, ends=timedelta(days=90)).read_bytes())
    assert served.serve(timedelta(days=3)) == []


def test_a_certificate_that_is_gone_for_a_moment_ends_no_service(tmp_path: Path) -> None:
    served = Served(tmp_path, days=2)
    content = served.file.read_bytes()
    served.file.unlink()
    assert served.serve(LATER) == []
    served.file.write_bytes(content)
    assert served.serve(LATER)
