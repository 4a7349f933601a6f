"""What the command line enters of a mailbox to send from."""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from pathlib import Path
from typing import Annotated, Any, Final

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
PasswordFile = Annotated[
    Path | None,
    typer.Option(
        "--password-file",
        metavar="FILE",
        help="A file with the password that nobody else can read; else the keyring.",
    ),
]
TestRecipient = Annotated[str, typer.Argument(metavar="ADDRESS", help="Whom to send it to.")]

_ACCOUNT: Final = "account"


def takes_mailbox(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of a mailbox, in the place of its parameter ``account``.

    It is called with the account that they enter; RefusedError for what can be none.
    """
    own, options = signature(command, eval_str=True), signature(_entered, eval_str=True)
    parameters = [
        each
        for name, parameter in own.parameters.items()
        for each in (options.parameters.values() if name == _ACCOUNT else (parameter,))
    ]

    @wraps(command)
    def run(**given: Any) -> None:  # noqa: ANN401 (what the command line entered)
        entered = {name: given.pop(name) for name in options.parameters}
        command(account=_entered(**entered), **given)

    run.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {each.name: each.annotation for each in parameters}
    return run


def _entered(
    *,
    server: Server,
    sender: Sender,
    login: MailLogin = "",
    security: Security = MailSecurity.STARTTLS,
    port: Port = None,
    password_file: PasswordFile = None,
) -> MailAccount:
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
