"""Pages about mail."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from smartclient.cli.render.tables import moment

if TYPE_CHECKING:
    from smartclient.headoffice.mail.account import MailStatus


def mail_status_lines(status: "MailStatus") -> Iterator[str]:
    """The mailbox that head office sends from, and whether its server can be used."""
    account = status.account
    if account is None:
        yield "Head office sends no mail: no mailbox is set up."
        return
    box = account.mailbox
    yield f"Head office sends from {box.sender}."
    login = f", as {box.login}" if box.login else ", without a login"
    yield f"Server: {box.host}, port {box.port}, {box.security}{login}."
    if account.password_file:
        yield f"Password: in {account.password_file}."
    if status.is_up is None or status.at is None:
        yield "Nothing was sent yet. Test it: smartclient headoffice mail test ADDRESS --url URL."
    elif status.is_up:
        yield f"The server took mail at {moment(status.at)}."
    else:
        yield f"The server can't be used since {moment(status.at)}: {status.trouble}"
