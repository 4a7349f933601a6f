"""A typist: a window in a process of its own, in which an order is typed until it is killed.

    python -m tests.ui.typist HOME ORDER

ORDER "" enters a new order; any other order is changed. "kept" is printed once all that was
typed lies in the store; it then goes on typing for ever, saving nothing.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPlainTextEdit, QTableView

from smartclient import bootstrap
from smartclient.app import make_application
from smartclient.domain.clock import SystemClock
from smartclient.ui.look.theme import Theme
from smartclient.ui.look.tokens import ThemeChoice
from smartclient.ui.models.order_lines import QUANTITY_COLUMN
from smartclient.ui.shell.main_window import MainWindow
from window_driver import child, focused

NOTE = "Ring before you deliver"


def main(home: Path, order: str) -> None:
    """Type, and wait for the end."""
    session = bootstrap.open_session(home)
    theme = Theme(make_application(), ThemeChoice.LIGHT)
    window = MainWindow(session.use_cases, session, SystemClock(), theme)
    window.show()
    wait_idle(window)
    editor = change(window, order) if order else enter(window)
    QTest.keyClicks(child(editor, QPlainTextEdit, "orderNote"), NOTE)
    kept = child(editor, QLabel, "orderKept")
    while not kept.text() or window.context.busy or typing(editor):
        turn()
    sys.stdout.write("kept\n")
    sys.stdout.flush()
    while True:
        turn()


def enter(window: MainWindow) -> QDialog:
    """Enter an order by keyboard: the customer, a product, five of it."""
    window.context.navigator.new_order("")
    editor = child(window, QDialog, "dialogOrder")
    editor.activateWindow()
    while QApplication.focusWidget() is not editor.findChild(QLineEdit, "orderCustomer"):
        turn()
    for text in ("Shop 1", "P-01", "5"):
        QTest.keyClicks(focused(), text)
        QTest.keyClick(focused(), Qt.Key.Key_Return)
        wait_idle(window)
    return editor


def change(window: MainWindow, order: str) -> QDialog:
    """Change the quantity of a placed order to nine."""
    window.context.navigator.edit_order(window.context.use_cases.orders.get(order).order)
    wait_idle(window)
    editor = child(window, QDialog, "dialogOrder")
    lines = child(editor, QTableView, "tableOrderLines").model()
    lines.setData(lines.index(0, QUANTITY_COLUMN), 9)
    wait_idle(window)
    return editor


def typing(editor: QDialog) -> bool:
    """Tell whether something typed is still to be kept."""
    return any(timer.isActive() and timer.isSingleShot() for timer in editor.findChildren(QTimer))


def wait_idle(window: MainWindow) -> None:
    """Wait until the window has looked everything up."""
    turn()
    while window.context.busy:
        turn()


def turn() -> None:
    """Let the window live for a moment."""
    loop = QEventLoop()
    QTimer.singleShot(20, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
