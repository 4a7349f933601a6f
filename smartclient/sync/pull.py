"""Pull: brings every feed up to the watermark that was read before the first of them."""

import logging
import time
from collections.abc import Mapping, Sequence
from typing import Final

from smartclient.contract.documents import check_readable
from smartclient.contract.feed_versions import feeds_at
from smartclient.contract.feeds import (
    FOR_ADMINS,
    OWN_CONTACT,
    STORED_AS_THEY_COME,
    WITH_CONTENT,
    Cursor,
    FeedKind,
    FeedPage,
    FeedPlace,
)
from smartclient.contract.operations import (
    CONTENT_PAGE_ROWS,
    LARGEST_PAGE_ROWS,
    PAGE_ROWS,
    Pulse,
)
from smartclient.contract.snapshots import Snapshot
from smartclient.domain.worth import LONGEST_HELD
from smartclient.quoting.quoted_feeds import QUOTED_FROM
from smartclient.read_models.sync_progress import SyncStep
from smartclient.store.feeds.feeds import LAST_ID, FeedCursor
from smartclient.sync.batch_size import batch_size
from smartclient.sync.context import SyncContext
from smartclient.sync.feed_order import by_expiry
from smartclient.sync.held_back import held_back_feeds, reason_to_fetch, wanted_since
from smartclient.sync.page_size import AdaptivePageSize
from smartclient.sync.repair import check_when_due
from smartclient.sync.selecting import apply_selection
from smartclient.sync.snapshots import UNAVAILABLE, snapshots_to_load
from smartclient.use_cases.commands.take_along import without_content
from smartclient.use_cases.queries.fetching_ahead import link_degradation
from smartclient.use_cases.queries.usable_data import ages_of
from smartclient.use_cases.replies.adopt import adopt_open_work
from smartclient.use_cases.replies.apply_reply import after_pull, customer_departed

logger = logging.getLogger(__name__)

FIRST_ROWS: Final = 500
"""Rows of each feed when all feeds with something new are fetched at once."""


class Pull:
    """The pull of one sync, up to one watermark."""

    def __init__(self, context: SyncContext, pulse: Pulse) -> None:
        self._context = context
        self._pulse = pulse
        self._pulled = 0
        self._snapshots: Mapping[FeedKind, Snapshot] = {}

    def run(self) -> None:
        """Pull what is new in every feed; a page and its cursor are saved as one."""
        waiting = self._in_order(self._worth_fetching(self._without_current(self._kinds())))
        urgent = tuple(kind for kind in waiting if kind not in WITH_CONTENT)
        copied = [kind for kind in waiting if kind in (*STORED_AS_THEY_COME, *WITH_CONTENT)]
        self._snapshots = snapshots_to_load(self._context, self._pulse, copied)
        self._pull_first_pages(urgent)
        self._expect_snapshots(urgent)
        self._pull_feeds(self._without_current(urgent))
        self._pull_deletions()
        if not self._context.stopped():
            self._conclude()
        # everything else is complete before the first photo or document comes
        kept = self._with_content_kept()
        held = self._held_for_a_faster_link([kind for kind in waiting if kind in kept])
        self._pull_feeds([kind for kind in waiting if kind in kept and kind not in held])
        self._pull_deletions()
        if self._context.stopped() or self._context.stats.held_back:
            return
        apply_selection(self._context, self._pulse)
        # what waits would count as missing
        if (
            not self._context.stopped()
            and not held
            and check_when_due(self._context, self._pulse, self._pull_own_contact)
        ):
            apply_selection(self._context, self._pulse)
            self._conclude()

    def _in_order(self, kinds: tuple[FeedKind, ...]) -> tuple[FeedKind, ...]:
        """The feeds in the order they are pulled in: by expiry on a degraded link or if old."""
        clock = self._context.clock
        with self._context.store.view() as view:
            degraded = self._context.is_poor or link_degradation(view, clock.now()) > 0
            if not degraded and not ages_of(view, clock, QUOTED_FROM):
                return kinds
            return by_expiry(view, kinds, clock)

    def _held_for_a_faster_link(self, kinds: Sequence[FeedKind]) -> tuple[FeedKind, ...]:
        """Which feeds with content to pull wait until the link is faster, a day at most."""
        context = self._context
        if not context.is_poor or context.at_any_price:
            return ()
        now = context.clock.now()
        news = [kind for kind in kinds if self._may_hold_rows(kind)]
        with context.store.work() as work:
            since = {kind: wanted_since(work, reason_to_fetch(kind), (kind,), now) for kind in news}
            work.commit()
        held = tuple(kind for kind, at in since.items() if at and now - at < LONGEST_HELD)
        context.stats.content_waits = bool(held)
        return held

    def _kinds(self) -> tuple[FeedKind, ...]:
        admin = self._pulse.identity.is_admin
        heads = self._pulse.heads
        # a head office older than this program does not have every feed for admins
        return tuple(
            kind
            for kind in feeds_at(self._pulse.link_version)
            if kind not in FOR_ADMINS or (admin and kind in heads)
        )

    def _without_current(self, kinds: Sequence[FeedKind]) -> tuple[FeedKind, ...]:
        """The feeds that have something new; the others are read up to the watermark with that."""
        cursors = self._cursors(kinds)
        current = tuple(kind for kind in kinds if self._is_current(kind, cursors[kind]))
        self._pass_over(current)
        return tuple(kind for kind in kinds if kind not in current)

    def _worth_fetching(self, kinds: tuple[FeedKind, ...]) -> tuple[FeedKind, ...]:
        """The feeds whose news is worth what the link costs; the rest waits for a cheaper one."""
        with self._context.store.view() as view:
            terms = self._context.terms(view)
            none_kept = without_content(view.data_sets.selection())
        if not terms.price:
            return kinds
        news = [kind for kind in kinds if self._may_hold_rows(kind) and kind not in none_kept]
        with self._context.store.work() as work:
            held = held_back_feeds(work, news, terms=terms, now=self._context.clock.now())
            work.commit()
        self._context.stats.held_back |= held
        return tuple(
            kind for kind in kinds if kind not in news or reason_to_fetch(kind) not in held
        )

    def _cursors(self, kinds: Sequence[FeedKind]) -> dict[FeedKind, FeedCursor]:
        with self._context.store.view() as view:
            return {kind: view.feeds.cursor(kind) for kind in kinds}

    def _is_current(self, kind: FeedKind, cursor: FeedCursor) -> bool:
        return not cursor.loading and Cursor(self._head(kind), LAST_ID) <= cursor.cursor

    def _head(self, kind: FeedKind) -> int:
        # a feed whose head isn't sent may have anything new
        return self._pulse.heads.get(kind, self._pulse.watermark)

    def _may_hold_rows(self, kind: FeedKind) -> bool:
        # a head leaves out this login's own contact
        return self._head(kind) > 0 or kind is OWN_CONTACT

    def _pass_over(self, kinds: tuple[FeedKind, ...]) -> None:
        if kinds:
            with self._context.store.work() as work:
                work.feeds.pass_over(
                    kinds, watermark=self._pulse.watermark, as_of=self._pulse.clock
                )
                work.commit()

    def _pull_first_pages(self, kinds: Sequence[FeedKind]) -> None:
        """Pull the next page of every feed in one call, which on most days is all there is."""
        if self._context.cuts:
            return  # a link that was cut of late is used as little as possible
        places = [
            FeedPlace(kind, state.cursor, by_key=state.loading)
            for kind, state in self._begun(kinds).items()
            if self._may_hold_rows(kind) and not self._comes_later(kind)
        ]
        if len(places) > 1 and not self._context.stopped():
            places += self._own_contact(besides=kinds)
            pages = self._context.gateway.feeds(
                places,
                watermark=self._pulse.watermark,
                limit=batch_size(FIRST_ROWS, self._context.halvings),
            )
            for place, page in zip(places, pages, strict=True):
                self._apply(page, by_key=place.by_key)

    def _own_contact(self, *, besides: Sequence[FeedKind] = ()) -> list[FeedPlace]:
        """Where this login's own contact is read, where it is not among feeds with other news."""
        if OWN_CONTACT in besides or OWN_CONTACT not in self._kinds():
            return []
        state = self._cursors((OWN_CONTACT,))[OWN_CONTACT]
        return [] if state.loading else [FeedPlace(OWN_CONTACT, state.cursor, by_key=False)]

    def _pull_own_contact(self) -> None:
        """Pull this login's own contact, which is no news: what is compared must be complete."""
        for place in self._own_contact():
            self._read_pages(place.kind, place.cursor, by_key=place.by_key)

    def _expect_snapshots(self, kinds: Sequence[FeedKind]) -> None:
        """Have the snapshots of these feeds fetched ahead in the order in which they are loaded."""
        if self._context.halvings or self._context.stopped():
            return
        cursors = self._cursors(kinds)
        self._context.gateway.expect_snapshots(
            [
                (self._snapshots[kind], cursors[kind].cursor.id)
                for kind in kinds
                if kind in self._snapshots and cursors[kind].loading
            ]
        )

    def _comes_later(self, kind: FeedKind) -> bool:
        """Whether a feed has a snapshot, or acts on what snapshots bring."""
        acts_on_them = bool(self._snapshots) and kind is FeedKind.TOMBSTONES
        return kind in self._snapshots or acts_on_them

    def _begun(self, kinds: Sequence[FeedKind]) -> dict[FeedKind, FeedCursor]:
        """How far feeds were read, each with its first load begun."""
        cursors = self._cursors(kinds)
        unbegun = [
            kind for kind in kinds if cursors[kind].loading and not cursors[kind].load_watermark
        ]
        if unbegun:
            with self._context.store.work() as work:
                for kind in unbegun:
                    work.feeds.start_load(kind, self._pulse.watermark)
                work.commit()
            cursors |= self._cursors(unbegun)
        return cursors

    def _pull_feeds(self, kinds: Sequence[FeedKind]) -> None:
        for kind in kinds:
            if self._context.stopped():
                return
            self._pull_feed(kind)

    def _pull_deletions(self) -> None:
        """Pull the deletions that snapshots had read again."""
        if self._snapshots:
            self._pull_feeds(self._without_current((FeedKind.TOMBSTONES,)))

    def _pull_feed(self, kind: FeedKind) -> None:
        if kind in self._snapshots:
            self._copy(kind, self._snapshots[kind])
        cursor = self._begun((kind,))[kind]
        if cursor.loading:
            self._load(kind, cursor)
            cursor = self._cursors((kind,))[kind]
        if cursor.loading:
            return
        if self._is_current(kind, cursor):
            self._pass_over((kind,))
        else:
            self._read_pages(kind, cursor.cursor, by_key=False)

    def _copy(self, kind: FeedKind, snapshot: Snapshot) -> None:
        """Load a feed from its snapshot; where that fails, the load goes on by feed."""
        state = self._cursors((kind,))[kind]
        after, more = state.cursor.id, state.loading
        try:
            while more and not self._context.stopped():
                page = self._context.gateway.snapshot_page(snapshot, after=after)
                self._apply(page, by_key=True, copied_at=snapshot.watermark)
                after, more = page.cursor.id, page.more
        except UNAVAILABLE as error:
            logger.warning("%s is loaded by feed: %s", kind, error.detail or error)

    def _load(self, kind: FeedKind, cursor: FeedCursor) -> None:
        """Load a feed by key, going on where an earlier load was cut off."""
        if self._may_hold_rows(kind):
            self._read_pages(kind, cursor.cursor, by_key=True)
        else:
            nothing = FeedPage(kind=kind, rows=(), cursor=cursor.cursor, more=False)
            self._apply(nothing, by_key=True)

    def _read_pages(self, kind: FeedKind, cursor: Cursor, *, by_key: bool) -> None:
        rows = CONTENT_PAGE_ROWS if kind in WITH_CONTENT else PAGE_ROWS
        most = LARGEST_PAGE_ROWS if kind in STORED_AS_THEY_COME else rows
        pace = AdaptivePageSize.starting_at(rows, most=most, halvings=self._context.halvings)
        more = True
        while more and not self._context.stopped():
            started_at = time.perf_counter()
            page = self._context.gateway.feed(
                kind, cursor=cursor, watermark=self._pulse.watermark, limit=pace.rows, by_key=by_key
            )
            pace = pace.after(time.perf_counter() - started_at)
            self._apply(page, by_key=by_key)
            cursor, more = page.cursor, page.more

    def _apply(self, page: FeedPage, *, by_key: bool, copied_at: int | None = None) -> None:
        """Store a page; ``copied_at`` is the watermark of the snapshot that it is of."""
        context = self._context
        check_readable(page.kind, page.rows)
        with context.store.work() as work:
            if copied_at is not None:
                work.feeds.load_from(page.kind, copied_at)
            rows = work.feeds.apply(
                page,
                by_key=by_key,
                watermark=self._pulse.watermark,
                as_of=self._pulse.clock,
                complete=not by_key and not page.more,
            )
            for number in work.feeds.departed:
                customer_departed(work, number, context.clock)
            work.commit()
        self._pulled += rows
        context.stats.pulled += rows
        context.stats.report(SyncStep.PULLING, what=page.kind, done=self._pulled)

    def _with_content_kept(self) -> tuple[FeedKind, ...]:
        """The feeds of photos and documents without those of which nothing is taken along."""
        with self._context.store.view() as view:
            none_kept = without_content(view.data_sets.selection())
        return tuple(kind for kind in WITH_CONTENT if kind not in none_kept)

    def _conclude(self) -> None:
        with self._context.store.work() as work:
            adopt_open_work(work, self._context.clock)
            after_pull(work, self._context.clock)
            work.commit()
