"""The dialog shown on closing while something was not sent."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtWidgets import QWidget

from smartclient.read_models.sync_progress import ClientStatus
from smartclient.ui.dialogs.dialog import Dialog
from smartclient.ui.widgets.factories import button, label, wrapped_heading

_WIDTH = 460
_WIDTH_WITH_TRAY = 560


class ExitChoice(Enum):
    """What the rep wants to do about unsent work on closing."""

    STAY = auto()
    SEND = auto()
    TRAY = auto()
    CLOSE = auto()


class ConfirmExitDialog(Dialog):
    """Says what was not sent, and offers to send it first."""

    def __init__(
        self, client_status: ClientStatus, parent: QWidget, *, has_tray: bool = False
    ) -> None:
        super().__init__(parent, "dialogUnsent", "")
        self.setWindowTitle(self.tr("Not sent yet"))
        self.be_wide(_WIDTH_WITH_TRAY if has_tray else _WIDTH)
        self.choice = ExitChoice.STAY
        self.content_layout.addWidget(wrapped_heading(self._title(client_status)))
        self.content_layout.addWidget(
            label(self._text(client_status, has_tray=has_tray), wraps=True)
        )
        send = (
            self.tr("&Go online and send")
            if client_status.offline_by_choice
            else self.tr("&Send now")
        )
        tray = button(
            "buttonKeepInTray",
            self.tr("&Keep running in the tray"),
            lambda: self._choose(ExitChoice.TRAY),
        )
        stay = button("buttonStay", self.tr("Stay &here"), lambda: self._choose(ExitChoice.STAY))
        stay.setDefault(True)
        self.put_buttons(
            stay,
            None,
            button("buttonCloseUnsent", self.tr("&Close"), lambda: self._choose(ExitChoice.CLOSE)),
            *((tray,) if has_tray else ()),
            button("buttonSendNow", send, lambda: self._choose(ExitChoice.SEND), primary=True),
        )

    def _text(self, client_status: ClientStatus, *, has_tray: bool) -> str:
        if not has_tray:
            return self.tr(
                "It is safe on this laptop and goes out when you are back online, "
                "the next time Smart Client is open."
            )
        if client_status.offline_by_choice:
            return self.tr(
                "It is safe on this laptop. In the tray, Smart Client sends it as soon as you "
                "end working offline; closed, it waits until you open it again."
            )
        return self.tr(
            "It is safe on this laptop. In the tray, Smart Client sends it as soon as head "
            "office is in reach; closed, it waits until you open it again."
        )

    def _title(self, client_status: ClientStatus) -> str:
        return self.tr("%Ln pieces of your work were not sent yet.", "", client_status.to_send)

    def _choose(self, choice: ExitChoice) -> None:
        self.choice = choice
        self.accept()
