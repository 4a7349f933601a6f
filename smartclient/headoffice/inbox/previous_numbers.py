"""Numbers that orders and customers were given before a restore, as their requests name them."""

from sqlalchemy import Connection, literal, or_, select

from smartclient.domain.ids import Login, RequestId
from smartclient.headoffice.database.stored_states import DONE, PARKED, RECEIVED
from smartclient.headoffice.database.tables import tables_for


def previously_assigned_number(connection: Connection, sender: Login, request_id: RequestId) -> str:
    """The number that a request was given before a restore, "" for none.

    It may be a later replacement that names it: what resolved a conflict got the number, and this
    time there may be no conflict. Or an earlier one, which this time met one.
    """
    t = tables_for(connection.dialect.name).inbox
    seen: set[str] = set()
    wanted: str | None = request_id
    while wanted is not None and wanted not in seen:
        seen.add(wanted)
        row = connection.execute(
            select(t.c.request_id, t.c.given_number)
            .where(t.c.sender == sender, or_(t.c.request_id == wanted, t.c.replaces == wanted))
            .where(or_(t.c.given_number != "", t.c.replaces == wanted))
            .order_by(t.c.given_number.desc())
            .limit(1)
        ).first()
        if row is None:
            break
        if row.given_number:
            return str(row.given_number)
        wanted = row.request_id
    return _number_of_earlier(connection, sender, request_id)


def _number_of_earlier(connection: Connection, sender: Login, request_id: RequestId) -> str:
    """The number that was given to a request that this one replaces, "" for none."""
    t = tables_for(connection.dialect.name).inbox
    seen: set[str] = set()
    wanted: str | None = request_id
    while wanted is not None and wanted not in seen:
        seen.add(wanted)
        row = connection.execute(
            select(t.c.replaces, t.c.given_number).where(
                t.c.sender == sender, t.c.request_id == wanted
            )
        ).first()
        if row is not None and row.given_number:
            return str(row.given_number)
        wanted = None if row is None else row.replaces
    return ""


def any_number_given_before(connection: Connection) -> bool:
    """Whether any request names the number that it was given before."""
    t = tables_for(connection.dialect.name).inbox
    offered = t.c.status.in_((RECEIVED, DONE, PARKED)) & (
        t.c.given_number > literal("", literal_execute=True)
    )
    return connection.scalar(select(t.c.id).where(offered).limit(1)) is not None
