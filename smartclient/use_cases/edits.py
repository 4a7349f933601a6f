"""Edits: changes to a placed order that are not saved yet, and survive a crash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartclient.use_cases.commands.autosave import (
    autosave_edit,
    discard_edit,
    unsaved_edit,
    unsaved_edits,
)

if TYPE_CHECKING:
    from smartclient.domain.clock import Clock
    from smartclient.domain.ids import OrderId
    from smartclient.domain.sales.orders import Order
    from smartclient.read_models.records import OrderRecord, UnsavedEdit
    from smartclient.store.unit_of_work import Store


class EditUseCases:
    """What can be done with changes to placed orders that are not saved yet."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def autosave(self, order: Order, *, edit_base: Order) -> None:
        """Save a placed order as it is being changed, so that a crash loses none of it.

        ``edit_base`` is the order as it was shown when the rep began to change it.
        """
        autosave_edit(order, edit_base=edit_base, work=self._store.work(), clock=self._clock)

    def get(self, order_id: OrderId) -> UnsavedEdit | None:
        """The changes that were typed about a placed order and neither saved nor given up.

        None where there are none, or they can no longer be saved.
        """
        with self._store.view() as view:
            return unsaved_edit(order_id, view=view)

    def all(self) -> tuple[OrderRecord, ...]:
        """The placed orders with typed changes that are neither saved nor given up."""
        with self._store.view() as view:
            return unsaved_edits(view=view)

    def discard(self, order_id: OrderId) -> None:
        """Discard the unsaved edit of a placed order."""
        discard_edit(order_id, work=self._store.work())
