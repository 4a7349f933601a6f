"""The legend: what the badge of each state means, shown as in every list."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from smartclient.ui.dialogs.dialog import Dialog
from smartclient.ui.look import status_badges
from smartclient.ui.look.status_badges import TENTATIVE, StatusBadge
from smartclient.ui.look.theme import Theme
from smartclient.ui.look.tokens import SPACE_BETWEEN, SPACE_GROUP
from smartclient.ui.widgets.factories import button, heading, label, wrapped_title
from smartclient.ui.widgets.figures.patterns import Fill, Swatch
from smartclient.ui.widgets.state import StateLabel

_WIDTH = 900
_BADGE_WIDTH = 216
_MARK_HEIGHT = 20


class LegendDialog(Dialog):
    """Every state with its badge, tentative and final ones apart, and the other marks."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, "dialogLegend", "")
        self.setWindowTitle(self.tr("Status legend"))
        self.be_wide(_WIDTH)
        self._theme = theme
        self.content_layout.addWidget(wrapped_title(self.windowTitle()))
        self.content_layout.addLayout(
            self._group(
                self.tr("Tentative: head office has not answered it"),
                tuple(badge for badge in StatusBadge if badge in TENTATIVE),
            )
        )
        self.content_layout.addLayout(
            self._group(
                self.tr("Answered by head office, or still your own"),
                tuple(badge for badge in StatusBadge if badge not in TENTATIVE),
            )
        )
        self.content_layout.addLayout(self._marks())
        close = button("buttonCloseLegend", self.tr("&Close"), self.accept, primary=True)
        close.setDefault(True)
        self.put_buttons(None, close)

    def _group(self, text: str, shown: tuple[StatusBadge, ...]) -> QVBoxLayout:
        grid = _grid()
        for index, badge in enumerate(shown):
            spelled = StateLabel(self._theme, f"legend_{badge.value}")
            spelled.show_state(status_badges.shown(badge))
            grid.addWidget(spelled, index, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label(status_badges.meaning(badge), wraps=True), index, 1)
        return _titled(text, grid)

    def _marks(self) -> QVBoxLayout:
        grid = _grid()
        struck = label(self.tr("Struck through"))
        font = struck.font()
        font.setStrikeOut(True)
        struck.setFont(font)
        for index, (mark, text) in enumerate(
            (
                (
                    label("AN-4Q54-0007*"),
                    self.tr("Provisional number; head office assigns the final one."),
                ),
                (struck, self.tr("It will be deleted.")),
                (Swatch(self._theme, Fill.CONFIRMED), self.tr("In bars, what is confirmed.")),
                (Swatch(self._theme, Fill.TENTATIVE), self.tr("In bars, what is tentative.")),
            )
        ):
            grid.addWidget(mark, index, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(label(text, wraps=True), index, 1)
            grid.setRowMinimumHeight(index, _MARK_HEIGHT)
        return _titled(self.tr("Other marks"), grid)


def _grid() -> QGridLayout:
    layout = QGridLayout()
    layout.setHorizontalSpacing(SPACE_GROUP)
    layout.setVerticalSpacing(2)
    layout.setColumnMinimumWidth(0, _BADGE_WIDTH)
    layout.setColumnStretch(1, 1)
    return layout


def _titled(text: str, grid: QGridLayout) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.setSpacing(SPACE_BETWEEN)
    named: QLabel = heading(text)
    layout.addWidget(named)
    layout.addLayout(grid)
    return layout
