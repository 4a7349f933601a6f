"""The dialog that shows why the program can't start, before there is a window to show it in."""

from __future__ import annotations

from smartclient.documents.manual import Topic
from smartclient.domain.errors import SmartClientError
from smartclient.ui.dialogs.dialog import Dialog
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.look.theme import Theme
from smartclient.ui.text import wording
from smartclient.ui.widgets.factories import button, label, wrapped_heading
from smartclient.ui.widgets.notice import Notice

_WIDTH = 480


class StartupErrorDialog(Dialog):
    """One sentence: what is wrong and what to do, and that nothing was lost."""

    def __init__(self, error: SmartClientError, theme: Theme) -> None:
        super().__init__(None, "dialogTrouble", "Smart Client")
        self.be_wide(_WIDTH)
        self.content_layout.addWidget(wrapped_heading(self.tr("Smart Client can't be opened now")))
        why = Notice(theme, "troubleWhy", StatusBadge.PARKED)
        why.show_text(wording.error_text(error))
        self.content_layout.addWidget(why)
        self.content_layout.addWidget(
            label(self.tr("Your work is kept as it is on this laptop."), muted=True, wraps=True)
        )
        self.content_layout.addStretch(1)
        help_button = None
        if error.help_page:
            help_button = button("buttonTroubleHelp", self.tr("&Help…"), self.show_help)
        self._page = error.help_page
        self._theme = theme
        close = button("buttonCloseTrouble", self.tr("&Close"), self.accept, primary=True)
        close.setDefault(True)
        self.put_buttons(*((help_button,) if help_button else ()), None, close)

    def show_help(self) -> None:
        """Open the page of the manual that says what to do."""
        from smartclient.ui.dialogs.help import open_help  # noqa: PLC0415 (seldom wanted)

        open_help(self._theme, self, Topic(self._page or Topic.INDEX))
