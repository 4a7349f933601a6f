"""The adaptive page size: how much to fetch at once, by how long the last page took."""

from dataclasses import dataclass, replace

from smartclient.sync.batch_size import batch_size

LONGEST_SECONDS = 6.0
SHORTEST_SECONDS = 1.5
"""A page should take between these: a cut costs little, and the round trips don't dominate."""

LEAST_ROWS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class AdaptivePageSize:
    """The number of rows of the next page, and the most."""

    rows: int
    most: int

    @classmethod
    def starting_at(
        cls, rows: int, *, most: int | None = None, halvings: int = 0
    ) -> "AdaptivePageSize":
        """The size to begin with: ``rows``, or fewer after cuts, which also never become more."""
        if halvings or most is None:
            return cls(rows=batch_size(rows, halvings), most=rows)
        return cls(rows=rows, most=most)

    def after(self, seconds: float) -> "AdaptivePageSize":
        """The size after a page that took ``seconds`` on the link."""
        if seconds > LONGEST_SECONDS:
            return replace(self, rows=min(self.most, max(LEAST_ROWS, self.rows // 2)))
        if seconds < SHORTEST_SECONDS:
            return replace(self, rows=min(self.most, self.rows * 2))
        return self
