"""Readiness: how complete the local data is, and how long it can be used."""

from datetime import date, datetime, time

from smartclient.contract.feeds import FeedKind
from smartclient.domain.clock import Clock
from smartclient.domain.link_quality import LinkQuality
from smartclient.domain.tasks import AT_HEAD_OFFICE, TO_SEND
from smartclient.domain.transfer_time import transfer_time
from smartclient.quoting.quoted_feeds import QUOTED_FROM
from smartclient.read_models.readiness import EndsWith, Preparation, Readiness
from smartclient.store.unit_of_work import ReadView

_NEEDED = (*QUOTED_FROM, FeedKind.POLICIES, FeedKind.ORDERS)
"""The feeds a rep needs while offline, beside the photos that are taken along."""


def readiness(*, view: ReadView, clock: Clock) -> Readiness:
    """How complete the laptop is, and until when orders can be taken with its data.

    That is the day its data grows too old for head office (policy ``reference_data_days``), or
    the end of the first day on which a price in use runs out without one after it.
    """
    photos = view.data_sets.selection().any_photos
    needed = (*_NEEDED, FeedKind.PHOTOS) if photos else _NEEDED
    missing = tuple(str(kind) for kind in needed if not _is_whole(view, kind))
    as_of = view.feeds.reference_as_of()
    until, ends_with = None, EndsWith.AGE
    if as_of is not None:
        until = as_of + view.rule_context.policies().reference_limit.age
        prices_end = view.catalog.prices_end(clock.today())
        if prices_end is not None and _end_of(prices_end) < until:
            until, ends_with = _end_of(prices_end), EndsWith.PRICES
    return Readiness(
        missing=missing,
        as_of=as_of,
        until=until,
        ends_with=ends_with,
        to_send=view.tasks.count(TO_SEND),
        at_head_office=view.tasks.count(AT_HEAD_OFFICE),
    )


def preparation(*, view: ReadView) -> Preparation:
    """What is still to be fetched, and how long it takes on the present link.

    Rows that changed since the last sync are few beside photos and documents, and not counted.
    """
    if not _is_whole(view, FeedKind.PRODUCTS):
        return Preparation(size=None, time=None)
    size = view.documents.bytes_to_come(photos=view.data_sets.selection().any_photos)
    return Preparation(size=size, time=transfer_time(size, view.meta.link_quality or LinkQuality()))


def _is_whole(view: ReadView, kind: FeedKind) -> bool:
    return not view.feeds.cursor(kind).loading and view.feeds.as_of(kind) is not None


def _end_of(day: date) -> datetime:
    """The last minute of a day where the person is: prices are valid by local dates."""
    return datetime.combine(day, time(23, 59)).astimezone()
