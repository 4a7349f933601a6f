"""The list of orders."""

from __future__ import annotations

from smartclient.domain.clock import Clock
from smartclient.domain.sales.given_numbers import entered_as
from smartclient.read_models.records import OrderSummary
from smartclient.ui.look import status_badges
from smartclient.ui.look.status_badges import BadgeLabel
from smartclient.ui.models.snapshot import Column, SnapshotModel, translate
from smartclient.ui.text import formats, wording


def shown(order: OrderSummary) -> BadgeLabel:
    """An order's state as it is shown."""
    return status_badges.shown(
        status_badges.of_order(order.state, order.task, adjusted=order.adjusted)
    )


def number(order: OrderSummary) -> str:
    """An order's number, a provisional one with its star."""
    return formats.order_number(order.number, order.provisional_number)


def _numbers(order: OrderSummary) -> str:
    if entered_as(order.number, order.provisional_number):
        return translate("Orders", "You entered it as {number}.").format(
            number=order.provisional_number
        )
    return ""


def order_model(clock: Clock) -> SnapshotModel[OrderSummary]:
    """The model of a list of orders."""
    columns = (
        Column[OrderSummary](
            title=translate("Orders", "State"),
            text=lambda order: shown(order).label,
            is_state=True,
        ),
        Column[OrderSummary](title=translate("Orders", "Number"), text=number, tip=_numbers),
        Column[OrderSummary](
            title=translate("Orders", "Customer"),
            text=lambda order: order.customer_name,
            width=0,
            elides=True,
        ),
        Column[OrderSummary](
            title=translate("Orders", "Ordered on"),
            text=lambda order: formats.day(order.order_date),
            spare=2,
        ),
        Column[OrderSummary](
            title=translate("Orders", "Total"),
            text=lambda order: formats.money(order.total),
            is_money=True,
        ),
        Column[OrderSummary](
            title=translate("Orders", "Delivery"),
            text=lambda order: wording.fulfilment_label(order.fulfilment),
        ),
        Column[OrderSummary](
            title=translate("Orders", "Since"),
            text=lambda order: formats.moment_or_day(order.changed_at, clock.now()),
            spare=1,
        ),
    )
    return SnapshotModel(columns, key=lambda order: order.id, shown=shown)
