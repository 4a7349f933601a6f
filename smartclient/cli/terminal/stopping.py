"""Stopping: how what runs for long is ended from outside."""

import signal
import threading
from types import FrameType


def stopped_by_signals() -> threading.Event:
    """An event that Ctrl+C or a signal to end sets: what was begun is finished first."""
    stop = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 (as signals call it)
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
        if hasattr(signal, "siginterrupt"):
            # a call to the database that is being made must not take this for a broken link
            signal.siginterrupt(number, False)  # noqa: FBT003 (it has no name)
    return stop
