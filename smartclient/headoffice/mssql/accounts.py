"""Accounts: which login of the server is which rep, and what it may do in the database.

A login is named as the server names it in ``SUSER_SNAME()``: that is what the procedures see.
"""

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
        called, sid = _ACCOUNTS[kind](connection, name)
        roles = (REP, ADMIN) if admin else (REP,)
        for role in (REP, ADMIN):
            _set_member(connection, role, _user_of(connection, called), wanted=role in roles)
        _remember(connection, called, sid, rep_number)
        if admin:
            reps = tables_for("mssql").reps
            connection.execute(
                update(reps)
                .where(reps.c.number == rep_number, reps.c.role != ADMIN_ROLE)
                .values(role=ADMIN_ROLE)
            )
        transaction.commit()
    return called


def grant_worker(engine: Engine, kind: AccountKind, name: str) -> str:
    """Let ``name`` answer requests, as the service does; return what the server calls it."""
    schema.check(engine)
    with writing(engine) as (connection, transaction):
        called, _ = _ACCOUNTS[kind](connection, _checked(name))
        _set_member(connection, WORKER, _user_of(connection, called), wanted=True)
        transaction.commit()
    return called


def revoke(engine: Engine, name: str) -> None:
    """Take back everything that was granted to ``name``; its requests and replies stay.

    Raises NotFoundError for a name that nothing was granted to.
    """
    schema.check(engine)
    name = _checked(name)
    with writing(engine) as (connection, transaction):
        forgotten = connection.execute(
            text("DELETE FROM sync.rep_identity WHERE name = :name"), {"name": name}
        ).rowcount
        user = _user_of(connection, name)
        left = [
            role
            for role in (REP, ADMIN, WORKER)
            if _set_member(connection, role, user, wanted=False)
        ]
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


def _login(connection: Connection, name: str) -> tuple[str, bytes | None]:
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
    if not _user_of(connection, row.called):
        connection.exec_driver_sql(
            f"CREATE USER {_quoted(row.called)} FOR LOGIN {_quoted(row.called)}"
        )
    return row.called, bytes(row.sid)


def _external(connection: Connection, name: str) -> tuple[str, bytes | None]:
    if not _user_of(connection, name):
        connection.exec_driver_sql(f"CREATE USER {_quoted(name)} FROM EXTERNAL PROVIDER")
    # what the server tells as the identifier of such a session is not the user's own
    return name, None


def _contained(connection: Connection, name: str) -> tuple[str, bytes | None]:
    found = connection.execute(
        text(
            "SELECT name, sid FROM sys.database_principals "
            "WHERE name = :name AND authentication_type = 2"
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
    return found.name, bytes(found.sid)


_ACCOUNTS = {
    AccountKind.LOGIN: _login,
    AccountKind.EXTERNAL: _external,
    AccountKind.CONTAINED: _contained,
}


def _user_of(connection: Connection, name: str) -> str:
    """Return the database's user for a login, which may be called otherwise; "" for none."""
    found: str | None = connection.scalar(
        text(
            "SELECT TOP 1 name FROM sys.database_principals "
            "WHERE (sid = SUSER_SID(:name) OR name = :name) AND type <> 'R' "
            "ORDER BY CASE WHEN sid = SUSER_SID(:name) THEN 0 ELSE 1 END"
        ),
        {"name": name},
    )
    return found or ""


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


def _remember(connection: Connection, name: str, sid: bytes | None, rep_number: str) -> None:
    connection.execute(text("DELETE FROM sync.rep_identity WHERE name = :name"), {"name": name})
    connection.execute(
        text(
            "INSERT INTO sync.rep_identity (name, sid, rep_number) "
            "VALUES (:name, CAST(:sid AS varbinary(85)), :number)"
        ),
        {"name": name, "sid": sid, "number": rep_number},
    )


def _quoted(name: str) -> str:
    return "[" + name.replace("]", "]]") + "]"
