"""Taking back: a task as a whole, whatever of it was sent, answered or carried out.

What was not carried out is withdrawn, and what was confirmed is taken back by requests of its own,
newest first. What head office has not answered is waited for.
"""

from smartclient.domain.clock import Clock
from smartclient.domain.errors import BlockedError, NotFoundError
from smartclient.domain.ids import CustomerNumber, OrderId, TaskId, new_id
from smartclient.domain.steps import Decision, Measure, decisions
from smartclient.domain.tasks import SubjectType, TaskKind
from smartclient.store.unit_of_work import UnitOfWork
from smartclient.store.work.composed_tasks import StoredComposedTask, StoredStep
from smartclient.use_cases.commands.cancel_order import save_cancelled
from smartclient.use_cases.commands.customers import save_deleted
from smartclient.use_cases.commands.undo import undo_task
from smartclient.use_cases.enqueue import was_sent
from smartclient.use_cases.queries.lookup import get_customer
from smartclient.use_cases.queries.overlays import show_customer
from smartclient.use_cases.queries.steps import as_decided, composed_task
from smartclient.use_cases.queries.task_choices import check_can_be_taken_back


def take_back(reference: TaskId, *, work: UnitOfWork, clock: Clock) -> TaskId:
    """Take a task back as a whole, and return its id; RefusedError where that can't be."""
    with work:
        stored = composed_task(work, reference)
        check_can_be_taken_back(work, stored, as_decided(work, stored))
        composed_id = stored.id
        if work.composed_tasks.containing(stored.steps[0].task.id) is None:
            composed_id = TaskId(new_id())
            work.composed_tasks.add(composed_id, stored.policy, [stored.steps[0].task.id])
        work.composed_tasks.give_up(composed_id, clock.now())
        _continue(work, clock, composed_id)
        work.commit()
    return composed_id


def continue_task(work: UnitOfWork, clock: Clock, task_id: TaskId) -> None:
    """Do what is to be done next with the task of several steps that one of ``tasks`` is in.

    The caller commits.
    """
    composed_id = work.composed_tasks.containing(task_id)
    if composed_id is not None:
        _continue(work, clock, composed_id)


def continue_taking_back(work: UnitOfWork, clock: Clock) -> None:
    """Do what is to be done next with every task that is being taken back. The caller commits."""
    for stored in work.composed_tasks.given_up():
        _continue(work, clock, stored.id)


def _continue(work: UnitOfWork, clock: Clock, composed_id: TaskId) -> None:
    """Carry out what is decided until nothing is: each decision is made from the newest state."""
    while True:
        stored = composed_task(work, composed_id)
        todo = decisions(as_decided(work, stored))
        done = [_carry_out(work, clock, stored, decision) for decision in todo]
        if not any(done):
            return


def _carry_out(
    work: UnitOfWork, clock: Clock, stored: StoredComposedTask, decision: Decision
) -> bool:
    """Carry out a decision; False where something else is to be done first."""
    step = next(step for step in stored.steps if step.id == decision.step)
    try:
        if decision.measure is Measure.WITHDRAW:
            return _withdraw(work, clock, step)
        return _compensate(work, clock, stored, step)
    except (BlockedError, NotFoundError):
        # a person decides about what blocks it, and what expired is loaded again: then it goes on
        return False


def _withdraw(work: UnitOfWork, clock: Clock, step: StoredStep) -> bool:
    task = work.tasks.get(step.task.id) or step.task
    if task.subject.type is SubjectType.ORDER and was_sent(work, task):
        save_cancelled(work, clock, OrderId(task.subject.id))
    else:
        undo_task(work, clock, task)
    return True


def _compensate(
    work: UnitOfWork, clock: Clock, stored: StoredComposedTask, step: StoredStep
) -> bool:
    compensation = None
    if step.task.kind is TaskKind.PLACE_ORDER:
        compensation = save_cancelled(work, clock, OrderId(step.task.subject.id))
    elif step.task.kind is TaskKind.CREATE_CUSTOMER:
        compensation = _delete(work, clock, CustomerNumber(step.task.subject.id))
    if compensation is None:
        return False
    work.composed_tasks.add_compensation(stored.id, step.id, compensation)
    task = work.tasks.get(compensation)
    if task is not None:
        work.outbox.send_at_any_price(task.request_id)
    return True


def _delete(work: UnitOfWork, clock: Clock, number: CustomerNumber) -> TaskId | None:
    # it is made from the step that it takes back, however old the data here is
    task = save_deleted(work, clock, get_customer(work, number), needed=())
    show_customer(work, number)
    return None if task is None else task.id
