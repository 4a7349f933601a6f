"""The pages of an order's lines: each with its price, or how many of each go to which branch."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from smartclient.ui.dialogs.order.branches import BranchesPane
from smartclient.ui.look.tokens import SPACE_BETWEEN

_LINES, _BRANCHES = range(2)


class LinePages(QWidget):
    """The table of lines; beside it the branches, behind a tab, once there are any."""

    def __init__(self, table: QWidget, branches: BranchesPane) -> None:
        super().__init__()
        self._table = table
        self._branches = branches
        self._tabs = QTabBar()
        self._tabs.setObjectName("orderTabs")
        self._tabs.setAccessibleName(self.tr("Lines or branches"))
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        self._tabs.addTab(self.tr("Lines"))
        self._tabs.addTab(self.tr("Branches"))
        self._tabs.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(table)
        self._stack.addWidget(branches)
        self._tabs.currentChanged.connect(self._show_page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_BETWEEN)
        layout.addWidget(self._tabs)
        layout.addWidget(self._stack, 1)

    def sizeHint(self) -> QSize:
        """The size of the page that is shown: the other one asks for no room."""
        shown = self._branches if self._stack.currentIndex() == _BRANCHES else self._table
        height = shown.sizeHint().height()
        if not self._tabs.isHidden():
            height += self._tabs.sizeHint().height() + SPACE_BETWEEN
        return QSize(super().sizeHint().width(), height)

    def _show_page(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        self.updateGeometry()

    def offer_branches(self) -> None:
        """Show the branches, ready for the name of a further one."""
        self._tabs.show()
        self._tabs.setCurrentIndex(_BRANCHES)
        self._branches.finder.setFocus()

    def show_count(self, count: int) -> None:
        """Show how many branches there are; the tabs stay once they were shown."""
        if count > 1:
            self._tabs.show()
            text = self.tr("Branches ({count})").format(count=count)
        else:
            text = self.tr("Branches")
        self._tabs.setTabText(_BRANCHES, text)

    def show_lines(self) -> None:
        """Show the lines alone: there can be no branches."""
        self._tabs.setCurrentIndex(_LINES)
        self._tabs.hide()
