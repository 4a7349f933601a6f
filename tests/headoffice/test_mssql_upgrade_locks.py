"""An upgrade of a live SQL Server while others hold locks: it waits, or says what to do."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import Connection

from smartclient.database.mssql import engine as sql_server_engine
from smartclient.database.mssql.batches import run_batch
from smartclient.domain.errors import ContendedError, SmartClientError, TransientError
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.migrations import MIGRATIONS
from smartclient.headoffice.database.mssql import code, schema_0008, schema_0009
from tests.earlier_schema import earlier_schema
from tests.live_company import LiveCompany
from tests.live_gate import LiveDevices, devices_of
from tests.live_server import LiveOffice, Raw

NEWEST = len(MIGRATIONS["mssql"])
BEFORE_DEVICES = 7
LET_GO_MS = 2_000
"""How long an upgrade waits for each lock in these tests."""

BLOCKING = {
    "sync.rep_identity": "UPDATE sync.rep_identity SET rep_number = rep_number",
    "sync.lanes": "UPDATE sync.lanes SET token = token",
    "sales.customers": "UPDATE sales.customers SET name = name",
    "sync.import_portions": "DELETE FROM sync.import_portions",
    "sync.info": "UPDATE sync.info SET value = value WHERE name = N'link_version'",
    "sync.truncate_guard": "UPDATE sync.truncate_guard SET sales_products = NULL",
    "sync.enrolled_devices": "UPDATE sync.enrolled_devices SET seen_on = seen_on",
}
"""What a transaction holds of each table that an upgrade locks or changes."""

_TOUCHED = re.compile(
    r"(?:ALTER TABLE|UPDATE|INSERT INTO|DELETE FROM|(?:CREATE|DROP) INDEX \w+ ON"
    r"|UPDATE \w+ SET .* FROM) ((?:sync|sales)\.\w+)"
)


@contextmanager
def held(connection: Raw, statement: str) -> Iterator[None]:
    """Hold what a statement locks, in a transaction that ends with this."""
    connection.execute("BEGIN TRANSACTION")
    connection.execute(statement)
    try:
        yield
    finally:
        connection.execute("ROLLBACK TRANSACTION")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have an upgrade begin once, and wait for a lock and for calls for a moment only."""
    prepare = [item.replace("LOCK_TIMEOUT 10000", f"LOCK_TIMEOUT {LET_GO_MS}") for item in _PREPARE]
    assert prepare != list(_PREPARE)
    monkeypatch.setattr(sql_server_engine, "_PREPARE", tuple(prepare))
    monkeypatch.setattr(schema, "_ATTEMPTS", 1)
    monkeypatch.setattr(code, "CALLS_END_SECONDS", 0.0)


_PREPARE = sql_server_engine._PREPARE


def test_every_table_that_the_last_migrations_touch_is_held_once() -> None:
    statements = [*schema_0008.statements(), *schema_0009.statements()]
    created = {
        found[1]
        for item in schema_0008.statements()
        if (found := re.match(r"CREATE TABLE (\S+)", item))
    }
    touched = {name for item in statements for name in _TOUCHED.findall(item)}
    of_the_eighth = {
        name for item in schema_0008.statements() for name in _TOUCHED.findall(item)
    } - created
    assert of_the_eighth == {"sales.customers", "sync.import_portions", "sync.info"}
    assert touched - created <= BLOCKING.keys()
    assert "sync.enrolled_devices" in touched
    begins_with = {table for table, _ in code._BEGINS_WITH}
    assert begins_with <= set(BLOCKING)


@contextmanager
def of_schema(
    live: LiveOffice, version: int, monkeypatch: pytest.MonkeyPatch
) -> Iterator[LiveOffice]:
    """Another head office, as a version of the schema left it."""
    with live.another_database() as name:
        other = replace(live, database=name, logins={}, links=[], kept={})
        other.office = HeadOffice.open(other.url, live.clock)
        with earlier_schema(other.office.engine, version, monkeypatch):
            other.office.init()
        try:
            yield other
        finally:
            other.hang_up()
            other.office.close()


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    ("version", "tables"),
    [
        (
            BEFORE_DEVICES,
            ("sync.rep_identity", "sync.lanes", *("sales.customers", "sync.import_portions")),
        ),
        (NEWEST - 1, ("sync.enrolled_devices", "sync.truncate_guard", "sync.info")),
    ],
    ids=["before devices", "with devices"],
)
def test_an_upgrade_that_waits_in_vain_says_what_to_do_changes_nothing_and_goes_on_later(
    live: LiveOffice,
    monkeypatch: pytest.MonkeyPatch,
    version: int,
    tables: tuple[str, ...],
) -> None:
    with of_schema(live, version, monkeypatch) as other, other.as_admin() as holder:
        filled(holder, version)
        before = columns_of(holder)
        for table in tables:
            with held(holder, BLOCKING[table]):
                with pytest.raises(ContendedError, match="run the upgrade again") as refused:
                    other.office.upgrade()
                assert "doctor" in refused.value.user_message
                assert "Nothing that anybody uses was changed" in refused.value.user_message
            assert other.stored_info()["schema_version"] == str(version), table
            assert columns_of(holder) == before, table
        assert other.office.upgrade() == (version, NEWEST)
        assert other.office.upgrade() == (NEWEST, NEWEST)


def filled(connection: Raw, version: int) -> None:
    """Put a row into each table whose rows are held."""
    connection.execute("INSERT INTO sync.rep_identity (name, rep_number) VALUES (N'a', N'1')")
    connection.execute("INSERT INTO sync.lanes (lane) VALUES (N'L1')")
    connection.execute(
        "INSERT INTO sales.customers (number, name, rep) VALUES (N'C1', N'Shop', N'a')"
    )
    if version > BEFORE_DEVICES:
        connection.execute(
            "INSERT INTO sync.enrolled_devices "
            "(device, login, kind, enrolled_at, enrolled_by, seen_on) VALUES "
            "(0x01, N'a', N'laptop', SYSUTCDATETIME(), N'b', SYSUTCDATETIME())"
        )


def columns_of(connection: Raw) -> set[tuple[object, ...]]:
    (rows,) = connection.execute(
        "SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS "
        "WHERE TABLE_SCHEMA IN (N'sales', N'sync')"
    )
    return set(rows)


class Caller(threading.Thread):
    """A device that calls the service's gate again and again."""

    def __init__(self, devices: LiveDevices) -> None:
        super().__init__()
        self._devices = devices
        self._stopped = threading.Event()
        self.called = threading.Semaphore(0)
        self.postponed: list[SmartClientError] = []
        self.failed: list[Exception] = []

    def run(self) -> None:
        while not self._stopped.is_set():
            try:
                self._devices.pulse()
                self.called.release()
            except TransientError as error:
                self.postponed.append(error)
            except Exception as error:  # noqa: BLE001 (whatever it is, the test shows it)
                self.failed.append(error)
                return

    def wait_for_calls(self, count: int) -> None:
        for _ in range(count):
            assert self.called.acquire(timeout=120), self.failed

    def stop(self) -> None:
        self._stopped.set()
        self.join()


def _later() -> list[str]:
    return ["ALTER TABLE sync.enrolled_devices ADD later int NULL"]


@pytest.fixture
def a_later_schema(live: LiveOffice, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One migration more, which changes the devices."""
    scripts: tuple[Callable[[], list[str]], ...] = (*MIGRATIONS["mssql"], _later)
    monkeypatch.setattr(schema, "MIGRATIONS", {**MIGRATIONS, "mssql": scripts})
    yield
    with live.as_admin() as admin:
        admin.execute(
            "IF COL_LENGTH(N'sync.enrolled_devices', N'later') IS NOT NULL "
            "ALTER TABLE sync.enrolled_devices DROP COLUMN later"
        )
    live.set_stored_info("schema_version", str(NEWEST))


@pytest.mark.usefixtures("a_later_schema")
def test_an_upgrade_waits_for_who_holds_the_devices_while_the_service_runs(
    live_company: LiveCompany, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = live_company.live
    devices = devices_of(live_company)
    devices.enrolled()
    waiting, done = threading.Event(), threading.Event()

    def noticing(connection: Connection, statement: str) -> None:
        if "ON sync.enrolled_devices" in statement:
            waiting.set()
        run_batch(connection, statement)

    monkeypatch.setattr(code, "run_batch", noticing)
    caller = Caller(devices)
    caller.start()
    upgraded: list[object] = []

    def upgrade() -> None:
        try:
            upgraded.append(live.office.upgrade())
        except SmartClientError as error:
            upgraded.append(error)
        done.set()

    upgrading = threading.Thread(target=upgrade)
    try:
        caller.wait_for_calls(2)
        with live.as_admin() as holder, held(holder, BLOCKING["sync.enrolled_devices"]):
            upgrading.start()
            assert waiting.wait(120)
            # it waits for as long as somebody else holds them
            assert not done.wait(3)
            assert live.stored_info()["schema_version"] == str(NEWEST)
        assert done.wait(120)
        caller.wait_for_calls(2)
    finally:
        caller.stop()
        if upgrading.ident is not None:
            upgrading.join()
        devices.gate.close()
    assert upgraded == [(NEWEST, NEWEST + 1)]
    assert not caller.failed
