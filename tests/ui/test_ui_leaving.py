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
from tests.ui.driver import UserDriver
from tests.ui.small_link import SmallLink
from tests.ui.small_use_cases import SmallUseCases
from window_driver import child

pytestmark = pytest.mark.qt_log_ignore("does not support", "systemTrayWindowChanged")

MakeUserDriver = Callable[[SmallUseCases], UserDriver]


@pytest.fixture
def with_tray(qtbot: QtBot, theme: Theme, clock: Clock) -> Iterator[MakeUserDriver]:
    """Return what opens a window on a desktop that has a tray."""
    windows: list[MainWindow] = []

    def made(use_cases: SmallUseCases) -> UserDriver:
        window = MainWindow(
            cast("UseCases", use_cases), SmallLink(use_cases), clock, theme, has_tray=lambda: True
        )
        windows.append(window)
        window.show()
        qtbot.waitUntil(
            lambda: window.context.client_status is not None and not window.context.busy
        )
        return UserDriver(qtbot, window)

    yield made
    for window in windows:
        window.end()
        window.deleteLater()


def leave(driver: UserDriver, button: str) -> None:
    driver.window.close()
    dialog = driver.dialog("dialogUnsent")
    driver.press(dialog, button)


def tray_action(driver: UserDriver, name: str) -> QAction:
    return child(child(driver.window, QMenu, "trayMenu"), QAction, name)


def test_the_window_goes_and_the_program_stays_in_the_tray(with_tray: MakeUserDriver) -> None:
    use_cases = SmallUseCases(to_send=2)
    driver = with_tray(use_cases)
    driver.trigger("actionNewOrder")
    driver.dialog("dialogOrder").close()

    leave(driver, "buttonKeepInTray")

    window = driver.window
    assert not window.isVisible()
    icon = child(window, QSystemTrayIcon, "trayIcon")
    assert icon.isVisible()
    assert icon.toolTip().splitlines() == ["Small Company", "2 to send"]

    window.sync_now()
    driver.wait()
    assert use_cases.to_send == 0
    assert window._tray is not None
    assert "0 to send" in window._tray.tooltip
    tray_action(driver, "actionTrayOpen").trigger()
    assert window.isVisible()
    assert window.banner.text == "2 confirmed."


def test_what_a_sync_brings_meanwhile_is_shown_beside_the_tray(
    with_tray: MakeUserDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_cases = SmallUseCases(to_send=2)
    driver = with_tray(use_cases)
    reported: list[str] = []

    def tell(tray: Tray, text: str, leads: Callable[[], None]) -> None:
        reported.append(text)
        leads()  # as a click on it does

    monkeypatch.setattr(Tray, "show_message", tell)
    driver.window.sync_now()
    driver.wait()
    assert reported == []

    use_cases.to_send = 1
    driver.window.keep_in_tray()
    driver.window.sync_now()
    driver.wait()

    assert reported == ["1 confirmed."]
    assert driver.window.pages.current.objectName() == "pageOrders"


def test_leaving_from_the_tray_asks_about_unsent_work_once_more(with_tray: MakeUserDriver) -> None:
    driver = with_tray(SmallUseCases(to_send=1))
    leave(driver, "buttonKeepInTray")

    tray_action(driver, "actionTrayLeave").trigger()
    dialog = driver.dialog("dialogUnsent")
    with driver.qtbot.waitSignal(driver.window.closed):
        child(dialog, QPushButton, "buttonCloseUnsent").click()

    assert not child(driver.window, QSystemTrayIcon, "trayIcon").isVisible()


def test_a_desktop_without_a_tray_offers_none(
    qtbot: QtBot, open_window: Callable[..., MainWindow]
) -> None:
    use_cases = SmallUseCases(to_send=1)
    driver = UserDriver(qtbot, open_window(use_cases, SmallLink(use_cases)))
    driver.window.close()

    names = [
        widget.objectName() for widget in driver.dialog("dialogUnsent").findChildren(QPushButton)
    ]
    assert names == ["buttonStay", "buttonCloseUnsent", "buttonSendNow"]


def test_the_window_can_be_ended_while_it_is_in_the_tray(with_tray: MakeUserDriver) -> None:
    driver = with_tray(SmallUseCases())
    driver.window.keep_in_tray()

    with driver.qtbot.waitSignal(driver.window.closed):
        driver.window.end()


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
