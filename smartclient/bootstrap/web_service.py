"""The web service of a head office, composed: certificate, listener, gate and public address."""

import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from smartclient.contract.web.gate import Gate
from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError, TransientError, UnforeseenError
from smartclient.settings.places import SNAPSHOTS_FOLDER
from smartclient.web.callers import TrustedProxies, read_network
from smartclient.web.reception import WebSettings
from smartclient.web.service import ServiceParts, WebService
from smartclient.web.serving.listen_address import (
    ListenAddress,
    is_loopback,
    open_listener,
    read_listen_address,
    url_of,
)
from smartclient.web.serving.self_signed import self_signed_certificate
from smartclient.web.serving.tls import ServerCertificate

logger = logging.getLogger(__name__)

_HSTS_SECONDS: Final = 31_536_000
_TRIED_AGAIN_AFTER: Final = 2.0
_LOOKED_EVERY: Final = 0.2
_EVERYWHERE: Final = frozenset({"0.0.0.0", "::"})  # noqa: S104 (compared with, not listened on)


@dataclass(frozen=True, slots=True, kw_only=True)
class WebOptions:
    """How a head office is to be served, as it was said on the command line."""

    listen: str
    public_url: str = ""
    certificate: Path | None = None
    key: Path | None = None
    self_signed: bool = False
    behind_proxy: bool = False
    trusted_proxies: tuple[str, ...] = ()
    metrics: str = ""
    hsts: bool = False

    def __post_init__(self) -> None:
        """Raise RefusedError for what does not go together."""
        if (self.certificate is None) != (self.key is None):
            raise RefusedError("A certificate needs its key. Name both: --certificate and --key.")
        chosen = (self.certificate is not None, self.self_signed, self.behind_proxy)
        if sum(chosen) > 1:
            raise RefusedError(
                "Choose one of --certificate with --key, --self-signed and --behind-proxy."
            )
        if self.public_url:
            _check_public_url(self.public_url)


class HeadOfficeWeb:
    """A head office that is served. ``address`` is where, ``public_address`` what devices use."""

    def __init__(self, service: WebService, gate: Gate, public_address: str, pin: str) -> None:
        self._service = service
        self._gate = gate
        self._pin = pin
        self.address = service.address
        self.metrics_url = service.metrics_url
        self.public_address = public_address
        self._is_stored = not public_address or self._store()

    def serve(self, stop: threading.Event) -> None:
        """Serve until ``stop`` is set; UnforeseenError where the service ends before.

        The public address is stored once the database can be reached, which may be later.
        """
        # never without a time-out: a signal's handler runs only between two waits
        waited = 0.0
        while not stop.wait(_LOOKED_EVERY):
            if not self._service.is_running():
                raise UnforeseenError(
                    "The web service ended by itself. Start it again, and call support if it ends "
                    "again. What devices sent is safe."
                )
            waited += _LOOKED_EVERY
            if not self._is_stored and waited >= _TRIED_AGAIN_AFTER:
                waited, self._is_stored = 0.0, self._store()

    def _store(self) -> bool:
        try:
            self._gate.set_public_address(self.public_address, self._pin)
        except TransientError as error:
            logger.info("the public address is not stored yet: %s", error.detail or error)
            return False
        return True


@contextmanager
def served_head_office(
    gate: Gate, options: WebOptions, home: Path, clock: Clock
) -> Iterator[HeadOfficeWeb]:
    """Serve the head office behind ``gate`` for as long as this is open.

    The gate is closed at the end. Raises RefusedError or SetUpError where it can't be served so.
    """
    listen = read_listen_address(options.listen)
    certificate = _certificate(options, listen, home, clock)
    listener = open_listener(listen)
    if certificate is None and not options.behind_proxy and not is_loopback(listener):
        listener.close()
        raise RefusedError(
            "Without a certificate only this computer itself is served, as at 127.0.0.1:8080. Name "
            "--certificate and --key, or --self-signed; or --behind-proxy where TLS ends at a "
            "proxy."
        )
    parts = ServiceParts(
        gate=gate,
        listener=listener,
        certificate=certificate,
        settings=WebSettings(
            public_url=options.public_url,
            proxies=TrustedProxies([read_network(text) for text in options.trusted_proxies]),
            is_behind_proxy=options.behind_proxy,
            hsts_seconds=_HSTS_SECONDS if options.hsts else 0,
        ),
        metrics=read_listen_address(options.metrics) if options.metrics else None,
        snapshots=home / SNAPSHOTS_FOLDER,
    )
    service = WebService(parts)
    service.start()
    try:
        pin = certificate.fingerprint.hex() if certificate and options.self_signed else ""
        yield HeadOfficeWeb(service, gate, _public_address(options, service, listener), pin)
    finally:
        if service.close():
            # a call that hangs keeps what it uses; it ends with the process
            gate.close()


def _certificate(
    options: WebOptions, listen: ListenAddress, home: Path, clock: Clock
) -> ServerCertificate | None:
    if options.certificate is not None and options.key is not None:
        return ServerCertificate(options.certificate, options.key)
    if not options.self_signed:
        return None
    hosts = [host for host in (listen.host, urlsplit(options.public_url).hostname) if host]
    named = [host for host in hosts if host not in _EVERYWHERE]
    return ServerCertificate(*self_signed_certificate(home, named, clock))


def _public_address(options: WebOptions, service: WebService, listener: socket.socket) -> str:
    """What devices are given; "" where only the proxy before the service knows it."""
    if options.public_url or options.behind_proxy:
        return options.public_url.rstrip("/")
    host, port, *_ = listener.getsockname()
    if host in _EVERYWHERE:
        return url_of(urlsplit(service.address).scheme, socket.gethostname(), port)
    return service.address


def _check_public_url(url: str) -> None:
    parts = urlsplit(url)
    is_bare = parts.path in {"", "/"} and not parts.query and not parts.fragment
    if parts.scheme not in {"https", "http"} or not parts.hostname or not is_bare:
        raise RefusedError(
            "{url} is no public address. Write it as https://office.example.com, with a port "
            "where it has one.",
            url=url,
        )
