"""Reps: who may sign in, and as what. What a rep may do goes by the login, never by a message."""

from sqlalchemy import Connection, select

from smartclient.contract.operations import Identity
from smartclient.domain.errors import UnknownLoginError
from smartclient.domain.ids import Login
from smartclient.headoffice.database.stored_states import ADMIN
from smartclient.headoffice.database.tables import tables_for


def identity_of(connection: Connection, login: Login) -> Identity | None:
    """Who ``login`` is, None for someone head office does not know."""
    t = tables_for(connection.dialect.name).reps
    row = connection.execute(
        select(t.c.number, t.c.name, t.c.title, t.c.role).where(t.c.login == login)
    ).first()
    if row is None:
        return None
    return Identity(
        login=login,
        rep_number=row.number,
        name=row.name,
        title=row.title,
        is_admin=row.role == ADMIN,
    )


def logins(connection: Connection, role: str) -> tuple[Login, ...]:
    """Who has a role, by name."""
    t = tables_for(connection.dialect.name).reps
    rows = connection.execute(select(t.c.login).where(t.c.role == role).order_by(t.c.login))
    return tuple(Login(row.login) for row in rows)


def require_identity(connection: Connection, login: Login) -> Identity:
    """Who ``login`` is; UnknownLoginError for someone head office does not know."""
    identity = identity_of(connection, login)
    if identity is None:
        raise UnknownLoginError(
            "Head office does not know the login {login}. Check its spelling, or ask head office.",
            login=login,
        )
    return identity
