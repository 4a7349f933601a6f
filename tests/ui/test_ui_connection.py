"""The connection in the window: its sign, and the dialog behind it with its history."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTableView, QToolButton
from pytestqt.qtbot import QtBot

from smartclient.domain.link_price import Transport
from smartclient.domain.link_quality import LinkBand, LinkQuality
from smartclient.read_models.connection import (
    MOST_CHANGES,
    ConnectionState,
    LinkFacts,
    LinkHistory,
    NetworkHint,
)
from smartclient.ui.look.tokens import SPACE_BETWEEN
from smartclient.ui.shell.main_window import MainWindow
from smartclient.ui.text.labels import connection_label
from smartclient.ui.widgets.figures.connection_chart import ConnectionChart
from tests.ui.driver import UserDriver
from tests.ui.small_link import SmallLink
from tests.ui.small_use_cases import SmallUseCases
from tests.ui.small_values import NOW
from window_driver import child

HOUR = timedelta(hours=1)
REACHED = LinkFacts(reached=True)
CUT = LinkFacts(why="Nothing answers at {host}.", arguments={"host": "sales:443"})
DAY = ((20, REACHED), (9, CUT), (8, LinkFacts(reached=True, is_poor=True)), (2, CUT))


def history(*seen: tuple[float, LinkFacts]) -> LinkHistory:
    """The history of what was observed so many hours ago."""
    found = LinkHistory()
    for hours, facts in seen:
        found = found.after(facts, NOW - hours * HOUR)
    return found


@pytest.fixture
def use_cases() -> SmallUseCases:
    return SmallUseCases(
        history=history(*DAY),
        network=NetworkHint(name="Hotel", transport=Transport.WIFI),
        quality=LinkQuality(kbit_per_s=90.4, round_trip_ms=850.2, band=LinkBand.POOR),
    )


@pytest.fixture
def rep(
    qtbot: QtBot, open_window: Callable[..., MainWindow], use_cases: SmallUseCases
) -> UserDriver:
    driver = UserDriver(qtbot, open_window(use_cases, SmallLink(use_cases)))
    driver.wait()
    return driver


def test_the_sign_in_the_status_bar_opens_the_connection(rep: UserDriver) -> None:
    sign = child(rep.window, QToolButton, "buttonConnection")
    assert sign.accessibleName() == "Connection: Head office is out of reach"
    QTest.mouseClick(sign, Qt.MouseButton.LeftButton)
    rep.wait()
    dialog = rep.dialog("dialogConnection")
    assert child(dialog, QLabel, "connectionState").text().startswith("Head office is out of reach")
    assert child(dialog, QLabel, "connectionCause").text() == "Nothing answers at sales:443."
    shown = " ".join(each.text() for each in dialog.findChildren(QLabel))
    assert "Wi-Fi (Hotel)" in shown
    assert "slow, 90 kbit/s, 850 ms for a round trip" in shown
    changes = child(dialog, QTableView, "tableLinkChanges").model()
    assert changes.rowCount() == len(DAY)
    rep.press(dialog, "buttonCloseConnection")


def test_the_connection_lists_the_services_with_their_queues(
    rep: UserDriver, use_cases: SmallUseCases
) -> None:
    use_cases.to_send, use_cases.next_try = 2, NOW + timedelta(minutes=5)
    rep.trigger("actionConnection")
    rep.wait()
    dialog = rep.dialog("dialogConnection")
    shown = [each.text() for each in dialog.findChildren(QLabel)]
    state, waiting, due, contact = shown[shown.index("Head office") + 1].split(", ")
    assert (state, waiting) == ("Head office is out of reach", "2 to send")
    assert due.startswith("the next is due")
    assert contact.startswith("last contact")
    rep.press(dialog, "buttonCloseConnection")


def test_before_the_first_call_the_connection_says_just_that(
    rep: UserDriver, use_cases: SmallUseCases
) -> None:
    use_cases.history = LinkHistory()
    rep.trigger("actionConnection")
    rep.wait()
    dialog = rep.dialog("dialogConnection")
    never = "Head office has not been called yet."
    assert child(dialog, QLabel, "connectionState").text() == never
    assert not child(dialog, QLabel, "connectionCause").isVisible()
    shown = [each.text() for each in dialog.findChildren(QLabel)]
    assert shown[shown.index("Head office") + 1].startswith("not called yet")
    rep.press(dialog, "buttonCloseConnection")


def test_the_chart_of_the_day_is_read_by_the_arrow_keys(rep: UserDriver) -> None:
    rep.trigger("actionConnection")
    rep.wait()
    dialog = rep.dialog("dialogConnection")
    chart = child(dialog, ConnectionChart, "chartConnection")
    span = child(dialog, QLabel, "connectionSpan")
    read = [span.text()]
    for _ in range(len(DAY)):
        QTest.keyClick(chart, Qt.Key.Key_Left)
        read.append(span.text())
    assert [text.partition(": ")[2] for text in read[:-1]] == [
        "Head office is out of reach",
        "Slow connection",
        "Head office is out of reach",
        "Online",
    ]
    assert read[-1] == read[-2]
    assert chart.accessibleDescription() == span.text()
    assert not chart.grab().isNull()
    rep.press(dialog, "buttonCloseConnection")


def test_a_connection_that_flaps_changes_no_word_and_is_looked_at_again_when_it_may(
    qtbot: QtBot, rep: UserDriver, use_cases: SmallUseCases
) -> None:
    use_cases.history = LinkHistory().after(REACHED, NOW)
    rep.window.context.refresh_status()
    rep.wait()
    assert rep.said("statusLink") == "Online"
    use_cases.history = use_cases.history.after(CUT, NOW)
    rep.window.context.refresh_status()
    rep.wait()
    assert rep.said("statusLink") == "Online"
    assert rep.window.status._hold.isActive()
    use_cases.history = use_cases.history.at(NOW + HOUR)
    rep.window.status._hold.timeout.emit()
    rep.wait()
    assert rep.said("statusLink") == "Head office is out of reach"
    assert not rep.window.status._hold.isActive()


def test_a_long_history_is_scrolled_in_its_table(rep: UserDriver, use_cases: SmallUseCases) -> None:
    rep.trigger("actionConnection")
    rep.wait()
    few = rep.dialog("dialogConnection").sizeHint().height()
    rep.press(rep.dialog("dialogConnection"), "buttonCloseConnection")
    hours = (hour / 2 for hour in range(MOST_CHANGES, 0, -1))
    use_cases.history = history(
        *((hour, (REACHED, CUT)[place % 2]) for place, hour in enumerate(hours))
    )
    rep.trigger("actionConnection")
    rep.wait()
    dialog = rep.dialog("dialogConnection")
    table = child(dialog, QTableView, "tableLinkChanges")
    assert table.model().rowCount() == MOST_CHANGES
    assert table.verticalScrollBar().maximum() > 0
    assert dialog.sizeHint().height() < few + 6 * table.rowHeight(0)
    rep.press(dialog, "buttonCloseConnection")


def test_the_chart_spans_all_of_the_24_hours(rep: UserDriver, use_cases: SmallUseCases) -> None:
    use_cases.history = history((1, REACHED))
    rep.trigger("actionConnection")
    rep.wait()
    dialog = rep.dialog("dialogConnection")
    chart = child(dialog, ConnectionChart, "chartConnection")
    filled = QColor(rep.window.context.theme.tokens.accent)
    picture, low = chart.grab().toImage(), chart.height() // 2
    inside = range(SPACE_BETWEEN, picture.width() - SPACE_BETWEEN)
    columns = [x for x in inside if picture.pixelColor(x, low) == filled]
    assert columns
    assert min(columns) > picture.width() * 0.9
    rep.press(dialog, "buttonCloseConnection")


@pytest.mark.parametrize("state", ConnectionState)
def test_each_state_has_a_sign_and_a_word(
    rep: UserDriver, use_cases: SmallUseCases, state: ConnectionState
) -> None:
    facts = {
        ConnectionState.OFFLINE: LinkFacts(by_choice=True),
        ConnectionState.NO_NETWORK: LinkFacts(has_network=False),
        ConnectionState.UNREACHABLE: CUT,
        ConnectionState.NOT_ANSWERING: LinkFacts(reached=True, has_worker=False),
        ConnectionState.POOR: LinkFacts(reached=True, is_poor=True),
        ConnectionState.COSTLY: LinkFacts(reached=True, price=6),
        ConnectionState.ONLINE: REACHED,
    }[state]
    use_cases.history = LinkHistory().after(facts, NOW)
    rep.window.context.refresh_status()
    rep.wait()
    assert rep.said("statusLink") == connection_label(state)
    assert not child(rep.window, QToolButton, "buttonConnection").icon().isNull()
