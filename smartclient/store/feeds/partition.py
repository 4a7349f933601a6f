"""The partition: what leaves the store with a customer who is no longer the rep's.

What the rep has not finished stays, whatever happens to the customer.
"""

# ruff: noqa: S608 (statements are put together from names of ours; values are parameters)

from collections.abc import Sequence

from sqlalchemy import Connection

from smartclient.contract.feeds import Row
from smartclient.database.raw_sql import quoted
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.tasks import FAILED, FINISHED
from smartclient.read_models.request_status import UNANSWERED
from smartclient.store.feeds.left_out import note_departed
from smartclient.store.reference.search import CUSTOMERS_INDEX, remove_entries
from smartclient.store.work.earlier_numbers import remove_orders

UNFINISHED = (
    "EXISTS (SELECT 1 FROM tasks t WHERE t.subject_type = 'order' "
    f"AND t.subject_id = orders.order_id AND t.status NOT IN ({quoted(FINISHED)}))"
)
"""SQL: whether something can still happen to a task about the row of ``orders``."""

FORGOTTEN = (
    "head_office_id IS NULL AND state = 'confirmed' AND NOT EXISTS (SELECT 1 FROM tasks t "
    "WHERE t.subject_type = 'order' AND t.subject_id = orders.order_id "
    f"AND t.status NOT IN ({quoted(FAILED)}) "
    "AND EXISTS (SELECT 1 FROM requests r WHERE r.task_id = t.id))"
)
"""SQL: whether head office holds the row of ``orders`` no more, and nothing here brings it back.

A task whose requests were deleted long after their answers has nothing to offer again.
"""

HAS_UNANSWERED = (
    "EXISTS (SELECT 1 FROM tasks t JOIN requests r ON r.task_id = t.id "
    "WHERE t.subject_type = 'order' AND t.subject_id = orders.order_id "
    f"AND r.status IN ({quoted(UNANSWERED)}))"
)
"""SQL: whether head office is yet to answer a request about the row of ``orders``."""


def apply_membership(connection: Connection, rows: Sequence[Row]) -> tuple[CustomerNumber, ...]:
    """Apply rows of the membership feed; return the customers that left and were known here.

    A customer who enters needs nothing: all that belongs to it comes in its own feeds.
    """
    departed = []
    for _, customer, is_member in rows:
        if not is_member:
            number = CustomerNumber(str(customer))
            if _known(connection, number):
                departed.append(number)
            remove_customer(connection, number)
    return tuple(departed)


def remove_customer(connection: Connection, number: CustomerNumber) -> None:
    """Remove a customer, its addresses and its placed orders; never what is unfinished."""
    gone = connection.exec_driver_sql(
        "DELETE FROM customers WHERE number = ? RETURNING id", (number,)
    )
    remove_entries(connection, CUSTOMERS_INDEX, gone.scalars().all())
    connection.exec_driver_sql("DELETE FROM addresses WHERE customer = ?", (number,))
    note_departed(connection, number)
    remove_orders(
        connection, f"customer = ? AND placed IS NOT NULL AND NOT {UNFINISHED}", (number,)
    )


def remove_departed_orders(connection: Connection) -> None:
    """Remove the placed orders of customers who are not the rep's, once nothing is unfinished.

    They outlived their customer because of unfinished work, or came back with head office from
    a backup. Call it when the customers are all here. A request that is yet to be answered,
    even for a second time, keeps its order.
    """
    remove_orders(
        connection,
        f"placed IS NOT NULL AND NOT {UNFINISHED} AND NOT {HAS_UNANSWERED} "
        "AND customer NOT IN (SELECT number FROM customers) "
        "AND customer NOT IN (SELECT number FROM customer_edits)",
    )


def remove_deleted_orders(connection: Connection) -> None:
    """Remove the placed orders that a whole load of the feed did not bring.

    A request that is yet to be answered, even for a second time, keeps its order.
    """
    remove_orders(
        connection,
        "placed IS NOT NULL AND head_office_id IS NULL "
        f"AND NOT {UNFINISHED} AND NOT {HAS_UNANSWERED}",
    )


def remove_placed_order(connection: Connection, *, head_office_id: int) -> None:
    """Remove an order that head office deleted; one with unfinished work is only detached."""
    remove_orders(connection, f"head_office_id = ? AND NOT {UNFINISHED}", (head_office_id,))
    connection.exec_driver_sql(
        "UPDATE orders SET head_office_id = NULL WHERE head_office_id = ?", (head_office_id,)
    )


def _known(connection: Connection, number: CustomerNumber) -> bool:
    found = connection.exec_driver_sql(
        "SELECT EXISTS (SELECT 1 FROM customers WHERE number = ?) "
        "OR EXISTS (SELECT 1 FROM customer_edits WHERE number = ?) "
        "OR EXISTS (SELECT 1 FROM orders WHERE customer = ?)",
        (number, number, number),
    )
    return bool(found.scalar_one())
