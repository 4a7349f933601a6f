"""Pins: a rep asks head office for a customer of another rep's, to read it."""

from smartclient.contract.feeds import FeedKind
from smartclient.contract.messages import POLICY_LANE
from smartclient.contract.take_along import PinCustomer
from smartclient.contract.versions import TAKE_ALONG_SINCE
from smartclient.domain.clock import Clock
from smartclient.domain.errors import BlockedError, RefusedError
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.rules.pinning import Pinning
from smartclient.domain.tasks import Subject, SubjectType, TaskKind
from smartclient.read_models.take_along import PinnedList
from smartclient.store.unit_of_work import ReadView, UnitOfWork
from smartclient.use_cases.enqueue import create_task


def pinned_customers(*, view: ReadView) -> PinnedList:
    """The customers that the rep has pinned, and which the rep may pin."""
    return PinnedList(
        customers=view.pinned_customers.all(),
        allowed=view.rule_context.policies().pinned_customers,
        as_of=view.feeds.as_of(FeedKind.PINNED_CUSTOMERS),
    )


def pin_customer(number: CustomerNumber, *, pinned: bool, work: UnitOfWork, clock: Clock) -> None:
    """Queue that head office lets the rep read a customer, or no longer if not ``pinned``.

    RefusedError where that is not allowed, or head office is too old; BlockedError while another
    such request about the customer is on its way.
    """
    with work:
        if pinned:
            _check_allowed(work, number)
        elif number not in {one.customer.number for one in work.pinned_customers.all()}:
            raise RefusedError("{customer} is not pinned.", customer=number)
        if work.tasks.unfinished_about(SubjectType.PINNED_CUSTOMER, number):
            raise BlockedError("This is on its way to head office already.")
        create_task(
            work,
            clock,
            kind=TaskKind.PIN_CUSTOMER,
            subject=Subject(type=SubjectType.PINNED_CUSTOMER, id=number, label=number),
            body=PinCustomer(number=number, pinned=pinned),
            lane=POLICY_LANE,
        )
        work.commit()


def _check_allowed(view: ReadView, number: CustomerNumber) -> None:
    if view.meta.link_version < TAKE_ALONG_SINCE:
        raise RefusedError(
            "This head office is too old to pin customers. Nothing was changed; have head office "
            "upgraded."
        )
    if view.rule_context.policies().pinned_customers is Pinning.NOBODY:
        raise RefusedError("Head office does not let customers be pinned. Ask an admin.")
    if view.customers.get(number) is not None:
        raise RefusedError(
            "{customer} is your own customer, and on your devices already.", customer=number
        )
