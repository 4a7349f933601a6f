"""Scrolling: content that is shown whole where there is room, and scrolled where there is not."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from smartclient.ui.look.tokens import SPACE_BETWEEN

EDGE = 1
"""The height of the line that shows that content goes on."""
_LEAST_HEIGHT = 120
_ANY_WIDTH = 4096
_CHANGES_NEEDS = frozenset({QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.StyleChange})


class Scrolling(QScrollArea):
    """A frameless scroll area that wishes to be as large as its content.

    ``outgrown``: the content needs more room than there is by now.
    """

    outgrown = Signal()
    _is_built = False

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        self._is_built = True

    def event(self, event: QEvent) -> bool:
        """Look again whether a bar is needed, before Qt does."""
        if self._is_built and event.type() in _CHANGES_NEEDS:
            fits = self._spare_bar()
            if not fits and event.type() is QEvent.Type.LayoutRequest:
                self.outgrown.emit()
        return super().event(event)

    @property
    def bar_width(self) -> int:
        """The width of a scroll bar at the right."""
        return self.verticalScrollBar().sizeHint().width()

    def lay_out_for(self, size: QSize) -> None:
        """Scroll what is less than ``size`` instead of pressing the content together."""
        self._content.setMinimumSize(size)

    def create_edge(self) -> QFrame:
        """The line below that shows that the content goes on, visible where it does."""
        edge = QFrame()
        edge.setProperty("edge", "true")
        edge.setFixedHeight(EDGE)
        # what it took when it is shown would be what the content then lacks
        policy = edge.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        edge.setSizePolicy(policy)
        edge.hide()
        self.verticalScrollBar().rangeChanged.connect(
            lambda lowest, highest: edge.setVisible(highest > lowest)
        )
        return edge

    def least_width(self) -> int:
        """The width below which the content would be scrolled to the side."""
        return self._content.minimumSizeHint().width()

    def height_at(self, width: int) -> int:
        """How high the content is when it is ``width`` wide."""
        if self._content.hasHeightForWidth():
            return max(
                self._content.heightForWidth(width), self._content.minimumSizeHint().height()
            )
        return self._content.sizeHint().height()

    def sizeHint(self) -> QSize:
        """The size that shows all of the content."""
        width = self._content.sizeHint().width()
        return QSize(width, self.height_at(width))

    def minimumSizeHint(self) -> QSize:
        """The size below which nothing could be read any more.

        Where everything is on one line it may be less: that must not be taken from the foot.
        """
        return QSize(0, min(_LEAST_HEIGHT, self.height_at(_ANY_WIDTH)))

    def _spare_bar(self) -> bool:
        """Have no bar at the right where everything fits without; whether it does.

        Qt keeps one that is there already, where texts are higher only because of its width.
        """
        room, least = self.maximumViewportSize(), self._content.minimumWidth()
        least = max(least, self.least_width())
        height = room.height()
        if room.width() < least:
            height -= self.horizontalScrollBar().sizeHint().height()
        needed = max(self.height_at(max(room.width(), least)), self._content.minimumHeight())
        policy = Qt.ScrollBarPolicy
        fits = needed <= height
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAsNeeded
        )
        return fits

    def turn(self, pages: int) -> bool:
        """Scroll down by so many pages; False where everything is shown."""
        bar = self.verticalScrollBar()
        if bar.minimum() == bar.maximum():
            return False
        bar.setValue(bar.value() + pages * bar.pageStep())
        return True


class FillingScroll(QScrollArea):
    """Content that fills all the room there is, and is scrolled where it would be cut off.

    ``layout`` is where the content is put. A text that needs several lines has them.
    """

    _is_built = False

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._content = QWidget()
        self.content_layout = QVBoxLayout(self._content)
        self.content_layout.setContentsMargins(0, 0, 0, 0)
        # its height is set here: Qt would give it all that it wishes for
        self.content_layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setWidget(self._content)
        self._is_built = True

    def event(self, event: QEvent) -> bool:
        """Fit the content again when it needs more or less than before."""
        if self._is_built and event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the content to the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.maximumViewportSize()
        width = room.width()
        if self._least_height(width) > room.height():
            width -= self.verticalScrollBar().sizeHint().width() + SPACE_BETWEEN
        self._content.resize(width, max(room.height(), self._least_height(width)))

    def _least_height(self, width: int) -> int:
        least = self.content_layout.totalMinimumSize().height()
        return max(least, self.content_layout.totalMinimumHeightForWidth(width))
