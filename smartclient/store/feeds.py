"""Feeds as the store takes them in: pages, cursors and the search index in one transaction."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from smartclient.contract.feeds import Cursor, FeedKind, FeedPage
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.progress import CacheState


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedCursor:
    """How far a feed was read. ``loading``: a first load by key is under way or not yet begun;
    ``load_bound`` is the bound read before its first page, 0 while it has not begun.
    """

    cursor: Cursor = Cursor()
    loading: bool = True
    load_bound: int = 0


class Feeds:
    """Takes in pages of feeds, each with its cursor, in the caller's transaction.

    ``departed`` collects, for the caller of this unit of work, the customers that left the
    partition with the pages applied: unsent work on them is the caller's to park.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.departed: list[CustomerNumber] = []

    def cursor(self, kind: FeedKind) -> FeedCursor:
        """Return how far the feed was read."""
        raise NotImplementedError

    def start_load(self, kind: FeedKind, bound: int) -> None:
        """Record ``bound``, read before the first page by key; a load under way keeps its own."""
        raise NotImplementedError

    def apply(
        self, page: FeedPage, *, by_key: bool, bound: int, as_of: datetime, complete: bool
    ) -> int:
        """Apply a page and save its cursor; return how many rows it had.

        ``bound`` is the pull's bound. ``complete``: with this page the feed is complete as of
        ``as_of`` (the last page by version; a load by key has still to catch up).
        """
        raise NotImplementedError

    def mark_current(self, kinds: tuple[FeedKind, ...], as_of: datetime) -> None:
        """Note that feeds which had nothing new are complete as of ``as_of``."""
        raise NotImplementedError

    def has_read(self, kind: FeedKind, row_version: int) -> bool:
        """Tell whether the feed has brought everything up to ``row_version``.

        A reply no newer than that must not overwrite what the feed brought since.
        """
        raise NotImplementedError

    def restart(self) -> None:
        """Make every feed load anew; nothing is deleted before its replacement comes."""
        raise NotImplementedError

    def as_of(self, kind: FeedKind) -> datetime | None:
        """Return when the feed was last complete, None for never."""
        raise NotImplementedError

    def reference_as_of(self) -> datetime | None:
        """Return when all that orders are quoted from was last complete, None for never."""
        raise NotImplementedError

    def counts(self) -> dict[str, CacheState]:
        """Return how many rows are held of each kind, and how fresh they are."""
        raise NotImplementedError
