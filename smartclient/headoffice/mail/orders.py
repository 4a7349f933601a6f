"""Orders that mails are about: as head office holds them when the mail is sent."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from smartclient.contract.mail import SendMail
from smartclient.database.value_list import in_list
from smartclient.documents.order_document import OrderDocument
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import OrderId, Sku
from smartclient.domain.mail_templates import MailTemplate
from smartclient.domain.sales.pricing import destination
from smartclient.headoffice.database.schema import all_info, currency
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.inbox.identity import identity_of
from smartclient.headoffice.sales.customers import CustomerTable
from smartclient.headoffice.sales.orders import OrderTable
from smartclient.services.mail.order_mail import check_mailable


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
    check_mailable(body, found)
    return found


def order_document(connection: Connection, order_id: OrderId) -> OrderDocument | None:
    """An order as it is printed, None where head office does not have it."""
    placed = OrderTable(connection, act_as=lambda login: login).get_placed(order_id)
    if placed is None:
        return None
    order = placed.order
    customer = CustomerTable(connection).get(order.customer)
    rep = None if customer is None else identity_of(connection, customer.rep)
    products = _names_of(connection, {line.sku for line in order.lines})
    return OrderDocument(
        company=all_info(connection)["company"],
        currency=currency(connection),
        order=order,
        number=placed.number,
        state=placed.state,
        customer_name="" if customer is None else customer.name,
        customer=customer,
        ship_to=None if customer is None else destination(order, customer),
        products=products,
        adjusted=placed.adjusted,
        fulfilment=placed.fulfilment,
        fulfilled_on=placed.fulfilled_on,
        rep="" if rep is None else rep.name or rep.login,
    )


def _names_of(connection: Connection, skus: Iterable[Sku]) -> dict[Sku, str]:
    t = tables_for(connection.dialect.name).products
    rows = connection.execute(select(t.c.sku, t.c.name).where(in_list(t.c.sku, sorted(skus))))
    return {Sku(row.sku): row.name for row in rows}
