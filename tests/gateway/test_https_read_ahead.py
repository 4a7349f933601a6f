"""A fast service and a slow store: what waits in memory over HTTPS is bounded."""

import time
from collections.abc import Iterator

import pytest

from smartclient.contract.feeds import COLUMNS, Cursor, FeedKind, FeedPage, Row
from smartclient.contract.operations import CONTENT_PAGE_ROWS, LARGEST_PHOTO, PAGE_ROWS
from smartclient.contract.web.wire import End, PageLine
from smartclient.gateway.block_size import most_waiting
from smartclient.gateway.https.operations import HttpsOperations
from smartclient.gateway.https.service import Service
from smartclient.gateway.read_ahead import CONTENT_AT_ONCE
from smartclient.settings.web_address import web_address
from tests.gateway.scripted_service import Asked, Given, ScriptedService, streamed
from tests.gateway.test_https_operations import Stored

STALL_SECONDS = 0.4
_EMPTY = (None,) * (len(COLUMNS[FeedKind.PRODUCTS]) - 1)


class Catalog:
    """A feed of many rows that a service gives as fast as it is asked; all have ``values``."""

    def __init__(self, rows: int, kind: FeedKind = FeedKind.PRODUCTS, values: Row = _EMPTY) -> None:
        self.rows = rows
        self.kind = kind
        self.values = values
        self.given = 0

    def answer(self, asked: Asked) -> Given:
        call = asked.json()
        first, limit = call["place"]["cursor"][1], call["limit"]
        lines: list[PageLine] = []
        while len(lines) < call["pages"] and (not lines or lines[-1].more):
            last = min(first + limit, self.rows)
            lines.append(
                PageLine(
                    kind=self.kind,
                    rows=tuple((row, *self.values) for row in range(first + 1, last + 1)),
                    cursor=(0, last),
                    more=last < self.rows,
                )
            )
            self.given += last - first
            first = last
        return streamed(*lines, End())

    def wait_until_quiet(self) -> None:
        """Return once nothing was asked for in a while."""
        seen = -1
        while seen != self.given:
            seen = self.given
            time.sleep(STALL_SECONDS)


def pages(
    operations: HttpsOperations, limit: int, kind: FeedKind = FeedKind.PRODUCTS
) -> Iterator[FeedPage]:
    cursor, more = Cursor(0, 0), True
    while more:
        page = operations.feed(kind, cursor=cursor, watermark=500, limit=limit, by_key=True)
        yield page
        cursor, more = page.cursor, page.more


@pytest.mark.parametrize(
    ("limit", "rows"), [(PAGE_ROWS, 160_000), (50, 1_500)], ids=["whole pages", "large rows"]
)
def test_a_store_that_stands_still_keeps_no_more_than_so_many_rows_waiting(
    limit: int, rows: int
) -> None:
    catalog, received, found = Catalog(rows), 0, []
    most = most_waiting(limit) + limit
    with ScriptedService(catalog.answer) as office:
        service = Service(web_address(office.url), None)
        for page in pages(HttpsOperations(service, Stored()), limit):
            received += len(page.rows)
            found += [row[0] for row in page.rows]
            if received in {limit, 5 * limit, 15 * limit}:
                catalog.wait_until_quiet()
                assert catalog.given - received <= most
        service.close()
    assert found == list(range(1, rows + 1))


def test_a_store_that_stands_still_keeps_no_more_than_so_many_bytes_of_photos_waiting() -> None:
    photo = ("name", "hash", bytes(LARGEST_PHOTO))
    catalog, received, found = Catalog(60, FeedKind.PHOTOS, photo), 0, []
    with ScriptedService(catalog.answer) as office:
        service = Service(web_address(office.url), None)
        for page in pages(HttpsOperations(service, Stored()), CONTENT_PAGE_ROWS, FeedKind.PHOTOS):
            received += len(page.rows)
            found += [row[0] for row in page.rows]
            assert len(page.rows) * LARGEST_PHOTO <= CONTENT_AT_ONCE
            if len(found) <= 3 * CONTENT_AT_ONCE // LARGEST_PHOTO:
                catalog.wait_until_quiet()
                assert (catalog.given - received) * LARGEST_PHOTO <= 2 * CONTENT_AT_ONCE
        service.close()
    assert found == list(range(1, 61))
