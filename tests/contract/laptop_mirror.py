"""A laptop reduced to what feeds must keep right: the rows it holds, by feed and id."""

from smartclient.contract.feeds import COLUMNS, Cursor, FeedKind, FeedPage, Row
from smartclient.contract.operations import Operations, PulseRequest

PARTITIONED = (FeedKind.CUSTOMERS, FeedKind.ADDRESSES, FeedKind.ORDERS)
"""Feeds of which a rep is given only what belongs to the rep's customers."""


class Mirror:
    """Holds what one login has been given, pulled the way a laptop pulls."""

    def __init__(self, link: Operations, kinds: tuple[FeedKind, ...] = tuple(FeedKind)) -> None:
        self.link = link
        self.kinds = kinds
        self.rows: dict[FeedKind, dict[int, Row]] = {kind: {} for kind in FeedKind}
        self.cursors: dict[FeedKind, Cursor] = {}
        self._keys: dict[FeedKind, tuple[int, int]] = {}
        self.members: set[str] = set()

    def pull(self, limit: int = 3) -> None:
        """Read the watermark once, then every feed below it."""
        watermark = self.watermark()
        for kind in self.kinds:
            while self.page(kind, watermark, limit):
                pass

    def watermark(self) -> int:
        return self.link.pulse(PulseRequest()).watermark

    def page(self, kind: FeedKind, watermark: int, limit: int) -> bool:
        """Apply one page; True when there is another. The first load goes by key."""
        if kind in self.cursors:
            page = self._fetch(kind, self.cursors[kind], watermark, limit, by_key=False)
            self.cursors[kind] = page.cursor
            return page.more
        after, began = self._keys.setdefault(kind, (0, watermark))
        page = self._fetch(kind, Cursor(0, after), watermark, limit, by_key=True)
        self._keys[kind] = (page.cursor.id, began)
        if page.more:
            return True
        # what changed while it was loading comes by version
        self.cursors[kind] = Cursor(began - 1, 2**62)
        return False

    def pull_by_heads(self, limit: int = 3) -> None:
        """Pull as a laptop does: not what has no newer head than what was read."""
        pulse = self.link.pulse(PulseRequest())
        for kind in self.kinds:
            if kind in self.cursors and Cursor(pulse.heads[kind], 2**62) <= self.cursors[kind]:
                self.cursors[kind] = max(self.cursors[kind], Cursor(pulse.watermark - 1, 2**62))
                continue
            while self.page(kind, pulse.watermark, limit):
                pass

    def numbers(self) -> set[str]:
        """The numbers of the customers held."""
        return {str(row[1]) for row in self.rows[FeedKind.CUSTOMERS].values()}

    def belongings(self, kind: FeedKind) -> set[Row]:
        """The rows held of one feed."""
        return set(self.rows[kind].values())

    def _fetch(
        self, kind: FeedKind, cursor: Cursor, watermark: int, limit: int, *, by_key: bool
    ) -> FeedPage:
        page = self.link.feed(kind, cursor=cursor, watermark=watermark, limit=limit, by_key=by_key)
        assert len(page.rows) <= limit
        for row in page.rows:
            self._apply(kind, row)
        return page

    def _apply(self, kind: FeedKind, row: Row) -> None:
        assert len(row) == len(COLUMNS[kind])
        key = row[0]
        assert isinstance(key, int)
        self.rows[kind][key] = row
        if kind is FeedKind.TOMBSTONES:
            assert isinstance(row[2], int)
            self.rows[FeedKind(str(row[1]))].pop(row[2], None)
        if kind is FeedKind.MEMBERSHIP and not row[2]:
            self._depart(str(row[1]))

    def _depart(self, number: str) -> None:
        for kind in PARTITIONED:
            column = COLUMNS[kind].index("number" if kind is FeedKind.CUSTOMERS else "customer")
            held = self.rows[kind]
            for key in [key for key, row in held.items() if row[column] == number]:
                del held[key]
