"""The connection to head office: its state, why it is in it, and what is shown of its changes.

A link that comes and goes is shown calmly: what a person sees changes at most once in ``HOLD``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from smartclient.domain.link_price import Transport

HOLD: Final = timedelta(seconds=30)
"""How long what is shown stays as it is; the rep's own switch is shown at once."""

OF_LATE: Final = timedelta(minutes=10)
"""A connection that was lost more than once within so long is unsteady."""

MOST_CHANGES: Final = 200
"""How many changes are kept."""


class ConnectionState(StrEnum):
    """The states of the connection, in the order in which the first that holds is its state."""

    OFFLINE = "offline"
    """The rep works offline by choice."""
    NO_NETWORK = "no_network"
    UNREACHABLE = "unreachable"
    NOT_ANSWERING = "not_answering"
    """Head office was reached, and no worker there answers what it holds of this rep."""
    POOR = "poor"
    COSTLY = "costly"
    ONLINE = "online"


class LinkCause(StrEnum):
    """Why the connection is in its state, where no failure says so."""

    NOT_TRIED = "not_tried"
    FAILED = "failed"
    """The last call failed; its sentence says why."""
    SWITCHED_OFF = "switched_off"
    NO_NETWORK = "no_network"
    CAPTIVE = "captive"
    """The network asks for a sign-in on a page of its own, says the system."""
    NO_WORKER = "no_worker"
    SLOW = "slow"
    PRICE = "price"
    REACHED = "reached"


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkHint:
    """What the operating system says of the network: a reason to try now, never one not to.

    ``name`` is "" and the others are None where it says nothing. ``captive``: a page of the network
    asks for something before anything else can be reached.
    """

    name: str = ""
    transport: Transport = Transport.UNKNOWN
    metered: bool | None = None
    captive: bool | None = None
    reachable: bool | None = None


AWAY: Final = frozenset({ConnectionState.NO_NETWORK, ConnectionState.UNREACHABLE})
"""The states in which nothing is reached, as against one that the rep ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkChange:
    """A change of the connection's state, at a moment by head office's clock.

    ``why`` is the template of the sentence that a call failed with and ``arguments`` what goes into
    it; "" where nothing failed.
    """

    at: datetime
    state: ConnectionState
    cause: LinkCause
    why: str = ""
    arguments: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_known(self) -> bool:
        """Whether anything is known of the connection: a call, the system or the rep says so."""
        return self.cause is not LinkCause.NOT_TRIED

    def repeats(self, other: "LinkChange") -> bool:
        """Whether it says the same as another, whatever sentence a call failed with."""
        return (self.state, self.cause) == (other.state, other.cause)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkFacts:
    """All that the state of the connection follows from.

    ``reached``: the last call succeeded; ``why`` and ``arguments`` are the sentence of the failure
    where it did not, "" while nothing was tried.
    """

    by_choice: bool = False
    has_network: bool = True
    is_captive: bool = False
    reached: bool = False
    why: str = ""
    arguments: Mapping[str, str] = field(default_factory=dict)
    has_worker: bool = True
    is_poor: bool = False
    price: int = 0

    @property
    def state(self) -> ConnectionState:
        """The first state that holds. The system's word counts only where no call succeeded."""
        return self._first()[0]

    def change(self, at: datetime) -> LinkChange:
        """The change into this state."""
        state, cause = self._first()
        if cause is not LinkCause.FAILED:
            return LinkChange(at=at, state=state, cause=cause)
        return LinkChange(at=at, state=state, cause=cause, why=self.why, arguments=self.arguments)

    def _first(self) -> tuple[ConnectionState, LinkCause]:
        failure = LinkCause.FAILED if self.why else LinkCause.NOT_TRIED
        rows = (
            (self.by_choice, ConnectionState.OFFLINE, LinkCause.SWITCHED_OFF),
            (
                not self.reached and not self.has_network,
                ConnectionState.NO_NETWORK,
                LinkCause.NO_NETWORK,
            ),
            (
                not self.reached and self.is_captive,
                ConnectionState.UNREACHABLE,
                LinkCause.CAPTIVE,
            ),
            (not self.reached, ConnectionState.UNREACHABLE, failure),
            (not self.has_worker, ConnectionState.NOT_ANSWERING, LinkCause.NO_WORKER),
            (self.is_poor, ConnectionState.POOR, LinkCause.SLOW),
            (self.price > 0, ConnectionState.COSTLY, LinkCause.PRICE),
        )
        for holds, state, cause in rows:
            if holds:
                return state, cause
        return ConnectionState.ONLINE, LinkCause.REACHED


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkHistory:
    """The connection as it was observed last, and the changes of it that were shown.

    ``changes`` are oldest first; one that says that nothing is known yet is the last of them until
    it is replaced. ``changed_at`` is when what is shown last changed by itself, None for never: the
    rep's own switch holds nothing back.
    """

    observed: LinkChange | None = None
    changes: tuple[LinkChange, ...] = ()
    changed_at: datetime | None = None

    @property
    def state(self) -> ConnectionState:
        """The state that is shown."""
        return self.changes[-1].state if self.changes else ConnectionState.UNREACHABLE

    @property
    def known_changes(self) -> tuple[LinkChange, ...]:
        """The changes without the time before anything was known."""
        return tuple(each for each in self.changes if each.is_known)

    @property
    def current(self) -> LinkChange | None:
        """The change into what is shown, None where nothing is known yet."""
        return self.changes[-1] if self.changes and self.changes[-1].is_known else None

    @property
    def held_until(self) -> datetime | None:
        """When what was observed is shown, None where it is already."""
        if self.observed is None or self.shows(self.observed) or self.changed_at is None:
            return None
        return self.changed_at + HOLD

    def is_unsteady(self, now: datetime) -> bool:
        """Whether the connection was lost more than once of late."""
        losses = [
            change
            for change in self.changes
            if change.state in AWAY and change.is_known and now - OF_LATE < change.at
        ]
        return len(losses) > 1

    def after(self, facts: LinkFacts, at: datetime, *, switched: bool = False) -> "LinkHistory":
        """The history after an observation; ``switched``: it is the rep's own switch."""
        known = self.at(at)
        change = facts.change(at)
        if known.observed is None or not change.repeats(known.observed):
            known = replace(known, observed=change)
        if switched:
            return known if known.shows(change) else _changed(known, change)
        return known.at(at)

    def at(self, now: datetime) -> "LinkHistory":
        """The history at ``now``, in which what was held back is shown once its time has come."""
        seen = self.observed
        if seen is None or self.shows(seen):
            return self
        since = None if self.current is None else self.changed_at
        due = seen.at if since is None else max(seen.at, since + HOLD)
        # after a clock that was put back, nothing is held until it has caught up
        if since is not None and since <= now < due:
            return self
        shown_at = min(due, now)
        return replace(_changed(self, replace(seen, at=shown_at)), changed_at=shown_at)

    def shows(self, change: LinkChange) -> bool:
        """Whether what is shown says the same as a change."""
        return bool(self.changes) and change.repeats(self.changes[-1])


def _changed(history: LinkHistory, change: LinkChange) -> LinkHistory:
    before = history.known_changes
    added = () if before and change.repeats(before[-1]) else (change,)
    return replace(history, changes=(*before, *added)[-MOST_CHANGES:])


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSpan:
    """A time in which the connection was in one state."""

    state: ConnectionState
    begin: datetime
    end: datetime


def spans_of(changes: Sequence[LinkChange], begin: datetime, end: datetime) -> tuple[LinkSpan, ...]:
    """The spans between two moments, oldest first, without a gap from the first that is known."""
    ends = [*(change.at for change in changes[1:]), end]
    spans = (
        LinkSpan(state=change.state, begin=max(change.at, begin), end=min(until, end))
        for change, until in zip(changes, ends, strict=False)
    )
    return tuple(span for span in spans if span.begin < span.end)
