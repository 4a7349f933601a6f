"""Many logins of a live SQL Server granted and revoked at once."""

import time
from collections.abc import Iterator, Sequence

import pytest
from sqlalchemy import Connection

from smartclient.contract.operations import PulseRequest
from smartclient.database.transactions import reading
from smartclient.domain.errors import SetUpError
from smartclient.headoffice.database.mssql import account_directory, accounts, bulk_granting
from smartclient.headoffice.database.mssql.account_directory import (
    AccountDirectory,
    read_directory,
)
from smartclient.headoffice.database.mssql.grant_execution import carry_out
from smartclient.headoffice.database.mssql.grant_planning.plan import LoginChange
from smartclient.headoffice.opening import open_database
from smartclient.read_models.access import (
    AccessChange,
    AccessReport,
    AccessRole,
    GrantLine,
)
from tests.live_company import LiveCompany
from tests.office_company import ANN, BEN

MANY = 100
PORTION = 3
TIMES_THE_FLOOR = 5
"""What granting may cost against the bare statements; most of it is reading what is there."""


@pytest.fixture
def company(live_company: LiveCompany) -> Iterator[LiveCompany]:
    """The company, in which the logins of a test are nobody again afterwards."""
    before = directory(live_company).identities.keys()
    yield live_company
    granted = [name for name in directory(live_company).identities if name not in before]
    revoke(live_company, granted)


def directory(company: LiveCompany, names: Sequence[str] = ()) -> AccountDirectory:
    with reading(company.office.engine) as connection:
        return read_directory(connection, names)


def grant(
    company: LiveCompany, lines: Sequence[GrantLine], *, revoke_others: bool = False
) -> AccessReport:
    engine = company.office.engine
    checked = bulk_granting.check_grants(engine, lines, revoke_others=revoke_others)
    return bulk_granting.apply_access(engine, checked)


def revoke(company: LiveCompany, names: Sequence[str]) -> AccessReport:
    engine = company.office.engine
    lines = [GrantLine(line=n + 2, name=name) for n, name in enumerate(names)]
    return bulk_granting.apply_access(engine, bulk_granting.check_revocations(engine, lines))


def lines_for(
    company: LiveCompany, names: Sequence[str], role: AccessRole = AccessRole.REP
) -> list[GrantLine]:
    """A line for each name as another login of Ben's."""
    logins = [company.live.new_login(name) for name in names]
    return [
        GrantLine(line=n + 2, name=login, role=role, rep_number="2")
        for n, login in enumerate(logins)
    ]


def changes(report: AccessReport) -> dict[AccessChange, int]:
    return {change: number for change in AccessChange if (number := report.count(change))}


def test_a_file_is_granted_and_granted_again(company: LiveCompany) -> None:
    lines = [
        *lines_for(company, ["bulk_a", "bulk_b"]),
        GrantLine(line=9, name=company.live.new_login("bulk_w"), role=AccessRole.WORKER),
    ]
    assert changes(grant(company, lines)) == {AccessChange.GRANTED: 3}
    before = directory(company)
    assert changes(grant(company, lines)) == {AccessChange.UNCHANGED: 3}
    assert directory(company) == before
    login = lines[0].name
    if not company.live.is_real:
        company.live.let_procedures_work_for(login)
    assert company.live.operations(login).pulse(PulseRequest()).identity.login == BEN
    other = GrantLine(line=2, name=login, role=AccessRole.REP, rep_number="1")
    (outcome,) = grant(company, [other]).outcomes
    assert (outcome.change, outcome.before.rep_number) == (AccessChange.CHANGED, "2")
    assert company.live.operations(login).pulse(PulseRequest()).identity.login == ANN
    accounts.revoke(company.office.engine, lines[2].name)
    if not company.live.is_real:
        company.live.take_tables_back(login)


def test_nothing_is_changed_while_lines_are_checked(company: LiveCompany) -> None:
    lines = lines_for(company, ["bulk_c", "bulk_d"])
    wrong = GrantLine(line=9, name="nobody-at-all", role=AccessRole.REP, rep_number="1")
    before = directory(company)
    checked = bulk_granting.check_grants(
        company.office.engine, [*lines, wrong], revoke_others=False
    )
    assert directory(company) == before
    (refused,) = checked.report.refused
    assert (refused.line, "CREATE LOGIN" in refused.error.user_message) == (9, True)
    assert changes(checked.report) == {AccessChange.GRANTED: 2}


def test_only_an_owner_may_grant_many(company: LiveCompany) -> None:
    own = open_database(company.live.url_of(company.live.logins[ANN]))
    try:
        with pytest.raises(SetUpError, match="not an owner"):
            bulk_granting.check_grants(own, [], revoke_others=False)
        with pytest.raises(SetUpError, match="not an owner"):
            bulk_granting.check_revocations(own, [])
    finally:
        own.dispose()


def test_cut_off_in_the_middle_it_is_completed_by_the_same_file(
    company: LiveCompany, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = lines_for(company, [f"bulk_cut{n}" for n in range(2 * PORTION)])
    monkeypatch.setattr(bulk_granting, "PORTION", PORTION)
    portions: list[Sequence[LoginChange]] = []

    def cut_off(connection: Connection, portion: Sequence[LoginChange]) -> None:
        if portions:
            raise KeyboardInterrupt
        portions.append(portion)
        carry_out(connection, portion)

    with monkeypatch.context() as cut:
        cut.setattr(bulk_granting, "carry_out", cut_off)
        with pytest.raises(KeyboardInterrupt):
            grant(company, lines)
    again = grant(company, lines)
    assert changes(again) == {AccessChange.UNCHANGED: PORTION, AccessChange.GRANTED: PORTION}
    names = {line.name.casefold() for line in lines}
    assert names <= directory(company).identities.keys()


def test_one_line_that_the_server_refuses_at_last_leaves_the_others(
    company: LiveCompany, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = lines_for(company, ["bulk_e", "bulk_f", "bulk_group", "bulk_g"])
    refused = lines[2]
    monkeypatch.setattr(
        "smartclient.headoffice.database.mssql.grant_execution.groups_among",
        lambda _connection, users: {refused.name} & set(users),
    )
    report = grant(company, lines)
    assert [item.line for item in report.refused] == [refused.line]
    assert "is a group" in report.refused[0].error.user_message
    assert changes(report) == {AccessChange.GRANTED: 3}
    assert refused.name.casefold() not in directory(company).users


def test_a_line_that_only_a_trial_shows_is_refused_before_anything_is_changed(
    company: LiveCompany, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = lines_for(company, ["bulk_h", "bulk_i"])
    gone = GrantLine(line=9, name=f"{lines[0].name}_gone", role=AccessRole.REP, rep_number="2")
    # a server that reports nobody else's identifiers
    monkeypatch.setattr(account_directory, "edition", lambda _connection: 5)
    before = directory(company)
    checked = bulk_granting.check_grants(company.office.engine, [*lines, gone], revoke_others=False)
    assert directory(company) == before
    assert [item.line for item in checked.report.refused] == [9]
    assert gone.name in checked.report.refused[0].error.user_message
    report = bulk_granting.apply_access(company.office.engine, checked)
    assert changes(report) == {AccessChange.GRANTED: 2}


def test_who_is_not_in_the_file_may_be_revoked(company: LiveCompany) -> None:
    stays, leaves = lines_for(company, ["bulk_stays", "bulk_leaves"])
    grant(company, [stays, leaves])
    others = [
        GrantLine(line=9 + n, name=item.name, rep_number=item.rep_number)
        for n, item in enumerate(directory(company).identities.values())
        if item.name != leaves.name
    ]
    report = grant(company, others, revoke_others=True)
    (revoked,) = (item for item in report.outcomes if item.change is AccessChange.REVOKED)
    assert (revoked.line, revoked.name) == (0, leaves.name.casefold())
    assert leaves.name.casefold() not in directory(company).identities
    assert not directory(company).roles_of(leaves.name)


def test_many_at_once_cost_little_more_than_their_bare_statements(company: LiveCompany) -> None:
    lines = lines_for(company, [f"bulk_{n}" for n in range(MANY)])
    with company.live.as_admin() as admin:
        start = time.perf_counter()
        for line in lines:
            admin.execute(f"CREATE USER [{line.name}] FOR LOGIN [{line.name}]")
            admin.execute(f"ALTER ROLE smartclient_rep ADD MEMBER [{line.name}]")
        floor = time.perf_counter() - start
        for line in lines:
            admin.execute(f"DROP USER [{line.name}]")
    directory(company)  # as prepared as the other connection
    start = time.perf_counter()
    report = grant(company, lines)
    ours = time.perf_counter() - start
    assert changes(report) == {AccessChange.GRANTED: MANY}
    assert ours <= TIMES_THE_FLOOR * floor
