"""The tray: where Smart Client goes on syncing while its window is closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from smartclient.read_models.sync_progress import ClientStatus
from smartclient.ui.app_context import AppContext
from smartclient.ui.look.icons import icon
from smartclient.ui.text.plain_text import set_tray_tip

_GLYPH = "cart-arrow-up"
_SHOWN_MS = 8_000


def has_tray() -> bool:
    """Whether this desktop has a tray."""
    return QSystemTrayIcon.isSystemTrayAvailable()


class Tray(QObject):
    """The icon in the tray, its menu, and the messages it shows while there is no window.

    ``opened``: the window is to be shown again; ``quit_chosen``: the program is to end.
    """

    opened = Signal()
    quit_chosen = Signal()

    def __init__(self, context: AppContext, actions: Sequence[QAction], window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._leads: Callable[[], None] | None = None
        self._menu = QMenu(window)
        self._menu.setObjectName("trayMenu")
        self._icon = QSystemTrayIcon(self)
        self._icon.setObjectName("trayIcon")
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._activated)
        self._icon.messageClicked.connect(self._show_status)
        opens = self._menu.addAction(self.tr("Open Smart Client"), self.opened.emit)
        opens.setObjectName("actionTrayOpen")
        self._menu.setDefaultAction(opens)
        self._menu.addSeparator()
        self._menu.addActions(list(actions))
        self._menu.addSeparator()
        leaves = self._menu.addAction(self.tr("Quit Smart Client"), self.quit_chosen.emit)
        leaves.setObjectName("actionTrayLeave")
        context.status_changed.connect(self._describe)
        context.theme.changed.connect(self._draw)
        self._draw()
        self._describe()

    @property
    def tooltip(self) -> str:
        """The status shown when the pointer rests on the icon."""
        return self._icon.toolTip()

    def show(self) -> None:
        """Show the icon."""
        self._icon.show()

    def hide(self) -> None:
        """Take the icon away."""
        self._icon.hide()
        self._menu.hide()

    def show_message(self, text: str, leads: Callable[[], None] | None = None) -> None:
        """Show a message while there is no window; a click opens what it leads to."""
        self._leads = leads
        self._icon.showMessage(self.tr("Smart Client"), text, self._icon.icon(), _SHOWN_MS)

    def _draw(self) -> None:
        self._icon.setIcon(icon(_GLYPH, self._context.theme.tokens.accent))

    def _describe(self) -> None:
        client_status = self._context.client_status
        set_tray_tip(
            self._icon,
            self._status_text(client_status) if client_status else self.tr("Smart Client"),
        )

    def _status_text(self, client_status: ClientStatus) -> str:
        lines = [client_status.company or self.tr("Smart Client")]
        if client_status.offline_by_choice:
            lines.append(self.tr("Working offline, by choice"))
        lines.append(self.tr("%Ln to send", "", client_status.to_send))
        if client_status.needs_you:
            lines.append(self.tr("%Ln need action", "", client_status.needs_you))
        return "\n".join(lines)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in {
            QSystemTrayIcon.ActivationReason.Trigger,
            QSystemTrayIcon.ActivationReason.DoubleClick,
        }:
            self.opened.emit()

    def _show_status(self) -> None:
        self.opened.emit()
        if self._leads is not None:
            self._leads()
