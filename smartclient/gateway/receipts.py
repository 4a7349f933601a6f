"""Receipts: which of those that came back prove something about what was sent."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace

from smartclient.contract.messages import Request
from smartclient.contract.operations import Receipt
from smartclient.domain.ids import RequestId

logger = logging.getLogger(__name__)


def checked_receipts(batch: Sequence[Request], receipts: Iterable[Receipt]) -> tuple[Receipt, ...]:
    """The receipts that are for requests of ``batch``, one each, under our own ids.

    A receipt counts when head office holds the very bytes that were sent, or refuses them; ids
    are compared as UUIDs, whose letters may come back in either case. What is left without a
    receipt was not proven to have arrived, and is sent again.
    """
    sent = {request.id.lower(): request for request in batch}
    proven: dict[RequestId, Receipt] = {}
    for receipt in receipts:
        request = sent.get(receipt.request_id.lower())
        if request is None:
            logger.warning("receipt for %s, which was not in the batch", receipt.request_id)
        elif not receipt.refusal and receipt.digest.lower() != request.digest:
            logger.warning("receipt for %s proves other bytes", request.id)
        else:
            proven[request.id] = replace(receipt, request_id=request.id, digest=request.digest)
    return tuple(proven.values())
