"""What the command line enters of a mailbox to send from."""

from pathlib import Path
from typing import Annotated

import typer

from smartclient.domain.mail import (
    DEFAULT_PORTS,
    MailAccount,
    Mailbox,
    MailSecurity,
    checked_mailbox,
)

Server = Annotated[
    str,
    typer.Option("--server", metavar="HOST", help="The mail server, as in mail.example.com."),
]
Sender = Annotated[
    str, typer.Option("--from", metavar="ADDRESS", help="The address that mails are sent from.")
]
MailLogin = Annotated[
    str,
    typer.Option("--login", metavar="L", help="The login at the server, where it needs one."),
]
Security = Annotated[
    MailSecurity,
    typer.Option("--security", help="tls from the first byte, or starttls."),
]
Port = Annotated[
    int | None,
    typer.Option("--port", metavar="N", help="The port; 587 for starttls, 465 for tls."),
]
TestRecipient = Annotated[str, typer.Argument(metavar="ADDRESS", help="Whom to send it to.")]


def entered_account(
    *,
    server: str,
    sender: str,
    login: str,
    security: MailSecurity,
    port: int | None,
    password_file: Path | None,
) -> MailAccount:
    """The account that was entered; RefusedError for what can be none."""
    mailbox = checked_mailbox(
        Mailbox(
            host=server,
            port=DEFAULT_PORTS[security] if port is None else port,
            security=security,
            sender=sender,
            login=login,
        )
    )
    path = "" if password_file is None else str(password_file.absolute())
    return MailAccount(mailbox=mailbox, password_file=path)
