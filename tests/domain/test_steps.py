"""Tasks of several steps: whatever happens, each step is done, taken back, or asked about."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartclient.domain.ids import TaskId
from smartclient.domain.steps import (
    ENDED,
    NEEDS_A_PERSON,
    STEP_STATUS,
    TO_WITHDRAW,
    WITHOUT_EFFECT,
    ComposedTask,
    Decision,
    Measure,
    Step,
    StepStatus,
    TaskPolicy,
    blocking,
    decisions,
    is_taken_back,
    percent_complete,
    shown_status,
    status_of,
)
from smartclient.domain.tasks import FINISHED, TaskStatus

_ANSWERS = (
    StepStatus.CONFIRMED,
    StepStatus.REFUSED,
    StepStatus.IN_CONFLICT,
    StepStatus.AWAITING_DECISION,
    StepStatus.PARKED,
)
_PLAYED = 400


def _name(place: int) -> TaskId:
    return TaskId(f"step-{place}")


@st.composite
def _tasks(draw: st.DrawFn) -> ComposedTask:
    """A task that was just saved: each step may need any that were saved before it."""
    count = draw(st.integers(min_value=1, max_value=6))
    steps = tuple(
        Step(
            id=_name(place),
            status=StepStatus.PENDING,
            needs=tuple(_name(n) for n in range(place) if draw(st.booleans())),
            is_optional=draw(st.booleans()) if place else False,
        )
        for place in range(count)
    )
    return ComposedTask(policy=draw(st.sampled_from(TaskPolicy)), steps=steps)


def _with(task: ComposedTask, changed: Step) -> ComposedTask:
    steps = tuple(changed if step.id == changed.id else step for step in task.steps)
    return replace(task, steps=steps)


def _carried_out(task: ComposedTask, decision: Decision) -> ComposedTask:
    step = next(step for step in task.steps if step.id == decision.step)
    if decision.measure is Measure.WITHDRAW:
        return _with(task, replace(step, status=StepStatus.TAKING_BACK))
    compensation = Step(
        id=TaskId(f"back-{step.id}"), status=StepStatus.PENDING, compensates=step.id
    )
    return replace(task, steps=(*task.steps, compensation))


def _decided(task: ComposedTask) -> ComposedTask:
    """The task when all that is decided was done; each decision is made from the newest state."""
    for _ in range(_PLAYED):
        todo = decisions(task)
        if not todo:
            return task
        task = _carried_out(task, todo[0])
    raise AssertionError("it never comes to an end")


def _event(task: ComposedTask, draw: st.DataObject) -> ComposedTask:
    """What may happen next to one step, or what the rep does."""
    step = draw.draw(st.sampled_from(task.steps))
    match step.status:
        case StepStatus.PENDING if not blocking(step, task.steps):
            return _with(task, replace(step, status=StepStatus.SENT))
        case StepStatus.PENDING:
            return task
        case StepStatus.SENT:
            answer = draw.draw(st.sampled_from(_ANSWERS))
        case StepStatus.TAKING_BACK if blocking(step, task.steps):
            answer = StepStatus.TAKEN_BACK
        case StepStatus.TAKING_BACK:
            # head office may have carried it out before the withdrawal came
            answer = draw.draw(st.sampled_from((StepStatus.TAKEN_BACK, StepStatus.CONFIRMED)))
        case StepStatus.IN_CONFLICT | StepStatus.PARKED | StepStatus.REFUSED:
            # repaired by the rep, or given up
            answer = draw.draw(st.sampled_from((StepStatus.PENDING, StepStatus.TAKING_BACK)))
            if is_taken_back(task) or step.compensates is not None:
                return task
        case StepStatus.AWAITING_DECISION:
            answer = draw.draw(st.sampled_from((StepStatus.CONFIRMED, StepStatus.REFUSED)))
        case _:
            return task
    return _with(task, replace(step, status=answer))


def _played(task: ComposedTask, draw: st.DataObject) -> ComposedTask:
    for _ in range(draw.draw(st.integers(min_value=0, max_value=25))):
        task = _decided(_event(task, draw))
    if draw.draw(st.booleans()):
        task = _decided(replace(task, is_given_up=True))
        for _ in range(draw.draw(st.integers(min_value=0, max_value=10))):
            task = _decided(_event(task, draw))
    return task


def _to_the_end(task: ComposedTask) -> ComposedTask:
    """The task when head office has answered all that it was sent, and said yes."""
    yes = {
        StepStatus.SENT: StepStatus.CONFIRMED,
        StepStatus.TAKING_BACK: StepStatus.TAKEN_BACK,
    }
    for _ in range(_PLAYED):
        task = _decided(task)
        going = [
            step
            for step in task.steps
            if step.status in yes
            or (step.status is StepStatus.PENDING and not blocking(step, task.steps))
        ]
        if not going:
            return task
        step = going[0]
        task = _with(task, replace(step, status=yes.get(step.status, StepStatus.SENT)))
    raise AssertionError("it never comes to an end")


def _has_effect(task: ComposedTask) -> Iterable[Step]:
    return (step for step in task.forward if shown_status(step, task) is StepStatus.CONFIRMED)


@given(_tasks(), st.data())
def test_in_the_end_each_step_is_done_or_taken_back_or_a_person_was_asked(
    task: ComposedTask, draw: st.DataObject
) -> None:
    task = _to_the_end(_played(task, draw))

    asked = [step for step in task.steps if step.status in {*NEEDS_A_PERSON, StepStatus.REFUSED}]
    for step in task.forward:
        status = shown_status(step, task)
        # what waits does so for something that a person has been asked about
        assert status in ENDED or asked, status
    if is_taken_back(task) and not asked:
        assert not list(_has_effect(task))
        assert status_of(task) is StepStatus.TAKEN_BACK


@given(_tasks(), st.data())
def test_nothing_is_sent_before_its_prerequisites_are_confirmed(
    task: ComposedTask, draw: st.DataObject
) -> None:
    task = _played(task, draw)

    by_id = {step.id: step for step in task.steps}
    for step in task.forward:
        if step.status in {StepStatus.SENT, StepStatus.CONFIRMED}:
            assert all(by_id[needed].status is StepStatus.CONFIRMED for needed in step.needs)
        elif step.status is StepStatus.PENDING and blocking(step, task.steps):
            waits = shown_status(step, task) is StepStatus.WAITING
            assert waits or (task.policy is TaskPolicy.TOGETHER and not step.is_optional)


@pytest.mark.parametrize("stopped", sorted(StepStatus))
def test_steps_that_stand_together_wait_for_what_stops_one_and_not_for_each_other(
    stopped: StepStatus,
) -> None:
    first = Step(id=_name(0), status=stopped)
    second = Step(id=_name(1), status=StepStatus.PENDING, needs=(first.id,))
    task = ComposedTask(policy=TaskPolicy.TOGETHER, steps=(first, second))
    goes = {StepStatus.PENDING, StepStatus.WAITING, StepStatus.SENT, StepStatus.CONFIRMED}
    expected = StepStatus.PENDING if stopped in goes else StepStatus.WAITING
    assert shown_status(second, task) is expected


@given(_tasks(), st.data())
def test_what_needs_a_step_that_was_given_up_is_not_sent_any_more(
    task: ComposedTask, draw: st.DataObject
) -> None:
    task = _played(task, draw)

    gone = {step.id for step in task.forward if step.status is StepStatus.TAKEN_BACK}
    for step in task.forward:
        if gone.intersection(step.needs):
            assert step.status not in TO_WITHDRAW


@given(_tasks(), st.data())
def test_a_step_is_compensated_once_and_after_those_that_need_it(
    task: ComposedTask, draw: st.DataObject
) -> None:
    task = _played(task, draw)

    compensated = [step.compensates for step in task.steps if step.compensates is not None]
    assert len(compensated) == len(set(compensated))
    places = [[step.id for step in task.forward].index(step_id) for step_id in compensated]
    if is_taken_back(task):
        # what came later is over before what it was made from is taken back
        for place in places:
            for later in task.forward[place + 1 :]:
                assert shown_status(later, task) in ENDED
    for step in _has_effect(task):
        # what could not be taken back keeps what it needs
        assert not set(step.needs) & set(compensated)


@given(_tasks(), st.data())
def test_a_task_of_which_each_step_stands_for_itself_keeps_the_others(
    task: ComposedTask, draw: st.DataObject
) -> None:
    alone = tuple(replace(step, needs=()) for step in task.steps)
    task = replace(task, policy=TaskPolicy.EACH, steps=alone)
    given_up = replace(draw.draw(st.sampled_from(task.steps)), status=StepStatus.TAKEN_BACK)

    assert decisions(_with(task, given_up)) == ()


def test_a_required_step_that_is_given_up_takes_the_others_back_and_an_optional_one_does_not() -> (
    None
):
    account = Step(id=_name(0), status=StepStatus.CONFIRMED)
    order = Step(id=_name(1), status=StepStatus.TAKEN_BACK, needs=(account.id,))
    task = ComposedTask(policy=TaskPolicy.TOGETHER, steps=(account, order))

    assert decisions(task) == (Decision(measure=Measure.COMPENSATE, step=account.id),)
    assert decisions(_with(task, replace(order, is_optional=True))) == ()


def test_a_refused_step_waits_for_its_repair_and_takes_nothing_back() -> None:
    account = Step(id=_name(0), status=StepStatus.REFUSED)
    order = Step(id=_name(1), status=StepStatus.PENDING, needs=(account.id,))
    task = ComposedTask(policy=TaskPolicy.TOGETHER, steps=(account, order))

    assert decisions(task) == ()
    assert shown_status(order, task) is StepStatus.WAITING


def test_what_could_not_be_taken_back_is_said_to_be_refused() -> None:
    order = Step(id=_name(0), status=StepStatus.CONFIRMED)
    back = Step(id=_name(1), status=StepStatus.REFUSED, compensates=order.id)
    task = ComposedTask(policy=TaskPolicy.EACH, steps=(order, back), is_given_up=True)

    assert decisions(task) == ()
    assert shown_status(order, task) is StepStatus.CONFIRMED
    assert status_of(task) is StepStatus.REFUSED


@given(_tasks(), st.data())
def test_the_percentage_is_that_of_the_steps_that_ended(
    task: ComposedTask, draw: st.DataObject
) -> None:
    task = _played(task, draw)

    is_over = all(shown_status(step, task) in ENDED for step in task.steps)
    assert (percent_complete(task) == 100) == is_over
    assert (status_of(task) in ENDED) == is_over


def test_every_status_of_a_task_is_one_of_a_step() -> None:
    assert set(STEP_STATUS) == set(TaskStatus)
    assert {status for status in TaskStatus if STEP_STATUS[status] in ENDED} == FINISHED
    assert WITHOUT_EFFECT < ENDED
