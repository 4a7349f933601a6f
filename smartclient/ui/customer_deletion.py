"""Deleting a customer, with one button to undo it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from smartclient.read_models.records import CustomerRecord
from smartclient.ui.app_context import AppContext
from smartclient.ui.background import Failed

translate = QCoreApplication.translate


def delete_customer(
    context: AppContext, before: CustomerRecord, failed: Failed | None = None
) -> None:
    """Ask head office to delete a customer; the news above the page offers to undo it."""
    number, name = before.customer.number, before.customer.name

    def deleted(left: CustomerRecord | None) -> None:
        if left is None and before.confirmed is not None:
            context.notify(translate("Deleting", "{name} was deleted already.").format(name=name))
            return
        text = (
            translate("Deleting", "{name} is deleted. It was never sent to head office.")
            if left is None
            else translate("Deleting", "{name} will be deleted when head office confirms it.")
        )
        context.offer(
            text.format(name=name),
            translate("Deleting", "Undo"),
            lambda: restore_customer(context, before),
        )

    context.execute(lambda: context.use_cases.customers.delete(number), deleted, failed)


def restore_customer(context: AppContext, before: CustomerRecord) -> None:
    """Make a customer what it was before it was deleted, and show it."""

    def restored(record: CustomerRecord) -> None:
        context.notify(
            translate("Deleting", "{name} stays as it was.").format(name=record.customer.name)
        )
        context.navigator.show_customer(record.customer.number)

    context.execute(lambda: context.use_cases.customers.undo_delete(before), restored)
