"""Taking back: a task as a whole, whatever of it was sent, answered or carried out.

What was not carried out is withdrawn, and what was confirmed is compensated by requests of its own,
newest first. Head office says of what it had not answered whether the withdrawal was in time.
"""

from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import OrderId, TaskId, new_id
from smartclient.domain.steps import Decision, Measure, decisions
from smartclient.domain.tasks import Task, TaskKind, TaskStatus
from smartclient.store.unit_of_work import ReadView, UnitOfWork
from smartclient.store.work.composed_tasks import StoredComposedTask
from smartclient.use_cases.commands.cancel_order import save_cancelled
from smartclient.use_cases.commands.compensate import save_compensation
from smartclient.use_cases.commands.undo import undo_task
from smartclient.use_cases.enqueue import was_sent
from smartclient.use_cases.queries.steps import as_decided, composed_task
from smartclient.use_cases.queries.task_choices import check_can_be_taken_back


def take_back(reference: TaskId, *, work: UnitOfWork, clock: Clock) -> TaskId:
    """Take a task back as a whole, and return its id; RefusedError where that can't be.

    Where a compensation was refused or undone, it is asked for again.
    """
    with work:
        stored = composed_task(work, reference)
        check_can_be_taken_back(work, stored, as_decided(work, stored))
        composed_id = stored.id
        if work.composed_tasks.containing(stored.steps[0].task.id) is None:
            composed_id = TaskId(new_id())
            work.composed_tasks.add(composed_id, stored.policy, [stored.steps[0].task.id])
        work.composed_tasks.drop_failed_compensations(composed_id)
        work.composed_tasks.give_up(composed_id, clock.now())
        refused = _continue(work, clock, composed_id)
        if refused is not None and len(stored.steps) == 1:
            raise refused
        work.commit()
    return composed_id


def take_whole_back(work: UnitOfWork, clock: Clock, task: Task) -> None:
    """Take back the task of several steps that one of ``tasks`` is in. The caller commits."""
    composed_id = work.composed_tasks.containing(task.id)
    if composed_id is not None:
        work.composed_tasks.give_up(composed_id, clock.now())
        _continue(work, clock, composed_id)


def continue_task(work: UnitOfWork, clock: Clock, task_id: TaskId) -> None:
    """Do what is to be done next with the task of several steps that one of ``tasks`` is in.

    The caller commits.
    """
    composed_id = work.composed_tasks.containing(task_id)
    if composed_id is not None:
        _continue(work, clock, composed_id)


def continue_taking_back(work: UnitOfWork, clock: Clock) -> None:
    """Do what is to be done next with every task that is being taken back. The caller commits."""
    for stored in work.composed_tasks.to_take_back():
        _continue(work, clock, stored.id)


def _continue(work: UnitOfWork, clock: Clock, composed_id: TaskId) -> RefusedError | None:
    """Carry out what is decided until nothing is: each decision is made from the newest state.

    Why the first that could not be carried out was not; None where all were.
    """
    while True:
        stored = composed_task(work, composed_id)
        todo = decisions(as_decided(work, stored))
        refused = [_carry_out(work, clock, stored, decision) for decision in todo]
        if all(refused):
            return next(iter(refused), None)


def _carry_out(
    work: UnitOfWork, clock: Clock, stored: StoredComposedTask, decision: Decision
) -> RefusedError | None:
    """Carry out a decision, or say why it can't be now.

    A person decides about what blocks it, and what expired is loaded again: then it goes on.
    """
    step = next(step for step in stored.steps if step.id == decision.step)
    task = work.tasks.get(step.task.id) or step.task
    try:
        if decision.measure is Measure.WITHDRAW:
            _withdraw(work, clock, task)
        else:
            _compensate(work, clock, stored, step.id, task)
    except RefusedError as error:
        return error
    return None


def _withdraw(work: UnitOfWork, clock: Clock, task: Task) -> None:
    if _is_refused_by_cancelling(work, task):
        save_cancelled(work, clock, OrderId(task.subject.id))
    else:
        undo_task(work, clock, task)


def _is_refused_by_cancelling(view: ReadView, task: Task) -> bool:
    """Whether a new order is, or was, in conflict: cancelling it answers that."""
    answers = {TaskStatus.IN_CONFLICT, TaskStatus.QUEUED}
    return task.kind is TaskKind.PLACE_ORDER and task.status in answers and was_sent(view, task)


def _compensate(
    work: UnitOfWork, clock: Clock, stored: StoredComposedTask, step_id: TaskId, task: Task
) -> None:
    compensation = save_compensation(work, clock, task)
    if compensation is None:
        raise RefusedError(
            "There is nothing left of {label} to take back.", label=task.subject.label
        )
    work.composed_tasks.add_compensation(stored.id, step_id, compensation)
    saved = work.tasks.get(compensation)
    if saved is not None:
        work.outbox.send_at_any_price(saved.request_id)
