"""The web service of one head office: the application over its gate, served in a thread."""

import socket
import threading
from dataclasses import dataclass, field
from pathlib import Path

from prometheus_client import CollectorRegistry

from smartclient.contract.web.gate import Gate
from smartclient.domain.errors import SetUpError
from smartclient.settings.resources import resource_folder
from smartclient.web.application import WebApplication
from smartclient.web.calls import HeadOfficeAccess
from smartclient.web.limits import WebLimits
from smartclient.web.monitoring.listener import MetricsListener
from smartclient.web.monitoring.metrics import CertificateCollector, OfficeCollector, RequestMetrics
from smartclient.web.news_hub import NewsHub
from smartclient.web.pad.release import PadRelease
from smartclient.web.rate_limits import CallRates
from smartclient.web.reception import WebSettings
from smartclient.web.serving.listen_address import ListenAddress, url_of
from smartclient.web.serving.server import WebServer
from smartclient.web.serving.tls import ServerCertificate
from smartclient.web.snapshots.builder import SnapshotBuilder
from smartclient.web.snapshots.library import SnapshotLibrary
from smartclient.web.thread_pool import ThreadPool

_STARTED_WITHIN = 20.0
_CALLS_END_WITHIN = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceParts:
    """What a service is made of. ``certificate`` None serves plain HTTP.

    ``metrics`` is where to listen for who asks for metrics, None for nowhere. ``snapshots`` is the
    folder where snapshots are kept, None for none; ``pad`` is the page that browsers are given.
    """

    gate: Gate
    listener: socket.socket
    certificate: ServerCertificate | None = None
    settings: WebSettings = field(default_factory=WebSettings)
    limits: WebLimits = field(default_factory=WebLimits)
    metrics: ListenAddress | None = None
    snapshots: Path | None = None
    pad: PadRelease = field(default_factory=lambda: PadRelease(resource_folder("orderpad")))


class WebService:
    """Serves from ``start`` until ``close``. The gate stays its owner's."""

    def __init__(self, parts: ServiceParts) -> None:
        limits = parts.limits
        self.pool = ThreadPool(
            threads=limits.threads, queued=limits.queued, queue_seconds=limits.queue_seconds
        )
        gate = parts.gate
        self.hub = NewsHub(
            lambda waiting: self.pool.run_admitted(lambda: gate.news(waiting)),
            ask_seconds=limits.ask_seconds,
            waits_per_device=limits.waits_per_device,
        )
        registry = CollectorRegistry()
        metrics = RequestMetrics(registry, self.hub.__len__)
        registry.register(OfficeCollector(gate))
        if parts.certificate is not None:
            registry.register(CertificateCollector(parts.certificate))
        library = None if parts.snapshots is None else SnapshotLibrary(parts.snapshots)
        self.snapshot_builder = (
            None if library is None else SnapshotBuilder(gate, library, self.pool.has_waiting)
        )
        application = WebApplication(
            HeadOfficeAccess(gate=gate, pool=self.pool, hub=self.hub, library=library),
            CallRates(limits),
            parts.settings,
            metrics.observe,
            parts.pad,
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
        self.address = url_of(scheme, host, port)
        self._metrics = None
        if parts.metrics is not None:
            self._metrics = MetricsListener(parts.metrics, registry)
        self.metrics_url = "" if self._metrics is None else self._metrics.url
        self._thread = threading.Thread(
            target=self._server.run_until_ended, name="web-service", daemon=True
        )

    def start(self) -> None:
        """Take connections from now on; SetUpError where that can't be."""
        self._thread.start()
        if not self._server.wait_until_serving(_STARTED_WITHIN):
            self.close()
            raise SetUpError(
                "The web service does not start at {address}. Choose another address with "
                "--listen, or call support.",
                address=self.address,
            )
        if self.snapshot_builder is not None:
            self.snapshot_builder.start()

    def is_running(self) -> bool:
        """Whether it serves; False once it ended, for whatever cause."""
        return self._thread.is_alive()

    def close(self) -> bool:
        """Answer what was begun, wake who waits, and end; False where a call still runs."""
        self._server.end()
        self._thread.join()
        if self.snapshot_builder is not None:
            self.snapshot_builder.close()
        if self._metrics is not None:
            self._metrics.close()
        return self.pool.close(_CALLS_END_WITHIN)
