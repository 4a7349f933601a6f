"""Pressing: what Enter does, the same in every dialog and on every page of the window.

Enter presses the button that has the focus. In a field it presses the dialog's default button,
which is Qt's own doing; Qt alone would press that one from another button too.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget


def is_enter(event: QKeyEvent) -> bool:
    """Whether a key is Enter, of the keyboard or of its number block, and nothing with it."""
    if event.key() == Qt.Key.Key_Enter:
        return event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
    return event.key() == Qt.Key.Key_Return and not event.modifiers()


def press_focused(window: QWidget, event: QKeyEvent) -> bool:
    """Press the focused button of ``window`` if the key is Enter; whether there was one.

    A key that is held down presses once: what the button opens has other buttons.
    """
    focused = window.focusWidget()
    if not is_enter(event) or not isinstance(focused, QAbstractButton):
        return False
    event.accept()
    if not event.isAutoRepeat():
        focused.click()
    return True
