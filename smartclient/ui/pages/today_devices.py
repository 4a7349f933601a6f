"""What the page of today says of devices that were signed in as the rep of late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.text import wording
from smartclient.ui.widgets.factories import button, row
from smartclient.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from collections.abc import Callable

    from smartclient.domain.devices import NewDevice
    from smartclient.ui.app_context import AppContext


class NewDevicesNotice(QWidget):
    """A sentence for each new device until it is dismissed; hidden while there is none."""

    def __init__(self, context: AppContext, dismissed: Callable[[], None]) -> None:
        super().__init__()
        self._context = context
        self._dismissed = dismissed
        self._devices: tuple[NewDevice, ...] = ()
        self._notice = Notice(context.theme, "todayNewDevices", StatusBadge.QUEUED)
        self._dismiss = button(
            "buttonDismissDevices", self.tr("&That was me"), self._dismiss_devices
        )
        layout = row(self._notice, self._dismiss)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.hide()

    def show_devices(self, devices: tuple[NewDevice, ...]) -> None:
        """Show these devices; none hides the notice."""
        self._devices = devices
        self._notice.show_text("\n".join(map(wording.new_device_text, devices)))
        self.setVisible(bool(devices))

    def _dismiss_devices(self) -> None:
        use_cases, seen = self._context.use_cases, [each.device for each in self._devices]
        self._context.query(
            self,
            lambda: use_cases.status.dismiss_new_devices(seen),
            lambda _: self._dismissed(),
        )
