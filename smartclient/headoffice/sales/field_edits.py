"""Edits: when the last change of each field of a customer was made, as far as that is known.

The change log says when a change was applied here, which may be long after a rep made it.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, select

from smartclient.domain.ids import CustomerNumber
from smartclient.domain.sales.customers import EditableField
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.tables import tables_for

EditTimes = Mapping[EditableField, datetime | None]
"""When the change of each field was made, by head office's clock; None: not believed."""


class FieldEdits:
    """When reps made the changes that were applied last, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._t = tables_for(connection.dialect.name).field_edits

    def note(
        self,
        customer: CustomerNumber,
        fields: Iterable[EditableField],
        *,
        made_at: EditTimes,
        applied_at: datetime,
    ) -> None:
        """Store that fields were changed, and when those changes were made."""
        rows = [
            {
                "customer": customer,
                "field": field,
                "made_at": made_at.get(field),
                "applied_at": applied_at,
            }
            for field in fields
        ]
        if rows:
            keys = ("customer", "field")
            backend_of(self._connection).rows.upsert(
                self._connection, self._t, keys=keys, rows=rows
            )

    def made_at(
        self, customer: CustomerNumber, field: str, *, logged_at: datetime
    ) -> datetime | None:
        """When the change was made that the log has at ``logged_at``, None if not known.

        What no rep's request changed was made at head office, at that time.
        """
        t = self._t
        row = self._connection.execute(
            select(t.c.made_at, t.c.applied_at).where(t.c.customer == customer, t.c.field == field)
        ).first()
        if row is None or row.applied_at != logged_at:
            return logged_at
        return row.made_at  # type: ignore[no-any-return]
