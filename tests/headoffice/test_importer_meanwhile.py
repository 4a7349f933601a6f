"""While an import is written, others write too, and feeds move on."""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine, update

from smartclient.database.transactions import reading
from smartclient.domain.clock import Clock
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.importers import import_folder, switching
from smartclient.headoffice.opening import open_database
from tests.headoffice.company_to_import import write_company
from tests.live_server import LiveOffice
from tests.prepared import new_office_database

PORTION = 100


@dataclass
class Beside:
    """Two programs at one database."""

    importing: Engine
    selling: Engine


@pytest.fixture(params=["sqlite", "mssql"])
def beside(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Beside]:
    # the import is as much shorter than one that takes minutes
    monkeypatch.setattr(switching, "_WRITING_SECONDS", 0.05)
    if request.param == "mssql":
        live: LiveOffice = request.getfixturevalue("live")
        live.empty()
        selling = open_database(live.url)
        yield Beside(live.office.engine, selling)
        selling.dispose()
        live.empty()
        return
    engine = new_office_database(tmp_path / "headoffice.db")
    yield Beside(engine, engine)
    engine.dispose()


def add_products(folder: Path, count: int) -> None:
    with (folder / "products.csv").open("a", encoding="utf-8") as file:
        for n in range(count):
            file.write(f"N-{n},New {n},,,,EA,,,,1.00,,,,,,,\n")
    with (folder / "stock.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"N-{n},5\n" for n in range(count))


def test_others_write_and_feeds_move_while_an_import_is_written(
    beside: Beside, tmp_path: Path, clock: Clock
) -> None:
    importing_into, engine = beside.importing, beside.selling
    folder = write_company(tmp_path / "company")
    import_folder(importing_into, folder, clock=clock)
    # a server takes seconds over what a connection says first
    sell(engine, clock)
    add_products(folder, 4_000 if engine.dialect.name == "sqlite" else 1_000)
    began = threading.Event()

    def run() -> None:
        import_folder(
            importing_into,
            folder,
            clock=clock,
            rows_at_once=PORTION,
            progress=lambda _done, _total: began.set(),
        )

    importing = threading.Thread(target=run)
    importing.start()
    assert began.wait(120)
    start = time.monotonic()
    waits, watermarks = [], set()
    while importing.is_alive():
        before = time.monotonic()
        sell(engine, clock)
        waits.append(time.monotonic() - before)
        with reading(engine) as connection:
            watermarks.add(backend_of(engine).feeds.watermark(connection))
    took = time.monotonic() - start
    importing.join()
    assert len(watermarks) > 10
    assert max(waits) < took / 3, f"waited {max(waits):.2f} s of {took:.2f} s"


def sell(engine: Engine, clock: Clock) -> None:
    """What a worker does: it changes the stock."""
    stock = tables_for(engine.dialect.name).stock
    with audited_transaction(engine, actor="kim", at=clock.now()) as connection:
        connection.execute(
            update(stock).where(stock.c.sku == "A-1").values(on_hand=stock.c.on_hand + 1)
        )
