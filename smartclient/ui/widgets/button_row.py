"""The row of buttons at the foot of a dialog: beside each other, or in several lines."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem

from smartclient.ui.look.tokens import SPACE_BETWEEN

Line = list[QLayoutItem]


class ButtonRow(QLayout):
    """Lays ``left`` and ``right`` out at their edges of one line, or of more where it is narrow.

    What is hidden needs no room. However long the texts on buttons are, the row is no wider than
    the widest of them.
    """

    def __init__(
        self,
        left: Sequence[QWidget],
        right: Sequence[QWidget],
        *,
        between: int = SPACE_BETWEEN,
        begins_left: bool = False,
    ) -> None:
        """``between`` is the room from one to the next on a line, in pixels.

        What ``begins_left``, as a title does, is kept at the left on several lines as well.
        """
        super().__init__()
        self._begins_left = begins_left
        self._between = between
        self._items: Line = []
        self._left = len(left)
        self.setContentsMargins(0, 0, 0, 0)
        for widget in (*left, *right):
            self.addChildWidget(widget)
            self.addItem(QWidgetItem(widget))

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more item, at the right."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """An item, or None."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item back, or None."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """That it uses more room only from left to right."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """That a narrow row is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high the row is when it is ``width`` wide."""
        lines = self._lines(width - self._around.width())
        heights = sum(_height(line) for line in lines)
        return heights + SPACE_BETWEEN * max(0, len(lines) - 1) + self._around.height()

    def sizeHint(self) -> QSize:
        """The size of one line with everything on it."""
        shown = self._shown()
        return QSize(self._width(shown), _height(shown)) + self._around

    def minimumSize(self) -> QSize:
        """The size of the widest item."""
        widest = QSize(0, 0)
        for item in self._shown():
            widest = widest.expandedTo(item.minimumSize())
        return widest + self._around

    def setGeometry(self, rect: QRect) -> None:
        """Place every item."""
        super().setGeometry(rect)
        rect = rect.marginsRemoved(self.contentsMargins())
        top = rect.top()
        lines = self._lines(rect.width())
        for line in lines:
            height = _height(line)
            # on several lines everything is where one looks for what to press: at the right, unless
            # nothing ever is
            is_kept = len(lines) == 1 or self._begins_left or self._left == len(self._items)
            split = self._items.index(line[0]) < self._left and is_kept
            left = [item for item in line if split and self._items.index(item) < self._left]
            self._place(left, rect.left(), top, height)
            right = line[len(left) :]
            self._place(right, rect.right() + 1 - self._width(right), top, height)
            top += height + SPACE_BETWEEN

    @property
    def _around(self) -> QSize:
        """The room that the margins need."""
        margins = self.contentsMargins()
        return QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _shown(self) -> Line:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[Line]:
        lines: list[Line] = []
        for item in self._shown():
            if lines and self._width([*lines[-1], item]) <= width:
                lines[-1].append(item)
            else:
                lines.append([item])
        return lines

    def _place(self, items: Line, left: int, top: int, height: int) -> None:
        for item in items:
            # what may be higher, such as the badge of a state, is as high as its line
            size = QSize(item.sizeHint().width(), min(height, item.maximumSize().height()))
            middle = top + (height - size.height()) // 2
            item.setGeometry(QRect(QPoint(left, middle), size))
            left += size.width() + self._between

    def _width(self, items: Line) -> int:
        widths = sum(item.sizeHint().width() for item in items)
        return widths + self._between * max(0, len(items) - 1)


def _height(items: Line) -> int:
    return max((item.sizeHint().height() for item in items), default=0)
