"""Syncing: the window's side of the link, on a thread of its own."""

import threading
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from smartclient.domain.errors import ContendedError, SmartClientError
from smartclient.read_models.sync_progress import SyncSummary
from smartclient.ui.background import Background
from smartclient.ui.ports import SyncControl


class SyncRunner(QObject):
    """Runs syncs one at a time, off the GUI thread, and reports their progress."""

    started = Signal()
    progressed = Signal(object)
    finished = Signal(object)
    failed = Signal(object)

    def __init__(self, control: SyncControl, parent: QObject) -> None:
        super().__init__(parent)
        self._control = control
        self._background = Background("sync", self)
        self._running = False
        self._starts_background = False
        self._closing = threading.Event()
        self._reported = threading.Lock()

    @property
    def running(self) -> bool:
        """Whether a sync that was started here is under way."""
        return self._running

    def start_background(self) -> None:
        """Start automatic syncs; ``finished`` reports those as well."""
        self._background.run(
            self, lambda: self._control.start_background(self._report), lambda _: None
        )

    def start_background_after(self) -> None:
        """Start automatic syncs as soon as the one that runs has ended."""
        self._starts_background = True

    def send_all(self) -> None:
        """Start a sync in which nothing waits for a cheaper connection, unless one runs."""
        self._start(partial(self._control.sync_now, at_any_price=True))

    def sync_now(self) -> None:
        """Start a sync unless one runs."""
        self._start(self._control.sync_now)

    def _start(self, sync: Callable[..., SyncSummary]) -> None:
        if self._running:
            return
        self._running = True
        self.started.emit()
        self._background.run(
            self,
            lambda: sync(self.progressed.emit, self._closing.is_set),
            self._done,
            self._failed,
        )

    def close(self) -> None:
        """Stop a running sync at its next step, then end the thread."""
        with self._reported:
            self._closing.set()
        self._background.close()

    def _report(self, summary: SyncSummary) -> None:
        """Pass on, from the thread of the background, how one of its syncs ended."""
        with self._reported:
            if not self._closing.is_set():
                self.finished.emit(summary)

    def _done(self, summary: SyncSummary) -> None:
        self._end()
        self.finished.emit(summary)

    def _end(self) -> None:
        self._running = False
        if self._starts_background:
            self._starts_background = False
            self.start_background()

    def _failed(self, error: SmartClientError) -> None:
        self._end()
        if isinstance(error, ContendedError):
            # another process is syncing the same store: what it brings will be seen
            self.finished.emit(None)
        else:
            self.failed.emit(error)
