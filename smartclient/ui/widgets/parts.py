"""Plain parts: buttons, labels and rows, each made the same way everywhere."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from smartclient.ui.tokens import FIELD_HEIGHT, SPACE_BETWEEN, SPACE_GROUP

_TITLE_FACTOR = 1.6
_HEADING_FACTOR = 1.15


def button(
    name: str, text: str, clicked: Callable[[], None], *, primary: bool = False
) -> QPushButton:
    """Return a button that says what it does; the primary one carries the accent."""
    made = QPushButton(text)
    made.setObjectName(name)
    made.setAccessibleName(text.replace("&", "").replace("…", ""))
    made.setAutoDefault(False)
    made.setProperty("primary", primary)
    made.clicked.connect(clicked)
    return made


def link_button(name: str, text: str, clicked: Callable[[], None]) -> QPushButton:
    """Return a button that looks like a link, for lesser ways to go on."""
    made = button(name, text, clicked)
    made.setFlat(True)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def label(text: str = "", *, name: str = "", muted: bool = False, wraps: bool = False) -> QLabel:
    """Return a label of plain text."""
    made = QLabel(text)
    made.setObjectName(name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    made.setProperty("muted", muted)
    return made


def field_label(text: str) -> QLabel:
    """Return the label at the left of a field, as high as the field is."""
    made = label(text, muted=True)
    made.setMinimumHeight(FIELD_HEIGHT)
    return made


def _larger(text: str, factor: float) -> QLabel:
    made = label(text)
    font = QFont(made.font())
    font.setPointSizeF(font.pointSizeF() * factor)
    font.setWeight(QFont.Weight.DemiBold)
    made.setFont(font)
    return made


def title(text: str) -> QLabel:
    """Return the title of a page or a dialog."""
    return _larger(text, _TITLE_FACTOR)


def heading(text: str) -> QLabel:
    """Return the heading of a group."""
    return _larger(text, _HEADING_FACTOR)


def row(*widgets: QWidget | None, spacing: int = SPACE_BETWEEN) -> QHBoxLayout:
    """Return widgets side by side; None is the space that stretches."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    for widget in widgets:
        if widget is None:
            made.addStretch(1)
        else:
            made.addWidget(widget)
    return made


def card(*widgets: QWidget, stretches: bool = False) -> QFrame:
    """Return a panel with widgets one below the other; one that stretches keeps them at its top."""
    frame = QFrame()
    frame.setProperty("card", "true")
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(SPACE_GROUP, SPACE_GROUP, SPACE_GROUP, SPACE_GROUP)
    inside.setSpacing(SPACE_BETWEEN)
    for widget in widgets:
        inside.addWidget(widget)
    if stretches:
        inside.addStretch(1)
    return frame
