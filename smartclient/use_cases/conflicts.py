"""Conflicts: previewed, resolved or escalated to an admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartclient.reconcile.conflict import Resolution
from smartclient.use_cases.commands.conflicts import (
    asking,
    changed_at,
    escalate_to_admin,
    order_in_conflict,
    preview,
    resolve,
    stands_beside,
    waiting_conflicts,
)
from smartclient.use_cases.queries.lookup import get_conflict

if TYPE_CHECKING:
    from datetime import datetime

    from smartclient.domain.clock import Clock
    from smartclient.domain.ids import ConflictId
    from smartclient.domain.sales.orders import Order
    from smartclient.domain.tasks import Subject
    from smartclient.read_models.records import CommandState
    from smartclient.reconcile.conflict import Conflict, ConflictSummary
    from smartclient.store.unit_of_work import Store


class ConflictUseCases:
    """What the rep can do with conflicts."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def open(self) -> tuple[Conflict, ...]:
        """The conflicts that wait for the rep, oldest first."""
        with self._store.view() as view:
            return view.conflicts.open()

    def waiting(self) -> tuple[ConflictSummary, ...]:
        """The conflicts that wait for the rep, with what they are about, oldest first."""
        with self._store.view() as view:
            return waiting_conflicts(view=view)

    def get(self, conflict_id: ConflictId) -> Conflict:
        """One conflict."""
        with self._store.view() as view:
            return get_conflict(view, conflict_id).conflict

    def beside(self, conflict_id: ConflictId) -> tuple[Subject, ...]:
        """The records that stand together with the one of a conflict; () for none."""
        with self._store.view() as view:
            return stands_beside(conflict_id, view=view)

    def asking(self, conflict_id: ConflictId) -> CommandState:
        """Whether head office can be asked to decide about a conflict; else why not."""
        with self._store.view() as view:
            return asking(conflict_id, view=view)

    def changed_at(self, conflict_id: ConflictId) -> datetime | None:
        """When the rep made the change a conflict is about."""
        with self._store.view() as view:
            return changed_at(conflict_id, view=view)

    def order(self, conflict_id: ConflictId) -> Order | None:
        """The order a rule conflict is about, as it was sent; None for a data conflict."""
        with self._store.view() as view:
            return order_in_conflict(conflict_id, view=view)

    def preview(self, conflict_id: ConflictId, resolution: Resolution) -> Order | None:
        """The order as these choices would make it, priced; None when they cancel it."""
        with self._store.view() as view:
            return preview(conflict_id, resolution, view=view, clock=self._clock)

    def resolve(self, conflict_id: ConflictId, resolution: Resolution) -> None:
        """Resolve a conflict; RefusedError unless every problem and every field is answered."""
        resolve(conflict_id, resolution, work=self._store.work(), clock=self._clock)

    def escalate(self, conflict_id: ConflictId, note: str) -> None:
        """Escalate a conflict to an admin."""
        escalate_to_admin(conflict_id, note, work=self._store.work(), clock=self._clock)
