"""Principals: the names of logins and users on the server and in the database, and their roles.

A login is named as the server names it in ``SUSER_SNAME()``: that is what the procedures see.
"""

# ruff: noqa: S608 (the only parts of a statement are the constants of this module)

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from smartclient.database.mssql.errors import native_numbers
from smartclient.domain.errors import NotFoundError, RefusedError

LONGEST_NAME = 128
OWN_PASSWORD = 2
"""The authentication_type of a user that is of the database alone."""

_NO_SUCH_LOGIN = frozenset({15007, 15401})
_KNOWS_ONLY_THE_CALLER = {5, 12}
"""Engine editions where ``SUSER_SID`` returns who is connected, whatever name it is given: Azure
SQL Database and Fabric."""

_GROUPS = {"G", "X"}
"""The types of a Windows group's and an Entra group's user."""

_USERS = "SELECT name FROM sys.database_principals WHERE type <> 'R'"

OWNS = "CASE WHEN USER_NAME() = N'dbo' OR IS_MEMBER(N'db_owner') = 1 THEN 1 ELSE 0 END"
"""Whether who is connected may do anything in the database: 1 or 0."""


class AccountKind(StrEnum):
    """How the server knows somebody."""

    LOGIN = "login"
    """A login of the server: its own, or a Windows account's or group's."""

    EXTERNAL = "external"
    """A user or group of Entra ID."""

    CONTAINED = "contained"
    """A user of this database alone, with a password of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What the server calls somebody, its identifier where one counts, and the database's user."""

    name: str
    sid: bytes | None
    user: str


def account_of(connection: Connection, kind: AccountKind, name: str) -> Account:
    """The account of that name, creating the database's user where there is none.

    Raises NotFoundError for a login or user that isn't there.
    """
    if kind is AccountKind.EXTERNAL:
        return _external(connection, name)
    if kind is AccountKind.CONTAINED:
        return _contained(connection, name)
    if edition(connection) in _KNOWS_ONLY_THE_CALLER:
        return _login_by_its_user(connection, name)
    return _login(connection, name)


def edition(connection: Connection) -> int:
    """The number of the engine's edition: 5 is Azure SQL Database."""
    statement = "SELECT CAST(SERVERPROPERTY('EngineEdition') AS int)"
    return int(connection.exec_driver_sql(statement).scalar_one())


def is_group(connection: Connection, user: str) -> bool:
    """Whether a user of the database is a group, whose members show their own names."""
    kind = connection.scalar(
        text("SELECT type FROM sys.database_principals WHERE name = :name"), {"name": user}
    )
    return str(kind or "").strip() in _GROUPS


def users_named(connection: Connection, name: str) -> list[str]:
    """The database's users that a login is, was, or that are called the same."""
    is_theirs = "name = :name OR sid IN (SELECT a.sid FROM sync.rep_identity AS a "
    is_theirs += "WHERE a.name = :name AND a.sid IS NOT NULL)"
    if edition(connection) not in _KNOWS_ONLY_THE_CALLER:
        is_theirs += " OR sid = SUSER_SID(:name)"
    return list(connection.scalars(text(f"{_USERS} AND ({is_theirs})"), {"name": name}))


def members_of(connection: Connection, role: str) -> set[bytes | str]:
    """The names and the identifiers of a role's members, as far as they may be seen."""
    rows = connection.execute(
        text(
            "SELECT m.name, m.sid FROM sys.database_role_members AS x "
            "JOIN sys.database_principals AS r ON r.principal_id = x.role_principal_id "
            "JOIN sys.database_principals AS m ON m.principal_id = x.member_principal_id "
            "WHERE r.name = :role"
        ),
        {"role": role},
    )
    return {
        known
        for row in rows
        for known in (row.name.casefold(), row.sid and bytes(row.sid))
        if known
    }


def set_member(connection: Connection, role: str, user: str, *, wanted: bool) -> bool:
    """Put a user in a role or take it out; return whether that changed anything."""
    if user in {"", "dbo"}:
        # who owns the database needs no role
        return False
    if (user.casefold() in members_of(connection, role)) == wanted:
        return False
    act = "ADD" if wanted else "DROP"
    connection.exec_driver_sql(f"ALTER ROLE {role} {act} MEMBER {_quoted(user)}")
    return True


def _login(connection: Connection, name: str) -> Account:
    row = connection.execute(
        text("SELECT SUSER_SNAME(SUSER_SID(:name)) AS called, SUSER_SID(:name) AS sid"),
        {"name": name},
    ).one()
    if row.sid is None or row.called is None or row.called.casefold() != name.casefold():
        raise _no_login(name)
    user: str | None = connection.scalar(
        text(f"{_USERS} AND sid = SUSER_SID(:name)"), {"name": row.called}
    )
    if user is None:
        user = row.called
        _forget_user(connection, row.called)
        _make_user(connection, row.called)
    return Account(name=row.called, sid=bytes(row.sid), user=user)


def _login_by_its_user(connection: Connection, name: str) -> Account:
    """The account of a login where the server reports nobody else's identifiers.

    The user of the database has that of its login. One whose login was dropped and recreated has
    the old one, and head office then knows nobody of that name until the user is dropped.
    """
    if not _user_is_there(connection, name):
        _make_user(connection, name)
    row = connection.execute(
        text("SELECT name, sid FROM sys.database_principals WHERE name = :name"), {"name": name}
    ).one()
    return Account(name=row.name, sid=bytes(row.sid), user=row.name)


def _make_user(connection: Connection, name: str) -> None:
    """Create the user of a login, or of a Windows account that signs in by its group's login."""
    # without a login an account of Windows gets its own, where it has one
    login = "" if "\\" in name else f" FOR LOGIN {_quoted(name)}"
    try:
        connection.exec_driver_sql(f"CREATE USER {_quoted(name)}{login}")
    except DBAPIError as error:
        if error.orig is not None and native_numbers(error.orig) & _NO_SUCH_LOGIN:
            raise _no_login(name) from error
        raise


def _no_login(name: str) -> NotFoundError:
    return NotFoundError(
        "The server has no login {name}. Create it first: "
        "CREATE LOGIN {quoted} WITH PASSWORD = '…'; or, for Windows, FROM WINDOWS.",
        name=name,
        quoted=_quoted(name),
    )


def _forget_user(connection: Connection, name: str) -> None:
    """Remove the user that a login of the same name had, which was dropped, with all its rights."""
    user = connection.execute(
        text(
            "SELECT p.authentication_type, (SELECT COUNT(*) FROM sys.schemas AS s "
            "WHERE s.principal_id = p.principal_id) AS owned "
            "FROM sys.database_principals AS p WHERE p.name = :name AND p.type <> 'R'"
        ),
        {"name": name},
    ).first()
    if user is None:
        return
    if user.authentication_type == OWN_PASSWORD:
        raise RefusedError(
            "The database has a user {name} with a password of its own, beside the server's "
            "login. Say --contained {name}, or drop that user first.",
            name=name,
        )
    if user.owned:
        raise RefusedError(
            "The database has a user {name} of an earlier login, which owns a schema. Give that "
            "to somebody else first: ALTER AUTHORIZATION ON SCHEMA::… TO dbo;",
            name=name,
        )
    connection.exec_driver_sql(f"DROP USER {_quoted(name)}")


def _external(connection: Connection, name: str) -> Account:
    if not _user_is_there(connection, name):
        connection.exec_driver_sql(f"CREATE USER {_quoted(name)} FROM EXTERNAL PROVIDER")
    # the identifier that the server reports of such a session is not the user's own
    return Account(name=name, sid=None, user=name)


def _contained(connection: Connection, name: str) -> Account:
    found = connection.execute(
        text(
            "SELECT name, sid FROM sys.database_principals "
            f"WHERE name = :name AND authentication_type = {OWN_PASSWORD}"
        ),
        {"name": name},
    ).first()
    if found is None:
        raise NotFoundError(
            "The database has no user {name} with a password of its own. Create it first: "
            "CREATE USER {quoted} WITH PASSWORD = '…';",
            name=name,
            quoted=_quoted(name),
        )
    return Account(name=found.name, sid=bytes(found.sid), user=found.name)


def _user_is_there(connection: Connection, name: str) -> bool:
    return connection.scalar(text(f"{_USERS} AND name = :name"), {"name": name}) is not None


def _quoted(name: str) -> str:
    return "[" + name.replace("]", "]]") + "]"
