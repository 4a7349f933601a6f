"""HTTP/2: what a server may do to a connection that calls share, and what a laptop makes of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from smartclient.contract.feeds import COLUMNS, Cursor, FeedKind, FeedPage
from smartclient.contract.operations import PulseRequest
from smartclient.contract.web.wire import End, PageLine, PulseAnswer
from smartclient.domain.errors import OutOfReachError, UnforeseenError
from smartclient.gateway.https.operations import HttpsOperations
from smartclient.gateway.https.service import Service
from smartclient.gateway.https.trust import pinned_to
from smartclient.settings.web_address import web_address
from tests.gateway.scripted_service import (
    Asked,
    Given,
    ScriptedService,
    certificate_file,
    der_of,
    plain_stream,
    said,
)
from tests.gateway.test_https_operations import FACTS, Stored
from tests.http2_front import Exchange, Fault, Http2Front, http2_front

ROWS_OF_A_PAGE = 100
PAGES = 12
ROW_BYTES = 700
"""A page is several frames."""

END_OF_CALL: dict[str, Callable[[Exchange], None]] = {
    "the connection is ended after this call": Exchange.go_away,
    "the stream is reset": Exchange.reset,
    "the connection is cut": Exchange.cut,
}


class World:
    """A service behind a server that speaks HTTP/2, and a device that calls it."""

    def __init__(self, front: Http2Front, office: ScriptedService, certificate: bytes) -> None:
        self.front = front
        self.office = office
        self.service = Service(web_address(front.address), pinned_to(certificate))
        self.operations = HttpsOperations(self.service, Stored())

    def pulse(self) -> int:
        return self.operations.pulse(PulseRequest()).watermark

    def page(self, cursor: Cursor) -> FeedPage:
        return self.operations.feed(
            FeedKind.PRODUCTS, cursor=cursor, watermark=500, limit=ROWS_OF_A_PAGE, by_key=True
        )

    def read_until_cut(self, cursor: Cursor) -> tuple[list[FeedPage], bool]:
        """The pages from a cursor on, and whether the end was reached."""
        pages: list[FeedPage] = []
        try:
            while not pages or pages[-1].more:
                pages.append(self.page(pages[-1].cursor if pages else cursor))
        except OutOfReachError:
            return pages, False
        return pages, True


def page_line(number: int) -> PageLine:
    filler = "x" * ROW_BYTES
    columns = len(COLUMNS[FeedKind.PRODUCTS])
    first = number * ROWS_OF_A_PAGE
    rows = tuple(
        (row, filler, *(None for _ in range(columns - 2)))
        for row in range(first + 1, first + ROWS_OF_A_PAGE + 1)
    )
    return PageLine(
        kind=FeedKind.PRODUCTS,
        rows=rows,
        cursor=(0, first + ROWS_OF_A_PAGE),
        more=number < PAGES - 1,
    )


def answer(asked: Asked) -> Given:
    """Answer a pulse, or the pages that are asked for."""
    if asked.path.endswith("pulse"):
        return said(PulseAnswer(facts=FACTS, heads={}))
    call = asked.json()
    first = call["place"]["cursor"][1] // ROWS_OF_A_PAGE
    pages = range(first, min(PAGES, first + call["pages"]))
    return plain_stream(*map(page_line, pages), End())


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    certificate = certificate_file(tmp_path)
    with ScriptedService(answer) as office, http2_front(office.url, certificate) as front:
        world = World(front, office, der_of(certificate))
        yield world
        world.service.close()


def test_http2_is_negotiated_and_all_calls_share_a_connection(world: World) -> None:
    for _ in range(5):
        assert world.pulse() == 500
    pages, is_whole = world.read_until_cut(Cursor(0, 0))
    assert is_whole
    assert len(pages) == PAGES
    assert world.front.connections == ["h2"]
    assert len(world.front.paths) > 5


@pytest.mark.parametrize("act", END_OF_CALL.values(), ids=END_OF_CALL)
def test_a_call_without_an_answer_is_made_again(
    world: World, act: Callable[[Exchange], None]
) -> None:
    world.pulse()
    world.front.faults.append(Fault(path="pulse", parts=0, act=act))
    assert world.pulse() == 500
    assert not world.front.faults


def test_a_connection_that_was_ended_while_it_was_idle_is_replaced(world: World) -> None:
    world.pulse()
    world.front.end_idle()
    assert world.pulse() == 500
    assert world.front.connections == ["h2", "h2"]


@pytest.mark.parametrize("act", END_OF_CALL.values(), ids=END_OF_CALL)
@pytest.mark.parametrize("parts", [1, 9, 17])
def test_what_ends_a_stream_costs_the_page_in_flight(
    world: World, act: Callable[[Exchange], None], parts: int
) -> None:
    world.front.faults.append(Fault(path="feed", parts=parts, act=act))
    cursor, rows = Cursor(0, 0), 0
    is_whole = False
    while not is_whole:
        pages, is_whole = world.read_until_cut(cursor)
        rows += sum(len(page.rows) for page in pages)
        cursor = pages[-1].cursor if pages else cursor
    assert rows == PAGES * ROWS_OF_A_PAGE
    assert not world.front.faults
    assert world.pulse() == 500


def test_a_stream_that_is_given_up_is_not_sent_to_its_end(world: World) -> None:
    world.pulse()
    wrong = page_line(0)
    wrong.kind = FeedKind.STOCK
    huge = plain_stream(wrong, *[page_line(1)] * 300, End())
    world.office.answer = lambda asked: answer(asked) if "pulse" in asked.path else huge
    with pytest.raises(UnforeseenError):
        world.page(Cursor(0, 0))
    assert world.pulse() == 500
    assert world.front.connections == ["h2", "h2"]
