"""Views of the connection: today, the outbox and its dialog, in each state."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QTableView

from connection_scene import clear_history, connect, fill_history, fill_outbox
from sample_scene import Scene
from smartclient.read_models.connection import ConnectionState
from smartclient.ui.shell.main_window import MainWindow
from smartclient.ui.widgets.figures.connection_chart import ConnectionChart
from window_driver import View, child, go_to_page, wait_until_idle

_PAGES = ("pageToday", "pageOutbox")
_DAYS = 30


def connection_views(window: MainWindow, scene: Scene) -> Iterator[View]:
    """Open what the connection changes, in each of its states, and after a month of changes."""
    session, clock = scene.rep, scene.clock
    fill_outbox(scene)
    clear_history(session)
    yield from _dialog(window, "dialogConnection_never")
    for state in ConnectionState:
        connect(session, clock, state)
        window.context.changed.emit()
        for page in _PAGES:
            yield f"{page}_{state.value}", go_to_page(window, page)
        if state is ConnectionState.COSTLY:
            yield from _outbox_rows(window)
        yield from _dialog(window, f"dialogConnection_{state.value}")
    fill_history(session, clock, _DAYS)
    window.context.changed.emit()
    yield from _dialog(window, "dialogConnection_month")


def _outbox_rows(window: MainWindow) -> Iterator[View]:
    """Select what is in the outbox, one after the other: each says what it waits for."""
    table = child(window.pages.current, QTableView, "tableOutbox")
    for index in range(table.model().rowCount()):
        table.selectRow(index)
        wait_until_idle(window)
        yield f"pageOutbox_row{index}", window


def _dialog(window: MainWindow, name: str) -> Iterator[View]:
    """Open the connection with a span of its chart chosen."""
    window.context.refresh_status()
    wait_until_idle(window)
    window.navigator.show_connection()
    wait_until_idle(window)
    dialog = child(window, QDialog, "dialogConnection")
    QTest.keyClick(child(dialog, ConnectionChart), Qt.Key.Key_Left)
    wait_until_idle(window)
    yield name, dialog
    dialog.done(0)
    wait_until_idle(window)
