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
from smartclient.ui.widgets.factories import button, field_label, heading, label
from smartclient.ui.widgets.notice import Notice

translate = QCoreApplication.translate

_WIDTH = 440


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretLabels:
    """What a dialog for a secret says. ``again`` names the second field of a new one, or ""."""

    name: str
    title: str
    text: str
    label: str
    yes: str
    no: str
    again: str = ""


class SecretDialog(Dialog):
    """One secret, typed unseen; a new one twice."""

    def __init__(self, words: SecretLabels, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent, words.name, words.title)
        self.be_wide(_WIDTH)
        self.secret = ""
        self._field = _field(f"{words.name}Text", words.label)
        self._again = _field(f"{words.name}Again", words.again) if words.again else None
        self._refusal = Notice(theme, f"{words.name}Refusal", StatusBadge.REJECTED)
        self._yes = button(f"{words.name}Yes", words.yes, self.accept, primary=True)
        self._yes.setDefault(True)
        self.content_layout.addWidget(heading(words.title))
        self.content_layout.addWidget(label(words.text, muted=True, wraps=True))
        self.content_layout.addLayout(self._form(words))
        self.content_layout.addWidget(self._refusal)
        self.content_layout.addStretch(1)
        self.put_buttons(None, button(f"{words.name}No", words.no, self.reject), self._yes)
        self._look()

    def accept(self) -> None:
        """Take what was typed, unless a new passphrase is too short or typed differently."""
        typed = self._field.text()
        refusal = self._refusal_of(typed) if self._again is not None else ""
        self._refusal.say(refusal)
        if typed and not refusal:
            self.secret = typed
            super().accept()

    def refuse(self, why: str) -> None:
        """Say why the last one was not taken."""
        self._refusal.say(why)

    def _refusal_of(self, typed: str) -> str:
        if is_too_short(typed):
            return self.tr("Use at least {count} characters. A few words do well.").format(
                count=SHORTEST_PASSPHRASE
            )
        if self._again is not None and self._again.text() != typed:
            return self.tr("The two are not the same. Type the passphrase again.")
        return ""

    def _form(self, words: SecretLabels) -> QFormLayout:
        form = QFormLayout()
        form.setSpacing(SPACE_BETWEEN)
        form.addRow(field_label(words.label), self._field)
        self._field.textChanged.connect(self._look)
        if self._again is not None:
            form.addRow(field_label(words.again), self._again)
            self._again.textChanged.connect(self._look)
        return form

    def _look(self) -> None:
        self._refusal.say("")
        twice = self._again is None or bool(self._again.text())
        self._yes.setEnabled(bool(self._field.text()) and twice)


def passphrase_dialog(theme: Theme, parent: QWidget | None) -> SecretDialog:
    """Return the dialog for the passphrase that opens the data on this laptop."""
    words = SecretLabels(
        name="dialogPassphrase",
        title=translate("SecretDialog", "Your passphrase"),
        text=translate(
            "SecretDialog", "The data on this laptop is encrypted. The passphrase opens it."
        ),
        label=translate("SecretDialog", "Passphrase"),
        yes=translate("SecretDialog", "&Open"),
        no=translate("SecretDialog", "&Not now"),
    )
    return SecretDialog(words, theme, parent)


def new_passphrase_dialog(theme: Theme, parent: QWidget | None) -> SecretDialog:
    """Return the dialog in which a passphrase is made up."""
    words = SecretLabels(
        name="dialogNewPassphrase",
        title=translate("SecretDialog", "Make up a passphrase"),
        text=translate(
            "SecretDialog",
            "Your data is encrypted on this laptop, and it has no keyring to keep the key in. "
            "You type the passphrase each time you start Smart Client; nobody can tell it to "
            "you if you forget it.",
        ),
        label=translate("SecretDialog", "Passphrase"),
        again=translate("SecretDialog", "Repeat passphrase"),
        yes=translate("SecretDialog", "&Use this passphrase"),
        no=translate("SecretDialog", "&Not now"),
    )
    return SecretDialog(words, theme, parent)


def password_dialog(theme: Theme, parent: QWidget | None) -> SecretDialog:
    """Return the dialog for the password of head office's database."""
    words = SecretLabels(
        name="dialogPassword",
        title=translate("SecretDialog", "Password for head office"),
        text=translate(
            "SecretDialog",
            "Head office asks who you are. Without the password you go on working offline.",
        ),
        label=translate("SecretDialog", "Password"),
        yes=translate("SecretDialog", "&Sign in"),
        no=translate("SecretDialog", "&Not now"),
    )
    return SecretDialog(words, theme, parent)


def _field(name: str, accessible_name: str) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    field.setAccessibleName(accessible_name)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    return field
