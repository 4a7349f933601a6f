"""Ahead: the next page of a feed, fetched while the last one is being stored."""

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Asked = TypeVar("Asked", bound=Hashable)
Found = TypeVar("Found")


class _Errand(Generic[Asked, Found]):
    """One fetch on a thread of its own, and how it ended."""

    def __init__(self, fetch: Callable[[Asked], Found], asked: Asked) -> None:
        self.asked = asked
        self._fetch = fetch
        self._found: Found | None = None
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="page ahead", daemon=True)
        self._thread.start()

    def wait(self) -> None:
        self._thread.join()

    def outcome(self) -> Found:
        self.wait()
        if self._error is not None:
            raise self._error
        return self._found  # type: ignore[return-value]  # (found without an error)

    def _run(self) -> None:
        try:
            self._found = self._fetch(self.asked)
        except BaseException as error:  # noqa: BLE001 (it is raised again where it is awaited)
            self._error = error


class Ahead(Generic[Asked, Found]):
    """At most one fetch ahead. ``fetch`` has a patience of its own, so waiting for it ends."""

    def __init__(self, fetch: Callable[[Asked], Found]) -> None:
        self._fetch = fetch
        self._errand: _Errand[Asked, Found] | None = None

    def begin(self, asked: Asked) -> None:
        """Fetch what will probably be asked for next."""
        self._errand = _Errand(self._fetch, asked)

    def end(self) -> None:
        """Wait for what is being fetched, and forget it."""
        errand, self._errand = self._errand, None
        if errand is not None:
            errand.wait()

    def get(self, asked: Asked) -> Found:
        """Return what is asked for: what was fetched ahead, if it is that; else fetch it now."""
        if self._errand is not None and self._errand.asked == asked:
            errand, self._errand = self._errand, None
            return errand.outcome()
        self.end()
        return self._fetch(asked)
