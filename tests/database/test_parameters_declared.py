"""Parameters as SQL Server gets them: declared by their columns, lists as one; without a server."""

# ruff: noqa: ANN401 (whatever a statement takes)

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import (
    BINARY,
    BigInteger,
    Integer,
    Unicode,
    UnicodeText,
    column,
    insert,
    select,
    text,
)
from sqlalchemy.engine import make_url
from sqlalchemy.types import TypeDecorator

from smartclient.database.mssql.drivers import load_pyodbc
from smartclient.database.types import Amount, Day, Instant, RowVersion
from smartclient.database.value_list import JsonValues, at_most, in_list
from smartclient.headoffice.database.tables import tables_for
from tests.recorded_statements import StatementLog, recording_connection

SQL = load_pyodbc()
SQL_SERVER, SQLITE = (make_url(f"{name}://").get_dialect()() for name in ("mssql", "sqlite"))
T = tables_for("mssql")


def declared(statement: Any, *values: Any) -> tuple[object, ...]:
    log = StatementLog()
    with recording_connection(log) as connection, log.recording():
        connection.execute(statement, *values)
    ((_, parameters),) = log.statements
    return parameters


@pytest.mark.parametrize(
    ("type_", "value", "size"),
    [
        (Unicode(40), "A", (SQL.SQL_WVARCHAR, 40, 0)),
        (Unicode(40), "A" * 41, (SQL.SQL_WVARCHAR, 4_000, 0)),
        # two units each
        (Unicode(40), "😀" * 2_001, (SQL.SQL_WVARCHAR, 0, 0)),
        (UnicodeText(), "A", (SQL.SQL_WVARCHAR, 0, 0)),
        (Integer(), 7, (SQL.SQL_INTEGER, 10, 0)),
        (BigInteger(), 7, (SQL.SQL_BIGINT, 19, 0)),
        (Amount(), Decimal("1.5"), (SQL.SQL_DECIMAL, 19, 4)),
        (Day(), date(2026, 11, 22), (SQL.SQL_TYPE_DATE, 10, 0)),
        (Instant(), datetime(2026, 11, 22, tzinfo=UTC), (SQL.SQL_TYPE_TIMESTAMP, 26, 6)),
        (RowVersion(), 7, (SQL.SQL_VARBINARY, 8, 0)),
    ],
    ids=str,
)
def test_a_parameter_is_declared_by_its_column(type_: Any, value: Any, size: object) -> None:
    assert declared(select(column("c", type_)).where(column("c", type_) == value)) == (size,)


def test_nothing_is_declared_like_something() -> None:
    """The server was queried for its type: another round trip, and another declaration."""
    columns = {"request_id": None, "status": "x", "clock_offset_seconds": None, "answered_at": None}
    assert declared(insert(T.inbox).inline().values(columns)) == (
        (SQL.SQL_BINARY, 16, 0),
        (SQL.SQL_WVARCHAR, 10, 0),
        (SQL.SQL_TYPE_TIMESTAMP, 26, 6),
        (SQL.SQL_INTEGER, 10, 0),
    )


def test_what_we_wrote_ourselves_is_declared_too() -> None:
    log = StatementLog()
    with recording_connection(log) as connection, log.recording():
        connection.exec_driver_sql("EXEC p ?, ?", ("a", 1))
        connection.exec_driver_sql("EXEC p ?, ?", ("abc", 2**40))
    size = ((SQL.SQL_WVARCHAR, 4_000, 0), (SQL.SQL_BIGINT, 19, 0))
    assert log.statements == {("EXEC p ?, ?", size)}


@pytest.mark.parametrize("dialect", [SQL_SERVER, SQLITE], ids=lambda d: d.name)
def test_a_list_and_a_number_of_rows_are_no_part_of_the_text(dialect: Any) -> None:
    t = tables_for(dialect.name).stock
    some = select(t.c.sku).where(in_list(t.c.sku, ["A"]))
    more = select(t.c.sku).where(in_list(t.c.sku, ["B", "C"]))
    texts = {
        str(
            at_most(statement, rows).compile(
                dialect=dialect, compile_kwargs={"render_postcompile": True}
            )
        )
        for statement, rows in ((some, 1), (more, 2))
    }
    assert len(texts) == 1
    assert ("OPENJSON" if dialect.name == "mssql" else "json_each") in texts.pop()


def test_a_list_names_no_value_that_the_server_would_cut_into_another() -> None:
    sent = JsonValues(Unicode(3)).process_bind_param(["abc", "abcd", 'a"\\'], SQL_SERVER)
    assert json.loads(sent) == ["abc", 'a"\\']


def test_a_text_of_our_own_is_declared_by_its_parameters_types() -> None:
    statement = text("SELECT :a")
    assert declared(statement, {"a": "x"}) == ((SQL.SQL_WVARCHAR, 4_000, 0),)


class _Sixteen(TypeDecorator[str]):
    """A text of sixteen characters, stored as bytes."""

    impl = BINARY(16)
    cache_ok = True

    def process_bind_param(self, value: str | None, _: object) -> bytes:
        return (value or "").encode()


def test_bytes_go_in_a_list_as_hexadecimal_digits() -> None:
    statement: Any = select(column("c")).where(
        in_list(column("c", _Sixteen()), ["0123456789abcdef"])
    )
    compiled = statement.compile(dialect=SQL_SERVER)
    assert (
        "FROM (SELECT CONVERT(binary(16), value, 2) AS value "
        "FROM OPENJSON(:param_1) WITH (value char(32) '$') AS item) AS listed"
    ) in " ".join(str(compiled).split())
    sent = JsonValues(_Sixteen()).process_bind_param(["0123456789abcdef"], SQL_SERVER)
    assert json.loads(sent) == ["30313233343536373839616263646566"]
