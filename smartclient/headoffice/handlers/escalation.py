"""Escalation: the case that an admin gets of a conflict, with all that is needed to decide it."""

from smartclient.contract.messages import (
    AmendOrder,
    CancelOrder,
    DeleteCustomer,
    PlaceOrder,
    UpdateCustomer,
)
from smartclient.domain.sales.customers import Customer
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction
from smartclient.headoffice.sales.conflicts import OfficeConflict


def open_case(stored: OfficeConflict, work: WorkerTransaction, *, note: str) -> None:
    """Open the case of a conflict, or bring an open one up to date."""
    work.cases.open(stored, note=note, at=work.now, customer=_customer_of(stored, work))


def _customer_of(stored: OfficeConflict, work: WorkerTransaction) -> Customer | None:
    """The customer whom a conflict is about; None for one that is still to be created."""
    match stored.body:
        case PlaceOrder() | AmendOrder():
            number = work.customers.final_number(stored.body.order.customer, stored.sender)
            return work.context.customer_after_merging(number)
        case CancelOrder():
            placed = work.orders.get(stored.body.order_id)
            return None if placed is None else work.context.customer(placed.customer)
        case UpdateCustomer() | DeleteCustomer():
            return work.context.customer_after_merging(stored.body.number)
    return None
