"""A live SQL Server: first syncs on loopback and over a link of 80 ms, and many orders."""

import os
import statistics
import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from smartclient.contract.feeds import COLUMNS, FeedKind
from smartclient.headoffice.importers import import_folder
from tests.benchmarks import live_orders
from tests.benchmarks.company import write_company
from tests.benchmarks.figures import Figure, rate_at_least, seconds
from tests.benchmarks.live_laptop import laptop_at
from tests.benchmarks.live_orders import CUSTOMERS, ONE_WAY_SECONDS, tell_crossed
from tests.benchmarks.workplace import CLOCK, bare_cipher

from tests.live_server import VARIABLE, LiveOffice, live_office  # isort: skip (found by live_laptop)

PRODUCTS = 100_000
ROUNDS = 5
PAGE = 2_000


def measure(folder: Path) -> list[Figure]:
    """Measure first syncs, a sync with nothing to do, and many orders; needs a live server."""
    if not os.environ.get(VARIABLE):
        sys.stderr.write(f"no SQL Server to measure; name one in {VARIABLE}\n")
        return []
    with live_office(CLOCK, "bench") as live:
        files = write_company(folder / "company", products=PRODUCTS, customers=CUSTOMERS, orders=0)
        import_folder(live.office.engine, files, clock=CLOCK)
        login = live.rep_login("1", "bench")
        # before there are orders: the floor copies none
        first = [
            _first_syncs(live, login, folder, 0.0, "loopback"),
            _first_syncs(live, login, folder, ONE_WAY_SECONDS, "80 ms"),
        ]
        return [*first, *live_orders.measure(live, login, folder)]


def _first_syncs(live: LiveOffice, login: str, folder: Path, delay: float, way: str) -> Figure:
    """Sync empty stores over an open connection, in turn with bare copies over another.

    What opening the connection and saying everything for the first time costs is told beside it:
    a SQL Server plans a procedure once for everybody, some engines once for each connection.
    """
    ours, floor = [], []
    with laptop_at(live, login, folder / f"{way}-cold", delay) as laptop:
        cold = seconds(laptop.engine.run)
        source = laptop.bare_connection()
        for turn in range(ROUNDS):
            laptop.store.close()
            place = folder / f"{way}-{turn}"
            laptop.begin_again(place)
            laptop.link.forget()
            ours.append(seconds(laptop.engine.run))
            with laptop.store.view() as view:
                assert view.feeds.counts()[FeedKind.PRODUCTS].rows == PRODUCTS
            tell_crossed(f"first sync, {way}", laptop.link.crossed())
            floor.append(seconds(partial(_bare_copies, source, place / "bare.db")))
        source.close()
    return rate_at_least(
        f"first sync of {PRODUCTS:,} products, SQL Server, {way} (connecting first: {cold:.1f} s)",
        PRODUCTS / statistics.median(ours),
        PRODUCTS / statistics.median(floor),
        0.65,
        "rows/s",
    )


def _bare_copies(source: Any, file: Path) -> None:  # noqa: ANN401 (pyodbc's connection)
    """Fetch the same rows with one bare statement for each table, and insert them barely."""
    target = bare_cipher(file)
    for kind in (FeedKind.PRODUCTS, FeedKind.STOCK):
        _bare_copy(source, target, kind)
    target.close()


def _bare_copy(source: Any, target: Any, kind: FeedKind) -> None:  # noqa: ANN401 (two drivers')
    names = [name for name in COLUMNS[kind] if name != "list_price"]
    target.execute(f"CREATE TABLE {kind} (" + ", ".join(names) + ", PRIMARY KEY (id))")
    insert = f"INSERT INTO {kind} VALUES ({', '.join('?' * len(names))})"
    cursor = source.cursor()
    cursor.execute(f"SELECT {', '.join(names)} FROM sales.{kind} ORDER BY id")
    target.execute("BEGIN IMMEDIATE")
    while page := cursor.fetchmany(PAGE):
        target.executemany(insert, [_plain(row) for row in page])
    target.execute("COMMIT")
    cursor.close()


def _plain(row: tuple[object, ...]) -> list[object]:
    return [value.isoformat() if isinstance(value, date) else value for value in row]
