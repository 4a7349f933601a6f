"""The outbox: requests listed, undone, retried or sent first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartclient.domain.latest_time import parse_latest_time
from smartclient.use_cases.commands.outbox import (
    retry,
    send_anyway,
    send_first,
    set_latest_time,
    undo,
)
from smartclient.use_cases.queries.outbox import outbox_entries

if TYPE_CHECKING:
    from datetime import datetime

    from smartclient.domain.clock import Clock
    from smartclient.domain.ids import RequestId, TaskId
    from smartclient.read_models.records import OutboxEntry
    from smartclient.store.unit_of_work import Store


class OutboxUseCases:
    """What can be done with requests that head office has not answered."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def entries(self) -> tuple[OutboxEntry, ...]:
        """Every request not yet answered, oldest first, stopped ones included."""
        with self._store.view() as view:
            return outbox_entries(view=view, clock=self._clock)

    def send_anyway(self, reference: RequestId | TaskId) -> None:
        """Send a request with the next sync, whatever the link costs."""
        send_anyway(reference, work=self._store.work(), clock=self._clock)

    def latest_time(self, text: str) -> datetime:
        """The latest time that a person wrote: a day and a time, or a span from now on."""
        return parse_latest_time(text, self._clock.now())

    def set_latest_time(self, reference: RequestId | TaskId, not_after: datetime | None) -> None:
        """Set until when a request may be sent, None for ever; BlockedError when it was."""
        set_latest_time(reference, not_after, work=self._store.work(), clock=self._clock)

    def undo(self, reference: RequestId | TaskId) -> None:
        """Undo what was never sent, or what was stopped; BlockedError when it was sent."""
        undo(reference, work=self._store.work(), clock=self._clock)

    def retry(self, reference: RequestId | TaskId) -> None:
        """Requeue a stopped request, or send a waiting one at once."""
        retry(reference, work=self._store.work(), clock=self._clock)

    def send_first(self, reference: RequestId | TaskId) -> None:
        """Send a request before all others, after its prerequisites."""
        send_first(reference, work=self._store.work(), clock=self._clock)
