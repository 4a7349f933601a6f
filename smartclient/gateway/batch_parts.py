"""Batches in parts: one that is too large for head office goes in halves."""

from collections.abc import Callable, Sequence

from smartclient.contract.batches import batch_json
from smartclient.contract.messages import Request
from smartclient.contract.operations import MAX_BATCH_BYTES, Receipt


def submit_in_parts(
    batch: Sequence[Request], submit: Callable[[str], tuple[Receipt, ...]]
) -> tuple[Receipt, ...]:
    """The receipts of a batch, of which ``submit`` sends as much as a text may hold."""
    text = batch_json(batch)
    if len(text) <= MAX_BATCH_BYTES or len(batch) == 1:
        return submit(text)
    middle = len(batch) // 2
    return (*submit_in_parts(batch[:middle], submit), *submit_in_parts(batch[middle:], submit))
