"""The dates of the certificate that a web service shows, looked at for as long as it serves."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from smartclient.bootstrap.web_notices import (
    CertificateExpired,
    CertificateExpiresSoon,
    CertificateNotYetValid,
    WebNotice,
)
from smartclient.diagnostics.certificate import EXPIRES_SOON
from smartclient.domain.clock import Clock
from smartclient.web.serving.tls import ServerCertificate

logger = logging.getLogger(__name__)

_LOOKED_EVERY: Final = timedelta(hours=1)
_WARNED_EVERY: Final = timedelta(days=1)


class CertificateDates:
    """Warns of a certificate that devices refuse, or soon will: once a day, and at each change.

    The certificate may be renewed in its file meanwhile.
    """

    def __init__(
        self,
        file: Path,
        certificate: ServerCertificate,
        clock: Clock,
        notify: Callable[[WebNotice], None],
    ) -> None:
        self._file = file
        self._certificate = certificate
        self._clock = clock
        self._notify = notify
        self._looked_at: datetime | None = None
        self._warned_at: datetime | None = None
        self._warned_of: WebNotice | None = None

    def look(self) -> None:
        """Warn where it is time to; may be called as often as one likes."""
        now = self._clock.now()
        if self._looked_at is not None and abs(now - self._looked_at) < _LOOKED_EVERY:
            return
        self._looked_at = now
        notice = self._found(now)
        is_repeated = self._warned_at is not None and abs(now - self._warned_at) < _WARNED_EVERY
        if notice is None or (notice == self._warned_of and is_repeated):
            return
        self._warned_at, self._warned_of = now, notice
        logger.warning("the certificate: %s", notice)
        self._notify(notice)

    def _found(self, now: datetime) -> WebNotice | None:
        try:
            begins, ends = self._certificate.valid_from_until()
        except (OSError, ValueError) as error:
            # OpenSSL serves with certificates that cryptography finds malformed
            logger.warning("the dates of the certificate %s can't be read: %s", self._file, error)
            return None
        if now > ends:
            return CertificateExpired(certificate=self._file, at=ends)
        if now < begins:
            return CertificateNotYetValid(certificate=self._file, at=begins)
        if ends - now < EXPIRES_SOON:
            return CertificateExpiresSoon(certificate=self._file, at=ends)
        return None
