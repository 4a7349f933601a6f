"""The import that is under way at head office, as its journal has it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from smartclient.headoffice.database.tables import tables_for


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportUnderWay:
    """An import that was staged and is not switched to its end; ``done`` of ``portions`` are.

    ``written_at`` is when the last portion was switched.
    """

    id: int
    digest: str
    actor: str
    began_at: datetime
    written_at: datetime
    done: int
    portions: int


def under_way(connection: Connection) -> ImportUnderWay | None:
    """The import that was staged last and is not switched to its end."""
    t = tables_for(connection.dialect.name)
    row = connection.execute(select(t.imports).order_by(t.imports.c.id.desc()).limit(1)).first()
    if row is None:
        return None
    c = t.import_portions.c
    left = connection.scalar(select(func.count()).where(c.import_id == row.id)) or 0
    return ImportUnderWay(
        id=row.id,
        digest=row.digest,
        actor=row.actor,
        began_at=row.began_at,
        written_at=row.written_at,
        done=row.portions - left,
        portions=row.portions,
    )
