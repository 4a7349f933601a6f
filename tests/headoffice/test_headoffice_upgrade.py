"""Upgrading an older head office: what admins are given begins with what was there before."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Connection

from smartclient.domain.clock import Clock
from smartclient.domain.errors import ContendedError
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.migrations import MIGRATIONS, sqlite_0001
from smartclient.headoffice.database.sqlite import maintenance as sqlite_maintenance
from tests.earlier_schema import earlier_schema
from tests.office_company import Company, fill

AT = "2026-11-20T08:00:00.000000Z"


@pytest.fixture
def older(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a head office of the first schema, in use."""
    file = tmp_path / "office.db"
    with monkeypatch.context() as first:
        first.setattr(schema, "MIGRATIONS", {"sqlite": (sqlite_0001.statements,)})
        office = HeadOffice.open(f"sqlite:///{file}", clock)
        office.init()
        office.close()
    with sqlite3.connect(file) as connection:
        connection.execute("INSERT INTO sync_laptops VALUES ('ann', ?, 1, 3, -5)", (AT,))
        connection.execute(
            "INSERT INTO sync_policies (key, setting, changed_by, changed_at) "
            "VALUES ('discontinued', 'admin', 'head', ?)",
            (AT,),
        )
        connection.executemany(
            "INSERT INTO sync_inbox (sender, request_id, kind, version, lane, body, digest, "
            "made_at, received_at, status, attempts, error, answered_at) "
            "VALUES ('ann', ?, 'place_order', 1, 'C-1', '{}', '', ?, ?, ?, 3, 'KeyError', ?)",
            [("r-1", AT, AT, "parked", AT), ("r-2", AT, AT, "done", AT)],
        )
    connection.close()
    return file


def test_what_was_there_is_in_the_feeds_for_admins(older: Path, clock: Clock) -> None:
    office = HeadOffice.open(f"sqlite:///{older}", clock)
    office.init()
    office.close()
    with sqlite3.connect(older) as connection:
        laptops = connection.execute(
            "SELECT login, seen_at, waiting, clock_offset_seconds FROM sync_laptops"
        ).fetchall()
        stopped = connection.execute(
            "SELECT sender, request_id, error, stopped_at FROM sync_stopped"
        ).fetchall()
        history = connection.execute(
            "SELECT key, was, setting, changed_by FROM sync_policy_history"
        ).fetchall()
        versions = connection.execute(
            "SELECT row_version FROM sync_laptops UNION ALL SELECT row_version FROM sync_stopped "
            "UNION ALL SELECT row_version FROM sync_policy_history"
        ).fetchall()
    connection.close()
    assert laptops == [("ann", AT, 3, -5)]
    assert stopped == [("ann", "r-1", "KeyError", AT)]
    assert history == [("discontinued", "", "admin", "head")]
    assert all(version > 0 for (version,) in versions)


def test_the_key_of_positions_is_moved_to_where_nobody_reads_it(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With another key, no position that was given would be recognised."""
    office = HeadOffice.open(f"sqlite:///{tmp_path}/upgraded.db", clock)
    with earlier_schema(office.engine, 5, monkeypatch):
        office.init()
        with office.engine.begin() as connection:
            connection.exec_driver_sql("INSERT INTO sync_info VALUES ('history_key', 'abc')")
    office.upgrade()
    company = Company(office=office, clock=clock)
    assert [tuple(row) for row in company.rows("secrets")] == [("history_key", "abc")]
    assert not company.count("info", name="history_key")
    office.answer_waiting()
    assert [row.value for row in company.rows("secrets")] == ["abc"]
    office.close()


def test_a_device_that_was_enrolled_before_has_the_address_that_is_known_of_it(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = HeadOffice.open(f"sqlite:///{tmp_path}/upgraded.db", clock)
    with earlier_schema(office.engine, 6, monkeypatch):
        office.init()
        with office.engine.begin() as connection:
            connection.exec_driver_sql(
                "INSERT INTO sync_enrolled_devices (device, login, kind, enrolled_at, enrolled_by, "
                "seen_on) VALUES ('d-1', 'ann', 'laptop', ?, '', '2026-11-21')",
                (AT,),
            )
            connection.exec_driver_sql(
                "INSERT INTO sync_credentials (credential_hash, device, given_at, seen_at, address)"
                " VALUES ('ab', 'd-1', ?, ?, '203.0.113.5'), ('cd', 'd-1', ?, NULL, '')",
                (AT, AT, AT),
            )
    office.upgrade()
    company = Company(office=office, clock=clock)
    assert [row.address for row in company.rows("enrolled_devices")] == ["203.0.113.5"]
    office.close()


def _objects(file: Path) -> set[tuple[str, str]]:
    """Every table, index and trigger of a file, as it is written there."""
    with sqlite3.connect(file) as connection:
        found = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        objects = {(name, " ".join(sql.split())) for name, sql in found}
    connection.close()
    return objects


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS["sqlite"])))
def test_created_whole_or_upgraded_a_file_is_the_same(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, version: int
) -> None:
    office = HeadOffice.open(f"sqlite:///{tmp_path}/upgraded.db", clock)
    with earlier_schema(office.engine, version, monkeypatch):
        office.init()
        fill(Company(office=office, clock=clock))
    assert office.upgrade() == (version, len(MIGRATIONS["sqlite"]))
    office.close()
    new = HeadOffice.open(f"sqlite:///{tmp_path}/new.db", clock)
    new.init()
    new.close()
    assert _objects(tmp_path / "upgraded.db") == _objects(tmp_path / "new.db")


def test_an_upgrade_that_meets_other_writers_each_time_says_what_to_do_and_goes_on_later(
    older: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def in_vain(_connection: Connection, statement: str) -> None:
        tried.append(statement)
        raise ContendedError("Something else is writing.", detail="a lock")

    office = HeadOffice.open(f"sqlite:///{older}", clock)
    newest = len(MIGRATIONS["sqlite"])
    with monkeypatch.context() as held:
        held.setattr(sqlite_maintenance, "migrate", in_vain)
        with pytest.raises(
            ContendedError, match="run the upgrade again once that has ended"
        ) as why:
            office.upgrade()
    assert (len(tried), why.value.detail) == (schema._ATTEMPTS, "a lock")
    with sqlite3.connect(older) as connection:
        stored = "SELECT value FROM sync_info WHERE name = 'schema_version'"
        assert connection.execute(stored).fetchone() == ("1",)
    connection.close()
    assert office.upgrade() == (1, newest)
    office.close()
