"""A head office on a live SQL Server over a link of 80 ms, its round trips and bytes counted."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from smartclient.contract.feeds import COLUMNS, FeedKind
from smartclient.database.mssql.address import address_of
from smartclient.database.mssql.connecting import connect
from smartclient.database.mssql.wire import Wire
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.orders import OrderLine
from smartclient.gateway.kept import KeptConnection
from smartclient.gateway.sqlserver import SqlServerOperations
from smartclient.headoffice.importers import import_folder
from smartclient.store.unit_of_work import Store
from smartclient.sync.engine import SyncEngine
from smartclient.sync.lock import SyncLock
from smartclient.tasks.desk import Desk
from tests.benchmarks.company import customer_of, sku_of, write_company
from tests.benchmarks.figures import Figure, rate_at_least, seconds
from tests.benchmarks.workplace import CLOCK, bare_cipher, make_store

# the tests' helpers are found as pytest finds them
sys.path.insert(0, str(Path(__file__).parents[1]))

from live_server import VARIABLE, LiveOffice, live_office
from slow_link import Crossed, SlowLink

PRODUCTS = 100_000
CUSTOMERS = 200
ORDERS = 1_000
LINES = 5
WORKERS = 2
ONE_WAY_SECONDS = 0.04
ROUNDS = 3
PAGE = 2_000

SAFE_SECONDS, SAFE_ROUND_TRIPS = 1.0, 4
ANSWERED_SECONDS = 10.0
NOTHING_BYTES = 4_000


def measure(folder: Path) -> list[Figure]:
    """Measure first syncs, a sync with nothing to do, and many orders; needs a live server."""
    if not os.environ.get(VARIABLE):
        sys.stderr.write(f"no SQL Server to measure; name one in {VARIABLE}\n")
        return []
    with live_office(CLOCK, "bench") as live:
        files = write_company(folder / "company", products=PRODUCTS, customers=CUSTOMERS, orders=0)
        import_folder(live.office.engine, files, clock=CLOCK)
        login = live.rep_login("1", "bench")
        figures = [
            _first_syncs(live, login, folder, 0.0, "loopback"),
            _first_syncs(live, login, folder, ONE_WAY_SECONDS, "80 ms"),
        ]
        return [*figures, *_orders(live, login, folder)]


class _Laptop:
    """A rep's laptop behind a link that counts."""

    def __init__(self, live: LiveOffice, login: str, folder: Path, delay: float) -> None:
        folder.mkdir()
        server = address_of(live.url)
        self.link = SlowLink((server.server, server.port or 0), delay=delay)
        url = live.url_of(login).replace(
            f"@{server.server}:{server.port}/", f"@127.0.0.1:{self.link.port}/"
        )
        self.address = address_of(url)
        self.kept = KeptConnection(lambda: Wire(self.address))
        self.store: Store = make_store(folder)
        self.engine = SyncEngine(
            store=self.store,
            connect=lambda: SqlServerOperations(self.kept),
            clock=CLOCK,
            lock=SyncLock(folder / "sync.lock", patience=timedelta(0)),
            random=lambda: 0.5,
            batch_rows=ORDERS,
        )

    def close(self) -> None:
        self.link.delay = 0.0
        self.kept.close()
        self.link.close()
        self.store.close()


@contextmanager
def _laptop(live: LiveOffice, login: str, folder: Path, delay: float) -> Iterator[_Laptop]:
    laptop = _Laptop(live, login, folder, delay)
    try:
        yield laptop
    finally:
        laptop.close()


def _first_syncs(live: LiveOffice, login: str, folder: Path, delay: float, way: str) -> Figure:
    ours, floor = [], []
    for turn in range(ROUNDS):
        with _laptop(live, login, folder / f"{way}-{turn}", delay) as laptop:
            ours.append(seconds(laptop.engine.run))
            with laptop.store.view() as view:
                assert view.feeds.counts()[FeedKind.PRODUCTS].rows == PRODUCTS
            _print(f"first sync, {way}", laptop.link.crossed())
            bare = folder / f"{way}-{turn}" / "bare.db"
            floor.append(seconds(lambda way=laptop, file=bare: _bare_copy(live, way, file)))
    return rate_at_least(
        f"first sync of {PRODUCTS:,} products, SQL Server, {way}",
        PRODUCTS / statistics.median(ours),
        PRODUCTS / statistics.median(floor),
        0.6,
        "rows/s",
    )


def _bare_copy(live: LiveOffice, laptop: _Laptop, file: Path) -> None:
    """Fetch the same rows with one bare statement over the same link, and insert them barely."""
    names = [name for name in COLUMNS[FeedKind.PRODUCTS] if name != "list_price"]
    as_admin = address_of(live.url)
    address = address_of(
        live.url.replace(f"@{as_admin.server}:{as_admin.port}/", f"@127.0.0.1:{laptop.link.port}/")
    )
    source = connect(address, autocommit=True)
    target = bare_cipher(file)
    target.execute("CREATE TABLE products (" + ", ".join(names) + ", PRIMARY KEY (id))")
    insert = f"INSERT INTO products VALUES ({', '.join('?' * len(names))})"
    cursor = source.cursor()
    cursor.execute(f"SELECT {', '.join(names)} FROM sales.products ORDER BY id")
    target.execute("BEGIN IMMEDIATE")
    while page := cursor.fetchmany(PAGE):
        target.executemany(insert, [_plain(row) for row in page])
    target.execute("COMMIT")
    source.close()
    target.close()


def _plain(row: tuple[object, ...]) -> list[object]:
    return [value.isoformat() if isinstance(value, date) else value for value in row]


def _orders(live: LiveOffice, login: str, folder: Path) -> list[Figure]:
    with _laptop(live, login, folder / "orders", ONE_WAY_SECONDS) as laptop:
        laptop.engine.run()
        laptop.link.forget()
        laptop.engine.run()
        nothing = laptop.link.crossed()
        _print("a sync with nothing to do", nothing)
        _place(laptop)
        laptop.link.forget()
        safe = _until_safe(laptop)
        sent = laptop.link.crossed()
        _print(f"{ORDERS:,} orders made safe", sent)
        answered = seconds(lambda: _answer(live))
        return [
            _count("a sync with nothing to do: round trips", nothing.round_trips, 1),
            _count("a sync with nothing to do: bytes", nothing.bytes, NOTHING_BYTES),
            _time(f"{ORDERS:,} orders safe over 80 ms", safe, SAFE_SECONDS),
            _count(f"{ORDERS:,} orders safe: round trips", sent.round_trips, SAFE_ROUND_TRIPS),
            _time(f"{ORDERS:,} orders answered, {WORKERS} workers", answered, ANSWERED_SECONDS),
        ]


def _place(laptop: _Laptop) -> None:
    desk = Desk(laptop.store, CLOCK)
    for place in range(ORDERS):
        order = desk.new_order(CustomerNumber(customer_of(place % CUSTOMERS)))
        for line in range(1, LINES + 1):
            sku = Sku(sku_of((place * 13 + line * 7) % 5_000 * 2))
            order = order.with_line(OrderLine(line=line, sku=sku, quantity=1 + place % 9))
        desk.place_order(order)


def _until_safe(laptop: _Laptop) -> float:
    """Return how long it takes from the sync's first call to the receipt of the last order."""
    began = time.perf_counter()
    told: list[float] = []

    def note(progress: object) -> None:
        if getattr(progress, "step", "") == "sending" and getattr(progress, "done", 0) == ORDERS:
            told.append(time.perf_counter() - began)

    def safe() -> bool:
        return bool(told)

    laptop.engine.run(note, safe, urgent=True)
    assert told, "not every order was received"
    return told[0]


def _answer(live: LiveOffice) -> None:
    command = [sys.executable, "-m", "smartclient", "headoffice", "serve", "--once", "--url"]
    workers = [
        subprocess.Popen([*command, live.url], stdout=subprocess.DEVNULL) for _ in range(WORKERS)
    ]
    for worker in workers:
        assert worker.wait() == 0


def _count(what: str, found: int, most: int) -> Figure:
    return Figure(
        what=what,
        ours=f"{found:,}",
        floor="",
        ratio="",
        bound=f"≤ {most:,}",
        kept=found <= most,
    )


def _time(what: str, found: float, most: float) -> Figure:
    return Figure(
        what=what,
        ours=f"{found:.2f} s",
        floor="",
        ratio="",
        bound=f"≤ {most:g} s",
        kept=found <= most,
    )


def _print(what: str, crossed: Crossed) -> None:
    sys.stdout.write(
        f"{what}: {crossed.round_trips:,} round trips, {crossed.bytes_up:,} bytes up, "
        f"{crossed.bytes_down:,} bytes down, {crossed.connections} connections\n"
    )
