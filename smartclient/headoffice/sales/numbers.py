"""Numbers that head office assigns to orders and customers, each once for ever."""

from collections.abc import Callable
from functools import cached_property

from sqlalchemy import Column, Connection, select

from smartclient.database.value_list import in_list
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.sales.numbering import Numbering
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.schema import lost_numbers
from smartclient.headoffice.database.tables import tables_for

_ORDERS = "order_number"
_CUSTOMERS = "customer_number"


class Numbers:
    """Assigns numbers in one transaction, many at a time where many are needed.

    A number assigned before head office was restored from a backup is assigned again to the order
    or customer that had it, when nobody has it now and it can have been assigned after the backup.
    """

    def __init__(self, connection: Connection, numbering: Callable[[], Numbering]) -> None:
        """``numbering`` is asked once, when the first numbers are taken."""
        self._connection = connection
        self._ask_numbering = numbering
        t = tables_for(connection.dialect.name)
        self._orders = t.orders.c.number
        self._customers = t.customers.c.number
        self._ready: list[int] = []
        self._given: list[int] = []
        self._last = 0

    @cached_property
    def _numbering(self) -> Numbering:
        return self._ask_numbering()

    @cached_property
    def restored(self) -> bool:
        """Whether head office was ever restored, so that requests may name their numbers."""
        return bool(lost_numbers(self._connection, _ORDERS))

    def prepare(self, count: int) -> None:
        """Prepare numbers for as many orders as may need one."""
        if count > len(self._ready):
            taken = self._next_values(_ORDERS, count - len(self._ready))
            self._ready.extend(taken)
            self._last = taken[-1]
            # imported orders may have numbers that look just like ours
            used = self._used({_order(value) for value in self._ready})
            self._ready = [value for value in self._ready if _order(value) not in used]

    def discard_prepared(self) -> None:
        """Drop the numbers that were prepared: new ones begin beyond them."""
        self._ready.clear()
        self._given.clear()
        self.__dict__.pop("restored", None)

    def finish(self) -> None:
        """Return the unused numbers, so that orders are numbered without gaps."""
        if self._ready:
            # all from the first unused one on, those in between that an imported order has as well
            unused = self._last - self._ready[0] + 1
            backend_of(self._connection).rows.return_values(
                self._connection, _ORDERS, unused, self._numbering
            )
            self._ready.clear()

    def mark(self) -> int:
        """Where a savepoint begins, for ``roll_back``."""
        return len(self._given)

    def roll_back(self, mark: int) -> None:
        """Take back the numbers given to orders since ``mark``: no order has them."""
        self._ready[:0] = self._given[mark:]
        del self._given[mark:]

    def for_order(self, given: str = "") -> str:
        """The number for a new order; ``given`` is the one it had before a restore."""
        if self.was_lost_in_restore(given) and not self._exists(given, self._orders):
            return given
        while not self._ready:
            self.prepare(1)
        value = self._ready.pop(0)
        self._given.append(value)
        return _order(value)

    def for_customer(self, given: str = "") -> CustomerNumber:
        """The number for a new customer; ``given`` as for an order."""
        if self._lost(given, "C-", _CUSTOMERS) and not self._exists(given, self._customers):
            return CustomerNumber(given)
        while True:
            (value,) = self._next_values(_CUSTOMERS, 1)
            number = f"C-{value:05}"
            if not self._exists(number, self._customers):
                return CustomerNumber(number)

    def _next_values(self, counter: str, count: int) -> range:
        return backend_of(self._connection).rows.next_values(
            self._connection, counter, count, self._numbering
        )

    def was_lost_in_restore(self, given: str) -> bool:
        """Whether a restore may have made an order's number unknown.

        It may be another's since: a request that names it was believed all the same.
        """
        return self._lost(given, "SO-", _ORDERS)

    def _lost(self, given: str, prefix: str, counter: str) -> bool:
        digits = given.removeprefix(prefix)
        if not given.startswith(prefix) or not (digits.isascii() and digits.isdigit()):
            return False
        return int(digits) in lost_numbers(self._connection, counter)

    def _exists(self, number: str, column: Column[str]) -> bool:
        return self._connection.scalar(select(column).where(column == number)) is not None

    def _used(self, numbers: set[str]) -> set[str]:
        return set(
            self._connection.scalars(select(self._orders).where(in_list(self._orders, numbers)))
        )


def _order(value: int) -> str:
    return f"SO-{value}"
