"""The builder of snapshots: a thread that renews what changed, where that costs little by now."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from smartclient.contract.feeds import FeedKind
from smartclient.contract.web.gate import Gate
from smartclient.contract.web.wire import SnapshotEntry
from smartclient.domain.errors import SmartClientError
from smartclient.web.snapshots.library import SnapshotLibrary
from smartclient.web.snapshots.snapshot_file import (
    Examined,
    has_size,
    is_whole,
    write_snapshot,
)

logger = logging.getLogger(__name__)

LOOKED_SECONDS: Final = 60.0
RENEWED_SECONDS: Final = 900.0
"""How often the heads are looked at, and how old a snapshot is at least that is renewed."""

DAY_SECONDS: Final = 86_400.0
"""A snapshot of a feed without changes is renewed after a day: rows may have been deleted."""

_SHARE: Final = 200
"""A snapshot is renewed after so many times as long as it took to write: it costs little then."""

_PAUSE: Final = 0.02

NOT_COPIED: Final = frozenset({FeedKind.TOMBSTONES})
"""What everybody is given, and what acts on other feeds instead of being held."""


@dataclass(frozen=True, slots=True)
class _State:
    """When a feed was read last, for how long, and what came of it."""

    at: float
    took: float
    examined: Examined


class SnapshotBuilder:
    """Builds in a thread of its own from ``start`` until ``close``.

    ``is_busy`` says whether callers wait for a thread: then it does nothing.
    """

    def __init__(
        self,
        gate: Gate,
        library: SnapshotLibrary,
        is_busy: Callable[[], bool],
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._gate = gate
        self._library = library
        self._is_busy = is_busy
        self._seconds = seconds
        self._states: dict[FeedKind, _State] = {}
        self._verified: dict[str, float] = {}
        """When the content of each file was read last, by its name."""
        self._ending = threading.Event()
        self._page_began = 0.0
        self._thread = threading.Thread(target=self._run, name="snapshots", daemon=True)

    def start(self) -> None:
        """Begin to build."""
        self._thread.start()

    def close(self) -> None:
        """End; what is half written is deleted."""
        self._ending.set()
        if self._thread.ident is not None:
            self._thread.join()

    def look(self) -> None:
        """Renew what is to be renewed now, and delete what nobody fetches any more."""
        watermark, generation = self._gate.bounds()
        for kind, head in self._gate.shared_heads().items():
            if self._ending.is_set():
                return
            if kind not in NOT_COPIED and self._is_due(kind, head, watermark, generation):
                self._renew(kind)
        self._library.delete_old()

    def _run(self) -> None:
        try:
            self._library.load()
        except OSError as error:
            logger.warning("there are no snapshots: %s", error)
            return
        while not self._ending.is_set():
            try:
                self.look()
            except SmartClientError as error:
                logger.info("snapshots wait: %s", error.detail or error)
            except OSError as error:
                logger.warning("a snapshot was not written: %s", error)
            except Exception:
                logger.exception("snapshots failed")
            self._ending.wait(LOOKED_SECONDS)

    def _is_due(self, kind: FeedKind, head: int, watermark: int, generation: str) -> bool:
        state = self._states.get(kind)
        if state is None:
            return not self._is_taken_over(kind, head, watermark, generation)
        examined = state.examined
        if examined.generation != generation or examined.watermark > watermark:
            return True
        if examined.entry is not None and not self._is_sound(examined.entry):
            return True
        age = self._seconds() - state.at
        if head >= examined.watermark:
            return age >= max(RENEWED_SECONDS, _SHARE * state.took)
        return watermark > examined.watermark and age >= DAY_SECONDS

    def _is_sound(self, entry: SnapshotEntry) -> bool:
        """Whether a file is as it was written: its size always, and once a day what is in it."""
        file, now = self._library.folder / entry.name, self._seconds()
        is_sound = has_size(file, entry)
        if is_sound and now - self._verified.setdefault(entry.name, now) >= DAY_SECONDS:
            self._verified[entry.name] = now
            is_sound = is_whole(file, entry)
        if not is_sound:
            logger.warning("a snapshot of %s is damaged or gone, and is written again", entry.kind)
        return is_sound

    def _is_taken_over(self, kind: FeedKind, head: int, watermark: int, generation: str) -> bool:
        """Whether an earlier run left a snapshot of this feed that is still up to date."""
        entries = self._library.entries(watermark, generation)
        entry = next((each for each in entries if each.kind == kind), None)
        if entry is None or head >= entry.watermark:
            return False
        examined = Examined(watermark=entry.watermark, generation=generation, entry=entry)
        self._states[kind] = _State(self._seconds(), 0.0, examined)
        return True

    def _renew(self, kind: FeedKind) -> None:
        began = self._page_began = self._seconds()
        examined = write_snapshot(self._gate, kind, self._library.folder, self._go_on)
        if examined is None:
            return
        now = self._seconds()
        self._states[kind] = _State(now, now - began, examined)
        if examined.entry is None:
            self._library.withdraw(str(kind))
        else:
            self._library.publish(examined.entry)
            logger.info("snapshot of %s: %d rows", kind, examined.entry.rows)

    def _go_on(self) -> bool:
        """Wait as long as the last page took, and until nobody waits for a thread."""
        self._ending.wait(self._seconds() - self._page_began)
        while self._is_busy() and not self._ending.is_set():
            self._ending.wait(_PAUSE)
        self._page_began = self._seconds()
        return not self._ending.is_set()
