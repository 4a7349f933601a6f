"""Asking: requests that are sent at once and whose answers are awaited; they are never queued."""

import logging
import time
from collections.abc import Callable, Sequence
from typing import Final

from smartclient.contract.documents import NewerReplyError
from smartclient.contract.messages import Reply, Request
from smartclient.contract.operations import Pulse, Receipt
from smartclient.domain.errors import (
    ContendedError,
    OutOfReachError,
    RefusedError,
    TransientError,
    WorkingOfflineError,
)
from smartclient.domain.ids import RequestId
from smartclient.sync.context import SyncContext
from smartclient.sync.handshake import handshake
from smartclient.sync.receive_replies import REPLY_ROWS

logger = logging.getLogger(__name__)

PATIENCE_SECONDS: Final = 30.0
"""How long an answer is awaited."""

_FIRST_WAIT: Final = 0.1
_LONGEST_WAIT: Final = 2.0


class NotAnsweredError(TransientError):
    """The requests may have reached head office, and no answer came: nobody knows the outcome."""


class Asking:
    """Sends requests once and waits for their answers, on one context.

    ``wait`` waits for some seconds and returns whether to give up. ``answer_now`` has an embedded
    worker answer, None where there is none.
    """

    def __init__(
        self,
        context: SyncContext,
        *,
        wait: Callable[[float], bool],
        answer_now: Callable[[], None] | None = None,
        stopwatch: Callable[[], float] = time.monotonic,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self._context = context
        self._wait = wait
        self._answer_now = answer_now
        self._stopwatch = stopwatch
        self._patience = patience
        self._after = 0

    def ask(self, make: Callable[[Pulse], Sequence[Request]]) -> tuple[Reply, ...]:
        """Send what ``make`` makes after the handshake; return the replies, in any order.

        Raises OutOfReachError before anything was sent, RefusedError where the link refuses a
        request, and NotAnsweredError where the outcome of some is not known.
        """
        pulse = handshake(self._context)
        with self._context.store.view() as view:
            self._after = view.meta.replies_after
        requests = make(pulse)
        deadline = self._stopwatch() + self._patience
        found: dict[RequestId, Reply] = {}
        wanted = {request.id for request in requests}
        received, pause = False, _FIRST_WAIT
        while wanted - found.keys():
            try:
                if not received:
                    _check(self._context.gateway.submit(requests))
                    received = True
                self._answer()
                self._collect(wanted, found)
                if not wanted - found.keys():
                    break
            except WorkingOfflineError as error:
                raise _not_answered(error) from error
            except (OutOfReachError, ContendedError) as error:
                # the same ids again: head office has them, or takes them now
                logger.info("asking head office was held up: %s", error.detail or error)
                self._context.gateway.close()
            if self._stopwatch() + pause > deadline or self._wait(pause):
                raise _not_answered(None)
            pause = min(2 * pause, _LONGEST_WAIT)
        return tuple(found.values())

    def _answer(self) -> None:
        if self._answer_now is not None:
            self._answer_now()

    def _collect(self, wanted: set[RequestId], found: dict[RequestId, Reply]) -> None:
        """Look for the answers among what came since; what is not ours is left to a sync."""
        pulse = handshake(self._context)
        while True:
            try:
                page = self._context.gateway.replies(
                    after=self._after, watermark=pulse.watermark, limit=REPLY_ROWS
                )
            except NewerReplyError as error:
                self._after = error.row_version
                continue
            if not page:
                return
            self._after = page[-1].row_version
            found |= {reply.request_id: reply for reply in page if reply.request_id in wanted}


def _check(receipts: Sequence[Receipt]) -> None:
    for receipt in receipts:
        if receipt.refusal:
            raise RefusedError(receipt.refusal)


def _not_answered(cause: TransientError | None) -> NotAnsweredError:
    return NotAnsweredError(
        "Head office has not answered in time, so it is not known what became of this. The next "
        "sync shows it.",
        advice="",
        detail="" if cause is None else cause.detail or cause.user_message,
    )
