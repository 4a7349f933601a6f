"""Batches as devices send them: one request that can't be read does not spoil the others."""

from dataclasses import dataclass
from typing import Annotated

import msgspec

from smartclient.contract import refusals
from smartclient.contract.batch_item import BatchItem
from smartclient.contract.batches import request_of
from smartclient.contract.messages import Request
from smartclient.contract.operations import (
    MAX_BATCH_REQUESTS,
    Receipt,
)
from smartclient.contract.web.wire import Failure
from smartclient.domain.ids import RequestId
from smartclient.web.failures import CallRefusedError
from smartclient.web.request_bodies import decoded

_Small = Annotated[int, msgspec.Meta(ge=-(2**31), lt=2**31)]


@dataclass(frozen=True, slots=True)
class SentBatch:
    """The requests of a batch that can be read, and the receipts of those that can't."""

    requests: tuple[Request, ...]
    refused: tuple[Receipt, ...]


class _Named(msgspec.Struct):
    """As much of a request as a receipt needs."""

    n: _Small
    id: str
    digest: str = ""


def read_batch(text: bytes) -> SentBatch:
    """What ``contract.batches.batch_json`` wrote, in its order; CallRefusedError for no batch."""
    raws = decoded(text, list[msgspec.Raw])
    if len(raws) > MAX_BATCH_REQUESTS:
        raise CallRefusedError(Failure.TOO_LARGE, f"more than {MAX_BATCH_REQUESTS} requests")
    named = sorted(((decoded(raw, _Named), raw) for raw in raws), key=lambda pair: pair[0].n)
    requests, refused = [], []
    for name, raw in named:
        try:
            requests.append(_request(msgspec.json.decode(raw, type=BatchItem)))
        except (msgspec.MsgspecError, RecursionError, UnicodeError, ValueError):
            refused.append(
                Receipt(
                    request_id=RequestId(name.id), digest=name.digest, refusal=refusals.UNREADABLE
                )
            )
    return SentBatch(tuple(requests), tuple(refused))


def _request(item: BatchItem) -> Request:
    if item.made_at.tzinfo is None:
        raise ValueError("an instant without a time zone")
    return request_of(item)
