"""Who watches in a play what waits: for a cheaper link, until a latest time, for fresh data."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from smartclient.contract.feeds import FeedKind
from smartclient.contract.messages import Request
from smartclient.domain.clock import CLOCK_TOLERANCE, ClockProof, proof_of
from smartclient.domain.ids import RequestId
from smartclient.domain.tasks import TaskStatus
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.domain.worth import LONGEST_HELD
from smartclient.read_models.records import OutboxEntry, WaitsFor
from smartclient.use_cases.commands.expiry import remove_expired
from smartclient.use_cases.queries.expired_data import expired_feeds
from tests.convergence.laptop import Laptop

HELD, EXPIRED, OVERDUE, PINNED = "held back", "expired while work is unsent", "overdue", "pinned"

_Waiting = tuple[str, RequestId]
"""A request on a laptop of a name."""

_TOO_LONG: Final = LONGEST_HELD + CLOCK_TOLERANCE


@dataclass
class Patience:
    """What was seen to wait; ``wrong`` says in words what may not be."""

    wrong: list[str] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    """How often each was seen of what such a play is about."""
    _since: dict[_Waiting, datetime] = field(default_factory=dict)
    """Since when each request was seen to wait, in the world's time."""
    _left: dict[str, frozenset[RequestId]] = field(default_factory=dict)
    """What the last whole sync of each laptop left, though nothing held it back."""

    def saw_laptop(self, laptop: Laptop) -> None:
        """Look at what waits on a laptop, and at what it shows of expired data."""
        entries = laptop.use_cases.outbox.entries()
        self._look_at_what_is_held(laptop, entries)
        self._look_at_what_expired(laptop, entries)
        self.seen[PINNED] += len(laptop.use_cases.take_along.pinned().customers)
        self.seen[OVERDUE] += self._count_overdue(laptop, entries)

    def saw_a_whole_sync(self, laptop: Laptop) -> None:
        """Check after a sync that met no trouble that nothing was left which could have gone."""
        entries = [
            entry
            for entry in laptop.use_cases.outbox.entries()
            if entry.status is TaskStatus.QUEUED
        ]
        if any(entry.next_try is not None for entry in entries):
            return  # what follows in its lane waits, too
        fresh = self._waiting_for_fresh_data(laptop)
        left = [
            entry for entry in entries if entry.held_by is None and entry.request_id not in fresh
        ]
        # what the end of a sync released goes with the next one
        stayed = [entry for entry in left if entry.request_id in self._left.get(laptop.name, ())]
        if stayed:
            self.wrong.append(f"{laptop.name} did not send {stayed}")
        self._left[laptop.name] = frozenset(entry.request_id for entry in left)

    def sent(self, laptop: Laptop, batch: Sequence[Request]) -> None:
        """Check that nothing is sent which was first handed over after its latest time."""
        with laptop.store.view() as view:
            found = [view.outbox.get(request.id) for request in batch]
        for stored in found:
            if stored is None or stored.not_after is None or stored.handed_over_at is None:
                continue
            if stored.handed_over_at > stored.not_after:
                self.wrong.append(f"{stored.request.id} was sent after {stored.not_after}")

    def disk_lost(self, laptop: Laptop) -> None:
        """Note that a laptop shows what another disk held."""
        self._since = {of: at for of, at in self._since.items() if of[0] != laptop.name}
        self._left.pop(laptop.name, None)

    def _look_at_what_is_held(self, laptop: Laptop, entries: Sequence[OutboxEntry]) -> None:
        waiting = {
            (laptop.name, entry.request_id): entry
            for entry in entries
            if entry.status is TaskStatus.QUEUED
        }
        now = laptop.world.time
        self._since = {
            of: at for of, at in self._since.items() if of[0] != laptop.name or of in waiting
        }
        for of, entry in waiting.items():
            since = self._since.setdefault(of, now)
            if entry.held_by is not WaitsFor.CHEAPER_LINK:
                continue
            self.seen[HELD] += 1
            if laptop.knows_the_time and now - since > _TOO_LONG:
                self.wrong.append(f"{laptop.name} holds {entry} back since {since}")

    def _look_at_what_expired(self, laptop: Laptop, entries: Sequence[OutboxEntry]) -> None:
        # what the program does by itself at the moment when something expires
        remove_expired(laptop.store, laptop.office_clock)
        with laptop.store.view() as view:
            expired = expired_feeds(view, laptop.office_clock)
        if not expired:
            return
        if entries and proof_of(laptop.office_clock) is ClockProof.PROVEN:
            self.seen[EXPIRED] += 1
        if FeedKind.PRODUCTS in expired:
            shown = {entry.sku for entry in laptop.use_cases.catalog.search()}
            gone = shown - _skus_in_orders(laptop)
            if gone:
                self.wrong.append(f"{laptop.name} shows {gone}, which have expired")

    def _count_overdue(self, laptop: Laptop, entries: Sequence[OutboxEntry]) -> int:
        parked = [entry.task_id for entry in entries if entry.status is TaskStatus.PARKED]
        with laptop.store.view() as view:
            tasks = [view.tasks.get(task_id) for task_id in parked]
        causes = [task.cause for task in tasks if task is not None]
        return causes.count(TransitionReason.LATEST_TIME_PASSED)

    def _waiting_for_fresh_data(self, laptop: Laptop) -> set[RequestId]:
        with laptop.store.view() as view:
            return {task.request_id for task in view.tasks.waiting_for_fresh_data()}


def _skus_in_orders(laptop: Laptop) -> set[str]:
    """The products of orders, which stay as long as those are unfinished."""
    with laptop.store._engine.connect() as connection:
        found = connection.exec_driver_sql(
            "SELECT line.value ->> 'sku' FROM orders, json_each(orders.document, '$.lines') AS line"
        )
        return set(found.scalars())
