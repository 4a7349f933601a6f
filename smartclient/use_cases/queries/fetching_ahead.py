"""What is fetched ahead as the link gets worse, by what the store knows of both."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from smartclient.contract.feeds import WITH_CONTENT, FeedKind
from smartclient.domain.clock import Clock
from smartclient.domain.fetching_ahead import degradation, expires_soon, fetch_by
from smartclient.domain.link_quality import LinkQuality
from smartclient.domain.worth import REFRESH, Waiting
from smartclient.read_models.connection import LinkHistory
from smartclient.store.unit_of_work import ReadView
from smartclient.use_cases.queries.link_terms import link_terms


def link_degradation(view: ReadView, now: datetime) -> int:
    """How degraded the present link is, 0 for not at all."""
    return degradation(
        (view.meta.link_quality or LinkQuality()).band,
        is_costly=link_terms(view).price > 0,
        is_unsteady=(view.meta.link_history or LinkHistory()).is_unsteady(now),
    )


def refresh_by(view: ReadView, kinds: Iterable[FeedKind], now: datetime) -> datetime | None:
    """By when a refresh of ``kinds`` is to be fetched on the present link, None for no time."""
    degraded = link_degradation(view, now)
    return min((fetch_by(*each, degraded) for each in _lives(view, kinds, now)), default=None)


def fetch_ahead_at(view: ReadView, clock: Clock) -> datetime | None:
    """Now, where the link got worse since the last sync and what expires soon is worth its price.

    None where nothing is to be fetched ahead.
    """
    now, meta = clock.now(), view.meta
    if not meta.link_got_worse or not meta.reached or meta.offline_by_choice:
        return None
    kinds = [kind for kind in FeedKind if kind not in WITH_CONTENT]
    lives = tuple(_lives(view, kinds, now))
    degraded = link_degradation(view, now)
    if not any(expires_soon(end, now, degraded) for _, end in lives):
        return None
    waiting = Waiting(
        kind=REFRESH, since=min(as_of for as_of, _ in lives), not_after=refresh_by(view, kinds, now)
    )
    terms = link_terms(view)
    return now if terms.worth(waiting, now) >= terms.price else None


def _lives(
    view: ReadView, kinds: Iterable[FeedKind], now: datetime
) -> Iterator[tuple[datetime, datetime]]:
    """From when until when data of each kind is usable, of those that expire."""
    policies = view.rule_context.policies()
    for kind in kinds:
        as_of = view.feeds.as_of(kind)
        end = policies.for_kind(kind).freshness(as_of, now).usable_until
        if as_of is not None and end is not None:
            yield as_of, end
