"""While an import is written, others write too, and feeds move on."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select, update

from smartclient.database.transactions import reading
from smartclient.domain.check_out import HeldImports, grant
from smartclient.domain.clock import Clock
from smartclient.domain.ids import CustomerNumber, Login
from smartclient.domain.sales.orders import Fulfilment
from smartclient.headoffice.admin.maintenance import change_order_fulfilment, set_policy
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.importers import import_folder, switching
from smartclient.headoffice.opening import open_database
from smartclient.headoffice.sales.check_outs import check_out_time
from smartclient.headoffice.sales.customers import CustomerTable
from tests.headoffice.company_to_import import change, write_company
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


def sell(engine: Engine, clock: Clock, count: int = 1) -> None:
    """What a worker does: it lowers the stock."""
    stock = tables_for(engine.dialect.name).stock
    with audited_transaction(engine, actor="kim", at=clock.now()) as connection:
        connection.execute(
            update(stock).where(stock.c.sku == "A-1").values(on_hand=stock.c.on_hand - count)
        )


def import_beside(beside: Beside, folder: Path, clock: Clock, act: Callable[[], object]) -> None:
    """Import a folder; when it is staged and nothing of it is written, somebody else acts."""
    acted: list[object] = []

    def once(_done: int, _total: int) -> None:
        if not acted:
            acted.append(act())

    import_folder(beside.importing, folder, clock=clock, rows_at_once=1, progress=once)
    assert acted, "the import wrote nothing"


def stored(engine: Engine, table: str, key: str, value: str) -> dict[str, Any]:
    rows = tables_for(engine.dialect.name).table_named(table)
    with reading(engine) as connection:
        return dict(connection.execute(select(rows).where(rows.c[key] == value)).one()._mapping)


def test_what_orders_take_meanwhile_is_taken_from_the_count_of_the_files(
    beside: Beside, tmp_path: Path, clock: Clock
) -> None:
    folder = write_company(tmp_path / "company")
    import_folder(beside.importing, folder, clock=clock)
    change(folder, "stock.csv", "A-1,50", "A-1,80")
    import_beside(beside, folder, clock, lambda: sell(beside.selling, clock, 7))
    assert stored(beside.selling, "stock", "sku", "A-1")["on_hand"] == 73


def test_what_is_invoiced_meanwhile_is_owed_beside_what_the_files_say(
    beside: Beside, tmp_path: Path, clock: Clock
) -> None:
    folder = write_company(tmp_path / "company")
    change(folder, "customers.csv", "status,merged_into", "status,merged_into,balance")
    change(folder, "customers.csv", "active,\n", "active,,100\n")
    change(folder, "customers.csv", "on_hold,K1", "on_hold,K1,")
    change(folder, "orders.csv", "invoiced,2026-03-09", "shipped,2026-03-09")
    import_folder(beside.importing, folder, clock=clock)
    change(folder, "customers.csv", "active,,100", "active,,140")
    import_beside(
        beside,
        folder,
        clock,
        lambda: change_order_fulfilment(beside.selling, "SO-1", Fulfilment.INVOICED, clock=clock),
    )
    total = stored(beside.selling, "orders", "number", "SO-1")["total"]
    assert total > 0
    assert stored(beside.selling, "customers", "number", "K1")["balance"] == 140 + total


def test_what_somebody_changes_meanwhile_is_not_overwritten(
    beside: Beside, tmp_path: Path, clock: Clock
) -> None:
    folder = write_company(tmp_path / "company")
    import_folder(beside.importing, folder, clock=clock)
    change(folder, "customers.csv", "Kiosk,kim", "Kiosk & Sons,kim")
    change(folder, "customers.csv", "5000,555-0100", "6000,555-0101")

    def rename() -> None:
        # the file leaves the e-mail address as it was, and brings another phone
        customers = tables_for(beside.selling.dialect.name).customers
        with audited_transaction(beside.selling, actor="kim", at=clock.now()) as connection:
            connection.execute(
                update(customers)
                .where(customers.c.number == "K1")
                .values(email="new@example.com", phone="555-7777")
            )

    import_beside(beside, folder, clock, rename)
    kiosk = stored(beside.selling, "customers", "number", "K1")
    assert (kiosk["email"], kiosk["phone"]) == ("new@example.com", "555-7777")
    assert (kiosk["name"], kiosk["annual_sales"]) == ("Kiosk & Sons", 6000)
    # to import the same folder again says of now what it said of before
    import_folder(beside.importing, folder, clock=clock)
    assert stored(beside.selling, "customers", "number", "K1")["phone"] == "555-0101"


def test_a_row_that_becomes_what_the_files_say_meanwhile_is_not_written(
    beside: Beside, tmp_path: Path, clock: Clock
) -> None:
    folder = write_company(tmp_path / "company")
    import_folder(beside.importing, folder, clock=clock)
    change(folder, "ship_methods.csv", "GROUND,5", "GROUND,6")
    ways = tables_for(beside.selling.dialect.name).ship_methods
    versions = []

    def charge() -> None:
        with audited_transaction(beside.selling, actor="kim", at=clock.now()) as connection:
            connection.execute(update(ways).values(base=Decimal(6)))
        versions.append(stored(beside.selling, "ship_methods", "name", "GROUND")["row_version"])

    import_beside(beside, folder, clock, charge)
    assert versions == [stored(beside.selling, "ship_methods", "name", "GROUND")["row_version"]]


def test_an_order_that_went_further_meanwhile_stays_so_and_stops_no_import(
    beside: Beside, tmp_path: Path, clock: Clock
) -> None:
    folder = write_company(tmp_path / "company")
    change(folder, "orders.csv", "invoiced,2026-03-09", "back_ordered,2026-03-09")
    import_folder(beside.importing, folder, clock=clock)
    change(folder, "orders.csv", "back_ordered,", "shipped,")
    import_beside(
        beside,
        folder,
        clock,
        lambda: change_order_fulfilment(beside.selling, "SO-1", Fulfilment.INVOICED, clock=clock),
    )
    assert stored(beside.selling, "orders", "number", "SO-1")["fulfilment"] == "invoiced"


def check_out(engine: Engine, clock: Clock, number: str, holder: str = "kim") -> None:
    """What a worker does: it grants a rep a check-out."""
    customer = CustomerNumber(number)
    with audited_transaction(engine, actor=holder, at=clock.now()) as connection:
        granted = grant(
            None,
            holder=Login(holder),
            device="",
            days=3,
            now=check_out_time(connection, clock.now()),
            epoch=schema.info(connection, "generation"),
        )
        assert granted is not None
        CustomerTable(connection).set_check_out(customer, granted.to_text(), instead_of="")


@pytest.mark.parametrize("setting", HeldImports)
def test_a_customer_that_is_checked_out_meanwhile_stays_as_it_is_unless_imports_may_change_it(
    beside: Beside, tmp_path: Path, clock: Clock, setting: HeldImports
) -> None:
    folder = write_company(tmp_path / "company")
    import_folder(beside.importing, folder, clock=clock)
    set_policy(beside.importing, "checked_out_imports", setting, clock=clock)
    change(folder, "customers.csv", "Kiosk,kim", "Kiosk & Sons,kim")
    change(folder, "customers.csv", "Corner,kim", "Corner Shop,kim")

    def once(done: int, _total: int) -> None:
        if not done:
            check_out(beside.selling, clock, "K1")

    result = import_folder(beside.importing, folder, clock=clock, rows_at_once=1, progress=once)
    allowed = setting is HeldImports.ALLOW
    kept = "Kiosk & Sons" if allowed else "Kiosk"
    assert stored(beside.selling, "customers", "number", "K1")["name"] == kept
    assert stored(beside.selling, "customers", "number", "K2")["name"] == "Corner Shop"
    notes = [note.arguments["customer"] for note in result.notes if "checked out" in note.template]
    assert notes == ([] if allowed else ["K1"])
    assert result.tallies["customers"].changed == (2 if allowed else 1)
    # once it is free, the same folder changes it
    with audited_transaction(beside.selling, actor="kim", at=clock.now()) as connection:
        text = stored(beside.selling, "customers", "number", "K1")["check_out"]
        CustomerTable(connection).set_check_out(CustomerNumber("K1"), "", instead_of=text)
    import_folder(beside.importing, folder, clock=clock)
    assert stored(beside.selling, "customers", "number", "K1")["name"] == "Kiosk & Sons"


def test_what_an_import_that_broke_off_had_staged_is_not_written_over_a_check_out(
    beside: Beside, tmp_path: Path, clock: Clock
) -> None:
    folder = write_company(tmp_path / "company")
    import_folder(beside.importing, folder, clock=clock)
    change(folder, "customers.csv", "Kiosk,kim", "Kiosk & Sons,kim")

    def break_off(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_folder(beside.importing, folder, clock=clock, rows_at_once=1, progress=break_off)
    check_out(beside.selling, clock, "K1")
    import_folder(beside.importing, folder, clock=clock)
    assert stored(beside.selling, "customers", "number", "K1")["name"] == "Kiosk"
