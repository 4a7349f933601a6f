"""The outbox as a person reads it: what waits, and for what."""

from smartclient.domain.clock import Clock
from smartclient.read_models.records import OutboxEntry
from smartclient.store.unit_of_work import ReadView
from smartclient.use_cases.queries.link_terms import link_terms


def outbox_entries(*, view: ReadView, clock: Clock) -> tuple[OutboxEntry, ...]:
    """Every request not yet answered, stopped ones included, in the order they go."""
    return view.outbox.entries(
        clock.now(), link_terms(view), is_offline=view.meta.offline_by_choice
    )
