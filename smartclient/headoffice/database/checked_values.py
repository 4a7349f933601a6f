"""Which values columns may have since the fifth schema of SQLite and the seventh of SQL Server.

Both migrations read this; it is frozen with them.
"""

from typing import NamedTuple


class CheckedValue(NamedTuple):
    """A condition on one column of a table, in SQL that both databases read."""

    schema: str
    table: str
    column: str
    condition: str

    @property
    def name(self) -> str:
        """The name of the constraint."""
        return f"ck_{self.schema}_{self.table}_{self.column}"


def _one_of(schema: str, table: str, column: str, *values: str) -> CheckedValue:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckedValue(schema, table, column, f"{column} IN ({listed})")


CHECKED_VALUES = (
    _one_of("sales", "customers", "status", "active", "on_hold", "closed"),
    _one_of("sales", "offers", "audience", "everyone", "reseller", "consumer"),
    CheckedValue("sales", "offers", "min_quantity", "min_quantity >= 0"),
    CheckedValue("sales", "order_lines", "quantity", "quantity >= 1"),
    CheckedValue("sales", "order_lines", "from_stock", "from_stock BETWEEN 0 AND quantity"),
    _one_of(
        *("sales", "orders", "state"),
        *("draft", "tentative", "confirmed", "cancelled", "refused"),
    ),
    _one_of("sales", "orders", "fulfilment", "back_ordered", "shipped", "invoiced"),
    CheckedValue("sales", "products", "min_order_quantity", "min_order_quantity >= 1"),
    CheckedValue("sales", "products", "pack_size", "pack_size >= 1"),
    _one_of("sales", "reps", "role", "rep", "admin"),
    _one_of("sales", "tax_rates", "applies_to", "all", "retail", "wholesale"),
    _one_of("sync", "cases", "state", "open", "decided"),
    _one_of("sync", "conflicts", "state", "open", "with_admin", "closed"),
    _one_of("sync", "inbox", "status", "received", "done", "parked"),
    CheckedValue("sync", "inbox", "attempts", "attempts >= 0"),
    _one_of("sync", "open_work", "state", "open", "with_admin", "parked", "closed"),
    _one_of(
        *("sync", "replies", "status"),
        *("confirmed", "adjusted", "in_conflict", "awaiting_decision", "rejected", "parked"),
    ),
)
"""Statuses, states, roles and quantities. A kind of request is none of them: what a newer client
sends is kept for a person to see. Nor is what is on hand, which an ERP may count below zero."""
