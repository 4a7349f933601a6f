"""The chain of a task: its steps as nodes, each joined to those that it waits for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from smartclient.domain.ids import TaskId
from smartclient.read_models.tasks import StepView
from smartclient.ui.look.icons import icon
from smartclient.ui.look.status_badges import ICONS, TENTATIVE, badge_of_step
from smartclient.ui.look.theme import Theme
from smartclient.ui.look.tokens import SPACE_BETWEEN, SPACE_GROUP
from smartclient.ui.text import step_texts

_BETWEEN = 40
_HEAD = 5.0


class TaskChain(QWidget):
    """Steps from left to right: what a step needs, or takes back, stands left of it.

    Each is a button that opens its record, so the keyboard reaches it and a screen reader reads it.
    """

    def __init__(self, theme: Theme, name: str, opened: Callable[[StepView], None]) -> None:
        super().__init__()
        self.setObjectName(name)
        self._theme = theme
        self._opened = opened
        self._steps: tuple[StepView, ...] = ()
        self._nodes: dict[TaskId, QPushButton] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_BETWEEN)
        self._grid.setVerticalSpacing(SPACE_GROUP)
        theme.changed.connect(self._colour)

    def show_steps(self, steps: Sequence[StepView], customers: Mapping[str, str]) -> None:
        """Show these steps, each after those that it needs; a node that is there stays.

        ``customers`` are whom orders are for, by the order's id.
        """
        self._steps = tuple(steps)
        for gone in self._nodes.keys() - {step.id for step in steps}:
            self._nodes.pop(gone).deleteLater()
        rows: dict[int, int] = {}
        columns = _columns(steps)
        for place, step in enumerate(steps):
            column = columns[step.id]
            row = rows.get(column, 0)
            rows[column] = row + 1
            if step.id not in self._nodes:
                self._nodes[step.id] = self._node(step)
            whom = customers.get(step.subject.id, "")
            self._describe(self._nodes[step.id], place, step, whom)
            at_start = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(self._nodes[step.id], row, column, at_start)
        self._colour()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint an arrow to each step from those that it needs or takes back."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for step in self._steps:
            for before in _before(step):
                if before in self._nodes:
                    is_back = step.compensates is not None
                    self._draw_arrow(painter, before, step.id, is_dashed=is_back)

    def _node(self, step: StepView) -> QPushButton:
        node = QPushButton()
        node.setProperty("node", True)  # noqa: FBT003 (Qt's own)
        node.clicked.connect(lambda: self._opened(step))
        return node

    def _describe(self, node: QPushButton, place: int, step: StepView, whom: str) -> None:
        node.setObjectName(f"taskStep{place}")
        node.setText(step_texts.node_text(step, whom).replace("&", "&&"))
        node.setAccessibleName(step_texts.accessible_text(step, whom))
        node.setAccessibleDescription(step_texts.why_text(step))

    def _colour(self) -> None:
        for step in self._steps:
            badge = badge_of_step(step.status)
            tint = self._theme.state(badge)
            node = self._nodes[step.id]
            node.setIcon(icon(ICONS[badge], tint.text))
            font = node.font()
            font.setItalic(badge in TENTATIVE)
            node.setFont(font)
        self.update()

    def _draw_arrow(
        self, painter: QPainter, before: TaskId, after: TaskId, *, is_dashed: bool
    ) -> None:
        start, end = self._nodes[before].geometry(), self._nodes[after].geometry()
        begin = _right_of(start)
        tip = QPointF(end.left() - 1, end.center().y())
        pen = QPen(QColor(self._theme.tokens.muted), 1.5)
        pen.setStyle(Qt.PenStyle.DashLine if is_dashed else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        bend = begin.x() + SPACE_BETWEEN
        painter.drawPolyline(
            QPolygonF([begin, QPointF(bend, begin.y()), QPointF(bend, tip.y()), tip])
        )
        painter.setPen(QPen(QColor(self._theme.tokens.muted), 1.5))
        painter.drawPolyline(
            QPolygonF(
                [
                    QPointF(tip.x() - _HEAD, tip.y() - _HEAD),
                    tip,
                    QPointF(tip.x() - _HEAD, tip.y() + _HEAD),
                ]
            )
        )


def _right_of(room: QRect) -> QPointF:
    return QPointF(room.right() + 1, room.center().y())


def _before(step: StepView) -> tuple[TaskId, ...]:
    return step.needs if step.compensates is None else (step.compensates,)


def _columns(steps: Sequence[StepView]) -> dict[TaskId, int]:
    """The column of each step: one further right than the last of those before it."""
    columns: dict[TaskId, int] = {}
    for step in steps:
        before = [columns[other] for other in _before(step) if other in columns]
        columns[step.id] = max(before) + 1 if before else 0
    return columns
