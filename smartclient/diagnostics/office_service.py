"""The doctor on head office's web service: its public address and certificate, seen from here."""

from dataclasses import replace
from hashlib import sha256
from typing import Final

from smartclient.diagnostics.certificate import presented_findings
from smartclient.diagnostics.finding import Check, Finding, failed
from smartclient.domain.clock import Clock
from smartclient.domain.errors import SmartClientError
from smartclient.gateway.https.inspection import presented_certificate
from smartclient.settings.web_address import web_address

_GET_A_TRUSTED_ONE: Final = (
    "Browsers need a trusted certificate to work offline. Get one for this name from the company's "
    "own authority, or from an ACME authority such as Let's Encrypt with certbot, then start "
    "smartclient headoffice web --certificate F --key F --public-url URL. Devices that pin the "
    "present one then need a new code."
)
_RENEW: Final = (
    "Renew it and replace the files of --certificate and --key: the service reads them again."
)
_RENEW_PINNED: Final = (
    "Devices that pin it go on with it. Check the clock here; if it is right, get a trusted one."
)


def office_service_findings(url: str, fingerprint: str, clock: Clock) -> tuple[Finding, ...]:
    """How devices reach and recognise the service at ``url``, and its certificate's dates.

    ``fingerprint`` is the pinned certificate's SHA-256 in hexadecimal, "" where it is trusted by
    its name. Nothing is found where no service has a public address. The address is called.
    """
    if not url:
        return ()
    try:
        address = web_address(url)
    except SmartClientError as error:
        return (failed(Check.SERVICE, error),)
    if not address.is_encrypted:
        return (_found(url, "Devices reach the web service at {url}, without encryption."),)
    certificate = presented_certificate(address)
    if not certificate:
        return (_silent(url),)
    if fingerprint and sha256(certificate).hexdigest() != fingerprint.lower():
        return (_other(url),)
    dates = _dates(certificate, clock, is_pinned=bool(fingerprint))
    if not fingerprint:
        by_name = "Devices reach the web service at {url} and trust its certificate by its name."
        return (_found(url, by_name), *dates)
    pinned = "Devices reach the web service at {url} and pin its certificate, which is self-signed."
    return (_found(url, pinned, _GET_A_TRUSTED_ONE), *dates)


def _dates(certificate: bytes, clock: Clock, *, is_pinned: bool) -> tuple[Finding, ...]:
    """The dates of a certificate (DER), with advice to who runs the service and can renew it."""
    advice = _RENEW_PINNED if is_pinned else _RENEW
    return tuple(
        finding if finding.ok else replace(finding, advice=advice)
        for finding in presented_findings(certificate, clock)
    )


def _found(url: str, template: str, advice: str = "") -> Finding:
    return Finding(
        check=Check.SERVICE, ok=True, template=template, arguments={"url": url}, advice=advice
    )


def _silent(url: str) -> Finding:
    return Finding(
        check=Check.SERVICE,
        ok=False,
        template="The web service does not answer at {url}, seen from this computer.",
        arguments={"url": url},
        advice="Start it, unless only this computer can't reach that address.",
    )


def _other(url: str) -> Finding:
    return Finding(
        check=Check.SERVICE,
        ok=False,
        template="What answers at {url} has another certificate than devices pin, so they count "
        "it as out of reach.",
        arguments={"url": url},
        advice="Start the web service with the --home that holds the certificate of --self-signed, "
        "and see whether a proxy answers in its place.",
    )
