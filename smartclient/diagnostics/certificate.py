"""The doctor on the certificate of head office's service: who issued it, and its dates."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from smartclient.diagnostics.finding import Check, Finding
from smartclient.domain.clock import Clock
from smartclient.domain.text.hidden_characters import without_hidden

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

EXPIRES_SOON: Final = timedelta(days=30)
"""How long before its end a certificate is warned of."""

_UNREADABLE: Final = Finding(
    check=Check.CERTIFICATE,
    ok=False,
    template="The certificate that is pinned here can't be read.",
    advice="Ask head office for a new code, and sign in with it. Your work is kept.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Findings:
    """What is found of a certificate by its dates; the dates and its issuer are filled in."""

    good: Finding
    ends_soon: Finding
    outside: Finding


_PINNED: Final = _Findings(
    good=Finding(
        check=Check.CERTIFICATE,
        ok=True,
        template="The certificate that is pinned here is from {begins} and good until {ends}. It "
        "was issued by {issuer}.",
    ),
    ends_soon=Finding(
        check=Check.CERTIFICATE,
        ok=False,
        template="The certificate that is pinned here expires soon: it is from {begins} and good "
        "until {ends}. It was issued by {issuer}.",
        advice="It still counts after that, because it is pinned. Ask head office for a new "
        "certificate.",
    ),
    outside=Finding(
        check=Check.CERTIFICATE,
        ok=False,
        template="By the clock of this computer the certificate that is pinned here is out of its "
        "dates, {begins} to {ends}. It was issued by {issuer}.",
        advice="It still counts, because it is pinned. Check the clock here; if it is right, ask "
        "head office for a new certificate.",
    ),
)
_PRESENTED: Final = _Findings(
    good=Finding(
        check=Check.CERTIFICATE,
        ok=True,
        template="The service's certificate is from {begins} and good until {ends}. It was issued "
        "by {issuer}.",
    ),
    ends_soon=Finding(
        check=Check.CERTIFICATE,
        ok=False,
        template="The service's certificate expires soon: it is from {begins} and good until "
        "{ends}. It was issued by {issuer}.",
        advice="After that head office can't be reached with it. Ask head office to renew the "
        "certificate.",
    ),
    outside=Finding(
        check=Check.CERTIFICATE,
        ok=False,
        template="By the clock of this computer the service's certificate is out of its dates, "
        "{begins} to {ends}. It was issued by {issuer}.",
        advice="Head office can't be reached with it. Check the clock here; if it is right, ask "
        "head office to renew the certificate.",
    ),
)


def pinned_finding(certificate: bytes, clock: Clock) -> Finding:
    """Issuer and dates of the certificate (DER) that is pinned here."""
    found = _read(certificate)
    if found is None:
        return _UNREADABLE
    return _finding(found, clock.now(), _PINNED)


def presented_findings(certificate: bytes, clock: Clock) -> tuple[Finding, ...]:
    """Issuer and dates of the certificate (DER) that the service has; nothing for b""."""
    found = _read(certificate)
    if found is None:
        return ()
    return (_finding(found, clock.now(), _PRESENTED),)


def _read(certificate: bytes) -> "Certificate | None":
    from cryptography import x509  # noqa: PLC0415 (slow)

    try:
        return x509.load_der_x509_certificate(certificate)
    except ValueError:
        return None


def _finding(found: "Certificate", now: datetime, findings: _Findings) -> Finding:
    begin, end = found.not_valid_before_utc, found.not_valid_after_utc
    chosen = findings.ends_soon if end - now < EXPIRES_SOON else findings.good
    if not begin <= now <= end:
        chosen = findings.outside
    arguments = {"begins": _day(begin), "ends": _day(end), "issuer": _issuer(found)}
    return replace(chosen, arguments=arguments)


def _issuer(found: "Certificate") -> str:
    """The names of the issuer that people know it by, "?" for none."""
    from cryptography.x509.oid import NameOID  # noqa: PLC0415 (slow)

    oids = (NameOID.ORGANIZATION_NAME, NameOID.COMMON_NAME)
    names = [str(name.value) for oid in oids for name in found.issuer.get_attributes_for_oid(oid)]
    return without_hidden(", ".join(dict.fromkeys(names))) or "?"


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}"
