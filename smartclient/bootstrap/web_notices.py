"""What an admin should know of a web service that serves nevertheless."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherAddressStored:
    """Enrolments name ``stored``, and not ``url``, where this service is."""

    stored: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherCertificateStored:
    """Enrolments belong to another certificate at ``stored`` than this service has."""

    stored: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateReplaced:
    """Devices that signed in at ``url`` before pin the certificate that was replaced."""

    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateExpired:
    """Devices refuse a certificate, which was valid until ``at``."""

    certificate: Path
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateExpiresSoon:
    """Devices refuse a certificate from ``at`` on, which is within a month."""

    certificate: Path
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateNotYetValid:
    """Devices refuse a certificate, which is valid from ``at``."""

    certificate: Path
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLibrariesMissing:
    """No order can be placed in a browser: the page's libraries with these names are not here."""

    names: tuple[str, ...]


WebNotice = (
    OtherAddressStored
    | OtherCertificateStored
    | CertificateReplaced
    | CertificateExpired
    | CertificateExpiresSoon
    | CertificateNotYetValid
    | PageLibrariesMissing
)
