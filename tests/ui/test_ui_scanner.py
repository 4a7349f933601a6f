"""Scanners in the order editor: each scan is one piece, and nobody's typing is taken for one."""

from collections.abc import Iterator
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from smartclient.ui.models.order_lines import QUANTITY_COLUMN
from smartclient.ui.scanner import LEAST_CHARACTERS, PER_CHARACTER_MS, ScannedWord
from smartclient.ui.shell.main_window import MainWindow
from tests.ui.small_use_cases import SmallUseCases
from tests.ui.test_ui_order_editor import enter, lines, wait_idle
from window_driver import child, focused

# said by Qt's offscreen platform of every window with a smallest size
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

words = st.text(st.characters(codec="ascii", categories=["L", "N", "P"]), min_size=1, max_size=20)
START = 1_000_000


def code_of(word: str, gaps: list[int]) -> str:
    """Return what is scanned when the characters and Enter follow each other after ``gaps``."""
    read = ScannedWord()
    *times, last = list(accumulate(gaps, initial=START))[: len(word) + 1]
    for character, at in zip(word, times, strict=True):
        read.add_character(character, at)
    return read.finish(last)


def gaps_of(word: str, gap: st.SearchStrategy[int]) -> st.SearchStrategy[list[int]]:
    return st.lists(gap, min_size=len(word), max_size=len(word))


@given(words.flatmap(lambda word: st.tuples(st.just(word), gaps_of(word, st.integers(0, 35)))))
def test_a_whole_word_and_enter_within_milliseconds_is_a_scan(typed: tuple[str, list[int]]) -> None:
    word, gaps = typed
    assert code_of(word, gaps) == (word if len(word) >= LEAST_CHARACTERS else "")


@given(
    words.flatmap(
        lambda word: st.tuples(
            st.just(word),
            gaps_of(word, st.integers(0, 200)),
            st.integers(0, len(word) - 1),
            st.integers(PER_CHARACTER_MS + 1, 5_000),
        )
    )
)
def test_one_longer_pause_makes_no_scan_of_what_came_before(
    typed: tuple[str, list[int], int, int],
) -> None:
    word, gaps, place, pause = typed
    slow = [*gaps[:place], pause, *gaps[place + 1 :]]
    assert len(code_of(word, slow)) < len(word)


@given(words.flatmap(lambda word: st.tuples(st.just(word), gaps_of(word, st.integers(36, 900)))))
def test_typing_at_a_persons_pace_is_never_a_scan(typed: tuple[str, list[int]]) -> None:
    assert code_of(*typed) == ""


# in the editor ---------------------------------------------------------------------------------


class Keyboard:
    """What sends keys to a window with their times, as the system does."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.at = START

    def strike(self, key: int, text: str, gap: int, *, repeats: bool = False) -> None:
        self.at += gap
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text, repeats)
            event.setTimestamp(self.at)
            QCoreApplication.sendEvent(self._window.windowHandle(), event)

    def type(self, text: str, gap: int, *, enter: bool = True) -> None:
        """Strike the keys of ``text``, and Enter, ``gap`` ms after one another."""
        self.at += 1_000
        for character in text:
            self.strike(ord(character.upper()), character, gap)
        if enter:
            self.strike(Qt.Key.Key_Return, "\r", gap)


@pytest.fixture
def editor(qtbot: QtBot, window: MainWindow, use_cases: SmallUseCases) -> QDialog:
    use_cases.eans["4006381333931"] = "LADDER"
    child(window, QAction, "actionNewOrder").trigger()
    found = child(window, QDialog, "dialogOrder")
    customer = found.findChild(QLineEdit, "orderCustomer")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is customer)
    enter(qtbot, window, "central")
    return found


@pytest.fixture
def keyboard(editor: QDialog) -> Keyboard:
    return Keyboard(editor)


def places(editor: QDialog) -> Iterator[QWidget]:
    """Return everything in the editor that can have the focus."""
    for widget in editor.findChildren(QWidget):
        if (
            widget.isVisible()
            and widget.isEnabled()
            and widget.focusPolicy() & Qt.FocusPolicy.StrongFocus
        ):
            yield widget


def contents(editor: QDialog) -> list[str]:
    fields = [field.text() for field in editor.findChildren(QLineEdit)]
    return [*fields, *(combo.currentText() for combo in editor.findChildren(QComboBox))]


def test_each_scan_adds_one_piece_wherever_the_focus_is(
    qtbot: QtBot, window: MainWindow, editor: QDialog, keyboard: Keyboard, use_cases: SmallUseCases
) -> None:
    enter(qtbot, window, "lamp")
    enter(qtbot, window, "1")
    before, tried = contents(editor), 0
    for widget in places(editor):
        widget.setFocus()
        if QApplication.focusWidget() is not widget:
            continue
        tried += 1
        keyboard.type("LAMP" if tried % 2 else "4006381333931", gap=4)
        wait_idle(qtbot, window)
        assert contents(editor) == before, widget.objectName()
        assert not use_cases.placed, widget.objectName()
    assert tried >= 10
    assert lines(editor) == [("LAMP", str(1 + -(-tried // 2))), ("LADDER", str(tried // 2))]


def test_scans_that_follow_at_once_are_all_counted(
    qtbot: QtBot, window: MainWindow, editor: QDialog, keyboard: Keyboard
) -> None:
    for code in ("LAMP", "LAMP", "4006381333931", "LAMP"):
        keyboard.type(code, gap=8)
    wait_idle(qtbot, window)
    assert lines(editor) == [("LAMP", "3"), ("LADDER", "1")]


def test_a_scan_changes_neither_the_quantity_nor_what_is_half_typed(
    qtbot: QtBot, window: MainWindow, editor: QDialog, keyboard: Keyboard
) -> None:
    enter(qtbot, window, "lamp")
    assert focused().objectName() == "orderQuantity"
    keyboard.type("4006381333931", gap=4)
    wait_idle(qtbot, window)
    assert lines(editor) == [("LADDER", "1")]
    assert child(editor, QLineEdit, "orderQuantity").text() == "1"
    assert child(editor, QLineEdit, "orderProduct").text() == "LAMP  Lamp"


def test_a_scan_while_a_quantity_is_edited_leaves_it_alone(
    qtbot: QtBot, window: MainWindow, editor: QDialog, keyboard: Keyboard
) -> None:
    enter(qtbot, window, "lamp")
    enter(qtbot, window, "2")
    table = child(editor, QTableView, "tableOrderLines")
    table.setFocus()
    table.edit(table.model().index(0, QUANTITY_COLUMN))
    cell = child(table, QLineEdit, "editQuantity")
    cell.setText("9")
    keyboard.type("4006381333931", gap=4)
    wait_idle(qtbot, window)
    assert cell.text() == "9"
    assert lines(editor) == [("LAMP", "2"), ("LADDER", "1")]


def test_a_scanner_that_ends_with_two_enters_presses_no_button(
    qtbot: QtBot, window: MainWindow, editor: QDialog, keyboard: Keyboard, use_cases: SmallUseCases
) -> None:
    enter(qtbot, window, "lamp")
    enter(qtbot, window, "2")
    child(editor, QPushButton, "buttonPlaceOrder").setFocus()
    keyboard.type("LAMP", gap=4)
    keyboard.strike(Qt.Key.Key_Return, "\n", 4)
    wait_idle(qtbot, window)
    assert lines(editor) == [("LAMP", "3")]
    assert not use_cases.placed


def test_an_unknown_code_is_said_and_stays_said_while_others_are_scanned(
    qtbot: QtBot, window: MainWindow, editor: QDialog, keyboard: Keyboard
) -> None:
    for code in ("4012345678901", "LAMP", "NO-SUCH", "LAMP"):
        keyboard.type(code, gap=4)
        wait_idle(qtbot, window)
    assert lines(editor) == [("LAMP", "2")]
    said = child(editor, QLabel, "orderNotTaken").text()
    assert "4012345678901" in said
    assert "NO-SUCH" in said


def test_a_scan_before_a_customer_is_chosen_says_so(
    qtbot: QtBot, window: MainWindow, use_cases: SmallUseCases
) -> None:
    child(window, QAction, "actionNewOrder").trigger()
    editor = child(window, QDialog, "dialogOrder")
    qtbot.waitActive(editor)
    Keyboard(editor).type("LAMP", gap=4)
    wait_idle(qtbot, window)
    assert "Choose a customer first" in child(editor, QLabel, "orderNotTaken").text()
    assert child(editor, QLineEdit, "orderCustomer").text() == ""


@pytest.mark.parametrize("gap", [PER_CHARACTER_MS + 1, 60, 90, 150])
def test_what_a_person_types_arrives_where_it_was_typed(
    qtbot: QtBot, window: MainWindow, editor: QDialog, keyboard: Keyboard, gap: int
) -> None:
    reference = child(editor, QLineEdit, "orderReference")
    reference.setFocus()
    keyboard.type("Lamp 12", gap=gap)
    qtbot.waitUntil(lambda: reference.text() == "Lamp 12")
    wait_idle(qtbot, window)
    assert lines(editor) == []


def test_fast_keys_without_enter_are_typed(
    qtbot: QtBot, window: MainWindow, editor: QDialog, keyboard: Keyboard
) -> None:
    reference = child(editor, QLineEdit, "orderReference")
    reference.setFocus()
    keyboard.type("LAMP", gap=4, enter=False)
    assert reference.text() == "", "held back for a moment"
    qtbot.waitUntil(lambda: reference.text() == "LAMP")
    keyboard.strike(Qt.Key.Key_Return, "\r", 200)
    wait_idle(qtbot, window)
    assert lines(editor) == []


def test_a_key_held_down_is_no_scan(
    qtbot: QtBot, window: MainWindow, editor: QDialog, keyboard: Keyboard
) -> None:
    reference = child(editor, QLineEdit, "orderReference")
    reference.setFocus()
    for index in range(5):
        keyboard.strike(Qt.Key.Key_7, "7", 33, repeats=index > 0)
    keyboard.strike(Qt.Key.Key_Return, "\r", 20)
    qtbot.waitUntil(lambda: reference.text() == "77777")
    assert lines(editor) == []
