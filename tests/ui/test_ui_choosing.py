"""Choosing in lists by keyboard: one row is always selected, and a search leads on to it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QTableView, QWidget

from sample_scene import Scene
from smartclient.domain.ids import CustomerNumber
from smartclient.ui.look.theme import Theme
from smartclient.ui.models.order_lines import OrderLinesModel
from smartclient.ui.models.snapshot import SnapshotModel
from smartclient.ui.pages.registry import PAGES
from smartclient.ui.shell.main_window import MainWindow
from smartclient.ui.widgets.lists.search import SearchField
from smartclient.ui.widgets.lists.table import RecordTable
from tests.ui import access
from window_driver import child, model_of, opened, wait_until_idle
from window_views import open_section

SECTIONS = ("Cases", "Decided", "Reps", "OpenConflicts", "Stopped", "Policies")


@pytest.fixture
def window(scene: Scene, theme: Theme) -> Iterator[MainWindow]:
    with opened(scene.rep, scene.clock, theme) as made:
        made.activateWindow()
        yield made


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return])
@pytest.mark.parametrize("page", ["pageCustomers", "pageCatalog", "pageOrders"])
def test_a_search_goes_on_to_the_first_row_it_found(
    window: MainWindow, page: str, key: Qt.Key
) -> None:
    window.navigator.show_page(page)
    wait_until_idle(window)
    table = child(window.pages.current, QTableView)
    table.selectRow(2)
    search = child(window.pages.current, SearchField)
    QTest.keyClicks(search, "a")
    QTest.keyClick(search, key)
    wait_until_idle(window)

    assert table.hasFocus()
    assert chosen(table) == 0
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert chosen(table) == 1


def test_every_list_opens_with_a_row_selected(scene: Scene, theme: Theme) -> None:
    seen: set[str] = set()
    wrong: list[str] = []

    def look(window: MainWindow) -> None:
        wait_until_idle(window)
        shown = [widget for widget in window.findChildren(RecordTable) if widget.isVisible()]
        seen.update(item.objectName() for item in shown if item.model().rowCount())
        wrong.extend(access.lists_without_a_choice(window))

    with opened(scene.admin, scene.clock, theme) as window:
        window.navigator.show_page("pageHeadOffice")
        for name in SECTIONS:
            open_section(window, name)
            look(window)
    with opened(scene.rep, scene.clock, theme) as window:
        for entry in PAGES:
            if not entry.admin_only:
                window.navigator.show_page(entry.name)
                look(window)
        window.navigator.show_customer("G-1007")
        look(window)
    assert wrong == []
    assert {"tableCases", "tableStopped", "tableConflicts", "tableOutbox"} <= seen
    assert {"tableTodayNeeds", "tableTodayAnswers", "tableCustomerOrders"} <= seen


def test_every_page_with_a_search_is_among_those_tried(window: MainWindow) -> None:
    searched = []
    for name in ("pageToday", "pageCustomers", "pageCatalog", "pageOrders", "pageOutbox"):
        window.navigator.show_page(name)
        wait_until_idle(window)
        if window.pages.current.findChild(SearchField) is not None:
            searched.append(name)
    assert searched == ["pageCustomers", "pageCatalog", "pageOrders"]


def test_enter_opens_the_newest_order_that_a_search_found(window: MainWindow) -> None:
    window.navigator.show_page("pageOrders")
    wait_until_idle(window)
    search = child(window.pages.current, QLineEdit, "searchOrders")
    QTest.keyClicks(search, "SO-10001")
    QTest.keyClick(search, Qt.Key.Key_Return)
    wait_until_idle(window)
    QTest.keyClick(child(window.pages.current, QTableView), Qt.Key.Key_Return)
    wait_until_idle(window)

    view = child(window, QDialog, "dialogOrderView")
    assert "SO-10001" in view.windowTitle()


def test_the_last_order_is_repeated_by_keyboard_alone(window: MainWindow) -> None:
    customer = CustomerNumber("G-1002")
    newest = window.context.use_cases.orders.search(customer=customer)[0]
    lines = window.context.use_cases.orders.get(newest.id).order.lines
    window.navigator.new_order(customer)
    wait_until_idle(window)
    editor = child(window, QDialog, "dialogOrder")
    QTest.keyClick(editor, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    wait_until_idle(window)
    earlier = child(editor, QDialog, "dialogEarlierOrders")
    focus = earlier.focusWidget()
    assert chosen(focus) == 0
    QTest.keyClick(focus, Qt.Key.Key_Return)
    wait_until_idle(window)

    taken = model_of(child(editor, QTableView, "tableOrderLines"), OrderLinesModel)
    assert [row.line.sku for row in taken.rows] == [line.sku for line in lines]
    editor.done(0)


def test_the_next_row_is_selected_when_the_selected_one_is_gone(window: MainWindow) -> None:
    window.navigator.show_page("pageOutbox")
    wait_until_idle(window)
    table = child(window.pages.current, QTableView)
    table.selectRow(1)
    model = model_of(table, SnapshotModel)
    rows = model.rows
    model.show([*rows[:1], *rows[2:]])
    assert chosen(table) == 1
    model.show(rows[:1])
    assert chosen(table) == 0


def chosen(table: QWidget) -> int:
    assert isinstance(table, QTableView)
    return table.selectionModel().selectedRows()[0].row()
