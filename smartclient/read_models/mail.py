"""Mails as a rep sees them."""

from dataclasses import dataclass, field
from datetime import datetime

from smartclient.domain.ids import CustomerNumber, OrderId, TaskId
from smartclient.domain.mail_templates import MailLanguage, MailTemplate
from smartclient.domain.sales.product_documents import ProductDocument
from smartclient.domain.services import MAIL, ServiceName
from smartclient.domain.tasks import TaskStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class MailDraft:
    """A mail as it would be sent: its customer, with the name, and what is written.

    ``order`` is what the order is called whose PDF goes with it, "" for none; what a ``template``
    says of it is as the order is known here, and follows it until the mail is sent.
    """

    customer: CustomerNumber
    customer_name: str
    recipient: str
    subject: str
    text: str
    order_id: OrderId | None = None
    order: str = ""
    template: MailTemplate = MailTemplate.FREE
    language: MailLanguage = MailLanguage.ENGLISH
    documents: tuple[ProductDocument, ...] = ()

    @property
    def has_order_pdf(self) -> bool:
        """Whether its order goes with it as a PDF: not one that is cancelled."""
        return self.order_id is not None and self.template is not MailTemplate.ORDER_CANCELLED


@dataclass(frozen=True, slots=True, kw_only=True)
class MailRecord:
    """A mail that was saved, and what is known of it.

    ``why`` is a sentence template, with ``arguments``, "" for none. ``is_outcome_unknown``: nobody
    knows whether it arrived, and the rep decides. ``service``: whether head office sends it, or
    this device.
    """

    mail_id: str
    task_id: TaskId
    draft: MailDraft
    status: TaskStatus
    written_at: datetime
    changed_at: datetime
    is_outcome_unknown: bool = False
    service: ServiceName = MAIL
    why: str = ""
    arguments: dict[str, str] = field(default_factory=dict)
