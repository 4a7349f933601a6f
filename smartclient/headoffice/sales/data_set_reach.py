"""Whom and what a data set concerns at head office, as an admin sees it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from smartclient.domain.data_sets import first_day_of
from smartclient.domain.ids import Login
from smartclient.domain.sales.customers import logins_in
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.sales.catalog_sizes import CatalogSizes
from smartclient.headoffice.sales.data_sets import DefinedDataSet, defined_data_sets, reps_of


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSetReach:
    """A data set with how many reps are given it, and how much belongs to it.

    ``content_bytes`` are those of its photos and documents; ``orders`` are those of all its reps'
    customers that are within its days, None where it says nothing of orders.
    """

    defined: DefinedDataSet
    reps: int
    products: int
    content_bytes: int
    orders: int | None


def data_set_reaches(connection: Connection, today: date) -> tuple[DataSetReach, ...]:
    """Every data set with whom and what it concerns, by name; ``today`` is the company's day."""
    data_sets = defined_data_sets(connection)
    if not data_sets:
        return ()
    reps, sizes = reps_of(connection), CatalogSizes.read(connection)
    return tuple(_reach(connection, each, reps, sizes, today) for each in data_sets)


def _reach(
    connection: Connection,
    defined: DefinedDataSet,
    reps: tuple[tuple[Login, str], ...],
    sizes: CatalogSizes,
    today: date,
) -> DataSetReach:
    data_set = defined.data_set
    given = frozenset(login for login, territory in reps if data_set.is_for(login, territory))
    days = data_set.content.history_days
    return DataSetReach(
        defined=defined,
        reps=len(given),
        products=sizes.products_of(data_set.content),
        content_bytes=sizes.bytes_of(data_set.content),
        orders=None if days is None else _orders(connection, given, days, today),
    )


def _orders(connection: Connection, logins: frozenset[Login], days: int, today: date) -> int:
    t = tables_for(connection.dialect.name)
    o, c = t.orders.c, t.customers.c
    counted = (
        select(c.rep, c.more_reps, func.count())
        .select_from(t.orders.join(t.customers, o.customer == c.number))
        .where(o.order_date >= first_day_of(days, today))
        .group_by(c.rep, c.more_reps)
    )
    return sum(
        orders
        for rep, more_reps, orders in connection.execute(counted)
        if not logins.isdisjoint((rep, *logins_in(more_reps)))
    )
