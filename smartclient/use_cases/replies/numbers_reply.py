"""Replies about blocks of numbers: what this device may give from now on."""

from smartclient.contract.encoding import decode_body
from smartclient.contract.messages import Reply
from smartclient.contract.number_blocks import LeaseNumbers
from smartclient.domain.sales.number_blocks import HeldBlock
from smartclient.store.unit_of_work import UnitOfWork


def apply_numbers_reply(work: UnitOfWork, reply: Reply) -> None:
    """Hold the block that head office gave, once, however often the answer comes.

    None is given of a block that was for another device: this one was a copy of it. A restored
    head office may answer with another block than before; what was left of that one is dropped.
    """
    stored, block = work.outbox.get(reply.request_id), reply.answer.block
    body = None if stored is None else decode_body(stored.request)
    if block is None or not isinstance(body, LeaseNumbers):
        return
    held = work.meta.number_blocks
    of_lease = [each for each in held if each.lease == reply.request_id]
    if any((each.first, each.last) == (block.first, block.last) for each in of_lease):
        return
    given = HeldBlock(
        numbered=block.numbered,
        lease=reply.request_id,
        first=block.first,
        last=block.last,
        next=block.first,
    )
    work.meta.number_blocks = (
        *(each.closed() if each in of_lease else each for each in held),
        given if body.device == work.meta.device else given.closed(),
    )
