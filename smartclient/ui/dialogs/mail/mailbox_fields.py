"""The fields of a mailbox to send from."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from smartclient.domain.mail import (
    DEFAULT_PORTS,
    LONGEST_ADDRESS,
    MAIL_LOGIN,
    MAIL_SERVER,
    PORT,
    MailAccount,
    Mailbox,
    MailSecurity,
)
from smartclient.ui.look.tokens import FIELD_HEIGHT, SPACE_BETWEEN, SPACE_GROUP
from smartclient.ui.widgets.factories import field_label

_LONGEST_PASSWORD = 200


class MailboxFields(QWidget):
    """Where mails are handed over, how that is encrypted, and who signs in there."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._host = _line("mailboxServer", self.tr("Mail server"), MAIL_SERVER.longest)
        self._host.setPlaceholderText("mail.example.com")
        self._security = QComboBox()
        self._security.setObjectName("mailboxSecurity")
        self._security.setAccessibleName(self.tr("Encryption"))
        self._security.addItem(self.tr("STARTTLS (usual)"), MailSecurity.STARTTLS)
        self._security.addItem(self.tr("TLS from the first byte"), MailSecurity.TLS)
        self._port = _line("mailboxPort", self.tr("Port"), len(str(PORT.most)))
        self._port.setValidator(QIntValidator(PORT.least, PORT.most, self._port))
        self._sender = _line("mailboxSender", self.tr("Your address"), LONGEST_ADDRESS)
        self._login = _line("mailboxLogin", self.tr("Login"), MAIL_LOGIN.longest)
        self._password = _line("mailboxPassword", self.tr("Password"), _LONGEST_PASSWORD)
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._before: MailAccount | None = None
        self._lay_out()
        self._show_port()
        self._security.currentIndexChanged.connect(self._show_port)
        for field in (self._host, self._port, self._sender, self._login, self._password):
            field.textEdited.connect(self.edited)
        self._login.textChanged.connect(self._show_hint)
        self._host.textChanged.connect(self._show_hint)
        self._security.activated.connect(self.edited)
        self._show_hint()

    @property
    def account(self) -> MailAccount:
        """The mailbox as it is entered; its password is where the one before had it."""
        port = self._port.text()
        box = Mailbox(
            host=self._host.text(),
            port=int(port) if port else self._default_port,
            security=self._security.currentData(),
            sender=self._sender.text().strip(),
            login=self._login.text(),
        )
        before = self._before
        file = before.password_file if before is not None and self._is_login_kept else ""
        return MailAccount(mailbox=box, password_file="" if self.password else file)

    @property
    def password(self) -> str:
        """The password as it is entered, "" for the one that is kept."""
        return self._password.text()

    @property
    def lacks_password(self) -> bool:
        """Whether there is a login, and no password for it was ever entered."""
        has_login = bool(self._login.text().strip())
        return has_login and not self.password and not self._is_login_kept

    @property
    def address(self) -> str:
        """The address that mails are sent from."""
        return self._sender.text().strip()

    def show_account(self, account: MailAccount | None) -> None:
        """Show a mailbox that is set up, or empty fields."""
        self._before = account
        box = None if account is None else account.mailbox
        self._host.setText("" if box is None else box.host)
        security = MailSecurity.STARTTLS if box is None else box.security
        self._security.setCurrentIndex(self._security.findData(security))
        self._port.setText("" if box is None else str(box.port))
        self._show_port()
        self._sender.setText("" if box is None else box.sender)
        self._login.setText("" if box is None else box.login)
        self._password.clear()
        self._show_hint()

    @property
    def _default_port(self) -> int:
        return DEFAULT_PORTS[self._security.currentData()]

    @property
    def _is_login_kept(self) -> bool:
        box = None if self._before is None else self._before.mailbox
        entered = (self._host.text().strip(), self._login.text().strip())
        return box is not None and bool(box.login) and (box.host, box.login) == entered

    def _show_port(self) -> None:
        """Show the usual port of the way, unless another one was entered."""
        usual = {str(port) for port in DEFAULT_PORTS.values()}
        if self._port.text() in {"", *usual}:
            self._port.setText(str(self._default_port))

    def _show_hint(self) -> None:
        kept = self.tr("stays as it is")
        self._password.setPlaceholderText(kept if self._is_login_kept else "")

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(SPACE_GROUP)
        form.setVerticalSpacing(SPACE_BETWEEN)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in (
            self._host,
            self._security,
            self._port,
            self._sender,
            self._login,
            self._password,
        ):
            form.addRow(field_label(field.accessibleName()), field)


def _line(name: str, text: str, longest: int) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    field.setAccessibleName(text)
    field.setMaxLength(longest)
    field.setMinimumHeight(FIELD_HEIGHT)
    return field
