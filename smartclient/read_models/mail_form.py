"""What a rep begins a mail with."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from smartclient.domain.ids import CustomerNumber, OrderId
from smartclient.domain.mail import MailRecipients
from smartclient.domain.mail_templates import MailLanguage, MailTemplate
from smartclient.read_models.records import CommandState


@dataclass(frozen=True, slots=True, kw_only=True)
class MailOffer:
    """Whether mail is sent at all, and whom one to a customer may go to.

    ``address`` is the customer's own, "" for none.
    """

    address: str
    recipients: MailRecipients
    sending: CommandState


@dataclass(frozen=True, slots=True, kw_only=True)
class MailForm(MailOffer):
    """What a mail to a customer begins with, and what may be chosen.

    ``order`` is what the order is called that the mail is about, "" for none: then ``templates``
    has what can be said of it, and of the others why not. ``is_tentative``: head office has not
    answered yet what the mail would be about, so it waits.
    """

    customer: CustomerNumber
    customer_name: str
    order_id: OrderId | None = None
    order: str = ""
    language: MailLanguage = MailLanguage.ENGLISH
    templates: Mapping[MailTemplate, CommandState] = field(default_factory=dict)
    is_tentative: bool = False
