"""Placing several orders as one task: for several branches, or for a new account."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from smartclient.contract.together import MOST_MEMBERS
from smartclient.contract.versions import TOGETHER_SINCE
from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import CustomerNumber, OrderId, TaskId, new_id
from smartclient.domain.sales.orders import Order
from smartclient.domain.steps import TaskPolicy
from smartclient.quoting.checks import check_as_quoted
from smartclient.read_models.records import OrderPreview, OrderRecord
from smartclient.read_models.tasks import NewAccount, PlacedOrders
from smartclient.store.unit_of_work import ReadView, UnitOfWork
from smartclient.use_cases.commands.customers import save_created
from smartclient.use_cases.commands.order_mail import confirm_by_mail
from smartclient.use_cases.commands.place_order import save_placed
from smartclient.use_cases.order_date import office_day
from smartclient.use_cases.queries.order_preview import quote
from smartclient.use_cases.queries.usable_data import check_can_begin_order
from smartclient.use_cases.together import check_fits_together


def place_orders(
    orders: Iterable[Order],
    *,
    account: NewAccount | None = None,
    policy: TaskPolicy = TaskPolicy.EACH,
    work: UnitOfWork,
    clock: Clock,
    not_after: datetime | None = None,
    mail_to: str | None = None,
) -> PlacedOrders:
    """Save orders as the steps of one task: all or none survive a crash.

    With a new ``account`` they are for that, which is the first step. ``mail_to`` is whom head
    office sends each of them to once it is confirmed, "" for the customer's own address.
    RefusedError for one that can't be placed or is not quoted as before, or where head office is
    too old for a ``policy``, and then none is saved.
    """
    with work:
        if policy is TaskPolicy.TOGETHER:
            check_can_stand_together(work)
        steps: list[TaskId] = []
        wanted = list(orders)
        if account is not None:
            record = save_created(work, clock, account.fields, account.address)
            assert record.task_id is not None  # noqa: S101 (it is new)
            steps.append(record.task_id)
            wanted = [replace(order, customer=record.customer.number) for order in wanted]
        _check_customers_differ(wanted, account)
        if policy is TaskPolicy.TOGETHER:
            check_number_together(len(wanted) + len(steps))
        previews: list[OrderPreview] = []
        records: list[OrderRecord] = []
        for order in wanted:
            # after those before it: what they take is missing to it
            preview = quote(order, view=work, clock=clock)
            check_as_quoted(order, preview.order)
            previews.append(preview)
            records.append(save_placed(work, clock, preview.order, not_after=not_after))
        steps += [record.task_id for record in records if record.task_id is not None]
        composed_id = TaskId(new_id())
        work.composed_tasks.add(composed_id, policy, steps)
        if mail_to is not None:
            mails = confirm_by_mail(work, clock, records, mail_to)
            work.composed_tasks.add_optional(composed_id, mails)
        if policy is TaskPolicy.TOGETHER:
            check_fits_together(work, steps)
        work.commit()
    return PlacedOrders(task_id=composed_id, orders=tuple(records), previews=tuple(previews))


def check_can_stand_together(view: ReadView) -> None:
    """Raise RefusedError where head office does not decide several orders as one."""
    if view.meta.link_version < TOGETHER_SINCE:
        raise RefusedError(
            "Head office does not decide orders together yet. Place each by itself, or ask head "
            "office to upgrade and sync once after that."
        )


def check_number_together(count: int) -> None:
    """Raise RefusedError for more than may stand together."""
    if count > MOST_MEMBERS:
        raise RefusedError(
            "No more than {most} can stand together. Place fewer at once, or each by itself.",
            most=MOST_MEMBERS,
        )


def order_for_new_account(*, view: ReadView, clock: Clock) -> Order:
    """An empty order for the customer that is opened with it.

    RefusedError where the data here is too old to take orders with.
    """
    check_can_begin_order(view, clock)
    return Order(
        id=OrderId(new_id()), customer=CustomerNumber(""), order_date=office_day(view, clock)
    )


def _check_customers_differ(orders: Iterable[Order], account: NewAccount | None) -> None:
    if account is not None:
        return
    numbers = [order.customer for order in orders]
    for number in numbers:
        if numbers.count(number) > 1:
            raise RefusedError(
                "Customer {number} is named twice. Name each branch once.", number=number
            )
