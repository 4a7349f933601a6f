"""Tasks for reading: what they depend on, and every step they took."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    func,
    literal_column,
    select,
)

from smartclient.contract.messages import Answer
from smartclient.database.raw_sql import fetch_all, fetch_one
from smartclient.database.types import instant_from_text
from smartclient.domain.ids import RequestId, TaskId
from smartclient.domain.tasks import (
    FINISHED,
    Subject,
    SubjectType,
    Task,
    TaskChange,
    TaskKind,
    TaskStatus,
    Transition,
)
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.store.database.tables import task_requires, tasks, transitions
from smartclient.store.work.steps import RecordedStep, in_sequence, step_answer

_age: ColumnElement[int] = literal_column("tasks.rowid")
_LAST_ANSWER = "SELECT answer FROM transitions WHERE task_id = ? ORDER BY id DESC LIMIT 1"
# the unary + keeps SQLite from reading the whole index of task_id for the few newest steps
_CHANGED = (
    'SELECT t.subject_type, t.request_id, first."before", last."before", '
    'last."after", last.cause FROM (SELECT min(id) AS first_id, max(id) AS last_id '
    "FROM transitions WHERE id > ? GROUP BY +task_id) AS ends "
    "JOIN transitions AS first ON first.id = ends.first_id "
    "JOIN transitions AS last ON last.id = ends.last_id JOIN tasks AS t ON t.id = last.task_id"
)


class TaskReader:
    """Reads every task of the rep, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, task_id: TaskId) -> Task | None:
        """A task, or None."""
        row = self._connection.execute(select(tasks).where(tasks.c.id == task_id)).one_or_none()
        return None if row is None else self._task(row)

    def about(self, subject: SubjectType, subject_id: str) -> tuple[Task, ...]:
        """Every task about a record, oldest first."""
        rows = self._connection.execute(
            select(tasks)
            .where(tasks.c.subject_type == str(subject), tasks.c.subject_id == subject_id)
            .order_by(_age)
        ).all()
        return tuple(self._task(row) for row in rows)

    def about_any(self, subject: SubjectType) -> tuple[Task, ...]:
        """Every task about a type of record, newest first."""
        rows = self._connection.execute(
            select(tasks).where(tasks.c.subject_type == str(subject)).order_by(_age.desc())
        ).all()
        return tuple(self._task(row) for row in rows)

    def unfinished_about(self, subject: SubjectType, subject_id: str) -> tuple[Task, ...]:
        """The tasks about a record to which something can still happen, oldest first."""
        return tuple(
            task for task in self.about(subject, subject_id) if task.status not in FINISHED
        )

    def pending_about(self, subject: SubjectType, subject_id: str) -> tuple[Task, ...]:
        """The unfinished tasks about a record that are not being taken back."""
        return tuple(
            task
            for task in self.unfinished_about(subject, subject_id)
            if task.status is not TaskStatus.TAKING_BACK
        )

    def waiting_for_fresh_data(self) -> tuple[Task, ...]:
        """The tasks about orders that head office found too old, held until data is refreshed."""
        rows = self._connection.execute(
            select(tasks)
            .where(
                tasks.c.status == str(TaskStatus.QUEUED),
                tasks.c.cause == str(TransitionReason.DATA_TOO_OLD),
            )
            .order_by(_age)
        ).all()
        return tuple(self._task(row) for row in rows)

    def newest_refused(
        self, subjects: Collection[SubjectType], *, since: datetime
    ) -> tuple[Task, ...]:
        """The tasks that were refused since then, each the newest about its record, oldest first.

        ``subjects`` are the types of records that count.
        """
        later = tasks.alias("later")
        newer = select(later.c.id).where(
            later.c.subject_type == tasks.c.subject_type,
            later.c.subject_id == tasks.c.subject_id,
            literal_column("later.rowid") > _age,
        )
        rows = self._connection.execute(
            select(tasks)
            .where(
                tasks.c.status == str(TaskStatus.REJECTED),
                tasks.c.changed_at >= since,
                tasks.c.subject_type.in_(map(str, subjects)),
                ~newer.exists(),
            )
            .order_by(_age)
        ).all()
        return tuple(self._task(row) for row in rows)

    def unfinished_subjects(self, subject: SubjectType) -> tuple[str, ...]:
        """The ids of the records of a type about which a task is unfinished."""
        found = self._connection.execute(
            select(tasks.c.subject_id)
            .distinct()
            .where(
                tasks.c.subject_type == str(subject),
                tasks.c.status.not_in([str(status) for status in FINISHED]),
            )
        ).scalars()
        return tuple(found)

    def dependents(self, task_id: TaskId) -> tuple[Task, ...]:
        """The unfinished tasks that name a task as their prerequisite."""
        rows = self._connection.execute(
            select(tasks)
            .join(task_requires, task_requires.c.task_id == tasks.c.id)
            .where(
                task_requires.c.requires_id == task_id,
                tasks.c.status.not_in([str(status) for status in FINISHED]),
            )
            .order_by(_age)
        ).all()
        return tuple(self._task(row) for row in rows)

    def count(self, statuses: Collection[TaskStatus]) -> int:
        """How many tasks are in one of ``statuses``."""
        return self._connection.execute(
            select(func.count())
            .select_from(tasks)
            .where(tasks.c.status.in_([str(status) for status in statuses]))
        ).scalar_one()

    def count_about(self, subject: SubjectType, statuses: Collection[TaskStatus]) -> int:
        """How many tasks about a type of record are in one of the statuses."""
        counting = select(func.count()).where(
            tasks.c.subject_type == str(subject), tasks.c.status.in_(map(str, statuses))
        )
        return int(self._connection.scalar(counting) or 0)

    def oldest(self, status: TaskStatus) -> datetime | None:
        """When the first of the tasks in ``status`` came there, None when there is none."""
        row = fetch_one(
            self._connection, "SELECT min(changed_at) FROM tasks WHERE status = ?", (str(status),)
        )
        return None if row is None or row[0] is None else instant_from_text(row[0])

    def steps(self, subject: SubjectType, subject_id: str) -> tuple[RecordedStep, ...]:
        """Every step of every task about a record, oldest first."""
        by_id = {task.id: task for task in self.about(subject, subject_id)}
        rows = self._connection.execute(
            select(transitions)
            .where(transitions.c.task_id.in_(list(by_id)))
            .order_by(transitions.c.id)
        ).all()
        last = {row.task_id: row.id for row in rows}
        return in_sequence(
            RecordedStep(
                task=by_id[row.task_id],
                transition=_transition(row),
                answer=step_answer(row.answer),
                is_last=last[row.task_id] == row.id,
            )
            for row in rows
        )

    def last_answer(self, task_id: TaskId) -> Answer | None:
        """The answer that made the last step of a task, None where none did."""
        row = fetch_one(self._connection, _LAST_ANSWER, (task_id,))
        return None if row is None else step_answer(row[0])

    def last_step(self) -> int:
        """The id of the newest step of any task, 0 when there is none."""
        row = fetch_one(self._connection, "SELECT max(id) FROM transitions")
        return 0 if row is None or row[0] is None else int(row[0])

    def changed_since(self, step: int) -> tuple[TaskChange, ...]:
        """The change of each task that took a step after the one with this id."""
        return tuple(_change(row) for row in fetch_all(self._connection, _CHANGED, (step,)))

    def _task(self, row: Row[Any]) -> Task:
        requires = self._connection.execute(
            select(task_requires.c.requires_id).where(task_requires.c.task_id == row.id)
        ).scalars()
        return _task_of(row, tuple(TaskId(task_id) for task_id in requires))


def _task_of(row: Row[Any], requires: tuple[TaskId, ...]) -> Task:
    return Task(
        id=row.id,
        kind=TaskKind(row.kind),
        subject=Subject(
            type=SubjectType(row.subject_type), id=row.subject_id, label=row.subject_label
        ),
        status=TaskStatus(row.status),
        request_id=row.request_id,
        requires=requires,
        created_at=row.created_at,
        changed_at=row.changed_at,
        cause=row.cause,
    )


def _transition(row: Row[Any]) -> Transition:
    return Transition(
        task=row.task_id,
        request_id=row.request_id,
        before=None if row.before is None else TaskStatus(row.before),
        after=TaskStatus(row.after),
        at=row.at,
        cause=row.cause,
    )


def _change(row: tuple[Any, ...]) -> TaskChange:
    subject, request_id, before, last_before, after, cause = row
    return TaskChange(
        subject=SubjectType(subject),
        request_id=RequestId(request_id),
        before=None if before is None else TaskStatus(before),
        last_before=None if last_before is None else TaskStatus(last_before),
        after=TaskStatus(after),
        cause=cause,
    )
