"""Passing on: the case an admin gets of a conflict, with all there is to decide it by."""

from smartclient.contract.messages import AmendOrder, DeleteCustomer, PlaceOrder, UpdateCustomer
from smartclient.domain.sales.customers import Customer
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction
from smartclient.headoffice.sales.conflicts import OfficeConflict


def open_case(stored: OfficeConflict, work: WorkerTransaction, *, note: str) -> None:
    """Open the case of a conflict, or bring an open one up to date."""
    work.cases.open(stored, note=note, at=work.now, customer=_customer_of(stored, work))


def _customer_of(stored: OfficeConflict, work: WorkerTransaction) -> Customer | None:
    """Whom a conflict is about; None for a customer that is still to be opened."""
    match stored.body:
        case PlaceOrder() | AmendOrder():
            number = work.customers.final_number(stored.body.order.customer, stored.sender)
            return work.context.customer_after_merging(number)
        case UpdateCustomer() | DeleteCustomer():
            return work.context.customer_after_merging(stored.body.number)
    return None
