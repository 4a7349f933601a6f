"""Views of tasks of several steps: entered in the order editor, and shown as a chain."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QTableView, QWidget

from smartclient.domain.sales.orders import OrderState
from smartclient.ui.shell.main_window import MainWindow
from window_driver import (
    View,
    child,
    close_dialogs,
    go_to_page,
    newest_dialog,
    open_dialog,
    open_only_dialog,
    select_first_row,
    wait_until_idle,
)

_FIRST = "G-1001"
_BRANCHES = ("G-1002", "G-1007", "G-1013")
_ROWS = 7
"""How many branches are shown with a row each."""


def step_views(window: MainWindow) -> Iterator[View]:
    """Open the steps of what is first in the outbox."""
    go_to_page(window, "pageOutbox")
    select_first_row(window)
    wait_until_idle(window)
    child(window.pages.current, QPushButton, "buttonShowTask").click()
    wait_until_idle(window)
    yield "dialogTask", newest_dialog(window)
    close_dialogs(window)


def task_views(window: MainWindow) -> Iterator[View]:
    """Enter orders for several branches and for a new customer, and look at their tasks."""
    yield from _branch_views(window)
    yield from _account_views(window)
    close_dialogs(window)


def _branch_views(window: MainWindow) -> Iterator[View]:
    editor = open_only_dialog(window, partial(window.navigator.new_order, _FIRST))
    for sku, quantity in (("TR-100", "12"), ("RK-140", "6"), ("PT-08", "24")):
        _type(window, editor, "orderProduct", sku)
        _type(window, editor, "orderQuantity", quantity)
    _press(window, editor, "buttonMoreBranches")
    for number in _BRANCHES:
        _type(window, editor, "orderBranch", number)
    yield "dialogOrder_branches", editor
    _press(window, editor, "buttonPlaceOrder")
    task = window.context.use_cases.tasks.newest(1)[0]
    yield (
        "dialogTask_branches",
        open_only_dialog(window, partial(window.navigator.show_task, task.id)),
    )
    order = window.context.use_cases.orders.search(state=OrderState.TENTATIVE, limit=1)[0]
    yield (
        "dialogOrderView_step",
        open_only_dialog(window, partial(window.navigator.open_order, order.id)),
    )
    close_dialogs(window)
    go_to_page(window, "pageOrders")
    child(window.pages.current, QTableView, "tableOrders").selectRow(1)
    wait_until_idle(window)
    yield "pageOrders_step", window
    yield from _many_branches_views(window)


def _many_branches_views(window: MainWindow) -> Iterator[View]:
    editor = open_only_dialog(window, partial(window.navigator.new_order, _FIRST))
    _type(window, editor, "orderProduct", "TR-100")
    _type(window, editor, "orderQuantity", "12")
    _press(window, editor, "buttonMoreBranches")
    for customer in window.context.use_cases.customers.search("", limit=_ROWS):
        _type(window, editor, "orderBranch", customer.number)
    yield "dialogOrder_manyBranches", editor
    _press(window, editor, "buttonDeleteDraft")


def _account_views(window: MainWindow) -> Iterator[View]:
    editor = open_only_dialog(window, partial(window.navigator.new_order, ""))
    child(editor, QPushButton, "buttonNewAccount").click()
    wait_until_idle(window)
    dialog = child(editor, QDialog, "dialogNewAccount")
    child(dialog, QLineEdit, "customerName").setText("Fern & Lane")
    child(dialog, QLineEdit, "customerPhone").setText("509-555-0107")
    child(dialog, QLineEdit, "customerAddressCity").setText("Yakima")
    wait_until_idle(window)
    yield "dialogNewAccount", dialog
    _press(window, dialog, "buttonSaveCustomer")
    _type(window, editor, "orderProduct", "TR-100")
    _type(window, editor, "orderQuantity", "12")
    yield "dialogOrder_newAccount", editor
    _press(window, editor, "buttonPlaceOrder")
    task = window.context.use_cases.tasks.newest(1)[0]
    yield "dialogTask_account", open_dialog(window, partial(window.navigator.show_task, task.id))


def _type(window: MainWindow, over: QWidget, field: str, text: str) -> None:
    edit = child(over, QLineEdit, field)
    edit.setFocus()
    edit.setText("")
    QTest.keyClicks(edit, text, Qt.KeyboardModifier.NoModifier, 2)
    QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, 50)
    wait_until_idle(window)


def _press(window: MainWindow, over: QWidget, name: str) -> None:
    child(over, QPushButton, name).click()
    wait_until_idle(window)
