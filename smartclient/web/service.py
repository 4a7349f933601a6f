"""The web service of one head office: the application over its gate, served in a thread."""

import logging
import socket
import threading
from dataclasses import dataclass, field

from smartclient.contract.web.gate import Gate
from smartclient.domain.errors import SmartClientError
from smartclient.web.application import Observe, WebApplication
from smartclient.web.calls import HeadOfficeAccess
from smartclient.web.limits import WebLimits
from smartclient.web.news_hub import NewsHub
from smartclient.web.rate_limits import CallRates
from smartclient.web.reception import WebSettings
from smartclient.web.serving.server import WebServer
from smartclient.web.serving.tls import ServerCertificate
from smartclient.web.thread_pool import ThreadPool

logger = logging.getLogger(__name__)

_STARTED_WITHIN = 20.0
_CALLS_END_WITHIN = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceParts:
    """What a service is made of. ``certificate`` None serves plain HTTP."""

    gate: Gate
    listener: socket.socket
    certificate: ServerCertificate | None = None
    settings: WebSettings = field(default_factory=WebSettings)
    limits: WebLimits = field(default_factory=WebLimits)
    observe: Observe = lambda _path, _failure, _seconds: None


class WebService:
    """Serves from ``start`` until ``close``. The gate stays its owner's."""

    def __init__(self, parts: ServiceParts) -> None:
        limits = parts.limits
        self._pool = ThreadPool(
            threads=limits.threads, queued=limits.queued, queue_seconds=limits.queue_seconds
        )
        gate = parts.gate
        self.hub = NewsHub(
            lambda waiting: self._pool.run_admitted(lambda: gate.news(waiting)),
            ask_seconds=limits.ask_seconds,
            waits_per_device=limits.waits_per_device,
        )
        application = WebApplication(
            HeadOfficeAccess(gate=gate, pool=self._pool, hub=self.hub),
            CallRates(limits),
            parts.settings,
            parts.observe,
        )
        self._server = WebServer(
            application,
            parts.listener,
            limits,
            certificate=parts.certificate,
            before_end=self.hub.stop,
            is_behind_proxy=parts.settings.is_behind_proxy,
        )
        host, port, *_ = parts.listener.getsockname()
        scheme = "http" if parts.certificate is None else "https"
        self.address = f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"
        self._thread = threading.Thread(
            target=self._server.run_until_ended, name="web-service", daemon=True
        )

    def start(self) -> None:
        """Take connections from now on."""
        self._thread.start()
        self._server.wait_until_serving(_STARTED_WITHIN)

    def is_running(self) -> bool:
        """Whether it serves."""
        return self._thread.is_alive()

    def close(self) -> bool:
        """Answer what was begun, wake who waits, and end; False where a call still runs."""
        self._server.end()
        self._thread.join()
        return self._pool.close(_CALLS_END_WITHIN)


def store_public_address(gate: Gate, url: str, fingerprint: str) -> bool:
    """Store where devices reach the service; False where head office can't be reached now."""
    try:
        gate.set_public_address(url, fingerprint)
    except SmartClientError as error:
        logger.info("the public address is not stored yet: %s", error.detail or error)
        return False
    return True
