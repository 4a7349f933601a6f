"""The JSON shapes of mail."""

from typing import TYPE_CHECKING

from smartclient.cli.json_output.values import Json, instant, known

if TYPE_CHECKING:
    from smartclient.headoffice.mail.account import MailStatus


def mail_status_shape(status: "MailStatus") -> dict[str, Json]:
    """The mailbox that head office sends from, null for none, and the state of its server."""
    account = status.account
    if account is None:
        return {"mailbox": None, "is_up": None, "why": None, "at": None}
    box = account.mailbox
    return {
        "mailbox": {
            "server": box.host,
            "port": box.port,
            "security": str(box.security),
            "from": box.sender,
            "login": known(box.login),
            "password_file": known(account.password_file),
        },
        "is_up": status.is_up,
        "why": known(status.trouble),
        "at": instant(status.at),
    }
