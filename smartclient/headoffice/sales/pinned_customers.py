"""Pinned customers: what reps read of customers outside their partition."""

from typing import Final

from sqlalchemy import Connection, delete, insert, select, update

from smartclient.contract.documents import document_json
from smartclient.contract.stored_values import stored_enum
from smartclient.domain.ids import CustomerNumber, Login
from smartclient.domain.rules.pinning import Pinning
from smartclient.domain.sales.customers import Customer
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.sales.pinned_customers import PinnedCustomer, PinnedOrder
from smartclient.domain.text.canonical import name_key
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.sales.customers import CustomerTable
from smartclient.headoffice.sales.policies import current_policies

ORDERS_SHOWN: Final = 10
"""How many orders of a pinned customer a rep reads, the newest."""


def may_pin(connection: Connection, rep: Login, customer: Customer) -> bool:
    """Whether the policy lets a rep read a customer of another's."""
    match current_policies(connection).pinned_customers:
        case Pinning.ALL:
            return True
        case Pinning.TERRITORY:
            own = name_key(CustomerTable(connection).territory_of(rep))
            return own != "" and own == name_key(customer.territory)
    return False


def pinned_numbers(connection: Connection, rep: Login) -> frozenset[CustomerNumber]:
    """The customers that a rep has pinned."""
    t = tables_for(connection.dialect.name).pinned_customers
    found = connection.scalars(select(t.c.customer).where(t.c.rep == rep))
    return frozenset(map(CustomerNumber, found))


def pin(connection: Connection, rep: Login, customer: Customer) -> None:
    """Give a rep a customer to read; pinning it again changes nothing but what is out of date."""
    t = tables_for(connection.dialect.name).pinned_customers
    where = (t.c.rep == rep, t.c.customer == customer.number)
    document = _document(connection, customer)
    before = connection.execute(select(t).where(*where)).one_or_none()
    if before is None:
        values = {"rep": rep, "customer": customer.number, "document": document}
        connection.execute(insert(t), values)
    elif before.document != document:
        connection.execute(update(t).where(*where), {"document": document})


def unpin(connection: Connection, rep: Login, number: CustomerNumber) -> None:
    """Take a pinned customer from a rep; it leaves the rep's devices with the next sync."""
    t = tables_for(connection.dialect.name).pinned_customers
    connection.execute(delete(t).where(t.c.rep == rep, t.c.customer == number))


def refresh_pinned(connection: Connection) -> int:
    """Write what reps read of pinned customers as it is now; return how many rows changed.

    One that the rep may read no longer, or that came into the rep's own partition, is taken away.
    """
    t = tables_for(connection.dialect.name).pinned_customers
    changed = 0
    for row in connection.execute(select(t).order_by(t.c.id)).all():
        customer = CustomerTable(connection).get(CustomerNumber(row.customer))
        rep = Login(row.rep)
        if customer is None or rep in customer.reps or not may_pin(connection, rep, customer):
            connection.execute(delete(t).where(t.c.id == row.id))
        elif (document := _document(connection, customer)) != row.document:
            connection.execute(update(t).where(t.c.id == row.id), {"document": document})
        else:
            continue
        changed += 1
    return changed


def _document(connection: Connection, customer: Customer) -> str:
    o = tables_for(connection.dialect.name).orders
    newest = (
        select(o.c.number, o.c.order_date, o.c.state, o.c.total)
        .where(o.c.customer == customer.number)
        .order_by(o.c.order_date.desc(), o.c.id.desc())
        .limit(ORDERS_SHOWN)
    )
    orders = tuple(
        PinnedOrder(
            number=row.number,
            ordered_on=row.order_date,
            state=stored_enum(row.state, OrderState.CONFIRMED),
            total=row.total,
        )
        for row in connection.execute(newest)
    )
    return document_json(PinnedCustomer(customer=customer, orders=orders))
