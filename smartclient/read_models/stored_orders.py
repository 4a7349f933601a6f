"""Orders as a device holds them: as the rep sees them, beside what head office has."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from smartclient.domain.ids import TaskId
from smartclient.domain.sales.orders import Fulfilment, Order, OrderState, PlacedOrder


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredOrder:
    """One order as the store holds it.

    ``order`` is how the rep sees it now, ``placed`` head office's last version (None: there
    never was one). ``task_id`` is the newest task about it, finished or not.
    """

    order: Order
    number: str = ""
    state: OrderState
    task_id: TaskId | None = None
    adjusted: bool = False
    fulfilment: Fulfilment | None = None
    fulfilled_on: date | None = None
    changed_at: datetime
    placed: PlacedOrder | None = None

    @classmethod
    def of(cls, placed: PlacedOrder, *, changed_at: datetime) -> "StoredOrder":
        """An order that is known from head office alone."""
        return cls(
            order=placed.order,
            number=placed.number,
            state=placed.state,
            adjusted=placed.adjusted,
            fulfilment=placed.fulfilment,
            fulfilled_on=placed.fulfilled_on,
            changed_at=changed_at,
            placed=placed,
        )

    def holding(self, placed: PlacedOrder) -> "StoredOrder":
        """The order as the rep sees it, beside ``placed``, which head office holds."""
        return replace(
            self,
            placed=placed,
            number=placed.number,
            fulfilment=placed.fulfilment,
            fulfilled_on=placed.fulfilled_on,
        )

    def following(self, placed: PlacedOrder) -> "StoredOrder":
        """The order as head office holds it, under the provisional number the rep knows."""
        provisional = placed.order.provisional_number or self.order.provisional_number
        return replace(
            self.of(placed, changed_at=self.changed_at),
            order=replace(placed.order, provisional_number=provisional),
            task_id=self.task_id,
        )


def label_of(stored: StoredOrder) -> str:
    """The label of an order: its number, else its provisional one."""
    return stored.number or stored.order.provisional_number or stored.order.id
