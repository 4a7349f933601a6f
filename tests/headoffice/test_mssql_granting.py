"""Logins of a live SQL Server: granted, taken back, dropped and made again."""

import pytest

from smartclient.contract.operations import PulseRequest
from smartclient.domain.errors import NotFoundError, RefusedError, SetUpError, SignInError
from smartclient.headoffice.database.mssql import accounts
from smartclient.headoffice.opening import open_database
from smartclient.read_models.access import AccountKind
from tests.live_company import LiveCompany
from tests.live_server import PASSWORD
from tests.office_company import ANN, BEN


def test_logins_are_granted_and_revoked(live_company: LiveCompany) -> None:
    live, engine = live_company.live, live_company.office.engine
    with pytest.raises(NotFoundError, match="CREATE LOGIN"):
        accounts.grant(engine, AccountKind.LOGIN, "nobody-at-all", "1", admin=False)
    with pytest.raises(RefusedError, match="name of a role"):
        accounts.grant_worker(engine, AccountKind.LOGIN, "smartclient_worker")
    login = live.new_login("granted")
    with pytest.raises(NotFoundError, match="no rep"):
        accounts.grant(engine, AccountKind.LOGIN, login, "77", admin=False)
    accounts.grant(engine, AccountKind.LOGIN, login, "1", admin=False)
    accounts.grant(engine, AccountKind.LOGIN, login, "1", admin=False)
    own = open_database(live.url_of(login))
    me = accounts.who_am_i(own)
    assert (me.login, me.roles, me.owns) == (login, ("smartclient_rep",), False)
    accounts.revoke(engine, login)
    assert accounts.who_am_i(own).roles == ()
    own.dispose()
    with pytest.raises(NotFoundError):
        accounts.revoke(engine, login)


def test_a_new_login_of_an_old_name_is_somebody_else(live_company: LiveCompany) -> None:
    live, engine = live_company.live, live_company.office.engine
    login = live.rep_login("1", "again", admin=True)
    kept = live.operations(login)
    assert kept.pulse(PulseRequest()).identity.login == ANN
    live.hang_up()
    with live.as_admin("master") as admin:
        admin.execute(f"DROP LOGIN [{login}]")
        admin.execute(f"CREATE LOGIN [{login}] WITH PASSWORD = '{PASSWORD}'")
    # nothing of the old one's is left to it, whether or not the server lets it in
    with pytest.raises((SignInError, SetUpError)):
        live.operations(login).pulse(PulseRequest())
    if not live.is_real:
        live.take_tables_back(login)
    with live.as_admin() as admin:
        admin.execute(f"DROP USER [{login}]")
        admin.execute(f"CREATE USER [{login}] FOR LOGIN [{login}]")
        admin.execute(f"ALTER ROLE smartclient_rep ADD MEMBER [{login}]")
        if not live.is_real:
            live.let_procedures_work_for(login)
    with pytest.raises(SignInError):
        live.operations(login).pulse(PulseRequest())
    accounts.grant(engine, AccountKind.LOGIN, login, "2", admin=False)
    assert live.operations(login).pulse(PulseRequest()).identity.login == BEN


def test_granting_forgets_the_user_of_a_dropped_login(live_company: LiveCompany) -> None:
    live, engine = live_company.live, live_company.office.engine
    login = live.new_login("dropped")
    accounts.grant(engine, AccountKind.LOGIN, login, "1", admin=True)
    with live.as_admin("master") as admin:
        admin.execute(f"DROP LOGIN [{login}]")
        admin.execute(f"CREATE LOGIN [{login}] WITH PASSWORD = '{PASSWORD}'")
    accounts.grant(engine, AccountKind.LOGIN, login, "2", admin=False)
    own = open_database(live.url_of(login))
    me = accounts.who_am_i(own)
    own.dispose()
    assert (me.login, me.roles) == (login, ("smartclient_rep",))


def test_what_was_granted_to_a_dropped_login_is_revoked(live_company: LiveCompany) -> None:
    live, engine = live_company.live, live_company.office.engine
    login = live.rep_login("1", "gone", admin=True)
    with live.as_admin("master") as admin:
        admin.execute(f"DROP LOGIN [{login}]")
    accounts.revoke(engine, login)
    del live.logins["gone"]
    with live.as_admin() as admin:
        members = admin.execute(
            "SELECT m.name FROM sys.database_role_members AS x JOIN sys.database_principals AS m "
            "ON m.principal_id = x.member_principal_id WHERE m.name = ?",
            login,
        )
    assert members == [[]]
    with pytest.raises(NotFoundError):
        accounts.revoke(engine, login)


def test_the_web_service_is_in_its_role_alone(live_company: LiveCompany) -> None:
    live, engine = live_company.live, live_company.office.engine
    login = live.new_login("serving")
    accounts.grant(engine, AccountKind.LOGIN, login, "2", admin=False)
    assert accounts.grant_web(engine, AccountKind.LOGIN, login) == login
    own = open_database(live.url_of(login))
    try:
        me = accounts.who_am_i(own)
        assert (me.roles, me.owns, me.rep_number) == (("smartclient_web",), False, "")
        accounts.revoke(engine, login)
        assert accounts.who_am_i(own).roles == ()
    finally:
        own.dispose()
