"""The order editor: by keyboard alone, and nothing that was typed is lost."""

from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDateEdit,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QTableView,
)
from pytestqt.qtbot import QtBot

from smartclient.domain.freshness import parse_freshness
from smartclient.read_models.data_ages import CacheState
from smartclient.ui.delegates.matches import DETAIL_ROLE
from smartclient.ui.models.order_lines import QUANTITY_COLUMN, SKU_COLUMN
from smartclient.ui.shell.main_window import MainWindow
from tests.ui.small_link import SmallLink
from tests.ui.small_use_cases import SmallUseCases
from tests.ui.small_values import NOW
from window_driver import child, focused

# said by Qt's offscreen platform of every window with a smallest size
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


NONE = Qt.KeyboardModifier.NoModifier


def wait_idle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.context.busy)


@pytest.fixture
def editor(qtbot: QtBot, window: MainWindow) -> QDialog:
    child(window, QAction, "actionNewOrder").trigger()
    found = child(window, QDialog, "dialogOrder")
    qtbot.waitActive(found)
    return found


def enter(qtbot: QtBot, window: MainWindow, text: str) -> None:
    """Type into whatever has the focus, as a person would."""
    QTest.keyClicks(focused(), text)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    wait_idle(qtbot, window)


def lines(editor: QDialog) -> list[tuple[str, str]]:
    model = child(editor, QTableView, "tableOrderLines").model()
    return [
        (model.index(index, SKU_COLUMN).data(), model.index(index, QUANTITY_COLUMN).data())
        for index in range(model.rowCount())
    ]


def test_an_order_is_placed_without_the_mouse(
    qtbot: QtBot, window: MainWindow, use_cases: SmallUseCases, link: SmallLink, editor: QDialog
) -> None:
    enter(qtbot, window, "central")
    assert focused().objectName() == "orderProduct"
    enter(qtbot, window, "lamp")
    assert focused().objectName() == "orderQuantity"
    enter(qtbot, window, "3")
    enter(qtbot, window, "ladd")
    enter(qtbot, window, "")
    assert lines(editor) == [("LAMP", "3"), ("LADDER", "1")]
    assert child(editor, QLabel, "totalTotal").text() == "240.00"
    enter(qtbot, window, "")
    assert focused().objectName() == "buttonPlaceOrder"
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(window.banner.text))

    assert [(line.sku, line.quantity) for line in use_cases.placed[0].lines] == [
        ("LAMP", 3),
        ("LADDER", 1),
    ]
    assert use_cases.placed[0].totals.total == Decimal("240.00")
    assert "LI-0001* is saved" in window.banner.text
    assert link.nudges == 1
    assert window.navigator.dialogs == []


def test_an_order_is_placed_with_a_latest_time(
    qtbot: QtBot, window: MainWindow, use_cases: SmallUseCases, editor: QDialog
) -> None:
    enter(qtbot, window, "central")
    enter(qtbot, window, "lamp")
    enter(qtbot, window, "3")
    latest = child(editor, QComboBox, "orderNotAfter")
    latest.setCurrentText("Ask me after 4 hours")
    child(editor, QPushButton, "buttonPlaceOrder").click()
    qtbot.waitUntil(lambda: bool(window.banner.text))
    assert use_cases.latest_times == [window.context.clock.now() + timedelta(hours=4)]


def test_the_same_product_again_adds_to_its_line(
    qtbot: QtBot, window: MainWindow, editor: QDialog
) -> None:
    for text in ("central", "lamp", "2", "lamp", "3"):
        enter(qtbot, window, text)

    assert lines(editor) == [("LAMP", "5")]


def test_a_line_is_changed_in_place_and_dropped_with_delete(
    qtbot: QtBot, window: MainWindow, editor: QDialog
) -> None:
    for text in ("central", "lamp", "2", "ladder", "1"):
        enter(qtbot, window, text)
    table = child(editor, QTableView, "tableOrderLines")

    table.model().setData(table.model().index(0, QUANTITY_COLUMN), 7)
    wait_idle(qtbot, window)
    table.selectRow(1)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    wait_idle(qtbot, window)

    assert lines(editor) == [("LAMP", "7")]
    assert child(editor, QLabel, "totalTotal").text() == "280.00"


@pytest.mark.parametrize("typed", ["1000001", "99999999999999999999", "0", "1.5", "-2", "three"])
def test_what_is_no_quantity_is_refused_and_stays_as_typed(
    qtbot: QtBot, window: MainWindow, editor: QDialog, typed: str
) -> None:
    for text in ("central", "lamp", typed):
        enter(qtbot, window, text)

    assert lines(editor) == []
    assert child(editor, QLineEdit, "orderQuantity").text() == typed
    assert "1,000,000" in child(editor, QLabel, "orderNotTaken").text()

    enter(qtbot, window, "2")
    assert lines(editor) == [("LAMP", "2")]
    assert child(editor, QLabel, "orderNotTaken").text() == ""


@pytest.mark.parametrize(
    ("typed", "taken"), [("150000", "150,000"), ("1,000,000", "1,000,000"), ("1000001", "2")]
)
def test_a_quantity_edited_in_its_cell_is_taken_whole_or_not_at_all(
    qtbot: QtBot, window: MainWindow, editor: QDialog, typed: str, taken: str
) -> None:
    for text in ("central", "lamp", "2"):
        enter(qtbot, window, text)
    table = child(editor, QTableView, "tableOrderLines")
    table.setFocus()
    table.edit(table.model().index(0, QUANTITY_COLUMN))
    cell = child(table, QLineEdit, "editQuantity")
    cell.selectAll()
    QTest.keyClicks(cell, typed)
    QTest.keyClick(cell, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.findChild(QLineEdit, "editQuantity") is None)
    wait_idle(qtbot, window)

    assert lines(editor) == [("LAMP", taken)]
    assert bool(child(editor, QLabel, "orderNotTaken").text()) == (taken == "2")


def test_adding_up_to_more_than_a_line_may_hold_is_refused(
    qtbot: QtBot, window: MainWindow, editor: QDialog
) -> None:
    for text in ("central", "lamp", "1000000", "lamp", "1"):
        enter(qtbot, window, text)

    assert lines(editor) == [("LAMP", "1,000,000")]
    assert "LAMP" in child(editor, QLabel, "orderNotTaken").text()


def key(
    qtbot: QtBot, window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE
) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(focused(), key, modifier)
    wait_idle(qtbot, window)


def tab_into_lines(qtbot: QtBot, window: MainWindow, editor: QDialog) -> QTableView:
    table = child(editor, QTableView, "tableOrderLines")
    for _ in range(12):
        key(qtbot, window, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is table:
            return table
    raise AssertionError(QApplication.focusWidget())


def selected(table: QTableView) -> list[int]:
    return [index.row() for index in table.selectionModel().selectedRows()]


def test_lines_are_gone_through_and_changed_by_keyboard(
    qtbot: QtBot, window: MainWindow, editor: QDialog
) -> None:
    for text in ("central", "lamp", "2", "ladder", "1"):
        enter(qtbot, window, text)
    child(editor, QTableView, "tableOrderLines").clearSelection()

    table = tab_into_lines(qtbot, window, editor)
    assert selected(table) == [0], "Tab selects the first line"
    assert table.currentIndex().column() == QUANTITY_COLUMN
    QTest.keyClick(table, Qt.Key.Key_7)
    cell = child(table, QLineEdit, "editQuantity")
    assert cell.text() == "7", "a figure replaces the quantity at once"
    QTest.keyClick(cell, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.findChild(QLineEdit, "editQuantity") is None)
    wait_idle(qtbot, window)
    key(qtbot, window, Qt.Key.Key_Down)
    assert selected(table) == [1]
    assert table.currentIndex().column() == QUANTITY_COLUMN
    assert lines(editor) == [("LAMP", "7"), ("LADDER", "1")]


def test_the_current_quantity_is_to_be_seen(
    qtbot: QtBot, window: MainWindow, editor: QDialog
) -> None:
    for text in ("central", "lamp", "2", "ladder", "1"):
        enter(qtbot, window, text)
    table = child(editor, QTableView, "tableOrderLines")
    table.setFocus()
    quantity, sku = (table.model().index(1, at) for at in (QUANTITY_COLUMN, SKU_COLUMN))
    place = table.visualRect(quantity)
    table.setCurrentIndex(sku)
    without = table.viewport().grab(place).toImage()
    table.setCurrentIndex(quantity)
    assert table.viewport().grab(place).toImage() != without


def test_a_line_that_was_clicked_has_its_quantity_typed_over(
    qtbot: QtBot, window: MainWindow, editor: QDialog
) -> None:
    for text in ("central", "lamp", "2", "ladder", "1"):
        enter(qtbot, window, text)
    table = child(editor, QTableView, "tableOrderLines")
    name = table.visualRect(table.model().index(0, SKU_COLUMN)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=name)
    QTest.keyClick(table, Qt.Key.Key_8)
    cell = child(table, QLineEdit, "editQuantity")
    QTest.keyClick(cell, Qt.Key.Key_Return)
    wait_idle(qtbot, window)
    assert lines(editor) == [("LAMP", "8"), ("LADDER", "1")]


def test_enter_on_a_line_opens_its_quantity(
    qtbot: QtBot, window: MainWindow, editor: QDialog
) -> None:
    for text in ("central", "lamp", "2"):
        enter(qtbot, window, text)
    table = child(editor, QTableView, "tableOrderLines")
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert child(table, QLineEdit, "editQuantity").text() == "2"


def test_a_dropped_line_leaves_the_next_selected_and_comes_back(
    qtbot: QtBot, window: MainWindow, editor: QDialog
) -> None:
    for text in ("central", "lamp", "2", "ladder", "1"):
        enter(qtbot, window, text)
    table = child(editor, QTableView, "tableOrderLines")
    table.setFocus()
    table.selectRow(0)
    key(qtbot, window, Qt.Key.Key_Delete)
    assert lines(editor) == [("LADDER", "1")]
    assert selected(table) == [0]
    key(qtbot, window, Qt.Key.Key_Delete)
    assert lines(editor) == []

    key(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    key(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert lines(editor) == [("LAMP", "2"), ("LADDER", "1")]
    assert selected(table) == [0], "what came back is selected"
    assert child(editor, QLabel, "pricesPaidOf").accessibleName().endswith(": Lamp")
    assert child(editor, QLabel, "totalTotal").text() == "200.00"


def test_a_line_just_added_is_undone_from_the_empty_product_field(
    qtbot: QtBot, window: MainWindow, editor: QDialog
) -> None:
    for text in ("central", "lamp", "2", "lamp", "3"):
        enter(qtbot, window, text)
    assert focused().objectName() == "orderProduct"
    key(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert lines(editor) == [("LAMP", "2")]
    QTest.keyClicks(focused(), "lad")
    key(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert lines(editor) == [("LAMP", "2")], "what is typed is the field's to take back"


def test_lines_are_numbered_and_a_new_one_is_in_sight(
    qtbot: QtBot, window: MainWindow, use_cases: SmallUseCases, editor: QDialog
) -> None:
    enter(qtbot, window, "central")
    for index in range(30):
        use_cases.prices[f"P-{index:02}"] = Decimal(1)
        for text in (f"p-{index:02}", "1"):
            enter(qtbot, window, text)
    table = child(editor, QTableView, "tableOrderLines")
    model = table.model()
    assert [model.index(index, 0).data() for index in range(30)] == [
        str(index) for index in range(1, 31)
    ]
    last = table.visualRect(model.index(29, QUANTITY_COLUMN))
    assert table.viewport().rect().contains(last), (last, table.viewport().rect())

    table.scrollToTop()
    for text in ("p-29", "1"):
        enter(qtbot, window, text)
    last = table.visualRect(model.index(29, QUANTITY_COLUMN))
    assert table.viewport().rect().contains(last), "a line that grew is in sight, too"


def test_enter_waits_for_what_is_still_being_looked_up(
    qtbot: QtBot, window: MainWindow, editor: QDialog
) -> None:
    field = child(editor, QLineEdit, "orderCustomer")
    QTest.keyClicks(field, "cent")
    QTest.keyClick(field, Qt.Key.Key_Return)
    wait_idle(qtbot, window)

    assert field.text() == "Central Bicycle Specialists"


def test_a_product_that_is_not_found_is_said_so_and_can_not_be_taken(
    qtbot: QtBot, window: MainWindow, editor: QDialog
) -> None:
    enter(qtbot, window, "central")
    field = child(editor, QLineEdit, "orderProduct")
    QTest.keyClicks(field, "no such thing")
    wait_idle(qtbot, window)

    found = QApplication.activePopupWidget()
    assert isinstance(found, QListView)
    assert found.model().index(0, 0).data() == "No matches"
    QTest.keyClick(found, Qt.Key.Key_Down)
    QTest.keyClick(found, Qt.Key.Key_Return)
    wait_idle(qtbot, window)

    assert lines(editor) == []
    assert field.text() == "no such thing"


def test_tab_leaves_the_day_while_none_is_chosen(
    qtbot: QtBot, window: MainWindow, editor: QDialog
) -> None:
    enter(qtbot, window, "central")
    day = child(editor, QDateEdit, "orderDeliverOn")
    day.setFocus()
    assert day.text() == "As soon as possible"

    QTest.keyClick(day, Qt.Key.Key_Tab)

    assert focused().objectName() == "orderReference"


def test_an_order_that_is_closed_stays_as_a_draft(
    qtbot: QtBot, window: MainWindow, use_cases: SmallUseCases, editor: QDialog
) -> None:
    for text in ("central", "lamp", "2"):
        enter(qtbot, window, text)

    QTest.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: bool(window.banner.text))

    assert [line.sku for line in use_cases.drafts[0].lines] == ["LAMP"]
    assert window.banner.text == "Saved as draft LI-0002*."


def test_closing_the_window_keeps_what_was_being_entered(
    qtbot: QtBot, window: MainWindow, use_cases: SmallUseCases, editor: QDialog
) -> None:
    for text in ("central", "lamp", "2"):
        enter(qtbot, window, text)

    with qtbot.waitSignal(window.closed):
        window.close()

    assert len(use_cases.drafts) == 1


def test_an_empty_order_leaves_nothing_behind(
    qtbot: QtBot, window: MainWindow, use_cases: SmallUseCases, editor: QDialog
) -> None:
    enter(qtbot, window, "central")
    assert not child(editor, QPushButton, "buttonPlaceOrder").isEnabled()

    QTest.keyClick(editor, Qt.Key.Key_Escape)
    wait_idle(qtbot, window)

    assert use_cases.drafts == []


@pytest.mark.parametrize(
    ("key", "modifiers", "dialog"),
    [
        (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier, "dialogGoTo"),
        (Qt.Key.Key_F1, NONE, "dialogHelp"),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.ControlModifier, "dialogShortcuts"),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier, "dialogLegend"),
        (Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier, "dialogPreferences"),
    ],
)
def test_keys_that_work_everywhere_work_in_the_editor(
    qtbot: QtBot,
    window: MainWindow,
    editor: QDialog,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier,
    dialog: str,
) -> None:
    QTest.keyClick(focused(), key, modifiers)
    qtbot.waitUntil(lambda: window.findChild(QDialog, dialog) is not None)


def test_working_offline_and_syncing_are_keys_in_the_editor_too(
    qtbot: QtBot, window: MainWindow, use_cases: SmallUseCases, link: SmallLink, editor: QDialog
) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(editor, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: link.syncs == 1)
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(focused(), Qt.Key.Key_O, control | shift)
    qtbot.waitUntil(lambda: use_cases.offline)


def test_a_product_no_longer_sold_is_shown_before_it_is_taken(
    qtbot: QtBot, window: MainWindow, use_cases: SmallUseCases, editor: QDialog
) -> None:
    use_cases.discontinued.add("LAMP")
    enter(qtbot, window, "central")
    enter(qtbot, window, "lamp")

    assert focused().objectName() == "orderProduct"
    found = QApplication.activePopupWidget()
    assert isinstance(found, QListView)
    assert found.currentIndex().data() == "LAMP  Lamp"
    assert "No longer sold" in found.currentIndex().data(DETAIL_ROLE)
    QTest.keyClick(found, Qt.Key.Key_Return)
    wait_idle(qtbot, window)
    assert focused().objectName() == "orderQuantity"
    enter(qtbot, window, "2")
    assert lines(editor) == [("LAMP", "2")]


def test_figures_of_a_product_found_say_what_they_are(
    qtbot: QtBot, window: MainWindow, use_cases: SmallUseCases, editor: QDialog
) -> None:
    enter(qtbot, window, "central")
    use_cases.stock["LAMP"] = 1_200
    QTest.keyClicks(focused(), "lamp")
    wait_idle(qtbot, window)
    found = QApplication.activePopupWidget()
    assert isinstance(found, QAbstractItemView)
    assert found.model().index(0, 0).data(DETAIL_ROLE) == "Price 40.00  ·  Stock 1,200"


def test_the_row_that_is_selected_in_the_list_is_the_one_that_is_taken(
    qtbot: QtBot, window: MainWindow, editor: QDialog
) -> None:
    enter(qtbot, window, "central")
    QTest.keyClicks(focused(), "la")
    wait_idle(qtbot, window)
    found = QApplication.activePopupWidget()
    assert found is not None
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(found, key)
    wait_idle(qtbot, window)
    enter(qtbot, window, "2")
    assert lines(editor) == [("LADDER", "2")]


def test_the_editor_shows_the_age_of_what_an_order_is_quoted_from_and_warns_of_old_data(
    qtbot: QtBot, window: MainWindow, use_cases: SmallUseCases, editor: QDialog
) -> None:
    steps = parse_freshness("1d mark, 7d warn, 30d refuse")
    for kind, days in (("prices", 9), ("offers", 3), ("stock", 0)):
        as_of = NOW - timedelta(days=days)
        use_cases.cache[kind] = CacheState(rows=3, as_of=as_of, policy=steps)
    enter(qtbot, window, "central")
    enter(qtbot, window, "lamp")
    enter(qtbot, window, "3")
    warnings, ages = child(editor, QLabel, "orderWarnings"), child(editor, QLabel, "orderAges")
    assert warnings.isVisible()
    assert warnings.text() == (
        "Prices: old data, as of 9 days ago. Sync before you promise anything by it."
    )
    assert ages.isVisible()
    assert ages.text() == "Offers: as of 3 days ago."
