"""Blocks of pages: every row comes once and in order, in few calls where the link is quick."""

import threading
import time
from collections.abc import Iterator
from functools import partial

import pytest

from smartclient.contract.feeds import WITH_CONTENT, Cursor, FeedKind, FeedPage, FeedPlace, Row
from smartclient.contract.operations import CONTENT_PAGE_ROWS, LARGEST_PHOTO, PAGE_ROWS
from smartclient.database.mssql.raw_connection import Take
from smartclient.domain.errors import OutOfReachError
from smartclient.gateway.block_size import LARGEST_BLOCK
from smartclient.gateway.feed_reader import OLDER_LIMIT, FeedQuery, FeedReader
from smartclient.gateway.read_ahead import CONTENT_AT_ONCE
from tests.web_service import wait_until

BOUND = 10**9
ROWS = 120_000
PART = 500


class Server:
    """A feed of many rows, four to a row version, on a link that takes ``seconds`` a block.

    ``most`` is what it gives at once at most; it hangs, or its link is cut, after so many rows.
    """

    def __init__(self, seconds: float = 0.1, *, rows: int = ROWS, most: int = 100_001) -> None:
        self.seconds = seconds
        self.rows = rows
        self.most = most
        self.asked: list[FeedQuery] = []
        self.given = 0
        self.time = 0.0
        self.hangs_after: int | None = None
        self.cut_after: int | None = None
        self.flowing = threading.Event()

    def fetch(self, question: FeedQuery, take: Take) -> None:
        self.asked.append(question)
        self.time += self.seconds
        first = question.cursor.id + 1
        last = min(self.rows, first - 1 + min(question.rows, self.most))
        for start in range(first, last + 1, PART):
            if self.hangs_after is not None and start > self.hangs_after:
                self.flowing.wait(60)
            if self.cut_after is not None and start > self.cut_after:
                raise OutOfReachError("The link broke.")
            part = range(start, min(start + PART, last + 1))
            self.given += len(part)
            take([(n, f"row {n}", n // 4) for n in part])

    def pages(self) -> FeedReader:
        return FeedReader(self.fetch, lambda: self.time)


class Photos:
    """A feed of photos that are all of the same size, on a quick link."""

    def __init__(self, rows: int, size: int = LARGEST_PHOTO) -> None:
        self.rows = rows
        self.given = 0
        self._photo = bytes(size)

    def fetch(self, question: FeedQuery, take: Take) -> None:
        first = question.cursor.id + 1
        for n in range(first, min(self.rows, first - 1 + question.rows) + 1):
            self.given += 1
            take([(n, self._photo, n)])


def read(pages: FeedReader, limit: int = PAGE_ROWS, *, by_key: bool = True) -> Iterator[FeedPage]:
    cursor, more = Cursor(), True
    while more:
        page = pages.page(
            FeedKind.STOCK, cursor=cursor, watermark=BOUND, limit=limit, by_key=by_key
        )
        yield page
        cursor, more = page.cursor, page.more


def _told(pages: list[FeedPage]) -> list[Row]:
    return [row for page in pages for row in page.rows]


def _all(rows: int = ROWS) -> list[Row]:
    return [(n, f"row {n}") for n in range(1, rows + 1)]


@pytest.mark.parametrize("by_key", [True, False])
def test_a_quick_link_brings_every_row_once_in_few_calls(*, by_key: bool) -> None:
    server = Server()
    pages = list(read(server.pages(), by_key=by_key))
    assert _told(pages) == _all()
    assert max(len(page.rows) for page in pages) == PAGE_ROWS
    sizes = [question.rows for question in server.asked]
    assert sizes[:2] == [PAGE_ROWS + 1, 30_015]
    assert len(sizes) <= 2 + ROWS // (LARGEST_BLOCK // 2)
    assert pages[0].cursor == (Cursor(0, PAGE_ROWS) if by_key else Cursor(500, PAGE_ROWS))


def test_an_older_head_office_that_returns_fewer_rows_is_queried_on() -> None:
    server = Server(most=OLDER_LIMIT)
    assert _told(list(read(server.pages()))) == _all()
    assert max(question.rows for question in server.asked) > OLDER_LIMIT


def test_the_next_block_is_fetched_while_the_last_waits_to_be_stored() -> None:
    server = Server()
    pages = server.pages()
    reading = read(pages)
    for _ in range(5):
        next(reading)
    wait_until(lambda: len(server.asked) > 2)
    pages.end()


def test_no_more_rows_wait_in_memory_than_a_block() -> None:
    server = Server()
    received = 0
    for page in read(server.pages()):
        received += len(page.rows)
        # what the page before it left over, and a part that was received on its way
        assert server.given - received <= LARGEST_BLOCK + PAGE_ROWS + PART


def test_of_rows_that_are_large_only_some_pages_wait_in_memory() -> None:
    limit, received = 2 * PART, 0
    server = Server(seconds=0.001, rows=20 * limit)
    for page in read(server.pages(), limit=limit):
        time.sleep(0.005)  # the disk is slower than the link
        received += len(page.rows)
        assert server.given - received <= 4 * limit + limit + PART


@pytest.mark.parametrize("kind", WITH_CONTENT)
def test_of_photos_and_documents_only_so_many_bytes_wait_in_memory(kind: FeedKind) -> None:
    photos = Photos(300)
    received, cursor, more = 0, Cursor(), True
    pages = FeedReader(photos.fetch)
    while more:
        page = pages.page(
            kind, cursor=cursor, watermark=BOUND, limit=CONTENT_PAGE_ROWS, by_key=True
        )
        time.sleep(0.005)  # the disk is slower than the link
        # the page, what was received with it, what waits, and a block
        assert (photos.given - received) * LARGEST_PHOTO <= 4 * CONTENT_AT_ONCE
        received += len(page.rows)
        cursor, more = page.cursor, page.more
    assert received == 300
    assert cursor.id == 300


def test_small_photos_come_in_full_pages() -> None:
    photos = Photos(300, size=1_000)
    pages = FeedReader(photos.fetch)
    cursor, more, sizes = Cursor(), True, []
    while more:
        page = pages.page(
            FeedKind.PHOTOS, cursor=cursor, watermark=BOUND, limit=CONTENT_PAGE_ROWS, by_key=True
        )
        cursor, more = page.cursor, page.more
        sizes.append(len(page.rows))
    assert sizes == [CONTENT_PAGE_ROWS] * 6


@pytest.mark.parametrize("rows", [0, 1, PAGE_ROWS, PAGE_ROWS + 1, 2 * PAGE_ROWS + 2, OLDER_LIMIT])
def test_a_feed_that_ends_at_an_edge_is_whole(rows: int) -> None:
    server = Server(rows=rows)
    pages = list(read(server.pages()))
    assert _told(pages) == _all(rows)
    assert not pages[-1].more


def test_a_feed_of_one_page_costs_one_call() -> None:
    server = Server(rows=PAGE_ROWS)
    assert len(list(read(server.pages()))) == 1
    assert len(server.asked) == 1


def test_on_a_slow_link_no_more_is_on_its_way_than_a_page() -> None:
    server = Server(3.0)
    assert _told(list(read(server.pages()))) == _all()
    assert {question.rows for question in server.asked} == {PAGE_ROWS + 1, PAGE_ROWS}


def test_the_throughput_of_the_link_sets_the_first_block_of_the_next_feed() -> None:
    server = Server()
    pages = server.pages()
    list(read(pages))
    server.asked.clear()
    assert _told(list(read(pages))) == _all()
    assert server.asked[0].rows == LARGEST_BLOCK
    server.asked.clear()
    list(read(pages, 500))
    assert {question.rows for question in server.asked} == {501, 500}


def test_blocks_are_smaller_again_on_a_link_that_became_slow() -> None:
    server = Server()
    pages = server.pages()
    list(read(pages))
    server.seconds = 60.0
    list(read(pages))
    assert server.asked[-1].rows == PAGE_ROWS


def test_who_asks_for_little_is_given_little() -> None:
    server = Server()
    list(read(server.pages(), 500))
    assert {question.rows for question in server.asked} == {501, 500}


def test_who_asks_elsewhere_is_answered_there() -> None:
    server = Server()
    pages = server.pages()
    asked = partial(pages.page, FeedKind.STOCK, watermark=BOUND, limit=PAGE_ROWS, by_key=True)
    asked(cursor=Cursor())
    again = asked(cursor=Cursor(0, ROWS - 10))
    assert [row[0] for row in again.rows] == list(range(ROWS - 9, ROWS + 1))
    assert not again.more


def test_what_came_is_given_before_the_rest_of_its_block_is_there() -> None:
    server = Server()
    server.hangs_after = 20_000
    pages = read(server.pages())
    given = [next(pages) for _ in range(9)]
    assert _told(given) == _all(9 * PAGE_ROWS)
    assert len(server.asked) == 2
    server.flowing.set()
    assert _told([*given, *pages]) == _all()


def test_rows_before_a_cut_are_returned_and_the_rest_is_fetched_from_there() -> None:
    server = Server()
    server.cut_after = 20_000
    pages, given = server.pages(), list[FeedPage]()
    with pytest.raises(OutOfReachError):
        given.extend(read(pages))
    assert _told(given) == _all(20_000)
    server.cut_after = None
    on = pages.page(
        FeedKind.STOCK, cursor=given[-1].cursor, watermark=BOUND, limit=PAGE_ROWS, by_key=True
    )
    assert on.rows[0] == (given[-1].cursor.id + 1, f"row {given[-1].cursor.id + 1}")


PRODUCTS, STOCK = (
    FeedPlace(kind, Cursor(0, 500), by_key=True) for kind in (FeedKind.PRODUCTS, FeedKind.STOCK)
)


def page_at(pages: FeedReader, place: FeedPlace, limit: int = PAGE_ROWS) -> FeedPage:
    kind, cursor, by_key = place
    return pages.page(kind, cursor=cursor, watermark=BOUND, limit=limit, by_key=by_key)


def test_what_is_read_next_is_fetched_before_it_is_asked_for() -> None:
    """First when it is known, then when the feed before has come: its last page is to be stored."""
    server = Server(rows=1_500)
    pages = server.pages()
    pages.expect([PRODUCTS, STOCK], watermark=BOUND)
    assert page_at(pages, PRODUCTS).rows == tuple(_all(1_500)[500:])
    pages.end()
    asked = [(query.kind, query.cursor) for query in server.asked]
    assert asked == [(place.kind, place.cursor) for place in (PRODUCTS, STOCK)]


def test_what_was_fetched_ahead_is_not_fetched_again() -> None:
    server = Server(rows=1_500)
    pages = server.pages()
    pages.expect([PRODUCTS, STOCK], watermark=BOUND)
    for place in (PRODUCTS, STOCK):
        page = page_at(pages, place)
        assert page.rows == tuple(_all(1_500)[500:])
        assert not page.more
    assert [query.kind for query in server.asked] == [FeedKind.PRODUCTS, FeedKind.STOCK]


def test_who_asks_elsewhere_first_finds_what_was_fetched_ahead_later() -> None:
    server = Server(rows=1_500)
    pages = server.pages()
    pages.expect([STOCK], watermark=BOUND)
    for place in (PRODUCTS, FeedPlace(FeedKind.STOCK, Cursor(0, 700), by_key=True), STOCK):
        assert page_at(pages, place).rows == tuple(_all(1_500)[place.cursor.id :])
    assert len(server.asked) == 3


def test_a_cut_while_it_is_fetched_ahead_is_reported_where_it_is_asked_for() -> None:
    server = Server(rows=1_500)
    server.cut_after = 1_000
    pages = server.pages()
    pages.expect([STOCK], watermark=BOUND)
    with pytest.raises(OutOfReachError):
        page_at(pages, STOCK)
    server.cut_after = None
    assert page_at(pages, STOCK).rows == tuple(_all(1_500)[500:])
