"""Out of reach: the window says why head office can't be reached, and since when."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from smartclient.gateway.https.causes import Cause, out_of_reach
from smartclient.read_models.connection import LinkFacts, LinkHistory, NetworkHint
from smartclient.read_models.link_outage import LinkOutage
from smartclient.read_models.sync_progress import LinkState, SyncSummary
from smartclient.settings.web_address import web_address
from smartclient.ui.shell import sync_notification
from smartclient.ui.shell.main_window import MainWindow
from tests.ui.driver import UserDriver
from tests.ui.small_link import SmallLink
from tests.ui.small_use_cases import SmallUseCases
from tests.ui.small_values import NOW
from window_driver import child

# said by Qt's offscreen platform of every window with a smallest size
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

SINCE, UNTIL = NOW - timedelta(hours=2), NOW - timedelta(hours=1)
ERROR = out_of_reach(Cause.REFUSED, web_address("https://sales.example"))
OUTAGE = LinkOutage(since=SINCE, why=ERROR.template, arguments=ERROR.arguments)


def clock_time(at: object) -> str:
    return f"{at.astimezone():%H:%M}"  # type: ignore[attr-defined]


@pytest.fixture
def use_cases() -> SmallUseCases:
    return SmallUseCases(link=LinkState.UNREACHABLE, link_outage=OUTAGE)


@pytest.fixture
def rep(
    qtbot: QtBot, open_window: Callable[..., MainWindow], use_cases: SmallUseCases
) -> UserDriver:
    return UserDriver(qtbot, open_window(use_cases, SmallLink(use_cases)))


def look_again(rep: UserDriver) -> None:
    rep.window.context.changed.emit()
    rep.wait()


def test_the_status_bar_and_the_connection_say_that_the_network_wants_a_sign_in(
    rep: UserDriver, use_cases: SmallUseCases
) -> None:
    asked = "This network wants you to sign in to it first. Open a web page and do that."
    use_cases.network = NetworkHint(captive=True)
    use_cases.history = LinkHistory().after(LinkFacts(is_captive=True), NOW)
    look_again(rep)
    assert child(rep.window, QLabel, "statusLink").toolTip().endswith(f" {asked}")
    rep.trigger("actionConnection")
    rep.wait()
    dialog = rep.dialog("dialogConnection")
    assert child(dialog, QLabel, "connectionCause").text() == asked
    rep.press(dialog, "buttonCloseConnection")


def test_the_status_bar_says_why_and_since_when(rep: UserDriver, use_cases: SmallUseCases) -> None:
    link = child(rep.window, QLabel, "statusLink")
    expected = f"Head office has been out of reach since {clock_time(SINCE)}. {ERROR.user_message}"
    assert (link.text(), link.toolTip()) == ("Head office is out of reach", expected)
    assert link.accessibleDescription() == expected

    use_cases.link = LinkState.ONLINE
    use_cases.link_outage = replace(OUTAGE, until=UNTIL)
    look_again(rep)
    assert (link.text(), link.toolTip()) == (
        "Online",
        (
            f"Head office was last out of reach from {clock_time(SINCE)} to {clock_time(UNTIL)}. "
            f"The reason then: {ERROR.user_message}"
        ),
    )

    use_cases.link_outage = None
    look_again(rep)
    assert (link.toolTip(), link.accessibleDescription()) == ("", "")


def test_offline_by_choice_nothing_is_said_of_an_outage(
    rep: UserDriver, use_cases: SmallUseCases
) -> None:
    use_cases.link, use_cases.offline = LinkState.OFFLINE, True
    look_again(rep)
    link = child(rep.window, QLabel, "statusLink")
    assert (link.text(), link.toolTip()) == ("Working offline, by choice", "")


def test_a_sync_that_was_asked_for_says_why(rep: UserDriver) -> None:
    summary = SyncSummary(link=LinkState.UNREACHABLE, why=ERROR.template, arguments=ERROR.arguments)
    assert sync_notification.of_quiet_sync(summary, NOW) == (
        "Head office is out of reach now. Your work is safe and is sent later. "
        f"{ERROR.user_message}"
    )


def test_a_device_that_is_refused_is_not_said_to_be_out_of_reach(
    rep: UserDriver, use_cases: SmallUseCases
) -> None:
    use_cases.link = LinkState.UNREACHABLE
    use_cases.link_outage = LinkOutage(since=SINCE, why="Signed out.", is_refusal=True)
    look_again(rep)
    link = child(rep.window, QLabel, "statusLink")
    assert link.text() == "Head office refuses this device"
    assert link.toolTip() == f"Since {clock_time(SINCE)}: Signed out."


def test_a_sync_that_failed_says_what_is_wrong_and_nothing_else() -> None:
    failed = SyncSummary(link=LinkState.UNREACHABLE, why="Signed out.", has_failed=True)
    assert sync_notification.of_link(failed, NOW) == "Signed out."
