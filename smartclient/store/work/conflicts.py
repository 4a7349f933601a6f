"""Conflicts in the store: kept until they are resolved, across restarts and without a link."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Row, func, select, update
from sqlalchemy.dialects.sqlite import insert

from smartclient.domain.ids import ConflictId, TaskId
from smartclient.reconcile.conflict import Conflict
from smartclient.reconcile.stored_conflicts import ConflictState, StoredConflict
from smartclient.store.database.json_codec import from_document, to_document
from smartclient.store.database.tables import conflicts

_insert = insert(conflicts)
_save = _insert.on_conflict_do_update(
    index_elements=[conflicts.c.conflict_id],
    set_={name: _insert.excluded[name] for name in ("task_id", "state", "raised_at", "document")},
)


class ConflictReader:
    """Reads every conflict of the rep, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, conflict_id: ConflictId) -> StoredConflict | None:
        """A conflict in whatever state, or None."""
        row = self._connection.execute(
            select(conflicts).where(conflicts.c.conflict_id == conflict_id)
        ).one_or_none()
        return None if row is None else _stored(row)

    def open(self) -> tuple[Conflict, ...]:
        """The conflicts that wait for the rep, oldest first."""
        rows = self._connection.execute(
            select(conflicts)
            .where(conflicts.c.state == str(ConflictState.OPEN))
            .order_by(conflicts.c.raised_at, conflicts.c.conflict_id)
        )
        return tuple(_stored(row).conflict for row in rows)

    def count_open(self) -> int:
        """How many conflicts wait for the rep."""
        return self._connection.execute(
            select(func.count())
            .select_from(conflicts)
            .where(conflicts.c.state == str(ConflictState.OPEN))
        ).scalar_one()

    def open_of(self, task_id: TaskId) -> tuple[StoredConflict, ...]:
        """The conflicts of a task that are not closed."""
        rows = self._connection.execute(
            select(conflicts).where(
                conflicts.c.task_id == task_id, conflicts.c.state != str(ConflictState.CLOSED)
            )
        )
        return tuple(_stored(row) for row in rows)


class Conflicts(ConflictReader):
    """Reads and writes conflicts."""

    def save(self, stored: StoredConflict) -> None:
        """Write a conflict, in the place of the one with its id."""
        self._connection.execute(
            _save,
            {
                "conflict_id": stored.conflict.id,
                "task_id": stored.task_id,
                "state": str(stored.state),
                "raised_at": stored.conflict.raised_at,
                "document": to_document(stored.conflict),
            },
        )

    def set_state(self, conflict_ids: Collection[ConflictId], state: ConflictState) -> None:
        """Set whose turn these conflicts are."""
        if conflict_ids:
            self._connection.execute(
                update(conflicts)
                .where(conflicts.c.conflict_id.in_(list(conflict_ids)))
                .values(state=str(state))
            )

    def close_of(self, task_id: TaskId) -> None:
        """Close every conflict of a task."""
        self._connection.execute(
            update(conflicts)
            .where(conflicts.c.task_id == task_id)
            .values(state=str(ConflictState.CLOSED))
        )


def _stored(row: Row[Any]) -> StoredConflict:
    return StoredConflict(
        conflict=from_document(row.document, Conflict),
        task_id=row.task_id,
        state=ConflictState(row.state),
    )
