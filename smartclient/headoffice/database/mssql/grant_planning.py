"""Grant planning: what has to be changed so that logins are what they are to be.

Nothing here talks to the server. A plan is the same whatever the order of its lines: each rep is
an admin or not for all of its logins together.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from smartclient.domain.errors import RefusedError
from smartclient.headoffice.database.mssql.account_directory import (
    AccountDirectory,
    RepIdentity,
    name_in_database,
)
from smartclient.headoffice.database.mssql.granted_account import GrantedAccount, account_for
from smartclient.headoffice.database.mssql.principals import (
    ROLES_IN_DATABASE,
    bracketed,
    roles_in_database,
)
from smartclient.headoffice.database.stored_states import ADMIN, REP
from smartclient.read_models.access import (
    AccessChange,
    AccessRole,
    GrantLine,
    HeldAccess,
    LoginOutcome,
    RefusedLine,
)

_OWNER = "dbo"
"""The user who owns the database, and needs no role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginChange:
    """What is done about one login: statements, its identity, and the roles of reps."""

    outcome: LoginOutcome
    statements: tuple[str, ...] = ()
    created_user: str = ""
    forget: tuple[str, ...] = ()
    remember: tuple[RepIdentity, ...] = ()
    rep_roles: Mapping[str, str] = field(default_factory=dict)

    @property
    def changes_something(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.statements or self.forget or self.remember or self.rep_roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantPlan:
    """Lines that can be carried out, under the names that the server has, and those that can't."""

    intention: "Intention"
    lines: tuple[GrantLine, ...] = ()
    changes: tuple[LoginChange, ...] = ()
    refused: tuple[RefusedLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Intention:
    """What becomes of the logins that are granted or revoked together, by their names."""

    granted: Mapping[str, GrantLine] = field(default_factory=dict)
    revoked: frozenset[str] = frozenset()

    @classmethod
    def of(cls, lines: Iterable[GrantLine], revoked: Iterable[str] = ()) -> "Intention":
        """The intention to grant these lines, and to revoke what was granted to others.

        Of two lines about one login the first counts.
        """
        granted: dict[str, GrantLine] = {}
        for line in lines:
            granted.setdefault(name_in_database(line.name), line)
        return cls(
            granted=granted,
            revoked=frozenset(map(name_in_database, revoked)),
        )

    @property
    def rep_numbers(self) -> set[str]:
        """The numbers of the reps whose role follows from what is granted."""
        return {name_in_database(line.rep_number) for line in self.granted.values()}

    def remaining_admins(self, directory: AccountDirectory, rep_number: str) -> list[str]:
        """The logins that act as a rep with an admin's rights, and that nothing is said about."""
        admins = directory.members[roles_in_database(AccessRole.ADMIN)[-1]]
        admin_sids = {directory.users[name].sid for name in admins if name in directory.users}
        return [
            item.name
            for item in directory.acting_as(rep_number)
            if (key := name_in_database(item.name)) not in self.granted
            and key not in self.revoked
            and (key in admins or (item.sid is not None and item.sid in admin_sids))
        ]


def plan_grants(
    directory: AccountDirectory, lines: Sequence[GrantLine], revoked: Iterable[str] = ()
) -> GrantPlan:
    """Plan to grant these lines, while ``revoked`` lose what was granted to them."""
    revoked = frozenset(revoked)
    grants, refused = _resolved(directory, lines)
    intention = Intention.of((grant.line for grant in grants), revoked)
    while found := _conflicts(directory, grants, intention):
        # a login that keeps what it has may be in the way of others
        refused += found
        lines_refused = {item.line for item in found}
        grants = [grant for grant in grants if grant.line.line not in lines_refused]
        intention = Intention.of((grant.line for grant in grants), revoked)
    return _plan(directory, grants, refused, intention)


def plan_portion(
    directory: AccountDirectory, lines: Sequence[GrantLine], intention: Intention
) -> GrantPlan:
    """Plan some lines of what was planned as a whole."""
    grants, refused = _resolved(directory, lines)
    refused += _conflicts(directory, grants, intention)
    lines_refused = {item.line for item in refused}
    grants = [grant for grant in grants if grant.line.line not in lines_refused]
    return _plan(directory, grants, refused, intention)


def plan_revocation(
    directory: AccountDirectory, name: str, *, line: int = 0, intention: Intention | None = None
) -> LoginChange:
    """Plan that a name loses whatever was granted to it, also one that the server lost."""
    key = name_in_database(name)
    identity = directory.identities.get(key)
    users = directory.users_of(name)
    statements = [item for user in users for item in _membership(directory, user.name, set())]
    forget = () if identity is None else (identity.name,)
    intention = intention or Intention.of((), (name,))
    nothing = not statements and not forget
    return LoginChange(
        outcome=LoginOutcome(
            line=line,
            name=name,
            change=AccessChange.UNCHANGED if nothing else AccessChange.REVOKED,
            before=_held(directory, [user.name for user in users], identity),
        ),
        statements=tuple(statements),
        forget=forget,
        rep_roles=_lowered(directory, identity, intention),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grant:
    """A line under the name that the server has, and its account."""

    line: GrantLine
    account: GrantedAccount


def _resolved(
    directory: AccountDirectory, lines: Iterable[GrantLine]
) -> tuple[list[_Grant], list[RefusedLine]]:
    """The lines whose accounts and reps are there, each with a role, and the others."""
    grants: list[_Grant] = []
    refused: list[RefusedLine] = []
    for line in lines:
        try:
            account = account_for(directory, line)
        except RefusedError as error:
            refused.append(RefusedLine(line=line.line, error=error))
            continue
        role = line.role or account.kept_role
        grants.append(_Grant(line=replace(line, name=account.name, role=role), account=account))
    return grants, refused


def _plan(
    directory: AccountDirectory,
    grants: Sequence[_Grant],
    refused: Iterable[RefusedLine],
    intention: Intention,
) -> GrantPlan:
    return GrantPlan(
        intention=intention,
        lines=tuple(grant.line for grant in grants),
        changes=tuple(_change(directory, grant, intention) for grant in grants),
        refused=tuple(sorted(refused, key=lambda item: item.line)),
    )


def _conflicts(
    directory: AccountDirectory, grants: Sequence[_Grant], intention: Intention
) -> list[RefusedLine]:
    """The lines that contradict others, or what a login is that none of them names."""
    of_reps: dict[str, dict[AccessRole | None, GrantLine]] = defaultdict(dict)
    for granted in intention.granted.values():
        of_reps[name_in_database(granted.rep_number)].setdefault(granted.role, granted)
    first: dict[str, GrantLine] = {}
    found = []
    for line in (grant.line for grant in grants):
        earlier = first.setdefault(name_in_database(line.name), line)
        error: RefusedError | None = None
        if earlier is not line:
            error = RefusedError(
                "{name} is already on line {line}.", name=line.name, line=earlier.line
            )
        elif line.role is not AccessRole.WORKER:
            of_rep = of_reps[name_in_database(line.rep_number)]
            error = _conflict_within(line, of_rep)
            error = error or _conflict_with_others(directory, line, intention)
        if error is not None:
            found.append(RefusedLine(line=line.line, error=error))
    return found


def _conflict_within(
    line: GrantLine, of_rep: Mapping[AccessRole | None, GrantLine]
) -> RefusedError | None:
    other = of_rep.get(AccessRole.REP if line.role is AccessRole.ADMIN else AccessRole.ADMIN)
    if other is None:
        return None
    return RefusedError(
        "{name} and {other} (line {line}) are both rep {number}, one as an admin and one not, and "
        "what a rep may decide goes by its number. Give both the same role.",
        name=line.name,
        other=other.name,
        line=other.line,
        number=line.rep_number,
    )


def _conflict_with_others(
    directory: AccountDirectory, line: GrantLine, intention: Intention
) -> RefusedError | None:
    if line.role is AccessRole.ADMIN:
        return None
    others = intention.remaining_admins(directory, line.rep_number)
    if not others:
        return None
    return RefusedError(
        "The login {other} acts as rep {number} too, as an admin, and what a rep may decide "
        "goes by its number. Say --admin, or take {other}'s rights back first.",
        other=others[0],
        number=line.rep_number,
    )


def _change(directory: AccountDirectory, grant: _Grant, intention: Intention) -> LoginChange:
    line, account = grant.line, grant.account
    role = line.role or AccessRole.REP
    identity = directory.identities.get(name_in_database(account.name))
    wanted = None
    if role is not AccessRole.WORKER:
        number = directory.reps[name_in_database(line.rep_number)].number
        wanted = RepIdentity(name=account.name, sid=account.sid, rep_number=number)
    same = _same_identity(identity, wanted)
    statements = (
        *account.create,
        *_membership(
            directory,
            account.user,
            set(roles_in_database(role)),
            is_new=bool(account.create),
        ),
    )
    rep_roles = _lowered(directory, identity, intention)
    if wanted is not None:
        stored = ADMIN if role is AccessRole.ADMIN else REP
        if directory.reps[name_in_database(wanted.rep_number)].role != stored:
            rep_roles[wanted.rep_number] = stored
    before = _held(directory, [] if account.create else [account.user], identity)
    change = LoginChange(
        outcome=LoginOutcome(
            line=line.line,
            name=account.name,
            change=AccessChange.UNCHANGED,
            before=before,
            after=HeldAccess(
                roles=frozenset({role}), rep_number=wanted.rep_number if wanted else ""
            ),
        ),
        statements=statements,
        created_user=account.user if account.create else "",
        forget=(identity.name,) if identity is not None and not same else (),
        remember=(wanted,) if wanted is not None and not same else (),
        rep_roles=rep_roles,
    )
    if not change.changes_something:
        return change
    kind = AccessChange.CHANGED if before.roles else AccessChange.GRANTED
    return replace(change, outcome=replace(change.outcome, change=kind))


def _same_identity(one: RepIdentity | None, other: RepIdentity | None) -> bool:
    if one is None or other is None:
        return one is other
    return (
        name_in_database(one.name) == name_in_database(other.name)
        and one.sid == other.sid
        and name_in_database(one.rep_number) == name_in_database(other.rep_number)
    )


def _membership(
    directory: AccountDirectory, user: str, wanted: set[str], *, is_new: bool = False
) -> list[str]:
    """What puts a user in just these of our roles."""
    if user in {"", _OWNER}:
        return []
    held = frozenset() if is_new else directory.roles_of(user)
    return [
        f"ALTER ROLE {role} {'ADD' if role in wanted else 'DROP'} MEMBER {bracketed(user)}"
        for role in ROLES_IN_DATABASE
        if (role in wanted) != (role in held)
    ]


def _lowered(
    directory: AccountDirectory, identity: RepIdentity | None, intention: Intention
) -> dict[str, str]:
    """The rep that is no admin any more: its last admin's login is gone, or is somebody else."""
    if identity is None:
        return {}
    key = name_in_database(identity.rep_number)
    stored = directory.reps.get(key)
    if stored is None or stored.role == REP or key in intention.rep_numbers:
        return {}
    if intention.remaining_admins(directory, identity.rep_number):
        return {}
    return {stored.number: REP}


def _held(
    directory: AccountDirectory, users: Iterable[str], identity: RepIdentity | None
) -> HeldAccess:
    held = frozenset(role for user in users for role in directory.roles_of(user))
    roles = {role for role in AccessRole if set(roles_in_database(role)) <= held}
    if AccessRole.ADMIN in roles:
        roles.discard(AccessRole.REP)
    return HeldAccess(
        roles=frozenset(roles), rep_number="" if identity is None else identity.rep_number
    )
