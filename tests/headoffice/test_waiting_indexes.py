"""What waits in the inbox is found by indexes that hold nothing else."""

import re

import pytest
from sqlalchemy import ColumnElement, event, select
from sqlalchemy.dialects import registry

from smartclient.database.transactions import reading
from smartclient.headoffice.database.mssql import definition
from smartclient.headoffice.database.stored_states import PARKED, RECEIVED
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.inbox.waiting import free_lanes
from tests.office_company import Company
from tests.schema_model import tables_of

STATUS = tables_for("mssql").inbox.c.status


@pytest.mark.parametrize(
    ("condition", "written"),
    [
        (STATUS == RECEIVED, "status = N'received'"),
        (STATUS != RECEIVED, "status != N'received'"),
        (STATUS.in_((RECEIVED, PARKED)), "status IN (N'received', N'parked')"),
    ],
)
def test_a_state_stands_in_the_statement(condition: ColumnElement[bool], written: str) -> None:
    compiled = (
        select(STATUS)
        .where(condition)
        .compile(dialect=registry.load("mssql")(), compile_kwargs={"render_postcompile": True})
    )
    assert written in str(compiled)
    assert not compiled.params


def test_on_sql_server_indexes_of_what_waits_hold_nothing_else() -> None:
    tables = tables_of(definition.tables())
    indexes = tables["sync.inbox"].indexes | tables["sync.lanes"].indexes
    filtered = {
        name.removeprefix("ix_sync_"): found[1]
        for name, text in indexes.items()
        if (found := re.search(r" WHERE (.+)", text))
    }
    waiting = {
        "inbox_waiting": "status = N'received'",
        "inbox_unanswered": "status IN (N'received', N'parked')",
        "inbox_given": "given_number > N''",
        "lanes_token": "token IS NOT NULL",
    }
    assert filtered.items() >= waiting.items()


def test_the_lanes_that_wait_are_read_from_their_index(company: Company) -> None:
    statements: list[str] = []
    event.listen(
        company.office.engine, "before_cursor_execute", lambda *said: statements.append(said[2])
    )
    with reading(company.office.engine) as connection:
        free_lanes(connection)
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statements[0]}").all()
    assert any("USING INDEX ix_sqlite_inbox_waiting" in row.detail for row in plan)
