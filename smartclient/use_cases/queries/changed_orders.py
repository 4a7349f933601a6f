"""Changed orders: how an order would be without a change that head office confirmed."""

from dataclasses import dataclass

from smartclient.contract.messages import AmendOrder, Answer
from smartclient.domain.sales.order_diff import HEADING
from smartclient.domain.sales.orders import Order
from smartclient.domain.tasks import Task
from smartclient.read_models.stored_orders import StoredOrder
from smartclient.reconcile.conflict import FieldAnswer
from smartclient.reconcile.order_merge import merge_orders, with_answers
from smartclient.store.unit_of_work import ReadView
from smartclient.use_cases.queries.request_history import bodies


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderBefore:
    """An order without a change of it; ``stays`` is what somebody changed again meanwhile.

    ``is_any``: whether anything of the change is left to be taken back.
    """

    order: Order
    stays: tuple[str, ...]
    is_any: bool


def order_before(view: ReadView, task: Task, stored: StoredOrder) -> OrderBefore | None:
    """The order without what ``task`` changed of it; None where that is not known any more."""
    changes = [body for body in bodies(view, task) if isinstance(body, AmendOrder)]
    base = changes[-1].full_base if changes else None
    if base is None or stored.placed is None:
        return None
    now = stored.placed.order
    asked = changes[-1].order
    answer = confirming_answer(view, task)
    confirmed = asked if answer is None or answer.order is None else answer.order.order
    # what head office confirmed, with the changed fields as they were
    before = merge_orders(asked, base, confirmed).order
    merge = merge_orders(confirmed, before, now)
    again = tuple(conflict.field for conflict in merge.conflicts)
    if merge.conflicts:
        kept = [
            FieldAnswer(field=each.field, seen=each.theirs, value=each.theirs)
            for each in merge.conflicts
        ]
        confirmed, before = with_answers(confirmed, before, now, kept)
        merge = merge_orders(confirmed, before, now)
    return OrderBefore(
        order=merge.order, stays=again, is_any=_requested(merge.order) != _requested(now)
    )


def confirming_answer(view: ReadView, task: Task) -> Answer | None:
    """The answer that confirmed a task, as far as it is still stored."""
    answers = [stored.answer for stored in view.outbox.of_task(task.id) if stored.was_carried_out]
    return answers[-1] if answers else None


def _requested(order: Order) -> tuple[object, ...]:
    """What a person requests with an order; its prices follow from that."""
    heading = tuple(getattr(order, name) for name in HEADING)
    lines = (
        (line.line, line.sku, line.quantity, line.back_order, line.without_offer)
        for line in order.lines
    )
    return (*heading, *lines)
