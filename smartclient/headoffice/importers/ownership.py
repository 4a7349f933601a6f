"""Ownership: what of an import only an owner of the database may change."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Table, select

from smartclient.domain.errors import RefusedError, SetUpError
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.importers.planning import Plan

_IDENTITY: Final = ("number", "login", "role")
"""The columns that say which login is which rep, and what that may decide."""

Changed = tuple[int, Mapping[str, Any]]
"""The id of a stored row, and its values to come."""


def check_reps_may_change(connection: Connection, reps: Table, plan: Plan) -> None:
    """Check that who is connected may change the reps as planned.

    Raises RefusedError where that adds a rep, or makes one another rep or an admin, and who is
    connected is no owner.
    """
    changed = [(row.row_id, row.values) for row in plan.changed]
    others, _ = split_by_identity(connection, reps, changed)
    logins = [str(values["login"]) for values in (*plan.new, *(row[1] for row in others))]
    if not logins:
        return
    try:
        backend_of(connection).accounts.require_owner(connection)
    except SetUpError as error:
        raise RefusedError(
            "The file reps.csv changes who {login} is: a new rep, another number, or another "
            "role. Ask an owner of the database to run this import once.",
            login=min(logins),
        ) from error


def split_by_identity(
    connection: Connection, reps: Table, changed: Sequence[Changed]
) -> tuple[list[Changed], list[Changed]]:
    """The reps that become somebody else, and the others without the columns that say who they are.

    An admin may write the others: a right to update these columns is not granted.
    """
    rows = connection.execute(select(reps.c.id, *(reps.c[name] for name in _IDENTITY))).all()
    stored = {row.id: row._asdict() for row in rows}
    become_others = [
        (row_id, values)
        for row_id, values in changed
        if any(
            values[name] != stored.get(row_id, {}).get(name) for name in _IDENTITY if name in values
        )
    ]
    changing = {row_id for row_id, _ in become_others}
    stay: list[Changed] = [
        (row_id, {name: value for name, value in values.items() if name not in _IDENTITY})
        for row_id, values in changed
        if row_id not in changing
    ]
    return become_others, stay
