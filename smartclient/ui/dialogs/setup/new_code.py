"""The dialog for a new code: a device that head office signed out goes on with its work."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from smartclient.domain.errors import SmartClientError
from smartclient.ui.background import Background
from smartclient.ui.dialogs.dialog import Dialog
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.look.theme import Theme
from smartclient.ui.text import wording
from smartclient.ui.widgets.availability import allow
from smartclient.ui.widgets.factories import button, label, wrapped_title
from smartclient.ui.widgets.notice import Notice

_WIDTH = 480


class NewCodeDialog(Dialog):
    """Asks for a code or a link; ``sign_in`` runs off the GUI thread and raises what is shown."""

    def __init__(
        self, theme: Theme, sign_in: Callable[[str], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, "dialogNewCode", self.tr("Sign in with a new code"))
        self.be_wide(_WIDTH)
        self._sign_in = sign_in
        self._background = Background("new-code", self)
        self._code = QLineEdit()
        self._code.setObjectName("newCode")
        self._code.setAccessibleName(self.tr("Code or link"))
        self._refusal = Notice(theme, "newCodeRefusal", StatusBadge.REJECTED)
        self._yes = button("buttonNewCode", self.tr("&Sign in"), self.sign_in, primary=True)
        self._yes.setDefault(True)
        self._code.textChanged.connect(self._look)
        self.content_layout.addWidget(wrapped_title(self.tr("Sign in with a new code")))
        self.content_layout.addWidget(
            label(
                self.tr(
                    "Type the code that head office gave you, or paste its link. Your work stays."
                ),
                muted=True,
                wraps=True,
            )
        )
        self.content_layout.addWidget(self._code)
        self.content_layout.addWidget(self._refusal)
        self.content_layout.addStretch(1)
        no = button("buttonLeaveNewCode", self.tr("&Close"), self.reject)
        self.put_buttons(None, no, self._yes)
        self._look()

    def sign_in(self) -> None:
        """Sign in with what was typed."""
        text = self._code.text().strip()
        if not text or self._background.busy:
            return
        allow(self._yes, self.tr("Head office is being asked."))
        self._background.run(self, lambda: self._sign_in(text), lambda _: self.accept(), self._fail)

    def done(self, result: int) -> None:
        """End; the result of a call under way is dropped."""
        self._background.close()
        super().done(result)

    def _fail(self, error: SmartClientError) -> None:
        self._look()
        self._refusal.show_text(wording.error_text(error))
        self.fit_content()

    def _look(self) -> None:
        typed = bool(self._code.text().strip())
        allow(self._yes, "" if typed else self.tr("Type the code first."))
        self._refusal.show_text("")
