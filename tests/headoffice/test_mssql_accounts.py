"""What a login is granted and what is taken from it: nothing of what it was stays behind."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace

import pytest
from sqlalchemy import Connection, event

from smartclient.contract.operations import PulseRequest
from smartclient.domain.clock import SystemClock
from smartclient.domain.errors import NotFoundError, RefusedError, SetUpError, SignInError
from smartclient.headoffice.admin import maintenance
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.database.mssql import account_directory, accounts
from smartclient.headoffice.opening import open_database
from smartclient.read_models.access import AccountKind
from tests.live_company import LiveCompany
from tests.live_server import NUMBERS, PASSWORD, LiveOffice
from tests.office_company import ANN, BEN, CHIEF

REP, ADMIN, WORKER = "smartclient_rep", "smartclient_admin", "smartclient_worker"
Grant = Callable[..., str]


@pytest.fixture
def grant(live_company: LiveCompany) -> Iterator[Grant]:
    """What grants a login of this test's own; it is revoked at the end."""
    granted: set[str] = set()

    def given(name: str, rep: str = "2", *, admin: bool = False) -> str:
        login = live_company.live.new_login(name)
        granted.add(login)
        engine = live_company.office.engine
        return accounts.grant(engine, AccountKind.LOGIN, login, rep, admin=admin)

    yield given
    for login in granted:
        with suppress(NotFoundError):
            accounts.revoke(live_company.office.engine, login)


def roles_of(company: LiveCompany, login: str) -> set[str]:
    own = open_database(company.live.url_of(login))
    try:
        return set(accounts.who_am_i(own).roles)
    finally:
        own.dispose()


def role_of(company: LiveCompany, login: str) -> str:
    (row,) = company.rows("reps", login=login)
    return str(row.role)


def worker(company: LiveCompany, login: str) -> None:
    accounts.grant_worker(company.office.engine, AccountKind.LOGIN, login)


def test_granted_without_admin_a_rep_decides_nothing_any_more(
    live_company: LiveCompany, grant: Grant
) -> None:
    login = grant("lowered", admin=True)
    assert (role_of(live_company, BEN), roles_of(live_company, login)) == ("admin", {REP, ADMIN})
    grant("lowered")
    assert (role_of(live_company, BEN), roles_of(live_company, login)) == ("rep", {REP})


def test_who_gets_a_rep_that_was_an_admins_decides_nothing(
    live_company: LiveCompany, grant: Grant
) -> None:
    before = grant("before", admin=True)
    accounts.revoke(live_company.office.engine, before)
    assert role_of(live_company, BEN) == "rep"
    assert roles_of(live_company, before) == set()
    live_company.change("reps", {"login": BEN}, role="admin")
    grant("after")
    assert role_of(live_company, BEN) == "rep"


def test_who_becomes_another_rep_leaves_no_admin_behind(
    live_company: LiveCompany, grant: Grant
) -> None:
    grant("moved", "2", admin=True)
    grant("moved", "1")
    assert (role_of(live_company, BEN), role_of(live_company, ANN)) == ("rep", "rep")


def test_a_rep_whose_other_login_is_an_admin_is_not_half_lowered(
    live_company: LiveCompany, grant: Grant
) -> None:
    first = grant("first", admin=True)
    with pytest.raises(RefusedError, match=f"login {first} acts as rep 2 too, as an admin"):
        grant("second")
    assert role_of(live_company, BEN) == "admin"
    # with one of two admins' logins gone, the rep is still the other's
    second = grant("second", admin=True)
    accounts.revoke(live_company.office.engine, second)
    assert role_of(live_company, BEN) == "admin"
    accounts.revoke(live_company.office.engine, first)
    assert role_of(live_company, BEN) == "rep"


def test_a_worker_that_becomes_a_rep_answers_nothing_any_more(
    live_company: LiveCompany, grant: Grant
) -> None:
    login = live_company.live.new_login("service")
    worker(live_company, login)
    assert roles_of(live_company, login) == {WORKER}
    grant("service")
    assert roles_of(live_company, login) == {REP}


def test_an_admin_that_becomes_a_worker_is_no_rep_any_more(
    live_company: LiveCompany, grant: Grant
) -> None:
    login = grant("changed", admin=True)
    worker(live_company, login)
    assert roles_of(live_company, login) == {WORKER}
    assert role_of(live_company, BEN) == "rep"
    own = open_database(live_company.live.url_of(login))
    assert accounts.who_am_i(own).rep_number == ""
    own.dispose()


def test_revoking_takes_a_workers_rights_too(live_company: LiveCompany) -> None:
    login = live_company.live.new_login("retired")
    worker(live_company, login)
    accounts.revoke(live_company.office.engine, login)
    assert roles_of(live_company, login) == set()
    with pytest.raises(NotFoundError):
        accounts.revoke(live_company.office.engine, login)


def test_made_a_rep_by_a_change_an_admin_loses_the_databases_rights_too(
    live_company: LiveCompany, grant: Grant
) -> None:
    login = grant("demoted", admin=True)
    maintenance.change_rep_role(live_company.office.engine, BEN, "rep", clock=SystemClock())
    assert (role_of(live_company, BEN), roles_of(live_company, login)) == ("rep", {REP})


def test_only_an_owner_says_who_is_an_admin(live_company: LiveCompany, grant: Grant) -> None:
    grant("colleague", admin=True)
    own = open_database(live_company.live.url_of(grant("another", NUMBERS[CHIEF], admin=True)))
    try:
        for login, role in ((BEN, "rep"), (ANN, "admin")):
            with pytest.raises(RefusedError, match=f"Ask one to run: .* --role {role} "):
                maintenance.change_rep_role(own, login, role, clock=SystemClock())
        assert (role_of(live_company, BEN), role_of(live_company, ANN)) == ("admin", "rep")
    finally:
        own.dispose()


def test_a_group_is_no_rep_but_may_be_a_worker(
    live_company: LiveCompany, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, login = live_company.office.engine, live_company.live.new_login("crowd")
    # a login of Windows' can't be made everywhere: here one of the server's own passes for it
    monkeypatch.setattr(account_directory, "_GROUPS", {"S"})
    with pytest.raises(RefusedError, match="Grant each member"):
        accounts.grant(engine, AccountKind.LOGIN, login, "2", admin=False)
    worker(live_company, login)
    assert roles_of(live_company, login) == {WORKER}
    accounts.revoke(engine, login)


def test_where_the_server_knows_only_the_caller_nobody_is_taken_for_it(
    live_company: LiveCompany, monkeypatch: pytest.MonkeyPatch, grant: Grant
) -> None:
    statements = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    engine = live_company.office.engine
    monkeypatch.setattr(account_directory, "edition", lambda _connection: 5)
    event.listen(engine, "before_cursor_execute", note)
    try:
        login = grant("cloud", admin=True)
        assert roles_of(live_company, login) == {REP, ADMIN}
        own = open_database(live_company.live.url_of(login))
        assert accounts.who_am_i(own).rep_login == BEN
        own.dispose()
        accounts.revoke(engine, login)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert roles_of(live_company, login) == set()
    assert not [
        item for item in statements if "SUSER_SID(j" in item or "SUSER_SNAME(SUSER_SID" in item
    ]


def test_another_name_than_was_asked_for_is_nobodys(
    live_company: LiveCompany, monkeypatch: pytest.MonkeyPatch
) -> None:
    # an edition that returns the caller for any name, and is not listed for it
    def tells_of_the_caller(
        _c: Connection, _cursor: object, statement: str, parameters: object, *_rest: object
    ) -> tuple[str, object]:
        if "SUSER_SNAME(SUSER_SID" in statement:
            return "SELECT N'anybody' AS asked, SUSER_SNAME() AS called, SUSER_SID() AS sid", ()
        return statement, parameters

    engine = live_company.office.engine
    event.listen(engine, "before_cursor_execute", tells_of_the_caller, retval=True)
    try:
        with pytest.raises(NotFoundError, match="no login anybody"):
            accounts.grant(engine, AccountKind.LOGIN, "anybody", "2", admin=False)
    finally:
        event.remove(engine, "before_cursor_execute", tells_of_the_caller)


def test_a_user_of_the_database_alone_is_a_rep(live: LiveOffice) -> None:
    if not live.is_real:
        pytest.skip("this engine has no users of a database alone; it runs on a real SQL Server")
    with live.as_admin("master") as admin:
        ((allowed,),) = admin.execute(
            "SELECT CAST(value_in_use AS int) FROM sys.configurations "
            "WHERE name = 'contained database authentication'"
        )[0]
    if not allowed:
        pytest.skip("contained database authentication is switched off on this SQL Server")
    with live.another_database() as name:
        with live.as_admin("master") as admin:
            admin.execute(f"ALTER DATABASE [{name}] SET CONTAINMENT = PARTIAL")
        alone = replace(live, database=name, logins={}, links=[], kept={})
        alone.office = HeadOffice.open(alone.url, live.clock)
        try:
            be_a_rep_and_nobody_again(alone, "anna_alone")
        finally:
            alone.hang_up()
            alone.office.close()


def be_a_rep_and_nobody_again(live: LiveOffice, user: str) -> None:
    live.office.init()
    company = LiveCompany(office=live.office, clock=live.clock)
    company.add("reps", {"number": "1", "login": ANN, "title": "", "role": "rep"})
    engine = live.office.engine
    with pytest.raises(NotFoundError, match="CREATE USER"):
        accounts.grant(engine, AccountKind.CONTAINED, user, "1", admin=False)
    with live.as_admin() as admin:
        admin.execute(f"CREATE USER [{user}] WITH PASSWORD = '{PASSWORD}'")
    assert accounts.grant(engine, AccountKind.CONTAINED, user, "1", admin=False) == user
    company.live = live
    assert roles_of(company, user) == {REP}
    assert live.operations(user).pulse(PulseRequest()).identity.login == ANN
    accounts.revoke(engine, user)
    with pytest.raises((SignInError, SetUpError)):
        live.operations(user).pulse(PulseRequest())
