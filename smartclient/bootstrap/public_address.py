"""The public address: what head office stores of where devices reach it, and who may change it.

Codes and links of enrolments carry it. One that is named with ``--public-url`` is stored; any other
only where none is stored yet.
"""

from dataclasses import dataclass

from smartclient.bootstrap.web_notices import (
    CertificateReplaced,
    OtherAddressStored,
    OtherCertificateStored,
    WebNotice,
)
from smartclient.contract.web.gate import Gate
from smartclient.domain.errors import RefusedError, SetUpError
from smartclient.settings.web_address import web_address


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicAddress:
    """Where devices reach a service, "" where only the proxy before it knows.

    ``fingerprint`` is the SHA-256, in hexadecimal, of the certificate that devices pin, "" for
    none. ``is_named``: with ``--public-url``.
    """

    url: str
    fingerprint: str = ""
    is_named: bool = False
    replaces_fingerprint: bool = False


def store_public_address(gate: Gate, address: PublicAddress) -> WebNotice | None:
    """Store ``address`` where it is named or none is stored; what the admin should know of it.

    Raises RefusedError where devices pin another certificate at that address. Of services that
    start at once, one stores its own, and the others go by that.
    """
    while True:
        stored = gate.public_address()
        notice = _notice(stored, address)
        is_kept = not address.url or (stored[0] and not address.is_named)
        if is_kept or stored == (address.url, address.fingerprint):
            return notice
        if gate.set_public_address(address.url, address.fingerprint, stored):
            return notice


def _notice(stored: tuple[str, str], address: PublicAddress) -> WebNotice | None:
    """What the admin should know of ``address`` where another is stored; raises RefusedError."""
    url, fingerprint = stored
    is_same_place = _spelling(url) == _spelling(address.url)
    is_same_certificate = fingerprint == address.fingerprint
    is_pinned_apart = fingerprint and address.fingerprint and not is_same_certificate
    if is_same_place and is_pinned_apart and not address.replaces_fingerprint:
        raise _other_fingerprint(url)
    if url and not address.is_named:
        return _difference(url, fingerprint, address)
    if fingerprint and is_same_place and not is_same_certificate:
        return CertificateReplaced(url=address.url)
    return None


def _difference(url: str, fingerprint: str, address: PublicAddress) -> WebNotice | None:
    """What is stored and not so of a service whose address is not named."""
    if address.url and _spelling(url) != _spelling(address.url):
        return OtherAddressStored(stored=url, url=address.url)
    if fingerprint != address.fingerprint:
        return OtherCertificateStored(stored=url)
    return None


def _spelling(url: str) -> str:
    try:
        return web_address(url).url if url else ""
    except SetUpError:
        return url


def _other_fingerprint(url: str) -> RefusedError:
    return RefusedError(
        "Devices at {url} pin another certificate of --self-signed: several machines need "
        "--certificate with one that devices trust. Where the other is lost, replace it with "
        "--replace-fingerprint and enrol each device again.",
        url=url,
    )
