"""Pins: a rep asks head office for a customer of another rep's, to read it."""

from smartclient.contract.feeds import FeedKind
from smartclient.contract.messages import POLICY_LANE
from smartclient.contract.take_along import PinCustomer
from smartclient.contract.versions import TAKE_ALONG_SINCE
from smartclient.domain.clock import Clock
from smartclient.domain.errors import BlockedError, RefusedError
from smartclient.domain.ids import CustomerNumber, TaskId
from smartclient.domain.rules.pinning import Pinning
from smartclient.domain.tasks import SubjectType
from smartclient.read_models.take_along import PinnedList
from smartclient.store.unit_of_work import ReadView, UnitOfWork
from smartclient.use_cases.enqueue import create_task
from smartclient.use_cases.queries.pinned import find_pinned, pinned_subject, pinning_kind
from smartclient.use_cases.queries.refusals import refusals


def pinned_customers(*, view: ReadView, clock: Clock) -> PinnedList:
    """The customers that the rep has pinned, and which the rep may pin."""
    return PinnedList(
        customers=view.pinned_customers.all(),
        allowed=view.rule_context.policies().pinned_customers,
        as_of=view.feeds.as_of(FeedKind.PINNED_CUSTOMERS),
        refused=tuple(
            one
            for one in refusals(view=view, now=clock.now())
            if one.subject.type is SubjectType.PINNED_CUSTOMER
        ),
    )


def pin_customer(number: CustomerNumber, *, pinned: bool, work: UnitOfWork, clock: Clock) -> None:
    """Queue that head office lets the rep read a customer, or no longer if not ``pinned``.

    RefusedError where that is not allowed, is so already, or head office is too old; BlockedError
    while another such request about the customer is on its way.
    """
    with work:
        save_pinning(work, clock, number, pinned=pinned)
        work.commit()


def save_pinning(work: UnitOfWork, clock: Clock, number: CustomerNumber, *, pinned: bool) -> TaskId:
    """Save the request to pin a customer, or to unpin it, as a task; the caller commits."""
    if work.tasks.unfinished_about(SubjectType.PINNED_CUSTOMER, number):
        raise BlockedError(
            "A request about {customer} is on its way to head office already. Sync, or "
            "withdraw it in the outbox.",
            customer=number,
        )
    held = find_pinned(work, number)
    if pinned:
        _check_allowed(work, number)
    if (held is not None) is pinned:
        raise RefusedError(
            "{customer} is pinned already." if pinned else "{customer} is not pinned.",
            customer=number,
        )
    task = create_task(
        work,
        clock,
        kind=pinning_kind(pinned=pinned),
        subject=pinned_subject(work, number),
        body=PinCustomer(number=number, pinned=pinned),
        lane=POLICY_LANE,
    )
    return task.id


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
