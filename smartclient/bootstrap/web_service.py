"""The web service of a head office, composed: certificate, listener, gate and public address."""

import logging
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from smartclient.bootstrap.certificate_dates import CertificateDates
from smartclient.bootstrap.public_address import PublicAddress, store_public_address
from smartclient.bootstrap.web_notices import PageLibrariesMissing, WebNotice
from smartclient.bootstrap.web_options import WebOptions
from smartclient.contract.web.gate import Gate
from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError, TransientError, UnforeseenError
from smartclient.settings.pad_libraries import missing_libraries
from smartclient.settings.places import SNAPSHOTS_FOLDER
from smartclient.settings.resources import resource_folder
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


class HeadOfficeWeb:
    """A head office that is served at ``address``."""

    def __init__(
        self,
        service: WebService,
        gate: Gate,
        public_address: PublicAddress,
        dates: CertificateDates | None,
        notify: Callable[[WebNotice], None],
    ) -> None:
        """``dates`` is None where there is no certificate whose dates devices go by."""
        self._service = service
        self._gate = gate
        self._public_address = public_address
        self._dates = dates
        self._notify = notify
        self.address = service.address
        self.metrics_url = service.metrics_url
        self._is_stored = self._store()

    def serve(self, stop: threading.Event) -> None:
        """Serve until ``stop`` is set; UnforeseenError where the service ends before.

        The public address is stored once the database can be reached, which may be later: then
        RefusedError where devices pin another certificate there.
        """
        # never without a time-out: a signal's handler runs only between two waits
        waited = 0.0
        while not stop.wait(_LOOKED_EVERY):
            if not self._service.is_running():
                raise UnforeseenError(
                    "The web service ended by itself. Start it again, and call support if it ends "
                    "again. What devices sent is safe."
                )
            if self._dates is not None:
                self._dates.look()
            waited += _LOOKED_EVERY
            if not self._is_stored and waited >= _TRIED_AGAIN_AFTER:
                waited, self._is_stored = 0.0, self._store()

    def _store(self) -> bool:
        try:
            notice = store_public_address(self._gate, self._public_address)
        except TransientError as error:
            logger.info("the public address is not stored yet: %s", error.detail or error)
            return False
        if notice is not None:
            logger.warning("the public address: %s", notice)
            self._notify(notice)
        return True


@contextmanager
def served_head_office(
    gate: Gate,
    options: WebOptions,
    home: Path,
    clock: Clock,
    notify: Callable[[WebNotice], None],
) -> Iterator[HeadOfficeWeb]:
    """Serve the head office behind ``gate`` for as long as this is open.

    ``notify`` takes what the admin should know meanwhile. The gate is closed at the end. Raises
    RefusedError or SetUpError where it can't be served so.
    """
    listen = read_listen_address(options.listen)
    certificate = _certificate(options, listen, home, clock)
    listener = open_listener(listen)
    if not is_loopback(listener) and (refusal := _refusal_off_loopback(options)):
        listener.close()
        raise refusal
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
        public_address = PublicAddress(
            url=_public_url(options, service, listener),
            fingerprint=certificate.fingerprint.hex()
            if certificate and options.self_signed
            else "",
            is_named=bool(options.public_url),
            replaces_fingerprint=options.replace_fingerprint,
        )
        dates = None
        if options.certificate is not None and certificate is not None:
            dates = CertificateDates(options.certificate, certificate, clock, notify)
            dates.look()
        missing = missing_libraries(resource_folder("orderpad"))
        if missing:
            notify(PageLibrariesMissing(names=tuple(missing)))
        yield HeadOfficeWeb(service, gate, public_address, dates, notify)
    finally:
        if service.close():
            # a call that hangs keeps what it uses; it ends with the process
            gate.close()


def _refusal_off_loopback(options: WebOptions) -> RefusedError | None:
    """Why other computers can't be served so, None where they can."""
    if options.behind_proxy and not options.trusted_proxies:
        return RefusedError(
            "Behind a proxy on another computer, name its address with --trust-proxy, or nobody "
            "is served."
        )
    if options.behind_proxy or options.self_signed or options.certificate is not None:
        return None
    return RefusedError(
        "Without a certificate only this computer itself is served, as at 127.0.0.1:8080. Name "
        "--certificate and --key, or --self-signed; or --behind-proxy where TLS ends at a "
        "proxy."
    )


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


def _public_url(options: WebOptions, service: WebService, listener: socket.socket) -> str:
    """What devices are given; "" where only the proxy before the service knows it."""
    if options.public_url or options.behind_proxy:
        return options.public_url.rstrip("/")
    host, port, *_ = listener.getsockname()
    if host in _EVERYWHERE:
        return url_of(urlsplit(service.address).scheme, socket.gethostname(), port)
    return service.address
