"""Together: requests that are carried out as one, or none of them.

Each is decided by the handler of its kind, in the order in which they stand: a later one sees what
an earlier one did. Where one is not carried out, everything is rolled back. Each member has an
answer under its own id, but for one that only waits for another's conflict: that comes again, with
the corrected one.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from smartclient.contract.encoding import digest_of
from smartclient.contract.members import request_in
from smartclient.contract.messages import (
    AmendOrder,
    Answer,
    AnswerStatus,
    Body,
    CreateCustomer,
    PlaceOrder,
    Request,
)
from smartclient.contract.operations import MAX_BODY_BYTES
from smartclient.contract.subject_labels import Label, request_label
from smartclient.contract.together import MOST_MEMBERS, Together
from smartclient.domain.errors import ContendedError, RefusedError
from smartclient.domain.ids import RequestId
from smartclient.domain.rules.problems import RuleCode
from smartclient.domain.sales.orders import Order
from smartclient.headoffice.database.identifiers import canonical_id
from smartclient.headoffice.handlers.earlier_requests import outcome_of
from smartclient.headoffice.handlers.hidden_characters import with_cleaning
from smartclient.headoffice.handlers.reading import ReadRequest, answer_of, read_request
from smartclient.headoffice.handlers.supersede import NOTHING_DONE
from smartclient.headoffice.inbox import inbox, members
from smartclient.headoffice.inbox.inbox import Incoming, PassedOn
from smartclient.headoffice.inbox.receive import lanes_for
from smartclient.headoffice.inbox.withdrawals import withdrawn_of
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction

_CANT_STAND_TOGETHER = (
    "These can't be carried out together. Take them back, wait for the answer, and enter each by "
    "itself."
)
_HELD_BACK = (
    "It stands together with {other}, which head office could not carry out. So nothing of this "
    "was carried out, either."
)
_HAS_TO_BE_DECIDED = (
    "Head office has to decide about this, and what stands together can't wait for that. Change "
    "it, or enter it by itself."
)

Handle = Callable[[Incoming, Body, WorkerTransaction], Answer | PassedOn]


class NotTogetherError(RefusedError):
    """Not all of several requests can be carried out, so none is.

    ``members`` are those of them that have an answer of their own, ``answer`` is that to the whole.
    """

    def __init__(self, *, answer: Answer, members: Sequence[tuple[Incoming, Answer]]) -> None:
        super().__init__(answer.why)
        self.answer = answer
        self.members = members


@dataclass(frozen=True, slots=True, kw_only=True)
class _Decided:
    """A member, and what was decided about it; ``label`` names it for people."""

    read: ReadRequest
    answer: Answer

    @property
    def label(self) -> str:
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


def orders_in(read: ReadRequest) -> Iterator[Order]:
    """Yield the orders that a request asks for."""
    match read.body:
        case PlaceOrder() | AmendOrder():
            yield read.body.order
        case Together():
            for member in _members(read.incoming, read.body):
                yield from orders_in(read_request(member))


def lock_lanes_of(requests: Sequence[ReadRequest], work: WorkerTransaction) -> None:
    """Lock the other lanes that the members of requests are in, until this transaction ends.

    What is withdrawn, or asked before, in one of them is not answered at the same time.
    """
    others: set[str] = set()
    for read in requests:
        if isinstance(read.body, Together):
            found = {member.lane for member in _members(read.incoming, read.body, work)}
            others |= found - {read.incoming.lane}
    for lane in sorted(others):
        work.lock_lane(lane)


def carry_out_together(
    incoming: Incoming, body: Together, work: WorkerTransaction, handle: Handle
) -> Answer:
    """Carry out all members.

    Raises NotTogetherError where one is not carried out, RefusedError for members that can't stand
    together, and ContendedError while an earlier request waits in the lane of one.
    """
    found = _members(incoming, body, work)
    _check(body, found)
    _check_nothing_earlier(incoming, found, work)
    read = [read_request(member) for member in found]
    unread = next((one.answer for one in read if _is_of_a_newer_client(one)), None)
    if unread is not None:
        return unread
    ids = [member.request_id for member in found]
    withdrawn = withdrawn_of(work.connection, incoming.sender, ids)
    arrived = inbox.arrived_requests(work.connection, incoming.sender, ids)
    decided: list[_Decided] = []
    for one in read:
        key = one.incoming.request_id
        known = outcome_of(arrived[key], work) if key in arrived else None
        if known is None and key in withdrawn:
            raise _withdrawn(found, work)
        decided.append(_Decided(read=one, answer=known or _decide(one, work, handle)))
        if _opens_no_account(decided[-1]):
            break
    if all(one.answer.status.succeeded for one in decided):
        answered = [(one.read.incoming, one.answer) for one in decided]
        _store(answered, work)
        return Answer(status=AnswerStatus.CONFIRMED)
    raise NotTogetherError(
        answer=Answer(status=AnswerStatus.REJECTED), members=tuple(_answers(decided, found))
    )


def answer_members(incoming: Incoming, done: NotTogetherError, work: WorkerTransaction) -> Answer:
    """Answer the members of a request of which nothing was carried out, and return its answer."""
    work.act_as(incoming.sender)
    _store(done.members, work)
    return done.answer


def members_again(incoming: Incoming, body: Together, work: WorkerTransaction) -> list[ReadRequest]:
    """The members of a request that was answered before, those whose replies are lost."""
    return [
        read_request(member)
        for member in _members(incoming, body, work)
        if work.answer_to(incoming.sender, member.request_id) is None
    ]


def _members(
    incoming: Incoming, body: Together, work: WorkerTransaction | None = None
) -> list[Incoming]:
    """The members as requests that arrived; without ``work`` in the lane of the whole."""
    carrier = incoming.request
    assert carrier is not None  # noqa: S101 (it was read)
    requests = [request_in(member, carrier) for member in body.members[:MOST_MEMBERS]]
    known = [request for request in requests if request is not None]
    lanes = {} if work is None else lanes_for(work.connection, incoming.sender, known)
    return [
        replace(
            incoming,
            request_id=RequestId(canonical_id(request.id) or request.id),
            request=request,
            lane=lanes.get(request.lane, incoming.lane),
            failures=0,
            cleaned=(),
            answered_at=None,
        )
        for request in known
    ]


def _check(body: Together, found: Sequence[Incoming]) -> None:
    ids = {canonical_id(member.request_id) for member in found}
    requests = [member.request for member in found if member.request is not None]
    is_whole = 0 < len(body.members) <= MOST_MEMBERS and len(found) == len(body.members)
    if not is_whole or None in ids or len(ids) != len(found) or not all(map(_is_intact, requests)):
        raise RefusedError(_CANT_STAND_TOGETHER)


def _is_intact(request: Request) -> bool:
    if not request.body.isascii() or len(request.body) > MAX_BODY_BYTES:
        return False
    return digest_of(request.body) == request.digest


def _check_nothing_earlier(
    incoming: Incoming, found: Sequence[Incoming], work: WorkerTransaction
) -> None:
    others = sorted({member.lane for member in found} - {incoming.lane})
    if others and members.earlier_waits(work.connection, incoming, others):
        raise ContendedError(
            "An earlier request about one of the customers waits for its answer.",
            detail=f"request {incoming.request_id}",
        )


def _is_of_a_newer_client(read: ReadRequest) -> bool:
    return read.answer is not None and read.answer.status is AnswerStatus.PARKED


def _decide(read: ReadRequest, work: WorkerTransaction, handle: Handle) -> Answer:
    if read.body is None:
        assert read.answer is not None  # noqa: S101 (it was not read)
        return read.answer
    try:
        answer = handle(read.incoming, read.body, work)
    except RefusedError as error:
        return answer_of(AnswerStatus.REJECTED, error)
    assert isinstance(answer, Answer)  # noqa: S101 (nothing else answers these kinds)
    return with_cleaning(answer, read.incoming.cleaned)


def _opens_no_account(decided: _Decided) -> bool:
    """Whether a customer is not opened: nothing is to be said of orders for it."""
    is_account = isinstance(decided.read.body, CreateCustomer)
    return is_account and not decided.answer.status.succeeded


def _answers(
    decided: Sequence[_Decided], found: Sequence[Incoming]
) -> Iterator[tuple[Incoming, Answer]]:
    """Yield the answers of members of which none is carried out.

    Where all that is missing is corrected by its sender, only what is to be corrected has one.
    """
    failed = [one for one in decided if not one.answer.status.succeeded]
    if all(one.comes_again for one in failed):
        for one in failed:
            yield one.read.incoming, one.answer
        return
    culprit = next(one for one in failed if not one.comes_again)
    final = {one.read.incoming.request_id for one in failed if not one.comes_again}
    held_back = Answer(
        status=AnswerStatus.REJECTED, why=_HELD_BACK, arguments={"other": culprit.label}
    )
    own = {one.read.incoming.request_id: one for one in failed}
    for member in found:
        mine = own.get(member.request_id)
        if mine is None:
            yield member, held_back
        else:
            is_final = member.request_id in final
            yield member, _refused(mine.answer, held_back, is_final=is_final)


def _refused(answer: Answer, held_back: Answer, *, is_final: bool) -> Answer:
    """The answer to a member with problems of its own: nobody is asked about them any more."""
    problems = () if answer.conflict is None else answer.conflict.problems
    if not is_final:
        return replace(held_back, reasons=problems)
    if answer.status is AnswerStatus.REJECTED:
        return answer
    return Answer(status=AnswerStatus.REJECTED, reasons=problems, why=_HAS_TO_BE_DECIDED)


def _withdrawn(found: Sequence[Incoming], work: WorkerTransaction) -> NotTogetherError:
    """Nothing of it is carried out: a member was withdrawn or replaced."""
    unanswered = [
        member for member in found if work.answer_to(member.sender, member.request_id) is None
    ]
    return NotTogetherError(
        answer=NOTHING_DONE, members=[(member, NOTHING_DONE) for member in unanswered]
    )


def _store(answered: Sequence[tuple[Incoming, Answer]], work: WorkerTransaction) -> None:
    members.store_answered(work.connection, [member for member, _ in answered], work.now)
    for member, answer in answered:
        work.reply(member.sender, member.request_id, answer)
