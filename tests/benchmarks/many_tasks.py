"""Many unsent orders: what they cost to look at, and what they add to saving another one.

The floor is the same with fewer of them: nothing may cost more than its share. So is an order for
many branches against that for one.
"""

import statistics
from functools import partial
from pathlib import Path
from typing import Any

from smartclient.domain.ids import CustomerNumber, Sku, new_id
from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.use_cases.use_cases import UseCases
from tests.benchmarks.company import LOGIN, customer_of, sku_of
from tests.benchmarks.figures import Figure, at_most, in_turn, seconds, seconds_at_work
from tests.benchmarks.workplace import CLOCK, bare_cipher, engine_between, make_office, make_store

FEW, SOME, MANY = 250, 1_000, 5_000
NEWEST = 50
BRANCHES, LINES = 50, 20
SAVED = 30
ROUNDS = 5
CUSTOMERS = 500
TABLES = {"orders": "order_id", "tasks": "id", "requests": "id", "transitions": "id"}
"""What saving an order writes, by the key that a copy needs another of."""

COUNTED = frozenset({"requests.seq", "transitions.id"})
"""Columns that the store counts by itself."""


def measure(folder: Path) -> list[Figure]:
    """Look at tasks and save orders beside some, then beside many."""
    office = make_office(folder, products=1_000, customers=CUSTOMERS, orders=0)
    store = make_store(folder)
    engine_between(store, office, folder, LOGIN, lambda: None).run()
    office.close()
    use_cases = UseCases(store, CLOCK)
    for place in range(FEW - SAVED):
        use_cases.orders.place(_order(use_cases, place))
    together, alone = _previewing(use_cases)
    few_saving = _saving(use_cases, FEW)
    few_newest = _looking(use_cases, NEWEST)
    _multiply(folder / "store.db", SOME // FEW)
    some = _looking(use_cases, None)
    _multiply(folder / "store.db", MANY // SOME)
    many, many_newest = _looking(use_cases, None), _looking(use_cases, NEWEST)
    many_saving = _saving(use_cases, MANY)
    store.close()
    return [
        at_most(f"look at {MANY:,} tasks, against {SOME:,}", many, some * MANY / SOME, 1.5),
        at_most(f"the newest {NEWEST} of {MANY:,}, against {FEW}", many_newest, few_newest, 2),
        at_most(f"preview {BRANCHES} orders of {LINES} lines", together, BRANCHES * alone, 1.2),
        at_most(f"save beside {MANY:,} unsent, against {FEW}", many_saving, few_saving, 1.5),
    ]


def _previewing(use_cases: UseCases) -> tuple[float, float]:
    """How long an order of many branches takes to preview at once, and one of them alone."""
    orders = [_order(use_cases, place, lines=LINES) for place in range(BRANCHES)]
    preview = use_cases.tasks.preview_orders
    return in_turn(partial(preview, orders), partial(preview, orders[:1]), ROUNDS)


def _looking(use_cases: UseCases, limit: int | None) -> float:
    return statistics.median(seconds(partial(use_cases.tasks.newest, limit)) for _ in range(ROUNDS))


def _saving(use_cases: UseCases, before: int) -> float:
    """The median of saving some orders, each priced before."""
    orders = [_order(use_cases, before + place) for place in range(SAVED)]
    return statistics.median(
        seconds_at_work(partial(use_cases.orders.place, each)) for each in orders
    )


def _order(use_cases: UseCases, place: int, *, lines: int = 1) -> Order:
    order = use_cases.orders.new(CustomerNumber(customer_of(place % CUSTOMERS)))
    for line in range(1, lines + 1):
        order = order.with_line(OrderLine(line=line, sku=Sku(sku_of(place + line)), quantity=1))
    return use_cases.orders.quote(order).order


def _multiply(file: Path, times: int) -> None:
    """Copy every unsent order as often, each with a task, a request and a number of its own."""
    store = bare_cipher(file)
    rows = {table: _rows(store, table) for table in TABLES}
    keys = [
        row[key]
        for table, key in TABLES.items()
        if f"{table}.{key}" not in COUNTED
        for row in rows[table]
    ]
    store.execute("BEGIN IMMEDIATE")
    for _ in range(times - 1):
        copies = {key: str(new_id()) for key in keys}
        for table in TABLES:
            for row in rows[table]:
                _copy(store, table, row, copies)
    store.execute("COMMIT")
    store.close()


def _rows(store: Any, table: str) -> list[dict[str, Any]]:  # noqa: ANN401 (the driver has no types)
    found = store.execute(f"SELECT * FROM {table}")
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _copy(store: Any, table: str, row: dict[str, Any], copies: dict[str, str]) -> None:  # noqa: ANN401
    copied = {
        name: copies.get(value, value) if isinstance(value, str) else value
        for name, value in row.items()
        if f"{table}.{name}" not in COUNTED
    }
    names, marks = ", ".join(copied), ", ".join("?" * len(copied))
    store.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(copied.values()))
