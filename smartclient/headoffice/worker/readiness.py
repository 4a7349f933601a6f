"""Readiness: whether head office can be used now, and whether it was restored from a backup."""

import time
from pathlib import Path
from typing import Final

from sqlalchemy import Engine

from smartclient.headoffice.database import schema
from smartclient.headoffice.database.office_clock import OfficeClock
from smartclient.headoffice.database.restore_detection import Witness
from smartclient.headoffice.inbox.operations import check_reach
from smartclient.headoffice.worker.checkpoint_recorder import CheckpointRecorder

_LOOK_SECONDS: Final = 10.0


class ReadinessCheck:
    """Checks a head office before it is used; ``file`` is the database's, where it is one."""

    def __init__(self, engine: Engine, clock: OfficeClock, file: Path | None) -> None:
        self.witness = Witness(engine, file)
        self._checkpoints = CheckpointRecorder(engine)
        self._engine = engine
        self._clock = clock
        self._file = file
        self._look_due = 0.0

    def check(self) -> None:
        """Raise OutOfReachError or SchemaError where head office can't be used now."""
        check_reach(self._file)
        schema.check(self._engine)
        if self._file is not None:
            self.witness.check(self._clock.now())

    def check_for_restore(self) -> None:
        """Check now and then whether the database went back, and record checkpoints."""
        if time.monotonic() < self._look_due:
            return
        now = self._clock.now()
        if self._file is None:
            # ``check`` does it of files
            self.witness.check(now)
        self._checkpoints.check(now)
        self._look_due = time.monotonic() + _LOOK_SECONDS

    def note_outage(self) -> None:
        """Check for a restore before the database is used again, which was away."""
        self._look_due = 0.0
        self._checkpoints.record_at_once()
