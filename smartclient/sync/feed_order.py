"""The order of feeds on a poor link: what expires first comes first."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from smartclient.contract.feeds import FeedKind
from smartclient.store.feeds.feeds import QUOTED_FROM
from smartclient.store.unit_of_work import ReadView

_NEVER = datetime.max.replace(tzinfo=UTC)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def by_expiry(view: ReadView, kinds: Iterable[FeedKind], now: datetime) -> tuple[FeedKind, ...]:
    """``kinds`` with what orders are quoted from in the order in which it expires.

    What never arrived counts as expired. What expires together keeps its order, in which customers
    are first. The other feeds stay where they are: whose customers these are comes before all
    others, and deletions come after them.
    """
    given = tuple(kinds)
    movable = sorted(
        (kind for kind in given if kind in QUOTED_FROM),
        key=lambda kind: _usable_until(view, kind, now),
    )
    return tuple(_replaced(given, movable))


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
