"""News: a quiet line above the page, with one button, never in the way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QLabel, QPushButton

from smartclient.ui.look.icons import icon
from smartclient.ui.look.status_badges import ICONS, StatusBadge
from smartclient.ui.look.theme import Theme
from smartclient.ui.look.tokens import SPACE_BETWEEN, SPACE_PAGE
from smartclient.ui.widgets.factories import button, label, link_button, row

_ICON_SIZE = QSize(18, 18)


class NotificationBar(QFrame):
    """The latest message, until it is closed or a newer one is shown."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("newsBanner")
        self._theme = theme
        self._leads: Callable[[], None] | None = None
        self._shown: StatusBadge | None = None
        self._icon_label = QLabel()
        self._text = label(name="newsText", wraps=True)
        self._go: QPushButton = button("newsGo", self.tr("Show"), self._show_latest)
        self._close: QPushButton = link_button("newsClose", self.tr("Close"), self.hide)
        layout = row(self._icon_label, self._text, self._go, self._close)
        layout.setStretch(1, 1)
        layout.setContentsMargins(SPACE_PAGE, SPACE_BETWEEN, SPACE_PAGE, SPACE_BETWEEN)
        self.setLayout(layout)
        theme.changed.connect(self._draw_icon)
        self.hide()

    @property
    def text(self) -> str:
        """The message that is shown; "" for none."""
        return "" if self.isHidden() else self._text.text()

    @property
    def leads(self) -> bool:
        """Whether the message leads somewhere, so that it should not be lost unread."""
        return not self.isHidden() and self._leads is not None

    def show_message(
        self,
        text: str,
        badge: StatusBadge | None = None,
        leads: Callable[[], None] | None = None,
        button_text: str = "",
    ) -> None:
        """Show a message; the button appears when it leads somewhere, labelled ``button_text``."""
        label = button_text or self.tr("Show")
        self._go.setText(label)
        self._go.setAccessibleName(label)
        self._shown = badge
        self._draw_icon()
        self._text.setText(text)
        self._leads = leads
        self._go.setVisible(leads is not None)
        self.show()

    def _draw_icon(self) -> None:
        badge = self._shown
        colour = self._theme.state(badge).text if badge else self._theme.tokens.muted
        name = ICONS[badge] if badge else "information-outline"
        self._icon_label.setPixmap(icon(name, colour).pixmap(_ICON_SIZE))

    def _show_latest(self) -> None:
        self.hide()
        if self._leads is not None:
            self._leads()
