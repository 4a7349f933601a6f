"""The code of an enrolment as an admin gives it on: as text, as a link and as a QR code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QVBoxLayout, QWidget

from smartclient.ui.look.tokens import SPACE_BETWEEN, SPACE_GROUP
from smartclient.ui.text import formats
from smartclient.ui.widgets.factories import button, elided_heading, label, row
from smartclient.ui.widgets.figures.qr_code import QrCode

if TYPE_CHECKING:
    from smartclient.domain.ids import Login
    from smartclient.read_models.enrolment import AnsweredCode
    from smartclient.ui.app_context import AppContext

_SIDE_BY_SIDE = 640
"""On a screen that is narrower, the QR code stands below the text."""


class EnrolledCode(QWidget):
    """What the new device needs. Without a public address there is neither link nor QR code."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._whose = elided_heading("")
        self._whose.setObjectName("enrolledWhose")
        self._how = label(name="enrolledHow", wraps=True)
        self._code = _shown_text("enrolledCode", self.tr("Code"))
        self._code.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._link = _shown_text("enrolledLink", self.tr("Link"))
        self._copy_code = button("buttonCopyCode", self.tr("Copy c&ode"), self._put_code)
        self._copy_link = button("buttonCopyLink", self.tr("Copy &link"), self._put_link)
        self._until = label(name="enrolledUntil", muted=True, wraps=True)
        self._qr = QrCode("enrolledQrCode", self.tr("The link as a QR code"))
        self._lay_out()

    def show_code(self, login: Login, answered: AnsweredCode) -> None:
        """Show a code that counts; the cursor goes to its text."""
        is_narrow = self.screen().availableGeometry().width() < _SIDE_BY_SIDE
        self._halves.setDirection(
            QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        )
        self._whose.set_text(self.tr("Code for {login}").format(login=login))
        self._code.setText(answered.code)
        self._link.setText(answered.link)
        self._link.setCursorPosition(0)
        for widget in (self._link, self._copy_link, self._qr):
            widget.setVisible(bool(answered.link))
        self._qr.show_text(answered.link)
        self._how.setText(self._how_text(has_link=bool(answered.link)))
        self._until.setText(self._until_text(answered))
        self._code.setFocus()
        # backwards, so that a field too short for it shows its beginning
        self._code.setSelection(len(answered.code), -len(answered.code))

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(SPACE_BETWEEN)
        for widget in (self._whose, self._how, self._code, self._link):
            left.addWidget(widget)
        left.addLayout(row(self._copy_code, self._copy_link, None))
        left.addWidget(self._until)
        left.addStretch(1)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(SPACE_GROUP)
        self._halves.addLayout(left, 1)
        self._halves.addWidget(self._qr, 0, Qt.AlignmentFlag.AlignTop)

    def _how_text(self, *, has_link: bool) -> str:
        if has_link:
            return self.tr(
                "On the new device, scan the QR code or open the link, or type the code where it "
                "asks to sign in."
            )
        return self.tr(
            "On the new device, type the code where it asks to sign in; head office's web service "
            "has no public address, so there is no link to it."
        )

    def _until_text(self, answered: AnsweredCode) -> str:
        when = "" if answered.expires_at is None else formats.deadline(answered.expires_at)
        return self.tr("It counts once, until {when}, and is shown only here.").format(when=when)

    def _put_code(self) -> None:
        QGuiApplication.clipboard().setText(self._code.text())

    def _put_link(self) -> None:
        QGuiApplication.clipboard().setText(self._link.text())


def _shown_text(name: str, accessible_name: str) -> QLineEdit:
    """A text that is selected and copied, and not changed."""
    field = QLineEdit()
    field.setObjectName(name)
    field.setAccessibleName(accessible_name)
    field.setReadOnly(True)
    return field
