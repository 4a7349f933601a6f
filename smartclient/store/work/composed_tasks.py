"""Composed tasks in the store: which tasks are steps of one, and what became of each.

A task that is a step of none counts as a composed task of one step, under its own id.
"""

# ruff: noqa: S608 (statements are put together from names of ours; values are parameters)

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection

from smartclient.contract.messages import RequestKind
from smartclient.database.raw_sql import execute_raw, fetch_all, fetch_one, quoted
from smartclient.database.types import instant_from_text, instant_text
from smartclient.domain.ids import RequestId, TaskId
from smartclient.domain.services import HEAD_OFFICE, ServiceName
from smartclient.domain.steps import TaskPolicy
from smartclient.domain.tasks import (
    FAILED,
    FINISHED,
    SUCCEEDED,
    Subject,
    SubjectType,
    Task,
    TaskKind,
    TaskStatus,
)
from smartclient.store.reference.search import ids_json
from smartclient.store.work.stored_request import NO_REASON, Reason, reason_from

MAY_CANCEL: Final = frozenset({RequestKind.RESOLVE_CONFLICT, RequestKind.CANCEL_ORDER})
"""Kinds of requests whose body says whether an order is cancelled."""

TASK_COLUMNS: Final = """
       (SELECT group_concat(q.requires_id, ' ') FROM task_requires q WHERE q.task_id = t.id),
       t.id, t.kind, t.subject_type, t.subject_id, t.subject_label, t.status, t.request_id,
       t.created_at, t.changed_at, t.cause
"""
"""The columns of which ``task_from`` makes a task, of the table ``t``."""

_STEPS: Final = f"""
SELECT coalesce(s.composed_id, t.id), coalesce(s.id, t.id), s.is_optional, s.compensates, c.policy,
       c.given_up_at, r.service, r.kind, r.why, r.next_try,
       EXISTS (SELECT 1 FROM requests h WHERE h.task_id = t.id AND h.handed_over_at IS NOT NULL),
       {TASK_COLUMNS}
FROM tasks t LEFT JOIN composed_steps s ON s.task_id = t.id
LEFT JOIN composed_tasks c ON c.id = s.composed_id
LEFT JOIN requests r ON r.id = t.request_id
WHERE t.id IN (SELECT value FROM json_each(?1)
               UNION SELECT task_id FROM composed_steps
               WHERE composed_id IN (SELECT value FROM json_each(?1)))
ORDER BY s.place, t.rowid
"""
_NEWEST: Final = """
SELECT coalesce(s.composed_id, t.id) AS composed
FROM tasks t LEFT JOIN composed_steps s ON s.task_id = t.id
GROUP BY composed ORDER BY min(t.rowid) DESC LIMIT ?
"""
_NAMED: Final = """
SELECT id FROM composed_tasks WHERE id = ?1
UNION ALL SELECT composed_id FROM composed_steps WHERE id = ?1 OR task_id = ?1
UNION ALL SELECT id FROM tasks WHERE id = ?1
LIMIT 1
"""
_TO_TAKE_BACK: Final = f"""
SELECT c.id FROM composed_tasks c WHERE c.given_up_at IS NOT NULL AND EXISTS (
    SELECT 1 FROM composed_steps s JOIN tasks t ON t.id = s.task_id
    WHERE s.composed_id = c.id AND (
        t.status NOT IN ({quoted(FINISHED)})
        OR s.compensates IS NULL AND t.status IN ({quoted(SUCCEEDED)}) AND NOT EXISTS (
            SELECT 1 FROM composed_steps back
            WHERE back.composed_id = c.id AND back.compensates = s.id
        )
    )
)
"""
_IS_BEING_TAKEN_BACK: Final = f"""
SELECT 1 FROM composed_steps s JOIN composed_tasks c ON c.id = s.composed_id
JOIN composed_steps other ON other.composed_id = c.id JOIN tasks t ON t.id = other.task_id
WHERE s.task_id = ? AND c.given_up_at IS NOT NULL AND t.status NOT IN ({quoted(FINISHED)}) LIMIT 1
"""
_TOGETHER: Final = f"""
SELECT other.task_id FROM composed_steps s
JOIN composed_tasks c ON c.id = s.composed_id AND c.policy = '{TaskPolicy.TOGETHER}'
JOIN composed_steps other ON other.composed_id = c.id AND other.compensates IS NULL
    AND NOT other.is_optional
WHERE s.task_id = ? AND s.compensates IS NULL AND NOT s.is_optional ORDER BY other.place
"""
_STEP_OF: Final = "SELECT id FROM composed_steps WHERE task_id = ? LIMIT 1"
_CONTAINING: Final = "SELECT composed_id FROM composed_steps WHERE task_id = ? LIMIT 1"
_ABOUT: Final = (
    "SELECT s.composed_id FROM composed_steps s JOIN tasks t ON t.id = s.task_id "
    "WHERE t.subject_type = ? AND t.subject_id = ? ORDER BY s.place DESC LIMIT 1"
)
_REPLACE: Final = (
    "UPDATE composed_steps SET task_id = ? WHERE task_id = ? AND composed_id IN "
    "(SELECT id FROM composed_tasks WHERE given_up_at IS NULL)"
)
_DROP_FAILED: Final = (
    "DELETE FROM composed_steps WHERE composed_id = ? AND compensates IS NOT NULL "
    f"AND task_id IN (SELECT id FROM tasks WHERE status IN ({quoted(FAILED)}))"
)
_ADD_STEP: Final = (
    "INSERT INTO composed_steps (id, composed_id, place, task_id, is_optional, compensates) "
    "VALUES (?, ?, (SELECT coalesce(max(place), 0) + 1 FROM composed_steps), ?, ?, ?)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredStep:
    """A step, with the task that carries it now and the kind of that one's request.

    ``was_sent``: head office may have some request of the task. ``next_try`` is when the current
    one is tried again, None for one that was not tried or waits for nothing.
    """

    id: TaskId
    task: Task
    service: ServiceName = HEAD_OFFICE
    request_kind: RequestKind | None = None
    reason: Reason = NO_REASON
    is_optional: bool = False
    compensates: TaskId | None = None
    was_sent: bool = False
    next_try: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredComposedTask:
    """A composed task with its steps, in the order in which they were saved."""

    id: TaskId
    policy: TaskPolicy
    steps: tuple[StoredStep, ...]
    is_given_up: bool = False


class ComposedTaskReader:
    """Reads composed tasks, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, reference: TaskId) -> StoredComposedTask | None:
        """The composed task with this id, or that has a step or a task of this id; or None."""
        row = fetch_one(self._connection, _NAMED, (reference,))
        return None if row is None else self._load([TaskId(row[0])])[0]

    def newest(self, limit: int | None = None) -> tuple[StoredComposedTask, ...]:
        """At most so many composed tasks, newest first; all of them for None."""
        rows = fetch_all(self._connection, _NEWEST, (-1 if limit is None else limit,))
        return self._load([TaskId(row[0]) for row in rows])

    def to_take_back(self) -> tuple[StoredComposedTask, ...]:
        """Those that the rep took back as a whole, and of which that is not done."""
        return self._load([TaskId(row[0]) for row in fetch_all(self._connection, _TO_TAKE_BACK)])

    def containing(self, task_id: TaskId) -> TaskId | None:
        """The id of the composed task that a task is a step of, None where it is alone."""
        row = fetch_one(self._connection, _CONTAINING, (task_id,))
        return None if row is None else TaskId(row[0])

    def about(self, subject: SubjectType, subject_id: str) -> TaskId | None:
        """The newest composed task with a step about a record, None where there is none."""
        row = fetch_one(self._connection, _ABOUT, (str(subject), subject_id))
        return None if row is None else TaskId(row[0])

    def is_being_taken_back(self, task_id: TaskId) -> bool:
        """Whether a task is a step of one that the rep took back, and a step has not ended."""
        return fetch_one(self._connection, _IS_BEING_TAKEN_BACK, (task_id,)) is not None

    def standing_together(self, task_id: TaskId) -> tuple[TaskId, ...]:
        """The tasks that stand together with one, itself among them; () where it is by itself."""
        rows = fetch_all(self._connection, _TOGETHER, (task_id,))
        return tuple(TaskId(row[0]) for row in rows)

    def step_of(self, task_id: TaskId) -> TaskId:
        """The id of the step that a task carries: the task's own where it is alone."""
        row = fetch_one(self._connection, _STEP_OF, (task_id,))
        return task_id if row is None else TaskId(row[0])

    def _load(self, ids: list[TaskId]) -> tuple[StoredComposedTask, ...]:
        rows = fetch_all(self._connection, _STEPS, (ids_json(ids),))
        by_id: dict[str, list[tuple[Any, ...]]] = {}
        for row in rows:
            by_id.setdefault(row[0], []).append(row)
        return tuple(_composed(TaskId(found), by_id[found]) for found in ids if found in by_id)


class ComposedTasks(ComposedTaskReader):
    """Reads and writes composed tasks."""

    def add(
        self,
        composed_id: TaskId,
        policy: TaskPolicy,
        steps: Iterable[TaskId],
        optional: Iterable[TaskId] = (),
    ) -> None:
        """Make tasks the steps of a new composed task, in this order."""
        execute_raw(
            self._connection,
            "INSERT INTO composed_tasks (id, policy) VALUES (?, ?)",
            (composed_id, str(policy)),
        )
        without = frozenset(optional)
        for step in steps:
            self._add_step(step, composed_id, is_optional=step in without, compensates=None)

    def add_optional(self, composed_id: TaskId, steps: Iterable[TaskId]) -> None:
        """Make tasks further steps of a composed task, which it can do without."""
        for step in steps:
            self._add_step(step, composed_id, is_optional=True, compensates=None)

    def add_compensation(self, composed_id: TaskId, step: TaskId, task_id: TaskId) -> None:
        """Make a task the step that takes another one back."""
        self._add_step(task_id, composed_id, is_optional=False, compensates=step)

    def add_correction(self, composed_id: TaskId, step: TaskId, task_id: TaskId) -> None:
        """Make a task the step that corrects another one, which the task can do without."""
        self._add_step(task_id, composed_id, is_optional=True, compensates=step)

    def drop_failed_compensations(self, composed_id: TaskId) -> None:
        """Forget the compensations that were refused or undone, so that others can be saved."""
        execute_raw(self._connection, _DROP_FAILED, (composed_id,))

    def give_up(self, composed_id: TaskId, at: datetime) -> None:
        """Note that the rep takes the whole back."""
        execute_raw(
            self._connection,
            "UPDATE composed_tasks SET given_up_at = ? WHERE id = ?",
            (instant_text(at), composed_id),
        )

    def replace_task(self, old: TaskId, new: TaskId) -> None:
        """Have another task carry the step of ``old``, unless the whole was taken back."""
        execute_raw(self._connection, _REPLACE, (new, old))

    def _add_step(
        self, task_id: TaskId, composed_id: TaskId, *, is_optional: bool, compensates: TaskId | None
    ) -> None:
        values = (task_id, composed_id, task_id, int(is_optional), compensates)
        execute_raw(self._connection, _ADD_STEP, values)


def _composed(composed_id: TaskId, rows: list[tuple[Any, ...]]) -> StoredComposedTask:
    policy, given_up_at = rows[0][4:6]
    return StoredComposedTask(
        id=composed_id,
        policy=TaskPolicy.EACH if policy is None else TaskPolicy(policy),
        steps=tuple(_step(row) for row in rows),
        is_given_up=given_up_at is not None,
    )


def _step(row: tuple[Any, ...]) -> StoredStep:
    _, step_id, is_optional, compensates, _, _, service, kind, why, *rest = row
    next_try, was_sent, *of_task = rest
    return StoredStep(
        id=TaskId(step_id),
        task=task_from(of_task),
        service=HEAD_OFFICE if service is None else ServiceName(service),
        request_kind=None if kind is None else RequestKind(kind),
        reason=reason_from(why or ""),
        is_optional=bool(is_optional),
        compensates=None if compensates is None else TaskId(compensates),
        was_sent=bool(was_sent),
        next_try=None if next_try is None else instant_from_text(next_try),
    )


def task_from(row: Sequence[Any]) -> Task:
    """The task of a row of ``TASK_COLUMNS``."""
    requires, task_id, kind, subject_type, subject_id, label, *rest = row
    status, request_id, created, changed, cause = rest
    return Task(
        id=TaskId(task_id),
        kind=TaskKind(kind),
        subject=Subject(type=SubjectType(subject_type), id=subject_id, label=label),
        status=TaskStatus(status),
        request_id=RequestId(request_id),
        requires=tuple(TaskId(required) for required in (requires or "").split()),
        created_at=instant_from_text(created),
        changed_at=instant_from_text(changed),
        cause=cause,
    )
