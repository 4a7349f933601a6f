"""Who changes what, on SQL Server: the change log's triggers read it from the session."""

from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from smartclient.database.mssql.engine import PENDING
from smartclient.database.types import instant_text

_LONGEST_NAME: Final = 128
_ACTOR: Final = "actor"
_SET_ACTOR = "EXEC sp_set_session_context N'actor', ?; EXEC sp_set_session_context N'at', ?"
_WHO_CHANGES = (
    "SELECT SUSER_SNAME() AS login, CASE WHEN IS_MEMBER(N'smartclient_worker') = 1 "
    "OR IS_MEMBER(N'db_owner') = 1 OR USER_NAME() = N'dbo' THEN 1 ELSE 0 END AS is_believed"
)


def set_actor(connection: Connection, login: str, at: datetime | None) -> None:
    """Set who acts in the open transaction; "" and None for nobody.

    The server hears of somebody with the next change alone: a worker answers many in turn.
    """
    named = login, "" if at is None else _iso(at)
    if login:
        connection.info.setdefault(PENDING, {})[_ACTOR] = _SET_ACTOR, named
    else:
        connection.info.get(PENDING, {}).pop(_ACTOR, None)
        connection.exec_driver_sql(_SET_ACTOR, named)


def begin_audit(connection: Connection, login: str, at: datetime) -> None:
    """Set who is connected, and on whose behalf."""
    connected = connection.exec_driver_sql(_WHO_CHANGES).one()
    # the log believes a worker and the owner; for others it records who is connected itself, and
    # on whose behalf
    name = _on_behalf(connected.login, login) if connected.is_believed else login or connected.login
    set_actor(connection, name, at)


def audit_name(connection: Connection, login: str) -> str:
    """Who is connected, and on whose behalf."""
    return _on_behalf(connection.exec_driver_sql("SELECT SUSER_SNAME()").scalar_one(), login)


def _on_behalf(own: str, login: str) -> str:
    if not login or login.casefold() == own.casefold():
        return own
    return f"{own} for {login}"[:_LONGEST_NAME]


def _iso(at: datetime) -> str:
    return instant_text(at).removesuffix("Z")
