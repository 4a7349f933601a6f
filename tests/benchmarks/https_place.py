"""The web service in a process of its own, and laptops that reach it over a link that counts."""

import os
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import httpx2
import zstandard

from smartclient.contract.snapshots import Snapshot
from smartclient.contract.web.wire import JSON_TYPE
from smartclient.domain.clock import HeadOfficeClock
from smartclient.gateway.https.operations import HttpsOperations
from smartclient.gateway.https.service import Service
from smartclient.gateway.https.trust import pinned_to
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.settings.web_address import web_address
from smartclient.store.unit_of_work import Store
from smartclient.sync.engine import SyncEngine
from smartclient.sync.lock import SyncLock
from smartclient.web.serving.self_signed import CERTIFICATE_FILE
from tests.benchmarks.far_link import FarLink
from tests.benchmarks.workplace import CLOCK, make_store
from tests.web.watched_gate import WatchedGate

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Served:
    """A service that is running. ``certificate`` is None for one without TLS."""

    port: int
    process: int
    certificate: Path | None

    @property
    def trusted(self) -> ssl.SSLContext | bool:
        """What a bare client verifies it by."""
        if self.certificate is None:
            return False
        return ssl.create_default_context(cafile=str(self.certificate))

    def url(self, port: int) -> str:
        """Return its address behind a link at ``port``."""
        return f"{'http' if self.certificate is None else 'https'}://127.0.0.1:{port}"


@contextmanager
def served(folder: Path, url: str, *options: str) -> Iterator[Served]:
    """Serve the head office at ``url`` by the product's own command."""
    home = folder / "service"
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "smartclient", "--home", str(home), "headoffice", "web"),
            *("--url", url, "--listen", "127.0.0.1:0", *options),
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None
        port = int(process.stdout.readline().split(" (")[0].rpartition(":")[2])
        certificate = home / CERTIFICATE_FILE if "--self-signed" in options else None
        yield Served(port, process.pid, certificate)
    finally:
        process.terminate()
        process.communicate(timeout=60)


def enrol(office: HeadOffice, login: str, devices: int = 1) -> list[str]:
    """Enrol devices of a login, and return their credentials."""
    gate = WatchedGate(office)
    return [gate.enrol(login).credential for _ in range(devices)]


def plain_of(answer: httpx2.Response) -> bytes:
    """Return the body of an answer that the client left as it came."""
    if answer.headers.get("content-encoding") != "zstd" or answer.content[:1] in b"{[":
        return answer.content
    return zstandard.ZstdDecompressor().decompressobj().decompress(answer.content)


class Stored:
    """A credential that is never renewed."""

    def __init__(self, credential: str) -> None:
        self._credential = credential

    def current(self) -> str:
        """Return the credential."""
        return self._credential

    def was_replaced(self, used: str) -> bool:
        """Return whether another is stored by now."""
        return used != self._credential


class FeedsAlone(HttpsOperations):
    """The operations of a laptop that takes no snapshots."""

    def snapshots(self) -> tuple[Snapshot, ...]:
        """Return none."""
        return ()


class HttpsLaptop:
    """A rep's laptop behind a link; ``delay`` is one way, in seconds."""

    def __init__(
        self, there: Served, credential: str, folder: Path, *, delay: float, batch: int = 200
    ) -> None:
        self._there = there
        self.credential = credential
        self._batch = batch
        self.link = FarLink(("127.0.0.1", there.port), delay=delay)
        context = None
        if there.certificate is not None:
            pem = there.certificate.read_text(encoding="ascii")
            context = pinned_to(ssl.PEM_cert_to_DER_cert(pem))
        self.service = Service(web_address(there.url(self.link.port)), context)
        self.store: Store
        self.begin_again(folder)

    def begin_again(self, folder: Path) -> None:
        """Go on with an empty store in ``folder``, over the connection that is open."""
        folder.mkdir()
        self._folder = folder
        self.store = make_store(folder)

    def engine(self, operations: type[HttpsOperations] = HttpsOperations) -> SyncEngine:
        """Return the sync of its store."""
        return SyncEngine(
            store=self.store,
            connect=lambda: operations(self.service, Stored(self.credential)),
            clock=HeadOfficeClock(CLOCK),
            lock=SyncLock(self._folder / "sync.lock", timeout=timedelta(0)),
            random=lambda: 0.5,
            batch_rows=self._batch,
        )

    def bare_client(self) -> httpx2.Client:
        """Return a bare HTTP client over the same link."""
        return httpx2.Client(
            base_url=self._there.url(self.link.port),
            verify=self._there.trusted,
            trust_env=False,
            timeout=60.0,
            headers={
                "Content-Type": JSON_TYPE,
                "Accept-Encoding": "zstd",
                "Authorization": f"Bearer {self.credential}",
            },
        )

    def close(self) -> None:
        """Hang up at once, and close the store."""
        self.link.hurry()
        self.service.close()
        self.link.close()
        self.store.close()
