"""A rep's laptop on the way to a live SQL Server, behind a link that is slow and counts."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from smartclient.database.mssql.address import ServerAddress, address_of
from smartclient.database.mssql.connecting import connect
from smartclient.database.mssql.raw_connection import RawConnection
from smartclient.domain.clock import HeadOfficeClock
from smartclient.gateway.sqlserver import SqlServerOperations
from smartclient.gateway.statement_connection import StatementConnection
from smartclient.store.unit_of_work import Store
from smartclient.sync.engine import SyncEngine
from smartclient.sync.lock import SyncLock
from tests.benchmarks.far_link import FarLink
from tests.benchmarks.workplace import CLOCK, make_store
from tests.live_server import LiveOffice


class LiveLaptop:
    """A rep's laptop behind a link; ``delay`` is one way, in seconds."""

    def __init__(
        self, live: LiveOffice, login: str, folder: Path, delay: float, *, batch: int
    ) -> None:
        self._live = live
        self._batch = batch
        server = address_of(live.url)
        self.link = FarLink((server.server, server.port or 0), delay=delay)
        self.address = self._through_link(live.url_of(login))
        self.kept = StatementConnection(lambda: RawConnection(self.address))
        self.store: Store
        self.engine: SyncEngine
        self.begin_again(folder)

    def begin_again(self, folder: Path) -> None:
        """Go on with an empty store in ``folder``, over the connection that is open."""
        folder.mkdir()
        self.store = make_store(folder)
        self.engine = SyncEngine(
            store=self.store,
            connect=lambda: SqlServerOperations(self.kept),
            clock=HeadOfficeClock(CLOCK),
            lock=SyncLock(folder / "sync.lock", timeout=timedelta(0)),
            random=lambda: 0.5,
            batch_rows=self._batch,
        )

    def bare_connection(self) -> Any:  # noqa: ANN401 (pyodbc's)
        """Open a bare connection of the administrator's over the same link."""
        return connect(self._through_link(self._live.url), autocommit=True)

    def _through_link(self, url: str) -> ServerAddress:
        server = address_of(self._live.url)
        there, here = f"@{server.server}:{server.port}/", f"@127.0.0.1:{self.link.port}/"
        return address_of(url.replace(there, here))

    def close(self) -> None:
        """Hang up at once, and close the store."""
        self.link.hurry()
        self.kept.close()
        self.link.close()
        self.store.close()


@contextmanager
def laptop_at(
    live: LiveOffice, login: str, folder: Path, delay: float, *, batch: int = 200
) -> Iterator[LiveLaptop]:
    """Open a laptop with an empty store in ``folder``."""
    laptop = LiveLaptop(live, login, folder, delay, batch=batch)
    try:
        yield laptop
    finally:
        laptop.close()
