"""Messages: a mail as it goes over the line, with its attachments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from smartclient.domain.sales.product_documents import DocumentFormat

_POLICY = policy.SMTP.clone(cte_type="7bit", raise_on_defect=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that goes with a mail; ``media_type`` is as in application/pdf."""

    name: str
    media_type: str
    content: bytes


def document_attachment(title: str, form: DocumentFormat, content: bytes) -> Attachment:
    """A document of a product as it goes with a mail."""
    return Attachment(
        name=f"{title}.{form.ending}",
        media_type="application/pdf" if form is DocumentFormat.PDF else f"image/{form.value}",
        content=content,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail to one recipient. ``sender_name`` is shown beside the address, "" for none.

    ``message_id`` is without angle brackets. ``reply_to`` is an address, "" for the sender's own.
    """

    message_id: str
    sender: str
    recipient: str
    subject: str
    text: str
    written_at: datetime
    sender_name: str = ""
    reply_to: str = ""
    attachments: Sequence[Attachment] = ()


def message_bytes(letter: Letter) -> bytes:
    """A letter as RFC 5322 has it, in ASCII.

    ValueError for a line break in a header: what is entered has none (``domain.mail``).
    """
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address(letter.sender_name, addr_spec=letter.sender)
    message["To"] = Address(addr_spec=letter.recipient)
    if letter.reply_to:
        message["Reply-To"] = Address(addr_spec=letter.reply_to)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.written_at)
    message["Message-ID"] = f"<{letter.message_id}>"
    # what answers by itself (an absence) does not answer this (RFC 3834)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    for attachment in letter.attachments:
        main, _, sub = attachment.media_type.partition("/")
        message.add_attachment(
            attachment.content, maintype=main, subtype=sub, filename=attachment.name
        )
    return message.as_bytes()
