"""Check-outs over the link: asked for at once, and renewed while there is a link."""

import logging
import platform
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from smartclient.contract.check_outs import (
    BreakCheckOut,
    CheckInCustomer,
    CheckOutCustomer,
    ListCheckOuts,
)
from smartclient.contract.encoding import request_for
from smartclient.contract.messages import POLICY_LANE, Body, Reply, Request
from smartclient.contract.operations import Pulse
from smartclient.contract.versions import CHECK_OUTS_SINCE
from smartclient.domain.check_out import LONGEST_DEVICE, Hold
from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import CustomerNumber, RequestId, new_id
from smartclient.domain.text.hidden_characters import without_hidden
from smartclient.read_models.check_outs import CheckedOut, CheckOutOutcome
from smartclient.store.unit_of_work import ReadView, Store, UnitOfWork
from smartclient.sync.asking import Asking
from smartclient.use_cases.queries.check_outs import due_renewals
from smartclient.use_cases.queries.overlays import show_customer

logger = logging.getLogger(__name__)

MOST_AT_ONCE: Final = 500
"""How many customers are checked out by one call at most."""


def check_out(
    asking: Asking,
    store: Store,
    clock: Clock,
    numbers: Sequence[CustomerNumber],
    *,
    days: int | None,
) -> tuple[CheckOutOutcome, ...]:
    """Ask head office for customers, and wait for its answers; in the order of ``numbers``."""
    device = device_name()

    def body(number: CustomerNumber) -> Body:
        return CheckOutCustomer(number=number, days=days, device=device)

    return _ask(asking, store, clock, {number: body(number) for number in numbers})


def check_in(
    asking: Asking, store: Store, clock: Clock, numbers: Sequence[CustomerNumber]
) -> tuple[CheckOutOutcome, ...]:
    """Give customers back, and wait for head office's answers."""
    bodies = {number: CheckInCustomer(number=number) for number in numbers}
    return _ask(asking, store, clock, bodies)


def renew(
    asking: Asking, store: Store, clock: Clock, due: Sequence[CheckedOut]
) -> tuple[CheckOutOutcome, ...]:
    """Renew own check-outs; one that ended meanwhile is not begun again."""
    bodies = {
        each.number: CheckOutCustomer(number=each.number, renews=each.check_out.number)
        for each in due
    }
    return _ask(asking, store, clock, bodies)


def break_check_out(
    asking: Asking, store: Store, clock: Clock, number: CustomerNumber
) -> CheckOutOutcome:
    """End a customer's check-out as an admin, and wait for head office's answer."""
    (outcome,) = _ask(asking, store, clock, {number: BreakCheckOut(number=number)})
    return outcome


def listed(asking: Asking, clock: Clock) -> tuple[CheckedOut, ...]:
    """All check-outs, as head office lists them for an admin, those that end first before others.

    RefusedError for who is no admin.
    """
    request_id = RequestId(new_id())

    def make(pulse: Pulse) -> tuple[Request, ...]:
        _check_knows(pulse)
        made_at = clock.now()
        body = ListCheckOuts()
        return (request_for(body, request_id=request_id, lane=POLICY_LANE, made_at=made_at),)

    (reply,) = asking.ask(make)
    answer = reply.answer
    if not answer.status.succeeded:
        raise RefusedError(answer.why, **answer.arguments)
    return tuple(
        CheckedOut(number=each.number, name=each.name, check_out=each.check_out, hold=Hold.OTHERS)
        for each in answer.check_outs
    )


def due(store: Store, clock: Clock, most_days: Callable[[ReadView], int]) -> tuple[CheckedOut, ...]:
    """Own check-outs that are worth a renewal now, as many as go at once."""
    with store.view() as view:
        return due_renewals(view, clock, most_days=most_days(view))[:MOST_AT_ONCE]


def device_name() -> str:
    """What this device calls itself, as everybody is shown who sees the customer."""
    return without_hidden(platform.node())[:LONGEST_DEVICE]


def _ask(
    asking: Asking, store: Store, clock: Clock, bodies: Mapping[CustomerNumber, Body]
) -> tuple[CheckOutOutcome, ...]:
    if len(bodies) > MOST_AT_ONCE:
        raise RefusedError(
            "These are {count} customers. At most {most} go at once; name fewer.",
            count=len(bodies),
            most=MOST_AT_ONCE,
        )
    requests = {RequestId(new_id()): (number, body) for number, body in bodies.items()}

    def make(pulse: Pulse) -> tuple[Request, ...]:
        _check_knows(pulse)
        return tuple(
            request_for(body, request_id=request_id, lane=number, made_at=clock.now())
            for request_id, (number, body) in requests.items()
        )

    replies = {reply.request_id: reply for reply in asking.ask(make)}
    with store.work() as work:
        outcomes = tuple(
            _outcome(work, number, replies[request_id])
            for request_id, (number, _) in requests.items()
        )
        work.commit()
    return outcomes


def _check_knows(pulse: Pulse) -> None:
    if pulse.link_version < CHECK_OUTS_SINCE:
        raise RefusedError(
            "This head office is too old to check customers out. It must be upgraded first."
        )


def _outcome(work: UnitOfWork, number: CustomerNumber, reply: Reply) -> CheckOutOutcome:
    """What came of one, after what head office says of the customer is stored."""
    answer = reply.answer
    customer = answer.customer
    if not answer.status.succeeded or customer is None:
        return CheckOutOutcome(number=number, refusal=answer.why, arguments=answer.arguments)
    if customer.number == number and work.customers.confirmed(number) is not None:
        # an admin is also answered about customers that are not on this device
        work.customers.put_confirmed(customer, row_version=reply.row_version)
        show_customer(work, number)
    return CheckOutOutcome(number=number, check_out=customer.last_check_out)
