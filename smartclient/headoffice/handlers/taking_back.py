"""Taking back: what was confirmed and can't be taken back by itself is a case for an admin.

It is neither asked of the rep again and again, nor refused without anybody knowing.
"""

from smartclient.contract.messages import Answer, AnswerStatus, CancelOrder, DeleteCustomer
from smartclient.domain.rules.problems import Problem, ResolvedBy, RuleCode
from smartclient.domain.tasks import Subject
from smartclient.headoffice.handlers.escalation import open_case
from smartclient.headoffice.inbox.inbox import Incoming
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction
from smartclient.headoffice.sales.conflicts import (
    OfficeConflict,
    OfficeConflictState,
    conflict_id_for,
)
from smartclient.reconcile.conflict import Conflict, ConflictKind


def refused_or_case(
    refusal: Answer,
    problem: Problem,
    subject: Subject,
    *,
    incoming: Incoming,
    body: CancelOrder | DeleteCustomer,
    work: WorkerTransaction,
) -> Answer:
    """``refusal``; where it would end the taking back of what was confirmed, a case instead."""
    policy = work.context.policies().for_rule(RuleCode.CANT_BE_TAKEN_BACK)
    if not body.compensates or policy is not ResolvedBy.ADMIN:
        return refusal
    conflict = Conflict(
        id=conflict_id_for(incoming.sender, incoming.request_id),
        kind=ConflictKind.RULE,
        subject=subject,
        request_id=incoming.request_id,
        raised_at=work.now,
        problems=(problem,),
    )
    kept = OfficeConflict(
        conflict=conflict,
        sender=incoming.sender,
        newest_request_id=incoming.request_id,
        lane=incoming.lane,
        state=OfficeConflictState.WITH_ADMIN,
        body=body,
    )
    work.conflicts.save(kept)
    open_case(kept, work, note="")
    return Answer(
        status=AnswerStatus.AWAITING_DECISION,
        conflict=conflict,
        order=refusal.order,
        customer=refusal.customer,
    )
