"""Which feeds wait for a cheaper link: those whose news is worth less than the link costs."""

from collections.abc import Collection
from datetime import datetime

from smartclient.contract.feeds import WITH_CONTENT, FeedKind
from smartclient.database.types import instant_from_text, instant_text
from smartclient.domain.worth import DOCUMENTS, PHOTOS, REFRESH, LinkTerms, Waiting
from smartclient.store.unit_of_work import ReadView, UnitOfWork
from smartclient.use_cases.queries.fetching_ahead import refresh_by


def reason_to_fetch(kind: FeedKind) -> str:
    """The kind of work by which the worth of a feed is known."""
    if kind not in WITH_CONTENT:
        return REFRESH
    return PHOTOS if kind is FeedKind.PHOTOS else DOCUMENTS


def held_back_feeds(
    work: UnitOfWork, news: Collection[FeedKind], *, terms: LinkTerms, now: datetime
) -> frozenset[str]:
    """Which of ``refresh``, ``photos`` and ``documents`` wait, of the feeds that have news.

    Their worth rises with the time since they were last complete, that of a refresh also before
    something expires, the earlier the worse the link is; a refresh is worth as much as
    an order that waits for fresh data. Data that never was complete is fetched whatever the link
    costs: without it nothing can be done. Photos and documents never are that urgent.
    """
    since = {
        REFRESH: _refreshed_at(work, news),
        PHOTOS: wanted_since(work, PHOTOS, news, now),
        DOCUMENTS: wanted_since(work, DOCUMENTS, news, now),
    }
    refreshed = [kind for kind in news if reason_to_fetch(kind) == REFRESH]
    latest = {REFRESH: refresh_by(work, refreshed, now)}
    held = {
        kind
        for kind, at in since.items()
        if at is not None
        and terms.worth(Waiting(kind=kind, since=at, not_after=latest.get(kind)), now) < terms.price
    }
    if _worth_of_what_needs_fresh_data(work, terms, now) >= terms.price:
        held.discard(REFRESH)
    return frozenset(held)


def _worth_of_what_needs_fresh_data(view: ReadView, terms: LinkTerms, now: datetime) -> int:
    tasks = view.tasks.waiting_for_fresh_data()
    worths = view.outbox.worths(now, terms) if tasks else {}
    return max((worths.get(task.request_id, 0) for task in tasks), default=0)


def _refreshed_at(view: ReadView, news: Collection[FeedKind]) -> datetime | None:
    """Since when data with news may be old, None where there is no news or no data yet."""
    times = [view.feeds.as_of(kind) for kind in news if reason_to_fetch(kind) == REFRESH]
    known = [at for at in times if at is not None]
    return min(known) if known and len(known) == len(times) else None


def wanted_since(
    work: UnitOfWork, reason: str, news: Collection[FeedKind], now: datetime
) -> datetime | None:
    """Since when photos or documents are wanted, None where there are no new ones.

    Where they never were complete, that is since they were first left for later, which is noted.
    """
    name = f"{reason}_wanted_since"
    times = [work.feeds.as_of(kind) for kind in news if reason_to_fetch(kind) == reason]
    known = [at for at in times if at is not None]
    if len(known) == len(times):
        work.meta.delete(name)
        return min(known, default=None)
    noted = work.meta.get(name)
    if noted is None:
        work.meta.set(name, instant_text(now))
    return now if noted is None else instant_from_text(noted)
