"""What a stolen rep's login can't read or reach on SQL Server."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from smartclient.contract.feeds import FOR_ADMINS, FeedKind
from smartclient.domain.clock import SystemClock
from smartclient.headoffice.database.tables import tables_for
from tests.headoffice.attacker import FAR, PROCEDURES, done_by, feed_procedure, refused, reported
from tests.live_company import LiveCompany, found_live_company
from tests.live_server import REAL_SERVER, LiveOffice, Raw
from tests.office_company import ANN, BEN, BENS

TABLES = sorted(
    f"{table.schema}.{table.name}"
    for table in tables_for("mssql").metadata.tables.values()
    if table.name != "session"
)


@pytest.fixture(scope="module")
def bare(live: LiveOffice) -> Iterator[Raw]:
    """A connection of a login that has just what head office grants to a rep."""
    found_live_company(live, SystemClock())
    with live.as_login(live.bare_login()) as connection:
        yield connection


def test_no_table_can_be_read_or_written(bare: Raw) -> None:
    attacks = (
        "SELECT TOP 1 * FROM {}",
        "SELECT COUNT(*) FROM {} WITH (NOLOCK)",
        "DELETE FROM {}",
        "TRUNCATE TABLE {}",
        "DROP TABLE {}",
        "ALTER TABLE {} ADD mine int",
    )
    assert not done_by(bare, *(attack.format(table) for table in TABLES for attack in attacks))


def test_no_table_can_be_reached_by_another_way(bare: Raw) -> None:
    attacks = (
        "UPDATE sales.reps SET role = N'admin'",
        "INSERT INTO sync.rep_identity (name, rep_number) VALUES (SUSER_SNAME(), N'8')",
        "SELECT * INTO #mine FROM sales.customers",
        "CREATE PROCEDURE sync.mine AS SELECT * FROM sales.customers",
        "CREATE TRIGGER sales.mine ON sales.customers AFTER UPDATE AS SELECT 1",
        "ALTER PROCEDURE sync.pulse_v1 @hello varchar(max) AS SELECT * FROM sales.customers",
        "DROP PROCEDURE sync.pulse_v1",
        "ALTER ROLE smartclient_admin ADD MEMBER smartclient_rep",
        "CREATE LOGIN mine WITH PASSWORD = 'Mine-1-mine'",
    )
    assert not done_by(bare, *attacks)


def test_no_right_can_be_passed_on(bare: Raw, live: LiveOffice) -> None:
    if not live.is_real:
        pytest.skip("this engine grants nothing, and says so only in a warning")
    refused(bare, "GRANT EXECUTE ON sync.pulse_v1 TO public")


def test_no_definition_can_be_read(bare: Raw, live: LiveOffice) -> None:
    if not live.is_real:
        pytest.skip("this engine shows definitions to everybody; it runs on a real SQL Server")
    for name in PROCEDURES:
        found = bare.execute(f"SELECT OBJECT_DEFINITION(OBJECT_ID(N'sync.{name}'))")
        assert found == [[(None,)]]
    # what may be executed is listed, without what it says
    reported = "SELECT COUNT(*) FROM sys.sql_modules WHERE definition IS NOT NULL"
    assert bare.execute(reported) == [[(0,)]]
    assert bare.execute("SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES") == [[(0,)]]


def test_the_schema_can_not_be_locked(bare: Raw, live: LiveOffice) -> None:
    if not live.is_real:
        pytest.skip("this engine lets everybody take any lock; it runs on a real SQL Server")
    lock = "DECLARE @got int; EXEC @got = sp_getapplock N'smartclient_schema', N'Exclusive', "
    lock += "N'Session', 0, N'dbo'; IF @got < 0 THROW 50000, N'refused', 1"
    refused(bare, lock)
    # a lock of that name for everybody is another lock, which keeps nobody from an import
    refused(
        bare,
        lock.replace("smartclient_schema", "smartclient_import").replace(
            "N'dbo'", "N'smartclient_admin'"
        ),
    )


def test_procedures_do_their_work_without_any_other_right(bare: Raw, live: LiveOffice) -> None:
    if not live.is_real:
        pytest.skip(REAL_SERVER)
    (reported, _) = bare.execute("EXEC sync.pulse_v1 '{\"client_version\": 1}'")
    assert reported[0][3] == ANN


ODD: tuple[tuple[int | None, ...], ...] = (
    (1, 0, 0, FAR, 5_000),
    (0, 0, 0, FAR, 5_000),
    (1, -1, -FAR, -FAR, 1_000_000),
    (0, -FAR, -FAR, FAR, -1),
    (0, 0, 0, 2**63 - 1, 2**31 - 1),
    (None, None, None, None, None),
    (1, None, 0, None, None),
)


def test_feeds_give_nothing_of_another_rep(live_company: LiveCompany, ann: Raw) -> None:
    assert live_company.count("customers", number=BENS) == 1
    for kind in (FeedKind.CUSTOMERS, FeedKind.ADDRESSES, FeedKind.MEMBERSHIP):
        for odd in ODD:
            values = ", ".join("NULL" if value is None else str(value) for value in odd)
            (rows,) = ann.execute(f"EXEC sync.{feed_procedure(kind)} {values}")
            assert all(BENS not in row and BEN not in row for row in rows), (kind, odd)


def test_what_is_for_admins_is_for_no_rep(live_company: LiveCompany, ann: Raw) -> None:
    live_company.policy("phone", "rep")
    for kind in sorted(FOR_ADMINS):
        assert ann.execute(f"EXEC sync.{feed_procedure(kind)} 1, 0, 0, {FAR}, 5000") == [[]], kind
        assert ann.execute(f"EXEC sync.{feed_procedure(kind)} 0, 0, 0, {FAR}, 5000") == [[]], kind


def test_messages_about_odd_parameters_leak_nothing(live_company: LiveCompany, ann: Raw) -> None:
    secret = "555-SECRET"
    live_company.change_customer(BENS, phone=secret)
    for statement in (
        "EXEC sync.feed_customers_v1 N'x', N'x', N'x', N'x', N'x'",
        f"EXEC sync.feed_customers_v1 1, 0, 0, {FAR}, 1, N'phone = -1'",
        "EXEC sync.replies_v1 N'1 OR 1 = 1', 5, 5",
        "EXEC sync.fingerprints_v1 N'customers', N'x', N'x'",
        "EXEC sync.submit_v1",
        "EXEC sync.submit_v1 N'nonsense'",
        "EXEC sync.pulse_v1 N'nonsense'",
        "EXEC sync.pulse_v1 NULL",
    ):
        message = refused(ann, statement)
        assert secret not in message
        assert BENS not in message


def test_a_feed_under_impersonation_leaks_nothing(live_company: LiveCompany, ann: Raw) -> None:
    secret = "555-SECRET"
    live_company.change_customer(BENS, phone=secret)
    call = f"sync.feed_customers_v1 1, 0, 0, {FAR}, 5000"
    for statement in (
        f"EXEC {call}",
        f"EXEC {call} WITH RESULT SETS ((mine int))",
        f"EXEC {call} WITH RECOMPILE",
        f"EXEC (N'EXEC {call}')",
        f"EXEC sp_executesql N'EXEC {call}'",
        f"CREATE TABLE #mine (a sql_variant); INSERT INTO #mine EXEC {call}; SELECT * FROM #mine",
        f"SELECT * FROM OPENROWSET('SQLNCLI', 'Server=.', 'EXEC {call}')",
        f"BEGIN TRY EXEC {call} END TRY BEGIN CATCH SELECT ERROR_MESSAGE() END CATCH",
        f"DECLARE @a int; EXEC @a = {call}; SELECT @a",
    ):
        answer = reported(ann, statement)
        assert answer
        assert secret not in answer
        assert BENS not in answer


def test_fingerprints_count_nothing_of_another_rep(live_company: LiveCompany, ann: Raw) -> None:
    before = ann.execute(f"EXEC sync.fingerprints_v1 'customers', {FAR}, {FAR}")
    assert [row[2] for row in before[0]] == [2]
    live_company.change_customer(BENS, phone="555-SECRET")
    assert ann.execute(f"EXEC sync.fingerprints_v1 'customers', {FAR}, {FAR}") == before
    live_company.policy("phone", "rep")
    for kind in sorted(FOR_ADMINS):
        assert ann.execute(f"EXEC sync.fingerprints_v6 '{kind}', {FAR}, {FAR}") == [[]], kind


def test_replies_of_another_rep_are_not_given(live_company: LiveCompany, ann: Raw) -> None:
    live_company.add(
        "replies",
        {
            "sender": BEN,
            "request_id": str(uuid4()),
            "status": "confirmed",
            "body": "{}",
            "answered_at": live_company.clock.now(),
        },
    )
    assert ann.execute(f"EXEC sync.replies_v1 0, {FAR}, 5000") == [[]]
    assert ann.execute(f"EXEC sync.replies_v1 -5, {2**63 - 1}, -1") == [[]]
