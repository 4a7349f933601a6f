"""Plans of grants, made and carried out on a directory of accounts without a server."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartclient.headoffice.database.mssql.account_directory import (
    AccountDirectory,
    DatabaseUser,
    RepIdentity,
    ServerLogin,
    StoredRep,
)
from smartclient.headoffice.database.mssql.grant_planning.login_changes import plan_revocation
from smartclient.headoffice.database.mssql.grant_planning.plan import GrantPlan, LoginChange
from smartclient.headoffice.database.mssql.grant_planning.planning import plan_grants, plan_portion
from smartclient.headoffice.database.mssql.principals import ROLES_IN_DATABASE
from smartclient.read_models.access import AccessChange, AccessRole, AccountKind, GrantLine

REP, ADMIN, WORKER = AccessRole.REP, AccessRole.ADMIN, AccessRole.WORKER
WEB = AccessRole.WEB
GRANTED, CHANGED = AccessChange.GRANTED, AccessChange.CHANGED
UNCHANGED, REVOKED = AccessChange.UNCHANGED, AccessChange.REVOKED

LOGINS = ("anna", "ben", "carla", "Dora", "COMPANY\\eva", "o'neil]")
NUMBERS = ("1", "2", "3")


def user(name: str) -> DatabaseUser:
    return DatabaseUser(
        name=name, sid=sid_of(name), is_group=False, own_password=False, owns_schema=False
    )


def sid_of(name: str) -> bytes:
    return b"sid of " + name.encode()


def nobody() -> AccountDirectory:
    """Six logins of the server, three reps, and no user."""
    return AccountDirectory(
        shows_identifiers=True,
        logins={name.casefold(): ServerLogin(name=name, sid=sid_of(name)) for name in LOGINS},
        users={},
        members={role: frozenset() for role in ROLES_IN_DATABASE},
        identities={},
        reps={number: StoredRep(number=number, role="rep") for number in NUMBERS},
    )


def after(directory: AccountDirectory, *changes: LoginChange) -> AccountDirectory:
    """What a directory reads once the changes were carried out."""
    for change in changes:
        directory = _after(directory, change)
    return directory


def _after(directory: AccountDirectory, change: LoginChange) -> AccountDirectory:
    users = dict(directory.users)
    members = {role: set(names) for role, names in directory.members.items()}
    for statement in change.statements:
        words = statement.split(" ", 2)
        name = statement[statement.index("[") + 1 : -1].partition("] FOR LOGIN")[0]
        name = name.replace("]]", "]")
        if words[:2] == ["CREATE", "USER"]:
            assert name.casefold() not in users
            users[name.casefold()] = user(name)
        elif words[:2] == ["DROP", "USER"]:
            del users[name.casefold()]
            for names in members.values():
                names.discard(name.casefold())
        else:
            role, act = statement.split(" ")[2:4]
            assert name.casefold() in users
            (members[role].add if act == "ADD" else members[role].remove)(name.casefold())
    identities = dict(directory.identities)
    for name in change.forget:
        del identities[name.casefold()]
    for identity in change.remember:
        assert identity.name.casefold() not in identities
        identities[identity.name.casefold()] = identity
    reps = {
        number: replace(rep, role=change.rep_roles.get(number, rep.role))
        for number, rep in directory.reps.items()
    }
    return replace(
        directory,
        users=users,
        members={role: frozenset(names) for role, names in members.items()},
        identities=identities,
        reps=reps,
    )


def line(number: int, name: str, role: AccessRole | None = REP, rep: str = "1") -> GrantLine:
    is_service = role in (WORKER, WEB)
    return GrantLine(line=number, name=name, role=role, rep_number="" if is_service else rep)


def kinds(plan: GrantPlan) -> list[AccessChange]:
    return [change.outcome.change for change in plan.changes]


def reasons(plan: GrantPlan) -> dict[int, str]:
    return {item.line: item.error.user_message for item in plan.refused}


def test_the_same_file_again_changes_nothing() -> None:
    lines = [
        line(2, "anna"),
        line(3, "ben", ADMIN, "2"),
        line(4, "carla", WORKER),
        line(5, "Dora", WEB),
    ]
    first = plan_grants(nobody(), lines)
    assert kinds(first) == [GRANTED] * 4
    done = after(nobody(), *first.changes)
    again = plan_grants(done, lines)
    assert kinds(again) == [UNCHANGED] * 4
    assert not any(change.changes_something for change in again.changes)


def test_names_are_quoted_as_the_server_reads_them() -> None:
    plan = plan_grants(nobody(), [line(2, "O'NEIL]"), line(3, "company\\EVA", ADMIN, "2")])
    statements = [item for change in plan.changes for item in change.statements]
    assert statements[0] == "CREATE USER [o'neil]]] FOR LOGIN [o'neil]]]"
    assert "CREATE USER [COMPANY\\eva]" in statements


def test_two_logins_of_a_rep_are_both_admins_or_none() -> None:
    lines = [line(2, "anna", ADMIN, "1"), line(3, "ben", REP, "1"), line(4, "carla", REP, "2")]
    for order in (lines, lines[::-1]):
        plan = plan_grants(nobody(), order)
        assert set(reasons(plan)) == {2, 3}
        assert "anna (line 2) are both rep 1" in reasons(plan)[3]
        assert [item.name for item in plan.lines] == ["carla"]


def test_a_name_that_stands_twice_is_refused_the_second_time() -> None:
    plan = plan_grants(nobody(), [line(2, "anna"), line(3, "ANNA", WORKER)])
    assert reasons(plan) == {3: "anna is already on line 2."}


def test_an_admin_beside_the_file_is_in_the_way_until_the_file_names_it() -> None:
    admin = plan_grants(nobody(), [line(2, "anna", ADMIN, "1")]).changes
    before = after(nobody(), *admin)
    alone = plan_grants(before, [line(2, "ben", REP, "1")])
    assert "login anna acts as rep 1 too" in reasons(alone)[2]
    for moved in (
        line(9, "anna", REP, "1"),
        line(9, "anna", ADMIN, "2"),
        line(9, "anna", WORKER),
        line(9, "anna", WEB),
    ):
        plan = plan_grants(before, [line(2, "ben", REP, "1"), moved])
        assert not plan.refused
        assert after(before, *plan.changes).reps["1"].role == "rep"
    revoked = plan_grants(before, [line(2, "ben", REP, "1")], ["anna"])
    assert not revoked.refused


def test_a_refused_line_leaves_its_login_in_the_way_of_others() -> None:
    before = after(nobody(), *plan_grants(nobody(), [line(2, "anna", ADMIN, "1")]).changes)
    plan = plan_grants(before, [line(2, "ben", REP, "1"), line(3, "anna", REP, "77")])
    assert set(reasons(plan)) == {2, 3}


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (line(2, "nobody"), "The server has no login nobody."),
        (line(2, "anna", REP, "77"), "no rep with the number 77"),
        (line(2, "anna", REP, ""), "number is missing for anna"),
        (GrantLine(line=2, name="anna", role=WORKER, rep_number="1"), "A service is no rep."),
        (GrantLine(line=2, name="anna", role=WEB, rep_number="1"), "A service is no rep."),
        (line(2, "SmartClient_Admin"), "the name of a role"),
        (line(2, "an\x07na"), "not the name of a login"),
        (replace(line(2, "anna"), kind=AccountKind.CONTAINED), "no user anna with a password"),
    ],
)
def test_a_wrong_line_says_what_is_wrong(wrong: GrantLine, reason: str) -> None:
    plan = plan_grants(nobody(), [wrong, line(3, "ben")])
    assert reason in reasons(plan)[2]
    assert kinds(plan) == [GRANTED]


def test_without_a_role_an_admin_stays_one_and_others_are_reps() -> None:
    before = after(nobody(), *plan_grants(nobody(), [line(2, "anna", ADMIN, "1")]).changes)
    plan = plan_grants(before, [line(2, "anna", None, "1"), line(3, "ben", None, "2")])
    assert [item.role for item in plan.lines] == [ADMIN, REP]
    assert kinds(plan) == [UNCHANGED, GRANTED]


def test_a_new_login_of_an_old_name_gets_a_user_of_its_own() -> None:
    before = after(nobody(), *plan_grants(nobody(), [line(2, "anna", ADMIN, "1")]).changes)
    new = ServerLogin(name="anna", sid=b"another")
    recreated = replace(before, logins={**before.logins, "anna": new})
    plan = plan_grants(recreated, [line(2, "anna", REP, "1")])
    (change,) = plan.changes
    assert change.statements[0] == "DROP USER [anna]"
    assert change.remember == (RepIdentity(name="anna", sid=b"another", rep_number="1"),)
    assert change.rep_roles == {"1": "rep"}


def test_revoking_lowers_the_rep_with_its_last_admin() -> None:
    lines = [line(2, "anna", ADMIN, "1"), line(3, "ben", ADMIN, "1")]
    before = after(nobody(), *plan_grants(nobody(), lines).changes)
    one = plan_revocation(before, "ANNA")
    assert (one.outcome.change, one.rep_roles) == (REVOKED, {})
    rest = after(before, one)
    assert plan_revocation(rest, "ben").rep_roles == {"1": "rep"}
    assert plan_revocation(rest, "anna").outcome.change is UNCHANGED


GRANTS = st.lists(
    st.builds(
        lambda name, role, rep: line(0, name, role, rep),
        st.sampled_from(LOGINS),
        st.sampled_from((REP, ADMIN, WORKER, WEB, None)),
        st.sampled_from(NUMBERS),
    ),
    max_size=8,
).map(lambda found: [replace(item, line=n + 2) for n, item in enumerate(found)])


@given(before=GRANTS, lines=GRANTS, cut=st.integers(0, 8), portion=st.integers(1, 4))
def test_cut_off_anywhere_and_run_again_it_ends_the_same(
    before: list[GrantLine], lines: list[GrantLine], cut: int, portion: int
) -> None:
    start = nobody()
    start = after(start, *plan_grants(start, before).changes)
    whole = plan_grants(start, lines)
    wanted = after(start, *whole.changes)
    reached = start
    for first in range(0, cut, portion):
        part = plan_portion(reached, whole.lines[first : first + portion], whole.intention)
        assert not part.refused
        reached = after(reached, *part.changes)
    again = plan_grants(reached, lines)
    ended = after(reached, *again.changes)
    assert reasons(again) == reasons(whole)
    assert ended == wanted
    # a rep decides if one of its logins has an admin's rights, and only then
    for number, rep in ended.reps.items():
        acting = [ended.roles_of(item.name) for item in ended.acting_as(number)]
        assert (rep.role == "admin") == any("smartclient_admin" in roles for roles in acting)
