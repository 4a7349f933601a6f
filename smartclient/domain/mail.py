"""Mail: a mailbox to send from, and the form of addresses and of headers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from smartclient.domain.errors import RefusedError
from smartclient.domain.fields import TextField, WholeNumberField
from smartclient.domain.text.canonical import canonical_text

LONGEST_ADDRESS: Final = 254
"""The longest address that a mail server has to take (RFC 5321, 4.5.3.1.3)."""

LONGEST_MESSAGE_ID: Final = 300

SUBJECT: Final = TextField("subject", 200)
TEXT: Final = TextField("text", 20_000, lines=True)
MOST_PER_DAY: Final = 100
"""How many mails a device may send in 24 hours."""

MOST_ATTACHED: Final = 10
"""How many documents a mail may carry."""

LARGEST_ATTACHED: Final = 10_000_000
"""How many bytes they may have together: many servers take no more than 25 MB as it is sent."""

MAIL_SERVER: Final = TextField("mail server", 200)
MAIL_LOGIN: Final = TextField("login", 200)
PORT: Final = WholeNumberField(1, 65_535)

# what every mail server takes: letters of ASCII, and nothing that would have to be quoted
_ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?"
)


class MailSecurity(StrEnum):
    """How the way to a mail server is encrypted: from the first byte, or after STARTTLS."""

    TLS = "tls"
    STARTTLS = "starttls"


class MailReadiness(StrEnum):
    """Whether head office sends mail, and whether its mail server could be used last.

    ``off``: no mailbox is set up; ``unproven``: nothing was sent from it yet.
    """

    OFF = "off"
    UNPROVEN = "unproven"
    UP = "up"
    DOWN = "down"


class MailState(StrEnum):
    """What head office knows of a mail.

    ``handed_over``: a mail server has it from the next moment on, and has not said so yet.
    ``unknown``: it never said so; only a person decides what follows.
    """

    DUE = "due"
    HANDED_OVER = "handed_over"
    UNKNOWN = "unknown"
    SENT = "sent"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


DEFAULT_PORTS: Final = {MailSecurity.TLS: 465, MailSecurity.STARTTLS: 587}
"""The port of each way (RFC 8314)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    """A mailbox to send from: ``sender`` is its address, ``login`` "" where none is needed."""

    host: str
    port: int
    security: MailSecurity
    sender: str
    login: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailAccount:
    """A mailbox; ``password_file`` is where its password is, "" for the keyring."""

    mailbox: Mailbox
    password_file: str = ""


def mail_address(text: str) -> str:
    """One address as it is stored; RefusedError for none, for several, or for a line break."""
    found = canonical_text(text, field="mail address", longest=LONGEST_ADDRESS)
    if not _ADDRESS.fullmatch(found):
        raise RefusedError(
            "“{address}” is no mail address. Write one address, as in name@example.com.",
            address=found,
        )
    return found


def checked_mailbox(mailbox: Mailbox) -> Mailbox:
    """A mailbox as it is stored; RefusedError for what can be none."""
    host = MAIL_SERVER.read(mailbox.host)
    if not host or " " in host:
        raise RefusedError("“{host}” is no name of a mail server.", host=host)
    return Mailbox(
        host=host,
        port=PORT.read(mailbox.port),
        security=mailbox.security,
        sender=mail_address(mailbox.sender),
        login=MAIL_LOGIN.read(mailbox.login),
    )


def message_id(unique: str, sender: str) -> str:
    """A Message-ID without its brackets, of a text that is unique and the sender's domain."""
    return f"{unique}@{sender.rpartition('@')[2]}"


def mail_readiness(text: str) -> MailReadiness:
    """What a head office says of its mail; an earlier one says nothing, and sends none."""
    return MailReadiness(text) if text in set(MailReadiness) else MailReadiness.OFF


class MailRecipients(StrEnum):
    """Whom a mail may go to: the customer's own address, or any."""

    OWN = "own"
    ANY = "any"


class MailSentBy(StrEnum):
    """Which mailbox mails to customers go from: head office's, the rep's own, or either.

    With ``either`` it is the rep's own one on a device where that is set up.
    """

    OFFICE = "office"
    DEVICE = "device"
    EITHER = "either"


def check_recipient(recipient: str, own: str, allowed: MailRecipients) -> str:
    """The address of a recipient; RefusedError for none, or one that the policy does not allow."""
    address = mail_address(recipient)
    if allowed is MailRecipients.OWN and address.casefold() != own.strip().casefold():
        raise RefusedError(
            "{address} is not the address of this customer. Head office lets mails go to the "
            "customer's own address alone.",
            address=address,
        )
    return address


def check_attached(sizes: Sequence[int]) -> None:
    """Raise RefusedError for more documents than a mail may carry; ``sizes`` are in bytes."""
    if len(sizes) > MOST_ATTACHED or sum(sizes) > LARGEST_ATTACHED:
        raise RefusedError(
            "A mail carries at most {most} documents of {largest} MB together. Leave some out.",
            most=MOST_ATTACHED,
            largest=LARGEST_ATTACHED // 1_000_000,
        )
