"""Allowed actions: which commands are enabled for a record, by the checks of the commands."""

from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import OrderId
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.tasks import FINISHED, Task
from smartclient.read_models.data_ages import check_usable
from smartclient.read_models.records import OrderChoices
from smartclient.store.unit_of_work import ReadView
from smartclient.store.work.order_rows import StoredOrder
from smartclient.use_cases.commands.amend_order import check_amendable, pending_task
from smartclient.use_cases.commands.cancel_order import check_cancellable, check_not_taken_back
from smartclient.use_cases.commands.drafts import label_of
from smartclient.use_cases.commands.outbox import check_can_be_retried
from smartclient.use_cases.commands.undo import check_can_be_undone
from smartclient.use_cases.enqueue import current_request
from smartclient.use_cases.queries.availability import availability
from smartclient.use_cases.queries.lookup import get_order
from smartclient.use_cases.queries.usable_data import ages_of_placed, check_can_begin_order

_NOTHING_DONE = 0
_ALL_DONE = 100


def order_choices(order_id: OrderId, *, view: ReadView, clock: Clock) -> OrderChoices:
    """What can be done with an order now, and if not, why and which task blocks it."""
    stored = get_order(view, order_id)
    task = None if stored.task_id is None else view.tasks.get(stored.task_id)
    unfinished = task if task is not None and task.status not in FINISHED else None

    def amend() -> None:
        check_amendable(stored)
        if stored.state is not OrderState.DRAFT:
            check_can_begin_order(view, clock)
            check_usable(ages_of_placed(view, clock, stored))
        pending_task(view, stored)

    def cancel() -> None:
        check_cancellable(stored)
        check_not_taken_back(view, stored)

    def retry(waiting: Task) -> None:
        check_can_be_retried(waiting, current_request(view, waiting).next_try)

    blocking = None if unfinished is None else unfinished.id
    return OrderChoices(
        amend=availability(amend, blocking),
        repeat=availability(lambda: check_can_begin_order(view, clock)),
        cancel=availability(cancel, blocking),
        undo=availability(
            lambda: check_can_be_undone(view, _waiting(stored, unfinished)), blocking
        ),
        retry=availability(lambda: retry(_waiting(stored, unfinished)), blocking),
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
