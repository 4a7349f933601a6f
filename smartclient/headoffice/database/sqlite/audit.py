"""Who changes what, in a SQLite file: the change log's triggers read it from a table.

Who may open the file may claim to be anybody.
"""

from datetime import datetime

from sqlalchemy import Connection

from smartclient.database.types import instant_text


def set_actor(connection: Connection, login: str, at: datetime | None) -> None:
    """Set who acts in the open transaction; "" and None for nobody."""
    connection.exec_driver_sql(
        "UPDATE sync_session SET actor = ?, at = ?",
        (login, None if at is None else instant_text(at)),
    )


def begin_audit(connection: Connection, login: str, at: datetime) -> None:
    """Set on whose behalf somebody changes what follows."""
    set_actor(connection, login, at)


def audit_name(connection: Connection, login: str) -> str:  # noqa: ARG001 (a file knows nobody)
    """``login`` itself."""
    return login
