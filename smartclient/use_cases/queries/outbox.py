"""The outbox as a person reads it: what waits, and for what."""

from dataclasses import replace

from smartclient.domain.clock import Clock
from smartclient.domain.tasks import TaskKind, TaskStatus
from smartclient.read_models.records import OutboxEntry
from smartclient.store.unit_of_work import ReadView
from smartclient.use_cases.queries.link_terms import link_terms
from smartclient.use_cases.queries.mail import is_outcome_unknown


def outbox_entries(*, view: ReadView, clock: Clock) -> tuple[OutboxEntry, ...]:
    """Every request not yet answered, stopped ones included, in the order they go."""
    found = view.outbox.entries(
        clock.now(), link_terms(view), is_offline=view.meta.offline_by_choice
    )
    return tuple(_with_outcome(view, entry) for entry in found)


def _with_outcome(view: ReadView, entry: OutboxEntry) -> OutboxEntry:
    """``entry`` with what is known of the mail that it is, where it was stopped."""
    if entry.kind is not TaskKind.SEND_MAIL or entry.status is not TaskStatus.PARKED:
        return entry
    task = view.tasks.get(entry.task_id)
    return replace(entry, is_mail_unknown=task is not None and is_outcome_unknown(view, task))
