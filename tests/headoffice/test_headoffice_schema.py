"""The schema: made once, upgraded forward only, and never over something else."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Connection, inspect
from sqlalchemy.exc import IntegrityError

from smartclient.contract.versions import LINK_VERSION
from smartclient.database.transactions import reading
from smartclient.domain.clock import Clock
from smartclient.domain.errors import SchemaError
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.checked_values import CHECKED_VALUES, CheckedValue
from smartclient.headoffice.database.migrations import MIGRATIONS
from smartclient.headoffice.database.tables import tables_for
from tests.office_company import ANN, SHOP, Company


def test_setting_up_again_changes_nothing(company: Company) -> None:
    before = {name: company.rows(name) for name in ("info", "customers", "counters", "session")}
    company.office.init()
    assert {name: company.rows(name) for name in before} == before


def test_the_migrations_make_the_tables_the_program_knows(tmp_path: Path, clock: Clock) -> None:
    office = HeadOffice.open(f"sqlite:///{tmp_path}/empty.db", clock)
    office.init()
    with reading(office.engine) as connection:
        found = inspect(connection)
        for table in tables_for("sqlite").metadata.sorted_tables:
            made = {column["name"]: column["nullable"] for column in found.get_columns(table.name)}
            known = {column.name: column.nullable for column in table.columns}
            assert made == known, (
                f"{table.name} lacks or has too much: {set(made) ^ set(known)}. Write the next "
                "sqlite_NNNN.py in smartclient/headoffice/database/migrations (sqlite_statements)"
            )
            indexes = {index["name"] for index in found.get_indexes(table.name)}
            assert indexes == {index.name for index in table.indexes}, table.name
    office.close()


@pytest.mark.parametrize("checked", CHECKED_VALUES, ids=lambda checked: checked.name)
def test_a_value_that_may_not_be_is_refused(company: Company, checked: CheckedValue) -> None:
    table = f"{checked.schema}_{checked.table}"
    odd = {"from_stock": (-1, 1)}.get(checked.column, ("odd" if "'" in checked.condition else -1,))
    columns = ", ".join((checked.column, "quantity")[: len(odd)])
    with company.office.engine.connect() as connection:
        insert = f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(odd))})"
        with pytest.raises(IntegrityError, match=checked.name):
            connection.exec_driver_sql(insert, odd)


def test_a_status_is_checked_when_it_changes(company: Company) -> None:
    with pytest.raises(IntegrityError, match="ck_sales_customers_status"):
        company.change("customers", {"number": SHOP}, status="odd")


def test_a_program_of_an_earlier_link_does_not_open_the_file() -> None:
    first = 3  # the schema of link version 2
    assert len(MIGRATIONS["sqlite"]) >= first + LINK_VERSION - 2, (
        f"nothing keeps earlier programs from files of link version {LINK_VERSION}: write the next "
        "sqlite_NNNN.py in smartclient/headoffice/database/migrations, be it empty"
    )


def test_a_newer_schema_is_refused_and_kept(company: Company) -> None:
    company.change("info", {"name": "schema_version"}, value="99")
    with pytest.raises(SchemaError, match="newer"):
        company.office.init()
    with pytest.raises(SchemaError, match="newer"):
        company.office.answer_waiting()
    assert company.count("customers") == 3


def test_a_database_that_holds_something_else_is_refused(tmp_path: Path, clock: Clock) -> None:
    file = tmp_path / "other.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
    connection.close()
    office = HeadOffice.open(f"sqlite:///{file}", clock)
    with pytest.raises(SchemaError, match="something else"):
        office.init()
    office.close()


def test_a_head_office_that_is_not_set_up_says_so(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "empty.db").touch()
    office = HeadOffice.open(f"sqlite:///{tmp_path}/empty.db", clock)
    with pytest.raises(SchemaError, match=r"no head office in this database yet.*headoffice init"):
        office.operations(ANN)
    office.close()


def test_an_upgrade_keeps_a_copy_and_all_that_is_there(
    company: Company, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    newest = len(MIGRATIONS["sqlite"])
    second = ["ALTER TABLE sales_customers ADD COLUMN loyalty INTEGER"]
    steps = {"sqlite": (*MIGRATIONS["sqlite"], lambda: second)}
    monkeypatch.setattr(schema, "MIGRATIONS", steps)
    with pytest.raises(SchemaError, match=r"older Smart Client.*headoffice upgrade"):
        company.office.answer_waiting()
    company.office.init()
    with reading(company.office.engine) as connection:
        assert schema.info(connection, "schema_version") == str(newest + 1)
    assert company.count("customers", number=SHOP) == 1
    with sqlite3.connect(tmp_path / f"company.db.before-{newest + 1}") as copy:
        version = copy.execute("SELECT value FROM sync_info WHERE name = 'schema_version'")
        assert version.fetchone() == (str(newest),)
    copy.close()


def test_what_is_prepared_in_portions_goes_on_where_it_was_stopped(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    newest, stopped = len(MIGRATIONS["sqlite"]), [True]

    def portion(connection: Connection) -> bool:
        done = int(connection.exec_driver_sql("SELECT COUNT(*) FROM sync_lanes").scalar_one())
        connection.exec_driver_sql("INSERT INTO sync_lanes (lane) VALUES (?)", (str(done),))
        if done == 1 and stopped.pop():
            raise ConnectionError
        return done < 2

    steps = {"sqlite": (*MIGRATIONS["sqlite"], lambda: ["DELETE FROM sync_lanes WHERE lane = 2"])}
    monkeypatch.setattr(schema, "MIGRATIONS", steps)
    monkeypatch.setattr(schema, "PREPARATIONS", {"sqlite": {newest + 1: portion}})
    with pytest.raises(ConnectionError):
        company.office.init()
    assert [row.lane for row in company.rows("lanes")] == ["0"]
    assert schema.version_of(company.office.engine) == newest
    stopped.append(False)
    company.office.init()
    assert [row.lane for row in company.rows("lanes")] == ["0", "1"]
    assert schema.version_of(company.office.engine) == newest + 1


def test_an_upgrade_that_fails_half_way_leaves_the_schema_as_it_was(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = ["CREATE TABLE sync_new (id INTEGER)", "this is no SQL"]
    steps = {"sqlite": (*MIGRATIONS["sqlite"], lambda: second)}
    monkeypatch.setattr(schema, "MIGRATIONS", steps)
    with pytest.raises(Exception, match="syntax"):
        company.office.init()
    with reading(company.office.engine) as connection:
        assert schema.info(connection, "schema_version") == str(len(MIGRATIONS["sqlite"]))
        assert "sync_new" not in inspect(connection).get_table_names()


def test_the_company_is_described(company: Company) -> None:
    company.office.describe(company="Northern Bikes", currency="EUR")
    with reading(company.office.engine) as connection:
        assert schema.info(connection, "company") == "Northern Bikes"
        assert schema.info(connection, "currency") == "EUR"
