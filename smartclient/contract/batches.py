"""Batches as text: how requests cross a link that is not this process.

A batch is a JSON array with one object for each request, in the order in which they are to be
received. A key that one side does not know is ignored, and one that is missing has its default,
so that either side may be upgraded first.
"""

from collections.abc import Sequence
from datetime import UTC
from typing import cast

import msgspec

from smartclient.contract.batch_item import BatchItem
from smartclient.contract.encoding import ascii_json
from smartclient.contract.messages import Request, RequestKind
from smartclient.domain.ids import RequestId


def batch_json(batch: Sequence[Request]) -> str:
    """Requests as ASCII text, with instants in UTC."""
    return ascii_json([batch_item(request, place) for place, request in enumerate(batch)])


def batch_from_json(text: str) -> tuple[Request, ...]:
    """Requests that ``text`` holds, in their order; msgspec.MsgspecError for another text."""
    items = msgspec.json.decode(text, type=tuple[BatchItem, ...])
    return tuple(map(request_of, sorted(items, key=lambda item: item.n)))


def batch_item(request: Request, place: int = 0) -> BatchItem:
    """A request as it stands in a batch."""
    return BatchItem(
        n=place,
        id=request.id,
        kind=request.kind,
        version=request.version,
        lane=request.lane,
        body=request.body,
        digest=request.digest,
        made_at=request.made_at.astimezone(UTC),
        replaces=request.replaces,
        withdraws=request.withdraws,
        given_number=request.given_number,
        device=request.device,
        clock_offset=request.clock_offset,
    )


def request_of(item: BatchItem) -> Request:
    """The request that an item says."""
    return Request(
        id=RequestId(item.id),
        kind=cast("RequestKind", item.kind),
        version=item.version,
        lane=item.lane,
        body=item.body,
        digest=item.digest,
        made_at=item.made_at,
        replaces=None if item.replaces is None else RequestId(item.replaces),
        withdraws=tuple(map(RequestId, item.withdraws)),
        given_number=item.given_number,
        device=item.device,
        clock_offset=item.clock_offset,
    )
