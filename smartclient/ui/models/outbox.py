"""The outbox: every request head office has not answered."""

from __future__ import annotations

from collections.abc import Callable

from smartclient.domain.clock import Clock
from smartclient.domain.records import OutboxEntry
from smartclient.domain.tasks import TaskStatus
from smartclient.ui import formats, signs, wording
from smartclient.ui.models.snapshot import Column, SnapshotModel, translate
from smartclient.ui.signs import Shown, Sign


class OutboxModel(SnapshotModel[OutboxEntry]):
    """The entries of the outbox; one that waits for another names it."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(
            _columns(clock, self.shown), key=lambda row: row.request_id, shown=self.shown
        )

    def shown(self, entry: OutboxEntry) -> Shown:
        """Return an entry's state as it is shown."""
        if entry.waits_for is None or entry.status is not TaskStatus.QUEUED:
            return signs.shown(signs.of_task(entry.status))
        first = next((row for row in self.rows if row.task_id == entry.waits_for), None)
        if first is None or not first.subject.label:
            return signs.shown(Sign.WAITS)
        word = translate("Outbox", "Waits for {work}").format(work=first.subject.label)
        return signs.shown(Sign.WAITS, word)


def _columns(
    clock: Clock, shown: Callable[[OutboxEntry], Shown]
) -> tuple[Column[OutboxEntry], ...]:
    def next_try(entry: OutboxEntry) -> str:
        if entry.next_try is None or entry.next_try <= clock.now():
            return ""
        return formats.moment(entry.next_try, clock.now())

    def why(entry: OutboxEntry) -> str:
        return wording.filled(entry.why, entry.arguments)

    return (
        Column[OutboxEntry](
            title=translate("Outbox", "State"),
            text=lambda row: shown(row).word,
            width=190,
            is_state=True,
        ),
        Column[OutboxEntry](
            title=translate("Outbox", "What"),
            text=lambda row: wording.task_words(row.kind),
            width=130,
        ),
        Column[OutboxEntry](
            title=translate("Outbox", "About"), text=lambda row: row.subject.label, width=180
        ),
        Column[OutboxEntry](
            title=translate("Outbox", "Value"),
            text=lambda row: formats.money(row.value),
            width=110,
            is_money=True,
        ),
        Column[OutboxEntry](
            title=translate("Outbox", "Since"),
            text=lambda row: formats.moment(row.since, clock.now()),
            width=80,
        ),
        Column[OutboxEntry](
            title=translate("Outbox", "Tries"),
            text=lambda row: str(row.attempts),
            width=55,
            spare=2,
            is_number=True,
        ),
        Column[OutboxEntry](
            title=translate("Outbox", "Next try"), text=next_try, width=80, spare=1
        ),
        Column[OutboxEntry](title=translate("Outbox", "Why"), text=why, width=0, tip=why),
    )
