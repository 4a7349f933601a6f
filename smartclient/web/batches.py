"""Batches as devices send them: one request that can't be read does not spoil the others."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, cast

import msgspec

from smartclient.contract.messages import Request, RequestKind
from smartclient.contract.operations import (
    MAX_BATCH_REQUESTS,
    Receipt,
)
from smartclient.contract.web.wire import Failure
from smartclient.domain.ids import RequestId
from smartclient.headoffice.database import refusals
from smartclient.web.failures import CallRefusedError
from smartclient.web.request_bodies import decoded


@dataclass(frozen=True, slots=True)
class SentBatch:
    """The requests of a batch that can be read, and the receipts of those that can't."""

    requests: tuple[Request, ...]
    refused: tuple[Receipt, ...]


_Small = Annotated[int, msgspec.Meta(ge=-(2**31), lt=2**31)]


class _Named(msgspec.Struct):
    """As much of a request as a receipt needs."""

    n: _Small
    id: str
    digest: str = ""


class _Sent(_Named, kw_only=True):
    """A request. Its ``kind`` may be one that only a newer worker knows."""

    kind: str
    version: _Small
    lane: str
    body: str
    made_at: datetime
    replaces: str | None = None
    withdraws: tuple[str, ...] = ()
    given_number: str = ""
    device: str = ""
    clock_offset: _Small | None = None


def read_batch(text: bytes) -> SentBatch:
    """What ``contract.batches.batch_json`` wrote, in its order; CallRefusedError for no batch."""
    raws = decoded(text, list[msgspec.Raw])
    if len(raws) > MAX_BATCH_REQUESTS:
        raise CallRefusedError(Failure.TOO_LARGE, f"more than {MAX_BATCH_REQUESTS} requests")
    named = sorted(((decoded(raw, _Named), raw) for raw in raws), key=lambda pair: pair[0].n)
    requests, refused = [], []
    for name, raw in named:
        try:
            requests.append(_request(msgspec.json.decode(raw, type=_Sent)))
        except (msgspec.MsgspecError, RecursionError, UnicodeError, ValueError):
            refused.append(
                Receipt(
                    request_id=RequestId(name.id), digest=name.digest, refusal=refusals.UNREADABLE
                )
            )
    return SentBatch(tuple(requests), tuple(refused))


def _request(sent: _Sent) -> Request:
    if sent.made_at.tzinfo is None:
        raise ValueError("an instant without a time zone")
    return Request(
        id=RequestId(sent.id),
        kind=cast("RequestKind", sent.kind),
        version=sent.version,
        lane=sent.lane,
        body=sent.body,
        digest=sent.digest,
        made_at=sent.made_at,
        replaces=None if sent.replaces is None else RequestId(sent.replaces),
        withdraws=tuple(map(RequestId, sent.withdraws)),
        given_number=sent.given_number,
        device=sent.device,
        clock_offset=sent.clock_offset,
    )
