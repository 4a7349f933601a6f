"""Blocks of pages: every row comes once and in order, in few calls where the link is quick."""

import pytest

from smartclient.contract.feeds import Cursor, FeedKind, FeedPage, Row
from smartclient.contract.operations import PAGE_ROWS
from smartclient.gateway.pages import LARGEST_BLOCK, Pages, Question

BOUND = 10**9
ROWS = 45_000


class Server:
    """A feed of many rows, four to a row version, on a link that takes ``seconds`` a block."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.asked: list[Question] = []
        self.time = 0.0

    def fetch(self, question: Question) -> tuple[Row, ...]:
        self.asked.append(question)
        self.time += self.seconds
        first = question.cursor.id + 1
        return tuple((n, f"row {n}", n // 4) for n in range(first, ROWS + 1)[: question.rows])


def read(pages: Pages, limit: int, *, by_key: bool) -> list[FeedPage]:
    cursor, read = Cursor(), []
    while not read or read[-1].more:
        page = pages.page(FeedKind.STOCK, cursor=cursor, bound=BOUND, limit=limit, by_key=by_key)
        read.append(page)
        cursor = page.cursor
    return read


@pytest.mark.parametrize("by_key", [True, False])
def test_a_quick_link_brings_every_row_once_in_few_calls(*, by_key: bool) -> None:
    server = Server(0.1)
    pages = read(Pages(server.fetch, lambda: server.time), PAGE_ROWS, by_key=by_key)
    assert [row for page in pages for row in page.rows] == [
        (n, f"row {n}") for n in range(1, ROWS + 1)
    ]
    assert max(len(page.rows) for page in pages) == PAGE_ROWS
    sizes = [PAGE_ROWS, PAGE_ROWS * 5, LARGEST_BLOCK, LARGEST_BLOCK]
    assert [question.rows - 1 for question in server.asked] == sizes
    assert pages[0].cursor == (Cursor(0, PAGE_ROWS) if by_key else Cursor(500, PAGE_ROWS))


def test_on_a_slow_link_no_more_is_on_its_way_than_a_page() -> None:
    server = Server(3.0)
    read(Pages(server.fetch, lambda: server.time), PAGE_ROWS, by_key=True)
    assert {question.rows - 1 for question in server.asked} == {PAGE_ROWS}


def test_who_asks_for_little_is_given_little() -> None:
    server = Server(0.1)
    read(Pages(server.fetch, lambda: server.time), 500, by_key=True)
    assert {question.rows - 1 for question in server.asked} == {500}


def test_who_asks_elsewhere_is_answered_there() -> None:
    server = Server(0.1)
    pages = Pages(server.fetch, lambda: server.time)
    pages.page(FeedKind.STOCK, cursor=Cursor(), bound=BOUND, limit=PAGE_ROWS, by_key=True)
    again = pages.page(
        FeedKind.STOCK, cursor=Cursor(0, 44_990), bound=BOUND, limit=PAGE_ROWS, by_key=True
    )
    assert [row[0] for row in again.rows] == list(range(44_991, ROWS + 1))
    assert not again.more
