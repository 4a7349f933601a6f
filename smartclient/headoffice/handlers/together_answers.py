"""Answers to requests that stand together, where not all of them can be carried out.

What is asked of its rep is answered alone: the others have no answer, and come again with the
corrected one. What an admin has to decide is kept as a case, and the whole waits for that. Anything
else is final for all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from smartclient.contract.messages import Answer, AnswerStatus, PlaceOrder
from smartclient.contract.subject_labels import Label, request_label
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import ConflictId, Login, RequestId
from smartclient.domain.rules.problems import RuleCode
from smartclient.headoffice.handlers.escalation import open_case
from smartclient.headoffice.handlers.reading import ReadRequest
from smartclient.headoffice.handlers.supersede import NOTHING_DONE, WITHDRAWN, close_replaced
from smartclient.headoffice.inbox import members
from smartclient.headoffice.inbox.inbox import Incoming
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction
from smartclient.headoffice.sales.conflicts import OfficeConflict, OfficeConflictState

_HELD_BACK = (
    "It stands together with {other}, which head office could not carry out. So nothing of this "
    "was carried out, either."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A member, and what was decided about it by itself.

    ``conflict`` is the one that it is in, with the decision about it where there is one.
    """

    read: ReadRequest
    answer: Answer
    conflict: OfficeConflict | None = None

    @property
    def label(self) -> str:
        """What names it for people."""
        body = self.read.body
        if body is None:
            return ""
        return request_label(body, lambda _: "", lambda _: Label()).text

    @property
    def comes_again(self) -> bool:
        """Whether its sender sends it again once somebody, or a sync, has corrected it."""
        if self.answer.status is AnswerStatus.IN_CONFLICT:
            return isinstance(self.read.body, PlaceOrder)
        codes = {problem.code for problem in self.answer.reasons}
        return codes == {RuleCode.REFERENCE_DATA_TOO_OLD}

    @property
    def awaits_decision(self) -> bool:
        """Whether an admin has to decide about it: a rep changes nothing in a new account."""
        asked = {AnswerStatus.AWAITING_DECISION, AnswerStatus.IN_CONFLICT}
        return self.answer.status in asked and not self.comes_again


@dataclass(frozen=True, slots=True, kw_only=True)
class NotCarriedOut:
    """Nothing of several requests is carried out: what is stored instead.

    ``answered`` are the members that have an answer of their own, ``conflicts`` what is kept of
    them. Where that is final, what was kept before waits for nothing any more.
    """

    answer: Answer
    found: Sequence[Incoming]
    answered: Sequence[tuple[Incoming, Answer]]
    conflicts: Sequence[OfficeConflict] = ()
    is_final: bool = False


class NotTogetherError(RefusedError):
    """Not all of several requests can be carried out, so none is; ``instead`` says what is stored.

    ``answer`` is that to the request at hand, and ``decided`` the case that it decided.
    """

    def __init__(
        self,
        *,
        instead: NotCarriedOut,
        answer: Answer | None = None,
        decided: "DecidedCase | None" = None,
    ) -> None:
        super().__init__(instead.answer.why)
        self.instead = instead
        self.answer = answer or instead.answer
        self.decided = decided


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedCase:
    """How an admin decided the case of one member; it holds also where others are refused."""

    id: ConflictId
    decision: str
    by: Login
    note: str

    def record(self, work: WorkerTransaction) -> None:
        """Record how the case was decided."""
        work.cases.decide(self.id, self.decision, by=self.by, at=work.now, note=self.note)


def not_carried_out(
    judged: Sequence[Judged], found: Sequence[Incoming], carrier: RequestId
) -> NotCarriedOut:
    """What is stored of members of which not all could be carried out."""
    failed = [one for one in judged if not one.answer.status.succeeded]
    decided = [_kept(one, carrier) for one in judged if one.conflict and one not in failed]
    if all(one.comes_again or one.awaits_decision for one in failed):
        asked = [one for one in failed if one.comes_again] or [for_admin(one) for one in failed]
        status = asked[0].answer.status
        return NotCarriedOut(
            answer=Answer(status=AnswerStatus.REJECTED if asked[0].comes_again else status),
            found=found,
            answered=[(one.read.incoming, _named(one.answer, carrier)) for one in asked],
            conflicts=[*decided, *(_kept(one, carrier) for one in asked if one.conflict)],
        )
    return NotCarriedOut(
        answer=Answer(status=AnswerStatus.REJECTED),
        found=found,
        answered=list(_refusals(failed, found)),
        is_final=True,
    )


def answer_members(incoming: Incoming, error: NotTogetherError, work: WorkerTransaction) -> Answer:
    """Answer the members of a request of which nothing was carried out, and return its answer."""
    work.act_as(incoming.sender)
    instead = error.instead
    store(instead.answered, work)
    for member in instead.found:
        # of the later version its device has the answer, or none yet
        _close_earlier(member, instead, work)
    for kept in instead.conflicts:
        work.conflicts.save(kept)
        if kept.state is OfficeConflictState.WITH_ADMIN and kept.conflict.decision is None:
            open_case(kept, work, note="")
    if error.decided is not None:
        error.decided.record(work)
    if instead.is_final and instead.found:
        ids = [member.request_id for member in instead.found]
        for over in work.conflicts.raised_by(instead.found[0].sender, ids):
            close_over(over, incoming, work)
    return error.answer


def close_over(kept: OfficeConflict, incoming: Incoming, work: WorkerTransaction) -> None:
    """Close the conflict of a member that waits for nothing any more, and its case."""
    work.conflicts.close(kept)
    work.cases.decide(kept.conflict.id, WITHDRAWN, by=incoming.sender, at=work.now)


def store(answered: Sequence[tuple[Incoming, Answer]], work: WorkerTransaction) -> None:
    """Store members as answered, with their answers, and answer what was asked of them since."""
    members.store_answered(work.connection, [member for member, _ in answered], work.now)
    for member, answer in answered:
        work.reply(member.sender, member.request_id, answer)
        for kept in work.conflicts.raised_by(member.sender, (member.request_id,)):
            if kept.newest_request_id != member.request_id:
                work.reply(member.sender, kept.newest_request_id, answer)


def held_back(other: str) -> Answer:
    """The answer to a member that nothing is wrong with but ``other``."""
    return Answer(status=AnswerStatus.REJECTED, why=_HELD_BACK, arguments={"other": other})


def withdrawn(found: Sequence[Incoming], work: WorkerTransaction) -> NotTogetherError:
    """Nothing of it is carried out: a member was withdrawn or replaced."""
    unanswered = [
        member for member in found if work.answer_to(member.sender, member.request_id) is None
    ]
    return NotTogetherError(
        instead=NotCarriedOut(
            answer=NOTHING_DONE,
            found=(),
            answered=[(member, NOTHING_DONE) for member in unanswered],
        )
    )


def _close_earlier(member: Incoming, instead: NotCarriedOut, work: WorkerTransaction) -> None:
    """Close the conflict of the version that a member replaces."""
    if any(member.request_id == answered.request_id for answered, _ in instead.answered):
        close_replaced(member, work)
        return
    replaced = () if member.replaces is None else (member.replaces,)
    for stored in work.conflicts.raised_by(member.sender, replaced):
        work.conflicts.close(stored)
        work.cases.decide(stored.conflict.id, WITHDRAWN, by=member.sender, at=work.now)
        work.reply(member.sender, stored.newest_request_id, NOTHING_DONE)


def for_admin(judged: Judged) -> Judged:
    """A member that an admin decides, even where by itself it would be for its rep."""
    conflict = judged.conflict
    if conflict is not None:
        conflict = replace(conflict, state=OfficeConflictState.WITH_ADMIN)
    answer = replace(judged.answer, status=AnswerStatus.AWAITING_DECISION)
    return replace(judged, answer=answer, conflict=conflict)


def _named(answer: Answer, carrier: RequestId) -> Answer:
    if answer.conflict is None:
        return answer
    return replace(answer, conflict=replace(answer.conflict, together=carrier))


def _kept(judged: Judged, carrier: RequestId) -> OfficeConflict:
    assert judged.conflict is not None  # noqa: S101 (its callers look)
    conflict = replace(judged.conflict.conflict, together=carrier)
    return replace(judged.conflict, conflict=conflict)


def _refusals(
    failed: Sequence[Judged], found: Sequence[Incoming]
) -> Iterator[tuple[Incoming, Answer]]:
    """Yield the answers of members where one is refused: that is final for all."""
    final = [one for one in failed if not one.comes_again and not one.awaits_decision]
    culprit = held_back(final[0].label)
    own = {one.read.incoming.request_id: one for one in failed}
    for member in found:
        mine = own.get(member.request_id)
        if mine is None:
            yield member, culprit
        elif mine in final:
            yield member, mine.answer
        else:
            problems = () if mine.answer.conflict is None else mine.answer.conflict.problems
            yield member, replace(culprit, reasons=problems)
