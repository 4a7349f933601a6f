"""The doctor on head office's service: encryption, the pinned certificate, and the proxy."""

from base64 import b64decode
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from smartclient.diagnostics.finding import Check, Finding, failed
from smartclient.domain.clock import Clock
from smartclient.domain.errors import SmartClientError
from smartclient.settings.model import Settings
from smartclient.settings.web_address import WebAddress, web_address

_NO_DRIVER: Final = Finding(
    check=Check.DRIVER, ok=True, template="Head office's service needs no database driver."
)


def https_findings(settings: Settings, certificate: str, clock: Clock) -> tuple[Finding, ...]:
    """How the link is encrypted and by what head office is known, and which proxy it goes through.

    ``certificate`` is the pinned one in base64, "" for none.
    """
    try:
        address = web_address(settings.url)
    except SmartClientError as error:
        return (_NO_DRIVER, failed(Check.ENCRYPTION, error))
    pinned = (_dates(certificate, clock),) if certificate else ()
    found = _encryption(address, settings.ca_file, is_pinned=bool(certificate))
    return (_NO_DRIVER, found, *pinned, *_proxy(address))


def _encryption(address: WebAddress, ca_file: str, *, is_pinned: bool) -> Finding:
    if not address.is_encrypted:
        return Finding(
            check=Check.ENCRYPTION,
            ok=True,
            template="The link is not encrypted, and does not leave this computer.",
        )
    if is_pinned:
        return Finding(
            check=Check.ENCRYPTION,
            ok=True,
            template="The link is encrypted, and the service must have the certificate that the "
            "code named when you signed in.",
        )
    if ca_file:
        return Finding(
            check=Check.ENCRYPTION,
            ok=True,
            template="The link is encrypted, and the service must prove that it is head office's "
            "to the authorities in {path}.",
            arguments={"path": ca_file},
        )
    return Finding(
        check=Check.ENCRYPTION,
        ok=True,
        template="The link is encrypted, and the service must prove that it is head office's.",
    )


def _dates(certificate: str, clock: Clock) -> Finding:
    from cryptography import x509  # noqa: PLC0415 (slow)

    try:
        found = x509.load_der_x509_certificate(b64decode(certificate))
    except ValueError:
        return Finding(
            check=Check.CERTIFICATE,
            ok=False,
            template="The certificate that is pinned here can't be read.",
            advice="Ask head office for a new code, and sign in with it. Your work is kept.",
        )
    begins, ends = found.not_valid_before_utc, found.not_valid_after_utc
    arguments = {"begins": _day(begins), "ends": _day(ends)}
    if begins <= clock.now() <= ends:
        return Finding(
            check=Check.CERTIFICATE,
            ok=True,
            template="The service's certificate is from {begins} and good until {ends}.",
            arguments=arguments,
        )
    return Finding(
        check=Check.CERTIFICATE,
        ok=False,
        template="By the clock of this computer the service's certificate is out of its dates, "
        "{begins} to {ends}.",
        arguments=arguments,
        advice="It still counts, because it is pinned. Check the clock here; if it is right, ask "
        "head office for a new certificate.",
    )


def _proxy(address: WebAddress) -> tuple[Finding, ...]:
    """The proxy of this system, where the link goes through one; without its password."""
    if address.is_loopback or proxy_bypass(address.host):
        return ()
    proxies = getproxies()
    proxy = proxies.get(address.scheme) or proxies.get("all")
    if not proxy:
        return ()
    parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    host = parts.hostname or ""
    return (
        Finding(
            check=Check.PROXY,
            ok=True,
            template="Head office is called through the proxy {proxy}.",
            arguments={"proxy": f"{host}:{parts.port}" if parts.port else host},
        ),
    )


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}"
