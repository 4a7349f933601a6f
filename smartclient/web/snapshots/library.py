"""The snapshots that one service has: which are given out, and when their files are deleted."""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from smartclient.contract.versions import LINK_VERSION
from smartclient.contract.web.wire import SnapshotEntry, SnapshotList
from smartclient.settings.durable import write_durably
from smartclient.web.snapshots.snapshot_file import is_whole

logger = logging.getLogger(__name__)

KEPT_SECONDS: Final = 3_600.0
"""How long a snapshot is still given by its name once there is a newer one."""

_INDEX: Final = "snapshots.json"


class SnapshotLibrary:
    """The snapshots in a folder, one for each feed at most; used by several threads."""

    def __init__(self, folder: Path, seconds: Callable[[], float] = time.time) -> None:
        self.folder = folder
        self._seconds = seconds
        self._lock = threading.Lock()
        self._current: dict[str, SnapshotEntry] = {}
        self._replaced: dict[str, tuple[SnapshotEntry, float]] = {}

    def load(self) -> None:
        """Take over what an earlier run left, as far as its files are whole."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            text = (self.folder / _INDEX).read_bytes()
            found = msgspec.json.decode(text, type=SnapshotList).snapshots
        except (OSError, msgspec.MsgspecError):
            found = ()
        for entry in found:
            is_ours = entry.link_version == LINK_VERSION
            if is_ours and is_whole(self.folder / entry.name, entry):
                with self._lock:
                    self._current[entry.kind] = entry

    def entries(self, watermark: int, generation: str) -> tuple[SnapshotEntry, ...]:
        """The snapshots of this history of head office, as far as it goes."""
        with self._lock:
            current = tuple(self._current.values())
        return tuple(entry for entry in current if _is_of(entry, watermark, generation))

    def find(self, name: str, watermark: int, generation: str) -> SnapshotEntry | None:
        """The snapshot of that name, one that was replaced of late, too; None for none."""
        with self._lock:
            entries = [*self._current.values(), *(entry for entry, _ in self._replaced.values())]
        return next(
            (each for each in entries if each.name == name and _is_of(each, watermark, generation)),
            None,
        )

    def publish(self, entry: SnapshotEntry) -> None:
        """Give out a snapshot, whose file is there, instead of the feed's one before."""
        with self._lock:
            before = self._current.get(entry.kind)
            if before is not None and before.name != entry.name:
                self._replaced[before.name] = (before, self._seconds())
            self._replaced.pop(entry.name, None)
            self._current[entry.kind] = entry
        self._write_index()

    def withdraw(self, kind: str) -> None:
        """Give out a feed's snapshot no more."""
        with self._lock:
            gone = self._current.pop(kind, None)
        if gone is not None:
            self._write_index()

    def delete_old(self) -> None:
        """Delete the files that nobody can be fetching any more."""
        now = self._seconds()
        with self._lock:
            for name, (_, replaced_at) in tuple(self._replaced.items()):
                if now - replaced_at > KEPT_SECONDS:
                    del self._replaced[name]
            kept = {entry.name for entry in self._current.values()} | set(self._replaced)
        for file in self.folder.iterdir():
            if file.name in kept or file.name == _INDEX:
                continue
            # a file may be another process's, which writes or gives it now
            with suppress(OSError):
                if now - file.stat().st_mtime > KEPT_SECONDS:
                    file.unlink()

    def _write_index(self) -> None:
        with self._lock:
            text = msgspec.json.encode(SnapshotList(snapshots=tuple(self._current.values())))
        try:
            write_durably(self.folder / _INDEX, text)
        except OSError as error:
            # the next run builds them again
            logger.warning("the list of snapshots was not written: %s", error)


def _is_of(entry: SnapshotEntry, watermark: int, generation: str) -> bool:
    return entry.generation == generation and entry.watermark <= watermark
