"""The views of devices: what an admin lets sign in, and what a rep is shown of new ones."""

from collections.abc import Iterator
from datetime import timedelta

from PySide6.QtWidgets import QLabel, QPushButton

from smartclient.domain.devices import NewDevice
from smartclient.domain.ids import Login
from smartclient.read_models.enrolment import AnsweredCode
from smartclient.ui.dialogs.enrolled_code import EnrolledCode
from smartclient.ui.pages.today_devices import NewDevicesNotice
from smartclient.ui.shell.main_window import MainWindow
from window_driver import View, child, go_to_page, open_only_dialog, wait_until_idle

_LINK = "https://orders.example.com/#code=ZK4T-0H9W-R7QX-2M3A-8VJD-5NP6-C1YE-SG0B"


def enrol_views(window: MainWindow) -> Iterator[View]:
    """Open what lets a device sign in, and show a code with and without a public address."""
    dialog = open_only_dialog(window, lambda: window.navigator.enrol_device("ben"))
    yield "dialogEnrolDevice", dialog
    child(dialog, QPushButton, "buttonMakeCode").click()
    wait_until_idle(window)
    yield "dialogEnrolDevice_waiting", dialog
    child(dialog, QLabel, "enrolWaiting").hide()
    shown = child(dialog, EnrolledCode)
    for name, link in (("code", _LINK), ("code_alone", "")):
        code = _LINK.partition("=")[2]
        until = window.context.clock.now() + timedelta(days=1)
        shown.show_code(Login("ben"), AnsweredCode(code=code, link=link, expires_at=until))
        shown.show()
        wait_until_idle(window)
        yield f"dialogEnrolDevice_{name}", dialog
    dialog.done(0)


def new_device_views(window: MainWindow) -> Iterator[View]:
    """Show on the page of today that two devices were signed in of late."""
    go_to_page(window, "pageToday")
    notice = child(window, NewDevicesNotice)
    at = window.context.clock.now() - timedelta(hours=3)
    notice.show_devices(
        (
            NewDevice(device="1", name="Office laptop", kind="laptop", enrolled_at=at),
            NewDevice(device="2", name="Tablet in the van", kind="browser", enrolled_at=at),
        )
    )
    wait_until_idle(window)
    yield "pageToday_newDevices", window
    notice.show_devices(())
