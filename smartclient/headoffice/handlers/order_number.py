"""The number of an order: the one its device gave it for good, or one of head office's own."""

from smartclient.domain.ids import Login
from smartclient.domain.rules.problems import Change
from smartclient.domain.sales.given_numbers import Numbered
from smartclient.domain.sales.order_diff import NUMBER_FIELD
from smartclient.domain.sales.orders import Order
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction
from smartclient.headoffice.sales.orders import OfficeOrder
from smartclient.headoffice.sales.renumbering import refused


def number_of(
    order: Order, sender: Login, given: str, stored: OfficeOrder | None, work: WorkerTransaction
) -> tuple[str, tuple[Change, ...]]:
    """The number of an order, with a report where another order may be printed with the same.

    ``given`` is the number that it had before head office was restored, ``stored`` the order as it
    is here, None for a new one.
    """
    if stored is not None:
        return stored.placed.number, ()
    named = order.provisional_number
    other = work.orders.number_of_other(order, sender)
    is_claimed = not other and work.claimed.may_give(sender, Numbered.ORDERS, named)
    number = work.numbers.for_order(given, named if is_claimed else "")
    report = refused(Numbered.ORDERS, named, number)
    if other and not report:
        report = (Change(rule="", field=NUMBER_FIELD, before=named, after=other),)
    return number, report
