"""Allowed actions: which commands are enabled for a record, by the checks of the commands."""

from collections.abc import Callable

from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import OrderId, TaskId
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.tasks import FINISHED, Task
from smartclient.read_models.records import CommandState, OrderChoices
from smartclient.store.unit_of_work import ReadView
from smartclient.store.work.order_rows import StoredOrder
from smartclient.use_cases.commands.amend_order import check_amendable, pending_task
from smartclient.use_cases.commands.cancel_order import check_cancellable, check_not_taken_back
from smartclient.use_cases.commands.drafts import label_of
from smartclient.use_cases.commands.outbox import check_can_be_retried
from smartclient.use_cases.commands.undo import check_can_be_undone
from smartclient.use_cases.queries.lookup import get_order

_NOTHING_DONE = 0
_ALL_DONE = 100


def order_choices(order_id: OrderId, *, view: ReadView) -> OrderChoices:
    """What can be done with an order now, and if not, why and which task blocks it."""
    stored = get_order(view, order_id)
    task = None if stored.task_id is None else view.tasks.get(stored.task_id)
    unfinished = task if task is not None and task.status not in FINISHED else None

    def amend() -> None:
        check_amendable(stored)
        pending_task(view, stored)

    def cancel() -> None:
        check_cancellable(stored)
        check_not_taken_back(view, stored)

    blocking = None if unfinished is None else unfinished.id
    return OrderChoices(
        amend=_availability(amend, blocking),
        cancel=_availability(cancel, blocking),
        undo=_availability(
            lambda: check_can_be_undone(view, _waiting(stored, unfinished)), blocking
        ),
        retry=_availability(lambda: check_can_be_retried(_waiting(stored, unfinished)), blocking),
        percent_complete=_percent(stored, unfinished),
    )


def _waiting(stored: StoredOrder, task: Task | None) -> Task:
    if task is None:
        raise RefusedError("Nothing about {label} is on its way.", label=label_of(stored))
    return task


def _percent(stored: StoredOrder, task: Task | None) -> int:
    if task is not None:
        return task.percent_complete
    return _NOTHING_DONE if stored.state is OrderState.DRAFT else _ALL_DONE


def _availability(check: Callable[[], None], blocking: TaskId | None) -> CommandState:
    try:
        check()
    except RefusedError as error:
        return CommandState(
            possible=False, why=error.template, arguments=error.arguments, blocking=blocking
        )
    return CommandState(possible=True)
