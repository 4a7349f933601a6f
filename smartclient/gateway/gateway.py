"""The gateway: the only way from the laptop to head office."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from smartclient.contract.encoded_rows import EncodedRows
from smartclient.contract.feeds import Cursor, FeedKind, FeedPage, FeedPlace
from smartclient.contract.fingerprints import Fingerprint
from smartclient.contract.messages import Reply, Request
from smartclient.contract.operations import Operations, Pulse, PulseRequest, Receipt
from smartclient.contract.snapshots import Snapshot, SnapshotSource
from smartclient.domain.errors import SmartClientError, UnforeseenError, WorkingOfflineError
from smartclient.domain.link_quality import LinkSample
from smartclient.gateway.metrics import LinkMeter, MeteredOperations, Traffic
from smartclient.gateway.receipts import checked_receipts
from smartclient.read_models.functions import SWITCHED_OFF

_LARGE_PAGE: Final = 65_536

Stopwatch = Callable[[], float]
"""Seconds since some fixed moment."""


class Gateway:
    """The operations, with every error classified, every call measured and guarded.

    While ``offline`` returns True no call is made. A connection is
    opened by the first call and closed by ``close``.
    """

    def __init__(
        self,
        connect: Callable[[], Operations],
        *,
        offline: Callable[[], bool],
        stopwatch: Stopwatch = time.perf_counter,
    ) -> None:
        self._connect = connect
        self._offline = offline
        self._stopwatch = stopwatch
        self._operations: Operations | None = None
        self.traffic = Traffic()
        self._meter = LinkMeter()

    def submit(self, batch: Sequence[Request]) -> tuple[Receipt, ...]:
        """Submit requests; return the receipts that prove or refuse one of them."""
        with self._call() as operations:
            started_at = self._stopwatch()
            receipts = operations.submit(batch)
            size = sum(len(request.body) for request in batch)
            self._measure(started_at, bytes_sent=size, items=len(receipts))
        return checked_receipts(batch, receipts)

    def pulse(self, hello: PulseRequest) -> Pulse:
        """Return head office's pulse: what is new, and who is signed in."""
        with self._call() as operations:
            started_at = self._stopwatch()
            pulse = operations.pulse(hello)
            # the first call on a connection also waits for its opening
            if self.traffic.calls:
                self._meter.add_round_trip(self._stopwatch() - started_at)
            self._measure(started_at, items=1)
        return pulse

    def replies(self, *, after: int, watermark: int, limit: int) -> tuple[Reply, ...]:
        """Replies with after < row_version < watermark, oldest first."""
        with self._call() as operations:
            started_at = self._stopwatch()
            replies = operations.replies(after=after, watermark=watermark, limit=limit)
            self._measure(started_at, items=len(replies))
        return replies

    def feed(
        self, kind: FeedKind, *, cursor: Cursor, watermark: int, limit: int, by_key: bool
    ) -> FeedPage:
        """A page of a feed."""
        with self._call() as operations:
            started_at = self._stopwatch()
            page = operations.feed(
                kind, cursor=cursor, watermark=watermark, limit=limit, by_key=by_key
            )
            self._measure(started_at, items=len(page.rows))
            if not isinstance(operations, MeteredOperations):
                self._measure_page(page, self._stopwatch() - started_at)
        return page

    def feeds(
        self, places: Sequence[FeedPlace], *, watermark: int, limit: int
    ) -> tuple[FeedPage, ...]:
        """The next page of several feeds at once."""
        with self._call() as operations:
            started_at = self._stopwatch()
            pages = operations.feeds(places, watermark=watermark, limit=limit)
            self._measure(started_at, items=sum(len(page.rows) for page in pages))
        return pages

    def fingerprints(
        self, kind: FeedKind | None, *, watermark: int, width: int
    ) -> tuple[Fingerprint, ...]:
        """The checksums of feeds' rows at head office."""
        with self._call() as operations:
            started_at = self._stopwatch()
            found = operations.fingerprints(kind, watermark=watermark, width=width)
            self._measure(started_at, items=len(found))
        return found

    def snapshots(self) -> tuple[Snapshot, ...]:
        """The snapshots that are ready, none where the transport has no such thing."""
        with self._call() as operations:
            if not isinstance(operations, SnapshotSource):
                return ()
            started_at = self._stopwatch()
            found = operations.snapshots()
            self._measure(started_at, items=len(found))
        return found

    def expect_snapshots(self, snapshots: Sequence[tuple[Snapshot, int]]) -> None:
        """Fetch ahead snapshots that will be read, each after an id, one after the other."""
        with self._call() as operations:
            if isinstance(operations, SnapshotSource):
                operations.expect_snapshots(snapshots)

    def snapshot_page(self, snapshot: Snapshot, *, after: int) -> FeedPage:
        """The rows of a snapshot after the id ``after``; see ``SnapshotSource``."""
        with self._call() as operations:
            assert isinstance(operations, SnapshotSource)  # noqa: S101 (it gave the snapshot)
            started_at = self._stopwatch()
            page = operations.snapshot_page(snapshot, after=after)
            self._measure(started_at, items=len(page.rows))
        return page

    def take_samples(self) -> tuple[LinkSample, ...]:
        """What was measured of the link since the last call, the oldest first.

        By the transport where it does so, else by how long calls took.
        """
        operations, samples = self._operations, self._meter.take()
        return operations.meter.take() if isinstance(operations, MeteredOperations) else samples

    def close(self) -> None:
        """Close the connection, if there is one."""
        if self._operations is not None:
            self._operations.close()
            self._operations = None

    @contextmanager
    def _call(self) -> Iterator[Operations]:
        if self._offline():
            raise WorkingOfflineError(SWITCHED_OFF, advice="")
        try:
            if self._operations is None:
                self._operations = self._connect()
            yield self._operations
        except SmartClientError:
            raise
        except Exception as error:
            # an adapter should have classified it; one unforeseen failure must not end the rest
            raise UnforeseenError(
                "Unexpected error at head office. Your work is kept. Call support if it "
                "happens again.",
                detail=f"{type(error).__name__}: {error}",
            ) from error

    def _measure_page(self, page: FeedPage, seconds: float) -> None:
        """Measure the throughput by a page that is so large that nothing else takes as long."""
        if isinstance(page.rows, EncodedRows) and len(page.rows.json) >= _LARGE_PAGE:
            self._meter.add_received(len(page.rows.json), seconds)
            self._meter.end_answer()

    def _measure(self, started_at: float, *, bytes_sent: int = 0, items: int = 0) -> None:
        self.traffic = self.traffic.with_call(
            seconds=self._stopwatch() - started_at, bytes_sent=bytes_sent, items=items
        )
