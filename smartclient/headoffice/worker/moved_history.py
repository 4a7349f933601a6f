"""The history of customers that changed hands, written again for the feeds of their new reps.

A rep's feeds bring what is written after it is in the partition. A trigger writes a short history
again at once; a long one would lock a table and hold back every feed, so it is written here, the
newest orders first, each portion in a transaction of its own.
"""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, Engine, delete, select, update

from smartclient.database.transactions import reading, writing
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.locking import with_seek_hint
from smartclient.headoffice.database.tables import tables_for

ORDERS_AT_ONCE: Final = 500
"""How many orders one transaction writes again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedCustomer:
    """A customer that moved, and the portion of its orders that comes next.

    Its ids are below ``below``, None for the first portion, and from ``first`` on, None for the
    last one.
    """

    customer: str
    below: int | None
    first: int | None


def write_history_again(engine: Engine) -> bool:
    """Write a portion of one customer's history again; return whether there may be more to do.

    Several workers may do so at once: whoever comes late to a portion leaves it alone.
    """
    with reading(engine) as connection:
        moved = _next(connection)
    if moved is None:
        return False
    with writing(engine) as (connection, transaction):
        schema.require_current_schema(connection)
        if _take(connection, moved):
            _write_again(connection, moved)
            transaction.commit()
    return True


def _next(connection: Connection) -> MovedCustomer | None:
    c = tables_for(connection.dialect.name).moved_customers.c
    waiting = select(c.customer, c.orders_below).order_by(c.customer).limit(1)
    row = connection.execute(waiting).first()
    if row is None:
        return None
    return MovedCustomer(
        customer=row.customer,
        below=row.orders_below,
        first=_first_of_portion(connection, row.customer, row.orders_below),
    )


def _first_of_portion(connection: Connection, customer: str, below: int | None) -> int | None:
    c = tables_for(connection.dialect.name).orders.c
    ids = select(c.id).where(c.customer == customer).order_by(c.id.desc()).limit(ORDERS_AT_ONCE)
    if below is not None:
        ids = ids.where(c.id < below)
    newest_first = connection.scalars(ids).all()
    return newest_first[-1] if len(newest_first) == ORDERS_AT_ONCE else None


def _take(connection: Connection, moved: MovedCustomer) -> bool:
    """Record the portion as written; False where another worker did, or the customer moved again.

    Holds the customer's row: who moves it again waits until the portion is committed.
    """
    t = tables_for(connection.dialect.name).moved_customers
    as_read = (
        t.c.customer == moved.customer,
        t.c.orders_below.is_(None) if moved.below is None else t.c.orders_below == moved.below,
    )
    if moved.first is None:
        return connection.execute(delete(t).where(*as_read)).rowcount == 1
    taken = update(t).where(*as_read).values(orders_below=moved.first)
    return connection.execute(with_seek_hint(taken)).rowcount == 1


def _write_again(connection: Connection, moved: MovedCustomer) -> None:
    t = tables_for(connection.dialect.name)
    portion = [t.orders.c.customer == moved.customer]
    if moved.below is None:
        addresses = update(t.addresses).where(t.addresses.c.customer == moved.customer)
        connection.execute(with_seek_hint(addresses).values(customer=t.addresses.c.customer))
    else:
        portion.append(t.orders.c.id < moved.below)
    if moved.first is not None:
        portion.append(t.orders.c.id >= moved.first)
    orders = update(t.orders).where(*portion)
    connection.execute(with_seek_hint(orders).values(customer=t.orders.c.customer))
