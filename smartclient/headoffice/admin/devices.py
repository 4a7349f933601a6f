"""Enrolled devices as head office's command line and window administer them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine

from smartclient.contract.web.codes import EnrolmentCode, new_code, sign_in_link
from smartclient.contract.web.gate import EnrolledDevice
from smartclient.database.transactions import reading
from smartclient.domain.ids import Login
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.device_refusals import require_validity
from smartclient.headoffice.database.office_clock import OfficeClock
from smartclient.headoffice.devices.administration import device_with_id, enrolled_devices
from smartclient.headoffice.devices.public_address import public_address
from smartclient.headoffice.worker.readiness import ReadinessCheck


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenCode:
    """A code for a login, as it is read out. ``link`` is "" without a web service's address."""

    code: EnrolmentCode
    login: Login
    expires_at: datetime
    link: str


class DeviceOffice:
    """Enrols devices, lists and revokes them, and decides about what they handed over."""

    def __init__(self, engine: Engine, clock: OfficeClock, readiness: ReadinessCheck) -> None:
        self._engine = engine
        self._clock = clock
        self._readiness = readiness

    def public_address(self) -> tuple[str, str]:
        """The service's public URL and its pinned certificate's SHA-256 in hexadecimal, or ""."""
        with reading(self._engine) as connection:
            return public_address(connection)

    def enrol(self, login: str, *, valid: timedelta, as_login: str = "") -> GivenCode:
        """Make a code with which a device signs in as ``login``.

        RefusedError for an unknown login, or an admin's where only an admin asks.
        """
        self._readiness.check()
        require_validity(valid)
        url, fingerprint = self.public_address()
        code = new_code(bytes.fromhex(fingerprint))
        enrolment = backend_of(self._engine).devices.enrol(
            self._engine,
            login,
            code.digest,
            valid=valid,
            as_login=as_login,
            at=self._clock.now(),
        )
        return GivenCode(
            code=code,
            login=enrolment.login,
            expires_at=enrolment.expires_at,
            link=sign_in_link(url, code) if url else "",
        )

    def all(self) -> tuple[EnrolledDevice, ...]:
        """Every device, those enrolled last first."""
        self._readiness.check()
        with reading(self._engine) as connection:
            return enrolled_devices(connection)

    def revoke(self, device: str, *, wipe: bool, as_login: str = "") -> EnrolledDevice:
        """Revoke a device, and have it wiped with ``wipe``; what it is now."""
        self._readiness.check()
        backend_of(self._engine).devices.revoke(
            self._engine, device, wipe=wipe, as_login=as_login, at=self._clock.now()
        )
        with reading(self._engine) as connection:
            return device_with_id(connection, device)

    def release(self, device: str, *, as_login: str = "") -> int:
        """Send what a device handed over as its login's; how many requests."""
        self._readiness.check()
        return backend_of(self._engine).devices.release(
            self._engine, device, as_login=as_login, at=self._clock.now()
        )

    def drop(self, device: str, *, as_login: str = "") -> int:
        """Decide that what a device handed over is not carried out; how many requests."""
        self._readiness.check()
        return backend_of(self._engine).devices.drop(
            self._engine, device, as_login=as_login, at=self._clock.now()
        )
