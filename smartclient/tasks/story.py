"""The story of a record: every step of its tasks, and everything head office changed in it."""

from collections.abc import Iterator

from smartclient.contract.messages import Answer
from smartclient.domain.changes import ORDER_NUMBER_FIELD
from smartclient.domain.clock import Clock
from smartclient.domain.ids import OrderId
from smartclient.domain.orders import OrderState
from smartclient.domain.origins import Origin, changed_since
from smartclient.domain.problems import Change
from smartclient.domain.records import Life, LifeEvent
from smartclient.domain.tasks import SubjectType, Task, TaskStatus, Transition
from smartclient.store.orders import StoredOrder
from smartclient.store.unit_of_work import Repositories
from smartclient.tasks.known import known_order
from smartclient.tasks.quoting import quote


def order_life(order_id: OrderId, *, view: Repositories, clock: Clock) -> Life:
    """Return an order's story, oldest first."""
    order = known_order(view, order_id)
    answers: dict[str, Answer] = {}
    report: list[Change] = []
    for task in view.tasks.about(SubjectType.ORDER, order_id):
        for stored in view.outbox.of_task(task.id):
            if stored.answer is not None:
                answers[stored.request.id] = stored.answer
                report += [change for change in stored.answer.report if change not in report]
    report += [change for change in _renumbered(order, view=view) if change not in report]
    steps = view.tasks.steps(SubjectType.ORDER, order_id)
    events = tuple(life_event(task, step, answers.get(step.request_id)) for task, step in steps)
    made_from = view.orders.made_from(order_id)
    changes = _changed_since(order, made_from, view=view, clock=clock) if made_from else ()
    return Life(events=events, report=tuple(report), made_from=made_from, changes=changes)


def _renumbered(stored: StoredOrder, *, view: Repositories) -> Iterator[Change]:
    """Yield which numbers the order had on this laptop before the one it has now."""
    if stored.state is OrderState.CANCELLED or not stored.number:
        return
    for number in view.orders.earlier_numbers(stored.order.id):
        if number != stored.number:
            yield Change(rule="", field=ORDER_NUMBER_FIELD, before=number, after=stored.number)


def _changed_since(
    stored: StoredOrder, made_from: tuple[Origin, ...], *, view: Repositories, clock: Clock
) -> tuple[Change, ...]:
    """Return what an order costs otherwise than quoted before: a draft now, any other as placed."""
    if stored.state is OrderState.DRAFT:
        return quote(stored.order, view=view, clock=clock, made_from=made_from).changes
    return changed_since(made_from, stored.order, currency=view.meta.currency)


def life_event(task: Task, step: Transition, answer: Answer | None) -> LifeEvent:
    """Return a step as a person is told of it, with the answer that made it where one did."""
    if answer is None or not _made(step, answer):
        return LifeEvent(task=task.kind, status=step.after, at=step.at, cause=step.cause)
    return LifeEvent(
        task=task.kind,
        status=step.after,
        at=step.at,
        cause=step.cause,
        by=answer.by,
        note=answer.note,
        reasons=answer.reasons,
        why=answer.why,
        arguments=answer.arguments,
    )


def _made(step: Transition, answer: Answer) -> bool:
    """Tell whether an answer made a step."""
    if answer.withdrawn:
        return step.after is TaskStatus.UNDONE
    return answer.status.task_status is step.after
