"""Tasks in the store: what writes them, and records every step they take."""

# ruff: noqa: S608 (statements are put together from names of ours; values are parameters)

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import (
    delete,
    insert,
    update,
)

from smartclient.contract.messages import Answer
from smartclient.database.raw_sql import execute_raw
from smartclient.database.types import instant_text
from smartclient.domain.errors import FatalError
from smartclient.domain.ids import RequestId, TaskId
from smartclient.domain.tasks import (
    TRANSITIONS,
    Subject,
    SubjectType,
    Task,
    TaskStatus,
)
from smartclient.store.database.tables import task_requires, tasks
from smartclient.store.reference.search import ids_json
from smartclient.store.work.steps import step_answer_json
from smartclient.store.work.task_reader import TaskReader

_require = insert(task_requires)

# part of every save, and so written as plain statements
_ADD = (
    "INSERT INTO tasks (id, kind, subject_type, subject_id, subject_label, status, request_id, "
    "created_at, changed_at, cause) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_RECORD = (
    'INSERT INTO transitions (task_id, request_id, "before", "after", at, cause, answer) '
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_BY_REQUEST = "WHERE status = ? AND request_id IN (SELECT value FROM json_each(?))"
_STEP_BY_REQUEST = (
    'INSERT INTO transitions (task_id, request_id, "before", "after", at, cause) '
    f"SELECT id, request_id, status, ?, ?, ? FROM tasks {_BY_REQUEST} ORDER BY rowid"
)
_MOVE_BY_REQUEST = f"UPDATE tasks SET status = ?, changed_at = ?, cause = ? {_BY_REQUEST}"


class Tasks(TaskReader):
    """Reads and writes tasks; every step is recorded."""

    def add(self, task: Task) -> None:
        """Write a new task, with its first step."""
        subject = task.subject
        execute_raw(
            self._connection,
            _ADD,
            (
                task.id,
                str(task.kind),
                str(subject.type),
                subject.id,
                subject.label,
                str(task.status),
                task.request_id,
                instant_text(task.created_at),
                instant_text(task.changed_at),
                task.cause,
            ),
        )
        self._add_requirements(task.id, task.requires)
        self._step(task, None)

    def move(
        self,
        task: Task,
        status: TaskStatus,
        *,
        at: datetime,
        cause: str = "",
        request_id: RequestId | None = None,
        answer: Answer | None = None,
    ) -> Task:
        """Move a task, record the step, and return it as it is now.

        ``request_id`` is its request from here on, None for the same as before;
        ``answer`` is head office's that makes the step.
        FatalError when the table of transitions does not allow the step.
        """
        moved = task.moved(status, at=at, cause=cause)
        if request_id is not None:
            moved = replace(moved, request_id=request_id)
        self._write(moved)
        self._step(moved, task.status, answer)
        return moved

    def carry(self, task: Task, request_id: RequestId) -> Task:
        """Make a request that another device sent the current one of a task, which doesn't move."""
        by_request = replace(task, request_id=request_id)
        self._write(by_request)
        return by_request

    def move_by_request(
        self,
        request_ids: Collection[RequestId],
        before: TaskStatus,
        after: TaskStatus,
        *,
        at: datetime,
        cause: str,
    ) -> None:
        """Move the tasks of these requests from one status to another, steps recorded.

        Tasks in any other status stay as they are. FatalError when there is no such step.
        """
        if after not in TRANSITIONS[before]:
            raise FatalError(
                "This step is not possible now. Nothing was changed.",
                detail=f"tasks {before} -> {after}",
            )
        ids, moment = ids_json(list(request_ids)), instant_text(at)
        by_request = (str(before), ids)
        execute_raw(self._connection, _STEP_BY_REQUEST, (str(after), moment, cause, *by_request))
        execute_raw(self._connection, _MOVE_BY_REQUEST, (str(after), moment, cause, *by_request))

    def set_requirements(self, task_id: TaskId, requires: Iterable[TaskId]) -> None:
        """Replace the prerequisites of a task."""
        self._connection.execute(delete(task_requires).where(task_requires.c.task_id == task_id))
        self._add_requirements(task_id, requires)

    def require_instead(self, old: TaskId, new: TaskId) -> None:
        """Replace the prerequisite ``old`` by ``new`` wherever it is one."""
        self._connection.execute(
            update(task_requires).where(task_requires.c.requires_id == old).values(requires_id=new)
        )

    def rename_subject(self, subject: SubjectType, old: str, new: Subject) -> None:
        """Change the subject of the tasks about a record to its new id."""
        self._connection.execute(
            update(tasks)
            .where(tasks.c.subject_type == str(subject), tasks.c.subject_id == old)
            .values(subject_id=new.id, subject_label=new.label)
        )

    def _write(self, task: Task) -> None:
        self._connection.execute(
            update(tasks)
            .where(tasks.c.id == task.id)
            .values(
                status=str(task.status),
                request_id=task.request_id,
                changed_at=task.changed_at,
                cause=task.cause,
            )
        )

    def _step(self, task: Task, before: TaskStatus | None, answer: Answer | None = None) -> None:
        execute_raw(
            self._connection,
            _RECORD,
            (
                task.id,
                task.request_id,
                None if before is None else str(before),
                str(task.status),
                instant_text(task.changed_at),
                task.cause,
                step_answer_json(answer),
            ),
        )

    def _add_requirements(self, task_id: TaskId, requires: Iterable[TaskId]) -> None:
        rows = [{"task_id": task_id, "requires_id": required} for required in requires]
        if rows:
            self._connection.execute(_require, rows)
