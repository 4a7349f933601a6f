"""Enter in every page and dialog of the real window: it presses the button that has the focus."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

import smartclient.ui
from mail_views import mail_views
from quiet_laptop import QuietLaptop
from sample_scene import Scene
from session_views import menu_views, sign_in_views
from smartclient.domain.ids import CustomerNumber
from smartclient.ui.dialogs.dialog import Dialog
from smartclient.ui.look.theme import Theme
from smartclient.ui.shell.main_window import MainWindow
from smartclient.ui.widgets.factories import button
from tests.ui import enter
from window_driver import View, child, opened, wait_until_idle
from window_views import admin_views, rep_views

SHOP = CustomerNumber("G-1001")

_OF_THE_SYSTEM = frozenset(
    {"dialogSavePdf", "dialogExport", "dialogExportWork", "dialogTakeInAnswers"}
)
"""Dialogs that the desktop brings along: where to save a file, or which to open."""


def test_enter_presses_the_focused_button_everywhere(scene: Scene, theme: Theme) -> None:
    seen: set[str] = set()
    wrong: list[str] = []

    def look(views: Iterable[View]) -> None:
        for name, widget in views:
            widget.show()
            widget.activateWindow()
            seen.add(widget.objectName())
            wrong.extend(
                f"{name}: {reported}" for reported in enter.enter_presses_the_wrong(widget)
            )

    with opened(scene.rep, scene.clock, theme) as window:
        look(rep_views(window))
    with opened(scene.admin, scene.clock, theme) as window:
        look(admin_views(window))
    look(sign_in_views(theme))
    with opened(scene.rep, scene.clock, theme) as window:
        look(menu_views(window))
    with opened(scene.rep, scene.clock, theme, QuietLaptop(scene.rep)) as window:
        look(mail_views(window, scene))

    assert not wrong, "\n".join(wrong)
    assert seen >= named_dialogs()


def test_every_dialog_is_on_the_page_for_those_who_automate_the_window() -> None:
    page = (Path(__file__).parent / "README.md").read_text("utf-8")
    assert [name for name in sorted(named_dialogs()) if f"`{name}`" not in page] == []


def test_enter_on_cancel_saves_nothing(scene: Scene, theme: Theme) -> None:
    use_cases = scene.rep.use_cases
    before = use_cases.customers.get(SHOP).customer
    with opened(scene.rep, scene.clock, theme) as window:
        window.navigator.edit_customer(SHOP)
        wait_until_idle(window)
        editor = child(window, QDialog, "dialogCustomer")
        QTest.keyClicks(child(editor, QLineEdit, "customerContact"), "typed")
        _press(editor, "buttonCancelCustomer")
        question = child(editor, QDialog, "dialogDiscardCustomer")
        assert question.isVisible()
        _press(question, "dialogDiscardCustomerYes")
        wait_until_idle(window)
    assert use_cases.customers.get(SHOP).customer == before


def test_enter_on_not_now_asks_nobody(scene: Scene, theme: Theme) -> None:
    before = len(scene.rep.use_cases.conflicts.open())
    with opened(scene.rep, scene.clock, theme) as window:
        conflict = _open_conflict(window)
        child(conflict, QPushButton, "buttonAskHeadOffice").click()
        question = child(conflict, QDialog, "dialogAskHeadOffice")
        _press(question, "dialogAskHeadOfficeNo")
        assert conflict.isVisible()
        wait_until_idle(window)
    assert len(scene.rep.use_cases.conflicts.open()) == before


def test_enter_on_the_button_that_keeps_a_value_keeps_it(scene: Scene, theme: Theme) -> None:
    with opened(scene.rep, scene.clock, theme) as window:
        conflict = _open_conflict(window)
        mine = child(conflict, QRadioButton, "mine_phone")
        mine.setFocus()
        QTest.keyClick(mine, Qt.Key.Key_Return)
        assert mine.isChecked()
        _press(conflict, "buttonResolve")
        wait_until_idle(window)
    assert scene.rep.use_cases.customers.get(SHOP).customer.phone == "509-555-0188"
    assert not [item for item in scene.rep.use_cases.conflicts.open() if item.fields]


def test_enter_after_a_typed_value_keeps_that_value(scene: Scene, theme: Theme) -> None:
    with opened(scene.rep, scene.clock, theme) as window:
        conflict = _open_conflict(window)
        field = child(conflict, QLineEdit, "result_phone")
        field.setFocus()
        QTest.keyClicks(field, "555-0100")
        QTest.keyClick(field, Qt.Key.Key_Return)
        wait_until_idle(window)
    assert scene.rep.use_cases.customers.get(SHOP).customer.phone == "555-0100"


def test_a_typed_value_is_not_lost_by_escape_unasked(scene: Scene, theme: Theme) -> None:
    with opened(scene.rep, scene.clock, theme) as window:
        conflict = _open_conflict(window)
        field = child(conflict, QLineEdit, "result_phone")
        QTest.keyClicks(field, "555-0100")
        QTest.keyClick(conflict, Qt.Key.Key_Escape)
        assert conflict.isVisible()
        _press(child(conflict, QDialog, "dialogDiscardChoice"), "dialogDiscardChoiceNo")
        assert field.text() == "555-0100"


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier),
    ],
)
def test_either_enter_presses_a_button_once_however_long_it_is_held(
    qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    dialog = Dialog(None, "dialogTried", "Tried")
    pressed: list[str] = []
    first, default = (
        button(f"button{name}", name, lambda *_, name=name: pressed.append(name))
        for name in ("First", "Default")
    )
    default.setDefault(True)
    dialog.put_buttons(first, default)
    qtbot.addWidget(dialog)
    dialog.show()
    first.setFocus()
    for repeats in (False, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, key, modifier, "\r", repeats)
        QCoreApplication.sendEvent(first, event)
    assert pressed == ["First"]


def _open_conflict(window: MainWindow) -> QDialog:
    disputed = next(item for item in window.context.use_cases.conflicts.open() if item.fields)
    window.navigator.resolve_conflict(disputed.id)
    wait_until_idle(window)
    return child(window, QDialog, "dialogConflict")


def _press(dialog: QDialog, name: str) -> None:
    pressed = child(dialog, QPushButton, name)
    assert pressed.isEnabled()
    pressed.setFocus()
    QTest.keyClick(pressed, Qt.Key.Key_Return)


def named_dialogs() -> set[str]:
    """Return the name of every dialog that the window's code makes."""
    sources = Path(smartclient.ui.__file__).parent.rglob("*.py")
    found = {
        name
        for source in sources
        for name in re.findall(r'"(dialog[A-Z]\w+)"', source.read_text("utf-8"))
    }
    return found - _OF_THE_SYSTEM
