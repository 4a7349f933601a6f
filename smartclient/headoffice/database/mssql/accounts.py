"""Accounts: which login of the server is which rep, and what it may do in the database.

A login has one role: a rep, a rep who is an admin, or a worker. Its former role is revoked.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, Engine, select, text, update

from smartclient.database.transactions import reading, writing
from smartclient.domain.errors import NotFoundError, RefusedError, SetUpError
from smartclient.headoffice.database.mssql.maintenance import has_schema
from smartclient.headoffice.database.mssql.principals import (
    LONGEST_NAME,
    OWNS,
    Account,
    AccountKind,
    account_of,
    is_group,
    members_of,
    set_member,
    users_named,
)
from smartclient.headoffice.database.mssql.schema_0001.permissions import ADMIN, REP, WORKER
from smartclient.headoffice.database.stored_states import ADMIN as ADMIN_ROLE
from smartclient.headoffice.database.stored_states import REP as REP_ROLE
from smartclient.headoffice.database.tables import tables_for

ROLES = (REP, ADMIN, WORKER)


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
    name = _checked(name)
    with writing(engine) as (connection, transaction):
        require_owner(connection)
        _require_rep(connection, rep_number)
        account = account_of(connection, kind, name)
        if is_group(connection, account.user):
            # its members show their own names, so nobody would ever connect under this one
            raise RefusedError(
                "{name} is a group, and the server tells the names of its members, not its own. "
                "Grant each member; a group may be granted --worker only.",
                name=account.name,
            )
        was = _reps_of(connection, account.name)
        _set_roles(connection, account.user, {REP, ADMIN} if admin else {REP})
        _remember(connection, account, rep_number)
        if admin:
            _set_rep_role(connection, rep_number, ADMIN_ROLE)
        else:
            _take_decisions_from(connection, rep_number)
        _demote_without_admin_login(connection, was - {rep_number})
        transaction.commit()
    return account.name


def grant_worker(engine: Engine, kind: AccountKind, name: str) -> str:
    """Grant ``name`` to answer requests, as the service does; return what the server calls it.

    It is no rep from now on.
    """
    with writing(engine) as (connection, transaction):
        require_owner(connection)
        account = account_of(connection, kind, _checked(name))
        was = _reps_of(connection, account.name)
        _set_roles(connection, account.user, {WORKER})
        _forget(connection, account.name)
        _demote_without_admin_login(connection, was)
        transaction.commit()
    return account.name


def revoke(engine: Engine, name: str) -> None:
    """Revoke everything that was granted to ``name``; its requests and replies stay.

    A rep whose last admin's login is revoked is no admin. The login may be gone
    from the server, or be somebody else's by now. Raises NotFoundError for a name that nothing
    was granted to.
    """
    name = _checked(name)
    with writing(engine) as (connection, transaction):
        require_owner(connection)
        was = _reps_of(connection, name)
        left = [_set_roles(connection, user, set()) for user in users_named(connection, name)]
        forgotten = _forget(connection, name)
        if not forgotten and not any(left):
            raise NotFoundError("Nothing was granted to {name}.", name=name)
        _demote_without_admin_login(connection, was)
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


def forget_admin(connection: Connection, login: str) -> None:
    """Take the rights of an admin in the database from every login of a rep.

    Raises RefusedError where logins act as the rep and who is connected may not do that.
    """
    t = tables_for("mssql").reps
    number = connection.scalar(select(t.c.number).where(t.c.login == login))
    named = _accounts_of(connection, str(number))
    if not named:
        return
    if not connection.exec_driver_sql(f"SELECT {OWNS}").scalar_one():
        raise RefusedError(
            "The login {name} acts as {login} and may have an admin's rights in the database, "
            "which only an owner of it takes back. Have one run: smartclient headoffice grant "
            "--login {name} --rep {number}",
            name=named[0][0],
            login=login,
            number=str(number),
        )
    for name, _ in named:
        for user in users_named(connection, name):
            set_member(connection, ADMIN, user, wanted=False)


def who_am_i(engine: Engine) -> WhoAmI:
    """What the server calls who is connected, and what that may do here."""
    with reading(engine) as connection:
        row = connection.exec_driver_sql(
            "SELECT SUSER_SNAME() AS login, USER_NAME() AS account, "
            f"IS_MEMBER(N'{REP}') AS rep, IS_MEMBER(N'{ADMIN}') AS admin, "
            f"IS_MEMBER(N'{WORKER}') AS worker, {OWNS} AS owns"
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
    if not has_schema(connection):
        return "", ""
    found = connection.exec_driver_sql(
        "SELECT r.number, r.login FROM sync.rep_identity AS a "
        "JOIN sales.reps AS r ON r.number = a.rep_number "
        "WHERE a.name = SUSER_SNAME() AND (a.sid IS NULL OR a.sid = SUSER_SID())"
    ).first()
    return ("", "") if found is None else (found[0], found[1])


def _checked(name: str) -> str:
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise RefusedError("{name} is not the name of a login.", name=name[:40] or "“”")
    if name.casefold() in ROLES:
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


def _set_roles(connection: Connection, user: str, wanted: set[str]) -> bool:
    """Put a user in just these of our roles; return whether that changed anything."""
    changed = [set_member(connection, role, user, wanted=role in wanted) for role in ROLES]
    return any(changed)


def _reps_of(connection: Connection, name: str) -> set[str]:
    """The numbers of the reps that a login acts as: one, or none."""
    statement = text("SELECT rep_number FROM sync.rep_identity WHERE name = :name")
    return set(connection.scalars(statement, {"name": name}))


def _accounts_of(connection: Connection, rep_number: str) -> list[tuple[str, bytes | None]]:
    statement = text("SELECT name, sid FROM sync.rep_identity WHERE rep_number = :number")
    rows = connection.execute(statement, {"number": rep_number})
    return [(row.name, row.sid and bytes(row.sid)) for row in rows]


def _admins_of(connection: Connection, rep_number: str) -> list[str]:
    """The logins that act as a rep with an admin's rights."""
    admins = members_of(connection, ADMIN)
    accounts = _accounts_of(connection, rep_number)
    return [name for name, sid in accounts if name.casefold() in admins or sid in admins]


def _take_decisions_from(connection: Connection, rep_number: str) -> None:
    """Take the admin's role from a rep; RefusedError where a login that acts as it is an admin."""
    others = _admins_of(connection, rep_number)
    if others:
        raise RefusedError(
            "The login {other} acts as rep {number} too, as an admin, and what a rep may decide "
            "goes by its number. Say --admin, or take {other}'s rights back first.",
            other=others[0],
            number=rep_number,
        )
    _set_rep_role(connection, rep_number, REP_ROLE)


def _demote_without_admin_login(connection: Connection, rep_numbers: set[str]) -> None:
    for number in rep_numbers:
        if not _admins_of(connection, number):
            _set_rep_role(connection, number, REP_ROLE)


def _set_rep_role(connection: Connection, rep_number: str, role: str) -> None:
    t = tables_for("mssql").reps
    is_rep = t.c.number == rep_number
    connection.execute(update(t).where(is_rep, t.c.role != role).values(role=role))


def _forget(connection: Connection, name: str) -> int:
    statement = text("DELETE FROM sync.rep_identity WHERE name = :name")
    return connection.execute(statement, {"name": name}).rowcount


def _remember(connection: Connection, account: Account, rep_number: str) -> None:
    _forget(connection, account.name)
    connection.execute(
        text(
            "INSERT INTO sync.rep_identity (name, sid, rep_number) "
            "VALUES (:name, CAST(:sid AS varbinary(85)), :number)"
        ),
        {"name": account.name, "sid": account.sid, "number": rep_number},
    )
