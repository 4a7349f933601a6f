"""Listings: long ones come by pages, and are looked up again a share at a time."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel, QTableView
from pytestqt.qtbot import QtBot

from smartclient.ui.models.snapshot import Column, SnapshotModel
from smartclient.ui.shell.main_window import MainWindow
from smartclient.ui.widgets.lists.listing import SHARE_ROWS, Listing, Names
from tests.ui.small_link import SmallLink
from tests.ui.small_use_cases import SmallUseCases
from window_driver import child

# said by Qt's offscreen platform of every window with a smallest size
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

NAMES = Names(
    table="tableNumbers", accessible_name="Numbers", empty="None.", nothing_found="None found."
)


class Numbers:
    """The first so many numbers, and how they were asked for."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.asked: list[tuple[int, int]] = []

    def fetch(self, text: str, limit: int, offset: int) -> list[int]:
        self.asked.append((limit, offset))
        return list(range(self.count))[offset : offset + limit] if text != "none" else []


@pytest.fixture
def listing_of(
    qtbot: QtBot, open_window: Callable[..., MainWindow]
) -> Callable[[Numbers], Listing[int]]:
    use_cases = SmallUseCases()
    window = open_window(use_cases, SmallLink(use_cases))

    def made(numbers: Numbers) -> Listing[int]:
        columns = (Column[int](title="Number", text=str, width=0),)
        model = SnapshotModel(columns, key=lambda row: row)
        listing = Listing[int](window.context, model, numbers.fetch, NAMES)
        listing.setParent(window)
        listing.refresh()
        wait_idle(qtbot, window)
        return listing

    return made


def wait_idle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.context.busy)


def window_of(listing: Listing[int]) -> MainWindow:
    window = listing.window()
    assert isinstance(window, MainWindow)
    return window


def load_all(qtbot: QtBot, listing: Listing[int]) -> None:
    model = listing.model
    while model.canFetchMore(model.index(-1, -1)):
        model.fetchMore(model.index(-1, -1))
        wait_idle(qtbot, window_of(listing))


def test_a_long_list_is_looked_up_again_a_share_at_a_time(
    qtbot: QtBot, listing_of: Callable[[Numbers], Listing[int]]
) -> None:
    numbers = Numbers(2 * SHARE_ROWS + 300)
    listing = listing_of(numbers)
    load_all(qtbot, listing)
    assert listing.model.rowCount() == numbers.count
    numbers.asked.clear()

    listing.refresh()
    wait_idle(qtbot, window_of(listing))

    assert listing.model.rows == tuple(range(numbers.count))
    assert numbers.asked == [
        (SHARE_ROWS + 1, 0),
        (SHARE_ROWS + 1, SHARE_ROWS),
        (301, 2 * SHARE_ROWS),
    ]
    assert not listing.model.canFetchMore(listing.model.index(-1, -1))


def test_a_list_that_grew_offers_what_follows(
    qtbot: QtBot, listing_of: Callable[[Numbers], Listing[int]]
) -> None:
    numbers = Numbers(SHARE_ROWS + 300)
    listing = listing_of(numbers)
    load_all(qtbot, listing)
    numbers.count += 1

    listing.refresh()
    wait_idle(qtbot, window_of(listing))

    assert listing.model.rowCount() == SHARE_ROWS + 300
    assert listing.model.canFetchMore(listing.model.index(-1, -1))


def test_a_list_that_shrank_shows_what_is_left(
    qtbot: QtBot, listing_of: Callable[[Numbers], Listing[int]]
) -> None:
    numbers = Numbers(SHARE_ROWS + 300)
    listing = listing_of(numbers)
    load_all(qtbot, listing)
    numbers.count = 7

    listing.refresh()
    wait_idle(qtbot, window_of(listing))

    assert listing.model.rows == tuple(range(7))


def test_a_search_that_finds_nothing_says_so(
    qtbot: QtBot, listing_of: Callable[[Numbers], Listing[int]]
) -> None:
    listing = listing_of(Numbers(5))
    listing.search("none")
    wait_idle(qtbot, window_of(listing))

    said = child(window_of(listing), QLabel, "tableNumbersEmpty")
    assert said is not None
    assert said.text() == "None found."
    listing.search("")
    wait_idle(qtbot, window_of(listing))
    assert isinstance(listing.currentWidget(), QTableView)
