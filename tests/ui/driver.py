"""Hands: what a person does at the window, by the names its controls keep."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from smartclient.ui.models.snapshot import SHOWN_ROLE
from smartclient.ui.shell.main_window import MainWindow
from window_driver import child

PATIENCE_MS = 20_000


@dataclass
class UserDriver:
    """A person at one window."""

    qtbot: QtBot
    window: MainWindow

    def wait(self) -> None:
        """Wait until the window has looked everything up."""
        self.qtbot.waitUntil(
            lambda: not self.window.context.busy and not self.window.syncing.running,
            timeout=PATIENCE_MS,
        )

    def trigger(self, action: str) -> None:
        child(self.window, QAction, action).trigger()
        self.wait()

    def go_to(self, page: str) -> None:
        self.window.navigator.show_page(page)
        self.wait()

    def dialog(self, name: str) -> QDialog:
        def shown() -> list[QDialog]:
            return [d for d in self.window.findChildren(QDialog, name) if d.isVisible()]

        self.qtbot.waitUntil(lambda: bool(shown()), timeout=PATIENCE_MS)
        self.wait()
        return shown()[-1]

    def press(self, view: QWidget, name: str) -> None:
        button = child(view, QPushButton, name)
        assert button.isEnabled(), name
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.wait()

    def choose(self, dialog: QDialog, name: str) -> str:
        """Choose an option of a conflict; return what the button now says it will do."""
        child(dialog, QRadioButton, name).click()
        self.wait()
        return child(dialog, QPushButton, "buttonResolve").text()

    def order(self, customer: str, sku: str, quantity: int = 1) -> None:
        """Place an order of one line."""
        self.trigger("actionNewOrder")
        editor = self.dialog("dialogOrder")
        self._find(child(editor, QLineEdit, "orderCustomer"), customer)
        self._find(child(editor, QLineEdit, "orderProduct"), sku)
        child(editor, QLineEdit, "orderQuantity").setText(str(quantity))
        self.press(editor, "buttonAddLine")
        self.press(editor, "buttonPlaceOrder")

    def note(self, dialog: QDialog, text: str) -> None:
        QTest.keyClicks(child(dialog, QPlainTextEdit), text)

    def table(self, name: str) -> QTableView:
        return child(self.window.pages.current, QTableView, name)

    def cells(self, table: str, column: int) -> list[str]:
        model = self.table(table).model()
        return [model.index(index, column).data() for index in range(model.rowCount())]

    def accessible_name(self, table: str) -> list[str]:
        """Return what a screen reader says of each row's state."""
        model = self.table(table).model()
        shown = (model.index(index, 0).data(SHOWN_ROLE) for index in range(model.rowCount()))
        return [item.accessible_name if item else "" for item in shown]

    def open_row(self, table: str, text: str, column: int) -> None:
        """Open the row whose cell in ``column`` begins with ``text``."""
        view = self.table(table)
        found = [
            index for index, cell in enumerate(self.cells(table, column)) if cell.startswith(text)
        ]
        assert found, (text, self.cells(table, column))
        view.selectRow(found[0])
        QTest.keyClick(view, Qt.Key.Key_Return)
        self.wait()

    def said(self, name: str) -> str:
        return child(self.window, QLabel, name).text()

    def _find(self, field: QLineEdit, text: str) -> None:
        field.setFocus()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.wait()
