"""The change log, which triggers write: who changed a record, and when."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from smartclient.headoffice.database.tables import tables_for


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedChange:
    """One logged change of one field; ``by`` is "" for a change made by hand in the database."""

    field: str
    before: str
    after: str
    by: str
    at: datetime


def changes_of(connection: Connection, entity: str, key: str) -> tuple[LoggedChange, ...]:
    """Every change of one record, the newest first.

    ``entity`` is customer, product, stock or order; ``key`` its number or SKU.
    """
    t = tables_for(connection.dialect.name).change_log
    found = connection.execute(
        select(t.c.field, t.c.before, t.c.after, t.c.by, t.c.at)
        .where(t.c.entity == entity, t.c.key == key)
        .order_by(t.c.id.desc())
    )
    return tuple(
        LoggedChange(
            field=row.field, before=row.before or "", after=row.after or "", by=row.by, at=row.at
        )
        for row in found
    )
