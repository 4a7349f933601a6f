"""Placing: an order, its task and its request, saved as one."""

from datetime import datetime

from smartclient.contract.messages import PlaceOrder
from smartclient.domain.clock import Clock
from smartclient.domain.errors import BlockedError
from smartclient.domain.ids import CustomerNumber, TaskId
from smartclient.domain.limits import check_quantities
from smartclient.domain.sales.order_entry import check_heading, check_lines
from smartclient.domain.sales.orders import Order, OrderState
from smartclient.domain.sales.origins import Origin
from smartclient.domain.tasks import WITHDRAWN, Subject, SubjectType, Task, TaskKind, TaskStatus
from smartclient.quoting.changing import already_placed
from smartclient.quoting.checks import check_as_quoted, check_delivery
from smartclient.read_models.data_ages import check_usable
from smartclient.read_models.records import CustomerRecord, OrderRecord
from smartclient.read_models.stored_orders import StoredOrder, label_of
from smartclient.store.unit_of_work import ReadView, UnitOfWork
from smartclient.use_cases.commands.drafts import numbered, save_origins
from smartclient.use_cases.commands.order_mail import mail_corrected_order, save_confirmation
from smartclient.use_cases.enqueue import create_task
from smartclient.use_cases.pricing import priced_locally
from smartclient.use_cases.queries.check_outs import MAY_ORDER, check_takes_orders


def place_order(
    order: Order,
    *,
    work: UnitOfWork,
    clock: Clock,
    origins: tuple[Origin, ...] = (),
    not_after: datetime | None = None,
    mail_to: str | None = None,
) -> OrderRecord:
    """Save the order, its task and its request as one: all or none survive a crash.

    After ``not_after`` the rep is asked instead of it being sent. ``mail_to`` is whom head office
    sends it to once it is confirmed, "" for the customer's own address.
    """
    with work:
        record = save_placed(work, clock, order, origins=origins, not_after=not_after)
        if mail_to is not None:
            save_confirmation(work, clock, record, mail_to)
        work.commit()
    return record


def save_placed(
    work: UnitOfWork,
    clock: Clock,
    order: Order,
    *,
    origins: tuple[Origin, ...] = (),
    not_after: datetime | None = None,
) -> OrderRecord:
    """Save the order, its task and its request; the caller commits."""
    check_lines(order)
    check_quantities(order)
    check_delivery(order, clock.today())
    earlier = work.orders.get(order.id)
    if earlier is not None and earlier.state is not OrderState.DRAFT:
        raise already_placed(earlier)
    check_heading(order, None if earlier is None else earlier.order)
    quote = priced_locally(work, order, clock)
    check_customer(quote.customer)
    check_takes_orders(work, quote.customer.customer, clock, but=MAY_ORDER)
    check_usable(quote.ages)
    check_as_quoted(order, quote.order)
    to_place = numbered(work, quote.order, earlier)
    task = create_task(
        work,
        clock,
        kind=TaskKind.PLACE_ORDER,
        subject=order_subject(to_place),
        body=PlaceOrder(order=to_place, reference_as_of=quote.reference_as_of),
        lane=to_place.customer,
        requires=pending_customer_creation(work, quote.customer),
        not_after=not_after,
    )
    if earlier is not None and earlier.task_id is not None:
        # it was taken back, and is wanted after all
        work.composed_tasks.replace_task(earlier.task_id, task.id)
    work.orders.save(
        StoredOrder(
            order=to_place,
            state=OrderState.TENTATIVE,
            task_id=task.id,
            changed_at=clock.now(),
        )
    )
    save_origins(work, order.id, origins)
    mail_corrected_order(work, clock, to_place, task)
    work.draft_plans.drop(order.id)
    return OrderRecord(
        order=to_place,
        customer_name=quote.customer.customer.name,
        number="",
        state=OrderState.TENTATIVE,
        task=task.status,
        task_id=task.id,
        adjusted=False,
        fulfilment=None,
        fulfilled_on=None,
        changed_at=clock.now(),
    )


def order_subject(order: Order, stored: StoredOrder | None = None) -> Subject:
    """How tasks about an order name it."""
    label = order.provisional_number if stored is None else label_of(stored)
    return Subject(type=SubjectType.ORDER, id=order.id, label=label)


def check_customer(record: CustomerRecord) -> None:
    """Raise BlockedError for a customer that is about to be deleted."""
    if record.deleted:
        raise BlockedError(
            "{name} is to be deleted. Undo that first if you want to sell to them.",
            blocked_by=record.task_id or "",
            name=record.customer.name,
        )


def pending_customer_creation(view: ReadView, record: CustomerRecord) -> tuple[TaskId, ...]:
    """The task that creates a customer known only here, () for any other.

    BlockedError when the customer is not to be: refused, stopped, or being taken back.
    """
    task = latest_customer_creation(view, record.customer.number)
    if task is None:
        return ()
    name = record.customer.name
    if view.composed_tasks.is_being_taken_back(task.id):
        raise BlockedError(
            "{name} is being taken back with the task that opened it. Enter the customer again "
            "to sell to them.",
            blocked_by=task.id,
            name=name,
        )
    if record.confirmed is not None:
        return ()
    if task.status is TaskStatus.REJECTED:
        raise BlockedError(
            "Head office refused to open {name}. Change the customer's details first; they are "
            "offered again with that.",
            blocked_by=task.id,
            name=name,
        )
    if task.status is TaskStatus.PARKED:
        raise BlockedError(
            "Opening {name} was stopped. Try that again in the outbox first, or take it back.",
            blocked_by=task.id,
            name=name,
        )
    return (task.id,)


def latest_customer_creation(view: ReadView, number: CustomerNumber) -> Task | None:
    """The last task that creates a customer, unless it is or was withdrawn."""
    creation_task = [
        task
        for task in view.tasks.about(SubjectType.CUSTOMER, number)
        if task.kind is TaskKind.CREATE_CUSTOMER and task.status not in WITHDRAWN
    ]
    return creation_task[-1] if creation_task else None
