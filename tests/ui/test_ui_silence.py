"""Silence: while nobody at head office answers, the window says so, calmly, and where it shows."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from smartclient.read_models.sync_progress import LinkState, SyncSummary
from smartclient.read_models.worker_outage import WorkerOutage
from smartclient.ui.shell import sync_notification
from smartclient.ui.shell.main_window import MainWindow
from tests.ui.driver import UserDriver
from tests.ui.small_link import SmallLink
from tests.ui.small_use_cases import SmallUseCases
from tests.ui.small_values import NOW
from window_driver import child

# said by Qt's offscreen platform of every window with a smallest size
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

SINCE, ASKED = NOW - timedelta(hours=2), NOW - timedelta(minutes=5)
SILENCE = WorkerOutage(since=SINCE, contacted_at=ASKED)


def clock_time(at: object) -> str:
    return f"{at.astimezone():%H:%M}"  # type: ignore[attr-defined]


REPORTED = (
    f"Head office has not answered since {clock_time(SINCE)} (asked last: {clock_time(ASKED)}). "
    "What you sent is safe there, and there is nothing for you to do. If an answer is urgent, "
    "call head office: they may not know."
)


@pytest.fixture
def use_cases() -> SmallUseCases:
    return SmallUseCases(at_head_office=3, outage=SILENCE)


@pytest.fixture
def rep(
    qtbot: QtBot, open_window: Callable[..., MainWindow], use_cases: SmallUseCases
) -> UserDriver:
    return UserDriver(qtbot, open_window(use_cases, SmallLink(use_cases)))


def look_again(rep: UserDriver) -> None:
    rep.window.context.changed.emit()
    rep.wait()


def said(rep: UserDriver, name: str) -> str:
    """Return what a label says to whoever sees it, "" while it is hidden."""
    found = child(rep.window, QLabel, name)
    return found.text() if found.isVisible() else ""


def tile(rep: UserDriver) -> str:
    return child(rep.window, QWidget, "tileAtHeadOffice").accessibleName()


def test_today_says_since_when_nobody_answers_until_somebody_does(
    rep: UserDriver, use_cases: SmallUseCases
) -> None:
    rep.go_to("pageToday")

    assert said(rep, "todaySilence") == REPORTED
    assert tile(rep).endswith(f"3. Safe there. No answer since {clock_time(SINCE)}.")

    use_cases.outage = None
    look_again(rep)

    assert said(rep, "todaySilence") == ""
    assert tile(rep).endswith("3. Safe there, not answered yet.")


def test_the_outbox_says_since_when_nobody_answers_until_somebody_does(
    rep: UserDriver, use_cases: SmallUseCases
) -> None:
    rep.go_to("pageOutbox")

    assert said(rep, "outboxSilence") == REPORTED

    use_cases.outage = None
    look_again(rep)

    assert said(rep, "outboxSilence") == ""


def test_the_status_bar_says_since_when_nobody_answers_until_somebody_does(
    rep: UserDriver, use_cases: SmallUseCases
) -> None:
    held = said(rep, "statusAtHeadOffice")

    assert held.endswith(f"3 at head office, no answer since {clock_time(SINCE)}")

    use_cases.outage = None
    look_again(rep)

    assert said(rep, "statusAtHeadOffice").endswith("3 at head office")


def test_an_outage_that_begins_while_the_window_is_open_is_shown(
    rep: UserDriver, use_cases: SmallUseCases
) -> None:
    use_cases.outage = None
    look_again(rep)
    rep.go_to("pageOutbox")
    assert said(rep, "outboxSilence") == ""

    use_cases.outage = SILENCE
    look_again(rep)

    assert said(rep, "outboxSilence") == REPORTED


def test_a_sync_that_was_asked_for_says_so_too(rep: UserDriver) -> None:
    summary = SyncSummary(link=LinkState.ONLINE, waiting=3, outage=SILENCE)

    assert sync_notification.of_quiet_sync(summary, NOW) == REPORTED


def test_an_admin_is_shown_what_needs_action(
    qtbot: QtBot, open_window: Callable[..., MainWindow], use_cases: SmallUseCases
) -> None:
    use_cases.is_admin = True
    admin = UserDriver(qtbot, open_window(use_cases, SmallLink(use_cases)))
    admin.go_to("pageHeadOffice")

    assert said(admin, "officeSilence") == (
        f"Head office holds work and has answered none since {clock_time(SINCE)}. "
        "See that its worker runs."
    )

    use_cases.outage = None
    look_again(admin)

    assert said(admin, "officeSilence") == ""
