"""Tasks: looked up with their steps, and taken back as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartclient.domain.steps import StepStatus, TaskPolicy
from smartclient.read_models.tasks import KeptAccountOrder
from smartclient.use_cases.commands.account_orders import (
    discard_account_order,
    keep_account_order,
)
from smartclient.use_cases.commands.place_orders import (
    check_can_stand_together,
    order_for_new_account,
    place_orders,
)
from smartclient.use_cases.commands.preview_orders import preview_orders
from smartclient.use_cases.commands.take_back import take_back
from smartclient.use_cases.queries.steps import composed_task, task_views
from smartclient.use_cases.queries.undoing import undo_of, with_what_stays

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from smartclient.domain.clock import Clock
    from smartclient.domain.ids import OrderId, TaskId
    from smartclient.domain.sales.orders import Order
    from smartclient.domain.sales.origins import Origin
    from smartclient.domain.tasks import SubjectType
    from smartclient.read_models.tasks import (
        DraftPlan,
        NewAccount,
        PlacedOrders,
        PlannedOrder,
        StepView,
        TaskView,
        UndoChoice,
    )
    from smartclient.store.unit_of_work import Store


class TaskUseCases:
    """What can be done with tasks, of one step or of several."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def newest(self, limit: int | None = None) -> tuple[TaskView, ...]:
        """At most so many tasks, newest first; all for None."""
        with self._store.view() as view:
            return task_views(view, view.composed_tasks.newest(limit), self._clock)

    def get(self, reference: TaskId) -> TaskView:
        """The task with this id, or that has a step of this id."""
        with self._store.view() as view:
            (found,) = task_views(view, [composed_task(view, reference)], self._clock)
            return with_what_stays(view, found)

    def waiting(self, step_id: TaskId) -> StepView | None:
        """The step of this id where it waits for another one, with the reason; else None."""
        with self._store.view() as view:
            (found,) = task_views(view, [composed_task(view, step_id)], self._clock)
        step = next(step for step in found.steps if step.id == step_id)
        return step if step.status is StepStatus.WAITING else None

    def about(self, subject: SubjectType, subject_id: str) -> TaskId | None:
        """The newest task of several steps with one about a record, None for none."""
        with self._store.view() as view:
            return view.composed_tasks.about(subject, subject_id)

    def undo_of(self, subject: SubjectType, subject_id: str) -> UndoChoice:
        """What undoing the last thing asked for about a record takes back; or why it can't be."""
        with self._store.view() as view:
            return undo_of(view, self._clock, subject, subject_id)

    def order_for_new_account(self) -> Order:
        """An empty order for the customer that is opened with it; nothing is saved yet."""
        with self._store.view() as view:
            return order_for_new_account(view=view, clock=self._clock)

    def place_orders(
        self,
        orders: Iterable[Order],
        *,
        account: NewAccount | None = None,
        policy: TaskPolicy = TaskPolicy.EACH,
        not_after: datetime | None = None,
        mail_to: str | None = None,
    ) -> PlacedOrders:
        """Save orders, for a new account where one is given, as the steps of one task.

        ``mail_to`` is whom head office sends each order to once it is confirmed, "" for the
        customer's own address, None for nobody. RefusedError for an order that can't be placed, or
        where head office is too old for a ``policy``, and then nothing is saved.
        """
        return place_orders(
            orders,
            account=account,
            policy=policy,
            work=self._store.work(),
            clock=self._clock,
            not_after=not_after,
            mail_to=mail_to,
        )

    def preview_orders(
        self,
        orders: Iterable[Order],
        *,
        account: NewAccount | None = None,
        origins: tuple[Origin, ...] = (),
    ) -> tuple[PlannedOrder, ...]:
        """Each order as it is seen once those before it are placed; nothing is saved."""
        return preview_orders(
            orders,
            account=account,
            origins=origins,
            work=self._store.work(),
            clock=self._clock,
        )

    def check_can_stand_together(self) -> None:
        """Raise RefusedError where head office does not decide several orders as one."""
        with self._store.view() as view:
            check_can_stand_together(view)

    def plan(self, order_id: OrderId) -> DraftPlan:
        """What a draft is to become beside one order."""
        with self._store.view() as view:
            return view.draft_plans.get(order_id)

    def account_orders(self) -> tuple[KeptAccountOrder, ...]:
        """The orders for new accounts that were typed and not placed, the last changed first."""
        with self._store.view() as view:
            return view.draft_plans.for_new_accounts()

    def keep_account_order(self, order: Order, plan: DraftPlan) -> None:
        """Save an order for a new account as it is being entered, so that a crash loses nothing."""
        kept = KeptAccountOrder(order=order, plan=plan)
        keep_account_order(kept, work=self._store.work(), clock=self._clock)

    def discard_account_order(self, order_id: OrderId) -> None:
        """Discard an order for a new account that was typed."""
        discard_account_order(order_id, work=self._store.work())

    def take_back(self, reference: TaskId) -> TaskView:
        """Take a task back as a whole; RefusedError where that can't be.

        What head office has not answered is withdrawn, and what it has confirmed is compensated.
        """
        return self.get(take_back(reference, work=self._store.work(), clock=self._clock))
