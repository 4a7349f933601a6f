"""Members of requests that stand together, as requests that arrived."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from smartclient.contract.encoding import digest_of
from smartclient.contract.members import request_in
from smartclient.contract.messages import AmendOrder, PlaceOrder, Request, RequestKind
from smartclient.contract.operations import MAX_BODY_BYTES
from smartclient.contract.together import MOST_MEMBERS, Together
from smartclient.domain.errors import ContendedError, RefusedError
from smartclient.domain.ids import RequestId
from smartclient.domain.sales.orders import Order
from smartclient.headoffice.database.identifiers import canonical_id
from smartclient.headoffice.handlers.reading import ReadRequest, read_request
from smartclient.headoffice.inbox import members
from smartclient.headoffice.inbox.inbox import Incoming
from smartclient.headoffice.inbox.receive import lanes_for
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction

_CANT_STAND_TOGETHER = (
    "These can't be carried out together. Take them back, wait for the answer, and enter each by "
    "itself."
)


def orders_in(read: ReadRequest) -> Iterator[Order]:
    """Yield the orders that a request asks for."""
    match read.body:
        case PlaceOrder() | AmendOrder():
            yield read.body.order
        case Together():
            for member in members_of(read.incoming, read.body):
                yield from orders_in(read_request(member))


def lock_lanes_of(requests: Sequence[ReadRequest], work: WorkerTransaction) -> None:
    """Lock the other lanes that the members of requests are in, until this transaction ends.

    What is withdrawn, or asked before, in one of them is not answered at the same time.
    """
    others: set[str] = set()
    for read in requests:
        if isinstance(read.body, Together):
            found = {member.lane for member in members_of(read.incoming, read.body, work)}
            others |= found - {read.incoming.lane}
    for lane in sorted(others):
        work.lock_lane(lane)


class LanesKept:
    """The lanes in which requests wait for one that carries others and came before them."""

    def __init__(self, requests: Sequence[ReadRequest], work: WorkerTransaction) -> None:
        self._kept: dict[int, frozenset[str]] = {}
        before = max((read.incoming.id for read in requests), default=0)
        for waiting in members.waiting_together(work.connection, before):
            body = read_request(waiting).body
            if isinstance(body, Together):
                found = members_of(waiting, body, work)
                self._kept[waiting.id] = frozenset(one.lane for one in found) - {waiting.lane}

    def is_kept(self, incoming: Incoming) -> bool:
        """Whether a request has to wait; a withdrawal counts whenever it comes."""
        request = incoming.request
        if not self._kept or (request is not None and request.kind == RequestKind.WITHDRAW):
            return False
        return any(
            earlier < incoming.id and incoming.lane in lanes
            for earlier, lanes in self._kept.items()
        )

    def are_kept(self, requests: Sequence[Incoming]) -> bool:
        """Whether all of these requests have to wait."""
        return all(map(self.is_kept, requests))

    def answered(self, incoming: Incoming) -> None:
        """Note that a request has its answer."""
        self._kept.pop(incoming.id, None)


def members_of(
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


def members_again(incoming: Incoming, body: Together, work: WorkerTransaction) -> list[ReadRequest]:
    """The members of a request that was answered before, those whose replies are lost.

    Where one is in conflict, the others have no answer yet.
    """
    found = members_of(incoming, body, work)
    ids = [member.request_id for member in found]
    if any(kept.conflict.together for kept in work.conflicts.raised_by(incoming.sender, ids)):
        return []
    return [
        read_request(member)
        for member in found
        if work.answer_to(incoming.sender, member.request_id) is None
    ]


def check_members(body: Together, found: Sequence[Incoming]) -> None:
    """Raise RefusedError for members that can't stand together."""
    ids = {canonical_id(member.request_id) for member in found}
    requests = [member.request for member in found if member.request is not None]
    is_whole = 0 < len(body.members) <= MOST_MEMBERS and len(found) == len(body.members)
    if not is_whole or None in ids or len(ids) != len(found) or not all(map(_is_intact, requests)):
        raise RefusedError(_CANT_STAND_TOGETHER)


def _is_intact(request: Request) -> bool:
    if not request.body.isascii() or len(request.body) > MAX_BODY_BYTES:
        return False
    return digest_of(request.body) == request.digest


def check_nothing_earlier(
    incoming: Incoming, found: Sequence[Incoming], work: WorkerTransaction
) -> None:
    """Raise ContendedError while an earlier request waits in the lane of a member."""
    others = sorted({member.lane for member in found} - {incoming.lane})
    if others and members.earlier_waits(work.connection, incoming, others):
        raise ContendedError(
            "An earlier request about one of the customers waits for its answer.",
            detail=f"request {incoming.request_id}",
        )
