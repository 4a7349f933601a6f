"""The branches of an order as typed: what is made of them at a key, and which cells change."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication

from smartclient.domain.ids import CustomerNumber, OrderId, Sku
from smartclient.domain.sales.branches import Branch
from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.read_models.records import OrderPreview
from smartclient.read_models.tasks import DraftPlan
from smartclient.ui.dialogs.order.branches_state import BranchesState, total_of
from smartclient.ui.models.branch_quantities import BranchQuantitiesModel
from smartclient.ui.models.order_lines import shown_lines
from smartclient.ui.models.shown_branch import ShownBranch

LAMP, LADDER = Sku("LAMP"), Sku("LADDER")
ORDER = Order(
    id=OrderId("order"),
    customer=CustomerNumber("C-0"),
    order_date=date(2026, 11, 30),
    lines=(OrderLine(line=1, sku=LAMP, quantity=4), OrderLine(line=2, sku=LADDER, quantity=1)),
)


def _state(branches: int) -> BranchesState:
    state = BranchesState()
    further = tuple(Branch(customer=CustomerNumber(f"C-{n}")) for n in range(1, branches))
    state.plan = DraftPlan(branches=further)
    return state


def test_the_orders_are_made_once_for_what_is_typed() -> None:
    state = _state(3)
    made = state.orders(ORDER)
    assert state.orders(ORDER) is made
    state.set_quantity(CustomerNumber("C-1"), LAMP, 7)
    assert [order.lines[0].quantity for order in state.orders(ORDER)] == [4, 7, 4]
    more = ORDER.with_line(replace(ORDER.lines[0], quantity=9))
    assert [order.lines[0].quantity for order in state.orders(more)] == [9, 7, 9]


def test_an_order_goes_to_the_address_of_its_branch() -> None:
    state = _state(3)
    state.set_ship_to(CustomerNumber("C-2"), "main")
    assert [order.ship_to for order in state.orders(ORDER)] == ["", "", "main"]


@pytest.mark.parametrize("branches", [3, 6])
def test_only_the_cells_that_changed_are_reported(qapp: QApplication, branches: int) -> None:
    state = _state(branches)
    model = BranchQuantitiesModel(lambda *_: None)
    lines = shown_lines(ORDER, OrderPreview(order=ORDER))
    model.show(state.shown(ORDER, "First"), lines)
    changed: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, _last: changed.append((first.row(), first.column())))
    state.set_quantity(CustomerNumber("C-1"), LADDER, 5)
    model.show(state.shown(ORDER, "First"), lines)
    assert changed == [(1, 2)]
    assert model.index(1, 2).data() == "5"


def test_the_sum_of_all_is_known_once_every_total_is() -> None:
    known = ShownBranch(customer=CustomerNumber("C-0"), name="", quantities={}, total=Decimal(3))
    assert total_of((known, known)) == Decimal(6)
    assert total_of((known, replace(known, total=None))) is None
