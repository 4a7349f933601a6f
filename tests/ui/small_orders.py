"""A small desk's orders, kept and priced in memory."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from smartclient.domain.ids import CustomerNumber, OrderId, Sku
from smartclient.domain.sales.orders import Order, OrderState
from smartclient.domain.sales.origins import Origin
from smartclient.domain.tasks import TaskStatus
from smartclient.read_models.data_ages import data_ages
from smartclient.read_models.order_list import OrderedProduct, OrderFilter, OrderSums, PricePaid
from smartclient.read_models.records import (
    OrderPreview,
    OrderRecord,
    OrderSummary,
)
from smartclient.read_models.tasks import DraftPlan
from tests.ui.small_values import NOW

if TYPE_CHECKING:
    from tests.ui.small_use_cases import SmallUseCases


def order_row(at: int, state: OrderState, task: TaskStatus | None = None) -> OrderSummary:
    return OrderSummary(
        id=OrderId(f"order-{at}"),
        provisional_number=f"LI-{at:04}",
        number="" if state is OrderState.TENTATIVE else f"SO-{at}",
        customer=CustomerNumber("C-1"),
        customer_name="Central Bicycle Specialists",
        state=state,
        task=task,
        adjusted=task is TaskStatus.ADJUSTED,
        fulfilment=None,
        order_date=date(2026, 11, 21),
        total=Decimal(at),
        changed_at=NOW,
    )


class SmallOrders:
    """Orders, kept and priced in memory."""

    def __init__(self, everything: "SmallUseCases") -> None:
        self._all = everything

    def search(
        self,
        *,
        state: OrderState | None = None,
        text: str = "",
        customer: CustomerNumber | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> tuple[OrderSummary, ...]:
        self._all.calls.append(text)
        found = [row for row in self._all.rows if text.upper() in row.provisional_number]
        return tuple(found[offset : None if limit is None else offset + limit])

    def new(self, customer: CustomerNumber) -> Order:
        return Order(id=OrderId("new"), customer=customer, order_date=date(2026, 11, 21))

    def origins(self, order_id: OrderId) -> tuple[Origin, ...]:
        return ()

    def quote(self, order: Order, *, origins: tuple[Origin, ...] = ()) -> OrderPreview:
        self._all.quoted.append(order)
        lines = tuple(
            replace(
                line,
                unit_price=self._all.prices[line.sku],
                amount=self._all.prices[line.sku] * line.quantity,
            )
            for line in order.lines
        )
        net = sum((line.amount or Decimal(0) for line in lines), Decimal(0))
        priced = replace(order, lines=lines, totals=replace(order.totals, net=net, total=net))
        ages = data_ages(self._all.cache, tuple(self._all.cache), NOW)
        return OrderPreview(
            order=priced, products=self.products(order), ages=ages, save=self._all.save_order
        )

    def products(self, order: Order) -> dict[Sku, OrderedProduct]:
        return {line.sku: OrderedProduct(name=line.sku.title()) for line in order.lines}

    def prices_paid(
        self, customer: CustomerNumber, sku: Sku, *, without: OrderId, limit: int = 12
    ) -> tuple[PricePaid, ...]:
        return ()

    def discard_draft(self, order_id: OrderId) -> None:
        self._all.drafts = [order for order in self._all.drafts if order.id != order_id]

    def matching(
        self, wanted: OrderFilter, *, limit: int | None = None, offset: int = 0
    ) -> tuple[OrderSummary, ...]:
        return self.search(state=wanted.state, text=wanted.text, limit=limit, offset=offset)

    def sums(self, wanted: OrderFilter) -> OrderSums:
        return OrderSums()

    def place(
        self,
        order: Order,
        *,
        origins: tuple[Origin, ...] = (),
        not_after: datetime | None = None,
        mail_to: str | None = None,
    ) -> OrderRecord:
        self._all.placed.append(order)
        self._all.latest_times.append(not_after)
        self._all.to_send += 1
        return self._all._record(replace(order, provisional_number="LI-0001"), OrderState.TENTATIVE)

    def save_draft(
        self, order: Order, *, origins: tuple[Origin, ...] = (), plan: DraftPlan | None = None
    ) -> OrderRecord:
        self.discard_draft(order.id)
        self._all.drafts.append(order)
        return self._all._record(replace(order, provisional_number="LI-0002"), OrderState.DRAFT)


class SmallEdits:
    """No edit is kept."""

    def __init__(self, everything: "SmallUseCases") -> None:
        self._all = everything

    def all(self) -> tuple[OrderRecord, ...]:
        return ()
