"""Granted account: whom a line of grants names, and the user of the database that it takes."""

from dataclasses import dataclass, replace

from smartclient.domain.errors import NotFoundError, RefusedError
from smartclient.headoffice.database.mssql.account_directory import (
    SID_OF_USER,
    AccountDirectory,
    DatabaseUser,
    name_in_database,
)
from smartclient.headoffice.database.mssql.principals import (
    LONGEST_NAME,
    ROLES_IN_DATABASE,
    bracketed,
    no_login,
    roles_in_database,
)
from smartclient.read_models.access import AccessRole, AccountKind, GrantLine

GROUP_IS_NO_REP = (
    "{name} is a group, and the server tells the names of its members, not its own. "
    "Grant each member; a group may be granted --worker or --web only."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantedAccount:
    """What the server calls somebody, its identifier where one counts, and the database's user."""

    name: str
    user: str
    sid: bytes | None = None
    create: tuple[str, ...] = ()
    kept_role: AccessRole = AccessRole.REP


def checked_name(name: str) -> str:
    """A login's name as it was entered; RefusedError for what can't be one."""
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise RefusedError("{name} is not the name of a login.", name=name[:40] or "“”")
    if name.casefold() in ROLES_IN_DATABASE:
        # roles and users of a database share their names
        raise RefusedError(
            "{name} is the name of a role of the database. Make a login with another name.",
            name=name,
        )
    return name


def account_for(directory: AccountDirectory, line: GrantLine) -> GrantedAccount:
    """The account that a line names.

    Raises RefusedError for a line that contradicts itself or names a group as a rep,
    NotFoundError for a login, user or rep that isn't there.
    """
    name = checked_name(line.name)
    is_service = line.role is not None and not line.role.is_of_a_rep
    if not is_service:
        if not line.rep_number:
            raise RefusedError("The rep's number is missing for {name}.", name=name)
        if name_in_database(line.rep_number) not in directory.reps:
            raise NotFoundError(
                "There is no rep with the number {number} at head office. Import the reps first.",
                number=line.rep_number,
            )
    elif line.rep_number:
        raise RefusedError("A service is no rep. Leave out the rep's number for {name}.", name=name)
    account = _ACCOUNTS[line.kind](directory, name)
    user = directory.users.get(name_in_database(account.user))
    if not account.create and user is not None:
        if user.is_group and not is_service:
            # its members show their own names, so nobody would ever connect under this one
            raise RefusedError(GROUP_IS_NO_REP, name=account.name)
        roles = directory.roles_of(account.user)
        if roles_in_database(AccessRole.ADMIN)[-1] in roles:
            return replace(account, kept_role=AccessRole.ADMIN)
    return account


def _login(directory: AccountDirectory, name: str) -> GrantedAccount:
    if not directory.shows_identifiers:
        return _login_by_its_user(directory, name)
    login = directory.logins.get(name_in_database(name))
    if login is None or name_in_database(login.name) != name_in_database(name):
        raise no_login(name)
    user = directory.user_with(login.sid)
    if user is not None:
        return GrantedAccount(name=login.name, sid=login.sid, user=user.name)
    create = (*_drop_user(directory.users.get(name_in_database(name))), _create_user(login.name))
    return GrantedAccount(name=login.name, sid=login.sid, user=login.name, create=create)


def _login_by_its_user(directory: AccountDirectory, name: str) -> GrantedAccount:
    """The account of a login where the server reports nobody else's identifiers.

    The user of the database has that of its login. One whose login was dropped and recreated has
    the old one, and head office then knows nobody of that name until the user is dropped.
    """
    user = directory.users.get(name_in_database(name))
    if user is None:
        return GrantedAccount(name=name, user=name, sid=SID_OF_USER, create=(_create_user(name),))
    return GrantedAccount(name=user.name, user=user.name, sid=user.sid)


def _external(directory: AccountDirectory, name: str) -> GrantedAccount:
    # the identifier that the server reports of such a session is not the user's own
    if name_in_database(name) in directory.users:
        return GrantedAccount(name=name, user=name)
    create = f"CREATE USER {bracketed(name)} FROM EXTERNAL PROVIDER"
    return GrantedAccount(name=name, user=name, create=(create,))


def _contained(directory: AccountDirectory, name: str) -> GrantedAccount:
    user = directory.users.get(name_in_database(name))
    if user is None or not user.own_password:
        raise NotFoundError(
            "The database has no user {name} with a password of its own. Create it first: "
            "CREATE USER {quoted} WITH PASSWORD = '…';",
            name=name,
            quoted=bracketed(name),
        )
    return GrantedAccount(name=user.name, user=user.name, sid=user.sid)


_ACCOUNTS = {
    AccountKind.LOGIN: _login,
    AccountKind.EXTERNAL: _external,
    AccountKind.CONTAINED: _contained,
}


def _create_user(name: str) -> str:
    """The statement for the user of a login, or of a Windows account that a group lets in."""
    # without a login an account of Windows gets its own, where it has one
    login = "" if "\\" in name else f" FOR LOGIN {bracketed(name)}"
    return f"CREATE USER {bracketed(name)}{login}"


def _drop_user(user: DatabaseUser | None) -> tuple[str, ...]:
    """What removes the user that a dropped login of the same name had, with all its rights."""
    if user is None:
        return ()
    if user.own_password:
        raise RefusedError(
            "The database has a user {name} with a password of its own, beside the server's "
            "login. Say --contained {name}, or drop that user first.",
            name=user.name,
        )
    if user.owns_schema:
        raise RefusedError(
            "The database has a user {name} of an earlier login, which owns a schema. Give that "
            "to somebody else first: ALTER AUTHORIZATION ON SCHEMA::… TO dbo;",
            name=user.name,
        )
    return (f"DROP USER {bracketed(user.name)}",)
