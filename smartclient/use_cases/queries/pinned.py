"""Pinned customers, and their orders, as they are looked up by number."""

from smartclient.domain.errors import NotFoundError, RefusedError, SmartClientError
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.sales.pinned_customers import PinnedCustomer, PinnedOrder
from smartclient.domain.tasks import Subject, SubjectType, TaskKind
from smartclient.domain.text.canonical import composed, upper
from smartclient.store.unit_of_work import ReadView


def find_pinned(view: ReadView, number: CustomerNumber) -> PinnedCustomer | None:
    """The pinned customer of a number, None for one that is not pinned."""
    return next((one for one in view.pinned_customers.all() if one.customer.number == number), None)


def find_pinned_order(view: ReadView, reference: str) -> tuple[PinnedCustomer, PinnedOrder] | None:
    """The order of a pinned customer with a number, and that customer; None for any other."""
    numbers = {composed(reference), upper(composed(reference))}
    return next(
        (
            (one, order)
            for one in view.pinned_customers.all()
            for order in one.orders
            if order.number in numbers
        ),
        None,
    )


def pinned_subject(view: ReadView, number: CustomerNumber) -> Subject:
    """What a request to pin or unpin is about; its label is the name, where that is known here."""
    held = find_pinned(view, number)
    label = number if held is None else held.customer.name
    return Subject(type=SubjectType.PINNED_CUSTOMER, id=number, label=label)


def pinning_kind(*, pinned: bool) -> TaskKind:
    """The kind of the task that pins a customer, or unpins it."""
    return TaskKind.PIN_CUSTOMER if pinned else TaskKind.UNPIN_CUSTOMER


def no_own_customer(view: ReadView, number: CustomerNumber) -> SmartClientError:
    """The refusal of a customer that is not the rep's, by whether it is pinned for reading."""
    pinned = find_pinned(view, number)
    if pinned is None:
        return NotFoundError(
            "There is no customer {number} among yours. Check the number, or sync first.",
            number=number,
        )
    return RefusedError(
        "{number} ({name}) is another rep's customer, pinned for reading: you can neither enter "
        "orders for it nor change it.",
        number=number,
        name=pinned.customer.name,
    )


def no_own_order(view: ReadView, reference: str) -> SmartClientError:
    """The refusal of an order that is not the rep's, by whether its customer is pinned."""
    found = find_pinned_order(view, reference)
    if found is None:
        return NotFoundError(
            "There is no order {order}. Look at the list of orders.", order=reference
        )
    customer = found[0].customer
    return RefusedError(
        "{order} is an order of {name} ({number}), a customer of another rep's that is pinned for "
        "reading: you can't change, cancel or repeat it.",
        order=found[1].number,
        name=customer.name,
        number=customer.number,
    )
