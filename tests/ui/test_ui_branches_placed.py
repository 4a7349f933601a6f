"""Orders for several branches: where each goes, what blocks one, and what becomes of all."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from smartclient.domain.clock import Clock
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.steps import StepStatus, TaskPolicy
from smartclient.ui.shell.main_window import MainWindow
from tests.ui.branch_laptop import (
    SECOND,
    THIRD,
    Laptop,
    opened_laptop,
    with_branches,
)
from window_driver import child

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@pytest.fixture
def laptop(
    tmp_path: Path, clock: Clock, qtbot: QtBot, open_window: Callable[..., MainWindow]
) -> Iterator[Laptop]:
    with opened_laptop(tmp_path, clock, qtbot, open_window) as opened:
        yield opened


def _choose(laptop: Laptop, field: QComboBox, data: object) -> None:
    place = field.findData(data)
    assert place >= 0
    field.setCurrentIndex(place)
    field.activated.emit(place)
    laptop.driver.wait()


def _address_field(laptop: Laptop, editor: QDialog, table: QTableView, column: int) -> QComboBox:
    table.setCurrentIndex(table.model().index(0, column))
    laptop.driver.wait()
    return child(editor, QComboBox, "branchShipTo")


def test_a_branch_s_order_goes_where_it_is_to_go_and_the_draft_keeps_that(laptop: Laptop) -> None:
    customers = laptop.session.use_cases.customers
    kind = customers.get(CustomerNumber(SECOND)).customer.addresses[0].kind
    editor = laptop.begun()
    table = with_branches(laptop, editor, SECOND, THIRD)
    field = _address_field(laptop, editor, table, 1)
    assert not field.isEnabled()
    assert "chosen above" in field.toolTip()
    field = _address_field(laptop, editor, table, 2)
    assert field.isEnabled()
    assert field.currentData() == ""
    _choose(laptop, field, kind)
    assert _address_field(laptop, editor, table, 3).currentData() == ""
    laptop.kept()
    [draft] = laptop.session.use_cases.orders.search(state=OrderState.DRAFT)
    kept = laptop.session.use_cases.tasks.plan(draft.id)
    assert [(b.customer, b.ship_to) for b in kept.branches] == [(SECOND, kind), (THIRD, "")]
    editor.close()
    laptop.driver.wait()

    laptop.window.navigator.open_order(draft.id)
    again = laptop.driver.dialog("dialogOrder")
    laptop.driver.wait()
    table = child(again, QTableView, "tableBranches")
    assert _address_field(laptop, again, table, 2).currentData() == kind
    laptop.driver.press(again, "buttonPlaceOrder")
    orders = laptop.session.use_cases.orders
    found = orders.search(state=OrderState.TENTATIVE)
    placed = {row.customer: orders.get(row.id).order.ship_to for row in found}
    assert (placed[CustomerNumber(SECOND)], placed[CustomerNumber(THIRD)]) == (kind, "")


def _placed_together(laptop: Laptop) -> str:
    laptop.sync()
    editor = laptop.begun()
    with_branches(laptop, editor, SECOND, THIRD)
    _choose(laptop, child(editor, QComboBox, "branchPolicy"), TaskPolicy.TOGETHER)
    laptop.driver.press(editor, "buttonPlaceOrder")
    [task, *_] = laptop.session.use_cases.tasks.newest(1)
    assert task.policy is TaskPolicy.TOGETHER
    return task.id


def _shown(laptop: Laptop, task_id: str) -> QDialog:
    laptop.window.navigator.show_task(task_id)
    laptop.driver.wait()
    return laptop.driver.dialog("dialogTask")


def test_orders_that_stand_together_are_confirmed_together(laptop: Laptop) -> None:
    task_id = _placed_together(laptop)
    dialog = _shown(laptop, task_id)
    assert "together" in child(dialog, QLabel, "taskState").text().lower()
    laptop.sync()
    laptop.driver.qtbot.waitUntil(lambda: "Confirmed" in child(dialog, QLabel, "taskState").text())
    found = laptop.session.use_cases.tasks.get(task_id)  # type: ignore[arg-type]
    assert {step.status for step in found.steps} == {StepStatus.CONFIRMED}
    states = {row.state for row in laptop.session.use_cases.orders.search(limit=3)}
    assert states == {OrderState.CONFIRMED}


def test_orders_that_stand_together_are_taken_back_together(laptop: Laptop) -> None:
    task_id = _placed_together(laptop)
    laptop.sync()
    dialog = _shown(laptop, task_id)
    laptop.driver.press(dialog, "buttonTakeBack")
    for _ in range(2):
        laptop.sync()
    found = laptop.session.use_cases.tasks.get(task_id)  # type: ignore[arg-type]
    assert found.status is StepStatus.TAKEN_BACK
    about = child(dialog, QLabel, "taskState")
    laptop.driver.qtbot.waitUntil(lambda: "Taken back" in about.text())
    states = {row.state for row in laptop.session.use_cases.orders.search(limit=3)}
    assert states == {OrderState.CANCELLED}


def test_a_branch_that_is_blocked_says_why_and_leads_to_what_blocks_it(laptop: Laptop) -> None:
    customers = laptop.session.use_cases.customers
    customers.delete(CustomerNumber(SECOND))
    editor = laptop.begun()
    with_branches(laptop, editor, SECOND)
    assert "is to be deleted" in child(editor, QLabel, "branchNotes").text()
    assert not child(editor, QPushButton, "buttonPlaceOrder").isEnabled()
    laptop.driver.press(editor, "buttonBlockedBranch")
    assert laptop.driver.dialog("dialogTask")


def test_a_branch_on_hold_says_so_and_leads_to_its_customer(laptop: Laptop) -> None:
    held = next(
        row.number
        for row in laptop.session.use_cases.customers.search("")
        if row.status == "on_hold"
    )
    editor = laptop.begun()
    with_branches(laptop, editor, held)
    assert "on hold" in child(editor, QLabel, "branchNotes").text().lower()
    assert child(editor, QPushButton, "buttonPlaceOrder").isEnabled()
    laptop.driver.press(editor, "buttonBlockedBranch")
    assert laptop.window.pages.current.objectName() == "pageCustomers"
