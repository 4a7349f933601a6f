"""Versions of feeds: which feeds and columns each version of the link has."""

from collections.abc import Mapping

from smartclient.contract.feeds import FEED_COLUMNS, FeedKind

ADDED_FEEDS: Mapping[FeedKind, int] = {
    FeedKind.OPEN_WORK: 2,
    FeedKind.ENROLLED_DEVICES: 5,
    FeedKind.TAKE_ALONG: 6,
    FeedKind.PINNED_CUSTOMERS: 6,
    FeedKind.DOCUMENTS: 6,
    FeedKind.DOCUMENT_PARTS: 6,
}
"""Feeds that were not there from the first, with the version of the link that added each."""


def feeds_at(link_version: int) -> tuple[FeedKind, ...]:
    """The feeds of a version of the link, in the order in which they are pulled."""
    return tuple(kind for kind in FeedKind if ADDED_FEEDS.get(kind, 1) <= link_version)


def columns_at(kind: FeedKind, link_version: int) -> tuple[str, ...]:
    """The columns that a feed has in a version of the link."""
    return tuple(column.name for column in FEED_COLUMNS[kind] if column.since <= link_version)


def feed_version(kind: FeedKind, link_version: int) -> int:
    """The version of the link that gave a feed the columns it has in ``link_version``."""
    added = [ADDED_FEEDS.get(kind, 1), *(column.since for column in FEED_COLUMNS[kind])]
    return max(version for version in added if version <= link_version)


def newest_version() -> int:
    """The version of the link that added a column or a feed last."""
    columns = (column for columns in FEED_COLUMNS.values() for column in columns)
    return max(*ADDED_FEEDS.values(), *(column.since for column in columns))


def fingerprints_version(link_version: int) -> int:
    """The version of the link that gave all feeds the columns they have in it."""
    return max(feed_version(kind, link_version) for kind in feeds_at(link_version))


def changed_feeds(before: int, after: int) -> tuple[FeedKind, ...]:
    """The feeds that have more columns in version ``after`` of the link than ``before``."""
    return tuple(
        kind for kind in feeds_at(before) if feed_version(kind, after) > feed_version(kind, before)
    )
