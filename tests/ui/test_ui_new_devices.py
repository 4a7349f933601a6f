"""New devices: Today says which were signed in as the rep, until that is dismissed."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from smartclient.domain.devices import NewDevice
from smartclient.ui.shell.main_window import MainWindow
from smartclient.ui.text import formats
from tests.ui.driver import UserDriver
from tests.ui.small_link import SmallLink
from tests.ui.small_use_cases import SmallUseCases
from tests.ui.small_values import NOW
from window_driver import child

# said by Qt's offscreen platform of every window with a smallest size
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

TABLET = NewDevice(device="d-1", name="Tablet <b>", kind="laptop", enrolled_at=NOW)
IF_NOT = "If that was not you, call head office."
NAMELESS = NewDevice(device="d-2", name="", kind="browser", enrolled_at=NOW)


def test_today_says_which_devices_are_new_until_it_is_dismissed(
    qtbot: QtBot, open_window: Callable[..., MainWindow]
) -> None:
    use_cases = SmallUseCases(new_devices=[TABLET, NAMELESS])
    rep = UserDriver(qtbot, open_window(use_cases, SmallLink(use_cases)))
    rep.go_to("pageToday")
    day = formats.day(NOW.astimezone().date())
    notice = child(rep.window, QLabel, "todayNewDevices")
    assert notice.isVisible()
    assert notice.text().splitlines() == [
        f"A laptop named Tablet <b> was signed in as you on {day}. {IF_NOT}",
        f"A browser was signed in as you on {day}. {IF_NOT}",
    ]
    child(rep.window, QPushButton, "buttonDismissDevices").click()
    rep.wait()
    assert not notice.isVisible()
    assert not child(rep.window, QPushButton, "buttonDismissDevices").isVisible()
