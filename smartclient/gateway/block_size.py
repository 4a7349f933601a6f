"""The size of a block of a feed: as many rows as lately arrived within its time."""

from typing import Final

from smartclient.contract.operations import PAGE_ROWS

LARGEST_BLOCK: Final = 50_000
"""The most rows of one query: so many may wait in memory for the disk."""

_SMALL_PAGES: Final = 4
"""How many pages may wait whose rows are few: they are large, or the link was cut of late."""

_BLOCK_SECONDS: Final = 1.5
"""How long a block may take: meanwhile there can be no other query."""

_GROWTH: Final = 25


def most_waiting(limit: int) -> int:
    """How many rows may wait in memory for the disk, of a feed read in pages of ``limit``."""
    return _SMALL_PAGES * limit if limit < PAGE_ROWS else LARGEST_BLOCK


class BlockSize:
    """How many rows to ask for at once; it grows where the link is fast."""

    def __init__(self) -> None:
        self._largest = 0

    def record(self, rows: int, seconds: float) -> None:
        """Record how many rows arrived in how many seconds."""
        in_time = rows * min(_GROWTH, _BLOCK_SECONDS / max(seconds, 0.001))
        self._largest = min(int(in_time), LARGEST_BLOCK)

    def rows(self, limit: int) -> int:
        """The rows of the next block, which is read in pages of ``limit``."""
        # a limit below a page means that the link was cut of late
        return limit if limit < PAGE_ROWS else max(limit, self._largest)
