"""What is measured of the window, each in a process of its own: ``window_scenes SCENE HOME``.

A scene prints one JSON document: how long it took in seconds, from the start of the process to
the first usable paint, or every gap between two beats of a timer that should beat at once.
"""

# ruff: noqa: PLC0415 (what is imported when is what is measured)

import json
import os
import sys
import time

STARTED = time.perf_counter()

BEAT_MS = 2


def empty() -> None:
    """Show a window with nothing in it."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    window.resize(1180, 740)
    window.show()
    QTimer.singleShot(0, lambda: _tell({"seconds": time.perf_counter() - STARTED}))
    application.exec()


def usable(home: str) -> None:
    """Open the program's window on a large store, until its first page shows what it holds."""
    from pathlib import Path

    from PySide6.QtCore import QTimer

    from smartclient.app import make_application
    from smartclient.bootstrap import open_session
    from smartclient.domain.clock import SystemClock
    from smartclient.ui.main_window import MainWindow
    from smartclient.ui.theme import Theme

    session = open_session(Path(home))
    application = make_application()
    window = MainWindow(session.desk, session, SystemClock(), Theme(application))
    window.show()

    def look() -> None:
        if window.page.isVisible() and not window.bench.busy:
            _tell({"seconds": time.perf_counter() - STARTED})

    timer = QTimer(interval=1)
    timer.timeout.connect(look)
    timer.start()
    application.exec()


def stalls(home: str) -> None:
    """Search as one types while everything is synced anew; note how the event loop beats."""
    from pathlib import Path

    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit

    from smartclient.app import SWITCH_INTERVAL_SECONDS, make_application
    from smartclient.bootstrap import open_session
    from smartclient.domain.clock import SystemClock
    from smartclient.ui.main_window import MainWindow
    from smartclient.ui.theme import Theme

    sys.setswitchinterval(SWITCH_INTERVAL_SECONDS)
    session = open_session(Path(home))
    application = make_application()
    window = MainWindow(session.desk, session, SystemClock(), Theme(application))
    window.show()
    QTest.qWait(1500)
    window.go_to("pageCatalog")
    QTest.qWait(1500)
    search = window.findChild(QLineEdit, "searchCatalog")
    assert search is not None
    gaps: list[float] = []
    last = time.perf_counter()

    def beat() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append(now - last)
        last = now

    timer = QTimer(interval=BEAT_MS)
    timer.timeout.connect(beat)
    timer.start()
    finished: list[object] = []
    window.syncing.finished.connect(finished.append)
    window.sync_now()
    text = "light pump 00"
    place = 0
    deadline = time.perf_counter() + 120
    while not finished and time.perf_counter() < deadline:
        place = (place + 1) % (len(text) + 1)
        search.setText(text[:place])
        QTest.qWait(120)
    timer.stop()
    _tell({"gaps": gaps, "finished": bool(finished)})


def _tell(document: object) -> None:
    sys.stdout.write(json.dumps(document))
    sys.stdout.flush()
    # what is measured is over; the threads need not be asked
    os._exit(0)


if __name__ == "__main__":
    scene, *arguments = sys.argv[1:]
    {"empty": empty, "usable": usable, "stalls": stalls}[scene](*arguments)
