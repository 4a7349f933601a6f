"""What is said once an order, or a task of several, was saved for head office."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from smartclient.domain.sales.given_numbers import Numbered
from smartclient.read_models.records import OrderRecord
from smartclient.read_models.tasks import PlacedOrders
from smartclient.ui.app_context import AppContext
from smartclient.ui.dialogs.order import editor_texts as texts

translate = QCoreApplication.translate


def notify_placed(context: AppContext, record: OrderRecord) -> None:
    """Say that an order was saved, and when it goes."""
    status = context.client_status
    supply = None if status is None else status.numbers.get(Numbered.ORDERS)
    context.notify(texts.saved_text(record, supply, is_offline=_is_offline(context)))


def offer_steps(context: AppContext, placed: PlacedOrders) -> None:
    """Say that several orders were saved as a task, with a way to its steps."""
    context.offer(
        texts.saved_as_task_text(placed.orders, is_offline=_is_offline(context)),
        translate("PlacedNotice", "Steps…"),
        lambda: context.navigator.show_task(placed.task_id),
    )


def _is_offline(context: AppContext) -> bool:
    status = context.client_status
    return status is not None and status.offline_by_choice
