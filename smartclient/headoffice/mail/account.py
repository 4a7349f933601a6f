"""The mailbox that head office sends from, and whether its mail server can be used."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from smartclient.database.types import instant_from_text, instant_text
from smartclient.domain.mail import (
    MailAccount,
    Mailbox,
    MailReadiness,
    MailSecurity,
    mail_readiness,
)
from smartclient.domain.mail_templates import MailLanguage
from smartclient.headoffice.database.schema import MAIL_STATE, all_info, set_info

_HOST, _PORT, _SECURITY = "mail_host", "mail_port", "mail_security"
_SENDER, _LOGIN, _PASSWORD_FILE = "mail_sender", "mail_login", "mail_password_file"
_STATE_AT, _WHY = "mail_state_at", "mail_why"
_LONGEST_WHY: Final = 200
CASES_TO: Final = "mail_cases_to"
"""The name of the info that holds whom new cases are mailed to, "" for nobody."""

CASES_LANGUAGE: Final = "mail_cases_language"
"""The name of the info that holds the language of these mails."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailStatus:
    """The mailbox, None for none, and what is known of its server since ``at``.

    ``trouble`` says why it can't be used, in English. ``cases_to`` is whom new cases are mailed to,
    "" for nobody, ``cases_language`` in which language.
    """

    account: MailAccount | None
    readiness: MailReadiness = MailReadiness.OFF
    trouble: str = ""
    at: datetime | None = None
    cases_to: str = ""
    cases_language: MailLanguage = MailLanguage.ENGLISH


def mail_status(connection: Connection) -> MailStatus:
    """The mailbox and its state, in one statement."""
    known = all_info(connection)
    if not known[_HOST]:
        return MailStatus(
            account=None, cases_to=known[CASES_TO], cases_language=cases_language(known)
        )
    mailbox = Mailbox(
        host=known[_HOST],
        port=int(known[_PORT]),
        security=MailSecurity(known[_SECURITY]),
        sender=known[_SENDER],
        login=known[_LOGIN],
    )
    return MailStatus(
        account=MailAccount(mailbox=mailbox, password_file=known[_PASSWORD_FILE]),
        readiness=mail_readiness(known[MAIL_STATE]),
        trouble=known[_WHY],
        at=instant_from_text(known[_STATE_AT]) if known[_STATE_AT] else None,
        cases_to=known[CASES_TO],
        cases_language=cases_language(known),
    )


def cases_language(known: Mapping[str, str]) -> MailLanguage:
    """The language in which new cases are mailed."""
    return MailLanguage(known[CASES_LANGUAGE] or MailLanguage.ENGLISH)


def save_account(connection: Connection, account: MailAccount | None) -> None:
    """Store the mailbox, None for none; what was known of the server is forgotten."""
    box = None if account is None else account.mailbox
    values = {
        _HOST: "" if box is None else box.host,
        _PORT: "" if box is None else str(box.port),
        _SECURITY: "" if box is None else str(box.security),
        _SENDER: "" if box is None else box.sender,
        _LOGIN: "" if box is None else box.login,
        _PASSWORD_FILE: "" if account is None else account.password_file,
        MAIL_STATE: "" if box is None else str(MailReadiness.UNPROVEN),
        _WHY: "",
        _STATE_AT: "",
    }
    for name, value in values.items():
        set_info(connection, name, value)


def save_state(connection: Connection, *, is_up: bool, trouble: str, at: datetime) -> None:
    """Store whether the mail server could be used at ``at``, and else why not."""
    set_info(connection, MAIL_STATE, str(MailReadiness.UP if is_up else MailReadiness.DOWN))
    set_info(connection, _WHY, trouble[:_LONGEST_WHY])
    set_info(connection, _STATE_AT, instant_text(at))
