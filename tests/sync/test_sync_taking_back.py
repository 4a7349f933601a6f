"""Taking back what was shipped meanwhile: an admin decides, whom nobody has to ask."""

from pathlib import Path

import pytest

from smartclient.domain.errors import RefusedError
from smartclient.domain.rules.problems import Action, ActionKind, RuleCode
from smartclient.domain.sales.orders import Fulfilment, OrderState
from smartclient.domain.steps import StepStatus, TaskPolicy
from smartclient.domain.tasks import TaskKind
from smartclient.headoffice.admin.maintenance import change_order_fulfilment, set_policy
from smartclient.read_models.tasks import PlacedOrders, StepView
from tests.small_company import ADMIN
from tests.sync.sync_world import Company, Laptop
from tests.sync.test_sync_together import place, shown

POLICIES = pytest.mark.parametrize("policy", TaskPolicy)
DECISIONS = pytest.mark.parametrize("decision", [ActionKind.APPROVE, ActionKind.REFUSE])


@pytest.fixture
def admin(company: Company, tmp_path: Path) -> Laptop:
    return Laptop(company, tmp_path / "admin", ADMIN)


def placed_and_shipped(company: Company, laptop: Laptop, policy: TaskPolicy) -> PlacedOrders:
    """Two confirmed orders, of which the second was shipped: the laptop does not know it."""
    laptop.sync()
    placed = place(laptop, policy=policy)
    laptop.sync()
    number = laptop.use_cases.orders.get(placed.orders[1].order.id).number
    change_order_fulfilment(company.office.engine, number, Fulfilment.SHIPPED, clock=company.clock)
    return placed


def asked(admin: Laptop) -> None:
    admin.sync()
    (case,) = admin.use_cases.admin.cases()
    assert [problem.code for problem in case.conflict.problems] == [RuleCode.CANT_BE_TAKEN_BACK]


def decide(admin: Laptop, kind: ActionKind) -> None:
    (case,) = admin.use_cases.admin.cases()
    admin.use_cases.admin.decide(case.conflict.id, Action(kind), note="it came back")
    admin.sync()


def compensation(laptop: Laptop, placed: PlacedOrders) -> StepView:
    second = shown(laptop, placed).steps[1].id
    return next(step for step in shown(laptop, placed).steps if step.compensates == second)


@POLICIES
def test_what_was_shipped_meanwhile_awaits_an_admins_decision(
    company: Company, laptop: Laptop, admin: Laptop, policy: TaskPolicy
) -> None:
    placed = placed_and_shipped(company, laptop, policy)
    laptop.use_cases.tasks.take_back(placed.task_id)
    for _ in range(3):
        laptop.sync()
    assert shown(laptop, placed).status is StepStatus.AWAITING_DECISION
    assert compensation(laptop, placed).status is StepStatus.AWAITING_DECISION
    # the rep is not asked
    assert not laptop.use_cases.conflicts.waiting()
    asked(admin)


@POLICIES
@DECISIONS
def test_the_admins_answer_ends_it(
    company: Company, laptop: Laptop, admin: Laptop, policy: TaskPolicy, decision: ActionKind
) -> None:
    placed = placed_and_shipped(company, laptop, policy)
    laptop.use_cases.tasks.take_back(placed.task_id)
    laptop.sync()
    asked(admin)
    decide(admin, decision)
    for _ in range(3):
        laptop.sync()
    task = shown(laptop, placed)
    states = {record.order.id: record.state for record in laptop.use_cases.orders.records()}
    second = states[placed.orders[1].order.id]
    assert task.percent == 100
    assert not admin.use_cases.admin.cases()
    if decision is ActionKind.APPROVE:
        assert task.status is StepStatus.TAKEN_BACK
        assert set(states.values()) == {OrderState.CANCELLED}
        return
    assert task.status is StepStatus.REFUSED
    assert second is OrderState.CONFIRMED
    assert compensation(laptop, placed).why.startswith("Head office decided that this stays")
    # it is not asked again and again
    with pytest.raises(RefusedError, match="decided"):
        laptop.use_cases.tasks.take_back(placed.task_id)
    laptop.sync()
    admin.sync()
    assert not admin.use_cases.admin.cases()


def test_an_admin_cannot_hand_it_back(company: Company, laptop: Laptop, admin: Laptop) -> None:
    placed = placed_and_shipped(company, laptop, TaskPolicy.EACH)
    laptop.use_cases.tasks.take_back(placed.task_id)
    laptop.sync()
    asked(admin)
    decide(admin, ActionKind.HAND_BACK)
    asked(admin)


def test_a_cancellation_that_takes_nothing_back_is_refused(
    company: Company, laptop: Laptop, admin: Laptop
) -> None:
    placed = placed_and_shipped(company, laptop, TaskPolicy.EACH)
    laptop.use_cases.orders.cancel(placed.orders[1].order.id)
    laptop.sync()
    admin.sync()
    assert not admin.use_cases.admin.cases()
    entry = next(
        task
        for task in laptop.use_cases.tasks.newest()
        if task.steps[0].kind is TaskKind.CANCEL_ORDER
    )
    assert entry.status is StepStatus.REFUSED


def test_a_policy_may_have_it_refused(company: Company, laptop: Laptop, admin: Laptop) -> None:
    set_policy(company.office.engine, RuleCode.CANT_BE_TAKEN_BACK, "refuse", clock=company.clock)
    placed = placed_and_shipped(company, laptop, TaskPolicy.TOGETHER)
    laptop.use_cases.tasks.take_back(placed.task_id)
    laptop.sync()
    admin.sync()
    assert shown(laptop, placed).status is StepStatus.REFUSED
    assert not admin.use_cases.admin.cases()
