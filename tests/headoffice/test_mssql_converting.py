"""Identifiers that become bytes on a live SQL Server: killed at any moment, nothing is lost.

One head office of the sixth schema is upgraded by processes that are killed, while others change
it; laptops that had read it before go on where they were.
"""

import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

import pytest

from smartclient.contract.feeds import Cursor, FeedKind, FeedPage
from smartclient.contract.messages import Reply
from smartclient.contract.operations import Operations, PulseRequest
from smartclient.domain.errors import SetUpError, TransientError
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.database.migrations import MIGRATIONS
from tests.earlier_schema import earlier_schema
from tests.headoffice import sixth_schema
from tests.live_company import LiveCompany
from tests.live_server import LiveOffice
from tests.office_company import ANN, fill

ORDERS: Final = 25
READ_HALF: Final = 11

_UPGRADE = """
import os, signal, sys
from sqlalchemy import event
from smartclient.domain.clock import SystemClock
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.database.mssql.schema_0007 import identifiers

identifiers.PORTION = 13
office = HeadOffice.open(sys.argv[1], SystemClock())
text, left = sys.argv[2], int(sys.argv[3])

@event.listens_for(office.engine, "before_cursor_execute")
def end_suddenly(_connection, _cursor, statement, *_):
    global left
    left -= text in statement
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

print(*office.upgrade())
"""
"""A process that upgrades in small portions; it dies before it runs a statement with a text for the
given time."""

_DEATHS: Final = (
    ("CREATE TABLE sync.conflicts_next", 1),
    ("INSERT INTO sync.inbox_next", 2),
    ("UPDATE sync.conversion SET copied_id", 3),
    ("INSERT INTO sales.orders_next", 1),
    ("DROP TABLE sync.inbox", 1),
    ("EXEC sp_rename N'sales.orders_next'", 1),
    # when all tables are replaced
    ("PROCEDURE sync.submit_v1", 2),
)
"""Before which of its statements each process dies: while it creates, copies and replaces."""

_CALLS: Final = 20

pytestmark = pytest.mark.timeout(1_800)


@dataclass
class Converted:
    """A head office of the sixth schema with what was read of it before it was upgraded."""

    live: LiveOffice
    rows: sixth_schema.Rows = field(default_factory=dict)
    watermark: int = 0
    page: FeedPage | None = None
    replies: tuple[Reply, ...] = ()
    last_number: int = 0
    now: sixth_schema.Rows = field(default_factory=dict)
    former: dict[str, bytes] = field(default_factory=dict)

    @property
    def link(self) -> Operations:
        return self.live.kept[ANN]


@pytest.fixture(scope="module")
def converted(live: LiveOffice) -> Iterator[Converted]:
    with pytest.MonkeyPatch.context() as monkeypatch, live.another_database() as name:
        other = replace(live, database=name, logins={}, links=[], kept={})
        other.office = HeadOffice.open(other.url, live.clock)
        with earlier_schema(other.office.engine, 6, monkeypatch):
            other.office.init()
            fill(LiveCompany(office=other.office, clock=live.clock))
            login = other.rep_login("1", ANN.rpartition("\\")[2])
        with other.as_admin() as admin:
            sixth_schema.write_rows(admin, ORDERS)
        other.kept[ANN] = other.operations(login)
        found = Converted(live=other)
        _read_before(found)
        _upgrade_with_deaths(found)
        try:
            yield found
        finally:
            other.hang_up()
            other.office.close()
    with live.as_admin("master") as admin:
        admin.execute(f"DROP LOGIN [{login}]")


def _read_before(found: Converted) -> None:
    found.watermark = found.link.pulse(PulseRequest()).watermark
    found.page = read_orders(found, Cursor(), found.watermark)
    found.replies = found.link.replies(after=0, watermark=found.watermark, limit=1_000)
    assert len(found.page.rows) == len(found.replies) == ORDERS


def _upgrade_with_deaths(found: Converted) -> None:
    for number, (text, times) in enumerate(_DEATHS, start=1):
        ended = upgrade(found.live, text, times)
        assert ended.returncode == -signal.SIGKILL, (text, ended.stdout, ended.stderr)
        with found.live.as_admin() as admin:
            sixth_schema.change_rows(admin, number)
            found.rows = sixth_schema.read_rows(admin, converted=False)
    with found.live.as_admin() as admin:
        admin.execute("DELETE FROM sync.stopped WHERE id = (SELECT MAX(id) FROM sync.stopped)")
        found.rows = sixth_schema.read_rows(admin, converted=False)
        ((last,),) = admin.execute("SELECT CAST(IDENT_CURRENT(N'sync.stopped') AS int)")[0]
        found.last_number = int(str(last))
    ended = upgrade(found.live, "no such statement", 1)
    assert ended.stdout.split() == ["6", str(len(MIGRATIONS["mssql"]))], ended.stderr
    with found.live.as_admin() as admin:
        (former,) = admin.execute("SELECT former, id FROM sync.former_identifiers")
        found.former = {str(text): bytes(key) for text, key in former if isinstance(key, bytes)}
        found.now = sixth_schema.read_rows(admin, converted=True)
    if not found.live.is_real:
        for login in found.live.logins.values():
            found.live.let_procedures_work_for(login)
    for _ in range(_CALLS):
        try:
            read_orders(found, Cursor(), found.link.pulse(PulseRequest()).watermark)
        except TransientError:
            # procedures that are new to the server take it long for the first time
            continue
        break


def upgrade(live: LiveOffice, text: str, times: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _UPGRADE, live.url, text, str(times)],
        capture_output=True,
        text=True,
        check=False,
    )


def read_orders(found: Converted, cursor: Cursor, watermark: int, limit: int = 1_000) -> FeedPage:
    return found.link.feed(
        FeedKind.ORDERS, cursor=cursor, watermark=watermark, limit=limit, by_key=False
    )


def test_every_row_is_there_once_with_its_identifiers_as_bytes(converted: Converted) -> None:
    assert list(converted.former) == [sixth_schema.MANUAL_ID]
    encoding = "utf-16-le" if converted.live.is_real else "utf-8"
    expected = sixth_schema.as_converted(converted.rows, converted.former, encoding)
    for table, rows in sixth_schema.in_order(expected).items():
        assert sixth_schema.in_order(converted.now)[table] == rows, table


def test_nothing_of_the_conversion_is_left(converted: Converted) -> None:
    with converted.live.as_admin() as admin:
        (left,) = admin.execute(
            "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES "
            "WHERE TABLE_NAME LIKE N'%[_]next' OR TABLE_NAME LIKE N'conversion%'"
        )
        (triggers,) = admin.execute(
            "SELECT name FROM sys.objects WHERE type = 'TR' AND name LIKE N'%[_]converting'"
        )
    assert (left, triggers) == ([], [])


def test_no_number_of_a_row_that_was_deleted_is_given_again(converted: Converted) -> None:
    """A laptop may not have read yet that the row was deleted, and would delete the new one."""
    with converted.live.as_admin() as admin:
        admin.execute("BEGIN TRANSACTION")
        admin.execute(
            "INSERT INTO sync.stopped (sender, request_id, kind, lane, attempts, error, "
            "received_at, stopped_at) VALUES (N'x', 0x01, N'x', N'', 1, N'', "
            "SYSUTCDATETIME(), SYSUTCDATETIME())"
        )
        ((number,),) = admin.execute("SELECT id FROM sync.stopped WHERE sender = N'x'")[0]
        admin.execute("ROLLBACK TRANSACTION")
    assert number == converted.last_number + 1


def test_laptops_go_on_where_they_were(converted: Converted) -> None:
    _a_laptop_pulls_only_what_changed_while_it_was_converted(converted)
    _a_laptop_that_had_read_half_gets_the_other_half_in_order(converted)
    _a_reply_that_was_set_aside_is_found_by_the_version_that_it_had(converted)
    _a_new_laptop_reads_every_order_once_page_by_page(converted)
    _a_changed_order_and_a_new_reply_come_after_all_that_was_converted(converted)


def _a_laptop_pulls_only_what_changed_while_it_was_converted(converted: Converted) -> None:
    assert converted.page is not None
    pulse = converted.link.pulse(PulseRequest(replies_after=converted.replies[-1].row_version))
    assert pulse.replies == 0
    again = read_orders(converted, converted.page.cursor, pulse.watermark)
    deaths = len(_DEATHS)
    changed = {f"SO-{1_000 + number}" for number in range(1, deaths + 1)}
    changed |= {f"SO-{number + 1}" for number in range(1, deaths + 1)}
    assert {row[3] for row in again.rows} == changed
    # it has read all of it now
    last = read_orders(converted, again.cursor, pulse.watermark)
    assert last.rows == ()


def _a_laptop_that_had_read_half_gets_the_other_half_in_order(converted: Converted) -> None:
    after = converted.replies[READ_HALF].row_version
    pulse = converted.link.pulse(PulseRequest(replies_after=after))
    rest = [reply for reply in converted.replies if reply.row_version > after]
    assert pulse.replies == len(rest)
    got = converted.link.replies(after=after, watermark=pulse.watermark, limit=1_000)
    assert list(got) == rest


def _a_reply_that_was_set_aside_is_found_by_the_version_that_it_had(
    converted: Converted,
) -> None:
    reply = converted.replies[READ_HALF]
    found = converted.link.replies(
        after=reply.row_version - 1, watermark=reply.row_version + 1, limit=1
    )
    assert found == (reply,)


def _a_new_laptop_reads_every_order_once_page_by_page(converted: Converted) -> None:
    watermark = converted.link.pulse(PulseRequest()).watermark
    numbers: list[object] = []
    cursor, more = Cursor(), True
    while more:
        page = read_orders(converted, cursor, watermark, limit=4)
        numbers += [row[3] for row in page.rows]
        cursor, more = page.cursor, page.more
    assert len(numbers) == len(set(numbers)) == len(converted.rows["sales.orders"])


def _a_changed_order_and_a_new_reply_come_after_all_that_was_converted(
    converted: Converted,
) -> None:
    before = converted.link.pulse(PulseRequest()).watermark
    with converted.live.as_admin() as admin:
        admin.execute("UPDATE sales.orders SET state = N'cancelled' WHERE number = N'SO-20'")
        admin.execute("UPDATE sync.replies SET status = N'adjusted' WHERE id = 3")
    watermark = converted.link.pulse(PulseRequest()).watermark
    page = read_orders(converted, Cursor(before - 1, 2**62), watermark)
    assert [row[3] for row in page.rows] == ["SO-20"]
    (newer,) = converted.link.replies(after=before - 1, watermark=watermark, limit=10)
    assert newer.request_id == converted.replies[2].request_id
    last = converted.link.replies(after=0, watermark=watermark, limit=1_000)[-1]
    assert last == newer


def test_an_upgrade_is_refused_while_a_worker_serves(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    with live.another_database() as name:
        other = replace(live, database=name, logins={}, links=[], kept={})
        other.office = HeadOffice.open(other.url, live.clock)
        with earlier_schema(other.office.engine, 6, monkeypatch):
            other.office.init()
        with other.as_admin() as admin:
            admin.execute(
                "INSERT INTO sync.workers (worker, seen_at, serving_until) "
                "VALUES (N'desk 7', SYSUTCDATETIME(), DATEADD(minute, 5, SYSUTCDATETIME()))"
            )
        with pytest.raises(SetUpError, match="desk 7 is serving this head office"):
            other.office.upgrade()
        assert other.stored_info()["schema_version"] == "6"
        other.office.close()
