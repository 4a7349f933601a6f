"""The hints for finding and locking rows on SQL Server; it runs without one."""

# ruff: noqa: ANN401 (stand-ins take whatever the driver does)

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, delete, event, select
from sqlalchemy.engine import make_url
from sqlalchemy.pool import StaticPool

from smartclient import headoffice
from smartclient.database.mssql.babelfish import IS_SQL_SERVER
from smartclient.database.mssql.engine import _reword
from smartclient.database.value_list import in_list
from smartclient.domain.ids import Sku
from smartclient.headoffice.database.backend import install_backend
from smartclient.headoffice.database.locking import for_update, with_seek_hint
from smartclient.headoffice.database.mssql import leases, rows
from smartclient.headoffice.database.mssql.rows import reserve_stock, upsert
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.inbox import inbox, lanes, rounds
from smartclient.headoffice.opening import sql_server_backend

T = tables_for("mssql")
LANES = ("S-1", "S-2")


class Said(Exception):  # noqa: N818 (it ends the statement, and is no error)
    """A statement as it would have gone to the server."""


@pytest.fixture
def connection() -> Connection:
    """A connection that gives back the first statement instead of running it."""

    class Cursor:
        def execute(self, statement: str, *_: Any) -> None:
            raise Said(statement)

        executemany = execute

        def close(self) -> None: ...

        def setinputsizes(self, *_: object) -> None: ...

    class Driver:
        def cursor(self) -> Cursor:
            return Cursor()

        def rollback(self) -> None: ...

        def close(self) -> None: ...

    engine: Engine = create_engine(
        "mssql+pyodbc://", creator=Driver, poolclass=StaticPool, _initialize=False
    )
    event.listen(engine, "before_cursor_execute", _reword, retval=True)
    # what it is worded like for SQL Server
    event.listen(engine, "connect", lambda _, record: record.info.update({IS_SQL_SERVER: True}))
    install_backend(engine, sql_server_backend())
    return engine.connect()


def said(do: Callable[[], object]) -> str:
    with pytest.raises(Said) as caught:
        do()
    return " ".join(str(caught.value).split())


@pytest.fixture(autouse=True)
def _no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leases, "now", lambda *_: datetime(2026, 11, 22, tzinfo=UTC))


LANES_SOUGHT = (
    "FROM sync.lanes AS hinted WITH (ROWLOCK, FORCESEEK) WHERE hinted.lane IN (SELECT listed.value "
    "FROM OPENJSON(?) WITH (value NVARCHAR(180) '$') AS listed) AND hinted.token = ?"
)


@pytest.mark.parametrize(
    "change",
    [lanes.renew, lanes.release, lanes.defer],
    ids=lambda function: function.__name__,
)
def test_lanes_are_found_by_their_names(connection: Connection, change: Any) -> None:
    """By the token alone all lanes were read, and each worker waited for the others' lanes."""
    statement = said(lambda: change(connection, "token", LANES))
    assert statement.startswith("UPDATE hinted SET ")
    assert statement.endswith(LANES_SOUGHT)


def test_requests_are_found_by_their_ids(connection: Connection) -> None:
    with_seek_hint = (
        "FROM sync.inbox AS hinted WITH (ROWLOCK, FORCESEEK) WHERE hinted.id IN (SELECT "
        "listed.value FROM OPENJSON(?) WITH (value BIGINT '$') AS listed)"
    )
    assert said(lambda: rounds.isolate(connection, [1, 2])).endswith(with_seek_hint)
    assert said(lambda: rounds.begin(connection, "token", [1, 2])).endswith(with_seek_hint)
    ended = said(lambda: rounds.end(connection, "token", [1, 2]))
    assert ended.endswith(f"{with_seek_hint} AND hinted.round_token = ?")
    at = leases.now(connection)
    assert said(lambda: inbox.mark_answered(connection, [1, 2], "done", at)).endswith(
        with_seek_hint
    )


def test_rows_are_deleted_by_their_keys(connection: Connection) -> None:
    t = T.workers
    statement = said(
        lambda: connection.execute(with_seek_hint(delete(t).where(in_list(t.c.worker, ["w"]))))
    )
    assert statement.startswith(
        "DELETE hinted FROM sync.workers AS hinted WITH (ROWLOCK, FORCESEEK) WHERE hinted.worker IN"
    )


def test_who_locks_rows_seeks_them() -> None:
    """Who reads a table through with UPDLOCK waits for every row that another worker has."""
    found = str(
        for_update(select(T.stock.c.sku), T.stock).compile(
            dialect=make_url("mssql://").get_dialect()()
        )
    )
    assert " ".join(found.split()).endswith("FROM sales.stock WITH (UPDLOCK, ROWLOCK, FORCESEEK)")
    for module in Path(headoffice.__file__).parent.rglob("*.py"):
        assert "(UPDLOCK)" not in module.read_text(), module


def test_a_reply_is_looked_up_by_its_whole_key(connection: Connection) -> None:
    """By parts of it, all that a rep was ever answered was looked through and locked."""
    row = {"sender": "a", "request_id": "1", "status": "x"}
    rows = [row, {**row, "request_id": "2"}]
    statement = said(
        lambda: upsert(connection, T.replies, keys=("sender", "request_id"), rows=rows)
    )
    assert "FROM OPENJSON(?) WITH (c0 NVARCHAR(128) '$[0]', c1 char(32) '$[1]') AS" in statement
    assert "JOIN sync.replies WITH (UPDLOCK, ROWLOCK, FORCESEEK) ON" in statement
    assert statement.endswith("OPTION (LOOP JOIN, FORCE ORDER)")


def test_the_last_answer_to_a_request_is_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both were inserted, and the round failed: each of its requests was then tried alone."""
    stored: list[Any] = []
    monkeypatch.setattr(rows, "_existing_keys", lambda *_: set())
    monkeypatch.setattr(rows, "insert", lambda _, __, new: stored.extend(new))
    first = {"sender": "ann", "request_id": "1", "status": "rejected"}
    last = {**first, "sender": "Ann", "status": "confirmed"}
    nowhere: Any = None
    upsert(nowhere, T.replies, keys=("sender", "request_id"), rows=[first, last])
    assert stored == [last]


def test_stock_is_taken_product_by_product(connection: Connection) -> None:
    statement = said(lambda: reserve_stock(connection, {Sku("A"): 1}))
    assert "INNER LOOP JOIN sales.stock AS s WITH (UPDLOCK, ROWLOCK, FORCESEEK)" in statement


def test_nothing_is_emptied_by_a_parameter() -> None:
    """The driver queries the server for the type of each None, which is a round trip more.

    Babelfish answers that for no statement with an alias, and rolls the transaction back.
    """
    for module in Path(headoffice.__path__[0]).rglob("*.py"):
        assert not re.search(r"\.values\([^()]*=None\b", module.read_text()), module
