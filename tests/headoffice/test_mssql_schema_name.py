"""The schema that holds the business has another name, and all works as before."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from smartclient.contract.messages import AnswerStatus
from smartclient.contract.operations import PulseRequest
from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError, SetUpError
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.admin.status import status
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.migrations import MIGRATIONS
from smartclient.headoffice.database.mssql.sales_schema import check_name, in_schema
from smartclient.headoffice.database.sql_script import whole_script
from smartclient.headoffice.database.tables import tables_for
from tests.live_company import LiveCompany
from tests.live_server import LiveOffice
from tests.office_company import ANN, SHOP, fill, line

SAID = re.compile(r"(?<!\w)sales(?=\.|')")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("", "no plain name"),
        ("2fast", "no plain name"),
        ("my sales", "no plain name"),
        ("crm];DROP", "no plain name"),
        ("é", "no plain name"),
        ("x" * 61, "up to 60 letters"),
        ("sync", "head office's own"),
        ("DBO", "SQL Server's"),
        ("order", "SQL Server's"),
        ("db_owner", "SQL Server's"),
    ],
)
def test_a_name_that_can_not_be_a_schemas_is_refused(name: str, says: str) -> None:
    with pytest.raises(RefusedError, match=says):
        check_name(name)
    if name:
        with pytest.raises(RefusedError, match=says):
            whole_script(name)


def test_the_script_has_the_name_everywhere() -> None:
    assert SAID.search(whole_script())
    script = whole_script("crm")
    assert not SAID.findall(script)
    for part in ("CREATE TABLE crm.customers (", "CREATE SCHEMA crm AUTHORIZATION dbo", "N'crm'"):
        assert part in script


def test_columns_and_constraints_keep_their_names() -> None:
    statement = "ALTER TABLE sales.offers ADD CONSTRAINT ck_sales_offers_kind CHECK (annual_sales)"
    assert in_schema(statement, "crm") == statement.replace("sales.offers", "crm.offers")
    assert in_schema(statement, "sales") == statement


def test_a_file_has_no_schemas(tmp_path: Path, clock: Clock) -> None:
    office = HeadOffice.open(f"sqlite:///{tmp_path}/office.db", clock)
    with pytest.raises(RefusedError, match="no schemas"):
        office.init(schema_name="crm")
    office.close()


@pytest.fixture
def renamed(live: LiveOffice) -> Iterator[LiveOffice]:
    """Set up another head office whose business is in schema ``crm``."""
    with live.another_database() as name:
        other = replace(live, database=name, logins={}, links=[], kept={}, schema="crm")
        other.office = HeadOffice.open(other.url, live.clock)
        other.office.init(schema_name="crm")
        yield other
        other.hang_up()
        other.office.close()
    with live.as_admin("master") as admin:
        for login in set(other.logins.values()):
            admin.execute(f"DROP LOGIN [{login}]")


def test_everything_works_with_another_name(
    renamed: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    company = LiveCompany(office=renamed.office, clock=renamed.clock)
    company.live = renamed
    fill(company)
    renamed.logins[ANN] = renamed.rep_login("1", "ann")
    _, answer = company.place(company.order(line("A", 2)))
    assert answer.status is AnswerStatus.CONFIRMED
    assert company.link(ANN).pulse(PulseRequest()).identity.login == ANN
    assert status(renamed.office.engine).orders == 1
    with renamed.as_admin() as admin:
        (schemas,) = admin.execute("SELECT DISTINCT TABLE_SCHEMA FROM INFORMATION_SCHEMA.TABLES")
    assert {str(row[0]) for row in schemas} & {"sales", "crm", "sync"} == {"crm", "sync"}
    _another_program_finds_it(renamed)
    later = [*MIGRATIONS["mssql"], lambda: ["ALTER TABLE sales.customers ADD later INT NULL"]]
    monkeypatch.setattr(schema, "MIGRATIONS", {**MIGRATIONS, "mssql": later})
    monkeypatch.setattr(schema, "REQUIREMENTS", {"mssql": {}})
    renamed.office.upgrade()
    assert company.link(ANN).pulse(PulseRequest()).identity.login == ANN


def _another_program_finds_it(renamed: LiveOffice) -> None:
    office = HeadOffice.open(renamed.url, renamed.clock)
    customers = tables_for("mssql").customers
    with office.engine.connect() as connection:
        assert SHOP in connection.scalars(select(customers.c.number)).all()
    office.init(schema_name="CRM")
    with pytest.raises(RefusedError, match="in the schema crm, which stays"):
        office.init(schema_name="other")
    office.close()


def test_a_schema_that_holds_something_else_is_refused(live: LiveOffice) -> None:
    with live.another_database() as name:
        with live.as_admin(name) as admin:
            admin.execute("CREATE SCHEMA erp AUTHORIZATION dbo")
            admin.execute("CREATE TABLE erp.things (id int)")
        office = HeadOffice.open(replace(live, database=name).url, live.clock)
        with pytest.raises(SetUpError, match=r"schema erp of this database.*--schema NAME"):
            office.init(schema_name="erp")
        office.close()
