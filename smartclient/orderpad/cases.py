"""Cases in the page: what each choice of an admin makes of the order, and the decision."""

from smartclient.contract.admin_bodies import DecideCase
from smartclient.contract.cases import Case
from smartclient.domain.errors import BlockedError
from smartclient.domain.fields import NOTE
from smartclient.domain.rules.context import RuleContext
from smartclient.domain.rules.gathering import context_for_order, context_for_pricing
from smartclient.domain.rules.problems import Action
from smartclient.domain.sales.orders import Order
from smartclient.domain.tasks import FINISHED, Subject, SubjectType, TaskKind
from smartclient.orderpad.device_data import Device, DeviceData
from smartclient.orderpad.work import Changes, Work, new_task
from smartclient.reconcile.actions import apply_resolution
from smartclient.reconcile.conflict import Resolution
from smartclient.reconcile.decisions import check_decision


def previewed(case: Case, chosen: Resolution, data: DeviceData) -> Order | None:
    """The order as these choices would make it, priced; None when they cancel it."""
    if case.order is None:
        return None
    context = context_of(case, case.order, data)
    return apply_resolution(case.order, case.conflict.problems, chosen, context, by_admin=True)


def decide(
    case: Case,
    action: Action,
    resolution: Resolution,
    work: Work,
    device: Device,
    *,
    note: str = "",
) -> Changes:
    """An admin's decision: ``action`` for everything that ``resolution`` does not name.

    RefusedError for what is not offered, and where a decision is on its way.
    """
    if work.task is not None and work.task.status not in FINISHED:
        raise BlockedError("This is on its way to head office already.")
    conflict = case.conflict
    check_decision(conflict, case.order, action, resolution)
    body = DecideCase(
        conflict_id=conflict.id, action=action, resolution=resolution, note=NOTE.read(note)
    )
    task, request = new_task(
        TaskKind.DECIDE_CASE,
        Subject(type=SubjectType.CASE, id=conflict.id, label=conflict.subject.label),
        body,
        case.lane,
        device=device,
    )
    return Changes(tasks=(task,), requests=(request,))


def context_of(case: Case, order: Order, data: DeviceData) -> RuleContext:
    """What the order is priced by: an admin's browser need not hold the rep's customers."""
    today, now = data.device.today, data.device.now
    if case.customer is None:
        return context_for_order(order, data, today=today, now=now)
    return context_for_pricing(order, case.customer, data, today=today, now=now)
