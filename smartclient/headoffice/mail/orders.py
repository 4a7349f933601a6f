"""Orders that mails are about: as head office holds them when the mail is sent."""

from typing import Final

from sqlalchemy import Connection, select

from smartclient.contract.mail import SendMail
from smartclient.database.value_list import in_list
from smartclient.documents.order_document import DocumentLabels, OrderDocument
from smartclient.documents.order_pdf import order_pdf, order_sheet
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import OrderId, Sku
from smartclient.domain.mail_templates import (
    MailTemplate,
    OrderFacts,
    Written,
    check_order_state,
    template_of_state,
    written_about,
)
from smartclient.domain.sales.pricing import destination
from smartclient.headoffice.database.schema import all_info, currency
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.inbox.identity import identity_of
from smartclient.headoffice.sales.customers import CustomerTable
from smartclient.headoffice.sales.orders import OrderTable
from smartclient.services.mail.message import Attachment
from smartclient.settings.resources import resource_folder
from smartclient.wording.sentences import change_sentence

_PDF: Final = "application/pdf"
_LABELS: Final = DocumentLabels(change=lambda change: change_sentence(change).text)


def checked_order(connection: Connection, body: SendMail) -> OrderDocument | None:
    """The order that a mail is about, None for none.

    RefusedError where it is not what the mail says: a tentative order is never sent.
    """
    if body.order_id is None:
        if body.template is not MailTemplate.FREE:
            raise RefusedError("This mail says something of an order, and names none.")
        return None
    found = order_document(connection, body.order_id)
    if found is None:
        raise RefusedError("Head office has no such order, so no mail is sent of it.")
    template = template_of_state(body.template, found.state)
    check_order_state(template, found.state, found.number)
    return found


def order_document(connection: Connection, order_id: OrderId) -> OrderDocument | None:
    """An order as it is printed, None where head office does not have it."""
    placed = OrderTable(connection, act_as=lambda login: login).get_placed(order_id)
    if placed is None:
        return None
    order = placed.order
    customer = CustomerTable(connection).get(order.customer)
    rep = None if customer is None else identity_of(connection, customer.rep)
    t = tables_for(connection.dialect.name).products
    skus = {line.sku for line in order.lines}
    named = connection.execute(select(t.c.sku, t.c.name).where(in_list(t.c.sku, sorted(skus))))
    return OrderDocument(
        company=all_info(connection)["company"],
        currency=currency(connection),
        order=order,
        number=placed.number,
        state=placed.state,
        customer_name="" if customer is None else customer.name,
        customer=customer,
        ship_to=None if customer is None else destination(order, customer),
        products={Sku(row.sku): row.name for row in named},
        adjusted=placed.adjusted,
        fulfilment=placed.fulfilment,
        fulfilled_on=placed.fulfilled_on,
        rep="" if rep is None else rep.name or rep.login,
    )


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


def attachments(document: OrderDocument | None) -> tuple[Attachment, ...]:
    """The PDF of an order that is carried out; nothing of one that is cancelled."""
    if document is None or _LABELS.across(document):
        return ()
    sheet = order_sheet(document, fonts=resource_folder("fonts"), labels=_LABELS)
    return (Attachment(name=f"{document.number}.pdf", media_type=_PDF, content=order_pdf(sheet)),)
