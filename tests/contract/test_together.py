"""Orders that stand together over every transport: carried out all, or none and somebody asked."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from smartclient.contract.admin_bodies import DecideCase
from smartclient.domain.ids import ConflictId, CustomerNumber, Sku
from smartclient.domain.rules.problems import Action, ActionKind
from smartclient.domain.sales.orders import OrderLine
from smartclient.domain.steps import StepStatus, TaskPolicy
from smartclient.read_models.tasks import PlacedOrders
from tests.contract.synced_laptop import SyncedLaptop
from tests.office_company import HEAD, KIOSK, SHOP, Company


@pytest.fixture
def laptop(company: Company, tmp_path: Path) -> Iterator[SyncedLaptop]:
    laptop = SyncedLaptop(company, tmp_path / "laptop")
    laptop.sync()
    yield laptop
    laptop.store.close()


def place(laptop: SyncedLaptop, second: str = "B") -> PlacedOrders:
    """Place an order of A for the shop and of another product for the kiosk, as one."""
    orders = [
        laptop.use_cases.orders.new(customer).with_line(OrderLine(line=1, sku=Sku(sku), quantity=2))
        for customer, sku in ((SHOP, "A"), (KIOSK, second))
    ]
    return laptop.use_cases.tasks.place_orders(orders, policy=TaskPolicy.TOGETHER)


def statuses(laptop: SyncedLaptop, placed: PlacedOrders) -> list[StepStatus]:
    return [step.status for step in laptop.use_cases.tasks.get(placed.task_id).steps]


def customers_with_orders(company: Company) -> set[CustomerNumber]:
    return {row.customer for row in company.rows("orders")}


def test_they_are_confirmed_as_one(company: Company, laptop: SyncedLaptop) -> None:
    placed = place(laptop)
    laptop.sync()
    assert statuses(laptop, placed) == [StepStatus.CONFIRMED] * 2
    assert customers_with_orders(company) == {SHOP, KIOSK}


def test_one_in_conflict_holds_the_other_back_until_it_is_corrected(
    company: Company, laptop: SyncedLaptop
) -> None:
    placed = place(laptop, second="D")
    company.change_product("D", discontinued_on=date(2020, 1, 2))
    laptop.sync()
    assert statuses(laptop, placed) == [StepStatus.WAITING, StepStatus.IN_CONFLICT]
    assert not company.rows("orders")
    order = placed.orders[1].order
    better = order.with_line(OrderLine(line=2, sku=Sku("B"), quantity=1)).without_line(1)
    laptop.use_cases.orders.amend(better)
    laptop.sync()
    assert statuses(laptop, placed) == [StepStatus.CONFIRMED] * 2
    assert customers_with_orders(company) == {SHOP, KIOSK}


@pytest.mark.parametrize("kind", [ActionKind.APPROVE, ActionKind.REFUSE])
def test_an_admins_decision_about_one_is_about_all(
    company: Company, laptop: SyncedLaptop, kind: ActionKind
) -> None:
    company.change_customer(KIOSK, credit_limit=Decimal(1))
    placed = place(laptop)
    laptop.sync()
    assert StepStatus.AWAITING_DECISION in statuses(laptop, placed)
    assert not company.rows("orders")
    (conflict,) = company.rows("conflicts")
    decision = DecideCase(conflict_id=ConflictId(conflict.conflict_id), action=Action(kind))
    company.send(HEAD, company.request(decision, lane=""))
    company.office.answer_waiting()
    laptop.sync()
    is_approved = kind is ActionKind.APPROVE
    ended = StepStatus.CONFIRMED if is_approved else StepStatus.REFUSED
    assert statuses(laptop, placed) == [ended] * 2
    assert customers_with_orders(company) == ({SHOP, KIOSK} if is_approved else set())
