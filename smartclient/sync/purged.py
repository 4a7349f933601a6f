"""Purged deletions: what a laptop may hold for ever, because it was away too long, is reloaded.

Deletions and departures travel as rows of the tombstones and membership feeds, which head office
purges after a time. A laptop that read less of them than was purged reloads by key the feeds that
it read before: rows that it is not given are gone.
"""

import logging

from smartclient.contract.feeds import WITH_CONTENT, FeedKind
from smartclient.contract.fingerprints import NOT_HELD
from smartclient.contract.operations import Pulse
from smartclient.store.unit_of_work import ReadView, UnitOfWork
from smartclient.sync.repair import make_check_due

logger = logging.getLogger(__name__)

_DELETED = tuple(kind for kind in FeedKind if kind not in NOT_HELD)
"""Feeds whose deleted rows have tombstones."""

_OF_CUSTOMERS = (FeedKind.CUSTOMERS, FeedKind.ADDRESSES, FeedKind.ORDERS)
"""Feeds whose rows go with a customer that leaves the partition."""


def reload_beyond_purge(work: UnitOfWork, pulse: Pulse) -> None:
    """Reload the feeds of which deletions were purged that were not read here.

    The caller commits. Nothing is deleted before its replacement comes, nor what is unfinished.
    """
    kinds = {
        *_missing(work, FeedKind.TOMBSTONES, pulse.tombstones_purged_to, _DELETED),
        *_missing(work, FeedKind.MEMBERSHIP, pulse.membership_purged_to, _OF_CUSTOMERS),
    }
    if not kinds:
        return
    work.feeds.restart(kinds.difference(WITH_CONTENT))
    # photos and documents are large: only those parts are read again that differ
    make_check_due(work.meta)
    work.meta.is_reloading_orders |= FeedKind.ORDERS in kinds
    logger.info("deletions were purged that were not read here; feeds reloaded: %d", len(kinds))


def _missing(
    view: ReadView, carrier: FeedKind, purged_to: int, kinds: tuple[FeedKind, ...]
) -> tuple[FeedKind, ...]:
    """Those of the feeds that ``carrier`` brings deletions of which lack some that are purged."""
    if view.feeds.cursor(carrier).known_to >= purged_to:
        return ()
    return tuple(kind for kind in kinds if 0 < view.feeds.cursor(kind).known_to < purged_to)
