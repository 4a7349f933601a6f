"""What the rep takes along: data sets, and single customers that are pinned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartclient.domain.text.canonical import composed
from smartclient.use_cases.commands.pinning import pin_customer, pinned_customers
from smartclient.use_cases.commands.take_along import choose, leave_out_all, take_along
from smartclient.use_cases.queries.pinned import find_pinned, find_pinned_order

if TYPE_CHECKING:
    from smartclient.domain.clock import Clock
    from smartclient.domain.ids import CustomerNumber
    from smartclient.domain.sales.pinned_customers import PinnedCustomer, PinnedOrder
    from smartclient.read_models.take_along import PinnedList, TakeAlong
    from smartclient.store.unit_of_work import Store


class TakeAlongUseCases:
    """What the rep takes along on this device, and which customers on every one."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def all(self) -> tuple[TakeAlong, ...]:
        """Every data set that the rep is given, with its size and its age."""
        with self._store.view() as view:
            return take_along(view=view, clock=self._clock)

    def choose(self, name: str, *, on: bool) -> None:
        """Take an optional data set along with the next sync, or leave it at once.

        RefusedError for no such data set, or for a required one.
        """
        choose(name, on=on, work=self._store.work())
        if not on:
            leave_out_all(self._store, self._clock.today())

    def pinned(self) -> PinnedList:
        """The customers that the rep has pinned, and which the rep may pin."""
        with self._store.view() as view:
            return pinned_customers(view=view, clock=self._clock)

    def pinned_customer(self, number: CustomerNumber) -> PinnedCustomer | None:
        """The pinned customer of a number, None for one of the rep's own and for any other."""
        with self._store.view() as view:
            own = view.customers.get(number)
            return None if own is not None else find_pinned(view, number)

    def pinned_order(self, number: str) -> tuple[PinnedCustomer, PinnedOrder] | None:
        """The order of a pinned customer with a number, and that customer; None for any other."""
        with self._store.view() as view:
            own = view.orders.find_by_number(composed(number))
            return None if own else find_pinned_order(view, number)

    def pin(self, number: CustomerNumber, *, pinned: bool) -> None:
        """Queue that head office lets the rep read a customer, or no longer if not ``pinned``.

        RefusedError where that is not allowed or is so already, BlockedError while it is queued.
        """
        pin_customer(number, pinned=pinned, work=self._store.work(), clock=self._clock)
