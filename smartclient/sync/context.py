"""What every step of one sync works with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from smartclient.domain.clock import HeadOfficeClock
from smartclient.domain.worth import AT_ANY_PRICE, LinkTerms
from smartclient.gateway.gateway import Gateway
from smartclient.store.unit_of_work import ReadView, Store
from smartclient.sync.backoff import Backoff
from smartclient.sync.link_quality import MeasuredQuality
from smartclient.sync.stats import SyncStats
from smartclient.use_cases.queries.link_terms import link_terms

POOR_HALVINGS: Final = 2
"""How often batches are halved at least on a poor link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncContext:
    """One running sync. ``stopped``: whether to end it at the next step.

    ``cuts`` is how often batches are halved by the last cuts of the link. With ``at_any_price``
    nothing waits for a cheaper link or for a faster one.
    """

    store: Store
    gateway: Gateway
    clock: HeadOfficeClock
    backoff: Backoff
    stats: SyncStats
    stopped: Callable[[], bool]
    quality: MeasuredQuality
    cuts: int = 0
    at_any_price: bool = False

    @property
    def is_poor(self) -> bool:
        """Whether the link is poor by what was measured so far."""
        return self.quality.current().is_poor

    @property
    def halvings(self) -> int:
        """How often batches are halved: after cuts, and at least twice on a poor link."""
        return max(self.cuts, POOR_HALVINGS) if self.is_poor else self.cuts

    def terms(self, view: ReadView) -> LinkTerms:
        """What the link costs and what each kind is worth, so far as it matters in this sync."""
        return AT_ANY_PRICE if self.at_any_price else link_terms(view)
