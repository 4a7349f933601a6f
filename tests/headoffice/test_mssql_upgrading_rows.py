"""Upgrading a live SQL Server of the last released schema that is full of rows: all stay."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.database.migrations import MIGRATIONS
from tests.earlier_schema import earlier_schema
from tests.headoffice import sixth_schema
from tests.live_company import LiveCompany
from tests.live_server import LiveOffice
from tests.office_company import fill
from tests.released import RELEASED

_SIXTH, _ORDERS = 6, 12
_REWRITTEN = frozenset({"row_version"})
_ABOUT_THE_SCHEMA = frozenset({"sync.info"})
_FULL = 15
"""At least so many tables have rows."""

Rows = dict[str, list[dict[str, object]]]


def test_rows_of_the_last_released_schema_stay_as_they_are(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    released = len(RELEASED.mssql)
    with live.another_database() as name:
        other = replace(live, database=name, logins={}, links=[], kept={})
        office = other.office = HeadOffice.open(other.url, live.clock)
        with earlier_schema(office.engine, _SIXTH, monkeypatch):
            office.init()
            fill(LiveCompany(office=office, clock=live.clock))
        with other.as_admin() as admin:
            sixth_schema.write_rows(admin, _ORDERS)
        with earlier_schema(office.engine, released, monkeypatch):
            assert office.upgrade() == (_SIXTH, released)
        before = rows_of(office.engine)
        assert len([table for table, rows in before.items() if rows]) >= _FULL
        assert office.upgrade() == (released, len(MIGRATIONS["mssql"]))
        after = rows_of(office.engine)
        office.close()
    for table in before.keys() - _ABOUT_THE_SCHEMA:
        kept = [
            {key: row[key] for key in known} for row in after[table] for known in before[table][:1]
        ]
        assert in_order(kept) == in_order(before[table]), table


def rows_of(engine: Engine) -> Rows:
    """Return the rows of every table, without what each write of a row changes."""
    tables = (
        "SELECT TABLE_SCHEMA + '.' + TABLE_NAME FROM INFORMATION_SCHEMA.TABLES "
        "WHERE TABLE_SCHEMA IN ('sales', 'sync') AND TABLE_TYPE = 'BASE TABLE'"
    )
    with engine.connect() as connection:
        return {
            str(table): [
                {key: value for key, value in row.items() if key not in _REWRITTEN}
                for row in connection.exec_driver_sql(f"SELECT * FROM {table}").mappings()
            ]
            for table in connection.exec_driver_sql(tables).scalars().all()
        }


def in_order(rows: list[dict[str, object]]) -> list[str]:
    """Return rows that can be compared whatever their order."""
    return sorted(repr(sorted(row.items())) for row in rows)
