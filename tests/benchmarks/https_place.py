"""Laptops that reach a web service over a link that counts what crosses it."""

import ssl
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
from tests.benchmarks.far_link import FarLink
from tests.benchmarks.workplace import CLOCK, make_store
from tests.https_company import StoredCredential
from tests.served_process import Served
from tests.web.watched_gate import WatchedGate


def enrol(office: HeadOffice, login: str, devices: int = 1) -> list[str]:
    """Enrol devices of a login, and return their credentials."""
    gate = WatchedGate(office)
    return [gate.enrol(login).credential for _ in range(devices)]


def plain_of(answer: httpx2.Response) -> bytes:
    """Return the body of an answer that the client left as it came."""
    if answer.headers.get("content-encoding") != "zstd" or answer.content[:1] in b"{[":
        return answer.content
    return zstandard.ZstdDecompressor().decompressobj().decompress(answer.content)


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
            connect=lambda: operations(self.service, StoredCredential(credential=self.credential)),
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
