"""The password of a mailbox: in the keyring, or in a file that only its owner reads."""

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Final

from smartclient.domain.errors import RefusedError, SetUpError
from smartclient.domain.mail import MailAccount, Mailbox
from smartclient.security.keyrings import forget_secret, keep_secret, secret_of

MAIL_PASSWORD_VARIABLE: Final = "SMARTCLIENT_MAIL_PASSWORD"  # noqa: S105 (the name of a variable)
_OTHERS: Final = 0o077


def given_mail_password(ask: Callable[[], str] | None) -> str:
    """A password that is entered: from the environment, or from the person.

    Raises SetUpError where there is nobody to ask.
    """
    given = os.environ.get(MAIL_PASSWORD_VARIABLE, "")
    if given or ask is None:
        if given:
            return given
        raise SetUpError(
            "The password of the mailbox is not given. Set {variable}, or name a file that holds "
            "it.",
            variable=MAIL_PASSWORD_VARIABLE,
        )
    return ask()


def keep_mail_password(mailbox: Mailbox, password: str) -> None:
    """Store a password in the keyring; RefusedError where there is none that can store it."""
    if not keep_secret(_user_of(mailbox), password):
        raise RefusedError(
            "This computer has no keyring that can store the password. Name a file that holds it, "
            "and that only the service can read."
        )


def mail_password(account: MailAccount) -> str:
    """The password of a mailbox, "" for one without a login.

    The environment comes first, then the file, then the keyring. Raises SetUpError where it is in
    none of them, or in a file that others can read.
    """
    mailbox = account.mailbox
    if not mailbox.login:
        return ""
    found = os.environ.get(MAIL_PASSWORD_VARIABLE, "")
    if not found:
        path = account.password_file
        found = _from_file(Path(path)) if path else secret_of(_user_of(mailbox)) or ""
    if not found:
        raise SetUpError(
            "The password of the mailbox {sender} is not known on this computer. Set the mailbox "
            "up here, too.",
            sender=mailbox.sender,
        )
    return found


def forget_password_of(account: MailAccount) -> None:
    """Delete the password of a mailbox from the keyring, if it is there."""
    if account.mailbox.login and not account.password_file:
        forget_secret(_user_of(account.mailbox))


def is_same_login(one: Mailbox, other: Mailbox) -> bool:
    """Whether two mailboxes have one password."""
    return _user_of(one) == _user_of(other)


def _from_file(path: Path) -> str:
    try:
        if os.name == "posix" and path.stat().st_mode & _OTHERS:
            raise SetUpError(
                "Others can read the file {path}, which holds the password of the mailbox. Let "
                "only the service read it: chmod 600.",
                path=path,
            )
        return path.read_text("utf-8").strip()
    except (OSError, UnicodeError) as error:
        raise SetUpError(
            "The file {path}, which holds the password of the mailbox, can't be read.",
            path=path,
            detail=str(error),
        ) from error


def _user_of(mailbox: Mailbox) -> str:
    both = f"{mailbox.login}\n{mailbox.host}"
    return f"mail-{sha256(both.encode()).hexdigest()[:16]}"
