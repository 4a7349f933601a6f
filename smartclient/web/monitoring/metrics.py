"""Metrics: head office's gauges, computed from the database, and this process's own counters.

Each process is scraped by itself; head office's gauges are the same whichever is.
"""

import logging
import time
from collections.abc import Callable, Iterator
from threading import Lock
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from smartclient.contract.web.gate import Gate, Gauges
from smartclient.contract.web.wire import Failure
from smartclient.domain.errors import SmartClientError
from smartclient.web.serving.tls import ServerCertificate

logger = logging.getLogger(__name__)

_KEPT_SECONDS: Final = 5.0
_OFFICE: Final = "smartclient_headoffice"
_DAY_SECONDS: Final = 86_400
_BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class RequestMetrics:
    """Counts the requests of this process by path and failure, and how long they took."""

    def __init__(self, registry: CollectorRegistry, waiting: Callable[[], int]) -> None:
        """``waiting`` counts the pulses that wait for news."""
        self._requests = Counter(
            "smartclient_web_requests",
            "Requests answered, by path and failure (empty: done).",
            ("path", "failure"),
            registry=registry,
        )
        self._seconds = Histogram(
            "smartclient_web_request_seconds",
            "How long requests took; a pulse that waits for news has a path of its own.",
            ("path",),
            registry=registry,
            buckets=_BUCKETS,
        )
        gauge = Gauge(
            "smartclient_web_waiting_pulses", "Pulses that wait for news.", registry=registry
        )
        gauge.set_function(waiting)

    def observe(self, path: str, failure: Failure | None, seconds: float) -> None:
        """Take note of a request."""
        self._requests.labels(path, failure or "").inc()
        self._seconds.labels(path).observe(seconds)


class CertificateCollector(Collector):
    """Gives in how many days the certificate of this process expires, below 0 once it has."""

    def __init__(self, certificate: ServerCertificate) -> None:
        self._certificate = certificate

    def collect(self) -> Iterator[Metric]:
        """The gauge; nothing where the certificate can't be read."""
        try:
            _, ends = self._certificate.valid_from_until()
        except (OSError, ValueError) as error:
            logger.info("the dates of the certificate can't be read: %s", error)
            return
        yield GaugeMetricFamily(
            "smartclient_web_certificate_days_left",
            "Days until the certificate expires.",
            value=(ends.timestamp() - time.time()) / _DAY_SECONDS,
        )


class OfficeCollector(Collector):
    """Gives head office's gauges, asked for at most every few seconds."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._lock = Lock()
        self._asked_at = float("-inf")
        self._gauges: Gauges | None = None

    def describe(self) -> Iterator[Metric]:
        """Nothing, so that registering it does not ask the database."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """The gauges; only that it is down where head office can't be asked."""
        gauges = self._current()
        yield _gauge("up", "Whether head office's database can be asked.", int(gauges is not None))
        if gauges is None:
            return
        yield _gauge("requests_waiting", "Requests that wait for a worker.", gauges.waiting)
        yield _gauge("requests_parked", "Requests that are stopped.", gauges.parked)
        yield _gauge("cases_open", "Cases that an admin decides.", gauges.cases)
        yield _gauge("workers", "Workers that serve.", gauges.workers)
        yield _gauge("devices_seen_last_day", "Devices seen in a day.", gauges.seen_last_day)
        ages = {
            "oldest_request_seconds": gauges.oldest_waiting,
            "oldest_case_seconds": gauges.oldest_case,
            "worker_seen_seconds": gauges.newest_worker,
        }
        for name, age in ages.items():
            if age is not None:
                yield _gauge(name, "Age in seconds; none where there is nothing.", age)
        devices = GaugeMetricFamily(f"{_OFFICE}_devices", "Enrolled devices.", labels=("state",))
        for state, count in gauges.devices.items():
            devices.add_metric((state.value,), count)
        yield devices

    def _current(self) -> Gauges | None:
        with self._lock:
            if time.monotonic() - self._asked_at > _KEPT_SECONDS:
                self._gauges = self._ask()
                self._asked_at = time.monotonic()
            return self._gauges

    def _ask(self) -> Gauges | None:
        try:
            return self._gate.gauges()
        except SmartClientError as error:
            logger.info("head office's gauges can't be read: %s", error.detail or error)
            return None


def _gauge(name: str, text: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"{_OFFICE}_{name}", text, value=value)
