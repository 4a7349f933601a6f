"""The dialog that says that head office had this device's data removed; the window ends with it."""

from __future__ import annotations

from smartclient.domain.errors import DeviceWipedError
from smartclient.ui.dialogs.dialog import Dialog
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.look.theme import Theme
from smartclient.ui.text import wording
from smartclient.ui.widgets.factories import button, wrapped_title
from smartclient.ui.widgets.notice import Notice

_WIDTH = 480


class DeviceWipedDialog(Dialog):
    """One sentence: what head office did, and what became of the work."""

    def __init__(self, error: DeviceWipedError, theme: Theme) -> None:
        super().__init__(None, "dialogWiped", "Smart Client")
        self.be_wide(_WIDTH)
        self.content_layout.addWidget(wrapped_title(self.tr("You are signed out")))
        why = Notice(theme, "wipedWhy", StatusBadge.PARKED)
        why.show_text(wording.error_text(error))
        self.content_layout.addWidget(why)
        self.content_layout.addStretch(1)
        close = button("buttonCloseWiped", self.tr("&Close"), self.accept, primary=True)
        close.setDefault(True)
        self.put_buttons(None, close)
