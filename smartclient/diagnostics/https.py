"""The doctor on head office's service: encryption, certificate, proxy, and the versions spoken."""

import binascii
from base64 import b64decode
from contextlib import suppress
from typing import Final, Protocol
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from smartclient.contract.versions import LINK_VERSION
from smartclient.contract.web.wire import PROTOCOL, Versions
from smartclient.diagnostics.certificate import pinned_finding, presented_findings
from smartclient.diagnostics.finding import Check, Finding, failed
from smartclient.domain.clock import Clock
from smartclient.domain.errors import SmartClientError
from smartclient.gateway.https.inspection import presented_certificate, spoken_versions
from smartclient.gateway.https.service import Service
from smartclient.settings.model import Settings
from smartclient.settings.web_address import WebAddress, web_address

_NO_DRIVER: Final = Finding(
    check=Check.DRIVER, ok=True, template="Head office's service needs no database driver."
)


class CheckedService(Protocol):
    """The link to head office's service that is checked."""

    @property
    def service(self) -> Service:
        """The service, at the address and with the trust of the settings."""
        ...


def https_findings(settings: Settings, certificate: str, clock: Clock) -> tuple[Finding, ...]:
    """How the link is encrypted and by what head office is known, and which proxy it goes through.

    ``certificate`` is the pinned one in base64, "" for none.
    """
    try:
        address = web_address(settings.url)
    except SmartClientError as error:
        return (_NO_DRIVER, failed(Check.ENCRYPTION, error))
    is_pinned = bool(certificate) and address.is_encrypted
    pinned = (pinned_finding(_decoded(certificate), clock),) if is_pinned else ()
    found = _encryption(address, settings.ca_file, is_pinned=is_pinned)
    return (_NO_DRIVER, found, *pinned, *_proxy(address))


def called_findings(
    settings: Settings, link: CheckedService, clock: Clock, *, is_pinned: bool
) -> tuple[Finding, ...]:
    """What the service says of itself when it is called: its versions and its certificate."""
    versions: tuple[Finding, ...] = ()
    # where it does not answer, the finding of the link says why
    with suppress(SmartClientError):
        versions = (_versions(spoken_versions(link.service)),)
    address = web_address(settings.url)
    if is_pinned or not address.is_encrypted:
        return versions
    return (*versions, *presented_findings(presented_certificate(address), clock))


def _versions(found: Versions) -> Finding:
    return Finding(
        check=Check.VERSIONS,
        ok=PROTOCOL in found.speaks,
        template="The service speaks version {protocol} of the protocol and {link} of the "
        "operations; this Smart Client speaks {our_protocol} and {our_link}.",
        arguments={
            "protocol": ", ".join(map(str, found.speaks)),
            "link": str(found.link_version),
            "our_protocol": str(PROTOCOL),
            "our_link": str(LINK_VERSION),
        },
    )


def _decoded(certificate: str) -> bytes:
    """A certificate (DER) from base64, b"" where it is none."""
    try:
        return b64decode(certificate)
    except binascii.Error:
        return b""


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
