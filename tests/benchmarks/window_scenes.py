"""What is measured of the window, each in a process of its own: ``window_scenes SCENE HOME``.

A scene prints one JSON document: the seconds from the launch of the process, whose time stands
in the environment, to the first paint and until the window is usable; or every gap between two
beats of a timer that should beat at once.
"""

# ruff: noqa: PLC0415 (what is imported when is what is measured)

import itertools
import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

LAUNCHED = "SMARTCLIENT_BENCHMARK_LAUNCHED"
Gap = tuple[float, float]
"""Seconds between two beats, and how many of them the loop's own thread worked."""

BEAT_MS = 2
KEY_EVERY_MS = 120
SETTLES_MS = 1_500
FLOOR_MS = 6_000
PATIENCE_MS = 180_000


def empty() -> None:
    """Show a window with nothing in it, until it was painted and takes keys."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    window.resize(1180, 740)
    window.show()
    QTimer.singleShot(0, lambda: tell({"seconds": _since_launch()}))
    application.exec()


def usable(home: str) -> None:
    """Start the program as its icon does, until today's data is shown and keys are taken."""
    from pathlib import Path

    from smartclient import __main__ as program
    from smartclient.cli import launch_gui

    os.environ["SMARTCLIENT_HOME"] = home
    # the last run was cut off; one that ends leaves no trace of its window
    (Path(home) / "window.open").unlink(missing_ok=True)
    launch_gui.require_gui = _watched_parts
    sys.argv[1:] = []
    program.main()


@contextmanager
def _watched_parts() -> Iterator[None]:
    """Load the parts of a window, and watch the one that is made of them until it is usable."""
    yield
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QLabel

    from smartclient import app
    from smartclient.ui.shell.main_window import MainWindow

    reported: dict[str, float] = {}

    class Watched(MainWindow):
        """The window, noting its first paint and the moment when today's page is filled."""

        def begin(self) -> None:
            super().begin()
            self.installEventFilter(self)
            self._look_again = QTimer(self, interval=1)
            self._look_again.timeout.connect(self._look)
            self._look_again.start()

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint:
                reported.setdefault("painted", _since_launch())
            return super().eventFilter(watched, event)

        def _look(self) -> None:
            day = self.pages.current.findChild(QLabel, "todayDay")
            if "painted" in reported and day is not None and day.text():
                tell({**reported, "seconds": _since_launch()})

    vars(app)["MainWindow"] = Watched


def stalls(home: str) -> None:
    """Type in the catalog's search while everything is synced anew; note the loop's beats.

    Before and after it the same loop has nothing to do beside a thread that is busy: what it is
    late then is the machine's doing, and Python's.
    """
    from pathlib import Path

    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit

    from smartclient.app import gui_runtime, make_application
    from smartclient.bootstrap import open_session
    from smartclient.domain.clock import SystemClock
    from smartclient.read_models.sync_progress import SyncSummary
    from smartclient.ui.look.theme import Theme
    from smartclient.ui.shell.main_window import MainWindow

    session = open_session(Path(home))
    application = make_application()
    window = MainWindow(session.use_cases, session, SystemClock(), Theme(application))
    summaries: list[SyncSummary] = []
    text = itertools.cycle("light pump 00\b")

    def wait(milliseconds: int) -> None:
        QTimer.singleShot(milliseconds, application.exit)
        application.exec()

    def type_on() -> None:
        search = window.findChild(QLineEdit, "searchCatalog")
        assert search is not None
        character = next(text)
        if character == "\b":
            search.clear()
        else:
            QTest.keyClicks(search, character)

    def finish(summary: SyncSummary) -> None:
        summaries.append(summary)
        application.exit()

    with gui_runtime(window):
        window.show()
        wait(SETTLES_MS)
        window.navigator.show_page("pageCatalog")
        wait(SETTLES_MS)
        floor = beats_beside_a_busy_thread(wait)
        typing = QTimer(interval=KEY_EVERY_MS)
        typing.timeout.connect(type_on)
        window.syncing.finished.connect(finish)
        with beating() as gaps:
            typing.start()
            window.begin()
            wait(PATIENCE_MS)
            typing.stop()
        floor += beats_beside_a_busy_thread(wait)
    tell({"gaps": gaps, "floor": floor, "pulled": [summary.pulled for summary in summaries]})


def beats_beside_a_busy_thread(wait: Callable[[int], None]) -> list[Gap]:
    over = threading.Event()

    def be_busy() -> None:
        while not over.is_set():
            sum(range(1_000))

    thread = threading.Thread(target=be_busy)
    thread.start()
    with beating() as gaps:
        wait(FLOOR_MS)
    over.set()
    thread.join()
    return gaps


@contextmanager
def beating() -> Iterator[list[Gap]]:
    """Note every gap between two beats of a timer in the list that is handed out."""
    from PySide6.QtCore import Qt, QTimer

    gaps: list[Gap] = []
    last, worked = time.perf_counter(), time.thread_time()

    def beat() -> None:
        nonlocal last, worked
        now, work = time.perf_counter(), time.thread_time()
        gaps.append((now - last, work - worked))
        last, worked = now, work

    timer = QTimer(interval=BEAT_MS)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(beat)
    timer.start()
    yield gaps
    timer.stop()


def _since_launch() -> float:
    return time.time() - float(os.environ[LAUNCHED])


def tell(document: object) -> None:
    sys.stdout.write(json.dumps(document))
    sys.stdout.flush()
    # what is measured is over; the threads need not be asked
    os._exit(0)


if __name__ == "__main__":
    scene, *arguments = sys.argv[1:]
    scenes: dict[str, Callable[..., None]] = {"empty": empty, "usable": usable, "stalls": stalls}
    scenes[scene](*arguments)
