"""Mails about orders: what is written, and the order as a PDF, as it is when the mail is sent."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from smartclient.contract.mail import SendMail
from smartclient.documents.german_labels import german_labels
from smartclient.documents.order_document import DocumentLabels, OrderDocument
from smartclient.documents.order_pdf import order_pdf, order_sheet
from smartclient.domain.mail_templates import (
    MailLanguage,
    MailTemplate,
    OrderFacts,
    Written,
    check_order_state,
    template_of_state,
    written_about,
)
from smartclient.domain.rules.problems import Change
from smartclient.services.mail.message import Attachment
from smartclient.settings.resources import resource_folder
from smartclient.wording.sentences import change_sentence

_PDF: Final = "application/pdf"


def _change(change: Change) -> str:
    return change_sentence(change).text


_LABELS: Final[Mapping[MailLanguage, DocumentLabels]] = {
    MailLanguage.ENGLISH: DocumentLabels(change=_change),
    MailLanguage.GERMAN: german_labels(_change),
}


def check_mailable(body: SendMail, document: OrderDocument) -> None:
    """Raise RefusedError for an order that is not what a mail says: a tentative one is not sent."""
    template = template_of_state(body.template, document.state)
    check_order_state(template, document.state, document.label)


def written(body: SendMail, document: OrderDocument | None) -> Written:
    """What a mail says: what the rep wrote, or its template of the order as it is now."""
    if document is None or body.template is MailTemplate.FREE:
        return Written(subject=body.subject, text=body.text)
    order = document.order
    facts = OrderFacts(
        number=document.number,
        ordered_on=order.order_date,
        total=order.totals.total,
        currency=document.currency,
        customer=document.customer_name,
        rep=document.rep,
        company=document.company,
    )
    template = template_of_state(body.template, document.state)
    return written_about(template, body.language, facts)


def attachments(document: OrderDocument | None, language: MailLanguage) -> tuple[Attachment, ...]:
    """The PDF of an order that is carried out, in the mail's language; nothing of a cancelled one.

    What head office changed in it is for the rep, and left out.
    """
    labels = _LABELS[language]
    if document is None or labels.across(document):
        return ()
    shown = replace(document, report=(), known_as_of=None)
    sheet = order_sheet(shown, fonts=resource_folder("fonts"), labels=labels)
    return (Attachment(name=f"{document.number}.pdf", media_type=_PDF, content=order_pdf(sheet)),)
