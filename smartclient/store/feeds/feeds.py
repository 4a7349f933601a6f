"""Feeds in the store: pages, cursors and the search index in one transaction."""

# ruff: noqa: S608 (statements are put together from names of ours; values are parameters)

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from smartclient.contract.feeds import OWN_CONTACT, Cursor, FeedKind, FeedPage, Row
from smartclient.contract.fingerprints import FingerprintSum
from smartclient.contract.versions import LINK_VERSION
from smartclient.database.raw_sql import fetch_all
from smartclient.database.types import instant_from_text, instant_text
from smartclient.domain.data_sets import Selection
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.quoting.quoted_feeds import QUOTED_FROM
from smartclient.read_models.data_ages import CacheState
from smartclient.store.database.meta import Meta
from smartclient.store.database.tables import FEED_TABLES
from smartclient.store.feeds.checksums import held_sums, replace_part
from smartclient.store.feeds.expiry import CUSTOMERS_OF_WORK, remove_rows
from smartclient.store.feeds.feed_pages import (
    apply_tombstones,
    begin_load,
    end_load,
    put_changed,
    replace_between,
)
from smartclient.store.feeds.left_out import (
    SELECTED,
    any_left_out,
    left_out_category,
    left_out_named,
    note_between,
)
from smartclient.store.feeds.order_feed import merge_orders, replace_orders_between
from smartclient.store.feeds.partition import apply_membership
from smartclient.store.feeds.selecting import Keeping, Missing, leave_out, missing, to_load

LAST_ID = 2**63 - 1
"""The highest id there can be: a cursor there has read all of its row version."""

_QUOTED = ", ".join(f"'{kind}'" for kind in QUOTED_FROM)
_QUOTED_AS_OF = f"SELECT count(as_of), min(as_of) FROM cursors WHERE kind IN ({_QUOTED})"

_ANY_CUSTOMER_TODAY = (
    f"SELECT EXISTS ({CUSTOMERS_OF_WORK}) "
    "OR EXISTS (SELECT 1 FROM main.orders WHERE order_date = ?)"
)

_COUNT = {
    **{kind: f"SELECT count(*) FROM {kind}" for kind in FEED_TABLES},
    FeedKind.ORDERS: "SELECT count(head_office_id) FROM orders",
}
"""Of every kind whose rows are held; membership and tombstones only act on others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedCursor:
    """How far a feed was read.

    ``loading``: a first load by key is under way or not yet begun; ``load_watermark`` was read
    before its first page, 0 while it has not begun.
    """

    cursor: Cursor = Cursor()
    loading: bool = True
    load_watermark: int = 0

    @property
    def known_to(self) -> int:
        """The row version up to which changes are known, or will be; 0 where nothing was read."""
        return max(self.load_watermark - 1, 0) if self.loading else self.cursor.row_version


class FeedProgress:
    """Reads how far feeds were read and what is held of them, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def cursor(self, kind: FeedKind) -> FeedCursor:
        """How far the feed was read."""
        row = self._connection.exec_driver_sql(
            "SELECT row_version, id, loading, load_bound FROM cursors WHERE kind = ?", (str(kind),)
        ).one_or_none()
        if row is None:
            return FeedCursor()
        return FeedCursor(
            cursor=Cursor(row[0], row[1]), loading=bool(row[2]), load_watermark=int(row[3])
        )

    def has_read(self, kind: FeedKind, row_version: int) -> bool:
        """Whether the feed has brought, or will reload, all up to ``row_version``.

        A reply no newer than that must not overwrite what the feed brought since.
        """
        state = self.cursor(kind)
        if state.loading:
            return row_version < state.load_watermark
        return row_version <= state.cursor.row_version

    def highest_read(self) -> int:
        """The highest row version up to which any feed was read, 0 for none."""
        (read, begun) = self._connection.exec_driver_sql(
            "SELECT max(row_version), max(load_bound - 1) FROM cursors"
        ).one()
        return max(read or 0, begun or 0)

    def as_of(self, kind: FeedKind) -> datetime | None:
        """When the feed was last complete, None for never."""
        found = self._connection.exec_driver_sql(
            "SELECT as_of FROM cursors WHERE kind = ?", (str(kind),)
        ).scalar_one_or_none()
        return None if found is None else instant_from_text(found)

    def has_customers_today(self, today: date) -> bool:
        """Whether work of any customer is open, or was begun on the company's day ``today``."""
        found = self._connection.exec_driver_sql(_ANY_CUSTOMER_TODAY, (today.isoformat(),))
        return bool(found.scalar_one())

    def reference_as_of(self) -> datetime | None:
        """When all that orders are quoted from was last complete, None for never."""
        ((known, oldest),) = fetch_all(self._connection, _QUOTED_AS_OF)
        return instant_from_text(oldest) if known == len(QUOTED_FROM) else None

    def sums(
        self, kind: FeedKind, width: int, *, link_version: int = LINK_VERSION
    ) -> dict[int, FingerprintSum]:
        """The sums over the rows held of a feed, by part of ``width`` ids."""
        return held_sums(self._connection, kind, width, link_version=link_version)

    def kept(self, selection: Selection, today: date) -> Keeping:
        """What is kept of the feeds on the company's day ``today``."""
        return Keeping.today(self._connection, selection, today)

    def leaves_anything_out(self) -> bool:
        """Whether any row is left out of the store."""
        return any(any_left_out(self._connection, kind) for kind in SELECTED)

    def left_out_category(self, sku: Sku) -> str | None:
        """The category of a product that is left out of the store, None for any other product."""
        return left_out_category(self._connection, sku)

    def left_out_named(self, text: str) -> tuple[tuple[Sku, str], ...]:
        """Products that are left out and that ``text`` finds, with their categories; two at most.

        The one whose number is the text comes first.
        """
        return left_out_named(self._connection, text)

    def to_load(self, keeping: Keeping, kind: FeedKind) -> tuple[int, ...]:
        """The ids of the rows of a feed that are left out and no longer are to be, in order."""
        return to_load(self._connection, keeping, kind)

    def missing(self, keeping: Keeping) -> Missing:
        """What is kept and still to be loaded."""
        return missing(self._connection, keeping)

    def counts(self) -> dict[str, CacheState]:
        """How many rows are held of each kind, and how fresh they are."""
        return {
            str(kind): CacheState(
                rows=self._connection.exec_driver_sql(count).scalar_one(), as_of=self.as_of(kind)
            )
            for kind, count in _COUNT.items()
        }


class Feeds(FeedProgress):
    """Applies pages of feeds, each with its cursor, in the caller's transaction.

    ``departed`` collects, for the caller of this unit of work, the customers that left the
    partition with the pages applied: unsent work on them is the caller's to park.
    """

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self.departed: list[CustomerNumber] = []

    def start_load(self, kind: FeedKind, watermark: int) -> None:
        """Record the watermark read before the first page by key, unless a load is under way."""
        before = self.cursor(kind)
        if before.loading and not before.load_watermark:
            self._begin_load(kind, before, watermark)

    def load_from(self, kind: FeedKind, watermark: int) -> None:
        """Have the load of a feed go on with rows that were read below an earlier ``watermark``.

        What changed or was deleted since then is read once more, whatever was read of it before.
        """
        before = self.cursor(kind)
        self._begin_load(kind, before, min(before.load_watermark or watermark, watermark))
        deletions, known = self.cursor(FeedKind.TOMBSTONES), _end_of(watermark)
        if deletions.loading and deletions.cursor.id:
            self._save(FeedKind.TOMBSTONES, FeedCursor())
        elif not deletions.loading and deletions.cursor > known:
            self._save(FeedKind.TOMBSTONES, FeedCursor(cursor=known, loading=False))

    def apply(
        self, page: FeedPage, *, by_key: bool, watermark: int, as_of: datetime, complete: bool
    ) -> int:
        """Apply a page and save its cursor; return how many rows it had.

        ``watermark`` is the pull's: after the last page by version everything below it was
        read. ``complete``: with this page the feed is complete as of ``as_of`` (never a page of a
        load by key, which has still to catch up).
        """
        before = self.cursor(page.kind)
        if by_key:
            self._load(page, before, as_of)
            after = _after_load(page, before, watermark)
        else:
            self._change(page, as_of)
            after = FeedCursor(cursor=_read_to(page, watermark), loading=False)
        self._save(page.kind, after)
        self._note_news(page.kind, page.rows)
        if complete:
            self._mark_current((page.kind,), as_of)
        return len(page.rows)

    def pass_over(self, kinds: Collection[FeedKind], *, watermark: int, as_of: datetime) -> None:
        """Note that feeds have nothing new below ``watermark``, as if that had been read.

        This login's own contact, which counts as nothing new, stays to be read.
        """
        for kind in kinds:
            before = self.cursor(kind)
            if not before.loading and kind is not OWN_CONTACT:
                reached = max(before.cursor, _end_of(watermark))
                self._save(kind, FeedCursor(cursor=reached, loading=False))
        self._mark_current(kinds, as_of)

    def restart(self, kinds: Collection[FeedKind] = tuple(FeedKind)) -> None:
        """Reload feeds; nothing is deleted before its replacement comes."""
        for kind in kinds:
            self._connection.exec_driver_sql(
                "UPDATE cursors SET row_version = 0, id = 0, loading = 1, load_bound = 0 "
                "WHERE kind = ?",
                (str(kind),),
            )

    def replace_range(
        self, kind: FeedKind, rows: Sequence[Row], *, after: int, last: int, as_of: datetime
    ) -> None:
        """Make what is held with after < id <= last just ``rows``, read by key; no cursor moves."""
        replace_part(self._connection, kind, rows, after=after, last=last, as_of=as_of)
        self._note_news(kind, rows)

    def leave_out(self, keeping: Keeping, *, link_version: int) -> int:
        """Take some rows out of the store that are not kept; return how many, 0 for none left."""
        return leave_out(self._connection, keeping, link_version=link_version)

    def remove_expired(self, kind: FeedKind, today: date) -> int:
        """Remove some of a feed's expired rows; return how many, 0 for none left.

        With the first of them the feed is to be loaded from its beginning.
        """
        before = self.cursor(kind)
        if not before.loading or before.load_watermark:
            self.restart((kind,))
        return remove_rows(self._connection, kind, today)

    def drop_content(self, kinds: Iterable[FeedKind]) -> None:
        """Remove every row of feeds; they have no age, and load from their beginning when kept."""
        for kind in kinds:
            self._connection.exec_driver_sql(f"DELETE FROM {kind}")
            note_between(self._connection, kind, after=-1, last=LAST_ID)
            self.restart((kind,))
            self._connection.exec_driver_sql(
                "UPDATE cursors SET as_of = NULL WHERE kind = ?", (str(kind),)
            )

    def _note_news(self, kind: FeedKind, rows: Sequence[Row]) -> None:
        """Note that rows came of which some may be left out."""
        if rows and (kind in SELECTED or kind is FeedKind.TAKE_ALONG):
            Meta(self._connection).kept_signature = ""

    def _mark_current(self, kinds: Collection[FeedKind], as_of: datetime) -> None:
        """Note that feeds, with nothing more to read, are complete as of ``as_of``."""
        for kind in kinds:
            self._connection.exec_driver_sql(
                "UPDATE cursors SET as_of = ? WHERE kind = ? AND loading = 0",
                (instant_text(as_of), str(kind)),
            )

    def _begin_load(self, kind: FeedKind, before: FeedCursor, watermark: int) -> None:
        if not before.load_watermark:
            begin_load(self._connection, kind)
        self._save(kind, FeedCursor(cursor=before.cursor, load_watermark=watermark))

    def _load(self, page: FeedPage, before: FeedCursor, as_of: datetime) -> None:
        after = before.cursor.id
        last = page.cursor.id if page.more else LAST_ID
        if page.kind is FeedKind.ORDERS:
            replace_orders_between(self._connection, page.rows, after=after, last=last, as_of=as_of)
        elif page.kind in FEED_TABLES:
            replace_between(self._connection, page.kind, page.rows, after=after, last=last)
            if not page.more:
                end_load(self._connection, page.kind)
        else:
            self._act(page)

    def _change(self, page: FeedPage, as_of: datetime) -> None:
        if page.kind is FeedKind.ORDERS:
            merge_orders(self._connection, page.rows, as_of=as_of)
        elif page.kind in FEED_TABLES:
            put_changed(self._connection, page.kind, page.rows)
        else:
            self._act(page)

    def _act(self, page: FeedPage) -> None:
        """Apply membership and tombstones, which are not held themselves, to the other tables."""
        if page.kind is FeedKind.TOMBSTONES:
            apply_tombstones(self._connection, page.rows)
        else:
            self.departed += apply_membership(self._connection, page.rows)

    def _save(self, kind: FeedKind, state: FeedCursor) -> None:
        self._connection.exec_driver_sql(
            "INSERT INTO cursors (kind, row_version, id, loading, load_bound) "
            "VALUES (?, ?, ?, ?, ?) ON CONFLICT (kind) DO UPDATE SET "
            "row_version = excluded.row_version, id = excluded.id, "
            "loading = excluded.loading, load_bound = excluded.load_bound",
            (str(kind), *state.cursor, int(state.loading), state.load_watermark),
        )


def _after_load(page: FeedPage, before: FeedCursor, watermark: int) -> FeedCursor:
    load_watermark = before.load_watermark or watermark
    if page.more:
        return FeedCursor(cursor=page.cursor, load_watermark=load_watermark)
    # what changed since the load began is caught up by version; below its watermark all is here
    return FeedCursor(cursor=_end_of(load_watermark), loading=False)


def _read_to(page: FeedPage, watermark: int) -> Cursor:
    if page.more:
        return page.cursor
    return max(page.cursor, _end_of(watermark))


def _end_of(watermark: int) -> Cursor:
    """The cursor of who read all below a watermark."""
    return Cursor(max(watermark - 1, 0), LAST_ID)
