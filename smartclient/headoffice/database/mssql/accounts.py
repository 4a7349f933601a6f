"""Accounts: which login of the server is which rep, and what it may do in the database.

A login has one role: a rep, a rep who is an admin, a worker, or the web service. Its former role is
revoked.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, Engine, select, text

from smartclient.database.transactions import reading, writing
from smartclient.domain.errors import NotFoundError, SetUpError
from smartclient.headoffice.database.mssql.account_directory import read_directory
from smartclient.headoffice.database.mssql.grant_execution import (
    ChangesRefusedError,
    carry_out,
    lock_grants,
)
from smartclient.headoffice.database.mssql.grant_planning.login_changes import plan_revocation
from smartclient.headoffice.database.mssql.grant_planning.planning import plan_grants
from smartclient.headoffice.database.mssql.granted_account import checked_name
from smartclient.headoffice.database.mssql.maintenance import has_schema
from smartclient.headoffice.database.mssql.principals import OWNS, WEB, bracketed
from smartclient.headoffice.database.mssql.schema_0001.permissions import ADMIN, REP, WORKER
from smartclient.headoffice.database.tables import tables_for
from smartclient.read_models.access import AccessChange, AccessRole, AccountKind, GrantLine

_ACTING_AS = text("SELECT name FROM sync.rep_identity WHERE rep_number = :number")


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
    """Grant ``name`` to act as the rep with this number; return what the server calls it.

    The user of the database is created where there is none. With ``admin`` it gets the admins'
    role, and the rep is an admin from now on, whoever acts as it; without, the rep is not.
    Granting again changes what was granted. Raises NotFoundError for an unknown login, user or
    rep, RefusedError for a group, or where another login of the rep is to stay an admin,
    SetUpError where who is connected does not own the database.
    """
    role = AccessRole.ADMIN if admin else AccessRole.REP
    return _grant(engine, GrantLine(name=name, kind=kind, role=role, rep_number=rep_number))


def grant_worker(engine: Engine, kind: AccountKind, name: str) -> str:
    """Grant ``name`` to answer requests, as the service does; return what the server calls it.

    It is no rep from now on.
    """
    return _grant(engine, GrantLine(name=name, kind=kind, role=AccessRole.WORKER))


def grant_web(engine: Engine, kind: AccountKind, name: str) -> str:
    """Grant ``name`` to act for enrolled devices, as the web service does; return its name.

    It is no rep from now on.
    """
    return _grant(engine, GrantLine(name=name, kind=kind, role=AccessRole.WEB))


def _grant(engine: Engine, line: GrantLine) -> str:
    with writing(engine) as (connection, transaction):
        require_owner(connection)
        lock_grants(connection)
        plan = plan_grants(read_directory(connection, [line.name.strip()]), [line])
        for refused in plan.refused:
            raise refused.error
        try:
            carry_out(connection, plan.changes)
        except ChangesRefusedError as error:
            raise error.about(line.name) from error
        transaction.commit()
    return plan.changes[0].outcome.name


def revoke(engine: Engine, name: str) -> None:
    """Revoke everything that was granted to ``name``; its requests and replies stay.

    A rep whose last admin's login is revoked is no admin. The login may be gone
    from the server, or be somebody else's by now. Raises NotFoundError for a name that nothing
    was granted to.
    """
    name = checked_name(name)
    with writing(engine) as (connection, transaction):
        require_owner(connection)
        lock_grants(connection)
        change = plan_revocation(read_directory(connection, [name]), name)
        if change.outcome.change is AccessChange.UNCHANGED:
            raise NotFoundError("Nothing was granted to {name}.", name=name)
        carry_out(connection, [change])
        transaction.commit()


def require_owner(connection: Connection) -> None:
    """Raise SetUpError unless who is connected is an owner of the database."""
    row = connection.exec_driver_sql(f"SELECT {OWNS} AS owns, SUSER_SNAME() AS login").one()
    if not row.owns:
        raise SetUpError(
            "The login {login} is not an owner of the database, and this takes one. Connect as "
            "an owner, or as the server's administrator.",
            login=row.login,
        )


def require_worker(connection: Connection) -> None:
    """Raise SetUpError unless who is connected may answer requests."""
    row = connection.exec_driver_sql(
        f"SELECT IS_MEMBER(N'{WORKER}') AS works, {OWNS} AS owns, SUSER_SNAME() AS login"
    ).one()
    if not (row.works or row.owns):
        raise SetUpError(
            "The login {login} may not answer requests. Start the web service without "
            "--with-worker, and “smartclient headoffice serve” beside it, with a worker's login.",
            login=row.login,
        )


def forget_admin(connection: Connection, login: str) -> None:
    """Take the rights of an admin in the database from every login of a rep, as an owner."""
    t = tables_for("mssql").reps
    number = str(connection.scalar(select(t.c.number).where(t.c.login == login)))
    named = list(connection.scalars(_ACTING_AS, {"number": number}))
    directory = read_directory(connection, named)
    users = {user.name for name in named for user in directory.users_of(name)}
    for user in users:
        if ADMIN in directory.roles_of(user):
            connection.exec_driver_sql(f"ALTER ROLE {ADMIN} DROP MEMBER {bracketed(user)}")


def who_am_i(engine: Engine) -> WhoAmI:
    """What the server calls who is connected, and what that may do here."""
    with reading(engine) as connection:
        row = connection.exec_driver_sql(
            "SELECT SUSER_SNAME() AS login, USER_NAME() AS account, "
            f"IS_MEMBER(N'{REP}') AS rep, IS_MEMBER(N'{ADMIN}') AS admin, "
            f"IS_MEMBER(N'{WORKER}') AS worker, IS_MEMBER(N'{WEB}') AS web, {OWNS} AS owns"
        ).one()
        member = {REP: row.rep, ADMIN: row.admin, WORKER: row.worker, WEB: row.web}
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
    if not has_schema(connection):
        return "", ""
    found = connection.exec_driver_sql(
        "SELECT r.number, r.login FROM sync.rep_identity AS a "
        "JOIN sales.reps AS r ON r.number = a.rep_number "
        "WHERE a.name = SUSER_SNAME() AND (a.sid IS NULL OR a.sid = SUSER_SID())"
    ).first()
    return ("", "") if found is None else (found[0], found[1])
