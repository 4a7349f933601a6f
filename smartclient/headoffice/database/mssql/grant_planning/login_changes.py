"""Login changes: what one login has, and what is done so that it has what it is to have."""

from collections.abc import Iterable
from dataclasses import replace

from smartclient.headoffice.database.mssql.account_directory import (
    AccountDirectory,
    RepIdentity,
    name_in_database,
)
from smartclient.headoffice.database.mssql.grant_planning.intention import Intention
from smartclient.headoffice.database.mssql.grant_planning.plan import LoginChange, ResolvedGrant
from smartclient.headoffice.database.mssql.principals import (
    ROLES_IN_DATABASE,
    bracketed,
    roles_in_database,
)
from smartclient.headoffice.database.stored_states import ADMIN, REP
from smartclient.read_models.access import AccessChange, AccessRole, HeldAccess, LoginOutcome

_OWNER = "dbo"
"""The user who owns the database, and needs no role."""


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


def plan_login_change(
    directory: AccountDirectory, grant: ResolvedGrant, intention: Intention
) -> LoginChange:
    """Plan what makes a login what its line says, whatever it is now."""
    line, account = grant.line, grant.account
    role = line.role or AccessRole.REP
    identity = directory.identities.get(name_in_database(account.name))
    wanted = None
    if role.is_of_a_rep:
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
    """The rep who stops being an admin: their last login as one is revoked or given away."""
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
