"""The rights that head office grants on SQL Server: as many as its programs need, and no more.

What a worker and an admin's commands write is recorded on a file, where the same code runs.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, select

from smartclient.contract.messages import Answer, Request
from smartclient.database.transactions import reading
from smartclient.domain.clock import SystemClock
from smartclient.domain.errors import RefusedError, SetUpError
from smartclient.domain.ids import Login
from smartclient.domain.rules.problems import RuleCode
from smartclient.domain.sales.orders import Fulfilment
from smartclient.headoffice.admin import maintenance
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.admin.status import status
from smartclient.headoffice.database.mssql import accounts, code, definition
from smartclient.headoffice.database.mssql.definition.rights import Right, rights_in
from smartclient.headoffice.database.sqlite import accounts as sqlite_accounts
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.importers import import_folder, preview_import
from smartclient.headoffice.importers.formats import FORMATS
from smartclient.headoffice.inbox.replies import reply_to
from smartclient.read_models.access import AccountKind
from tests.headoffice.company_to_import import change, with_photo, write_company, write_photo
from tests.headoffice.played_requests import play
from tests.live_company import LiveCompany
from tests.mssql_statements import defined, every_statement
from tests.office_company import ANN, SHOP, Company, line
from tests.prepared import new_office_database
from tests.released import RELEASED

REP, ADMIN, WORKER, WEB = definition.ROLES
RIGHTS = rights_in(definition.grants())
WRITES = {"INSERT", "UPDATE", "DELETE"}

IDENTITY = {"number", "login", "role"}
"""The columns of a rep that say who it is and what it may decide."""

TRIGGERS_ALONE = ("change_log", "policy_history", "tombstones", "membership", "stopped")
"""What triggers write with the rights of whoever owns the schema, and the purge deletes."""

ONLY_IN_A_FILE = {"sync.session", "sync.laptops", "sync.info"}
"""Where a file keeps who acts, and the latest time at which it was used."""

OF_THE_PROCEDURE = {
    ("UPDATE", "sales.orders", column) for column in ("fulfilment", "fulfilled_on", "document")
}
"""What of an order is changed for an admin."""

_WRITING = re.compile(r'(INSERT) (?:OR \w+ )?INTO "?(\w+)|(UPDATE) "?(\w+)|(DELETE) FROM "?(\w+)')
_READ = re.compile(r'(?:FROM|JOIN) "?((?:sync|sales)_\w+)')
_SET = re.compile(r'"?(\w+)"?\s*=')

CHANGES = (
    ("territories.csv", "US,West", "US,East"),
    ("reps.csv", "Kim,Rep", "Kim,Senior Rep"),
    ("products.csv", "Apple,Fruit", "Red Apple,Fruit"),
    ("prices.csv", "2026-01-01,,2.00", "2026-02-01,,2.10"),
    ("offers.csv", "Ten or more,5", "Ten or more,6"),
    ("offer_products.csv", "V10,A-1", "V10,B-1"),
    ("stock.csv", "A-1,50", "A-1,40"),
    ("tax_rates.csv", "all,6.5", "all,7"),
    ("ship_methods.csv", "GROUND,5", "GROUND,6"),
    ("customers.csv", "K1,Kiosk", "K1,Big Kiosk"),
    ("addresses.csv", "1 Main St", "2 Main St"),
    ("documents.csv", "B-1,Drawing", "B-1,Plan"),
    ("orders.csv", "SO-1,K1", "SO-2,K1"),
    ("order_lines.csv", "SO-1,1", "SO-2,1"),
)
"""A change in each file of an import."""

Written = tuple[str, str, str]
"""What is written: INSERT, UPDATE or DELETE, the table, and the column of an update."""


def writes_of(role: str) -> set[Written]:
    return {
        (right.permission, right.object, right.column)
        for right in RIGHTS
        if right.role == role and right.permission in WRITES
    }


def written_by(statement: str) -> set[Written]:
    """What a statement writes, as a right on SQL Server says it."""
    found = _WRITING.match(statement.strip())
    if found is None:
        return set()
    verb, name = (part for part in found.groups() if part is not None)
    table = name.replace("_", ".", 1)
    if verb != "UPDATE" and "DO UPDATE SET" not in statement:
        return {(verb, table, "")}
    changes = re.split(r"\bSET\b", statement, maxsplit=1)[1]
    columns = _SET.findall(re.split(r"\bWHERE\b", changes)[0])
    updates = {("UPDATE", table, column) for column in columns}
    return updates if verb == "UPDATE" else {*updates, ("INSERT", table, "")}


@contextmanager
def recorded(engine: Engine) -> Iterator[set[Written]]:
    """What is written through an engine meanwhile."""
    found: set[Written] = set()

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        found.update(item for item in written_by(statement) if item[1] not in ONLY_IN_A_FILE)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)


def lacking(role: str, found: set[Written]) -> set[Written]:
    """What was written and is not granted, for the table or for the column."""
    granted = writes_of(role)
    return {item for item in found if not {item, (*item[:2], "")} & granted}


def test_a_rep_may_call_procedures_and_nothing_else() -> None:
    assert {right.permission for right in RIGHTS if right.role == REP} == {"EXECUTE"}


@pytest.mark.parametrize("role", [REP, ADMIN, WORKER])
def test_nobody_is_granted_to_say_who_is_which_rep(role: str) -> None:
    granted = {(verb, table, column) for verb, table, column in writes_of(role)}
    assert not {item for item in granted if item[1] == "sync.rep_identity"}
    of_reps = {item for item in granted if item[1] == "sales.reps"}
    assert {verb for verb, _, _ in of_reps} <= {"UPDATE"}
    assert not {column for _, _, column in of_reps} & {"", "id", "row_version", *IDENTITY}


def test_an_import_of_an_admin_may_write_every_other_column_of_the_reps() -> None:
    columns = set(tables_for("mssql").reps.c.keys()) - {"id", "row_version", *IDENTITY}
    assert {column for _, table, column in writes_of(ADMIN) if table == "sales.reps"} == columns


@pytest.mark.parametrize("role", [REP, ADMIN, WORKER])
@pytest.mark.parametrize("table", TRIGGERS_ALONE)
def test_logs_and_histories_are_written_by_triggers_alone(role: str, table: str) -> None:
    assert not {item for item in writes_of(role) if item[1] == f"sync.{table}"}


def test_who_sent_a_request_and_what_it_says_is_never_changed() -> None:
    assert not {item for item in writes_of(ADMIN) if item[1] == "sync.inbox"}
    of_inbox = {item for item in writes_of(WORKER) if item[1] == "sync.inbox"}
    # the members of a request that came together are added, each by itself
    assert {verb for verb, _, _ in of_inbox} == {"INSERT", "UPDATE"}
    assert {column for verb, _, column in of_inbox if verb == "UPDATE"} == {
        *("lane", "status", "answered_at", "attempts", "error"),
        *("isolated", "round_token", "round_size"),
    }


def test_the_key_of_positions_is_read_by_procedures_alone() -> None:
    """Who has it can make every laptop of the company load everything again."""
    assert {right for right in RIGHTS if right.object == "sync.secrets"} == {
        Right(WORKER, "SELECT", "sync.secrets", "name"),
        Right(WORKER, "INSERT", "sync.secrets"),
    }
    # nor does it stand where admins may read
    assert "history_key" not in "".join(definition.rows())
    read = {item for item in definition.procedures() if "sync.secrets" in item}
    assert {item.split()[2] for item in read} == {"sync.pulse_v2", "sync.web_pulse_v2"}


def test_nobody_is_granted_what_only_an_owner_changes() -> None:
    for right in RIGHTS:
        assert right.permission in {"SELECT", "EXECUTE", *WRITES}, right
    assert not {item for item in writes_of(ADMIN) if item[1] in {"sync.info", "sync.counters"}}


def test_an_upgrade_takes_back_what_is_no_longer_granted(monkeypatch: pytest.MonkeyPatch) -> None:
    released = rights_in(every_statement(len(RELEASED.mssql)))
    done: list[str] = []
    monkeypatch.setattr(code, "_granted", lambda _connection: released)
    monkeypatch.setattr(code, "run_batch", lambda _connection, statement: done.append(statement))
    monkeypatch.setattr(code, "sales_schema", lambda _connection: "sales")
    code._grant(None)  # type: ignore[arg-type]
    revoked = [item for item in done if item.startswith("REVOKE")]
    assert {
        "REVOKE UPDATE ON OBJECT::sync.change_log FROM smartclient_worker",
        "REVOKE DELETE ON OBJECT::sync.policy_history FROM smartclient_worker",
        "REVOKE UPDATE ON OBJECT::sync.inbox FROM smartclient_worker",
        "REVOKE UPDATE ON OBJECT::sales.reps FROM smartclient_admin",
        "REVOKE INSERT ON OBJECT::sales.reps FROM smartclient_admin",
        "REVOKE DELETE ON OBJECT::sales.orders FROM smartclient_admin",
    } <= set(revoked)
    # what is granted for some columns of it, after that
    assert done[: len(revoked)] == revoked
    # nobody loses a procedure that laptops call
    assert not [item for item in revoked if "EXECUTE" in item]
    assert rights_in(done) == RIGHTS


def test_what_a_worker_writes_is_granted(company: Company) -> None:
    with recorded(company.office.engine) as found:
        play(company)
    # the people of the play use laptops, whose rights are the procedures'
    of_laptops = {("INSERT", "sync.inbox", ""), *(w for w in found if w[1] == "sync.devices")}
    # and a file alone keeps the keys of names in a table
    of_files = {write for write in found if write[1] == "sync.customer_name_keys"}
    found -= of_laptops | of_files
    assert not lacking(WORKER, found)
    assert {table for _, table, _ in found} >= {
        *("sales.customers", "sales.addresses", "sales.orders", "sales.order_lines"),
        *("sales.stock", "sync.inbox", "sync.replies", "sync.conflicts", "sync.cases"),
        *("sync.policies", "sync.lanes", "sync.customer_aliases"),
    }


def written_by_commands(company: Company) -> set[Written]:
    """What the commands write with which an admin changes business data."""
    engine, clock = company.office.engine, company.clock
    company.place(company.order(line("A", 2)))
    number = company.rows("orders")[0].number
    with recorded(engine) as found:
        maintenance.change_product(
            engine,
            "A",
            discontinue=date(2030, 1, 1),
            replaced_by="B",
            price=Decimal(3),
            stock=9,
            clock=clock,
        )
        maintenance.change_customer(engine, SHOP, credit_limit=Decimal(5), rep=ANN, clock=clock)
        maintenance.change_order_fulfilment(engine, number, Fulfilment.INVOICED, clock=clock)
        maintenance.set_policy(engine, RuleCode.DISCONTINUED, "admin", clock=clock)
    return found


def written_by_an_import(folder: Path) -> set[Written]:
    """What an import writes that has every column, and changes and removes something everywhere."""
    engine = new_office_database(folder / "importing.db")
    files = write_company(folder / "files")
    (files / "images").mkdir()
    with_photo(files, "a.png")
    write_photo(files / "images" / "a.png")
    (files / "documents").mkdir()
    write_photo(files / "documents" / "a.png")
    listed = "sku,title,file\nA-1,Sheet,a.png\nB-1,Drawing,a.png\n"
    (files / "documents.csv").write_text(listed, encoding="utf-8")
    for file_format in FORMATS:
        complete(files / file_format.name, [column.name for column in file_format.columns])
    with recorded(engine) as found:
        import_folder(engine, files, clock=SystemClock())
        # a new rep is an owner's to add
        found -= {("INSERT", "sales.reps", "")}
        for file, old, new in CHANGES:
            change(files, file, old, new)
        change(files, "orders.csv", "invoiced", "shipped")
        write_photo(files / "images" / "a.png", "blue")
        write_photo(files / "documents" / "a.png", "blue")
        import_folder(engine, files, clock=SystemClock())
        change(files, "orders.csv", "shipped", "invoiced")
        change(files, "prices.csv", ",1.90,", ",1.95,")
        # names take the form that the files write
        change(files, "offers.csv", "V10", "v10")
        import_folder(engine, files, clock=SystemClock())
    engine.dispose()
    return found


def complete(file: Path, columns: Sequence[str]) -> None:
    """Give a file every column of its format; those that it lacked are empty."""
    with file.open(encoding="utf-8", newline="") as held:
        rows = list(csv.DictReader(held))
    with file.open("w", encoding="utf-8", newline="") as held:
        writer = csv.DictWriter(held, list(dict.fromkeys([*rows[0], *columns])), restval="")
        writer.writeheader()
        writer.writerows(rows)


def test_an_admin_is_granted_to_write_what_the_commands_and_an_import_write_and_no_more(
    company: Company, tmp_path: Path
) -> None:
    found = written_by_commands(company) | written_by_an_import(tmp_path)
    # a file changes the order itself; on a server a procedure does
    assert {item for item in found if item[:2] == ("UPDATE", "sales.orders")} == OF_THE_PROCEDURE
    found -= OF_THE_PROCEDURE
    assert column_by_column(writes_of(ADMIN)) == found


def column_by_column(granted: set[Written]) -> set[Written]:
    """Rights to update a table as rights to update each of its columns that can be updated."""
    tables = {f"{t.schema}.{t.name}": t for t in tables_for("mssql").metadata.tables.values()}
    return {
        (verb, table, each)
        for verb, table, column in granted
        for each in (
            {*tables[table].c.keys()} - {"id", "row_version"}
            if verb == "UPDATE" and not column
            else (column,)
        )
    }


def test_nobody_but_a_worker_changes_an_order_otherwise_than_by_the_procedure() -> None:
    updating = {right for right in RIGHTS if right[1:3] == ("UPDATE", "sales.orders")}
    assert {right.role for right in updating} == {WORKER}
    advancing = {right for right in RIGHTS if right.object == "sync.advance_order_v1"}
    assert advancing == {Right(ADMIN, "EXECUTE", "sync.advance_order_v1")}
    text = defined("PROCEDURE")["sync.advance_order_v1"]
    (setting,) = re.findall(r"UPDATE sales.orders\n    SET (.*?)\n    WHERE", text, re.DOTALL)
    assert re.findall(r"(?:^|, |,\n +)(\w+) = ", setting) == [
        *("fulfilment", "fulfilled_on", "document")
    ]
    assert re.findall(r"'\$\.(\w+)'", setting) == ["fulfilment", "fulfilled_on"]
    assert "state = N'confirmed'" in text


def test_what_an_admins_commands_read_is_granted(company: Company) -> None:
    play(company)
    engine, office = company.office.engine, company.office
    found: set[str] = set()

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        names = _READ.findall(statement)
        found.update(name.replace("_", ".", 1) for name in names)

    event.listen(engine, "before_cursor_execute", note)
    try:
        status(engine)
        office.cases()
        office.waiting()
        maintenance.policies(engine)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    readable = {right.object for right in RIGHTS if right[:2] == (ADMIN, "SELECT")}
    # a file counts its row versions there
    assert found - readable - ONLY_IN_A_FILE == {"sync.counters"}
    assert len(found) > 10


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2,boss,,,,admin", "2,boss,,,,rep"),
        ("1,Kim", "7,Kim"),
        ("2,boss,,,,admin", "2,boss,,,,admin\n3,new,,,,rep"),
    ],
    ids=["a role", "a number", "a rep more"],
)
def test_an_import_that_changes_who_is_which_rep_takes_an_owner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    engine = new_office_database(tmp_path / "headoffice.db")
    folder = write_company(tmp_path / "files")
    import_folder(engine, folder, clock=SystemClock())

    def no_owner(_connection: object) -> None:
        raise SetUpError("no owner")

    monkeypatch.setattr(sqlite_accounts, "require_owner", no_owner)
    import_folder(engine, folder, clock=SystemClock())
    change(folder, "reps.csv", old, new)
    before = identities(engine)
    with pytest.raises(RefusedError, match="Ask an owner of the database to run this import"):
        import_folder(engine, folder, clock=SystemClock())
    with pytest.raises(RefusedError, match="Ask an owner of the database to run this import"):
        preview_import(engine, folder)
    assert identities(engine) == before


def identities(engine: Engine) -> list[tuple[object, ...]]:
    """Who is which rep."""
    reps = tables_for("sqlite").reps
    with reading(engine) as connection:
        found = select(reps.c.number, reps.c.login, reps.c.role).order_by(reps.c.number)
        return [tuple(row) for row in connection.execute(found)]


class WorkersCompany(LiveCompany):
    """The company as a worker's own login answers it."""

    def answer_or_none(self, login: str, request: Request) -> Answer | None:
        """The answer as the table has it.

        Some engines hold a laptop's watermark back for transactions of other databases.
        """
        with reading(self.office.engine) as connection:
            return reply_to(connection, Login(login), request.id)


def test_a_worker_answers_with_just_what_it_is_granted(live_company: LiveCompany) -> None:
    live = live_company.live
    login = live.new_login("answering")
    accounts.grant_worker(live_company.office.engine, AccountKind.LOGIN, login)
    if not live.is_real:
        live.let_triggers_work_for(login)
    office = HeadOffice.open(live.url_of(login), live_company.clock)
    company = WorkersCompany(office=office, clock=live_company.clock, links=live_company.links)
    company.live = live
    try:
        play(company)
    finally:
        office.close()
