"""Orders for several branches and for new accounts in the editor: entered, kept and placed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from smartclient.domain.clock import Clock
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.steps import StepStatus
from smartclient.ui.shell.main_window import MainWindow
from smartclient.ui.widgets.scrolling import Scrolling
from tests.ui.branch_laptop import (
    FIRST,
    SECOND,
    THIRD,
    Laptop,
    cells,
    opened_laptop,
    type_quantity,
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


def test_the_same_lines_go_to_several_branches_with_quantities_of_their_own(
    laptop: Laptop,
) -> None:
    editor = laptop.begun()
    table = with_branches(laptop, editor, SECOND, THIRD)
    laptop.line("PT-08", "10")
    type_quantity(laptop, table, 0, 2, "7")
    type_quantity(laptop, table, 1, 3, "0")
    assert [row[1:] for row in cells(table)[:2]] == [["4", "7", "4"], ["10", "10", "0"]]
    assert all(total for total in cells(table)[2][1:])
    place = child(editor, QPushButton, "buttonPlaceOrder")
    assert place.text().replace("&", "") == "Place 3 orders"
    assert "All 3 orders" in child(editor, QLabel, "branchTotal").text()
    laptop.driver.press(editor, "buttonPlaceOrder")

    found = laptop.session.use_cases.orders.search(state=OrderState.TENTATIVE)
    records = {row.customer: laptop.session.use_cases.orders.get(row.id).order for row in found}
    assert {
        number: [(line.sku, line.quantity) for line in order.lines]
        for number, order in records.items()
    } == {
        FIRST: [("TR-100", 4), ("PT-08", 10)],
        SECOND: [("TR-100", 7), ("PT-08", 10)],
        THIRD: [("TR-100", 4)],
    }
    [task, *_] = laptop.session.use_cases.tasks.newest(1)
    assert [step.status for step in task.steps] == [StepStatus.PENDING] * 3
    assert not laptop.session.use_cases.orders.search(state=OrderState.DRAFT)


def test_a_draft_comes_back_with_its_branches(laptop: Laptop) -> None:
    editor = laptop.begun()
    table = with_branches(laptop, editor, SECOND)
    type_quantity(laptop, table, 0, 2, "9")
    laptop.kept()
    [draft] = laptop.session.use_cases.orders.search(state=OrderState.DRAFT)
    # as after a crash: the editor is not closed, what it kept is read again
    plan = laptop.session.use_cases.tasks.plan(draft.id)
    assert [(b.customer, dict(b.quantities)) for b in plan.branches] == [
        (SECOND, {Sku("TR-100"): 9})
    ]
    editor.close()
    laptop.driver.wait()
    laptop.window.navigator.open_order(draft.id)
    again = laptop.driver.dialog("dialogOrder")
    laptop.driver.wait()
    assert cells(child(again, QTableView, "tableBranches"))[0][1:] == ["4", "9"]


def test_a_branch_is_removed_by_the_keyboard_and_its_own_customer_is_not(laptop: Laptop) -> None:
    editor = laptop.begun()
    table = with_branches(laptop, editor, SECOND, THIRD)
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 1))
    assert not child(editor, QPushButton, "buttonRemoveBranch").isEnabled()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    table.setCurrentIndex(table.model().index(0, 2))
    QTest.keyClick(table, Qt.Key.Key_Delete)
    laptop.driver.wait()
    assert table.model().columnCount() == 3
    assert child(editor, QPushButton, "buttonPlaceOrder").text().endswith("2 orders")


def test_a_branch_that_gets_nothing_is_named_and_not_placed(laptop: Laptop) -> None:
    editor = laptop.begun()
    table = with_branches(laptop, editor, SECOND)
    type_quantity(laptop, table, 0, 2, "0")
    assert "Gets nothing" in child(editor, QLabel, "branchNotes").text()
    assert not child(editor, QPushButton, "buttonPlaceOrder").isEnabled()


def test_many_branches_have_a_row_each(laptop: Laptop) -> None:
    editor = laptop.begun()
    mine = [row.number for row in laptop.session.use_cases.customers.search("")][:6]
    table = with_branches(laptop, editor, *(number for number in mine if number != FIRST))
    assert table.model().rowCount() == len(set(mine) | {FIRST})
    assert table.model().columnCount() == 3


def fill_in(laptop: Laptop, editor: QDialog, name: str) -> None:
    laptop.driver.press(editor, "buttonNewAccount")
    dialog = laptop.driver.dialog("dialogNewAccount")
    child(dialog, QLineEdit, "customerName").setText(name)
    laptop.driver.press(dialog, "buttonSaveCustomer")
    laptop.driver.wait()


def test_an_order_is_taken_for_a_customer_who_is_opened_with_it(laptop: Laptop) -> None:
    laptop.window.navigator.new_order("")
    editor = laptop.driver.dialog("dialogOrder")
    fill_in(laptop, editor, "Fern & Lane")
    laptop.line("TR-100", "4")
    assert child(editor, QLabel, "totalTotal").text() != "0.00"
    assert not laptop.session.use_cases.customers.search("Fern & Lane")
    laptop.driver.press(editor, "buttonPlaceOrder")

    [task, *_] = laptop.session.use_cases.tasks.newest(1)
    assert [step.status for step in task.steps] == [StepStatus.PENDING, StepStatus.WAITING]
    assert laptop.session.use_cases.customers.search("Fern & Lane")
    assert laptop.session.use_cases.tasks.account_orders() == ()


def test_an_order_for_a_new_customer_is_kept_and_gone_on_with(laptop: Laptop) -> None:
    laptop.window.navigator.new_order("")
    editor = laptop.driver.dialog("dialogOrder")
    fill_in(laptop, editor, "Fern & Lane")
    laptop.line("TR-100", "4")
    laptop.kept()
    [kept] = laptop.session.use_cases.tasks.account_orders()
    assert [line.quantity for line in kept.order.lines] == [4]
    editor.close()
    laptop.driver.wait()
    assert "is kept" in laptop.window.banner.text

    laptop.window.navigator.new_order("")
    again = laptop.driver.dialog("dialogOrder")
    laptop.driver.press(again, "buttonNewAccount")
    dialog = laptop.driver.dialog("dialogNewAccount")
    assert child(dialog, QLineEdit, "customerName").text() == "Fern & Lane"
    laptop.driver.press(dialog, "buttonSaveCustomer")
    laptop.driver.wait()
    model = child(again, QTableView, "tableOrderLines").model()
    assert model.rowCount() == 1
    laptop.driver.press(again, "buttonDeleteDraft")
    assert laptop.session.use_cases.tasks.account_orders() == ()


def test_a_second_order_says_what_it_waits_for_and_leads_to_what_blocks_it(
    laptop: Laptop,
) -> None:
    customers = laptop.session.use_cases.customers
    customer = customers.create({EditableField.NAME: "Fern & Lane"}).customer
    laptop.window.navigator.new_order(customer.number)
    editor = laptop.driver.dialog("dialogOrder")
    about = child(editor, QLabel, "orderCustomerAbout").text()
    assert "waits until head office has opened" in about
    laptop.line("PT-08", "1")
    laptop.session.work_offline(False)  # noqa: FBT003 (a switch)
    laptop.session.sync_now()
    laptop.session.work_offline(True)  # noqa: FBT003 (a switch)
    customers.delete(customers.search("Fern & Lane")[0].number)
    laptop.driver.press(editor, "buttonPlaceOrder")
    laptop.driver.press(editor, "buttonBlockingTask")
    blocking = laptop.driver.dialog("dialogTask")
    assert "Fern & Lane" in child(blocking, QLabel, "taskTitle").text()


def test_the_order_can_go_to_a_customer_there_is_after_all(laptop: Laptop) -> None:
    laptop.window.navigator.new_order("")
    editor = laptop.driver.dialog("dialogOrder")
    fill_in(laptop, editor, "Fern & Lane")
    laptop.line("TR-100", "4")
    laptop.kept()
    laptop.type_into(child(editor, QLineEdit, "orderCustomer"), FIRST)
    laptop.kept()
    [draft] = laptop.session.use_cases.orders.search(state=OrderState.DRAFT)
    assert draft.customer == CustomerNumber(FIRST)
    assert laptop.session.use_cases.tasks.account_orders() == ()


def test_the_branches_that_are_hidden_ask_for_no_height(laptop: Laptop) -> None:
    """An ordinary order is entered without scrolling in the editor's own size."""
    editor = laptop.begun()
    editor.resize(1100, 720)
    laptop.driver.wait()
    bar = child(editor, Scrolling).verticalScrollBar()
    assert bar.maximum() == 0
