"""What a stolen login of a worker or of an admin can't do on SQL Server, by any program.

Each has just what head office grants it, so nothing here hangs on who a procedure works for.
"""

from collections.abc import Iterator

import pytest

from smartclient.domain.clock import SystemClock
from smartclient.headoffice.database.mssql import accounts
from smartclient.read_models.access import AccountKind
from tests.headoffice.attacker import asking, done_by, refused
from tests.live_company import found_live_company
from tests.live_server import NUMBERS, REAL_SERVER, LiveOffice, Raw
from tests.office_company import ANN, CHIEF, HEAD, SHOP

WHO_IS_WHO = (
    "UPDATE sales.reps SET role = N'admin'",
    "UPDATE sales.reps SET login = login + N'x'",
    "UPDATE sales.reps SET number = number + N'x'",
    "UPDATE sales.reps SET title = N'x', role = N'admin' WHERE number = N'1'",
    "INSERT INTO sales.reps (number, login, role) VALUES (N'66', N'mine', N'admin')",
    "DELETE FROM sales.reps",
    "UPDATE sync.rep_identity SET rep_number = N'8'",
    "INSERT INTO sync.rep_identity (name, rep_number) VALUES (N'mine', N'8')",
    "DELETE FROM sync.rep_identity",
    "ALTER ROLE db_owner ADD MEMBER smartclient_admin",
    "CREATE USER mine WITHOUT LOGIN",
)

_LOG = """INSERT INTO sync.change_log (entity, [key], field, [by], at)
    VALUES (N'customer', N'C1', N'phone', N'ann', SYSUTCDATETIME())"""
_HISTORY = """INSERT INTO sync.policy_history ([key], was, setting, changed_by, changed_at)
    VALUES (N'discontinued', N'', N'rep', N'ann', SYSUTCDATETIME())"""
_COLUMNS = "request_id, kind, version, lane, body, digest, made_at, received_at"
_REQUEST = f"INSERT INTO sync.inbox (sender, {_COLUMNS}) SELECT N'x', {_COLUMNS} FROM sync.inbox"

WHAT_WAS = (
    _LOG,
    _HISTORY,
    *(
        attack.format(table=table, column=column)
        for table, column in (
            ("change_log", "[by]"),
            ("policy_history", "changed_by"),
            ("tombstones", "kind"),
            ("stopped", "error"),
        )
        for attack in (
            "UPDATE sync.{table} SET {column} = N'x'",
            "DELETE FROM sync.{table}",
            "TRUNCATE TABLE sync.{table}",
        )
    ),
)

WHO_ASKED = (
    _REQUEST,
    "UPDATE sync.inbox SET sender = N'x'",
    "UPDATE sync.inbox SET request_id = N'00000000-0000-0000-0000-000000000000'",
    "UPDATE sync.inbox SET digest = N'x'",
    "UPDATE sync.inbox SET body = N'{}'",
    "UPDATE sync.inbox SET kind = N'withdraw'",
    "UPDATE sync.inbox SET made_at = SYSUTCDATETIME()",
    "UPDATE sync.inbox SET received_at = SYSUTCDATETIME()",
    "UPDATE sync.inbox SET status = N'done', sender = N'x'",
    "DELETE FROM sync.inbox",
)

BUSINESS = (
    *(
        f"UPDATE sales.orders SET {change}"
        for change in (
            *("total = 0", "state = N'cancelled'", "number = number + N'x'", "rep = N'x'"),
            *(
                "customer = N'x'",
                "document = '{}'",
                "fulfilment = N'invoiced'",
                "fulfilled_on = NULL",
            ),
        )
    ),
    "UPDATE sales.order_lines SET quantity = 1",
    "UPDATE sales.customers SET notes = N'x'",
    *(
        f"DELETE FROM sales.{table}"
        for table in (
            *("orders", "order_lines", "customers", "addresses", "products", "stock", "offers"),
            *("photos", "tax_rates", "ship_methods", "territories"),
        )
    ),
    "TRUNCATE TABLE sales.prices",
    "DELETE FROM sync.policies",
    "UPDATE sync.policies SET [key] = N'x'",
    "UPDATE sync.imports SET digest = N'x'",
    "UPDATE sync.import_portions SET units = '[]'",
)
"""What neither the commands nor an import do with an admin's rights."""

THE_SCHEMA = (
    "DROP TABLE sync.replies",
    "DROP TRIGGER sync.policies_history",
    "ALTER TABLE sync.inbox ADD mine int",
    "CREATE TABLE sync.mine (id int)",
    "CREATE PROCEDURE sync.mine AS SELECT 1",
)


@pytest.fixture(scope="module")
def office(live: LiveOffice) -> LiveOffice:
    """A company with a request, a change in its log, and a policy in its history."""
    company = found_live_company(live, SystemClock())
    company.send(ANN, asking(company))
    company.change_customer(SHOP, phone="555-0001")
    company.policy("phone", "rep")
    return live


@pytest.fixture(scope="module")
def worker(office: LiveOffice) -> Iterator[Raw]:
    login = office.new_login("thief_worker")
    accounts.grant_worker(office.office.engine, AccountKind.LOGIN, login)
    with office.as_login(login) as connection:
        yield connection
    accounts.revoke(office.office.engine, login)


@pytest.fixture(scope="module")
def admin(office: LiveOffice) -> Iterator[Raw]:
    login = office.new_login("thief_admin")
    engine = office.office.engine
    accounts.grant(engine, AccountKind.LOGIN, login, NUMBERS[CHIEF], admin=True)
    with office.as_login(login) as connection:
        yield connection
    accounts.revoke(engine, login)


def test_a_worker_says_nobody_is_somebody_else(worker: Raw) -> None:
    assert not done_by(worker, *WHO_IS_WHO, "UPDATE sales.reps SET title = N'x'")


def test_an_admin_says_nobody_is_somebody_else(admin: Raw) -> None:
    assert not done_by(admin, *WHO_IS_WHO)
    assert done_by(admin, "UPDATE sales.reps SET title = N'Rep' WHERE number = N'1'")


@pytest.mark.parametrize(
    "attack", [WHAT_WAS, WHO_ASKED, THE_SCHEMA], ids=["log", "inbox", "schema"]
)
def test_a_worker_changes_nothing_of_what_was(worker: Raw, attack: tuple[str, ...]) -> None:
    assert not done_by(worker, *attack)


@pytest.mark.parametrize(
    "attack", [WHAT_WAS, WHO_ASKED, THE_SCHEMA], ids=["log", "inbox", "schema"]
)
def test_an_admin_changes_nothing_of_what_was(admin: Raw, attack: tuple[str, ...]) -> None:
    assert not done_by(admin, *attack)


def test_an_admin_changes_no_order_and_deletes_no_business_data(admin: Raw) -> None:
    assert not done_by(admin, *BUSINESS)
    allowed = (
        "UPDATE sales.prices SET amount = amount WHERE 1 = 0",
        "UPDATE sales.addresses SET line1 = line1 WHERE 1 = 0",
        "UPDATE sync.imports SET written_at = written_at WHERE 1 = 0",
    )
    assert done_by(admin, *allowed) == [*allowed]


@pytest.fixture
def advancing(office: LiveOffice) -> Iterator[Raw]:
    """Another admin's connection, for whom procedures and triggers work on every engine."""
    login = office.new_login("advancing_admin")
    engine = office.office.engine
    accounts.grant(engine, AccountKind.LOGIN, login, NUMBERS[CHIEF], admin=True)
    if not office.is_real:
        office.let_triggers_work_for(login)
        office.let_orders_advance_for(login)
    with office.as_login(login) as connection:
        yield connection


def test_an_admin_has_orders_advance_and_never_go_back(advancing: Raw, office: LiveOffice) -> None:
    with office.as_admin() as owner:
        owner.execute(
            "INSERT INTO sales.orders "
            "(order_id, number, customer, rep, state, order_date, total, document) "
            f"VALUES (0x07, N'SO-7', N'{SHOP}', N'x', N'confirmed', '2026-01-01', 1, "
            """'{"number":"SO-7","state":"confirmed"}')"""
        )
        (((order,),),) = owner.execute("SELECT id FROM sales.orders WHERE number = N'SO-7'")
        advance = "EXEC sync.advance_order_v1 ?, ?, ?"
        for step, day, done in (
            ("shipped", "2026-01-02", 1),
            ("back_ordered", "2026-01-03", 0),
            ("shipped", "2026-01-03", 0),
            ("lost", "2026-01-03", 0),
            ("invoiced", None, 1),
        ):
            assert advancing.execute(advance, order, step, day) == [[(done,)]], step
        ((row,),) = owner.execute(
            "SELECT fulfilment, fulfilled_on, total, JSON_VALUE(document, '$.fulfilment'), "
            "JSON_VALUE(document, '$.number') FROM sales.orders WHERE number = N'SO-7'"
        )
        assert row == ("invoiced", None, 1, "invoiced", "SO-7")
        owner.execute("UPDATE sales.orders SET state = N'cancelled', fulfilment = NULL")
        assert advancing.execute(advance, order, "invoiced", None) == [[(0,)]]


def test_an_admin_makes_nobody_an_admin(admin: Raw, office: LiveOffice) -> None:
    if not office.is_real:
        pytest.skip("this engine lets members of a role add others; it runs on a real SQL Server")
    refused(admin, "ALTER ROLE smartclient_admin ADD MEMBER smartclient_worker")


def test_a_worker_may_do_its_work_on_a_request(worker: Raw) -> None:
    work = "UPDATE sync.inbox SET attempts = attempts + 1, error = N'' WHERE 1 = 0"
    assert done_by(worker, work) == [work]


def test_an_admin_names_nobody_else_in_the_history_of_policies(
    admin: Raw, office: LiveOffice
) -> None:
    if not office.is_real:
        pytest.skip(REAL_SERVER)
    for said in (HEAD, "somebody", f"{HEAD} for somebody"):
        admin.execute(
            "UPDATE sync.policies SET changed_by = ?, changed_at = '2001-01-01', "
            "setting = CASE setting WHEN N'rep' THEN N'admin' ELSE N'rep' END",
            said,
        )
    ((rows),) = admin.execute("SELECT changed_by, changed_at FROM sync.policy_history")
    own = office.logins["thief_admin"]
    assert [by for by, _ in rows[-3:]] == [own, own, own]
    assert all(at.year > 2001 for _, at in rows[-3:])  # type: ignore[attr-defined]
