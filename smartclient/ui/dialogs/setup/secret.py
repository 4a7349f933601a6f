"""The dialogs in which a passphrase or a password is typed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from smartclient.domain.text.passphrases import SHORTEST_PASSPHRASE, is_too_short
from smartclient.ui.dialogs.dialog import Dialog
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.look.theme import Theme
from smartclient.ui.look.tokens import SPACE_BETWEEN
from smartclient.ui.widgets.availability import allow
from smartclient.ui.widgets.factories import button, field_label, heading, label
from smartclient.ui.widgets.notice import Notice

translate = QCoreApplication.translate

_WIDTH = 440


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretLabels:
    """The texts of a dialog for a secret. ``again`` labels a new one's second field, or is ""."""

    name: str
    title: str
    text: str
    label: str
    yes: str
    no: str
    again: str = ""


class SecretDialog(Dialog):
    """One secret, typed unseen; a new one twice."""

    def __init__(self, labels: SecretLabels, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent, labels.name, labels.title)
        self.be_wide(_WIDTH)
        self.secret = ""
        self._field = _field(f"{labels.name}Text", labels.label)
        self._again = _field(f"{labels.name}Again", labels.again) if labels.again else None
        self._refusal = Notice(theme, f"{labels.name}Refusal", StatusBadge.REJECTED)
        self._yes = button(f"{labels.name}Yes", labels.yes, self.accept, primary=True)
        self._yes.setDefault(True)
        self.content_layout.addWidget(heading(labels.title))
        self.content_layout.addWidget(label(labels.text, muted=True, wraps=True))
        self.content_layout.addLayout(self._form(labels))
        self.content_layout.addWidget(self._refusal)
        self.content_layout.addStretch(1)
        self.put_buttons(None, button(f"{labels.name}No", labels.no, self.reject), self._yes)
        self._look()

    def accept(self) -> None:
        """Take what was typed, unless a new passphrase is too short or typed differently."""
        typed = self._field.text()
        refusal = self._refusal_of(typed) if self._again is not None else ""
        self._refusal.show_text(refusal)
        if typed and not refusal:
            self.secret = typed
            super().accept()

    def refuse(self, why: str) -> None:
        """Show why the last one was not accepted."""
        self._refusal.show_text(why)

    def _refusal_of(self, typed: str) -> str:
        if is_too_short(typed):
            return self.tr("Use at least {count} characters. A few words do well.").format(
                count=SHORTEST_PASSPHRASE
            )
        if self._again is not None and self._again.text() != typed:
            return self.tr("The two are not the same. Type the passphrase again.")
        return ""

    def _form(self, labels: SecretLabels) -> QFormLayout:
        form = QFormLayout()
        form.setSpacing(SPACE_BETWEEN)
        form.addRow(field_label(labels.label), self._field)
        self._field.textChanged.connect(self._look)
        if self._again is not None:
            form.addRow(field_label(labels.again), self._again)
            self._again.textChanged.connect(self._look)
        return form

    def _look(self) -> None:
        self._refusal.show_text("")
        twice = self._again is None or bool(self._again.text())
        typed = bool(self._field.text()) and twice
        allow(self._yes, "" if typed else self.tr("Fill in every field first."))


def passphrase_dialog(theme: Theme, parent: QWidget | None) -> SecretDialog:
    """The dialog for the passphrase that opens the data on this laptop."""
    labels = SecretLabels(
        name="dialogPassphrase",
        title=translate("SecretDialog", "Your passphrase"),
        text=translate(
            "SecretDialog", "The data on this laptop is encrypted. The passphrase opens it."
        ),
        label=translate("SecretDialog", "Passphrase"),
        yes=translate("SecretDialog", "&Open"),
        no=translate("SecretDialog", "&Not now"),
    )
    return SecretDialog(labels, theme, parent)


def new_passphrase_dialog(theme: Theme, parent: QWidget | None) -> SecretDialog:
    """The dialog in which a passphrase is chosen."""
    labels = SecretLabels(
        name="dialogNewPassphrase",
        title=translate("SecretDialog", "Make up a passphrase"),
        text=translate(
            "SecretDialog",
            "Your data is encrypted on this laptop, which has no keyring to store the key in. "
            "You type the passphrase each time you start Smart Client; nobody can recover it "
            "if you forget it.",
        ),
        label=translate("SecretDialog", "Passphrase"),
        again=translate("SecretDialog", "Repeat passphrase"),
        yes=translate("SecretDialog", "&Use this passphrase"),
        no=translate("SecretDialog", "&Not now"),
    )
    return SecretDialog(labels, theme, parent)


def password_dialog(theme: Theme, parent: QWidget | None) -> SecretDialog:
    """The dialog for the password of head office's database."""
    labels = SecretLabels(
        name="dialogPassword",
        title=translate("SecretDialog", "Password for head office"),
        text=translate(
            "SecretDialog",
            "Head office asks who you are. Without the password you continue to work offline.",
        ),
        label=translate("SecretDialog", "Password"),
        yes=translate("SecretDialog", "&Sign in"),
        no=translate("SecretDialog", "&Not now"),
    )
    return SecretDialog(labels, theme, parent)


def _field(name: str, accessible_name: str) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    field.setAccessibleName(accessible_name)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    return field
