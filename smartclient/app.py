"""The Qt application: the window over an open laptop, from its first paint to its end."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from smartclient.domain.clock import Clock, SystemClock
from smartclient.domain.errors import FatalError
from smartclient.ui.main_window import MainWindow
from smartclient.ui.theme import Theme

if TYPE_CHECKING:
    from smartclient.bootstrap import Session

log = logging.getLogger(__name__)

SWITCH_INTERVAL_SECONDS = 0.0001
"""How soon a thread in pure Python lets the GUI thread repaint; Python's own 0.005 is felt."""


def run_window(session: Session, clock: Clock | None = None) -> int:
    """Open the window on ``session`` and return its exit status when it was closed."""
    application = make_application()
    window = MainWindow(session.desk, session, clock or SystemClock(), Theme(application))
    window.closed.connect(application.quit)
    with _manners_of_a_window(window):
        window.show()
        window.syncing.start_background()
        return application.exec()


def make_application() -> QApplication:
    """Return the Qt application, made if there is none yet, with a locale fit to read."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("Smart Client")
    application.setQuitOnLastWindowClosed(False)
    if QLocale().language() is QLocale.Language.C:
        # a machine that names no language: figures are grouped as English has them
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    return application


@contextmanager
def _manners_of_a_window(window: MainWindow) -> Iterator[None]:
    """Repaint while threads work, tell of what nobody foresaw, and end at once on Ctrl+C."""
    hook, interval = sys.excepthook, sys.getswitchinterval()
    handler = signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.setswitchinterval(SWITCH_INTERVAL_SECONDS)

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.error("unforeseen in the window", exc_info=(kind, error, trace))
        window.bench.report(
            FatalError(
                "That did not work, and Smart Client does not know why. What you saved is safe."
            )
        )

    sys.excepthook = tell
    try:
        yield
    finally:
        sys.excepthook = hook
        sys.setswitchinterval(interval)
        signal.signal(signal.SIGINT, handler)
