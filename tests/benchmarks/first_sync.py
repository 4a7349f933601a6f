"""First sync of a catalog, search index included, against a bare fetch and a bare insert."""

from functools import partial
from pathlib import Path

from smartclient.contract.feeds import COLUMNS, FeedKind
from tests.benchmarks.company import LOGIN
from tests.benchmarks.figures import Figure, rate_at_least, seconds
from tests.benchmarks.workplace import (
    bare_cipher,
    bare_sqlite,
    engine_between,
    make_office,
    make_store,
)

PRODUCTS = 100_000
ROUNDS = 3
PAGE = 2_000


def measure(folder: Path) -> list[Figure]:
    """Sync a fresh store with head office, and copy the same rows barely, in turn."""
    office = make_office(folder, products=PRODUCTS, customers=1, orders=0)
    ours, floor = [], []
    for turn in range(ROUNDS):
        place = folder / f"turn{turn}"
        place.mkdir()
        store = make_store(place)
        engine = engine_between(store, office, place, LOGIN, lambda: None)
        ours.append(seconds(engine.run))
        with store.view() as view:
            assert len(view.catalog.search("sku-0000", limit=5)) == 5
            assert view.feeds.counts()[FeedKind.PRODUCTS].rows == PRODUCTS
        store.close()
        floor.append(seconds(partial(_bare_copy, folder, place)))
    office.close()
    return [
        rate_at_least(
            f"first sync of {PRODUCTS:,} products, indexed",
            PRODUCTS / sorted(ours)[ROUNDS // 2],
            PRODUCTS / sorted(floor)[ROUNDS // 2],
            0.5,
            "rows/s",
        )
    ]


def _bare_copy(folder: Path, place: Path) -> None:
    names = COLUMNS[FeedKind.PRODUCTS]
    source = bare_sqlite(folder / "headoffice.db")
    target = bare_cipher(place / "bare.db")
    target.execute(f"CREATE TABLE products ({', '.join(names)}, PRIMARY KEY (id))")
    rows = source.execute(f"SELECT {', '.join(names)} FROM sales_products ORDER BY id")
    insert = f"INSERT INTO products VALUES ({', '.join('?' * len(names))})"
    target.execute("BEGIN IMMEDIATE")
    while page := rows.fetchmany(PAGE):
        target.executemany(insert, page)
    target.execute("COMMIT")
    source.close()
    target.close()
