"""What a rep does in the page: orders are placed, changed and cancelled, and work is taken back."""

from dataclasses import replace
from datetime import datetime

from smartclient.contract.messages import AmendOrder, CancelOrder, PlaceOrder, Withdraw
from smartclient.domain.devices import initials, own_code, provisional_number
from smartclient.domain.errors import BlockedError, RefusedError
from smartclient.domain.fields import NOTE
from smartclient.domain.limits import check_quantities
from smartclient.domain.sales.given_numbers import (
    NEW_LETTERS,
    Numbered,
    NumberWay,
    guid_number,
    prefixed_number,
)
from smartclient.domain.sales.order_entry import check_heading, check_lines
from smartclient.domain.sales.orders import Order, OrderState
from smartclient.domain.tasks import FINISHED, Task, TaskKind, TaskStatus
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.orderpad.device_data import DeviceData
from smartclient.orderpad.quoting import Quote, own_check_out, quoted
from smartclient.orderpad.work import (
    Changes,
    PadRequest,
    Work,
    moved,
    named,
    new_request,
    new_task,
    of_task,
    order_subject,
    superseded,
)
from smartclient.quoting.changing import check_amendable, check_cancellable
from smartclient.quoting.checks import check_as_quoted, check_delivery
from smartclient.read_models.data_ages import check_usable
from smartclient.read_models.outbox_choices import BEING_WITHDRAWN
from smartclient.read_models.stored_orders import StoredOrder
from smartclient.reconcile.stored_conflicts import ConflictState, StoredConflict


def place(order: Order, work: Work, data: DeviceData, *, count: int) -> Changes:
    """Save ``order`` priced, with its task and its request.

    ``count`` is that of this device's numbers. An order that is placed already, and not yet handed
    over, is placed as it is now instead. RefusedError for what can't be placed; it says why.
    """
    check_lines(order)
    held = work.order
    is_draft = held is None or held.state is OrderState.DRAFT
    check_quantities(order, None if held is None else held.order)
    check_delivery(order, data.device.today, None if held is None else held.order)
    check_heading(order, None if held is None else held.order)
    if not is_draft and held is not None:
        return _change(order, work, held, data)
    quote = quoted(order, data)
    check_usable(quote.priced.ages)
    check_as_quoted(order, quote.priced.order)
    wanted = _numbered(quote.priced.order, data, count)
    task, request = new_task(
        TaskKind.PLACE_ORDER,
        order_subject(wanted.id, wanted.provisional_number),
        _place_order(wanted, quote, data),
        wanted.customer,
        device=data.device,
        # what was taken back is wanted after all, and not twice
        withdraws=named(work.requests),
    )
    return Changes(
        orders=(_tentative(held, wanted, task, data),), tasks=(task,), requests=(request,)
    )


def _change(order: Order, work: Work, held: StoredOrder, data: DeviceData) -> Changes:
    """Save another version of an order that was placed."""
    check_amendable(held)
    task = _free_to_change(work, held)
    quote = quoted(order, data)
    check_usable(quote.priced.ages)
    wanted = replace(quote.priced.order, provisional_number=held.order.provisional_number)
    if wanted.customer != held.order.customer:
        raise RefusedError(
            "The customer of an order can't be changed. Cancel it and enter it again."
        )
    if task is not None and task.kind is TaskKind.PLACE_ORDER:
        return _instead(_place_order(wanted, quote, data), work, task, data)
    return _amended(wanted, work, quote, data)


def _free_to_change(work: Work, held: StoredOrder) -> Task | None:
    """The task that a new version goes with, None for one of its own."""
    task = work.task
    if task is None or task.status in FINISHED:
        return None
    if task.status is TaskStatus.TAKING_BACK:
        raise BlockedError(BEING_WITHDRAWN, label=work.label)
    current = work.current
    if current is not None and not current.may_be_at_head_office:
        return task
    raise BlockedError(
        "{label} is at head office and not answered yet. Wait for the answer, or withdraw it.",
        label=held.number or held.order.provisional_number,
    )


def _place_order(wanted: Order, quote: Quote, data: DeviceData) -> PlaceOrder:
    return PlaceOrder(
        order=wanted,
        reference_as_of=data.reference_as_of(),
        check_out=own_check_out(quote.customer, data),
    )


def _instead(body: PlaceOrder | AmendOrder, work: Work, task: Task, data: DeviceData) -> Changes:
    """Have an order sent as it is now; what waited to be sent is not sent."""
    wanted = body.order
    request = new_request(
        body,
        wanted.customer,
        task.id,
        device=data.device,
        withdraws=named(of_task(work)),
    )
    after = moved(task, TaskStatus.QUEUED, data.device.now, TransitionReason.AMENDED, request)
    return Changes(
        orders=(_tentative(work.saved, wanted, after, data),),
        tasks=(after,),
        requests=(*not_sent(work), request),
    )


def _amended(wanted: Order, work: Work, quote: Quote, data: DeviceData) -> Changes:
    """Ask head office to change an order that it has."""
    held, task = work.saved, work.task
    base = held.order if held.placed is None else held.placed.order
    body = replace(
        AmendOrder.from_base(base, wanted, reference_as_of=data.reference_as_of()),
        check_out=own_check_out(quote.customer, data),
    )
    if task is not None and task.status not in FINISHED:
        return _instead(body, work, task, data)
    task, request = new_task(
        TaskKind.AMEND_ORDER,
        order_subject(wanted.id, work.label),
        body,
        wanted.customer,
        device=data.device,
    )
    return Changes(
        orders=(_tentative(held, wanted, task, data),), tasks=(task,), requests=(request,)
    )


def take_back(work: Work, data: DeviceData) -> Changes:
    """Withdraw what waits about an order or a customer, or is not answered yet.

    What was never handed over is simply not sent: an order is a draft again, or all is as head
    office has it. Of what head office may have, its answer says whether that was in time.
    """
    stored, task = work.order, work.task
    now = data.device.now
    if task is None or task.status in FINISHED:
        raise RefusedError(
            "Head office has answered {label} already, so it can't be withdrawn.", label=work.label
        )
    if task.status is TaskStatus.TAKING_BACK:
        raise BlockedError(BEING_WITHDRAWN, label=work.label)
    if not any(each.may_be_at_head_office for each in of_task(work)):
        ended = moved(task, TaskStatus.UNDONE, now, TransitionReason.UNDONE)
        shown = None if stored is None else without_task(stored, ended)
        return Changes(orders=_changed(shown, now), tasks=(ended,), requests=not_sent(work))
    ids = named(of_task(work))
    request = new_request(
        Withdraw(requests=ids),
        work.lane,
        task.id,
        device=data.device,
        withdraws=ids,
    )
    after = moved(task, TaskStatus.TAKING_BACK, now, TransitionReason.UNDONE, request)
    shown = None if stored is None else replace(stored, state=OrderState.TENTATIVE)
    return Changes(
        orders=_changed(shown, now),
        tasks=(after,),
        requests=(*not_sent(work), request),
        conflicts=closed(work),
    )


def cancel(note: str, work: Work, data: DeviceData) -> Changes:
    """Ask head office to cancel an order that it has confirmed."""
    why = NOTE.read(note)
    stored = work.saved
    check_cancellable(stored)
    task = work.task
    if task is not None and task.status not in FINISHED:
        raise BlockedError(
            "{label} waits for an answer of head office. Withdraw that first.", label=work.label
        )
    customer = data.customer(stored.order.customer)
    check_out = "" if customer is None else own_check_out(customer, data)
    task, request = new_task(
        TaskKind.CANCEL_ORDER,
        order_subject(stored.order.id, work.label),
        CancelOrder(order_id=stored.order.id, note=why, check_out=check_out),
        stored.order.customer,
        device=data.device,
    )
    return Changes(
        orders=(_tentative(stored, stored.order, task, data),), tasks=(task,), requests=(request,)
    )


def without_task(stored: StoredOrder, task: Task) -> StoredOrder:
    """An order as it is without a task that is not carried out."""
    if stored.placed is not None:
        return stored.following(stored.placed)
    is_wanted = task.cause == TransitionReason.UNDONE
    return replace(stored, state=OrderState.DRAFT if is_wanted else OrderState.CANCELLED)


def _changed(stored: StoredOrder | None, now: datetime) -> tuple[StoredOrder, ...]:
    return () if stored is None else (replace(stored, changed_at=now),)


def closed(work: Work) -> tuple[StoredConflict, ...]:
    """The conflicts of an order or a customer, as closed."""
    return tuple(replace(each, state=ConflictState.CLOSED) for each in work.conflicts)


def not_sent(work: Work) -> tuple[PadRequest, ...]:
    """The request of the task, where it was not handed over: it is not sent any more."""
    current = work.current
    if current is None or current.may_be_at_head_office:
        return ()
    return (superseded(current),)


def _tentative(
    held: StoredOrder | None, wanted: Order, task: Task, data: DeviceData
) -> StoredOrder:
    now = data.device.now
    if held is None:
        return StoredOrder(
            order=wanted, state=OrderState.TENTATIVE, task_id=task.id, changed_at=now
        )
    return replace(held, order=wanted, state=OrderState.TENTATIVE, task_id=task.id, changed_at=now)


def _numbered(order: Order, data: DeviceData, count: int) -> Order:
    """``order`` under the number that this device gives it: the one it has, or the next one."""
    if order.provisional_number:
        return order
    return replace(order, provisional_number=_number(order, data, count))


def _number(order: Order, data: DeviceData, count: int) -> str:
    device = data.device
    way = data.policies().numbered_by[Numbered.ORDERS]
    if way is NumberWay.GUID:
        return guid_number(Numbered.ORDERS, order.id)
    if way is NumberWay.PREFIX and device.code:
        return prefixed_number(Numbered.ORDERS, device.code, count)
    letters = NEW_LETTERS if way is NumberWay.SERVER else initials(device.login)
    # a browser takes no blocks of numbers: what it enters gets its own with the answer
    return provisional_number(letters, device.code or own_code(device.id), count)
