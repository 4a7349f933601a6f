"""Conflicts as a device keeps them until they are resolved."""

from dataclasses import dataclass
from enum import StrEnum

from smartclient.domain.ids import TaskId
from smartclient.reconcile.conflict import Conflict


class ConflictState(StrEnum):
    """Whose turn a conflict is."""

    OPEN = "open"
    ANSWERED = "answered"
    WITH_ADMIN = "with_admin"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredConflict:
    """One conflict, the task it holds up, and whose turn it is."""

    conflict: Conflict
    task_id: TaskId
    state: ConflictState
