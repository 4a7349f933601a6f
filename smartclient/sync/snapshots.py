"""Snapshots in a first load: which are taken, and what of them is stored.

A snapshot is a load by key that was read earlier. What changed since its watermark is caught up by
version, as after every load. What was deleted since travels as tombstones, and some of them may
have been read here before the row itself comes: so each page of a snapshot has the deletions since
its watermark read again, in the transaction that stores it.
"""

import logging
from collections.abc import Collection, Mapping
from typing import Final

from smartclient.contract.feeds import FeedKind
from smartclient.contract.operations import Pulse
from smartclient.contract.snapshots import Snapshot, SnapshotUnavailableError
from smartclient.contract.versions import LINK_VERSION
from smartclient.domain.errors import UnforeseenError
from smartclient.sync.context import SyncContext

logger = logging.getLogger(__name__)

UNAVAILABLE: Final = (SnapshotUnavailableError, UnforeseenError)
"""After these the feed is read instead."""


def snapshots_to_load(
    context: SyncContext, pulse: Pulse, kinds: Collection[FeedKind]
) -> Mapping[FeedKind, Snapshot]:
    """The snapshots by which those of the feeds that were never complete here can be loaded."""
    wanted = {kind for kind in kinds if pulse.heads.get(kind) and _is_first_load(context, kind)}
    if not wanted or context.stopped():
        return {}
    try:
        offered = context.gateway.snapshots()
    except UNAVAILABLE as error:
        logger.warning("there are no snapshots: %s", error.detail or error)
        return {}
    return {each.kind: each for each in offered if each.kind in wanted and _fits(each, pulse)}


def _is_first_load(context: SyncContext, kind: FeedKind) -> bool:
    with context.store.view() as view:
        return view.feeds.cursor(kind).loading and view.feeds.as_of(kind) is None


def _fits(snapshot: Snapshot, pulse: Pulse) -> bool:
    """Whether all that came after a snapshot can be caught up at this head office."""
    return (
        snapshot.generation == pulse.generation
        # deletions that were purged since would not be learnt of
        and pulse.tombstones_purged_to < snapshot.watermark <= pulse.watermark
        and snapshot.link_version >= min(LINK_VERSION, pulse.link_version)
    )
