"""What every step of one sync works with."""

from collections.abc import Callable
from dataclasses import dataclass

from smartclient.domain.clock import HeadOfficeClock
from smartclient.gateway.gateway import Gateway
from smartclient.store.unit_of_work import Store
from smartclient.sync.backoff import Backoff
from smartclient.sync.link_quality import MeasuredQuality
from smartclient.sync.stats import SyncStats


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncContext:
    """One running sync. ``stopped``: whether to end it at the next step.

    ``halvings`` is how often batches are halved, by the last cuts of the link.
    """

    store: Store
    gateway: Gateway
    clock: HeadOfficeClock
    backoff: Backoff
    stats: SyncStats
    stopped: Callable[[], bool]
    quality: MeasuredQuality
    halvings: int = 0
