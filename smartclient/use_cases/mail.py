"""Mails to customers: written, listed, and decided about where nobody knows whether one arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartclient.domain.text.canonical import canonical_customer_number
from smartclient.use_cases.commands.mail import (
    decide_mail,
    mail_draft,
    order_mail_draft,
    send_mail,
    send_order_mail,
)
from smartclient.use_cases.queries.mail import mail_named, mails
from smartclient.use_cases.queries.mail_form import mail_form, mail_offer, order_mail_form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartclient.contract.mail import MailDecision
    from smartclient.domain.clock import Clock
    from smartclient.domain.ids import CustomerNumber, OrderId
    from smartclient.domain.mail_templates import MailLanguage, MailTemplate
    from smartclient.domain.sales.product_documents import ProductDocument
    from smartclient.read_models.mail import MailDraft, MailRecord
    from smartclient.read_models.mail_form import MailForm, MailOffer
    from smartclient.store.unit_of_work import Store


class MailUseCases:
    """What the rep can do with mails to customers."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def offer(self, address: str) -> MailOffer:
        """Whether mail is sent at all, and whom one to the customer of this address may go to."""
        with self._store.view() as view:
            return mail_offer(address, view=view)

    def form(self, number: CustomerNumber) -> MailForm:
        """What a mail to a customer begins with."""
        with self._store.view() as view:
            return mail_form(canonical_customer_number(number), view=view)

    def form_of_order(self, order_id: OrderId) -> MailForm:
        """What a mail about an order begins with."""
        with self._store.view() as view:
            return order_mail_form(order_id, view=view, clock=self._clock)

    def preview(
        self,
        number: CustomerNumber,
        *,
        subject: str,
        text: str,
        recipient: str = "",
        documents: Sequence[ProductDocument] = (),
    ) -> MailDraft:
        """A mail as it would be sent; ``recipient`` "" is the customer's own address."""
        with self._store.view() as view:
            return mail_draft(
                canonical_customer_number(number),
                subject=subject,
                text=text,
                recipient=recipient,
                documents=documents,
                view=view,
            )

    def send(
        self,
        number: CustomerNumber,
        *,
        subject: str,
        text: str,
        recipient: str = "",
        documents: Sequence[ProductDocument] = (),
    ) -> MailRecord:
        """Save a mail to a customer, to be sent by head office; return it."""
        task = send_mail(
            canonical_customer_number(number),
            subject=subject,
            text=text,
            recipient=recipient,
            documents=documents,
            work=self._store.work(),
            clock=self._clock,
        )
        return self.get(task.subject.id)

    def preview_of_order(
        self,
        order_id: OrderId,
        template: MailTemplate,
        *,
        recipient: str = "",
        language: MailLanguage | None = None,
    ) -> MailDraft:
        """A mail about an order, as it would be sent if the order stays as it is."""
        with self._store.view() as view:
            return order_mail_draft(
                order_id,
                template,
                recipient=recipient,
                language=language,
                view=view,
                clock=self._clock,
            )

    def send_of_order(
        self,
        order_id: OrderId,
        template: MailTemplate,
        *,
        recipient: str = "",
        language: MailLanguage | None = None,
    ) -> MailRecord:
        """Save a mail about an order, with its PDF, to be sent once the order is confirmed."""
        task = send_order_mail(
            order_id,
            template,
            recipient=recipient,
            language=language,
            work=self._store.work(),
            clock=self._clock,
        )
        return self.get(task.subject.id)

    def all(self) -> tuple[MailRecord, ...]:
        """Every mail that is kept here, newest first."""
        with self._store.view() as view:
            return mails(view)

    def get(self, reference: str) -> MailRecord:
        """A mail by its id, or by an ending of it that no other has."""
        with self._store.view() as view:
            return mail_named(view, reference)

    def decide(self, reference: str, decision: MailDecision) -> MailRecord:
        """Decide about a mail of which nobody knows whether it arrived; else BlockedError."""
        decide_mail(reference, decision, work=self._store.work(), clock=self._clock)
        return self.get(reference)
