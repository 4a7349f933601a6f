"""Pages: a feed read in blocks of several pages, the next one fetched while the last is stored.

A block begins as one page. Where the link brings it quickly the next is larger, so that the time
a call needs to go there and back is paid for many pages at once; where it is slow, what a cut may
cost stays one page.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple

from smartclient.contract.feeds import Cursor, FeedKind, FeedPage, Row
from smartclient.contract.operations import PAGE_ROWS
from smartclient.gateway.ahead import Ahead

LARGEST_BLOCK: Final = 20_000
"""How many rows are asked for at once at most: the server gives no more."""

_GROWTH: Final = 5
_QUICK_SECONDS, _SLOW_SECONDS = 0.75, 2.0
_LAST_ID: Final = 2**62


class Question(NamedTuple):
    """What a feed is asked: in ``rows`` one more than wanted, which tells whether there is more."""

    kind: FeedKind
    by_key: bool
    cursor: Cursor
    bound: int
    rows: int


@dataclass(frozen=True, slots=True)
class _Block:
    rows: tuple[Row, ...]
    seconds: float


class Pages:
    """Gives the pages of one feed after the other; rows come with their row version at the end."""

    def __init__(
        self,
        fetch: Callable[[Question], tuple[Row, ...]],
        stopwatch: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._fetch = fetch
        self._stopwatch = stopwatch
        self._ahead: Ahead[Question, _Block] = Ahead(self._fetched)
        self._rest: tuple[Row, ...] = ()
        self._next: Question | None = None
        """What is asked when the rest is used up, None at the end of a feed."""
        self._expected: tuple[object, ...] = ()

    def page(
        self, kind: FeedKind, *, cursor: Cursor, bound: int, limit: int, by_key: bool
    ) -> FeedPage:
        """Return the rows after ``cursor``, at most ``limit``."""
        if (kind, by_key, bound, cursor) != self._expected:
            self._rest = ()
            self._next = Question(kind, by_key, cursor, bound, limit + 1)
        if not self._rest and self._next is not None:
            self._load(self._next, limit)
        rows, self._rest = self._rest[:limit], self._rest[limit:]
        more = bool(self._rest) or self._next is not None
        after = _after(rows, cursor, by_key=by_key)
        if not more and not by_key:
            # everything below the bound was given: a rep with few rows of many asks no more
            after = max(cursor, Cursor(bound - 1, _LAST_ID))
        self._expected = (kind, by_key, bound, after) if more else ()
        return FeedPage(kind=kind, rows=tuple(row[:-1] for row in rows), cursor=after, more=more)

    def end(self) -> None:
        """Let what is being fetched come to its end, and forget what was not asked for yet."""
        self._ahead.end()
        self._rest, self._next, self._expected = (), None, ()

    def _load(self, question: Question, limit: int) -> None:
        self._expected = ()
        block = self._ahead.get(question)
        wanted = question.rows - 1
        self._rest, self._next = block.rows[:wanted], None
        if len(block.rows) > wanted:
            last = _after(self._rest, question.cursor, by_key=question.by_key)
            size = _size(wanted, block.seconds, limit)
            self._next = question._replace(cursor=last, rows=size + 1)
            # what the laptop stores now and what is on its way need not wait for each other
            self._ahead.begin(self._next)

    def _fetched(self, question: Question) -> _Block:
        began = self._stopwatch()
        rows = self._fetch(question)
        return _Block(rows, self._stopwatch() - began)


def _size(size: int, seconds: float, limit: int) -> int:
    """Return how many rows the next block has, after one of ``size`` took ``seconds``."""
    if limit < PAGE_ROWS or seconds > _SLOW_SECONDS:
        return limit
    return min(size * _GROWTH, LARGEST_BLOCK) if seconds < _QUICK_SECONDS else size


def _after(rows: tuple[Row, ...], cursor: Cursor, *, by_key: bool) -> Cursor:
    """Return where the last of these rows stands."""
    if not rows:
        return cursor
    key, version = rows[-1][0], rows[-1][-1]
    assert isinstance(key, int)  # noqa: S101 (every feed's first column is its integer id)
    assert isinstance(version, int)  # noqa: S101 (and its last one the row version)
    return Cursor(cursor.row_version if by_key else version, key)
