"""Head office's commands as an admin runs them: alike on a file and under an admin's own login."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from smartclient.database.transactions import reading
from smartclient.domain.clock import SystemClock
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.importers.sample import sample_folder
from smartclient.headoffice.opening import open_database
from tests.cli.terminal import ROOT, Terminal
from tests.live_server import PASSWORD, LiveOffice, live_office

_PATIENCE = 60.0

HEAD, ANNA = "1", "2"
"""The numbers of the sample's admin and of one of its reps."""


@dataclass(frozen=True, kw_only=True)
class Office:
    """A head office with the sample company: its owner's terminal, an admin's and a rep's.

    ``signs`` is what the log names for a change of the admin's on behalf of somebody.
    """

    owner: Terminal
    admin: Terminal
    rep: Terminal
    worker: Terminal
    dialect: str
    login: str = ""
    live: LiveOffice | None = None

    def signs(self, behalf: str = "") -> str:
        if self.live is None:
            return behalf
        return f"{self.login} for {behalf}" if behalf else self.login

    def rows(self, table: str, **where: str) -> list[Any]:
        t = tables_for(self.dialect).table_named(table)
        engine = open_database(self.owner.url)
        try:
            with reading(engine) as connection:
                found = select(t).where(*(t.c[name] == value for name, value in where.items()))
                return list(connection.execute(found.order_by(*t.primary_key)).all())
        finally:
            engine.dispose()

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Let a worker serve for a while."""
        words = ("-m", "smartclient", *self.worker.at_head_office("serve"))
        serving = subprocess.Popen([sys.executable, *words], cwd=ROOT, stdout=subprocess.PIPE)
        try:
            assert serving.stdout is not None
            assert b"Answering" in serving.stdout.readline()
            yield
        finally:
            serving.terminate()
            serving.communicate(timeout=60)


@pytest.fixture(scope="module", params=["sqlite", "mssql"])
def office(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("admin")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SMARTCLIENT_PASSPHRASE", "a passphrase for tests")
        if request.param == "sqlite":
            one = Terminal(home=folder / "home", url=f"sqlite:///{folder}/headoffice.db")
            one.says(*one.at_head_office("init"))
            yield fill(Office(owner=one, admin=one, rep=one, worker=one, dialect="sqlite"))
            return
        with live_office(SystemClock(), "cli") as live:
            yield fill(on_server(live, folder))


PEOPLE = ("owner", "admin", "rep", "worker")


def on_server(live: LiveOffice, folder: Path) -> Office:
    logins = {name: live.new_login(name) for name in PEOPLE[1:]}
    urls = {"owner": live.url, **{name: live.url_of(login) for name, login in logins.items()}}
    owner, admin, rep, worker = (
        Terminal(home=folder / name, url=urls[name], password=PASSWORD) for name in PEOPLE
    )
    return Office(
        owner=owner,
        admin=admin,
        rep=rep,
        worker=worker,
        dialect="mssql",
        login=logins["admin"],
        live=live,
    )


def granted(owner: Terminal, login: str, *words: str) -> str:
    return owner.says(*owner.at_head_office("grant", "--login", login, *words))


def fill(office: Office) -> Office:
    owner, live = office.owner, office.live
    owner.says(*owner.at_head_office("import", str(sample_folder())))
    if live is not None:
        assert "an admin" in granted(owner, live.logins["admin"], "--rep", HEAD, "--admin")
        assert "is now rep 2." in granted(owner, live.logins["rep"], "--rep", ANNA)
        assert "may answer" in granted(owner, live.logins["worker"], "--worker")
        if not live.is_real:
            live.let_procedures_work_for(live.logins["rep"])
            for login in (live.logins["admin"], live.logins["worker"]):
                live.let_triggers_work_for(login)
            live.let_sending_work_for(live.logins["admin"])
            live.let_orders_advance_for(live.logins["admin"])
    office.rep.says("sign-in", "--url", office.rep.url, "--login", "anna")
    return office


def test_an_import_again_brings_what_differs(office: Office, tmp_path: Path) -> None:
    folder = tmp_path / "again"
    shutil.copytree(sample_folder(), folder)
    products = folder / "products.csv"
    products.write_text(products.read_text("utf-8").replace("Steel Trowel", "Iron Trowel"), "utf-8")
    given = office.admin.gives(*office.admin.at_head_office("import", str(folder)))
    assert given["imported"]["products"] == len(office.rows("products"))
    assert given["skipped"] == []
    assert office.rows("products", sku="TR-100")[0].name == "Iron Trowel"


def test_the_currency_is_the_owners_to_set(office: Office, tmp_path: Path) -> None:
    folder = tmp_path / "euro"
    shutil.copytree(sample_folder(), folder)
    prices = folder / "prices.csv"
    prices.write_text(prices.read_text("utf-8").replace("USD", "EUR"), "utf-8")
    owner, admin, importing = office.owner, office.admin, ("import", str(folder))
    assert "USD" in admin.refuses(*admin.at_head_office(*importing))
    if office.live is None:
        return
    with office.live.as_admin() as connection:
        connection.execute("DELETE FROM sales.prices")
    said = admin.refuses(*admin.at_head_office(*importing))
    assert "Only an owner of the database" in said
    owner.says(*owner.at_head_office("import", str(sample_folder())))


def test_status_and_cases_and_policies_are_listed(office: Office) -> None:
    admin = office.admin
    status = admin.gives(*admin.at_head_office("status"))
    assert status["orders"] == len(office.rows("orders"))
    assert status["inbox"]["parked"] == 0
    assert admin.gives(*admin.at_head_office("cases")) == []
    every = {row["key"]: row for row in admin.gives(*admin.at_head_office("policy"))}
    assert every["discontinued"]["setting"] == "rep"


def test_who_changed_what_is_the_connections_login_and_for_whom(office: Office) -> None:
    admin = office.admin
    change = ("change", "customer", "G-1002", "--phone")
    admin.says(*admin.at_head_office(*change, "555-0001"))
    admin.says(*admin.at_head_office(*change, "555-0002", "--as", "Chief"))
    logged = [row.by for row in office.rows("change_log", key="G-1002", field="phone")]
    assert logged == [office.signs(), office.signs("chief")]
    admin.says(*admin.at_head_office("change", "product", "TR-110", "--stock", "7"))
    assert office.rows("stock", sku="TR-110")[0].on_hand == 7


def test_who_set_a_policy_is_the_connections_login_and_for_whom(office: Office) -> None:
    admin = office.admin
    for setting, behalf in (("rep_value", ()), ("refuse", ("--as", "chief"))):
        admin.gives(*admin.at_head_office("policy", "notes", setting, *behalf))
    history = office.rows("policy_history", key="customer.notes")
    assert [row.changed_by for row in history] == [office.signs(), office.signs("chief")]
    assert admin.refuses(*admin.at_head_office("policy", "notes", "nonsense"))


def test_a_case_is_decided_as_who_is_connected(office: Office) -> None:
    admin, rep = office.admin, office.rep
    with office.serving():
        order = rep.gives("orders", "new", "--customer", "G-1073", "--line", "SP-110=200")
        mine = until(rep, lambda: about(rep.gives("conflicts"), order))
        resolve = ("conflicts", "resolve", mine["conflict_id"])
        rep.gives(*resolve, "--action", "not_enough_stock:1=back_order")
        case = until(rep, lambda: about(cases(admin), order))
        decide = admin.at_head_office("decide", case["case"], "approve", "--note", "Once.")
        assert admin.gives(*decide, "--as", "head")["status"] in {"confirmed", "adjusted"}
        until(rep, lambda: rep.gives("orders", "show", order["order_id"])["state"] == "confirmed")
        number = rep.gives("orders", "show", order["order_id"])["number"]
        admin.says(*admin.at_head_office("change", "order", number, "--fulfilment", "shipped"))
    assert admin.gives(*admin.at_head_office("cases")) == []
    (decided,) = office.rows("cases", conflict_id=case["case"])
    assert '"decided_by":"head"' in decided.document.replace(" ", "")


def cases(admin: Terminal) -> list[Any]:
    """What waits for an admin, without the conflicts that reps have not answered yet."""
    return [row for row in admin.gives(*admin.at_head_office("cases")) if "case" in row]


def about(rows: list[Any], order: dict[str, Any]) -> Any:  # noqa: ANN401 (JSON)
    return next((row for row in rows if row["subject"]["id"] == order["order_id"]), None)


def until(rep: Terminal, found: Any) -> Any:  # noqa: ANN401 (JSON)
    """Sync until something is found."""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        rep.gives("sync")
        what = found()
        if what:
            return what
    raise AssertionError("nothing came back")


def test_the_doctor_looks_at_head_office(office: Office) -> None:
    admin = office.admin
    findings = {row["check"]: row for row in admin.gives("doctor", "--url", admin.url)}
    assert findings["office"]["ok"], findings
    assert {"driver", "worker", "stopped", "feeds"} <= set(findings)


def test_access_lists_who_is_connected_and_what_is_allowed(office: Office) -> None:
    admin = office.admin
    who = admin.at_head_office("whoami")
    if office.live is None:
        assert "no logins" in admin.refuses(*who)
        return
    reported = admin.gives(*who)
    assert (reported["login"], reported["rep"], reported["rep_login"]) == (
        office.login,
        HEAD,
        "head",
    )
    assert set(reported["roles"]) == {"smartclient_rep", "smartclient_admin"}
    assert not reported["owner"]


@pytest.mark.parametrize(
    "words",
    [
        ("restored",),
        ("init",),
        ("grant", "--login", "x", "--rep", "2"),
        ("grant", "--file", str(sample_folder())),
        ("revoke", "x"),
        ("revoke", "--file", str(sample_folder())),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_what_takes_an_owner_is_refused_in_one_sentence(
    office: Office, words: tuple[str, ...]
) -> None:
    if office.live is None:
        pytest.skip("who may open a file owns it")
    said = office.admin.refuses(*office.admin.at_head_office(*words))
    assert "owner" in said
    assert office.login in said


def test_a_file_of_logins_is_granted_and_revoked(office: Office, tmp_path: Path) -> None:
    if office.live is None:
        pytest.skip("a file has no logins")
    live, owner = office.live, office.owner
    names = [live.new_login(name) for name in ("listed", "unlisted")]
    file = tmp_path / "logins.csv"
    file.write_text(f"login,number,role\n{names[0]},3,rep\n{names[1]},77,rep\n", encoding="utf-8")
    grant = owner.at_head_office("grant", "--file", str(file))
    ended = owner.run(*grant)
    assert ended.status == 1
    assert "Nothing was changed: 1 of the lines" in ended.err
    assert "logins.csv, line 3: There is no rep with the number 77" in " ".join(ended.out.split())
    assert "2 logins: 1 to be granted, 1 refused." in ended.out
    said = owner.says(*grant, "--skip-bad-rows")
    assert "2 logins: 1 granted, 1 refused." in said
    assert "1 already as they are to be, 1 refused" in owner.says(*grant, "--skip-bad-rows")
    revoke = owner.at_head_office("revoke", "--file", str(file))
    assert "1 to be revoked" in owner.says(*revoke, "--dry-run")
    said = " ".join(owner.says(*revoke).split())
    assert f"Line 2: {names[0]} may do nothing here any more; it was rep 3." in said
    assert "1 already as they are to be, 1 revoked." in said


def test_the_owner_reports_a_restore(office: Office) -> None:
    owner = office.owner
    before = office.rows("info", name="generation")[0].value
    assert "everything again" in owner.says(*owner.at_head_office("restored"))
    assert office.rep.gives("sync")["link"] == "online"
    generation = office.rows("info", name="generation")[0].value
    assert generation != before
