"""Factories: buttons, labels and rows, each created the same way everywhere."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from smartclient.ui.look.tokens import FIELD_HEIGHT, SPACE_BETWEEN, SPACE_GROUP
from smartclient.ui.text.plain_text import set_tip

_TITLE_FACTOR = 1.6
_HEADING_FACTOR = 1.15
_ELIDED_SLACK = 2


def button(
    name: str, text: str, clicked: Callable[[], None], *, primary: bool = False
) -> QPushButton:
    """A button labelled with what it does; the primary one carries the accent."""
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAccessibleName(text.replace("&", "").replace("…", ""))
    button.setAutoDefault(False)
    button.setProperty("primary", primary)
    button.clicked.connect(clicked)
    return button


def link_button(name: str, text: str, clicked: Callable[[], None]) -> QPushButton:
    """A button that looks like a link, for lesser ways to go on."""
    link = button(name, text, clicked)
    link.setFlat(True)
    link.setCursor(Qt.CursorShape.PointingHandCursor)
    return link


def label(text: str = "", *, name: str = "", muted: bool = False, wraps: bool = False) -> QLabel:
    """A label of plain text."""
    label = QLabel(text)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps)
    label.setProperty("muted", muted)
    return label


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab comes by a widget."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


class ElidedLabel(QLabel):
    """A name on one line, cut where there is no room for it; its tooltip has all of it."""

    def __init__(self, text: str = "", *, name: str = "", muted: bool = False) -> None:
        super().__init__()
        self._whole = ""
        self.setProperty("muted", muted)
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show ``text``, as far as there is room."""
        self._whole = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._cut()

    def sizeHint(self) -> QSize:
        """The size that shows all of the text."""
        width = self.fontMetrics().horizontalAdvance(self._whole) + self._padding() + _ELIDED_SLACK
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """That it gives way to everything else."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as there is room for."""
        super().resizeEvent(event)
        self._cut()

    def changeEvent(self, event: QEvent) -> None:
        """Show as much as there is room for in another font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._cut()

    def _padding(self) -> int:
        """What the style sheet leaves free beside the text, in pixels."""
        text = self.fontMetrics().horizontalAdvance(self.text())
        return max(0, super().sizeHint().width() - text)

    def _cut(self) -> None:
        if not self._whole:
            self.setText("")
            set_tip(self, "")
            return
        end = Qt.TextElideMode.ElideRight
        room = self.width() - self._padding()
        shown = self.fontMetrics().elidedText(self._whole, end, room)
        self.setText(shown)
        set_tip(self, self._whole if shown != self._whole else "")


def field_label(text: str) -> QLabel:
    """The label at the left of a field, as high as the field is."""
    text_label = label(text, muted=True)
    text_label.setMinimumHeight(FIELD_HEIGHT)
    return text_label


def elided_title(text: str) -> ElidedLabel:
    """A title that is a name, which may be long."""
    return _elided(text, _TITLE_FACTOR)


def elided_heading(text: str) -> ElidedLabel:
    """A heading with a name in it, which may be long."""
    return _elided(text, _HEADING_FACTOR)


def _elided(text: str, factor: float) -> ElidedLabel:
    label = ElidedLabel()
    # before it is measured for the first time: from then on the theme's font stays
    label.setFont(_larger_font(label.font(), factor))
    label.set_text(text)
    return label


def _larger(text: str, factor: float) -> QLabel:
    text_label = label(text)
    text_label.setFont(_larger_font(text_label.font(), factor))
    return text_label


def _larger_font(font: QFont, factor: float) -> QFont:
    larger = QFont(font)
    larger.setPointSizeF(larger.pointSizeF() * factor)
    larger.setWeight(QFont.Weight.DemiBold)
    return larger


def title(text: str) -> QLabel:
    """The title of a page, on one line."""
    return _larger(text, _TITLE_FACTOR)


def wrapped_title(text: str) -> QLabel:
    """The title of a dialog, on as many lines as a narrow screen needs."""
    text_label = title(text)
    text_label.setWordWrap(True)
    return text_label


def heading(text: str) -> QLabel:
    """The heading of a group."""
    return _larger(text, _HEADING_FACTOR)


def wrapped_heading(text: str) -> QLabel:
    """The heading of a group that is a sentence, on as many lines as it needs."""
    text_label = heading(text)
    text_label.setWordWrap(True)
    return text_label


def row(*widgets: QWidget | None, spacing: int = SPACE_BETWEEN) -> QHBoxLayout:
    """Return widgets side by side; None is the space that stretches."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for widget in widgets:
        if widget is None:
            layout.addStretch(1)
        else:
            layout.addWidget(widget)
    return layout


def card(*widgets: QWidget, stretches: bool = False) -> QFrame:
    """A panel with widgets one below the other; one that stretches keeps them at its top."""
    frame = QFrame()
    frame.setProperty("card", "true")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(SPACE_GROUP, SPACE_GROUP, SPACE_GROUP, SPACE_GROUP)
    layout.setSpacing(SPACE_BETWEEN)
    for widget in widgets:
        layout.addWidget(widget)
    if stretches:
        layout.addStretch(1)
    return frame
