"""The recorder of checkpoints: what a worker does now and then so that a loss is recognised."""

import logging
import time
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, Engine

from smartclient.database.transactions import reading
from smartclient.database.types import instant_from_text
from smartclient.domain.errors import TransientError
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.checkpoints import (
    LOST,
    Checkpoint,
    holds_checkpoint,
    newest_checkpoint,
    record_checkpoint,
)
from smartclient.headoffice.database.restore_detection import (
    RESTORED_AT,
    RestoreCause,
    begin_epoch,
)

logger = logging.getLogger(__name__)

_EVERY_SECONDS: Final = 60.0


class CheckpointRecorder:
    """Records checkpoints, and begins a new epoch where an earlier one is gone."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._newest: Checkpoint | None = None
        self._held_at: datetime | None = None
        # what begins may begin on a database that went back, as after an outage
        self._may_be_another = True
        self._due = 0.0

    def record_at_once(self) -> None:
        """Record one with the next check: the database was away, and may have gone back."""
        self._may_be_another = True

    def check(self, at: datetime) -> None:
        """Begin a new epoch where history is proven to be lost; else record one when it is due."""
        with reading(self._engine) as connection:
            stored = schema.all_info(connection)
            epoch = stored["generation"]
            is_proven = stored[LOST] == epoch
            is_missing = self._newest is not None and not holds_checkpoint(connection, self._newest)
            is_lost = is_proven or (is_missing and not self._is_noticed(stored[RESTORED_AT]))
            is_due = (
                is_missing
                or self._may_be_another
                or (time.monotonic() >= self._due and _was_written_to(connection))
            )
        if not is_missing:
            self._held_at = at
        if is_lost:
            why = RestoreCause.POSITION_LOST if is_proven else RestoreCause.CHECKPOINT_LOST
            self._begin_epoch(why, epoch, at)
        if is_lost or is_due:
            try:
                self._record(at)
            except TransientError as error:
                # what can only be read, as on a full disk, is not to fail for that
                logger.info("no checkpoint was recorded: %s", error.detail or error)

    def _record(self, at: datetime) -> None:
        with audited_transaction(self._engine, actor="", at=at) as connection:
            record_checkpoint(connection)
            newest = newest_checkpoint(connection)
        self._newest, self._may_be_another = newest, False
        self._due = time.monotonic() + _EVERY_SECONDS

    def _is_noticed(self, restored_at: str) -> bool:
        """Whether another worker began an epoch since the checkpoint was last seen here.

        An epoch that this worker does not know shows nothing: the database may have gone back to
        before the present one began.
        """
        if not restored_at or self._held_at is None:
            return False
        return instant_from_text(restored_at) >= self._held_at

    def _begin_epoch(self, why: RestoreCause, epoch: str, at: datetime) -> None:
        with audited_transaction(self._engine, actor="", at=at) as connection:
            # another worker may have noticed at the same time
            if schema.info(connection, "generation") == epoch:
                begin_epoch(connection, why, at)


def _was_written_to(connection: Connection) -> bool:
    """Whether anything was written since the newest checkpoint."""
    watermark = backend_of(connection).feeds.watermark(connection)
    newest = newest_checkpoint(connection)
    return newest is None or watermark > newest.row_version + 1
