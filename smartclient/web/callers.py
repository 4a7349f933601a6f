"""Callers: from where a request comes, and with which credential."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

from starlette.requests import Request

from smartclient.contract.web.wire import Failure
from smartclient.domain.errors import RefusedError
from smartclient.web.failures import CallRefusedError
from smartclient.web.pad.cookies import NAME as COOKIE

_BEARER: Final = re.compile(r"[Bb]earer ([A-Za-z0-9._~+/=-]{16,256})")

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls: the SHA-256 of the credential, and the address, "" where none is known."""

    credential: bytes
    address: str


def credential_of(request: Request) -> bytes:
    """The SHA-256 of the credential that a request presents, a browser's as a cookie."""
    presented = _BEARER.fullmatch(request.headers.get("authorization", ""))
    if presented is not None:
        return digest_of(presented[1])
    credential = request.cookies.get(COOKIE, "")
    if not credential:
        raise CallRefusedError(Failure.CREDENTIAL_REFUSED, "no credential")
    return digest_of(credential)


def digest_of(credential: str) -> bytes:
    """What head office knows of a credential."""
    return sha256(credential.encode()).digest()


class TrustedProxies:
    """The proxies whose word on the caller's address and scheme counts."""

    def __init__(self, networks: Sequence[Network] = ()) -> None:
        self._networks = tuple(networks)

    def address_of(self, request: Request) -> str:
        """The caller's address: of those that trusted proxies name, the nearest that is none."""
        peer = _peer(request)
        if peer is None:
            return ""
        nearest = peer
        # a proxy may add a header of its own after the one that the caller sent
        named_by_all = ",".join(request.headers.getlist("x-forwarded-for"))
        for text in reversed(named_by_all.split(",")):
            if not self._trusts(nearest):
                break
            named = _address(text.strip())
            if named is None:
                break
            nearest = named
        return str(nearest)

    def scheme_of(self, request: Request) -> str:
        """``https`` or ``http``, as the caller reached the service."""
        peer = _peer(request)
        if peer is not None and self._trusts(peer):
            forwarded = request.headers.get("x-forwarded-proto", "").strip().lower()
            return forwarded if forwarded in {"http", "https"} else request.url.scheme
        return request.url.scheme

    def may_connect(self, request: Request) -> bool:
        """Whether a request comes from a trusted proxy, or from this machine."""
        peer = _peer(request)
        return peer is not None and (peer.is_loopback or self._trusts(peer))

    def _trusts(self, address: Address) -> bool:
        return any(address in network for network in self._networks)


def read_network(text: str) -> Network:
    """The address or network that ``--trust-proxy`` names."""
    try:
        return ip_network(text.strip())
    except ValueError as error:
        raise RefusedError(
            "{text} is no address of a proxy. Write it as 10.0.0.5, or as 10.0.0.0/24 for a "
            "network.",
            text=text,
        ) from error


def network_of(address: str) -> str:
    """What counts as one address for rates: for IPv6 the /64 that one customer gets."""
    found = _address(address)
    if isinstance(found, IPv6Address):
        return str(ip_network((found, 64), strict=False))
    return address


def _peer(request: Request) -> Address | None:
    return None if request.client is None else _address(request.client.host)


def _address(text: str) -> Address | None:
    try:
        found = ip_address(text)
    except ValueError:
        return None
    if isinstance(found, IPv6Address):
        return found.ipv4_mapped or found
    return found
