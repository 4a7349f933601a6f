"""Repair: compares the local data with head office by fingerprint, and reloads what differs.

Feeds carry every change that leaves a trace. What leaves none (a table loaded in bulk past the
triggers, a row lost on the laptop's disk) is found here: one call a day fetches a checksum of
every feed; a feed that differs is compared part by part, and only the parts that differ
are reloaded by key. Each device has its own moment of the working day for it: head office must not
be asked by all when they begin in the morning.
"""

import hashlib
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from smartclient.contract.feeds import FOR_ADMINS, WITH_CONTENT, Cursor, FeedKind
from smartclient.contract.fingerprints import WHOLE, Fingerprint, FingerprintSum, compared_at
from smartclient.contract.operations import CONTENT_PAGE_ROWS, Pulse
from smartclient.database.types import instant_from_text, instant_text
from smartclient.domain.clock import start_of_day
from smartclient.domain.errors import SchemaError
from smartclient.store.database.meta import Meta
from smartclient.store.unit_of_work import Store
from smartclient.sync.context import SyncContext
from smartclient.sync.restores import requeue_possibly_lost

logger = logging.getLogger(__name__)

CHECKED_EVERY: Final = timedelta(days=1)
"""How often feeds are checked."""

SOONEST: Final = CHECKED_EVERY / 6
"""How long after a check, or after the first load, a device's moment counts again."""

AGAIN_AFTER: Final = timedelta(hours=1)
"""How long after an interrupted check the next one follows: it must not slow down every sync."""

WORKING_DAY: Final = (timedelta(hours=7), timedelta(hours=19))
"""Between which times of the company's day checks are spread."""

PART, CONTENT_PART = 512, 16
"""How many ids make a part of a feed; photos and documents are large."""

_CHANGED_BY_REQUESTS: Final = (FeedKind.ORDERS, FeedKind.CUSTOMERS, FeedKind.ADDRESSES)
"""Feeds whose rows are changed by a rep's requests."""

_CHECKED_AT: Final = "feeds_checked_at"
_BEGUN_AT: Final = "feeds_check_begun_at"
_LONG_AGO: Final = "2000-01-01T00:00:00.000000Z"


def schedule_check(store: Store) -> None:
    """Make the next sync check every feed, whenever the last check was."""
    with store.work() as work:
        make_check_due(work.meta)
        work.commit()


def make_check_due(meta: Meta) -> None:
    """Make the end of the next pull check every feed. The caller commits."""
    meta.set(_CHECKED_AT, _LONG_AGO)
    meta.delete(_BEGUN_AT)


def check_when_due(context: SyncContext, pulse: Pulse, pull_rest: Callable[[], None]) -> int:
    """Check every feed if it is this device's time; return how many parts were replaced.

    Call it when all news below the pulse's watermark has been pulled. ``pull_rest`` pulls what is
    no news.
    """
    with context.store.view() as view:
        checked, begun = view.meta.get(_CHECKED_AT), view.meta.get(_BEGUN_AT)
        moment = time_of_check(view.meta.device)
    replaced = 0
    # before there was any check, all has just been loaded
    if checked is not None:
        if not _is_due(instant_from_text(checked), pulse, moment):
            return 0
        if begun and abs(pulse.clock - instant_from_text(begun)) < AGAIN_AFTER:
            return 0
        _note(context, _BEGUN_AT, pulse.clock)
        pull_rest()
        replaced = check_feeds(context, pulse)
        if context.stopped():
            return replaced
    _note(context, _CHECKED_AT, pulse.clock)
    return replaced


def time_of_check(device: str) -> timedelta:
    """The time of the company's day after which a device checks its feeds."""
    begin, end = WORKING_DAY
    place = int.from_bytes(hashlib.sha256(device.encode()).digest()[:8], "big")
    return begin + (end - begin) * (place / 2**64)


def _is_due(checked: datetime, pulse: Pulse, moment: timedelta) -> bool:
    """Whether the device's moment has passed, long enough after the last check."""
    if pulse.clock < checked:
        # head office's clock was put back
        return checked - pulse.clock >= CHECKED_EVERY
    last = start_of_day(pulse.time_zone, pulse.clock) + moment
    if last > pulse.clock:
        last -= CHECKED_EVERY
    return checked + SOONEST <= last


def _note(context: SyncContext, name: str, at: datetime) -> None:
    with context.store.work() as work:
        work.meta.set(name, instant_text(at))
        work.commit()


def check_feeds(context: SyncContext, pulse: Pulse) -> int:
    """Compare every feed with head office, and reload what differs; return how many parts did."""
    try:
        theirs = context.gateway.fingerprints(None, watermark=pulse.watermark, width=WHOLE)
    except SchemaError:
        # a head office of another version has none that could be compared; its feeds can be pulled
        logger.info("head office has no fingerprints of this program's columns")
        return 0
    checksums = {fingerprint.kind: fingerprint for fingerprint in theirs}
    replaced: dict[FeedKind, int] = {}
    for kind in compared_at(pulse.link_version):
        if context.stopped():
            break
        if (kind in FOR_ADMINS and not pulse.identity.is_admin) or _is_loading(context, kind):
            continue
        if _agree(_sums(context, pulse, kind, WHOLE).get(0), checksums.get(kind)):
            continue
        replaced[kind] = _replace_parts(context, pulse, kind)
    if any(replaced.get(kind) for kind in _CHANGED_BY_REQUESTS):
        with context.store.work() as work:
            requeue_possibly_lost(work, context.clock)
            work.commit()
    return sum(replaced.values())


def _is_loading(context: SyncContext, kind: FeedKind) -> bool:
    with context.store.view() as view:
        return view.feeds.cursor(kind).loading


def _sums(
    context: SyncContext, pulse: Pulse, kind: FeedKind, width: int
) -> dict[int, FingerprintSum]:
    with context.store.view() as view:
        return view.feeds.sums(kind, width, link_version=pulse.link_version)


def _agree(ours: FingerprintSum | None, theirs: Fingerprint | None) -> bool:
    if ours is None or theirs is None:
        return ours is None and theirs is None
    return (ours.rows, ours.total) == (theirs.rows, theirs.total)


def _replace_parts(context: SyncContext, pulse: Pulse, kind: FeedKind) -> int:
    width = part_width(kind)
    by_part = context.gateway.fingerprints(kind, watermark=pulse.watermark, width=width)
    theirs = {fingerprint.part: fingerprint for fingerprint in by_part}
    ours = _sums(context, pulse, kind, width)
    wrong = [
        part
        for part in sorted({*ours, *theirs})
        if not _agree(ours.get(part), theirs.get(part)) and not _is_moving(theirs.get(part))
    ]
    if wrong:
        logger.warning("%s differ from head office; parts reloaded: %d", kind, len(wrong))
    for done, part in enumerate(wrong):
        if context.stopped():
            return done
        reload_part(context, pulse, kind, part)
    return len(wrong)


def part_width(kind: FeedKind) -> int:
    """How many ids make a part of a feed."""
    return CONTENT_PART if kind in WITH_CONTENT else PART


def reload_part(context: SyncContext, pulse: Pulse, kind: FeedKind, part: int) -> None:
    """Read a part of a feed again by key."""
    width = part_width(kind)
    _reload(context, pulse, kind, after=part * width - 1, last=(part + 1) * width - 1)


def _is_moving(theirs: Fingerprint | None) -> bool:
    """Whether rows were changed since the watermark: they come with the next pull."""
    return theirs is not None and theirs.moving > 0


def _reload(context: SyncContext, pulse: Pulse, kind: FeedKind, *, after: int, last: int) -> None:
    """Replace the rows of which the id is above ``after`` and up to ``last``; ids are above 0."""
    most = CONTENT_PAGE_ROWS if kind in WITH_CONTENT else PART
    while after < last:
        page = context.gateway.feed(
            kind,
            cursor=Cursor(0, max(after, 0)),
            watermark=pulse.watermark,
            limit=most,
            by_key=True,
        )
        ids = [row[0] for row in page.rows]
        rows = [row for row in page.rows if _id(row[0]) <= last]
        reached = _id(ids[-1]) if page.more and len(rows) == len(ids) else last
        with context.store.work() as work:
            work.feeds.replace_range(kind, rows, after=after, last=reached, as_of=pulse.clock)
            work.commit()
        context.stats.pulled += len(rows)
        after = reached


def _id(value: object) -> int:
    assert isinstance(value, int)  # noqa: S101 (every feed's first column is its integer id)
    return value
