"""The sign-in dialog: where head office is, and who is there; the first thing a rep ever sees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QFormLayout, QLineEdit, QRadioButton, QWidget

from smartclient.domain.errors import SmartClientError
from smartclient.settings.places import embedded_file, embedded_url
from smartclient.settings.web_address import is_web
from smartclient.ui.background import Background
from smartclient.ui.dialogs.dialog import Dialog
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.look.theme import Theme
from smartclient.ui.look.tokens import FIELD_HEIGHT, SPACE_BETWEEN, SPACE_GROUP
from smartclient.ui.text import wording
from smartclient.ui.widgets.availability import allow
from smartclient.ui.widgets.button_row import ButtonRow
from smartclient.ui.widgets.factories import button, field_label, label, row, wrapped_title
from smartclient.ui.widgets.notice import Notice

_WIDTH = 560


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInForm:
    """What was typed: head office's address, and the login with its password, or a code.

    What was not typed is "". An address over HTTPS may be a link that holds the code.
    """

    url: str
    login: str = ""
    password: str = ""
    code: str = ""


def server_url(server: str, database: str) -> str:
    """The address of a SQL Server; one that is complete already stays as it is."""
    if "://" in server:
        return server
    return f"mssql+pyodbc://{server}/{database}"


def file_url(file: str) -> str:
    """The address of an embedded head office; one that is complete stays as it is."""
    if "://" in file:
        return file
    return embedded_url(Path(file).expanduser().absolute())


class Closable(Protocol):
    """What signing in opens."""

    def close(self) -> None:
        """Close it again."""
        ...


Opened = TypeVar("Opened", bound=Closable)


class SignInDialog(Dialog, Generic[Opened]):
    """Asks where head office is and who signs in; ``opened`` is what ``join`` returned.

    ``join`` runs off the GUI thread and raises what is shown in the dialog.
    """

    joined = Signal()

    def __init__(
        self, theme: Theme, join: Callable[[SignInForm], Opened], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, "dialogSignIn", "Smart Client")
        self.be_wide(_WIDTH)
        self.opened: Opened | None = None
        self._join = join
        self._given_up = False
        self._background = Background("sign-in", self)
        self._make_fields()
        self._refusal = Notice(theme, "signInRefusal", StatusBadge.REJECTED)
        self._message = label(name="signInMessage", muted=True)
        self._yes = button("buttonSignIn", self.tr("&Sign in"), self.sign_in, primary=True)
        self._yes.setDefault(True)
        self._no = button("buttonLeaveSignIn", self.tr("&Close"), self.reject)
        self._lay_out()
        self._choose()

    def fill(self, url: str, login: str) -> None:
        """Show an address and a login, as they were used before."""
        file = embedded_file(url)
        if is_web(url):
            self._over_web.setChecked(True)
            self._address.setText(url)
            return
        (self._on_server if url and file is None else self._in_file).setChecked(True)
        if file is None:
            self._server.setText(url)
        else:
            self._file.setText(str(file))
        self._login.setText(login)

    def sign_in(self) -> None:
        """Join head office with what was typed."""
        form = self._form()
        if form is None or self._background.busy:
            return
        self._refusal.show_text("")
        self._show_waiting(waiting=True)
        join = self._join

        def call() -> Opened:
            opened = join(form)
            if self._given_up:
                # nobody is there any more to be given it
                opened.close()
            return opened

        self._background.run(self, call, self._succeed, self._fail)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave, whatever is under way."""
        self.reject()
        event.accept()

    def reject(self) -> None:
        """Leave without signing in; the result of a call under way is dropped."""
        self._given_up = True
        super().reject()
        self._background.close()

    def _succeed(self, opened: Opened) -> None:
        self.opened = opened
        self._background.close()
        self.accept()
        self.joined.emit()

    def _fail(self, error: SmartClientError) -> None:
        self._show_waiting(waiting=False)
        self._refusal.show_text(wording.error_text(error))
        self.fit_content()
        (self._code if self._over_web.isChecked() else self._login).setFocus()

    def _form(self) -> SignInForm | None:
        if self._over_web.isChecked():
            return self._web_form()
        file, server, database = (
            field.text().strip() for field in (self._file, self._server, self._database)
        )
        login = self._login.text().strip()
        if self._in_file.isChecked():
            url = file_url(file) if file else ""
        else:
            url = server_url(server, database) if server and (database or "://" in server) else ""
        if not url or not login:
            return None
        password = "" if self._in_file.isChecked() else self._password.text()
        return SignInForm(url=url, login=login, password=password)

    def _web_form(self) -> SignInForm | None:
        address, code = self._address.text().strip(), self._code.text().strip()
        if address and "://" not in address:
            address = f"https://{address}"
        has_code = bool(code) or "#" in address
        return SignInForm(url=address, code=code) if address and has_code else None

    def _make_fields(self) -> None:
        self._on_server = _choice("signInOnServer", self.tr("SQL Ser&ver"))
        self._over_web = _choice("signInOverWeb", self.tr("On the &web, with a code"))
        self._in_file = _choice("signInInFile", self.tr("A &file on this laptop"))
        self._on_server.setChecked(True)
        self._server = _field("signInServer", self.tr("Server"))
        self._server.setPlaceholderText(self.tr("sql.example.com, or a complete address"))
        self._database = _field("signInDatabase", self.tr("Database"))
        self._address = _field("signInAddress", self.tr("Address or link"))
        self._address.setPlaceholderText(self.tr("orders.example.com, or the link you were given"))
        self._code = _field("signInCode", self.tr("Code"))
        self._code.setPlaceholderText(self.tr("not needed with a link"))
        self._file = _field("signInFile", self.tr("File"))
        self._browse = button("buttonBrowseFile", self.tr("&Browse…"), self._look_for_file)
        self._login = _field("signInLogin", self.tr("Login"))
        self._password = _field("signInPassword", self.tr("Password"))
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        for choice in self._choices:
            choice.toggled.connect(self._choose)
        for field in self._fields:
            field.textChanged.connect(self._look)

    @property
    def _fields(self) -> tuple[QLineEdit, ...]:
        on_web = (self._address, self._code)
        return (
            *(self._server, self._database, *on_web, self._file),
            *(self._login, self._password),
        )

    @property
    def _choices(self) -> tuple[QRadioButton, ...]:
        return (self._on_server, self._over_web, self._in_file)

    def _lay_out(self) -> None:
        self.content_layout.addWidget(wrapped_title(self.tr("Welcome to Smart Client")))
        self.content_layout.addWidget(
            label(
                self.tr(
                    "Sign in once while head office is in reach. After that you take orders "
                    "anywhere; they are kept encrypted on this laptop and go out when there is "
                    "a connection."
                ),
                muted=True,
                wraps=True,
            )
        )
        where_is = label(self.tr("Head office is"))
        self.content_layout.addLayout(
            ButtonRow((where_is, *self._choices), (), between=SPACE_GROUP)
        )
        form = QFormLayout()
        form.setSpacing(SPACE_BETWEEN)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(field_label(self.tr("Server")), self._server)
        form.addRow(field_label(self.tr("Database")), self._database)
        form.addRow(field_label(self.tr("Address or link")), self._address)
        form.addRow(field_label(self.tr("Code")), self._code)
        where = QWidget()
        beside = row(self._file, self._browse)
        where.setLayout(beside)
        where.setMinimumHeight(FIELD_HEIGHT)
        form.addRow(field_label(self.tr("File")), where)
        form.addRow(field_label(self.tr("Login")), self._login)
        form.addRow(field_label(self.tr("Password")), self._password)
        self._places = form
        self._file_row = where
        self.content_layout.addLayout(form)
        self.content_layout.addWidget(self._refusal)
        self.content_layout.addStretch(1)
        self.put_buttons(self._message, None, self._no, self._yes)

    def _choose(self) -> None:
        embedded, on_web = self._in_file.isChecked(), self._over_web.isChecked()
        self._places.setRowVisible(self._file_row, embedded)
        for field in (self._server, self._database, self._password):
            self._places.setRowVisible(field, self._on_server.isChecked())
        for field in (self._address, self._code):
            self._places.setRowVisible(field, on_web)
        self._places.setRowVisible(self._login, not on_web)
        if not any(choice.hasFocus() for choice in self._choices):
            # who chooses by keyboard stays there, and goes on by Tab
            first = self._address if on_web else self._server
            (self._file if embedded else first).setFocus()
        self._look()

    def _look(self) -> None:
        self._database.setEnabled("://" not in self._server.text())
        filled_in = self._form() is not None
        allow(self._yes, "" if filled_in else self.tr("Fill in every field first."))
        self._refusal.show_text("")

    def _show_waiting(self, *, waiting: bool) -> None:
        self._message.setText(self.tr("Asking head office who you are…") if waiting else "")
        for part in (*self._fields, *self._choices, self._browse, self._yes):
            part.setEnabled(not waiting)
        if not waiting:
            self._look()

    def _look_for_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Head office's file"),
            self._file.text(),
            self.tr("Databases (*.db *.sqlite);;All files (*)"),
        )
        if chosen:
            self._file.setText(chosen)


def _field(name: str, accessible_name: str) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    field.setAccessibleName(accessible_name)
    return field


def _choice(name: str, text: str) -> QRadioButton:
    button = QRadioButton(text)
    button.setObjectName(name)
    button.setAccessibleName(text.replace("&", ""))
    return button
