"""Restores: an admin says whether head office was restored from a backup, as laptops report."""

from smartclient.contract.admin_bodies import AnswerRestore
from smartclient.contract.messages import Answer, AnswerStatus
from smartclient.domain.errors import RefusedError
from smartclient.headoffice.database.restore_detection import (
    RestoreCause,
    begin_epoch,
    forget_suspicions,
    restore_status,
)
from smartclient.headoffice.inbox.inbox import Incoming
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction


def answer_restore(incoming: Incoming, body: AnswerRestore, work: WorkerTransaction) -> Answer:
    """Begin a new epoch, or dismiss what laptops report."""
    if not work.is_admin(incoming.sender):
        raise RefusedError("Only an admin says whether head office was restored. Ask head office.")
    if restore_status(work.connection).suspected_at is None:
        raise RefusedError("Somebody has answered this already. Nothing was changed.")
    if body.restored:
        begin_epoch(work.connection, RestoreCause.ADMIN, work.now)
        work.numbers.discard_prepared()
    else:
        forget_suspicions(work.connection)
    return Answer(status=AnswerStatus.CONFIRMED)
