"""Numbers that head office assigns to orders and customers, each once for ever."""

from collections.abc import Callable
from functools import cached_property

from sqlalchemy import Column, Connection, select

from smartclient.database.value_list import in_list
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.sales.given_numbers import Numbered, is_final, serial_number, value_of
from smartclient.domain.sales.numbering import Numbering
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.schema import COUNTERS, lost_numbers
from smartclient.headoffice.database.tables import tables_for

_ORDERS, _CUSTOMERS = COUNTERS[Numbered.ORDERS], COUNTERS[Numbered.CUSTOMERS]


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

    def for_order(self, given: str = "", claimed: str = "") -> str:
        """The number for a new order; ``given`` is the one it had before a restore.

        ``claimed`` is the number that its device was to give it, "" for none.
        """
        if claimed and not self._exists(claimed, self._orders):
            return claimed
        if self._was_lost(Numbered.ORDERS, given) and not self._exists(given, self._orders):
            return given
        while not self._ready:
            self.prepare(1)
        value = self._ready.pop(0)
        self._given.append(value)
        return _order(value)

    def for_customer(self, given: str = "", claimed: str = "") -> CustomerNumber:
        """The number for a new customer; ``given`` and ``claimed`` as for an order."""
        if claimed and not self._exists(claimed, self._customers):
            return CustomerNumber(claimed)
        if self._was_lost(Numbered.CUSTOMERS, given) and not self._exists(given, self._customers):
            return CustomerNumber(given)
        while True:
            (value,) = self._next_values(_CUSTOMERS, 1)
            number = serial_number(Numbered.CUSTOMERS, value)
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
        if value_of(Numbered.ORDERS, given) is None:
            return is_final(Numbered.ORDERS, given) and self.restored
        return self._was_lost(Numbered.ORDERS, given)

    def was_lost(self, numbered: Numbered, value: int) -> bool:
        """Whether a number of head office's own may have been given after the backup."""
        return value in lost_numbers(self._connection, COUNTERS[numbered])

    def next_block(self, numbered: Numbered, count: int) -> range:
        """Numbers in a row that nobody else is given, for a device to give."""
        # what was prepared goes back first: the counter is lowered by it
        self.finish()
        return self._next_values(COUNTERS[numbered], count)

    def _was_lost(self, numbered: Numbered, given: str) -> bool:
        value = value_of(numbered, given)
        return value is not None and self.was_lost(numbered, value)

    def _exists(self, number: str, column: Column[str]) -> bool:
        return self._connection.scalar(select(column).where(column == number)) is not None

    def _used(self, numbers: set[str]) -> set[str]:
        return set(
            self._connection.scalars(select(self._orders).where(in_list(self._orders, numbers)))
        )


def _order(value: int) -> str:
    return serial_number(Numbered.ORDERS, value)
