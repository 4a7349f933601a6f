"""The wipe of an open laptop: done when head office asks for it, with nothing after it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from smartclient.bootstrap.link import HeadOfficeLink
from smartclient.domain.clock import Clock
from smartclient.domain.errors import DeviceWipedError, SignInError, SmartClientError
from smartclient.settings.places import SYNC_LOCK_FILE
from smartclient.store.unit_of_work import Store

logger = logging.getLogger(__name__)

# ruff: noqa: PLC0415 (what only a wipe needs is imported with it: the window opens sooner)

PATIENCE = timedelta(seconds=30)
"""How long what a person started waits for a sync that is already running."""


class WipeOnRequest:
    """Wipes this device where head office says so; from then on everything is refused."""

    def __init__(self, *, home: Path, store: Store, link: HeadOfficeLink, clock: Clock) -> None:
        self._home = home
        self._store = store
        self._link = link
        self._clock = clock
        self._wiped: DeviceWipedError | None = None

    @property
    def is_done(self) -> bool:
        """Whether this device was wiped."""
        return self._wiped is not None

    @contextmanager
    def heeded(self) -> Iterator[None]:
        """Wipe this device where head office says so meanwhile; DeviceWipedError from then on."""
        if self._wiped is not None:
            raise self._wiped
        try:
            yield
        except SignInError as error:
            self._wiped = self._wipe_for(error)
            if self._wiped is None:
                raise
            raise self._wiped from error

    @contextmanager
    def alone(self, patience: timedelta) -> Iterator[None]:
        """Heed it while no sync runs; ContendedError where one goes on beyond ``patience``."""
        from smartclient.sync.lock import SyncLock

        with self.heeded(), SyncLock(self._home / SYNC_LOCK_FILE, timeout=patience):
            yield

    def _wipe_for(self, error: SignInError) -> DeviceWipedError | None:
        from smartclient.contract.web.gate import WipeRequestedError

        link = self._link.over_https()
        if link is None or not isinstance(error, WipeRequestedError):
            return None
        from smartclient.bootstrap.wiping import wipe
        from smartclient.sync.lock import SyncLock

        try:
            with SyncLock(self._home / SYNC_LOCK_FILE, timeout=PATIENCE):
                return wipe(self._home, self._store, link, self._clock)
        except SmartClientError as trouble:
            # nothing was removed: the next sync goes on with it
            logger.warning("the wipe has to wait: %s", trouble.detail or trouble)
            return None
