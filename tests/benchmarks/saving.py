"""Saving an order durably, against a bare commit of the same rows.

The rows are committed barely to a copy of the same store: into tables as large, with the same
indexes, by the driver alone.
"""

import shutil
import statistics
from functools import partial
from pathlib import Path
from typing import Any

from smartclient.domain.ids import CustomerNumber, OrderId, Sku
from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.store.unit_of_work import Store
from smartclient.use_cases.use_cases import UseCases
from tests.benchmarks.company import customer_of, sku_of
from tests.benchmarks.figures import Figure, at_most, seconds_at_work
from tests.benchmarks.workplace import CLOCK, bare_cipher

ORDERS = 120
LINES = 5
TABLES = ("orders", "tasks", "transitions", "requests")


def measure(folder: Path, store: Store) -> list[Figure]:
    """Save orders of five lines, and commit copies of the rows they became, in turn."""
    use_cases = UseCases(store, CLOCK)
    bare = bare_cipher(folder / "store.db")
    bare.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copyfile(folder / "store.db", folder / "twin.db")
    twin = bare_cipher(folder / "twin.db")
    ours, floor = [], []
    for place in range(ORDERS):
        order = use_cases.orders.quote(_order(use_cases, place)).order
        ours.append(seconds_at_work(partial(use_cases.orders.place, order)))
        rows = _rows_of(bare, order.id)
        floor.append(seconds_at_work(partial(_commit, twin, rows)))
    bare.close()
    twin.close()
    return [
        at_most(
            f"save an order of {LINES} lines",
            statistics.median(ours),
            statistics.median(floor),
            3,
        )
    ]


def _order(use_cases: UseCases, place: int) -> Order:
    order = use_cases.orders.new(CustomerNumber(customer_of(place)))
    for line in range(1, LINES + 1):
        sku = Sku(sku_of(place * 7 + line))
        order = order.with_line(OrderLine(line=line, sku=sku, quantity=line))
    return order


def _rows_of(bare: Any, order_id: OrderId) -> list[tuple[str, list[Any]]]:  # noqa: ANN401
    """Return every row that saving the order wrote, by table."""
    (task,) = bare.execute("SELECT task_id FROM orders WHERE order_id = ?", (order_id,)).fetchone()
    where = {
        "orders": ("order_id", order_id),
        "tasks": ("id", task),
        "transitions": ("task_id", task),
        "requests": ("task_id", task),
    }
    return [
        (table, bare.execute(f"SELECT * FROM {table} WHERE {name} = ?", (key,)).fetchall())
        for table, (name, key) in where.items()
    ]


def _commit(twin: Any, tables: list[tuple[str, list[Any]]]) -> None:  # noqa: ANN401
    twin.execute("BEGIN IMMEDIATE")
    for table, rows in tables:
        twin.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
    twin.execute("COMMIT")
