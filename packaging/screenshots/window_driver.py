"""Drives a window as a person would: opens it, waits until it is idle, opens pages and dialogs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QAbstractItemModel, QElapsedTimer, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QTableView, QWidget

from smartclient.bootstrap import Session
from smartclient.domain.clock import Clock
from smartclient.ui.look.theme import Theme
from smartclient.ui.ports import Laptop
from smartclient.ui.shell.main_window import MainWindow

_WAIT_MS = 10_000
_TURN_MS = 15
_QUIET_TURNS = 3

View = tuple[str, QWidget]
"""A widget that is open, and its name, after its object name."""

Child = TypeVar("Child", bound=QObject)
Model = TypeVar("Model", bound=QAbstractItemModel)


@contextmanager
def opened(
    session: Session, clock: Clock, theme: Theme, laptop: Laptop | None = None
) -> Iterator[MainWindow]:
    """Open the window on a session; on leaving it is gone with every dialog of it.

    ``laptop`` is what the window steers in the place of the session.
    """
    window = MainWindow(session.use_cases, laptop or session, clock, theme, has_tray=lambda: True)
    window.show()
    wait_until_idle(window)
    try:
        yield window
    finally:
        close(window)


def close(window: MainWindow) -> None:
    """Close a window and let Qt destroy it: Python would do so whenever it likes."""
    close_dialogs(window)
    window.end()
    window.deleteLater()
    while shiboken6.isValid(window):
        pause(_TURN_MS)


def child(parent: QObject, kind: type[Child], name: str | None = None) -> Child:
    """Return the child of that kind and object name, whatever its depth; it has to be there.

    Without a name it is the first of that kind.
    """
    found = parent.findChild(kind) if name is None else parent.findChild(kind, name)
    assert found is not None, f"no {kind.__name__} {name or ''} in {parent.objectName()}"  # noqa: S101
    return found


def model_of(view: QAbstractItemView, kind: type[Model]) -> Model:
    """Return the model of a table or list, which has to be of that kind."""
    model = view.model()
    assert isinstance(model, kind), type(model)  # noqa: S101
    return model


def focused() -> QWidget:
    """Return the widget that has the focus; there has to be one."""
    found = QApplication.focusWidget()
    assert found is not None, "nothing has the focus"  # noqa: S101
    return found


def wait_until_idle(window: MainWindow) -> None:
    """Let the window look everything up and paint it."""
    waited = QElapsedTimer()
    waited.start()
    quiet = 0
    while quiet < _QUIET_TURNS and waited.elapsed() < _WAIT_MS:
        pause(_TURN_MS)
        quiet = 0 if window.context.busy else quiet + 1


def pause(milliseconds: int) -> None:
    """Let Qt do what is due, for so long."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def go_to_page(window: MainWindow, name: str) -> QWidget:
    """Go to the page named; the view is the whole window."""
    wait_until_idle(window)
    window.navigator.show_page(name)
    wait_until_idle(window)
    return window


def select_first_row(window: MainWindow) -> None:
    """Select the first row of the table that is shown, where one is: an empty one is not."""
    for table in window.pages.current.findChildren(QTableView):
        if table.isVisible():
            table.selectRow(0)
            return


def open_dialog(window: MainWindow, opens: Callable[[], None]) -> QDialog:
    """Call ``opens``, and return the dialog that it opened."""
    opens()
    wait_until_idle(window)
    return newest_dialog(window)


def open_only_dialog(window: MainWindow, opens: Callable[[], None]) -> QDialog:
    """Close every dialog, then call ``opens`` and return the dialog that it opened."""
    close_dialogs(window)
    return open_dialog(window, opens)


def close_dialogs(window: MainWindow) -> None:
    """Close every dialog of the window."""
    for dialog in window.navigator.dialogs:
        dialog.done(0)


def newest_dialog(window: MainWindow) -> QDialog:
    """Return the dialog that was opened last."""
    return window.navigator.dialogs[-1]
