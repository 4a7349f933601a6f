"""Listed tasks: everything that is said of many tasks, read with as many statements as of one."""

# ruff: noqa: S608 (statements are put together from names of ours; values are parameters)

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, func, select

from smartclient.contract.messages import Answer
from smartclient.database.raw_sql import fetch_all, quoted
from smartclient.database.types import instant_from_text
from smartclient.domain.ids import CustomerNumber, OrderId, RequestId, TaskId
from smartclient.domain.sales.orders import Fulfilment, Order, OrderState, PlacedOrder
from smartclient.domain.tasks import FINISHED, SubjectType, Task, TaskStatus
from smartclient.read_models.stored_orders import StoredOrder
from smartclient.store.database.tables import requests
from smartclient.store.reference.search import ids_json
from smartclient.store.unit_of_work import ReadView
from smartclient.store.work.composed_tasks import (
    MAY_CANCEL,
    TASK_COLUMNS,
    ComposedTaskReader,
    StoredComposedTask,
    task_from,
)
from smartclient.store.work.orders import OrderReader
from smartclient.store.work.outbox_reader import OutboxReader
from smartclient.store.work.steps import step_answer
from smartclient.store.work.stored_request import StoredRequest, stored_from
from smartclient.store.work.task_reader import TaskReader

_TASKS: Final = f"SELECT {TASK_COLUMNS} FROM tasks t WHERE t.id IN (SELECT value FROM json_each(?))"
_DEPENDENTS: Final = f"""
SELECT q.requires_id, {TASK_COLUMNS} FROM task_requires q JOIN tasks t ON t.id = q.task_id
WHERE q.requires_id IN (SELECT value FROM json_each(?)) AND t.status NOT IN ({quoted(FINISHED)})
ORDER BY t.rowid
"""
_ANSWERS: Final = """
SELECT task_id, answer FROM transitions WHERE id IN (
    SELECT max(id) FROM transitions WHERE task_id IN (SELECT value FROM json_each(?))
    GROUP BY task_id
)
"""
_ORDERS: Final = """
SELECT order_id, customer, order_date, provisional_number, number, state, task_id, fulfilment,
       changed_at, json_extract(placed, '$.state')
FROM orders WHERE order_id IN (SELECT value FROM json_each(?))
"""


class ListedTasks(ReadView):
    """A view of the store that has read at once what is said of these tasks.

    Its orders have neither lines nor sums: that is enough to say what can be done with them.
    """

    def __init__(self, connection: Connection, listed: Sequence[StoredComposedTask]) -> None:
        super().__init__(connection)
        steps = [step for composed in listed for step in composed.steps]
        self.tasks = _Tasks(connection, [step.task for step in steps])
        self.orders = _Orders(
            connection,
            [s.task.subject.id for s in steps if s.task.subject.type is SubjectType.ORDER],
        )
        asked = (s.task.request_id for s in steps if s.request_kind in MAY_CANCEL)
        self.outbox = _Outbox(connection, asked)
        self.composed_tasks = _ComposedTasks(connection, listed)


class _Tasks(TaskReader):
    def __init__(self, connection: Connection, listed: Sequence[Task]) -> None:
        super().__init__(connection)
        self._known = {task.id: task for task in listed}
        unfinished = (task for task in listed if task.status not in FINISHED)
        needed = {needed for task in unfinished for needed in task.requires} - set(self._known)
        for row in fetch_all(connection, _TASKS, (ids_json(sorted(needed)),)):
            task = task_from(row)
            self._known[task.id] = task
        self._dependents: dict[TaskId, list[Task]] = {task.id: [] for task in listed}
        for row in fetch_all(connection, _DEPENDENTS, (ids_json(list(self._dependents)),)):
            self._dependents[row[0]].append(task_from(row[1:]))
        refused = [task.id for task in listed if task.status is TaskStatus.REJECTED]
        self._answers = {
            TaskId(row[0]): step_answer(row[1])
            for row in fetch_all(connection, _ANSWERS, (ids_json(refused),))
        }

    def get(self, task_id: TaskId) -> Task | None:
        known = self._known.get(task_id)
        return super().get(task_id) if known is None else known

    def dependents(self, task_id: TaskId) -> tuple[Task, ...]:
        known = self._dependents.get(task_id)
        return super().dependents(task_id) if known is None else tuple(known)

    def last_answer(self, task_id: TaskId) -> Answer | None:
        if task_id in self._answers:
            return self._answers[task_id]
        return super().last_answer(task_id)


class _Orders(OrderReader):
    def __init__(self, connection: Connection, order_ids: Iterable[str]) -> None:
        super().__init__(connection)
        ids = sorted(set(order_ids))
        found = {row[0]: row for row in fetch_all(connection, _ORDERS, (ids_json(ids),))}
        self._known = {order_id: found.get(order_id) for order_id in ids}

    def get(self, order_id: OrderId) -> StoredOrder | None:
        if order_id not in self._known:
            return super().get(order_id)
        row = self._known[order_id]
        return None if row is None else _without_lines(row)


class _Outbox(OutboxReader):
    def __init__(self, connection: Connection, request_ids: Iterable[RequestId]) -> None:
        super().__init__(connection)
        among = select(func.json_each(ids_json(list(request_ids))).table_valued("value").c.value)
        found = connection.execute(select(requests).where(requests.c.id.in_(among)))
        self._known = {RequestId(row.id): stored_from(row) for row in found}

    def get(self, request_id: RequestId) -> StoredRequest | None:
        known = self._known.get(request_id)
        return super().get(request_id) if known is None else known


class _ComposedTasks(ComposedTaskReader):
    def __init__(self, connection: Connection, listed: Sequence[StoredComposedTask]) -> None:
        super().__init__(connection)
        self._by_step = {step.id: composed for composed in listed for step in composed.steps}
        self._steps = {step.task.id: step.id for composed in listed for step in composed.steps}

    def get(self, reference: TaskId) -> StoredComposedTask | None:
        known = self._by_step.get(reference)
        return super().get(reference) if known is None else known

    def step_of(self, task_id: TaskId) -> TaskId:
        known = self._steps.get(task_id)
        return super().step_of(task_id) if known is None else known


def _without_lines(row: tuple[Any, ...]) -> StoredOrder:
    order_id, customer, day, provisional, number, state, task_id, fulfilment, changed, placed = row
    order = Order(
        id=OrderId(order_id),
        customer=CustomerNumber(customer),
        order_date=date.fromisoformat(day),
        provisional_number=provisional,
    )
    return StoredOrder(
        order=order,
        number=number,
        state=OrderState(state),
        task_id=None if task_id is None else TaskId(task_id),
        fulfilment=None if fulfilment is None else Fulfilment(fulfilment),
        changed_at=instant_from_text(changed),
        placed=None
        if placed is None
        else PlacedOrder(order=order, number=number, state=OrderState(placed)),
    )
