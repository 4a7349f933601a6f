"""Taking over: an admin decides a conflict that still waits for its rep."""

from dataclasses import replace

from smartclient.contract.admin_bodies import TakeOver
from smartclient.contract.messages import Answer, AnswerStatus
from smartclient.domain.errors import RefusedError
from smartclient.domain.fields import NOTE
from smartclient.headoffice.handlers.escalation import open_case
from smartclient.headoffice.inbox.inbox import Incoming
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction
from smartclient.headoffice.sales.conflicts import OfficeConflictState


def take_over(incoming: Incoming, body: TakeOver, work: WorkerTransaction) -> Answer:
    """Turn a rep's open conflict into a case; the rep is answered that head office decides."""
    if not work.is_admin(incoming.sender):
        raise RefusedError("Only an admin takes a conflict over. Ask head office.")
    stored = work.conflicts.get(body.conflict_id)
    if stored is not None and stored.lane != incoming.lane:
        # its rep may be resolving it in the customer's lane
        work.lock_lane(stored.lane)
        stored = work.conflicts.get(body.conflict_id)
    if stored is None:
        raise RefusedError("There is no such conflict. Sync to see those there are.")
    if stored.state is OfficeConflictState.CLOSED:
        raise RefusedError("This conflict is resolved already. Nothing was changed.")
    if stored.state is OfficeConflictState.WITH_ADMIN:
        raise RefusedError("This conflict is a case already. Decide it there.")
    note = NOTE.read(body.note)
    conflict = replace(stored.conflict, note=note, note_by=incoming.sender)
    taken = replace(stored, state=OfficeConflictState.WITH_ADMIN, conflict=conflict)
    work.conflicts.save(taken)
    open_case(taken, work, note=note)
    waiting = Answer(
        status=AnswerStatus.AWAITING_DECISION,
        conflict=replace(conflict, request_id=stored.newest_request_id),
        note=note,
        by=incoming.sender,
    )
    work.reply(stored.sender, stored.newest_request_id, waiting)
    return Answer(status=AnswerStatus.CONFIRMED)
