"""Allowed actions: which commands are enabled for a record, by the checks of the commands."""

from dataclasses import replace
from functools import cached_property

from smartclient.contract.feeds import FeedKind
from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import OrderId
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.tasks import FINISHED, Task
from smartclient.quoting.changing import check_amendable, check_cancellable
from smartclient.read_models.availability import availability
from smartclient.read_models.data_ages import check_usable
from smartclient.read_models.records import CommandState, OrderChoices
from smartclient.read_models.stored_orders import StoredOrder, label_of
from smartclient.store.unit_of_work import ReadView
from smartclient.use_cases.commands.amend_order import pending_task
from smartclient.use_cases.commands.cancel_order import check_not_taken_back
from smartclient.use_cases.commands.outbox import check_can_be_retried
from smartclient.use_cases.commands.undo import check_can_be_undone
from smartclient.use_cases.enqueue import current_request
from smartclient.use_cases.queries.lookup import get_order
from smartclient.use_cases.queries.usable_data import ages_of, check_can_begin_order

_NOTHING_DONE = 0
_ALL_DONE = 100


class AmendableData:
    """Whether orders can be changed with the data here, which is looked up once for all of them."""

    def __init__(self, view: ReadView, clock: Clock) -> None:
        self._view = view
        self._clock = clock

    @cached_property
    def _for_new(self) -> CommandState:
        return availability(lambda: check_can_begin_order(self._view, self._clock))

    @cached_property
    def _for_placed(self) -> CommandState:
        ages = ages_of(self._view, self._clock, (FeedKind.ORDERS,))
        return availability(lambda: check_usable(ages))

    def amend(self, stored: StoredOrder) -> CommandState:
        """Whether an order can be changed now."""
        task = None if stored.task_id is None else self._view.tasks.get(stored.task_id)
        blocking = None if task is None or task.status in FINISHED else task.id

        def check() -> None:
            check_amendable(stored)
            pending_task(self._view, stored)

        state = availability(check, blocking)
        if not state.possible or stored.state is OrderState.DRAFT:
            return state
        of_data = (self._for_new, *((self._for_placed,) if stored.placed is not None else ()))
        unusable = (each for each in of_data if not each.possible)
        return replace(next(unusable, state), blocking=None)


def order_choices(order_id: OrderId, *, view: ReadView, clock: Clock) -> OrderChoices:
    """What can be done with an order now, and if not, why and which task blocks it."""
    stored = get_order(view, order_id)
    task = None if stored.task_id is None else view.tasks.get(stored.task_id)
    unfinished = task if task is not None and task.status not in FINISHED else None

    def cancel() -> None:
        check_cancellable(stored)
        check_not_taken_back(view, stored)

    def retry(waiting: Task) -> None:
        check_can_be_retried(waiting, current_request(view, waiting).next_try)

    blocking = None if unfinished is None else unfinished.id
    return OrderChoices(
        amend=AmendableData(view, clock).amend(stored),
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
