"""Shelves: short lists that are handed their rows, with a sentence where there are none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QStackedWidget

from smartclient.ui.app_context import AppContext
from smartclient.ui.look.tokens import ROW_HEIGHT, SPACE_GROUP
from smartclient.ui.models.snapshot import SnapshotModel
from smartclient.ui.widgets.factories import label
from smartclient.ui.widgets.lists.columns import LEAST_REST
from smartclient.ui.widgets.lists.table import RecordTable

Row = TypeVar("Row")
_FEWEST_ROWS = 2
_ALL = 1_000


class CompactTable(QStackedWidget, Generic[Row]):
    """A table of a few rows, no higher than it needs; ``most_rows`` are as many as it wishes for.

    What is more is scrolled, and so is what there is no room for.
    """

    def __init__(
        self,
        context: AppContext,
        model: SnapshotModel[Row],
        name: str,
        accessible_name: str,
        empty: str,
        *,
        least_rest: int = LEAST_REST,
        most_rows: int = _ALL,
    ) -> None:
        super().__init__()
        self._most_rows = most_rows
        self._context = context
        self.model = model
        self.table = RecordTable(
            model,
            context.theme,
            name,
            accessible_name,
            memory=context.columns,
            least_rest=least_rest,
        )
        self._empty = label(empty, name=f"{name}Empty", muted=True, wraps=True)
        self._empty.setProperty("card", "true")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setMargin(SPACE_GROUP)
        self.addWidget(self.table)
        self.addWidget(self._empty)
        self.setMinimumHeight(ROW_HEIGHT * (_FEWEST_ROWS + 1))

    def sizeHint(self) -> QSize:
        """The size that shows every row, or as many as it wishes for."""
        rows = max(_FEWEST_ROWS, min(self._most_rows, self.model.rowCount()))
        return QSize(super().sizeHint().width(), ROW_HEIGHT * (rows + 1) + 4)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows instead."""
        self.model.name_currency(self._context.currency)
        self.model.show(rows)
        self.setCurrentWidget(self.table if rows else self._empty)
        self.updateGeometry()
