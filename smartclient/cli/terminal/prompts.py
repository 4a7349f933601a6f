"""Asking a person for a secret or a yes, where there is a person to ask."""

import sys
from collections.abc import Callable

import typer


def passphrase_asker() -> Callable[[bool], str] | None:
    """What asks for the store's passphrase, None where nobody can be asked.

    It is called with True for a new passphrase, which is then asked for twice.
    """
    return _ask_passphrase if _somebody_there() else None


def password_asker() -> Callable[[], str] | None:
    """What asks for the database password, None where nobody can be asked."""
    return _ask_password if _somebody_there() else None


def mail_password_asker() -> Callable[[], str] | None:
    """What asks for the password of a mailbox, None where nobody can be asked."""
    return _ask_mail_password if _somebody_there() else None


def agrees(question: str) -> bool | None:
    """What a person answers to a question, None where nobody can be asked."""
    return typer.confirm(question, err=True) if _somebody_there() else None


def _somebody_there() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _ask_passphrase(new: bool) -> str:  # noqa: FBT001 (one question, asked for two purposes)
    text = "New passphrase for the data on this laptop" if new else "Passphrase"
    return _asked(text, twice=new)


def _ask_password() -> str:
    return _asked("Password for head office's database", twice=False)


def _ask_mail_password() -> str:
    return _asked("Password of the mailbox", twice=False)


def _asked(text: str, *, twice: bool) -> str:
    return str(typer.prompt(text, hide_input=True, confirmation_prompt=twice, err=True))
