"""Open lanes: customers of whom something still waits for an answer, and who are left alone."""

from collections.abc import Collection

from sqlalchemy import Connection, false, select

from smartclient.database.value_list import in_list
from smartclient.headoffice.database.identifiers import parts
from smartclient.headoffice.database.stored_states import CLOSED, PARKED, RECEIVED
from smartclient.headoffice.database.tables import tables_for


def open_lanes(connection: Connection, lanes: Collection[str]) -> set[str]:
    """Those of ``lanes`` in which a request waits or is parked, or a conflict is open."""
    t = tables_for(connection.dialect.name)
    found: set[str] = set()
    for chunk in parts(sorted(lanes)):
        waiting = select(t.inbox.c.lane).where(
            # a purged one waits for nothing, and is in no index of lanes
            t.inbox.c.purged == false(),
            t.inbox.c.status.in_((RECEIVED, PARKED)),
            in_list(t.inbox.c.lane, chunk),
        )
        disputed = select(t.conflicts.c.lane).where(
            in_list(t.conflicts.c.lane, chunk), t.conflicts.c.state != CLOSED
        )
        found.update(connection.scalars(waiting.distinct()))
        found.update(connection.scalars(disputed.distinct()))
    return found
