"""Grant execution: planned changes of logins, carried out in few round trips."""

# ruff: noqa: S608 (names stand in the statements as literals: users can't be parameters)

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from smartclient.database.mssql.errors import native_numbers
from smartclient.domain.errors import ContendedError, RefusedError, SignInError
from smartclient.headoffice.database.mssql.account_directory import (
    SID_OF_USER,
    RepIdentity,
    groups_among,
)
from smartclient.headoffice.database.mssql.application_lock import lock_until_commit
from smartclient.headoffice.database.mssql.grant_planning import LoginChange
from smartclient.headoffice.database.mssql.granted_account import GROUP_IS_NO_REP
from smartclient.headoffice.database.mssql.principals import no_login

_WAIT_MS = 30_000
_NO_SUCH_LOGIN = frozenset({15007, 15401})


class ChangesRefusedError(Exception):
    """The server did not carry out some change; which one is not known. Its cause is the error."""

    def about(self, name: str) -> RefusedError:
        """The sentence, where only the login of this name was to be changed."""
        cause = self.__cause__
        if isinstance(cause, RefusedError) and not isinstance(cause, SignInError):
            return cause
        number = cause.orig if isinstance(cause, DBAPIError) else None
        if number is not None and native_numbers(number) & _NO_SUCH_LOGIN:
            return no_login(name)
        return RefusedError(
            "The server can't make {name} a user of the database. Check the name, and whether "
            "the server still knows it.",
            name=name,
            detail=str(cause),
        )


def lock_grants(connection: Connection) -> None:
    """Keep others from granting until the transaction ends; ContendedError where one does."""
    if not lock_until_commit(connection, "smartclient_grants", wait_ms=_WAIT_MS):
        raise ContendedError("Somebody else is granting access now. Try again later.")


def carry_out(connection: Connection, changes: Sequence[LoginChange]) -> None:
    """Make the changes in the open transaction.

    Raises ChangesRefusedError where the server refuses one: the transaction is then over.
    """
    statements = [statement for change in changes for statement in change.statements]
    try:
        if statements:
            # what is selected at the end shows that all before it was carried out
            batch = ";\n".join([*statements, "SELECT 1 AS done"])
            connection.exec_driver_sql(batch).scalar_one()
    except (DBAPIError, SignInError) as error:
        raise ChangesRefusedError from error
    _refuse_groups(connection, changes)
    _forget(connection, [name for change in changes for name in change.forget])
    _remember(connection, [identity for change in changes for identity in change.remember])
    _set_rep_roles(connection, changes)


def _refuse_groups(connection: Connection, changes: Iterable[LoginChange]) -> None:
    """Refuse the new users that are groups, which is known only once they are there."""
    created = [change.created_user for change in changes if change.created_user and change.remember]
    groups = groups_among(connection, created) if created else set()
    if groups:
        raise ChangesRefusedError from RefusedError(GROUP_IS_NO_REP, name=min(groups))


def _forget(connection: Connection, names: Sequence[str]) -> None:
    if names:
        listed = ", ".join(map(_literal, names))
        connection.exec_driver_sql(f"DELETE FROM sync.rep_identity WHERE name IN ({listed})")


def _remember(connection: Connection, identities: Sequence[RepIdentity]) -> None:
    if identities:
        rows = ", ".join(map(_row, identities))
        connection.exec_driver_sql(
            f"INSERT INTO sync.rep_identity (name, sid, rep_number) VALUES {rows}"
        )


def _row(identity: RepIdentity) -> str:
    name = _literal(identity.name)
    match identity.sid:
        case None:
            sid = "NULL"
        case b"" if identity.sid == SID_OF_USER:
            sid = f"(SELECT p.sid FROM sys.database_principals AS p WHERE p.name = {name})"
        case known:
            sid = f"0x{known.hex()}"
    return f"({name}, {sid}, {_literal(identity.rep_number)})"


def _set_rep_roles(connection: Connection, changes: Iterable[LoginChange]) -> None:
    roles = {number: role for change in changes for number, role in change.rep_roles.items()}
    for role in sorted(set(roles.values())):
        numbers = ", ".join(_literal(number) for number, other in roles.items() if other == role)
        connection.exec_driver_sql(
            f"UPDATE sales.reps SET role = {_literal(role)} WHERE number IN ({numbers}) "
            f"AND role <> {_literal(role)}"
        )


def _literal(text: str) -> str:
    return "N'" + text.replace("'", "''") + "'"
