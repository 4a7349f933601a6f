"""Expired data: which feeds are so old that their rows leave the device."""

from collections.abc import Collection, Iterable
from datetime import datetime

from smartclient.contract.feeds import FeedKind
from smartclient.domain.clock import Clock
from smartclient.domain.expiry import AgingData, expired_kinds, next_step
from smartclient.domain.freshness_kinds import GO_WITH
from smartclient.store.feeds.expiry import REMOVED
from smartclient.store.unit_of_work import ReadView


def expired_feeds(view: ReadView, clock: Clock) -> dict[FeedKind, FeedKind]:
    """The feeds of which the rows leave the device now, each with the feed whose age says so."""
    expired = expired_kinds(_aging(view, FeedKind), clock.now())
    found = {kind: kind for kind in REMOVED if kind in expired}
    return found | {
        FeedKind(kind): FeedKind(owner)
        for kind, owner in GO_WITH.items()
        if owner in expired and kind not in found
    }


def have_expired(view: ReadView, clock: Clock, kinds: Collection[FeedKind]) -> frozenset[str]:
    """Those of ``kinds`` of which the rows leave the device now, by their own age."""
    return expired_kinds(_aging(view, kinds), clock.now())


def next_refresh(view: ReadView, clock: Clock) -> datetime | None:
    """When a device next refreshes besides its pace: as data ages, or at a set time of the day."""
    now = clock.now()
    set_times = view.rule_context.policies().refresh_at
    moments = (
        next_step(_aging(view, FeedKind), now),
        set_times.next_after(now, view.meta.learnt_time().zone),
    )
    return min((moment for moment in moments if moment is not None), default=None)


def _aging(view: ReadView, kinds: Iterable[FeedKind]) -> dict[str, AgingData]:
    policies = view.rule_context.policies()
    return {
        str(kind): AgingData(as_of=view.feeds.as_of(kind), policy=policies.for_kind(kind))
        for kind in kinds
    }
