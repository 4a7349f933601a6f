"""Scrolling: content that is shown whole where there is room, and scrolled where there is not."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

_LEAST_HEIGHT = 120


class Scrolling(QScrollArea):
    """A frameless scroll area that wishes to be as large as its content."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)

    @property
    def bar_width(self) -> int:
        """How much of the width a scroll bar at the right takes."""
        return self.verticalScrollBar().sizeHint().width()

    def lay_out_for(self, size: QSize) -> None:
        """Scroll what is less than ``size`` instead of pressing the content together."""
        self._content.setMinimumSize(size)

    def made_edge(self) -> QFrame:
        """Return the line below that tells that the content goes on, shown where it does."""
        edge = QFrame()
        edge.setProperty("edge", "true")
        edge.setFixedHeight(1)
        edge.hide()
        self.verticalScrollBar().rangeChanged.connect(
            lambda lowest, highest: edge.setVisible(highest > lowest)
        )
        return edge

    def least_width(self) -> int:
        """Return the width below which the content would be scrolled to the side."""
        return self._content.minimumSizeHint().width()

    def height_at(self, width: int) -> int:
        """Return how high the content is when it is ``width`` wide."""
        if self._content.hasHeightForWidth():
            return max(
                self._content.heightForWidth(width), self._content.minimumSizeHint().height()
            )
        return self._content.sizeHint().height()

    def sizeHint(self) -> QSize:
        """Return the size that shows all of the content."""
        width = self._content.sizeHint().width()
        return QSize(width, self.height_at(width))

    def minimumSizeHint(self) -> QSize:
        """Return the size below which nothing could be read any more."""
        return QSize(0, min(_LEAST_HEIGHT, self.sizeHint().height()))

    def turn(self, pages: int) -> bool:
        """Scroll down by so many pages; False where everything is shown."""
        bar = self.verticalScrollBar()
        if bar.minimum() == bar.maximum():
            return False
        bar.setValue(bar.value() + pages * bar.pageStep())
        return True
