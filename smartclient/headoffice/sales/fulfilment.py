"""Fulfilment of a confirmed order, and its effect on the customer's account."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, select, update

from smartclient.contract.documents import document_from_json
from smartclient.domain.errors import NotFoundError, RefusedError
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.sales.orders import Fulfilment, OrderState, PlacedOrder
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.tables import Tables

_STEPS = ("", *(fulfilment.value for fulfilment in Fulfilment))


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoiced:
    """What a customer owes once an order is invoiced."""

    customer: CustomerNumber
    total: Decimal


def is_further(fulfilment: str, before: str | None) -> bool:
    """Whether ``fulfilment`` is a later step of an order's fulfilment than ``before``."""
    return _STEPS.index(fulfilment) > _STEPS.index(before or "")


def fulfil(
    connection: Connection,
    tables: Tables,
    number: str,
    fulfilment: Fulfilment,
    *,
    on: date | None,
) -> Invoiced | None:
    """Set the fulfilment of the order ``number``; return what is owed when it was invoiced now.

    Setting the same again changes nothing. Raises NotFoundError for no such order, RefusedError
    for one that is not confirmed or is further already.
    """
    c = tables.orders.c
    row = connection.execute(
        select(c.id, c.number, c.customer, c.state, c.fulfilment, c.total, c.document).where(
            c.number == number
        )
    ).one_or_none()
    if row is None:
        raise NotFoundError("There is no order {number} at head office.", number=number)
    if row.state != OrderState.CONFIRMED.value:
        raise RefusedError(
            "The order {number} is {state}; only a confirmed order is fulfilled.",
            number=row.number,
            state=row.state,
        )
    if row.fulfilment == fulfilment.value:
        return None
    if not is_further(fulfilment.value, row.fulfilment):
        raise RefusedError(
            "The order {number} is already {before}; it can't become {after}.",
            number=row.number,
            before=row.fulfilment.replace("_", "-"),
            after=fulfilment.value.replace("_", "-"),
        )
    placed = document_from_json(row.document, PlacedOrder)
    if not backend_of(connection).fulfilment.advance(connection, row.id, placed, fulfilment, on=on):
        raise RefusedError(
            "The order {number} was changed by somebody else meanwhile. Look at it again.",
            number=row.number,
        )
    if fulfilment is not Fulfilment.INVOICED:
        return None
    return Invoiced(customer=CustomerNumber(row.customer), total=row.total)


def add_to_balance(connection: Connection, tables: Tables, invoiced: Invoiced) -> None:
    """Move what was invoiced from the customer's open orders to the balance."""
    c = tables.customers.c
    connection.execute(
        update(tables.customers)
        .where(c.number == invoiced.customer)
        .values(balance=c.balance + invoiced.total)
    )
