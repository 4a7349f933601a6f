"""Accounts: which login of the server is which rep, and what it may do in the database.

A login is named as the server names it in ``SUSER_SNAME()``: that is what the procedures see.
"""

# ruff: noqa: S608 (the only parts of a statement are the constants of this module)

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, Engine, select, text, update

from smartclient.database.engines import reading, writing
from smartclient.domain.errors import NotFoundError, RefusedError
from smartclient.headoffice import schema
from smartclient.headoffice.dialect import dialect_of
from smartclient.headoffice.mssql.schema_0001.permissions import ADMIN, REP, WORKER
from smartclient.headoffice.reps import ADMIN as ADMIN_ROLE
from smartclient.headoffice.tables import tables_for

_LONGEST_NAME = 128
_OWN_PASSWORD = 2
"""The authentication_type of a user that is of the database alone."""

_USERS = "SELECT name FROM sys.database_principals WHERE type <> 'R'"


class AccountKind(StrEnum):
    """How the server knows somebody."""

    LOGIN = "login"
    """A login of the server: its own, or a Windows account's or group's."""

    EXTERNAL = "external"
    """A user or group of Entra ID."""

    CONTAINED = "contained"
    """A user of this database alone, with a password of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoAmI:
    """What the server calls who is connected. ``rep_number`` is "" where it is not known."""

    login: str
    user: str
    roles: tuple[str, ...]
    owns: bool
    rep_number: str = ""
    rep_login: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Account:
    """What the server calls somebody, its identifier where one counts, and the database's user."""

    called: str
    sid: bytes | None
    user: str


def grant(engine: Engine, kind: AccountKind, name: str, rep_number: str, *, admin: bool) -> str:
    """Let ``name`` act as the rep with this number; return what the server calls it.

    The user of the database is made where there is none. With ``admin`` it gets the admins'
    role, and the rep is an admin from now on. Granting again changes what was granted.
    Raises NotFoundError for an unknown login, user or rep.
    """
    schema.check(engine)
    name = _checked(name)
    with writing(engine) as (connection, transaction):
        _require_rep(connection, rep_number)
        account = _ACCOUNTS[kind](connection, name)
        roles = (REP, ADMIN) if admin else (REP,)
        for role in (REP, ADMIN):
            _set_member(connection, role, account.user, wanted=role in roles)
        _remember(connection, account, rep_number)
        if admin:
            reps = tables_for("mssql").reps
            connection.execute(
                update(reps)
                .where(reps.c.number == rep_number, reps.c.role != ADMIN_ROLE)
                .values(role=ADMIN_ROLE)
            )
        transaction.commit()
    return account.called


def grant_worker(engine: Engine, kind: AccountKind, name: str) -> str:
    """Let ``name`` answer requests, as the service does; return what the server calls it."""
    schema.check(engine)
    with writing(engine) as (connection, transaction):
        account = _ACCOUNTS[kind](connection, _checked(name))
        _set_member(connection, WORKER, account.user, wanted=True)
        transaction.commit()
    return account.called


def revoke(engine: Engine, name: str) -> None:
    """Take back everything that was granted to ``name``; its requests and replies stay.

    It may be gone from the server, or be somebody else's by now. Raises NotFoundError for a
    name that nothing was granted to.
    """
    schema.check(engine)
    name = _checked(name)
    with writing(engine) as (connection, transaction):
        left = [
            role
            for user in _users_of(connection, name)
            for role in (REP, ADMIN, WORKER)
            if _set_member(connection, role, user, wanted=False)
        ]
        forgotten = connection.execute(
            text("DELETE FROM sync.rep_identity WHERE name = :name"), {"name": name}
        ).rowcount
        if not forgotten and not left:
            raise NotFoundError("Nothing was granted to {name}.", name=name)
        transaction.commit()


def who_am_i(engine: Engine) -> WhoAmI:
    """Return what the server calls who is connected, and what that may do here."""
    with reading(engine) as connection:
        row = connection.exec_driver_sql(
            "SELECT SUSER_SNAME() AS login, USER_NAME() AS account, "
            f"IS_MEMBER(N'{REP}') AS rep, IS_MEMBER(N'{ADMIN}') AS admin, "
            f"IS_MEMBER(N'{WORKER}') AS worker, CASE WHEN USER_NAME() = N'dbo' "
            "OR IS_MEMBER(N'db_owner') = 1 THEN 1 ELSE 0 END AS owns"
        ).one()
        member = {REP: row.rep, ADMIN: row.admin, WORKER: row.worker}
        known = ("", "")
        if row.owns or row.admin or row.worker:
            known = _rep_of(connection)
        return WhoAmI(
            login=row.login,
            user=row.account,
            roles=tuple(role for role, inside in member.items() if inside),
            owns=bool(row.owns),
            rep_number=known[0],
            rep_login=known[1],
        )


def _rep_of(connection: Connection) -> tuple[str, str]:
    if not dialect_of(connection).has_schema(connection):
        return "", ""
    found = connection.exec_driver_sql(
        "SELECT r.number, r.login FROM sync.rep_identity AS a "
        "JOIN sales.reps AS r ON r.number = a.rep_number "
        "WHERE a.name = SUSER_SNAME() AND (a.sid IS NULL OR a.sid = SUSER_SID())"
    ).first()
    return ("", "") if found is None else (found[0], found[1])


def _checked(name: str) -> str:
    name = name.strip()
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise RefusedError("{name} is not the name of a login.", name=name[:40] or "“”")
    if name.casefold() in {REP, ADMIN, WORKER}:
        # roles and users of a database share their names
        raise RefusedError(
            "{name} is the name of a role of the database. Make a login with another name.",
            name=name,
        )
    return name


def _require_rep(connection: Connection, rep_number: str) -> None:
    reps = tables_for("mssql").reps
    if connection.scalar(select(reps.c.id).where(reps.c.number == rep_number)) is None:
        raise NotFoundError(
            "There is no rep with the number {number} at head office. Import the reps first.",
            number=rep_number,
        )


def _login(connection: Connection, name: str) -> _Account:
    row = connection.execute(
        text("SELECT SUSER_SNAME(SUSER_SID(:name)) AS called, SUSER_SID(:name) AS sid"),
        {"name": name},
    ).one()
    if row.sid is None or row.called is None:
        raise NotFoundError(
            "The server has no login {name}. Make it first: "
            "CREATE LOGIN {quoted} WITH PASSWORD = '…'; or, for Windows, FROM WINDOWS.",
            name=name,
            quoted=_quoted(name),
        )
    user: str | None = connection.scalar(
        text(f"{_USERS} AND sid = SUSER_SID(:name)"), {"name": row.called}
    )
    if user is None:
        user = row.called
        _forget_user(connection, row.called)
        connection.exec_driver_sql(f"CREATE USER {_quoted(user)} FOR LOGIN {_quoted(user)}")
    return _Account(called=row.called, sid=bytes(row.sid), user=user)


def _forget_user(connection: Connection, name: str) -> None:
    """Remove the user that a login of the same name had, which was dropped, with all its rights."""
    there = connection.execute(
        text(
            "SELECT p.authentication_type, (SELECT COUNT(*) FROM sys.schemas AS s "
            "WHERE s.principal_id = p.principal_id) AS owned "
            "FROM sys.database_principals AS p WHERE p.name = :name AND p.type <> 'R'"
        ),
        {"name": name},
    ).first()
    if there is None:
        return
    if there.authentication_type == _OWN_PASSWORD:
        raise RefusedError(
            "The database has a user {name} with a password of its own, beside the server's "
            "login. Say --contained {name}, or drop that user first.",
            name=name,
        )
    if there.owned:
        raise RefusedError(
            "The database has a user {name} of an earlier login, which owns a schema. Give that "
            "to somebody else first: ALTER AUTHORIZATION ON SCHEMA::… TO dbo;",
            name=name,
        )
    connection.exec_driver_sql(f"DROP USER {_quoted(name)}")


def _external(connection: Connection, name: str) -> _Account:
    known = connection.scalar(text(f"{_USERS} AND name = :name"), {"name": name})
    if known is None:
        connection.exec_driver_sql(f"CREATE USER {_quoted(name)} FROM EXTERNAL PROVIDER")
    # what the server tells as the identifier of such a session is not the user's own
    return _Account(called=name, sid=None, user=name)


def _contained(connection: Connection, name: str) -> _Account:
    found = connection.execute(
        text(
            "SELECT name, sid FROM sys.database_principals "
            f"WHERE name = :name AND authentication_type = {_OWN_PASSWORD}"
        ),
        {"name": name},
    ).first()
    if found is None:
        raise NotFoundError(
            "The database has no user {name} with a password of its own. Make it first: "
            "CREATE USER {quoted} WITH PASSWORD = '…';",
            name=name,
            quoted=_quoted(name),
        )
    return _Account(called=found.name, sid=bytes(found.sid), user=found.name)


_ACCOUNTS = {
    AccountKind.LOGIN: _login,
    AccountKind.EXTERNAL: _external,
    AccountKind.CONTAINED: _contained,
}


def _users_of(connection: Connection, name: str) -> list[str]:
    """Return the database's users that a login is, was, or that are called the same."""
    return list(
        connection.scalars(
            text(
                f"{_USERS} AND (name = :name OR sid = SUSER_SID(:name) OR sid IN "
                "(SELECT a.sid FROM sync.rep_identity AS a WHERE a.name = :name))"
            ),
            {"name": name},
        )
    )


def _set_member(connection: Connection, role: str, name: str, *, wanted: bool) -> bool:
    """Put a user in a role or take it out; tell whether that changed anything."""
    if name in {"", "dbo"}:
        # who owns the database needs no role
        return False
    inside = connection.scalar(
        text(
            "SELECT COUNT(*) FROM sys.database_role_members AS x "
            "JOIN sys.database_principals AS r ON r.principal_id = x.role_principal_id "
            "JOIN sys.database_principals AS m ON m.principal_id = x.member_principal_id "
            "WHERE r.name = :role AND m.name = :name"
        ),
        {"role": role, "name": name},
    )
    if bool(inside) == wanted:
        return False
    act = "ADD" if wanted else "DROP"
    connection.exec_driver_sql(f"ALTER ROLE {role} {act} MEMBER {_quoted(name)}")
    return True


def _remember(connection: Connection, account: _Account, rep_number: str) -> None:
    name = {"name": account.called}
    connection.execute(text("DELETE FROM sync.rep_identity WHERE name = :name"), name)
    connection.execute(
        text(
            "INSERT INTO sync.rep_identity (name, sid, rep_number) "
            "VALUES (:name, CAST(:sid AS varbinary(85)), :number)"
        ),
        {**name, "sid": account.sid, "number": rep_number},
    )


def _quoted(name: str) -> str:
    return "[" + name.replace("]", "]]") + "]"
