"""Handing over: a device that is to be wiped gives head office what may not be there yet."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from smartclient.contract.encoding import decode_body
from smartclient.contract.messages import Request, RequestKind
from smartclient.contract.number_blocks import LeaseNumbers
from smartclient.contract.refusals import TOO_MANY
from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import RequestId
from smartclient.gateway.https.device_calls import DeviceCalls
from smartclient.store.unit_of_work import ReadView, Store
from smartclient.use_cases.replies.server_restore import (
    offered_since,
    requeue_forgotten_requests,
)
from smartclient.use_cases.together import outgoing

_AT_ONCE: Final = 500


class HandingOver:
    """What a device handed over, in any number of calls; nothing is removed by it.

    A head office that says of each request whether it has it already is given again what it may
    have lost by a restore that nobody noticed: this device can't ask it about that any more.
    """

    def __init__(self, store: Store, calls: DeviceCalls, credential: str) -> None:
        self._store = store
        self._calls = calls
        self._credential = credential
        self._receipts: dict[RequestId, str] = {}
        self._again: frozenset[RequestId] = frozenset()
        self._of_numbers: frozenset[RequestId] = frozenset()
        self._tells_known: bool | None = None

    @property
    def taken(self) -> int:
        """How many requests of the rep's that were unsent head office took."""
        return sum(not refusal for refusal in self._of_unsent())

    @property
    def refused(self) -> int:
        """How many requests of the rep's that were unsent head office refused for good."""
        return sum(bool(refusal) for refusal in self._of_unsent())

    def run(self, clock: Clock) -> None:
        """Hand over everything that has no receipt yet.

        Raises RefusedError where head office has no room, and the errors of the link.
        """
        is_first = self._tells_known is None
        self._hand_over()
        if is_first and self._tells_known:
            self._offer_again(clock)
            self._hand_over()

    def missing(self, view: ReadView) -> list[Request]:
        """What has no receipt yet. Numbers that this device would take ahead are not asked for."""
        device = view.meta.device
        unsent = view.outbox.without_receipt()
        return [
            replace(item.request, device=item.request.device or device)
            for item in outgoing(view, unsent, device="", may_go=None)
            if item.request.id not in self._receipts and not _asks_for_numbers(item.request)
        ]

    def _hand_over(self) -> None:
        with self._store.view() as view:
            missing = self.missing(view)
        if not missing and self._tells_known is None:
            self._call(())
        for first in range(0, len(missing), _AT_ONCE):
            self._call(missing[first : first + _AT_ONCE])

    def _call(self, batch: Sequence[Request]) -> None:
        answer = self._calls.hand_over(self._credential, batch)
        self._tells_known = answer.tells_known
        self._of_numbers |= {each.id for each in batch if each.kind is RequestKind.LEASE_NUMBERS}
        self._receipts |= {
            receipt.request_id: receipt.refusal
            for receipt in answer.receipts
            if receipt.refusal != TOO_MANY
        }
        if any(request.id not in self._receipts for request in batch):
            raise RefusedError(
                "Head office did not take all that was not sent, so nothing was removed. The "
                "next sync goes on with it."
            )

    def _offer_again(self, clock: Clock) -> None:
        with self._store.work() as work:
            before = {stored.request.id for stored in work.outbox.without_receipt()}
            requeue_forgotten_requests(work, clock, since=offered_since(work, clock))
            after = {stored.request.id for stored in work.outbox.without_receipt()}
            self._again = frozenset(after - before)
            work.commit()

    def _of_unsent(self) -> list[str]:
        receipts = self._receipts.items()
        no_work = self._again | self._of_numbers
        return [refusal for request_id, refusal in receipts if request_id not in no_work]


def _asks_for_numbers(request: Request) -> bool:
    """Whether a request asks for numbers that head office has not given before."""
    if request.kind is not RequestKind.LEASE_NUMBERS or request.given_number:
        return False
    body = decode_body(request)
    return isinstance(body, LeaseNumbers) and body.count > 0
