"""Leaving and coming back: running on in the tray, and waking up after a sleep."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import cast

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMenu, QPushButton, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from smartclient.domain.clock import Clock
from smartclient.ui.look.theme import Theme
from smartclient.ui.shell.main_window import MainWindow
from smartclient.ui.shell.tray import Tray
from smartclient.use_cases.use_cases import UseCases
from tests.set_clock import SetClock
from tests.ui.hands import Hands
from tests.ui.small_use_cases import SmallLink, SmallUseCases
from window_driver import child

pytestmark = pytest.mark.qt_log_ignore("does not support", "systemTrayWindowChanged")

MakeHands = Callable[[SmallUseCases], Hands]


@pytest.fixture
def with_tray(qtbot: QtBot, theme: Theme, clock: Clock) -> Iterator[MakeHands]:
    """Return what opens a window on a desktop that has a tray."""
    windows: list[MainWindow] = []

    def made(use_cases: SmallUseCases) -> Hands:
        window = MainWindow(
            cast("UseCases", use_cases), SmallLink(use_cases), clock, theme, has_tray=lambda: True
        )
        windows.append(window)
        window.show()
        qtbot.waitUntil(
            lambda: window.context.client_status is not None and not window.context.busy
        )
        return Hands(qtbot, window)

    yield made
    for window in windows:
        window.end()
        window.deleteLater()


def leave(hands: Hands, button: str) -> None:
    hands.window.close()
    dialog = hands.dialog("dialogUnsent")
    hands.press(dialog, button)


def tray_action(hands: Hands, name: str) -> QAction:
    return child(child(hands.window, QMenu, "trayMenu"), QAction, name)


def test_the_window_goes_and_the_program_stays_in_the_tray(with_tray: MakeHands) -> None:
    use_cases = SmallUseCases(to_send=2)
    hands = with_tray(use_cases)
    hands.trigger("actionNewOrder")
    hands.dialog("dialogOrder").close()

    leave(hands, "buttonKeepInTray")

    window = hands.window
    assert not window.isVisible()
    icon = child(window, QSystemTrayIcon, "trayIcon")
    assert icon.isVisible()
    assert icon.toolTip().splitlines() == ["Small Company", "2 to send"]

    window.sync_now()
    hands.wait()
    assert use_cases.to_send == 0
    assert window._tray is not None
    assert "0 to send" in window._tray.tooltip
    tray_action(hands, "actionTrayOpen").trigger()
    assert window.isVisible()
    assert window.banner.text == "2 confirmed."


def test_what_a_sync_brings_meanwhile_is_shown_beside_the_tray(
    with_tray: MakeHands, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_cases = SmallUseCases(to_send=2)
    hands = with_tray(use_cases)
    told: list[str] = []

    def tell(tray: Tray, text: str, leads: Callable[[], None]) -> None:
        told.append(text)
        leads()  # as a click on it does

    monkeypatch.setattr(Tray, "show_message", tell)
    hands.window.sync_now()
    hands.wait()
    assert told == []

    use_cases.to_send = 1
    hands.window.keep_in_tray()
    hands.window.sync_now()
    hands.wait()

    assert told == ["1 confirmed."]
    assert hands.window.pages.current.objectName() == "pageOrders"


def test_leaving_from_the_tray_asks_about_unsent_work_once_more(with_tray: MakeHands) -> None:
    hands = with_tray(SmallUseCases(to_send=1))
    leave(hands, "buttonKeepInTray")

    tray_action(hands, "actionTrayLeave").trigger()
    dialog = hands.dialog("dialogUnsent")
    with hands.qtbot.waitSignal(hands.window.closed):
        child(dialog, QPushButton, "buttonCloseUnsent").click()

    assert not child(hands.window, QSystemTrayIcon, "trayIcon").isVisible()


def test_a_desktop_without_a_tray_offers_none(
    qtbot: QtBot, open_window: Callable[..., MainWindow]
) -> None:
    use_cases = SmallUseCases(to_send=1)
    hands = Hands(qtbot, open_window(use_cases, SmallLink(use_cases)))
    hands.window.close()

    names = [
        widget.objectName() for widget in hands.dialog("dialogUnsent").findChildren(QPushButton)
    ]
    assert names == ["buttonStay", "buttonCloseUnsent", "buttonSendNow"]


def test_the_window_can_be_ended_while_it_is_in_the_tray(with_tray: MakeHands) -> None:
    hands = with_tray(SmallUseCases())
    hands.window.keep_in_tray()

    with hands.qtbot.waitSignal(hands.window.closed):
        hands.window.end()


@pytest.mark.parametrize(
    ("by", "syncs"),
    [
        (timedelta(seconds=5), False),
        (timedelta(seconds=20), False),
        (timedelta(hours=9), True),
        (timedelta(hours=-2), True),
    ],
)
def test_after_a_sleep_it_syncs_by_itself(
    qtbot: QtBot,
    open_window: Callable[..., MainWindow],
    clock: SetClock,
    by: timedelta,
    syncs: bool,  # noqa: FBT001
) -> None:
    use_cases = SmallUseCases()
    link = SmallLink(use_cases)
    window = open_window(use_cases, link)
    looks = use_cases.calls.count("today")

    clock.advance(by)
    window.sleep_monitor.look()
    qtbot.waitUntil(lambda: not window.context.busy)

    assert (link.nudges == 1) is syncs
    assert (use_cases.calls.count("today") > looks) is syncs
    assert window.findChild(QDialog) is None
