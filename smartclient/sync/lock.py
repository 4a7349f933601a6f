"""The sync lock: one sync of a store at a time, whichever thread or process started it."""

from datetime import timedelta
from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout

from smartclient.domain.errors import ContendedError
from smartclient.settings.durable import OWNERS_ALONE, not_written


class SyncLock:
    """A lock on a file, given back by the operating system however its holder ends."""

    def __init__(self, path: Path, *, timeout: timedelta = timedelta(0)) -> None:
        # not thread-local and not a singleton: each lock object is for one run
        self._lock = FileLock(
            path, timeout=timeout.total_seconds(), mode=OWNERS_ALONE, thread_local=False
        )

    def __enter__(self) -> None:
        try:
            self._lock.acquire()
        except Timeout as error:
            raise ContendedError(
                "Smart Client is already syncing. Wait until it is done, then sync again.",
                advice="",
                detail=str(error),
            ) from error
        except OSError as error:
            raise not_written(Path(self._lock.lock_file), error) from error

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._lock.release()
