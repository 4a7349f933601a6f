"""The outbox: every request head office has not answered."""

from __future__ import annotations

from collections.abc import Callable

from smartclient.domain.clock import Clock
from smartclient.domain.retrying import is_due
from smartclient.domain.tasks import BY_NUMBER, SubjectType, TaskStatus
from smartclient.read_models.records import OutboxEntry, WaitsFor
from smartclient.ui.look import status_badges
from smartclient.ui.look.status_badges import BadgeLabel, StatusBadge
from smartclient.ui.models.snapshot import Column, SnapshotModel, translate
from smartclient.ui.text import formats, wording
from smartclient.ui.text.mail import asked_about


class OutboxModel(SnapshotModel[OutboxEntry]):
    """The entries of the outbox; one that waits for another names it."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(
            _columns(clock, self.shown), key=lambda row: row.request_id, shown=self.shown
        )

    def shown(self, entry: OutboxEntry) -> BadgeLabel:
        """An entry's state as it is shown."""
        if entry.is_mail_unknown:
            return asked_about()
        if entry.held_by is WaitsFor.CHEAPER_LINK:
            label = wording.waits_for_label(entry.held_by)
            return status_badges.shown(StatusBadge.WAITS, label)
        if entry.waits_for is None or entry.status is not TaskStatus.QUEUED:
            return status_badges.shown(status_badges.of_task(entry.status))
        first = next((row for row in self.rows if row.task_id == entry.waits_for), None)
        if first is None or not label_of(first):
            return status_badges.shown(StatusBadge.WAITS)
        label = translate("Outbox", "Waits for {work}").format(work=label_of(first))
        return status_badges.shown(StatusBadge.WAITS, label)


def label_of(entry: OutboxEntry) -> str:
    """What an entry is about: an order by its number, anything else by its name."""
    number = formats.order_number(entry.number, entry.provisional_number)
    if entry.subject.type is SubjectType.POLICY:
        return wording.policy_label(entry.subject.id)
    return number or entry.subject.label


def _about(entry: OutboxEntry) -> str:
    """An entry's record by its number, a customer's with its name."""
    return entry.subject.id if entry.subject.type in BY_NUMBER else label_of(entry)


def _customer(entry: OutboxEntry) -> str:
    if entry.subject.type in BY_NUMBER:
        name = entry.customer_name or entry.subject.label
        return "" if name == entry.subject.id else name
    return entry.customer_name


def _columns(
    clock: Clock, shown: Callable[[OutboxEntry], BadgeLabel]
) -> tuple[Column[OutboxEntry], ...]:
    def next_try(entry: OutboxEntry) -> str:
        if is_due(entry.next_try, clock.now()):
            return ""
        return formats.moment(entry.next_try, clock.now())

    def why(entry: OutboxEntry) -> str:
        if entry.goes_first and not entry.why and entry.status is TaskStatus.QUEUED:
            return translate("Outbox", "It is sent first.")
        return wording.filled(entry.why, entry.arguments)

    return (
        Column[OutboxEntry](
            title=translate("Outbox", "State"),
            text=lambda row: shown(row).label,
            is_state=True,
        ),
        Column[OutboxEntry](
            title=translate("Outbox", "What"),
            text=lambda row: wording.task_label(row.kind),
        ),
        Column[OutboxEntry](title=translate("Outbox", "About"), text=_about, tip=label_of),
        Column[OutboxEntry](
            title=translate("Outbox", "Customer"),
            text=_customer,
            width=160,
            tip=_customer,
            elides=True,
        ),
        Column[OutboxEntry](
            title=translate("Outbox", "Value"),
            text=lambda row: formats.money(row.value),
            is_money=True,
        ),
        Column[OutboxEntry](
            title=translate("Outbox", "Since"),
            text=lambda row: formats.moment(row.since, clock.now()),
        ),
        Column[OutboxEntry](
            title=translate("Outbox", "Tries"),
            text=lambda row: str(row.attempts),
            spare=2,
            is_number=True,
        ),
        Column[OutboxEntry](title=translate("Outbox", "Next try"), text=next_try, spare=1),
        Column[OutboxEntry](
            title=translate("Outbox", "Why"), text=why, width=0, tip=why, elides=True
        ),
    )
