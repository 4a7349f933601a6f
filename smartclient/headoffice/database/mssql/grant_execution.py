"""Grant execution: planned changes of logins, carried out in few round trips.

Names are sent as parameters, those of users within a text that is one: a statement itself may be
sent with another name for the schema of the business.
"""

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, TextClause, UnicodeText, bindparam, text
from sqlalchemy.exc import DBAPIError

from smartclient.database.mssql.errors import native_numbers
from smartclient.domain.errors import ContendedError, RefusedError, SignInError
from smartclient.headoffice.database.mssql.account_directory import (
    SID_OF_USER,
    RepIdentity,
    groups_among,
)
from smartclient.headoffice.database.mssql.application_lock import lock_until_commit
from smartclient.headoffice.database.mssql.grant_planning.plan import LoginChange
from smartclient.headoffice.database.mssql.granted_account import GROUP_IS_NO_REP
from smartclient.headoffice.database.mssql.principals import no_login

_WAIT_MS = 30_000


def _with_text(statement: str, *names: str) -> TextClause:
    # so typed, a long text is not sent as ntext, which OPENJSON refuses
    texts = [bindparam(name, type_=UnicodeText()) for name in ("given", *names)]
    return text(statement).bindparams(*texts)


_RUN = _with_text("EXEC sp_executesql :given")
_FORGET = _with_text(
    "DELETE FROM sync.rep_identity WHERE name IN (SELECT j.value FROM OPENJSON(:given) AS j)"
)
_REMEMBER = _with_text(
    "INSERT INTO sync.rep_identity (name, sid, rep_number) "
    "SELECT j.name, CONVERT(varbinary(85), j.sid, 1), j.number FROM OPENJSON(:given) WITH ("
    "name nvarchar(128) '$.name', sid varchar(180) '$.sid', number nvarchar(20) '$.number') AS j"
)
_REMEMBER_BY_USER = _with_text(
    "INSERT INTO sync.rep_identity (name, sid, rep_number) "
    "SELECT :given, p.sid, :number FROM sys.database_principals AS p WHERE p.name = :given",
    "number",
)
_SET_ROLE = _with_text(
    "UPDATE sales.reps SET role = :role WHERE role <> :role "
    "AND number IN (SELECT j.value FROM OPENJSON(:given) AS j)",
    "role",
)
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
        raise ContendedError("Somebody else is granting access now.")


def carry_out(connection: Connection, changes: Sequence[LoginChange]) -> None:
    """Make the changes in the open transaction.

    Raises ChangesRefusedError where the server refuses one: the transaction is then over.
    """
    statements = [statement for change in changes for statement in change.statements]
    try:
        if statements:
            # what is selected at the end shows that all before it was carried out
            batch = ";\n".join([*statements, "SELECT 1 AS done"])
            connection.execute(_RUN, {"given": batch}).scalar_one()
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
        connection.execute(_FORGET, {"given": json.dumps(names)})


def _remember(connection: Connection, identities: Sequence[RepIdentity]) -> None:
    listed = [
        {
            "name": identity.name,
            "sid": None if identity.sid is None else f"0x{identity.sid.hex()}",
            "number": identity.rep_number,
        }
        for identity in identities
        if identity.sid != SID_OF_USER
    ]
    if listed:
        connection.execute(_REMEMBER, {"given": json.dumps(listed)})
    for identity in identities:
        if identity.sid == SID_OF_USER:
            row = {"given": identity.name, "number": identity.rep_number}
            connection.execute(_REMEMBER_BY_USER, row)


def _set_rep_roles(connection: Connection, changes: Iterable[LoginChange]) -> None:
    roles = {number: role for change in changes for number, role in change.rep_roles.items()}
    for role in sorted(set(roles.values())):
        numbers = [number for number, other in roles.items() if other == role]
        connection.execute(_SET_ROLE, {"role": role, "given": json.dumps(numbers)})
