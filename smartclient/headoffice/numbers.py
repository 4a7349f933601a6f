"""Numbers: the ones head office gives to orders and customers, each given once for ever."""

from sqlalchemy import Column, Connection, select

from smartclient.domain.ids import CustomerNumber
from smartclient.headoffice.dialect import dialect_of
from smartclient.headoffice.schema import lost_numbers
from smartclient.headoffice.tables import tables_for

_ORDER = "SO-"
_CUSTOMER = "C-"


def order_number(connection: Connection, *, given: str = "") -> str:
    """Return the number for a new order.

    ``given`` is the one it had before head office was restored from a backup: it gets that
    again, when it can have been given after the backup and nobody has it now.
    """
    column = tables_for(connection.dialect.name).orders.c.number
    if _is_lost(connection, "order_number", _ORDER, given, column):
        return given
    return _next(connection, "order_number", f"{_ORDER}{{}}", column)


def customer_number(connection: Connection, *, given: str = "") -> CustomerNumber:
    """Return the number for a new customer; ``given`` as for an order."""
    column = tables_for(connection.dialect.name).customers.c.number
    if _is_lost(connection, "customer_number", _CUSTOMER, given, column):
        return CustomerNumber(given)
    return CustomerNumber(_next(connection, "customer_number", f"{_CUSTOMER}{{:05}}", column))


def came_back(connection: Connection, given: str) -> bool:
    """Tell whether ``given`` is an order's number that a restore from a backup made unknown."""
    column = tables_for(connection.dialect.name).orders.c.number
    return _is_lost(connection, "order_number", _ORDER, given, column)


def _next(connection: Connection, counter: str, pattern: str, column: Column[str]) -> str:
    """Return the next number nobody has: imported ones may look just like ours."""
    while True:
        number = pattern.format(dialect_of(connection).next_value(connection, counter))
        if not _exists(connection, number, column):
            return number


def _is_lost(
    connection: Connection, counter: str, prefix: str, given: str, column: Column[str]
) -> bool:
    digits = given.removeprefix(prefix)
    if not given.startswith(prefix) or not (digits.isascii() and digits.isdigit()):
        return False
    return int(digits) in lost_numbers(connection, counter) and not _exists(
        connection, given, column
    )


def _exists(connection: Connection, number: str, column: Column[str]) -> bool:
    return connection.scalar(select(column).where(column == number)) is not None
