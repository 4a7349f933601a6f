"""Orders that stand together while head office decides about one, or another device answers."""

from pathlib import Path

import pytest

from smartclient.domain.rules.problems import Action, ActionKind
from smartclient.domain.sales.orders import OrderLine
from smartclient.domain.steps import StepStatus
from smartclient.headoffice.admin.maintenance import set_policy
from smartclient.read_models.tasks import PlacedOrders
from smartclient.reconcile.actions import answers_for_all
from smartclient.reconcile.conflict import Resolution
from tests.small_company import ADMIN, SKUS
from tests.sync.sync_world import Company, Laptop
from tests.sync.test_sync_together import GONE, place, remove, shown, statuses


@pytest.fixture
def admin(company: Company, tmp_path: Path) -> Laptop:
    return Laptop(company, tmp_path / "admin", ADMIN)


@pytest.fixture
def other(company: Company, tmp_path: Path) -> Laptop:
    """Another device of the same rep."""
    laptop = Laptop(company, tmp_path / "other")
    laptop.sync()
    return laptop


def awaited(company: Company, laptop: Laptop) -> PlacedOrders:
    """Two orders, about the second of which an admin decides."""
    set_policy(company.office.engine, "discontinued", "admin", clock=company.clock)
    laptop.sync()
    placed = place(laptop, second=GONE)
    remove(company, GONE)
    laptop.sync()
    assert statuses(laptop, placed) == [StepStatus.SENT, StepStatus.AWAITING_DECISION]
    assert company.orders() == 0
    return placed


def change_goods(laptop: Laptop, placed: PlacedOrders, position: int) -> None:
    """Have an order be for something else, which is sold."""
    order = laptop.use_cases.orders.get(placed.orders[position].order.id).order
    line = OrderLine(line=order.next_line_number(), sku=SKUS[2], quantity=1)
    laptop.use_cases.orders.amend(order.without_line(1).with_line(line))


def decide(admin: Laptop, kind: ActionKind) -> None:
    admin.sync()
    (case,) = admin.use_cases.admin.cases()
    admin.use_cases.admin.decide(case.conflict.id, Action(kind))
    admin.sync()


def test_both_say_that_head_office_decides(company: Company, laptop: Laptop) -> None:
    placed = awaited(company, laptop)
    first, second = shown(laptop, placed).steps
    assert first.arguments == {"blocking": second.subject.label}
    assert shown(laptop, placed).status is StepStatus.AWAITING_DECISION
    for _ in range(2):
        laptop.sync()
    assert statuses(laptop, placed) == [StepStatus.SENT, StepStatus.AWAITING_DECISION]


@pytest.mark.parametrize(
    ("kind", "status", "orders"),
    [(ActionKind.APPROVE, StepStatus.CONFIRMED, 2), (ActionKind.REFUSE, StepStatus.REFUSED, 0)],
)
def test_the_decision_is_one_for_both(
    company: Company,
    laptop: Laptop,
    admin: Laptop,
    kind: ActionKind,
    status: StepStatus,
    orders: int,
) -> None:
    placed = awaited(company, laptop)
    decide(admin, kind)
    laptop.sync()
    assert statuses(laptop, placed) == [status] * 2
    assert company.orders() == orders


def test_what_is_handed_back_is_corrected_and_sent_as_one(
    company: Company, laptop: Laptop, admin: Laptop
) -> None:
    placed = awaited(company, laptop)
    decide(admin, ActionKind.HAND_BACK)
    laptop.sync()
    assert statuses(laptop, placed) == [StepStatus.WAITING, StepStatus.IN_CONFLICT]
    change_goods(laptop, placed, 1)
    laptop.sync()
    assert statuses(laptop, placed) == [StepStatus.CONFIRMED] * 2
    assert company.orders() == 2


def test_what_was_approved_counts_when_another_has_to_be_corrected(
    company: Company, laptop: Laptop, admin: Laptop
) -> None:
    placed = awaited(company, laptop)
    set_policy(company.office.engine, "discontinued", "rep", clock=company.clock)
    remove(company, SKUS[0])
    decide(admin, ActionKind.APPROVE)
    laptop.sync()
    assert statuses(laptop, placed) == [StepStatus.IN_CONFLICT, StepStatus.WAITING]
    change_goods(laptop, placed, 0)
    laptop.sync()
    assert statuses(laptop, placed) == [StepStatus.CONFIRMED] * 2
    assert company.orders() == 2


def in_conflict(company: Company, laptop: Laptop, other: Laptop) -> PlacedOrders:
    laptop.sync()
    placed = place(laptop, second=GONE)
    remove(company, GONE)
    laptop.sync()
    other.sync()
    return placed


def resolve(laptop: Laptop, kind: ActionKind) -> None:
    (summary,) = laptop.use_cases.conflicts.waiting()
    answers = answers_for_all(summary.conflict.problems, Action(kind), by_admin=False)
    laptop.use_cases.conflicts.resolve(summary.conflict.id, Resolution(problems=answers))


def test_the_conflict_of_one_shows_on_another_device(
    company: Company, laptop: Laptop, other: Laptop
) -> None:
    in_conflict(company, laptop, other)
    (here,) = laptop.use_cases.conflicts.waiting()
    (there,) = other.use_cases.conflicts.waiting()
    assert there.conflict.id == here.conflict.id
    assert there.conflict.together


def test_cancelled_on_another_device_the_whole_is_taken_back(
    company: Company, laptop: Laptop, other: Laptop
) -> None:
    placed = in_conflict(company, laptop, other)
    resolve(other, ActionKind.CANCEL)
    other.sync()
    for _ in range(3):
        laptop.sync()
    assert statuses(laptop, placed) == [StepStatus.TAKEN_BACK] * 2
    assert company.orders() == 0
    assert not other.use_cases.conflicts.waiting()


def test_corrected_here_it_is_over_on_another_device(
    company: Company, laptop: Laptop, other: Laptop
) -> None:
    placed = in_conflict(company, laptop, other)
    change_goods(laptop, placed, 1)
    laptop.sync()
    assert statuses(laptop, placed) == [StepStatus.CONFIRMED] * 2
    for _ in range(2):
        other.sync()
    assert not other.use_cases.conflicts.waiting()
    assert company.orders() == 2
