"""Many orders to a live SQL Server over a link of 80 ms: made safe, and answered by two workers.

Laptop and workers have been at work for a while when the clock starts, as on any day: their
connections are open and have said before what they say now. Beside the bounds stands what the
same server needs barely for the same rows, without rules, triggers or receipts.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from smartclient.database.mssql.address import address_of
from smartclient.database.mssql.babelfish import to_babelfish
from smartclient.database.mssql.connecting import connect
from smartclient.database.mssql.drivers import load_pyodbc
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.sales.orders import OrderLine
from smartclient.use_cases.use_cases import UseCases
from tests.benchmarks.company import customer_of, sku_of
from tests.benchmarks.figures import Figure, amount_of_at_most, seconds
from tests.benchmarks.live_laptop import LiveLaptop, laptop_at
from tests.benchmarks.workplace import CLOCK

from tests.live_server import LiveOffice, Raw  # isort: skip (found by live_laptop)
from tests.slow_link import Crossed  # isort: skip

CUSTOMERS = 200
ORDERS = 1_000
WARMING = 600
LINES = 5
WORKERS = 2
ONE_WAY_SECONDS = 0.04

SAFE_SECONDS, SAFE_ROUND_TRIPS = 0.75, 2
ANSWERED_PER_SECOND = 400
NOTHING_BYTES = 4_000
_GIVING_UP_SECONDS = 300.0
_FEW = 5
_SECONDS = "{:.2f} s"

_BARE_TABLES = """
DROP TABLE IF EXISTS sync.bare_inbox, sync.bare_orders, sync.bare_lines, sync.bare_replies;
CREATE TABLE sync.bare_inbox (request_id nvarchar(36) PRIMARY KEY, body varchar(max), sender
    nvarchar(128));
CREATE TABLE sync.bare_orders (id binary(16) PRIMARY KEY, customer nvarchar(40), document
    nvarchar(max));
CREATE TABLE sync.bare_lines (id binary(16), line int, sku nvarchar(40), quantity int,
    amount decimal(19, 4), PRIMARY KEY (id, line));
CREATE TABLE sync.bare_replies (id binary(16) PRIMARY KEY, body nvarchar(max));
"""
# read from JSON in the very words of the procedure, which some engines need told otherwise
_BARE_SUBMIT = """DECLARE @batch varchar(max) = ?;
INSERT INTO sync.bare_inbox (request_id, body, sender)
    SELECT
        j.id,
        j.body,
        N''
    FROM OPENJSON(@batch) WITH (
        id varchar(max) '$.id',
        body varchar(max) '$.body'
    ) AS j"""
_BARE_ANSWERS = (
    (
        "SELECT order_id, customer, document FROM sales.orders",
        "INSERT INTO sync.bare_orders (id, customer, document) VALUES (?, ?, ?)",
    ),
    (
        "SELECT order_id, line, sku, quantity, amount FROM sales.order_lines",
        "INSERT INTO sync.bare_lines (id, line, sku, quantity, amount) VALUES (?, ?, ?, ?, ?)",
    ),
    (
        "SELECT request_id, body FROM sync.replies",
        "INSERT INTO sync.bare_replies (id, body) VALUES (?, ?)",
    ),
)


def measure(live: LiveOffice, login: str, folder: Path) -> list[Figure]:
    """Measure a sync with nothing to do, and how soon many orders are safe and answered."""
    with (
        laptop_at(live, login, folder / "orders", ONE_WAY_SECONDS, batch=ORDERS) as laptop,
        live.as_admin() as admin,
        serving_workers(live),
    ):
        laptop.engine.run()
        _place(laptop, WARMING, first=ORDERS)
        laptop.engine.run(urgent=True)
        until_answered(admin, WARMING)
        laptop.engine.run()
        laptop.engine.run()
        laptop.link.forget()
        laptop.engine.run()
        nothing = laptop.link.crossed()
        tell_crossed("a sync with nothing to do", nothing)
        _place(laptop, ORDERS)
        laptop.link.forget()
        safe, answered, sent = _send_and_wait(laptop, admin)
        tell_crossed(f"{ORDERS:,} orders made safe", sent)
        bare_safe, bare_answered = _bare_submit(live, laptop, admin), bare_answers(live, admin)
    return [
        amount_of_at_most("a sync with nothing to do: round trips", nothing.round_trips, 1),
        amount_of_at_most("a sync with nothing to do: bytes", nothing.bytes, NOTHING_BYTES),
        amount_of_at_most(
            f"{ORDERS:,} orders safe over 80 ms",
            safe,
            SAFE_SECONDS,
            form=_SECONDS,
            floor=bare_safe,
        ),
        amount_of_at_most(
            f"{ORDERS:,} orders safe: round trips", sent.round_trips, SAFE_ROUND_TRIPS
        ),
        amount_of_at_most(
            f"{ORDERS:,} orders answered, {WORKERS} workers",
            answered,
            ORDERS / ANSWERED_PER_SECOND,
            form=_SECONDS,
            floor=bare_answered,
        ),
    ]


@contextmanager
def serving_workers(live: LiveOffice) -> Iterator[None]:
    """Let workers serve, each in a process of its own."""
    command = [sys.executable, "-m", "smartclient", "headoffice", "serve", "--url", live.url]
    workers = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(WORKERS)]
    try:
        yield
        assert not any(worker.poll() for worker in workers), "a worker ended by an error"
    finally:
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.wait(60)


def _place(laptop: LiveLaptop, orders: int, *, first: int = 0) -> None:
    use_cases = UseCases(laptop.store, CLOCK)
    for place in range(first, first + orders):
        order = use_cases.orders.new(CustomerNumber(customer_of(place % CUSTOMERS)))
        for line in range(1, LINES + 1):
            sku = Sku(sku_of((place * 13 + line * 7) % 5_000 * 2))
            order = order.with_line(OrderLine(line=line, sku=sku, quantity=1 + place % 9))
        use_cases.orders.place(order)


def _send_and_wait(laptop: LiveLaptop, admin: Raw) -> tuple[float, float, Crossed]:
    """Return in how many seconds all is safe, in how many more answered, and what crossed.

    Safe is from the sync's first call to the receipt of the last order kept on the laptop.
    """
    began = time.perf_counter()
    reported: list[float] = []

    def note(progress: object) -> None:
        if getattr(progress, "step", "") == "sending" and getattr(progress, "done", 0) == ORDERS:
            reported.append(time.perf_counter())

    laptop.engine.run(note, lambda: bool(reported), urgent=True)
    assert reported, "not every order was received"
    sent = laptop.link.crossed()
    answered = until_answered(admin, WARMING + ORDERS)
    return reported[0] - began, answered - reported[0], sent


def until_answered(admin: Raw, requests: int) -> float:
    """Wait until so many requests have their replies; return when it was seen."""
    end = time.perf_counter() + _GIVING_UP_SECONDS
    while admin.execute("SELECT COUNT(*) FROM sync.replies") != [[(requests,)]]:
        assert time.perf_counter() < end, "not every request was answered"
        time.sleep(0.2)
    return time.perf_counter()


def _bare_submit(live: LiveOffice, laptop: LiveLaptop, admin: Raw) -> float:
    """Return how long the same server takes to insert the same bodies from JSON, barely."""
    admin.execute(_BARE_TABLES)
    (rows,) = admin.execute("SELECT request_id, body FROM sync.inbox ORDER BY id")
    items = [{"id": str(_uuid(key)), "body": body} for key, body in rows]
    connection: Any = laptop.bare_connection()
    cursor = connection.cursor()
    cursor.setinputsizes([(load_pyodbc().SQL_VARCHAR, 0, 0)])
    statement = _BARE_SUBMIT if live.is_real else to_babelfish(_BARE_SUBMIT)
    cursor.execute(statement, json.dumps(items[:WARMING]))
    text = json.dumps(items[WARMING:])
    taken = seconds(lambda: cursor.execute(statement, text))
    cursor.close()
    connection.close()
    return taken


def _uuid(key: object) -> UUID:
    assert isinstance(key, bytes)
    return UUID(bytes=key)


def bare_answers(live: LiveOffice, admin: Raw) -> float:
    """Return how long the same server takes to insert the rows of the answers, barely.

    By as many connections as there are workers, in transactions of 200 rows.
    """
    admin.execute(_BARE_TABLES)
    rows = [(write, admin.execute(read)[0]) for read, write in _BARE_ANSWERS]
    shares = [[(write, some[n::WORKERS]) for write, some in rows] for n in range(WORKERS)]
    connections: list[Any] = [connect(address_of(live.url), autocommit=False) for _ in shares]

    def insert(share: tuple[Any, list[tuple[str, list[Any]]]]) -> None:
        connection, parts = share
        for write, some in parts:
            _insert(connection, write, some[_FEW:])

    for connection, parts in zip(connections, shares, strict=True):
        for write, some in parts:
            _insert(connection, write, some[:_FEW])
    with ThreadPoolExecutor(WORKERS) as pool:
        taken = seconds(lambda: list(pool.map(insert, zip(connections, shares, strict=True))))
    for connection in connections:
        connection.close()
    return taken


def _insert(connection: Any, write: str, rows: list[Any]) -> None:  # noqa: ANN401 (pyodbc's)
    cursor = connection.cursor()
    cursor.fast_executemany = True
    for start in range(0, len(rows), 200):
        cursor.executemany(write, rows[start : start + 200])
        connection.commit()
    cursor.close()


def tell_crossed(what: str, crossed: Crossed) -> None:
    """Print what crossed a link."""
    sys.stdout.write(
        f"{what}: {crossed.round_trips:,} round trips, {crossed.bytes_up:,} bytes up, "
        f"{crossed.bytes_down:,} bytes down, {crossed.connections} connections\n"
    )
