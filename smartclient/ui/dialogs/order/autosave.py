"""Keeping: an order is saved while it is typed, so that a crash loses nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from smartclient.domain.sales.orders import Order
from smartclient.read_models.records import OrderRecord
from smartclient.ui.app_context import AppContext
from smartclient.ui.dialogs.order.content import EditedOrder

KEEP_AFTER_MS = 150

Entered = tuple[object, ...]


def entered(order: Order | None) -> Entered:
    """Return what a person entered of an order, without what was computed from it."""
    if order is None:
        return ()
    lines = tuple((line.line, line.sku, line.quantity) for line in order.lines)
    return (
        order.customer,
        lines,
        order.ship_to,
        order.ship_via,
        order.deliver_on,
        order.reference,
        order.note,
    )


def is_empty(order: Order) -> bool:
    """Tell whether nothing but the customer was entered that would be missed."""
    return not (order.lines or order.reference or order.note)


class OrderAutosave(QObject):
    """Keeps an order as it is typed: a new one as a draft, a placed one's changes beside it.

    ``began`` tells how a placed order was shown when the rep began to change it. ``kept`` carries
    the record of a draft, None for the changes of a placed order.
    """

    kept = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        context: AppContext,
        content: EditedOrder,
        parent: QObject,
        *,
        began: Callable[[], Order | None] | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._content = content
        self._edit_base = began
        self._known: Entered = ()
        self._has_kept = False
        self._stopped = False
        self._timer = QTimer(self, singleShot=True, interval=KEEP_AFTER_MS)
        self._timer.timeout.connect(self._keep)

    @property
    def has_kept(self) -> bool:
        """Whether something was kept that is to be cleared away when it is given up."""
        return self._has_kept

    def begin(self, known: Order | None, *, is_kept: bool) -> None:
        """Begin with what needs no keeping, because it is empty or kept already."""
        self._known = entered(known)
        self._has_kept = is_kept

    def schedule(self) -> None:
        """Keep what has changed, in a moment."""
        if not self._stopped and not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """Keep nothing more: the order is being placed, closed or deleted."""
        self._stopped = True
        self._timer.stop()

    def resume(self) -> None:
        """Keep again: the editor stays open after all."""
        self._stopped = False
        self.schedule()

    def _keep(self) -> None:
        order, use_cases, made_from = (
            self._content.order,
            self._context.use_cases,
            self._content.made_from,
        )
        if order is None or entered(order) == self._known:
            return
        if is_empty(order) and not self._has_kept:
            return
        self._known, self._has_kept = entered(order), True
        began = None if self._edit_base is None else self._edit_base()

        def keep() -> OrderRecord | None:
            if self._edit_base is None:
                return use_cases.orders.save_draft(order, made_from=made_from)
            use_cases.edits.autosave(order, began=began or order)
            return None

        self._context.query(self, keep, self.kept.emit, self.failed.emit)
