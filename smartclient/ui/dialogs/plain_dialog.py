"""Plain dialogs: how a dialog is laid out, how large it is and where it stands."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from smartclient.ui.enter_key import press_focused
from smartclient.ui.look.tokens import SPACE_BETWEEN, SPACE_GROUP, SPACE_PAGE
from smartclient.ui.widgets.button_row import ButtonRow
from smartclient.ui.widgets.screen_fit import SMALLEST, centred, fit_screen, placed, room_on
from smartclient.ui.widgets.scrolling import EDGE, Scrolling

_FOOT = 80
"""The height that the foot needs in the smallest window."""
_LEAST = QSize(0, SMALLEST.height() - _FOOT)
"""The height that the content of a window is laid out for; it may be as narrow as its parts."""
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class PlainDialog(QDialog):
    """A dialog beside the window, laid out from top to bottom on the window's grid.

    It is never larger than its screen: ``layout`` scrolls, the buttons at its foot stay. Enter
    presses the button that has the focus, and in a field the default one.
    """

    def __init__(self, parent: QWidget | None, name: str, title: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self._width = 0
        self._is_window = False
        self._is_placed = False
        content = QWidget()
        self.content_layout = QVBoxLayout(content)
        self.content_layout.setContentsMargins(SPACE_PAGE, SPACE_PAGE, SPACE_PAGE, SPACE_PAGE)
        self.content_layout.setSpacing(SPACE_GROUP)
        self._scroll = Scrolling(content)
        self._scroll.outgrown.connect(self._grow)
        self._foot: ButtonRow | None = None
        self._outside = QVBoxLayout(self)
        self._outside.setContentsMargins(0, 0, 0, 0)
        self._outside.setSpacing(0)
        self._outside.addWidget(self._scroll, 1)

    def put_buttons(self, *buttons: QWidget | None) -> None:
        """Put buttons at the foot, where they stay; None is the space between left and right."""
        gap = buttons.index(None) if None in buttons else len(buttons)
        left = [widget for widget in buttons[:gap] if widget is not None]
        right = [widget for widget in buttons[gap:] if widget is not None]
        self._foot = ButtonRow(left, right)
        margins = self.content_layout.contentsMargins()
        bottom = margins.bottom()
        margins.setBottom(SPACE_GROUP - SPACE_BETWEEN)
        self.content_layout.setContentsMargins(margins)
        margins.setTop(SPACE_BETWEEN)
        margins.setBottom(bottom)
        self._foot.setContentsMargins(margins)
        self._outside.addWidget(self._scroll.create_edge())
        self._outside.addLayout(self._foot)

    def be_wide(self, width: int) -> None:
        """Be at least so wide, where the screen has the room."""
        self._width = width

    def be_window(self, size: QSize, *, least: QSize = _LEAST) -> None:
        """Be a window beside the others, of ``size`` where the screen has the room.

        On a screen with less room than ``least``, the content scrolls both ways.
        """
        self._is_window = True
        self.setWindowFlag(Qt.WindowType.Window)
        self._scroll.lay_out_for(least)
        fit_screen(self, size)

    def sizeHint(self) -> QSize:
        """The size that shows everything, at the width that is wished for."""
        width = max(self._width, self._least_width(), super().sizeHint().width())
        return QSize(width, self._height_at(width))

    def showEvent(self, event: QShowEvent) -> None:
        """Be as large as the content needs, over the window it belongs to, and on the screen."""
        super().showEvent(event)
        if event.spontaneous():
            return
        if self._is_window or self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            self.make_room()
        else:
            # Qt gave it its height before its fonts were known
            self.fit_content()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the focused button on Enter, turn pages of the content."""
        if press_focused(self, event):
            return
        pages = _PAGES.get(Qt.Key(event.key()))
        if pages is not None and self._scroll.turn(pages):
            return
        super().keyPressEvent(event)

    def make_room(self) -> None:
        """Grow to what the content needs, where the screen has the room.

        Qt makes a dialog no higher than two thirds of the screen, and cuts off what is below.
        """
        self._fit(self.size())

    def _grow(self) -> None:
        """Grow with the content; a window keeps the size that a person gave it."""
        if self.isVisible() and not self._is_window:
            self.make_room()

    def fit_content(self) -> None:
        """Be as high as the content needs, also where that is less than before."""
        self._fit(QSize(self.width(), 0))

    def _fit(self, least: QSize) -> None:
        room = room_on(self.screen().availableGeometry())
        width = max(self._width, least.width(), self._least_width())
        if self._height_at(min(width, room.width())) > room.height():
            width += self._scroll.bar_width
        width = min(width, room.width())
        height = min(max(least.height(), self._height_at(width)), room.height())
        self._scroll.setMinimumWidth(min(self._scroll.least_width(), width))
        if self.isMaximized() or self.isFullScreen():
            return
        window = QRect(self.geometry().topLeft(), QSize(width, height))
        parent = self.parentWidget()
        if not self._is_placed and parent is not None and parent.window().isVisible():
            window = centred(window.size(), parent.window().geometry())
        self._is_placed = self.isVisible()
        self.setGeometry(placed(window, room))

    def _least_width(self) -> int:
        foot = 0 if self._foot is None else self._foot.minimumSize().width()
        return max(self._scroll.least_width(), foot)

    def _height_at(self, width: int) -> int:
        foot = 0 if self._foot is None else EDGE + self._foot.heightForWidth(width)
        return self._scroll.height_at(width) + foot
