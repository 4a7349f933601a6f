"""Unsaved edits in the store: placed orders as they are being changed, safe from a crash."""

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from smartclient.domain.ids import OrderId
from smartclient.domain.sales.orders import Order
from smartclient.read_models.records import UnsavedEdit
from smartclient.store.database.json_codec import from_document, to_document
from smartclient.store.database.tables import unsaved_edits

_insert = insert(unsaved_edits)
_save = _insert.on_conflict_do_update(
    index_elements=[unsaved_edits.c.order_id],
    set_={name: _insert.excluded[name] for name in ("kept_at", "document", "began")},
)


class UnsavedEditReader:
    """Reads the unsaved changes of placed orders, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, order_id: OrderId) -> UnsavedEdit | None:
        """The unsaved edit of an order, or None."""
        found = select(unsaved_edits).where(unsaved_edits.c.order_id == order_id)
        row = self._connection.execute(found).one_or_none()
        if row is None:
            return None
        return UnsavedEdit(
            order=from_document(row.document, Order),
            kept_at=row.kept_at,
            edit_base=None if row.began is None else from_document(row.began, Order),
        )

    def ids(self) -> tuple[OrderId, ...]:
        """The orders with an unsaved edit, oldest first."""
        found = select(unsaved_edits.c.order_id).order_by(unsaved_edits.c.kept_at)
        return tuple(OrderId(order_id) for order_id in self._connection.execute(found).scalars())


class UnsavedEdits(UnsavedEditReader):
    """Reads and writes unsaved changes."""

    def save(self, edit: UnsavedEdit) -> None:
        """Write an unsaved edit, in the place of the one before."""
        values = {
            "order_id": edit.order.id,
            "kept_at": edit.kept_at,
            "document": to_document(edit.order),
            "began": None if edit.edit_base is None else to_document(edit.edit_base),
        }
        self._connection.execute(_save, values)

    def drop(self, order_id: OrderId) -> None:
        """Delete the unsaved edit of an order."""
        self._connection.execute(delete(unsaved_edits).where(unsaved_edits.c.order_id == order_id))
