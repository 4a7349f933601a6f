"""Plain text: what people wrote is shown as they wrote it, never interpreted as markup.

Qt interprets the text of a tooltip, and of a label with the default format, as markup when it
looks like some: a customer's name could then open a file. Tooltips are created here alone;
labels in ``smartclient.ui.widgets.factories``.
"""

from __future__ import annotations

from PySide6.QtGui import QAction, Qt
from PySide6.QtWidgets import QSystemTrayIcon, QWidget


def tip(text: str) -> str:
    """What shows ``text`` character by character as a tooltip."""
    if not Qt.mightBeRichText(text):
        return text
    return Qt.convertFromPlainText(text, Qt.WhiteSpaceMode.WhiteSpaceNormal)


def set_tip(of: QWidget | QAction, text: str) -> None:
    """Give a widget or an action a tooltip."""
    of.setToolTip(tip(text))


def restore_tip(of: QWidget | QAction, shown: str) -> None:
    """Give a widget or an action the tooltip that it was given before, as it was shown then."""
    of.setToolTip(shown)


def set_tray_tip(icon: QSystemTrayIcon, text: str) -> None:
    """Give the icon in the tray a tooltip; some desktops interpret it as markup, others don't."""
    icon.setToolTip(text.replace("<", "(").replace(">", ")"))


def button_text(text: str) -> str:
    """What shows ``text`` on a button, where ``&`` would name a key."""
    return text.replace("&", "&&")
