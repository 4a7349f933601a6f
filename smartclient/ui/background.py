"""Background work: calls of use cases leave the GUI thread here, and their results return to it.

Frozen values go in and out; one queued signal carries every result. A result whose owner
is gone, or has asked again, is dropped.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from smartclient.domain.errors import FatalError, SmartClientError

log = logging.getLogger(__name__)
translate = QCoreApplication.translate
T = TypeVar("T")
Failed = Callable[[SmartClientError], None]


class Cancellation:
    """One call under way, whose answer is dropped when it, or its owner, is gone."""

    def __init__(self, owner: QObject) -> None:
        self._owner = owner
        self._cancelled = False

    @property
    def is_pending(self) -> bool:
        """Whether someone still waits for the answer."""
        return not self._cancelled and shiboken6.isValid(self._owner)

    def cancel(self) -> None:
        """Drop the result; a call that has not begun is not made."""
        self._cancelled = True


@dataclass(frozen=True, slots=True)
class _Finished:
    """A call that has ended: what to do with its value, or with its error."""

    ticket: Cancellation
    answer: Callable[[], None]


class Background(QObject):
    """One thread of its own that runs calls in the order they come."""

    _finished = Signal(object)
    failed = Signal(object)
    idle = Signal()

    def __init__(self, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._open = True
        self._under_way = 0

    @property
    def busy(self) -> bool:
        """Whether a call is running or waiting to run, or its answer on its way."""
        return self._under_way > 0

    def run(
        self,
        owner: QObject,
        call: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
    ) -> Cancellation:
        """Run ``call`` on the thread, then ``done`` with its value on the GUI thread.

        ``failed`` is given the error instead; without it the ``failed`` signal carries it.
        Neither is called when ``owner`` is gone by then.
        """
        ticket = Cancellation(owner)
        if self._open:
            self._under_way += 1
            self._threads.submit(self._work, ticket, call, done, failed or self.failed.emit)
        return ticket

    def close(self) -> None:
        """Wait for the call that runs, drop the others, and end the thread."""
        self._open = False
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _work(
        self, ticket: Cancellation, call: Callable[[], T], done: Callable[[T], None], failed: Failed
    ) -> None:
        answer: Callable[[], None] = _nothing
        if ticket.is_pending:
            try:
                answer = partial(done, call())
            except SmartClientError as error:
                answer = partial(failed, error)
            except Exception as error:  # a thread's edge: everything ends here
                log.exception("a call in the background failed")
                answer = partial(failed, _unforeseen(error))
        self._finished.emit(_Finished(ticket, answer))

    def _deliver(self, finished: _Finished) -> None:
        self._under_way -= 1
        if self._open and finished.ticket.is_pending:
            finished.answer()
        if not self._under_way:
            self.idle.emit()


class LatestQuery:
    """The newest of several queries: a new one drops the result of the one before."""

    def __init__(self, background: Background, owner: QObject) -> None:
        self._background = background
        self._owner = owner
        self._ticket: Cancellation | None = None

    def run(
        self, call: Callable[[], T], done: Callable[[T], None], failed: Failed | None = None
    ) -> None:
        """Run ``call``, and drop the result of the one before."""
        self.forget()
        self._ticket = self._background.run(self._owner, call, done, failed)

    def forget(self) -> None:
        """Want no answer any more."""
        if self._ticket is not None:
            self._ticket.cancel()


def _nothing() -> None:
    """Answer a call that was cancelled before it began."""


def _unforeseen(error: Exception) -> FatalError:
    return FatalError(
        "Unexpected error. What you saved is safe.",
        detail=repr(error),
    )
