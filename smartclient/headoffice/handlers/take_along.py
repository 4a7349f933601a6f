"""What devices take along: an admin defines data sets, a rep pins customers."""

from smartclient.contract.messages import Answer, AnswerStatus
from smartclient.contract.take_along import ChangeDataSet, PinCustomer
from smartclient.domain.data_sets import checked_data_set
from smartclient.domain.errors import RefusedError
from smartclient.domain.rules.pinning import MOST_PINNED, Pinning
from smartclient.headoffice.inbox.inbox import Incoming
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction
from smartclient.headoffice.sales.data_set_checks import check_products, check_recipient
from smartclient.headoffice.sales.data_sets import (
    give_data_sets,
    remove_data_set,
    store_data_set,
)
from smartclient.headoffice.sales.pinned_customers import may_pin, pin, pinned_numbers, unpin


def change_data_set(incoming: Incoming, body: ChangeDataSet, work: WorkerTransaction) -> Answer:
    """Define or remove a data set.

    RefusedError for no admin, for what can be no data set, and for what does not fit the company.
    """
    if not work.is_admin(incoming.sender):
        raise RefusedError("Only an admin defines data sets. Ask head office.")
    data_set = None if body.data_set is None else checked_data_set(body.data_set)
    if data_set is not None:
        check_recipient(work.connection, data_set)
    if not body.anyway:
        check_products(work.connection, body.name, data_set)
    if data_set is None:
        if not remove_data_set(work.connection, body.name):
            raise RefusedError("There is no data set {name}.", name=body.name)
    else:
        store_data_set(work.connection, data_set, by=incoming.sender, at=work.now)
    give_data_sets(work.connection)
    return Answer(status=AnswerStatus.CONFIRMED)


def pin_customer(incoming: Incoming, body: PinCustomer, work: WorkerTransaction) -> Answer:
    """Pin a customer for reading, or unpin it; RefusedError where the policy does not allow it.

    Who may not read a customer learns nothing of it, not even whether there is one.
    """
    if not body.pinned:
        unpin(work.connection, incoming.sender, body.number)
        return Answer(status=AnswerStatus.CONFIRMED)
    if work.context.policies().pinned_customers is Pinning.NOBODY:
        raise RefusedError("Head office does not let customers be pinned. Ask an admin.")
    customer = work.customers.get(body.number)
    if customer is None or not may_pin(work.connection, incoming.sender, customer):
        raise RefusedError(
            "Head office has no customer {customer} that you may read. Check the number, or ask an "
            "admin.",
            customer=body.number,
        )
    if incoming.sender in customer.reps:
        raise RefusedError(
            "{customer} is your own customer, and on your devices already.", customer=body.number
        )
    pinned = pinned_numbers(work.connection, incoming.sender)
    if body.number not in pinned and len(pinned) >= MOST_PINNED:
        raise RefusedError(
            "You have pinned {most} customers, which is as many as there may be. Unpin one first.",
            most=MOST_PINNED,
        )
    pin(work.connection, incoming.sender, customer)
    return Answer(status=AnswerStatus.CONFIRMED)
