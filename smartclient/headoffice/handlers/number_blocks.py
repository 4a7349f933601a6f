"""Blocks of numbers: given to a device ahead, and given back by it."""

from smartclient.contract.messages import Answer, AnswerStatus
from smartclient.contract.number_blocks import LeaseNumbers
from smartclient.domain.errors import RefusedError
from smartclient.domain.sales.given_numbers import NumberWay
from smartclient.domain.sales.number_blocks import LARGEST_BLOCK, NumberBlock, block_named
from smartclient.headoffice.database.identifiers import canonical_id
from smartclient.headoffice.inbox.inbox import Incoming
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction


def lease_numbers(incoming: Incoming, body: LeaseNumbers, work: WorkerTransaction) -> Answer:
    """Give a device a block of numbers, or take back what it does not need.

    RefusedError for a device without a proper identity, and where numbers are given another way.
    """
    device = canonical_id(body.device)
    if device is None:
        raise RefusedError("This device has no identity. Sync, and try again.")
    for unused in body.unused:
        work.number_blocks.give_back(unused, incoming.sender, device)
    if body.count < 1:
        return Answer(status=AnswerStatus.CONFIRMED)
    block = work.number_blocks.of_request(incoming.sender, incoming.request_id)
    if block is None:
        block = _given_before(incoming, body, work) or _next_block(body, work)
        work.number_blocks.add(block, incoming.sender, incoming.request_id, device, work.now)
    return Answer(status=AnswerStatus.CONFIRMED, block=block)


def _given_before(
    incoming: Incoming, body: LeaseNumbers, work: WorkerTransaction
) -> NumberBlock | None:
    """The block that a restored head office gave before, unless another device has it by now."""
    given = None if incoming.request is None else block_named(incoming.request.given_number)
    if given is None or given.numbered is not body.numbered:
        return None
    if given.last - given.first >= min(body.count, LARGEST_BLOCK):
        return None
    was_lost = all(
        work.numbers.was_lost(given.numbered, value) for value in (given.first, given.last)
    )
    return given if was_lost and work.number_blocks.is_free(given) else None


def _next_block(body: LeaseNumbers, work: WorkerTransaction) -> NumberBlock:
    policies = work.context.policies()
    if policies.numbered_by[body.numbered] is not NumberWay.BLOCK:
        raise RefusedError("Head office gives no blocks of these numbers any more.")
    values = work.numbers.next_block(body.numbered, min(body.count, policies.block_size))
    return NumberBlock(numbered=body.numbered, first=values[0], last=values[-1])
