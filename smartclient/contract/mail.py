"""Mail in messages: a mail that head office is to send, and a rep's answer about one."""

from dataclasses import dataclass
from enum import StrEnum

from smartclient.domain.ids import CustomerNumber, OrderId
from smartclient.domain.mail_templates import MailLanguage, MailTemplate


class MailDecision(StrEnum):
    """What a rep decides about a mail of which nobody knows whether it arrived."""

    SEND_AGAIN = "send_again"
    ARRIVED = "arrived"


@dataclass(frozen=True, slots=True, kw_only=True)
class SendMail:
    """Send a mail to a customer. ``mail_id`` is made when the rep saves it, and never again.

    The PDF of ``order_id`` goes with it as the order is when the mail is sent. A ``template`` but
    ``free`` says then what is written; ``subject`` is what the rep was shown, and ``text`` is "".
    ``documents`` are hashes of documents of head office's that go with it.
    """

    mail_id: str
    customer: CustomerNumber
    recipient: str
    subject: str
    text: str
    order_id: OrderId | None = None
    template: MailTemplate = MailTemplate.FREE
    language: MailLanguage = MailLanguage.ENGLISH
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerMail:
    """Decide about a mail of the sender's own whose outcome is unknown."""

    mail_id: str
    decision: MailDecision
