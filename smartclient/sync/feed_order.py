"""The order of feeds on a poor link: by expiry, then by what today's customers need."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from smartclient.contract.feeds import FeedKind
from smartclient.domain.clock import Clock
from smartclient.domain.expiry import soonest_first
from smartclient.quoting.quoted_feeds import QUOTED_FROM
from smartclient.store.unit_of_work import ReadView

OF_CUSTOMERS = (FeedKind.CUSTOMERS, FeedKind.ADDRESSES, FeedKind.PRICES)
"""What today's customers need first: what is about them, and the prices of their price lists."""

_NEVER = datetime.max.replace(tzinfo=UTC)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def by_expiry(view: ReadView, kinds: Iterable[FeedKind], clock: Clock) -> tuple[FeedKind, ...]:
    """``kinds`` with what orders are quoted from in the order in which it expires.

    What never arrived counts as expired. Of what expires at about the same time, what today's
    customers need is first; else it keeps its order. The other feeds stay where they are: whose
    customers these are comes before all others, and deletions come after them.
    """
    given, now = tuple(kinds), clock.now()
    needed = OF_CUSTOMERS if view.feeds.has_customers_today(clock.today()) else ()
    ends = {str(kind): _usable_until(view, kind, now) for kind in given if kind in QUOTED_FROM}
    return tuple(_replaced(given, [FeedKind(kind) for kind in soonest_first(ends, needed)]))


def _replaced(given: Sequence[FeedKind], movable: Sequence[FeedKind]) -> Iterable[FeedKind]:
    following = iter(movable)
    for kind in given:
        yield next(following) if kind in QUOTED_FROM else kind


def _usable_until(view: ReadView, kind: FeedKind, now: datetime) -> datetime:
    as_of = view.feeds.as_of(kind)
    if as_of is None:
        return _LONG_AGO
    found = view.rule_context.policies().for_kind(kind).freshness(as_of, now)
    return found.usable_until or _NEVER
