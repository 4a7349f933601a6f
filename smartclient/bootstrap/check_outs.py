"""Check-outs of an open laptop: asked for over its link, one call at a time with its syncs."""

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Final

from smartclient.bootstrap.link import HeadOfficeLink
from smartclient.domain.clock import HeadOfficeClock
from smartclient.domain.ids import CustomerNumber
from smartclient.gateway.gateway import Gateway
from smartclient.read_models.check_outs import CheckedOut, CheckOutOutcome
from smartclient.store.unit_of_work import ReadView, Store
from smartclient.sync.asking import PATIENCE_SECONDS, Asking
from smartclient.sync.backoff import Backoff
from smartclient.sync.check_outs import (
    break_check_out,
    check_in,
    check_out,
    due,
    listed,
    renew,
)
from smartclient.sync.context import SyncContext
from smartclient.sync.link_quality import MeasuredQuality
from smartclient.sync.stats import SyncStats
from smartclient.use_cases.queries.check_outs import customers_to_check_out

RENEWAL_SECONDS: Final = 5.0
"""How long the answer to a renewal is awaited, in which no sync begins; the next tries again."""

Locked = Callable[[], AbstractContextManager[object]]
"""What keeps any sync from running meanwhile."""


class CheckOuts:
    """Checks customers out and in at once; nothing of it is ever queued.

    Every method raises OutOfReachError where head office can't be asked, RefusedError,
    NotAnsweredError where the outcome is not known, and what a sync raises.
    """

    def __init__(
        self,
        *,
        store: Store,
        link: HeadOfficeLink,
        clock: HeadOfficeClock,
        is_embedded: bool,
        locked: Locked,
        wait: Callable[[float], bool],
    ) -> None:
        """``wait`` waits for some seconds and returns whether the laptop is closing."""
        self._store = store
        self._link = link
        self._clock = clock
        self._is_embedded = is_embedded
        self._locked = locked
        self._wait = wait

    def check_out(
        self, numbers: Sequence[str], *, days: int | None = None, territory: str | None = None
    ) -> tuple[CheckOutOutcome, ...]:
        """Check customers out to the rep: those named, and all the rep's of a territory."""
        wanted = self._wanted(numbers, territory)
        with self._asking() as asking:
            return check_out(asking, self._store, self._clock, wanted, days=days)

    def check_in(
        self, numbers: Sequence[str], *, territory: str | None = None
    ) -> tuple[CheckOutOutcome, ...]:
        """Give customers back."""
        wanted = self._wanted(numbers, territory)
        with self._asking() as asking:
            return check_in(asking, self._store, self._clock, wanted)

    def renew_due(self) -> tuple[CheckOutOutcome, ...]:
        """Renew what is worth it by now; nothing is called where there is nothing."""
        found = due(self._store, self._clock, _most_days)
        if not found:
            return ()
        with self._asking(RENEWAL_SECONDS) as asking:
            return renew(asking, self._store, self._clock, found)

    def all(self) -> tuple[CheckedOut, ...]:
        """All check-outs at head office, for an admin, those that end first before the others."""
        with self._asking() as asking:
            return listed(asking, self._clock)

    def break_check_out(self, number: CustomerNumber) -> CheckOutOutcome:
        """End a customer's check-out, as an admin."""
        with self._asking() as asking:
            return break_check_out(asking, self._store, self._clock, number)

    def _wanted(self, numbers: Sequence[str], territory: str | None) -> tuple[CustomerNumber, ...]:
        with self._store.view() as view:
            return customers_to_check_out(view, numbers, territory)

    def _offline(self) -> bool:
        with self._store.view() as view:
            return view.meta.offline_by_choice

    @contextmanager
    def _asking(self, patience: float = PATIENCE_SECONDS) -> Iterator[Asking]:
        with self._locked():
            gateway = Gateway(self._link.connect, offline=self._offline)
            context = SyncContext(
                store=self._store,
                gateway=gateway,
                clock=self._clock,
                backoff=Backoff(random=random.SystemRandom().random),
                stats=SyncStats(),
                stopped=lambda: False,
                quality=MeasuredQuality(self._store, gateway),
            )
            try:
                yield Asking(
                    context,
                    wait=self._wait,
                    answer_now=self._link.answer_now if self._is_embedded else None,
                    patience=patience,
                )
            finally:
                gateway.close()


def _most_days(view: ReadView) -> int:
    return view.rule_context.policies().check_out_most_days
