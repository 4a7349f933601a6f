"""Edits: the rep's changes to customers that head office has not answered."""

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from smartclient.database.raw_sql import fetch_one
from smartclient.domain.ids import CustomerNumber, TaskId
from smartclient.domain.sales.customers import Customer, EditableField
from smartclient.domain.tasks import TaskStatus
from smartclient.store.database.json_codec import from_document, to_document

_EDITS = (
    "SELECT e.task_id, e.document, e.is_deleted, t.status "
    "FROM customer_edits e LEFT JOIN tasks t ON t.id = e.task_id"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerEdit:
    """A customer as the rep changed it, and the task of the change."""

    customer: Customer
    task_id: TaskId
    task: TaskStatus | None
    is_deleted: bool

    def over(self, confirmed: Customer) -> Customer:
        """``confirmed`` with the fields a rep may change as the rep sees them."""
        own = {str(field): getattr(self.customer, field) for field in EditableField}
        return replace(confirmed, **own)


def edit_of(connection: Connection, number: CustomerNumber) -> CustomerEdit | None:
    """The unanswered change to one customer, or None."""
    row = fetch_one(connection, f"{_EDITS} WHERE e.number = ?", (number,))
    return None if row is None else _edit(*row)


def all_edits(connection: Connection) -> tuple[CustomerEdit, ...]:
    """Every unanswered change to a customer."""
    return tuple(_edit(*row) for row in connection.exec_driver_sql(_EDITS).all())


def rename_edit(connection: Connection, old: CustomerNumber, new: CustomerNumber) -> None:
    """Turn the change to ``old`` into one to ``new``."""
    edit = edit_of(connection, old)
    if edit is not None:
        connection.exec_driver_sql(
            "UPDATE OR REPLACE customer_edits SET number = ?, document = ? WHERE number = ?",
            (new, to_document(replace(edit.customer, number=new)), old),
        )


def _edit(task_id: str, document: str, is_deleted: int, status: str | None) -> CustomerEdit:
    return CustomerEdit(
        customer=from_document(document, Customer),
        task_id=TaskId(task_id),
        task=None if status is None else TaskStatus(status),
        is_deleted=bool(is_deleted),
    )
