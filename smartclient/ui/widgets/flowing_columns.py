"""Columns of parts beside each other, and below each other where it is narrow."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem

from smartclient.ui.look.tokens import SPACE_BETWEEN, SPACE_GROUP

_Line = list[int]
_TOP = Qt.AlignmentFlag.AlignTop


class FlowingColumns(QLayout):
    """Lays parts out on one line, or on more where they would be narrower than they may be.

    A part with a stretch has its share of the width that the others leave on its line.
    """

    def __init__(self, *, below: int = SPACE_BETWEEN) -> None:
        """``below`` is the room from one line to the next, in pixels."""
        super().__init__()
        self._below = below
        self._items: list[QLayoutItem] = []
        self._stretches: list[int] = []
        self.setContentsMargins(0, 0, 0, 0)

    def add(self, part: QWidget, stretch: int = 0, *, fills: bool = False) -> None:
        """Take one more part, at the right; one that ``fills`` is as high as its line."""
        item = QWidgetItem(part)
        if not fills:
            item.setAlignment(_TOP)
        self._stretches.append(stretch)
        self.addChildWidget(part)
        self.addItem(item)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more item, without a stretch unless ``add`` gave it one."""
        self._items.append(item)
        while len(self._stretches) < len(self._items):
            self._stretches.append(0)
        self.invalidate()

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """An item, or None."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item back, or None."""
        if not 0 <= index < len(self._items):
            return None
        del self._stretches[index]
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        """That it uses more room wherever one of its parts does."""
        directions = Qt.Orientation.Horizontal
        for item in self._items:
            directions |= item.expandingDirections()
        return directions

    def hasHeightForWidth(self) -> bool:
        """That what is narrow is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high the lines are when they are ``width`` wide."""
        return self._height([self._line_height(line, width) for line in self._lines(width)])

    def sizeHint(self) -> QSize:
        """The size of one line with everything on it."""
        shown = self._shown()
        width = self._sum([self._items[each].sizeHint().width() for each in shown])
        return QSize(
            width, max((self._items[each].sizeHint().height() for each in shown), default=0)
        )

    def minimumSize(self) -> QSize:
        """The size of the widest part."""
        widest = QSize(0, 0)
        for each in self._shown():
            widest = widest.expandedTo(self._items[each].minimumSize())
        return widest

    def setGeometry(self, rect: QRect) -> None:
        """Place every part."""
        super().setGeometry(rect)
        lines = self._lines(rect.width())
        heights = self._grown(lines, rect)
        top = rect.top()
        for line, height in zip(lines, heights, strict=True):
            left = rect.left()
            for each, width in zip(line, self._widths(line, rect.width()), strict=True):
                self._items[each].setGeometry(QRect(left, top, width, height))
                left += width + SPACE_GROUP
            top += height + self._below

    def _shown(self) -> _Line:
        return [each for each, item in enumerate(self._items) if not item.isEmpty()]

    def _lines(self, width: int) -> list[_Line]:
        lines: list[_Line] = []
        for each in self._shown():
            if lines and self._least([*lines[-1], each]) <= width:
                lines[-1].append(each)
            else:
                lines.append([each])
        return lines

    def _least(self, line: _Line) -> int:
        return self._sum([self._least_width(each) for each in line])

    def _least_width(self, each: int) -> int:
        """What a part needs: without a stretch, it is as wide as it likes to be."""
        item = self._items[each]
        return (item.minimumSize() if self._stretches[each] else item.sizeHint()).width()

    def _widths(self, line: _Line, width: int) -> list[int]:
        """The width of each part of a line: what it needs, and its share of what is left."""
        widths = {each: self._least_width(each) for each in line}
        growing = [each for each in line if self._stretches[each]]
        fixed_widths = sum(widths[each] for each in line if each not in growing)
        room = width - fixed_widths - SPACE_GROUP * (len(line) - 1)
        while growing:
            shares = sum(self._stretches[each] for each in growing)
            fixed = [x for x in growing if widths[x] * shares > room * self._stretches[x]]
            if not fixed:
                for each in growing:
                    widths[each] = room * self._stretches[each] // shares
                break
            room -= sum(widths[each] for each in fixed)
            growing = [each for each in growing if each not in fixed]
        # a part that is alone on its line and wider than it is cut to it
        return [min(widths[each], width) for each in line]

    def _line_height(self, line: _Line, width: int) -> int:
        heights = [0]
        for each, part_width in zip(line, self._widths(line, width), strict=True):
            item = self._items[each]
            wished = item.sizeHint().height()
            heights.append(item.heightForWidth(part_width) if item.hasHeightForWidth() else wished)
        return max(heights)

    def _grown(self, lines: list[_Line], rect: QRect) -> list[int]:
        """The height of each line: those with a part that likes to be higher share the rest."""
        heights = [self._line_height(line, rect.width()) for line in lines]
        growing = [place for place, line in enumerate(lines) if self._grows(line)]
        if growing:
            more = (rect.height() - self._height(heights)) // len(growing)
            for place in growing:
                heights[place] = max(0, heights[place] + more)
        return heights

    def _grows(self, line: _Line) -> bool:
        vertical = Qt.Orientation.Vertical
        return any(bool(self._items[each].expandingDirections() & vertical) for each in line)

    def _sum(self, widths: list[int]) -> int:
        return sum(widths) + SPACE_GROUP * max(0, len(widths) - 1)

    def _height(self, heights: list[int]) -> int:
        return sum(heights) + self._below * max(0, len(heights) - 1)
