"""Rights in a SQLite file: there are none, and who may open the file may do anything with it."""

from sqlalchemy import Connection


def require_owner(connection: Connection) -> None:
    """Raise nothing: everybody owns the file."""


def require_worker(connection: Connection) -> None:
    """Raise nothing, as above."""


def forget_admin(connection: Connection, login: str) -> None:
    """Revoke nothing: there are no rights beside the rep's role."""
