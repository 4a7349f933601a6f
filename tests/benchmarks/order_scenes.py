"""What is measured of long orders, each in a process of its own: ``order_scenes SCENE HOME LINES``.

``adding`` opens a stored draft of so many lines and adds some more by keyboard; it prints every
gap between two beats of a timer that should beat at once. ``opening`` prints the seconds until a
stored draft of so many lines is shown, priced and judged.
"""

# ruff: noqa: PLC0415 (Qt is loaded by the scene alone)

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.company import customer_of, sku_of
from tests.benchmarks.window_scenes import beating, beats_beside_a_busy_thread, tell

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QDialog

    from smartclient.domain.sales.orders import Order
    from smartclient.ui.shell.main_window import MainWindow
    from smartclient.use_cases.use_cases import UseCases

ADDED = 8
SETTLES_MS = 1_500
AFTER_A_LINE_MS = 600
TIMEOUT_SECONDS = 120


class Scene:
    """A window on the store in ``home``, and a stored draft of ``lines`` lines."""

    def __init__(self, home: Path, lines: int) -> None:
        from smartclient.app import gui_runtime, make_application
        from smartclient.bootstrap import open_session
        from smartclient.domain.clock import SystemClock
        from smartclient.ui.look.theme import Theme
        from smartclient.ui.shell.main_window import MainWindow

        self._manners = ExitStack()
        session = open_session(home)
        self.application: QApplication = make_application()
        self.window: MainWindow = MainWindow(
            session.use_cases, session, SystemClock(), Theme(self.application)
        )
        self._manners.enter_context(gui_runtime(self.window))
        self.order = _draft(session.use_cases, lines)
        self.window.show()
        self.wait(SETTLES_MS)

    def wait(self, milliseconds: int) -> None:
        """Let the window live for so long."""
        from PySide6.QtCore import QTimer

        QTimer.singleShot(milliseconds, self.application.exit)
        self.application.exec()

    def open(self) -> tuple[QDialog, float]:
        """Open the draft; return its editor, and the seconds until all of it was shown."""
        from PySide6.QtWidgets import QDialog, QLabel, QTableView

        start = time.perf_counter()
        self.window.context.navigator.open_order(self.order.id)
        while time.perf_counter() - start < TIMEOUT_SECONDS:
            self.wait(1)
            editor = self.window.findChild(QDialog, "dialogOrder")
            if editor is None or self.window.context.busy:
                continue
            lines = editor.findChild(QTableView, "tableOrderLines")
            total = editor.findChild(QLabel, "totalTotal")
            assert lines is not None
            assert total is not None
            if lines.model().rowCount() == len(self.order.lines) and total.text() != "0.00":
                return editor, time.perf_counter() - start
        raise AssertionError("the order was not shown")


def adding(home: Path, lines: int) -> None:
    """Add lines to a long order by keyboard; note the loop's beats."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit

    scene = Scene(home, lines)
    editor, _ = scene.open()
    field = editor.findChild(QLineEdit, "orderProduct")
    quantity = editor.findChild(QLineEdit, "orderQuantity")
    assert field is not None
    assert quantity is not None
    floor = beats_beside_a_busy_thread(scene.wait)
    with beating() as gaps:
        for place in range(lines, lines + ADDED):
            QTest.keyClicks(field, sku_of(place))
            QTest.keyClick(field, Qt.Key.Key_Return)
            _until(scene, lambda: field.text() != "" and quantity.hasFocus())
            QTest.keyClick(quantity, Qt.Key.Key_Return)
            scene.wait(AFTER_A_LINE_MS)
    order = editor.property("about")
    tell({"gaps": gaps, "floor": floor, "order": order})


def opening(home: Path, lines: int) -> None:
    """Open a long order; tell the seconds until it is shown, priced and judged."""
    tell({"seconds": Scene(home, lines).open()[1]})


def _until(scene: Scene, reached: Callable[[], bool]) -> None:
    start = time.perf_counter()
    while not reached() and time.perf_counter() - start < TIMEOUT_SECONDS:
        scene.wait(5)


def _draft(use_cases: UseCases, lines: int) -> Order:
    from smartclient.domain.ids import CustomerNumber, Sku
    from smartclient.domain.sales.orders import OrderLine

    entered = tuple(
        OrderLine(line=place + 1, sku=Sku(sku_of(place)), quantity=place % 12 + 1)
        for place in range(lines)
    )
    order = use_cases.orders.new(CustomerNumber(customer_of(1)))
    return use_cases.orders.save_draft(replace(order, lines=entered)).order


if __name__ == "__main__":
    scene, where, length = sys.argv[1:]
    {"adding": adding, "opening": opening}[scene](Path(where), int(length))
