"""The table of functions: every button and menu item stands in it, and is disabled by it."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import smartclient.ui
from smartclient.domain.ids import CustomerNumber
from smartclient.read_models.functions import CONTROLS, SWITCHED_OFF, Need
from smartclient.ui.shell.main_window import MainWindow
from tests.ui.driver import UserDriver
from tests.ui.small_link import SmallLink
from tests.ui.small_use_cases import SmallUseCases
from window_driver import child

_NAME = re.compile(r'"((?:button|action)[A-Z][A-Za-z]*)"')
_MAKES = re.compile(r"(link_)?button|_action|\w+Button")
_OF_THE_LINK = frozenset({Need.SENDING, Need.ANSWER})


def _begins_with(argument: ast.expr) -> str:
    """What the name that is given to a button begins with, "" where it is given by a caller."""
    begins = argument.values[0] if isinstance(argument, ast.JoinedStr) else argument
    if isinstance(begins, ast.Constant) and isinstance(begins.value, str):
        return begins.value
    return ""


def _made(source: str) -> Iterator[str]:
    """The names of the buttons and menu items that are made in ``source``."""
    yield from _NAME.findall(source)
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call):
            maker = call.func
            name = getattr(maker, "id", getattr(maker, "attr", ""))
            texts = [text for text in map(_begins_with, call.args) if text]
            if _MAKES.fullmatch(name) and texts and texts[0].replace("_", "").isalpha():
                yield texts[0]


def test_every_button_and_menu_item_is_in_the_table() -> None:
    folder = Path(smartclient.ui.__file__).parent
    sources = [path.read_text(encoding="utf-8") for path in folder.rglob("*.py")]
    assert {name for source in sources for name in _made(source)} == set(CONTROLS)


def _open(window: MainWindow, driver: UserDriver) -> Iterator[QWidget]:
    yield window
    window.navigator.show_customer(CustomerNumber("C-1"))
    driver.wait()
    yield window


def _named(widget: QWidget) -> Iterator[QAbstractButton | QAction]:
    yield from (one for one in widget.findChildren(QAbstractButton) if one.objectName() in CONTROLS)
    yield from (one for one in widget.findChildren(QAction) if one.objectName() in CONTROLS)


def test_what_needs_the_link_is_disabled_offline_and_says_so(
    qtbot: QtBot, open_window: Callable[..., MainWindow]
) -> None:
    desk = SmallUseCases()
    window = open_window(desk, SmallLink(desk))
    driver = UserDriver(qtbot, window)
    child(window, QAction, "actionWorkOffline").trigger()
    driver.wait()
    seen = set()
    for view in _open(window, driver):
        for control in _named(view):
            if CONTROLS[control.objectName()] & _OF_THE_LINK:
                seen.add(control.objectName())
                assert not control.isEnabled(), control.objectName()
                assert control.toolTip() == SWITCHED_OFF, control.objectName()
                if isinstance(control, QPushButton):
                    assert control.accessibleDescription() == SWITCHED_OFF
    assert seen == {"actionSyncNow", "actionNewCode", "overviewCheckOut"}
    child(window, QAction, "actionWorkOffline").trigger()
    driver.wait()
    assert child(window, QAction, "actionSyncNow").isEnabled()
    window.end()
