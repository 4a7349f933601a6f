"""What a stolen rep's login can't do on SQL Server: read, forge, change, block or break."""

# ruff: noqa: ANN401 (attackers send whatever they like)

import json
import re
import threading
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from live_server import REAL_SERVER, LiveCompany, LiveOffice, Raw, found_live_company
from office_company import ANN, BEN, BENS, SHOP, line
from smartclient.contract.feeds import FOR_ADMINS, FeedKind, feed_version
from smartclient.contract.messages import CreateCustomer, PlaceOrder, Request, digest_of
from smartclient.contract.operations import MAX_BODY_BYTES, MAX_UNANSWERED, Hello
from smartclient.contract.versions import LINK_VERSION
from smartclient.domain.clock import SystemClock
from smartclient.domain.ids import CustomerNumber
from smartclient.headoffice.inbox import MAX_BATCH_REQUESTS
from smartclient.headoffice.migrations import MIGRATIONS
from smartclient.headoffice.mssql.schema_0004.submit import MAX_REQUESTS
from smartclient.headoffice.tables import tables_for

SURFACE = sorted(
    {
        name
        for migration in MIGRATIONS["mssql"]
        for statement in migration()
        for name in re.findall(r"^CREATE PROCEDURE sync\.(\w+)", statement)
    }
)
"""Every procedure that any schema has made."""

DROP = "'); DROP TABLE sync.inbox; SELECT ('"
FAR = 2**62
TABLES = sorted(
    f"{table.schema}.{table.name}"
    for table in tables_for("mssql").metadata.tables.values()
    if table.name != "session"
)


@pytest.fixture
def ann(live_company: LiveCompany) -> Iterator[Raw]:
    """Return a connection that Ann's login may open with any program."""
    with live_company.live.as_login(live_company.live.logins[ANN]) as connection:
        yield connection


@pytest.fixture(scope="module")
def bare(live: LiveOffice) -> Iterator[Raw]:
    """Return a connection of a login that has just what head office grants to a rep."""
    found_live_company(live, SystemClock())
    with live.as_login(live.bare_login()) as connection:
        yield connection


def asking(company: LiveCompany, quantity: int = 1) -> Request:
    return company.request(PlaceOrder(order=company.order(line("A", quantity))))


def item(request: Request, n: int = 1, /, **other: Any) -> dict[str, Any]:
    """Return a request as it stands in a batch."""
    told = {
        "n": n,
        "id": request.id,
        "kind": str(request.kind),
        "version": request.version,
        "lane": request.lane,
        "body": request.body,
        "digest": request.digest,
        "replaces": request.replaces,
        "given_number": "",
        "made_at": "2026-11-21T09:00:00.000000Z",
    }
    return {**told, **other}


def submit(connection: Raw, *items: Any) -> list[tuple[Any, ...]]:
    return submit_text(connection, json.dumps(items))


def submit_text(connection: Raw, batch: str) -> list[tuple[Any, ...]]:
    (receipts,) = connection.execute_large("EXEC sync.submit_v1 ?", batch)
    return receipts


def refused(connection: Raw, statement: str, *values: object) -> str:
    """Run what must fail, and return the server's message."""
    with pytest.raises(connection.errors) as failure:
        connection.execute(statement, *values)
    return str(failure.value)


# reading -------------------------------------------------------------------------------------


def done_by(connection: Raw, *statements: str) -> list[str]:
    """Return the statements that the server carried out."""
    done = []
    for statement in statements:
        try:
            connection.execute(statement)
        except connection.errors:
            continue
        done.append(statement)
    return done


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
    for name in SURFACE:
        found = bare.execute(f"SELECT OBJECT_DEFINITION(OBJECT_ID(N'sync.{name}'))")
        assert found == [[(None,)]]
    # what may be executed is listed, without what it says
    told = "SELECT COUNT(*) FROM sys.sql_modules WHERE definition IS NOT NULL"
    assert bare.execute(told) == [[(0,)]]
    assert bare.execute("SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES") == [[(0,)]]


def test_the_schema_can_not_be_locked(bare: Raw, live: LiveOffice) -> None:
    if not live.is_real:
        pytest.skip("this engine lets everybody take any lock; it runs on a real SQL Server")
    lock = "DECLARE @got int; EXEC @got = sp_getapplock N'smartclient_schema', N'Exclusive', "
    lock += "N'Session', 0, N'dbo'; IF @got < 0 THROW 50000, N'refused', 1"
    refused(bare, lock)


def test_procedures_do_their_work_without_any_other_right(bare: Raw, live: LiveOffice) -> None:
    if not live.is_real:
        pytest.skip(REAL_SERVER)
    (told, _) = bare.execute("EXEC sync.pulse_v1 '{\"client_version\": 1}'")
    assert told[0][3] == ANN


ODD: tuple[tuple[int | None, ...], ...] = (
    (1, 0, 0, FAR, 5_000),
    (0, 0, 0, FAR, 5_000),
    (1, -1, -FAR, -FAR, 1_000_000),
    (0, -FAR, -FAR, FAR, -1),
    (0, 0, 0, 2**63 - 1, 2**31 - 1),
    (None, None, None, None, None),
    (1, None, 0, None, None),
)


def feed_procedure(kind: FeedKind) -> str:
    return f"feed_{kind}_v{feed_version(kind, LINK_VERSION)}"


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


def test_messages_about_odd_parameters_tell_nothing(live_company: LiveCompany, ann: Raw) -> None:
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


def told(connection: Raw, statement: str) -> str:
    """Return all that the server answers, rows or an error."""
    try:
        return str(connection.execute(statement))
    except connection.errors as error:
        return str(error)


def test_a_feed_caught_in_other_clothes_tells_nothing_more(
    live_company: LiveCompany, ann: Raw
) -> None:
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
        answer = told(ann, statement)
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
        assert ann.execute(f"EXEC sync.fingerprints_v2 '{kind}', {FAR}, {FAR}") == [[]], kind


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


# sending -------------------------------------------------------------------------------------


def test_nobody_sends_as_somebody_else(live_company: LiveCompany, ann: Raw) -> None:
    ann.execute("EXEC sp_set_session_context N'actor', ?", BEN)
    request = asking(live_company)
    submit(ann, item(request, sender=BEN, login=BEN, rep=BEN))
    (held,) = live_company.rows("inbox")
    assert held.sender == ANN


def test_another_reps_request_is_neither_touched_nor_told(
    live_company: LiveCompany, ann: Raw
) -> None:
    bens, mine = asking(live_company), asking(live_company, 2)
    live_company.send(BEN, bens)
    (receipt,) = submit(ann, item(mine, id=bens.id))
    assert receipt == (bens.id, mine.digest, "")
    held = {row.sender: row.digest for row in live_company.rows("inbox")}
    assert held == {BEN: bens.digest, ANN: mine.digest}


def test_a_sent_request_can_not_be_changed(live_company: LiveCompany, ann: Raw) -> None:
    first, other = asking(live_company), asking(live_company, 9)
    submit(ann, item(first))
    (before,) = live_company.rows("inbox")
    (receipt,) = submit(ann, item(other, id=first.id))
    assert receipt[2]
    assert submit(ann, item(first, kind="cancel_order", lane=BENS, version=7))
    assert live_company.rows("inbox") == [before]


FIELDS = ("id", "kind", "lane", "digest", "replaces", "given_number", "made_at", "version", "n")


def test_sql_in_a_field_is_text(live_company: LiveCompany, ann: Raw) -> None:
    bad = [item(asking(live_company), n, **{field: DROP}) for n, field in enumerate(FIELDS)]
    good = asking(live_company, 2)
    assert len(submit(ann, *bad, item(good, 99))) == len(FIELDS) + 1
    assert good.id in {row.request_id for row in live_company.rows("inbox")}


def test_sql_in_a_body_is_text(live_company: LiveCompany, ann: Raw) -> None:
    body = json.dumps({"x": DROP})
    request = asking(live_company)
    (receipt,) = submit(ann, item(request, body=body, digest=digest_of(body)))
    assert not receipt[2]
    assert live_company.rows("inbox")[0].body == body


EMOJI = "\N{SLIGHTLY SMILING FACE}"
"""Two units of nvarchar and four bytes of UTF-8, which some collations count as one character."""

WRONG: tuple[Any, ...] = (
    5,
    None,
    "text",
    [],
    {},
    {"id": 5},
    {"id": None, "body": None},
    {"id": "x" * 5_000},
    {"id": str(uuid4()), "body": {"not": "a text"}},
    {"id": str(uuid4()), "body": "{}", "digest": "zz"},
    {"id": str(uuid4()), "body": "{}", "digest": "0" * 64},
    {"id": str(uuid4()), "body": "{}", "digest": digest_of("{}"), "made_at": "yesterday"},
    {"id": str(uuid4()) + "0", "body": "{}", "digest": digest_of("{}")},
    # to many collations these are letters and digits
    *({"id": str(uuid4()), "body": "{}", "digest": odd * 64} for odd in ("é", "²", "à")),
    {"id": str(uuid4())[:-1] + "é", "body": "{}", "digest": digest_of("{}")},
    {"id": EMOJI * 100, "body": "{}", "digest": EMOJI * 64},
)


def test_a_malformed_request_harms_no_other(live_company: LiveCompany, ann: Raw) -> None:
    before, after = asking(live_company), asking(live_company, 2)
    receipts = submit(ann, item(before), *WRONG, item(after, 3))
    taken = {receipt[0] for receipt in receipts if not receipt[2]}
    assert taken == {before.id, after.id}
    assert {row.request_id for row in live_company.rows("inbox")} == taken


def test_what_some_collation_takes_for_a_number_or_counts_short_harms_no_other(
    live_company: LiveCompany, ann: Raw
) -> None:
    odd = {
        "n": "²",
        "version": "²½",
        "replaces": "é" * 36,
        "made_at": "²026-11-21T09:00:00Z",
        "kind": EMOJI * 30,
        "lane": EMOJI * 40,
        "given_number": EMOJI * 40,
    }
    asked = [asking(live_company, n) for n in range(1, len(odd) + 1)]
    strange = [
        item(one, **{name: value}) for one, (name, value) in zip(asked, odd.items(), strict=True)
    ]
    good = asking(live_company, 99)
    receipts = submit(ann, *strange, item(good, 99))
    refused_ids = [receipt[0] for receipt in receipts if receipt[2]]
    assert refused_ids == [asked[list(odd).index("made_at")].id]
    held = {row.request_id: row for row in live_company.rows("inbox")}
    assert set(held) == {one.id for one in (*asked, good)} - set(refused_ids)
    assert held[asked[1].id].version == 0
    assert {held[one.id].lane for one in asked if one.id in held} == {SHOP, f"{ANN}|?"}


def test_a_batch_of_too_many_is_refused_before_any_work(
    live_company: LiveCompany, ann: Raw
) -> None:
    assert MAX_BATCH_REQUESTS == MAX_REQUESTS
    with pytest.raises(ann.errors, match="51005"):
        submit(ann, *([{}] * (MAX_REQUESTS + 1)))
    # as many as it may hold, in no more time than that takes
    assert len(submit(ann, *({"id": str(uuid4())} for _ in range(MAX_REQUESTS)))) == MAX_REQUESTS
    assert live_company.count("inbox") == 0


def test_an_oversized_body_is_refused_alone(
    live_company: LiveCompany, ann: Raw, live: LiveOffice
) -> None:
    large, good = "x" * (MAX_BODY_BYTES + 1), asking(live_company)
    big = item(asking(live_company), body=large, digest=digest_of(large))
    receipts = submit(ann, big, item(good, 2))
    assert [bool(receipt[2]) for receipt in receipts] == [True, False]
    assert live_company.count("inbox") == 1


def test_a_batch_that_is_too_large_is_refused_whole(live_company: LiveCompany, ann: Raw) -> None:
    body = "x" * 250_000
    many = [item(asking(live_company), n, body=body) for n in range(33)]
    with pytest.raises(ann.errors, match="51005"):
        submit(ann, *many)
    assert live_company.count("inbox") == 0


def test_deep_and_endless_json_is_only_text(live_company: LiveCompany, ann: Raw) -> None:
    body = "[" * 100_000
    deep = item(asking(live_company), body=body, digest=digest_of(body))
    good = asking(live_company)
    receipts = submit(ann, deep, item(good, 2))
    assert not receipts[1][2]
    for batch in ("[" * 10_000, "[" * 100 + "]" * 100, '{"a": 1}', "", "[{", "null", '["\\ud800"]'):
        try:
            submit_text(ann, batch)
        except ann.errors:
            continue
    assert good.id in {row.request_id for row in live_company.rows("inbox")}


def test_a_request_twice_in_a_batch_is_there_once(live_company: LiveCompany, ann: Raw) -> None:
    request, other = asking(live_company), asking(live_company, 2)
    receipts = submit(
        ann, item(request, 1), item(request, 2), item(other, 3, id=request.id), item(other, 4)
    )
    assert [bool(receipt[2]) for receipt in receipts] == [False, False, True, False]
    assert {row.request_id for row in live_company.rows("inbox")} == {request.id, other.id}


def test_who_floods_the_inbox_is_stopped_and_nobody_else(
    live_company: LiveCompany, ann: Raw, live: LiveOffice
) -> None:
    with live.as_admin() as admin:
        admin.execute(
            "DECLARE @ten TABLE (n int); INSERT INTO @ten VALUES (0), (1), (2), (3), (4), (5), "
            "(6), (7), (8), (9); INSERT INTO sync.inbox (sender, request_id, kind, version, lane, "
            f"body, digest, made_at, received_at) SELECT TOP {MAX_UNANSWERED - 1} ?, "
            "LOWER(CAST(NEWID() AS nvarchar(36))), N'x', 1, N'', N'', N'', SYSUTCDATETIME(), "
            "SYSUTCDATETIME() FROM @ten a, @ten b, @ten c, @ten d, (SELECT 1 AS n UNION ALL "
            "SELECT 2) e; "
            # what was set aside counts, what was answered does not
            "UPDATE sync.inbox SET status = N'parked' WHERE id % 2 = 0",
            ANN,
        )
    first, second = asking(live_company), asking(live_company, 2)
    receipts = submit(ann, item(first), item(second, 2))
    assert [bool(receipt[2]) for receipt in receipts] == [False, True]
    live_company.send(BEN, asking(live_company, 3))


# odd connections -----------------------------------------------------------------------------


def test_nothing_is_done_inside_an_open_transaction(ann: Raw) -> None:
    values = {
        "submit_v1": "'[]'",
        "pulse_v1": "'{}'",
        "pulse_v2": "'{}'",
        "replies_v1": "0, 1, 1",
        "fingerprints_v1": "'', 1, 1",
        "fingerprints_v2": "'', 1, 1",
    }
    for name in SURFACE:
        ann.execute("BEGIN TRANSACTION")
        assert "51000" in refused(ann, f"EXEC sync.{name} {values.get(name, '1, 0, 0, 1, 1')}")
        ann.execute("IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION")


def test_an_implicit_transaction_is_not_left_open(live_company: LiveCompany, ann: Raw) -> None:
    ann.execute("SET IMPLICIT_TRANSACTIONS ON")
    submit(ann, item(asking(live_company)))
    ann.execute("SET IMPLICIT_TRANSACTIONS OFF")
    assert ann.execute("SELECT @@TRANCOUNT") == [[(0,)]]
    assert live_company.count("inbox") == 1


OPTIONS = (
    "ROWCOUNT 1",
    "ANSI_WARNINGS OFF",
    "ANSI_NULLS OFF",
    "ANSI_PADDING OFF",
    "ARITHABORT OFF",
    "QUOTED_IDENTIFIER OFF",
    "CONCAT_NULL_YIELDS_NULL OFF",
    "NUMERIC_ROUNDABORT ON",
    "XACT_ABORT OFF",
    "NOCOUNT OFF",
    "DATEFORMAT dmy",
    "DATEFIRST 3",
    "TEXTSIZE 10",
    "LOCK_TIMEOUT 0",
    "LANGUAGE German",
    "DEADLOCK_PRIORITY HIGH",
    "IMPLICIT_TRANSACTIONS ON",
)
LEVELS = ("SERIALIZABLE", "REPEATABLE READ", "SNAPSHOT", "READ UNCOMMITTED")


def test_odd_options_change_nothing(live_company: LiveCompany, ann: Raw) -> None:
    sent: dict[str, str] = {}
    for option in OPTIONS:
        # one on top of the other; an option that the engine refuses is no way to attack it
        done_by(ann, f"SET {option}")
        requests = [asking(live_company, 1), asking(live_company, 2)]
        receipts = submit(ann, *(item(request, n) for n, request in enumerate(requests)))
        assert [receipt[2] for receipt in receipts] == ["", ""], option
        sent |= {request.id: request.body for request in requests}
    held = live_company.rows("inbox")
    assert {row.request_id: row.body for row in held} == sent
    assert {row.lane for row in held} == {SHOP}


VALUES = {
    "submit_v1": "'[]'",
    "pulse_v1": "'{\"client_version\": 1}'",
    "pulse_v2": "'{\"client_version\": 1}'",
    "replies_v1": f"0, {FAR}, 50",
    "fingerprints_v1": f"'', {FAR}, {FAR}",
    "fingerprints_v2": f"'', {FAR}, {FAR}",
}


def call_of(name: str) -> str:
    return f"EXEC sync.{name} {VALUES.get(name, f'1, 0, 0, {FAR}, 50')}"


def said_by_all(connection: Raw) -> dict[str, str]:
    """Call everything that a rep may call, and return what each said, rows or an error."""
    return {name: told(connection, call_of(name)) for name in SURFACE}


def assert_nothing_escaped(company: LiveCompany, said: dict[str, str], how: str) -> None:
    for name, answer in said.items():
        assert "555-SECRET" not in answer, (name, how)
        assert BEN not in answer.replace("\\\\", "\\"), (name, how)
    # nor is anything held that another would wait for
    company.change_customer(BENS, phone="555-SECRET")


def test_odd_options_open_no_procedure(live_company: LiveCompany, ann: Raw) -> None:
    live_company.change_customer(BENS, phone="555-SECRET")
    for option in OPTIONS:
        done_by(ann, f"SET {option}")
        assert_nothing_escaped(live_company, said_by_all(ann), option)
        assert ann.execute("SELECT @@TRANCOUNT") == [[(0,)]], option
    with live_company.live.as_login(live_company.live.logins[ANN]) as fresh:
        assert SHOP in told(fresh, call_of("feed_customers_v1"))


def test_odd_isolation_levels_open_no_procedure(live_company: LiveCompany) -> None:
    live = live_company.live
    live_company.change_customer(BENS, phone="555-SECRET")
    for level in LEVELS:
        with live.as_login(live.logins[ANN]) as connection:
            done_by(connection, f"SET TRANSACTION ISOLATION LEVEL {level}")
            said = said_by_all(connection)
            assert_nothing_escaped(live_company, said, level)
            if live.is_real:
                assert SHOP in said["feed_customers_v1"], level


def quoted(text: str) -> str:
    return text.replace("'", "''")


def test_sql_in_a_greeting_is_text(live_company: LiveCompany, ann: Raw) -> None:
    fields = ("client_version", "link_version", "oldest_link", "replies_after", "waiting", "clock")
    for field in fields:
        with live_company.live.as_login(live_company.live.logins[ANN]) as connection:
            told(connection, f"EXEC sync.pulse_v1 N'{quoted(json.dumps({field: DROP}))}'")
    for greeting in (DROP, json.dumps(DROP), json.dumps({DROP: DROP}), json.dumps([DROP])):
        with pytest.raises(ann.errors):
            ann.execute("EXEC sync.pulse_v1 ?", greeting + DROP)
    assert live_company.count("inbox") == 0
    assert live_company.link(ANN).pulse(Hello()).identity.login == ANN


def test_sql_in_names_and_notes_is_text_to_the_worker(live_company: LiveCompany) -> None:
    number = CustomerNumber("AN-C0001")
    body = CreateCustomer(
        provisional_number=number, name=DROP, contact=DROP, phone=DROP, notes=DROP
    )
    _, opened = live_company.ask(ANN, body, lane=number)
    assert opened.customer is not None
    assert (opened.customer.name, opened.customer.notes) == (DROP, DROP)
    live_company.edit(("notes", "", DROP), ("contact", "", DROP))
    (shop,) = live_company.rows("customers", number=SHOP)
    assert (shop.notes, shop.contact) == (DROP, DROP)
    order = live_company.order(line("NONE", 1), note=DROP, reference=DROP)
    _, asked = live_company.place(order)
    _, passed_on = live_company.escalate(asked.conflict, DROP)
    live_company.decide(passed_on.conflict, "cancel", note=DROP)
    assert DROP in {json.loads(row.body)["note"] for row in live_company.rows("replies")}
    assert live_company.log("customer", SHOP)[0][2] == DROP


def test_a_callers_isolation_level_changes_nothing(live_company: LiveCompany) -> None:
    live = live_company.live
    sent: set[str] = set()
    for level in LEVELS:
        with live.as_login(live.logins[ANN]) as connection:
            done_by(connection, f"SET TRANSACTION ISOLATION LEVEL {level}")
            request = asking(live_company)
            try:
                submit(connection, item(request))
            except connection.errors:
                # it lets nobody go back from one level to another within a session
                assert not live.is_real
                continue
            sent.add(request.id)
    assert sent
    assert {row.request_id for row in live_company.rows("inbox")} == sent


def test_racing_connections_have_one_effect_and_both_receipts(live_company: LiveCompany) -> None:
    live = live_company.live
    requests = [asking(live_company, n) for n in range(1, 41)]
    items = [item(request, n) for n, request in enumerate(requests)]
    start = threading.Barrier(3)
    taken: list[set[str]] = []
    failed: list[BaseException] = []

    def send() -> None:
        with live.as_login(live.logins[ANN]) as connection:
            start.wait()
            try:
                taken.append({r[0] for r in submit(connection, *items) if not r[2]})
            except connection.errors as error:
                failed.append(error)

    threads = [threading.Thread(target=send) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert taken == [{request.id for request in requests}] * 3
    assert live_company.count("inbox") == len(requests)
