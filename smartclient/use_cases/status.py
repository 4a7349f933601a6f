"""The status of the laptop: the rep's day, what the store holds, and how fresh it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartclient.contract.feeds import FeedKind
from smartclient.use_cases.queries.connection import link_report
from smartclient.use_cases.queries.overview import mark_answers_read, today
from smartclient.use_cases.queries.readiness import preparation, readiness
from smartclient.use_cases.queries.status import client_status, dismiss_new_devices
from smartclient.use_cases.queries.usable_data import ages_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from smartclient.domain.clock import Clock
    from smartclient.read_models.data_ages import DataAge
    from smartclient.read_models.link_report import LinkReport
    from smartclient.read_models.overview import Today
    from smartclient.read_models.readiness import Preparation, Readiness
    from smartclient.read_models.sync_progress import ClientStatus
    from smartclient.store.unit_of_work import Store


class StatusUseCases:
    """What the rep is shown of the day and of the laptop."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def today(self) -> Today:
        """The rep's day."""
        with self._store.view() as view:
            return today(view=view, clock=self._clock)

    def mark_answers_read(self, mark: int) -> None:
        """Mark every answer up to ``mark`` as read."""
        mark_answers_read(mark, work=self._store.work(), clock=self._clock)

    def readiness(self) -> Readiness:
        """How complete this laptop is, and until when orders can be taken with its data."""
        with self._store.view() as view:
            return readiness(view=view, clock=self._clock)

    def preparation(self) -> Preparation:
        """What preparing for offline use will fetch, and how long that takes on this link."""
        with self._store.view() as view:
            return preparation(view=view)

    def current(self) -> ClientStatus:
        """The client's status; the link as last seen."""
        with self._store.view() as view:
            return client_status(view=view, clock=self._clock)

    def data_ages(self, kinds: Collection[str]) -> tuple[DataAge, ...]:
        """Those of ``kinds`` that are shown with their age, warned of or refused now."""
        with self._store.view() as view:
            return ages_of(view, self._clock, [FeedKind(kind) for kind in kinds])

    def connection(self) -> LinkReport:
        """The connection to head office, with the last changes of its state."""
        with self._store.view() as view:
            return link_report(view=view, clock=self._clock)

    def dismiss_new_devices(self, devices: Collection[str]) -> None:
        """Show no more that these devices were signed in."""
        dismiss_new_devices(devices, work=self._store.work())
