"""Push: sends what waits in the outbox, and finds the one request that spoils a batch."""

import logging
from collections.abc import Sequence
from typing import Final

from smartclient.contract.messages import Request
from smartclient.contract.operations import MAX_BATCH_BYTES, Receipt
from smartclient.domain.errors import (
    ClientTooOldError,
    ContendedError,
    RefusedError,
    SignInError,
    SmartClientError,
    UnforeseenError,
    WorkingOfflineError,
)
from smartclient.domain.ids import RequestId
from smartclient.read_models.sync_progress import SyncStep
from smartclient.sync.context import SyncContext
from smartclient.use_cases.replies.delivery import claim_batch, note_failure, note_receipts, park

logger = logging.getLogger(__name__)

MANY_CULPRITS: Final = 3
"""So many requests failing alone while none gets through: then the fault isn't in them."""


class Push:
    """The sending of one sync; a request is offered at most once in it."""

    def __init__(self, context: SyncContext, *, batch_rows: int) -> None:
        self._context = context
        self._batch_rows = batch_rows
        self._offered: set[RequestId] = set()

    def send_waiting(self) -> int:
        """Send everything that may go now; return how many requests head office received."""
        before = self._context.stats.sent
        while not self._context.stopped():
            batch = self._claim()
            if not batch:
                break
            _Delivery(self._context, batch).run()
            self._report_progress()
        return self._context.stats.sent - before

    def _claim(self) -> tuple[Request, ...]:
        claimed = claim_batch(
            self._context.store.work(),
            self._context.clock,
            max_rows=self._batch_rows,
            max_bytes=MAX_BATCH_BYTES,
            terms_of=self._context.terms,
        )
        batch = tuple(request for request in claimed if request.id not in self._offered)
        self._offered.update(request.id for request in batch)
        return batch

    def _report_progress(self) -> None:
        self._context.stats.report(SyncStep.SENDING, done=self._context.stats.sent)


class _Delivery:
    """The delivery of one batch, in parts where it is refused as a whole."""

    def __init__(self, context: SyncContext, batch: tuple[Request, ...]) -> None:
        self._context = context
        self._batch = batch
        self._open = {request.id for request in batch}
        self._received = 0
        self._culprits: list[tuple[Request, SmartClientError]] = []

    def run(self) -> None:
        """Deliver the batch; whatever is still open when it fails waits for its next try."""
        try:
            self._deliver(self._batch)
            self._park_culprits()
        except WorkingOfflineError:
            raise
        except SmartClientError as error:
            self._postpone(error)
            raise
        if self._open:
            self._postpone(
                ContendedError("Head office gave no receipt for this. It will be sent again.")
            )

    def _deliver(self, part: Sequence[Request]) -> None:
        try:
            receipts = self._context.gateway.submit(part)
        except (SignInError, ClientTooOldError):
            raise
        except (RefusedError, UnforeseenError) as error:
            self._divide(part, error)
        else:
            self._note(receipts)

    def _divide(self, part: Sequence[Request], error: SmartClientError) -> None:
        if len(part) == 1:
            self._culprits.append((part[0], error))
            if len(self._culprits) >= MANY_CULPRITS and not self._received:
                raise error
            return
        middle = len(part) // 2
        self._deliver(part[:middle])
        self._deliver(part[middle:])

    def _park_culprits(self) -> None:
        if len(self._culprits) > 1 and not self._received:
            raise self._culprits[0][1]
        context = self._context
        for request, error in self._culprits:
            logger.warning("request %s was refused by the link: %s", request.id, error.detail)
            park(context.store.work(), (request.id,), context.clock, error)
            self._open.discard(request.id)

    def _note(self, receipts: tuple[Receipt, ...]) -> None:
        if not receipts:
            return
        received = note_receipts(self._context.store.work(), receipts, self._context.clock)
        self._received += received
        self._context.stats.sent += received
        self._open.difference_update(receipt.request_id for receipt in receipts)

    def _postpone(self, error: SmartClientError) -> None:
        if self._open:
            waiting = tuple(request.id for request in self._batch if request.id in self._open)
            context = self._context
            note_failure(context.store.work(), waiting, context.clock, error, context.backoff)
