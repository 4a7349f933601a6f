"""Principals: our roles in the database, and what is common to everything that names a login.

A login is named as the server names it in ``SUSER_SNAME()``: that is what the procedures see.
"""

from typing import Final

from sqlalchemy import Connection

from smartclient.domain.errors import NotFoundError
from smartclient.headoffice.database.mssql.schema_0001.permissions import ADMIN, REP, WORKER
from smartclient.read_models.access import AccessRole

LONGEST_NAME: Final = 128
OWN_PASSWORD: Final = 2
"""The authentication_type of a user that is of the database alone."""

KNOWS_ONLY_THE_CALLER: Final = frozenset({5, 12})
"""Engine editions where ``SUSER_SID`` returns who is connected, whatever name it is given: Azure
SQL Database and Fabric."""

WEB: Final = "smartclient_web"

ROLES_IN_DATABASE: Final = (REP, ADMIN, WORKER, WEB)

_HELD: Final = {
    AccessRole.REP: (REP,),
    AccessRole.ADMIN: (REP, ADMIN),
    AccessRole.WORKER: (WORKER,),
    AccessRole.WEB: (WEB,),
}

OWNS: Final = "CASE WHEN USER_NAME() = N'dbo' OR IS_MEMBER(N'db_owner') = 1 THEN 1 ELSE 0 END"
"""Whether who is connected may do anything in the database: 1 or 0."""


def roles_in_database(role: AccessRole) -> tuple[str, ...]:
    """The roles of the database that somebody of this role is in."""
    return _HELD[role]


def edition(connection: Connection) -> int:
    """The number of the engine's edition: 5 is Azure SQL Database."""
    statement = "SELECT CAST(SERVERPROPERTY('EngineEdition') AS int)"
    return int(connection.exec_driver_sql(statement).scalar_one())


def no_login(name: str) -> NotFoundError:
    """The error for a login that the server does not have."""
    return NotFoundError(
        "The server has no login {name}. Create it first: "
        "CREATE LOGIN {quoted} WITH PASSWORD = '…'; or, for Windows, FROM WINDOWS.",
        name=name,
        quoted=bracketed(name),
    )


def bracketed(name: str) -> str:
    """A name as T-SQL quotes it."""
    return "[" + name.replace("]", "]]") + "]"
