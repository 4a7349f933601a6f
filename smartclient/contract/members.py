"""Members: how requests that stand together become one request, and how that is read again."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from smartclient.contract.batch_item import BatchItem
from smartclient.contract.batches import batch_item, request_of
from smartclient.contract.encoding import decode_body, request_for
from smartclient.contract.messages import Request, RequestKind
from smartclient.contract.together import MOST_MEMBERS, Together
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import RequestId

MEMBER_KINDS: Final = frozenset({RequestKind.CREATE_CUSTOMER, RequestKind.PLACE_ORDER})
"""Kinds of requests that may stand together."""


def together_request(requests: Sequence[Request]) -> Request:
    """The one request that carries these, in the lane of the first.

    Its id follows from what it carries: made again from the same requests it is the same, and of
    other ones it is another. None of them was ever carried out.
    """
    first = requests[0]
    request = request_for(
        Together(members=tuple(_member(one, place) for place, one in enumerate(requests))),
        request_id=first.id,
        lane=first.lane,
        made_at=first.made_at,
        withdraws=tuple(dict.fromkeys(named for one in requests for named in one.withdraws)),
    )
    of_content = uuid5(NAMESPACE_URL, f"smartclient:together:{request.digest}")
    return replace(
        request,
        id=RequestId(str(of_content)),
        device=first.device,
        clock_offset=first.clock_offset,
    )


def _member(request: Request, place: int) -> BatchItem:
    """A request as a member: what the whole says for all of them is left to it."""
    return batch_item(replace(request, withdraws=(), given_number="", device=""), place)


def carried_ids(request: Request) -> tuple[RequestId, ...]:
    """The ids of the requests that one carries; () where it carries none, or can't be read."""
    if request.kind != RequestKind.TOGETHER:
        return ()
    try:
        body = decode_body(request)
    except RefusedError:
        return ()
    assert isinstance(body, Together)  # noqa: S101 (its kind says so)
    return tuple(RequestId(member.id) for member in body.members[:MOST_MEMBERS])


def weight(request: Request) -> int:
    """As how many a request counts for a person: as those that it carries, or as itself."""
    return len(carried_ids(request)) or 1


def request_in(member: BatchItem, carrier: Request) -> Request | None:
    """The request that a member is, None for a kind that may not stand together."""
    if member.kind not in MEMBER_KINDS:
        return None
    bare = replace(member, withdraws=(), given_number="")
    return replace(request_of(bare), kind=RequestKind(member.kind), device=carrier.device)
