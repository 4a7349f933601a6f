"""Availability: whatever is disabled says why, in its tooltip and to screen readers."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

import smartclient.ui as window
from smartclient.ui.pages.registry import PAGES
from smartclient.ui.shell.main_window import MainWindow
from tests.ui.driver import UserDriver
from tests.ui.small_link import SmallLink
from tests.ui.small_use_cases import SmallUseCases

ROOT = Path(window.__file__).parent
FIELDS = {
    # fields to type in, which are empty until there is something to say in them
    "dialogs/mail/message.py": {"_show_state"},
    "dialogs/order/confirm_by_mail.py": {"show_possible"},
    "dialogs/order/form.py": {"_open_fields"},
    "dialogs/setup/sign_in.py": {"_look", "_show_waiting"},
    # an entry of a choice, which has the reason as its own tooltip
    "dialogs/mail/form.py": {"_fill_choices"},
}
"""Where what is disabled is a field or an entry and no action, by file and function."""


def _disabling() -> Iterator[tuple[str, str]]:
    """Every function of the window that enables or disables something itself."""
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if name == "widgets/availability.py":
            continue
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef) and _disables(function):
                yield name, function.name


def _disables(function: ast.FunctionDef) -> bool:
    calls = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
    return any(
        isinstance(call, ast.Attribute) and call.attr in {"setEnabled", "setDisabled"}
        for call in calls
    )


def test_every_action_is_enabled_in_one_place_which_says_why_it_is_not() -> None:
    found: dict[str, set[str]] = {}
    for name, function in _disabling():
        found.setdefault(name, set()).add(function)
    assert found == FIELDS


def _silent(widget: QWidget) -> Iterator[str]:
    """The disabled actions within a widget that do not say why."""
    for button in widget.findChildren(QAbstractButton):
        is_ours = bool(button.objectName()) and not button.objectName().startswith("qt_")
        says_why = button.toolTip() and button.accessibleDescription()
        if is_ours and button.isVisibleTo(widget) and not button.isEnabled() and not says_why:
            yield button.objectName()
    for action in widget.findChildren(QAction):
        if action.objectName() and not action.isEnabled() and not action.toolTip():
            yield action.objectName()


def test_on_every_page_what_is_disabled_says_why(
    qtbot: QtBot, open_window: Callable[..., MainWindow]
) -> None:
    desk = SmallUseCases(is_admin=True)
    window = open_window(desk, SmallLink(desk))
    driver = UserDriver(qtbot, window)
    for page in PAGES:
        driver.go_to(page.name)
        assert not list(_silent(window)), page.name
    window.end()
