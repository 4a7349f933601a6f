"""A rep's laptop with an order that is being entered for several branches."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QDialog, QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from smartclient.bootstrap import Session
from smartclient.domain.clock import Clock
from smartclient.ui.shell.main_window import MainWindow
from tests.ui.driver import UserDriver
from tests.ui.sample_laptop import sample_laptop
from window_driver import child, focused

FIRST, SECOND, THIRD = "G-1001", "G-1002", "G-1007"


@dataclass
class Laptop:
    """A rep's laptop, offline, with an order for one customer begun in the editor."""

    session: Session
    driver: UserDriver

    @property
    def window(self) -> MainWindow:
        return self.driver.window

    def begun(self) -> QDialog:
        self.window.navigator.new_order(FIRST)
        editor = self.driver.dialog("dialogOrder")
        self.line("TR-100", "4")
        return editor

    def line(self, sku: str, quantity: str) -> None:
        editor = self.driver.dialog("dialogOrder")
        self.type_into(child(editor, QLineEdit, "orderProduct"), sku)
        self.type_into(child(editor, QLineEdit, "orderQuantity"), quantity)

    def type_into(self, field: QLineEdit, text: str) -> None:
        field.setFocus()
        field.clear()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.driver.wait()

    def sync(self) -> None:
        """Let head office answer, as far as one sync goes, and be offline again."""
        self.session.work_offline(False)  # noqa: FBT003 (a switch)
        self.session.sync_now()
        self.session.work_offline(True)  # noqa: FBT003 (a switch)
        self.window.context.changed.emit()
        self.driver.wait()

    def kept(self) -> None:
        """Wait until what was typed is saved."""
        self.driver.qtbot.wait(300)
        self.driver.wait()


@contextmanager
def opened_laptop(
    folder: Path, clock: Clock, qtbot: QtBot, open_window: Callable[..., MainWindow]
) -> Iterator[Laptop]:
    """Open the window of a laptop that works offline, on the sample company."""
    with sample_laptop(folder, clock) as session:
        window = open_window(session.use_cases, session)
        yield Laptop(session, UserDriver(qtbot, window))
        window.end()


def cells(table: QTableView) -> list[list[str]]:
    model = table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def with_branches(laptop: Laptop, editor: QDialog, *numbers: str) -> QTableView:
    laptop.driver.press(editor, "buttonMoreBranches")
    for number in numbers:
        assert focused().objectName() == "orderBranch"
        laptop.type_into(child(editor, QLineEdit, "orderBranch"), number)
    return child(editor, QTableView, "tableBranches")


def type_quantity(laptop: Laptop, table: QTableView, row: int, column: int, text: str) -> None:
    table.setFocus()
    table.setCurrentIndex(table.model().index(row, column))
    QTest.keyClick(table, Qt.Key.Key_Return)
    laptop.driver.qtbot.waitUntil(lambda: table.state() is QAbstractItemView.State.EditingState)
    field = child(table, QLineEdit, "editBranchQuantity")
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    laptop.driver.qtbot.waitUntil(lambda: table.state() is not QAbstractItemView.State.EditingState)
    laptop.driver.wait()
