"""History in the store: the steps of every task about a customer or about their orders."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from smartclient.database.types import instant_from_text
from smartclient.domain.ids import CustomerNumber, RequestId, TaskId
from smartclient.domain.tasks import TaskStatus, Transition
from smartclient.store.work.steps import RecordedStep, in_sequence, step_answer
from smartclient.store.work.task_reader import TaskReader

# that a request was handed over is no event for a person; that it arrived is one only until the
# answer comes
_STEPS = """
SELECT s.task_id, s.request_id, s.before, s.after, s.at, s.cause, s.answer,
       s.id = (SELECT max(id) FROM transitions newest WHERE newest.task_id = s.task_id)
FROM transitions s JOIN tasks t ON t.id = s.task_id
WHERE s.after <> 'sending' AND (
  (t.subject_type = 'customer' AND t.subject_id = :customer)
  OR (t.subject_type = 'order'
      AND t.subject_id IN (SELECT order_id FROM orders WHERE customer = :customer)))
AND (s.after <> 'received'
     OR s.id = (SELECT max(id) FROM transitions newest WHERE newest.task_id = s.task_id))
ORDER BY s.id DESC LIMIT :most
"""


class HistoryEvents:
    """Reads what happened with a customer."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def steps_about(self, customer: CustomerNumber, most: int) -> tuple[RecordedStep, ...]:
        """At most so many steps, newest first."""
        rows = self._connection.exec_driver_sql(_STEPS, {"customer": customer, "most": most}).all()
        tasks = TaskReader(self._connection)
        known = {task_id: tasks.get(TaskId(task_id)) for task_id in {row[0] for row in rows}}
        steps = in_sequence(
            RecordedStep(
                task=task,
                transition=_transition(row),
                answer=step_answer(row[6]),
                is_last=bool(row[7]),
            )
            for row in reversed(rows)
            if (task := known[row[0]]) is not None
        )
        return steps[::-1]


def _transition(row: Sequence[Any]) -> Transition:
    return Transition(
        task=TaskId(row[0]),
        request_id=RequestId(row[1]),
        before=None if row[2] is None else TaskStatus(row[2]),
        after=TaskStatus(row[3]),
        at=instant_from_text(row[4]),
        cause=row[5],
    )
