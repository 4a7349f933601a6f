"""Dating: the date of an order, and which dates head office believes.

A date comes from a device's clock. Head office uses its own instead of a date that is impossible:
after the order was received, before the device had nothing left to send, or older than reference
data may be. Dates are compared with the tolerance that time zones need.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from smartclient.contract.messages import AmendOrder, PlaceOrder, UpdateCustomer
from smartclient.domain.rules.context import BelievedDays
from smartclient.domain.sales.customers import EditTime
from smartclient.domain.sales.orders import Order
from smartclient.domain.sales.pricing import as_confirmed
from smartclient.headoffice.inbox.inbox import Incoming
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction
from smartclient.headoffice.sales.field_edits import EditTimes
from smartclient.headoffice.sales.orders import OfficeOrder

_FURTHEST_EAST, _FURTHEST_WEST = timedelta(hours=14), timedelta(hours=-12)
"""The time zones in which a day begins first and last (IANA: Pacific/Kiritimati, Etc/GMT+12)."""

_A_DAY: Final = timedelta(days=1)

_TOLERANCE: Final = timedelta(minutes=5)
"""By how much a device's clock may be off from what was measured and still be believed."""


def with_days(
    body: PlaceOrder | AmendOrder,
    stored: OfficeOrder | None,
    incoming: Incoming,
    work: WorkerTransaction,
) -> PlaceOrder | AmendOrder:
    """A request with the days of a change: an amendment keeps the order's date.

    A line that is added or changed has the date it names, from an older device the date on which
    the request was created.
    """
    if stored is None:
        return body
    held = stored.placed.order
    made_on = held.order_date
    if incoming.request is not None:
        made_on = work.day_of(incoming.request.made_at)
    return replace(body, order=_changed_on(made_on, body.order, held))


def _changed_on(day: date, order: Order, held: Order) -> Order:
    lines = tuple(
        line
        if line.ordered_on is not None or as_confirmed(line, held) is not None
        else replace(line, ordered_on=None if day == held.order_date else day)
        for line in order.lines
    )
    return replace(order, order_date=held.order_date, lines=lines)


def believed_days(
    order: Order, incoming: Incoming, given_number: str, work: WorkerTransaction
) -> BelievedDays:
    """The days on which a request for ``order`` can have been created.

    A request that comes again after head office was restored from a backup was believed before,
    and so was one that is in conflict.
    """
    received_at = incoming.received_at
    last = _first_zone(received_at)
    oldest = work.context.policies().reference_limit.age
    first = work.day_of(received_at - oldest) - _A_DAY
    device = "" if incoming.request is None else incoming.request.device
    idle_at = work.devices.last_idle_before(incoming.sender, device, received_at)
    if given_number and work.numbers.was_lost_in_restore(given_number):
        return BelievedDays(first=date.min, last=last)
    if idle_at is not None and _last_zone(idle_at) > first:
        days = {order.order_date, *(line.ordered_on or order.order_date for line in order.lines)}
        # read only where it matters
        if min(days) >= _last_zone(idle_at) or not work.conflicts.any_about(order.id):
            first = _last_zone(idle_at)
    return BelievedDays(first=first, last=last)


def believed_time(incoming: Incoming, work: WorkerTransaction) -> datetime | None:
    """When a request was created, by head office's clock; None where that isn't believed."""
    request = incoming.request
    if request is None:
        return None
    edited = EditTime(made_at=request.made_at, clock_offset=request.clock_offset)
    return _believed(edited, request.device, incoming, work)


def believed_times(body: UpdateCustomer, incoming: Incoming, work: WorkerTransaction) -> EditTimes:
    """When each field was changed, as ``believed_time``.

    Changes that waited on a device may be older than the request that carries them.
    """
    device = "" if incoming.request is None else incoming.request.device
    whole = believed_time(incoming, work)
    return {
        change.field: whole
        if change.edited is None
        else _believed(change.edited, device, incoming, work)
        for change in body.changes
    }


def _believed(
    edited: EditTime, device: str, incoming: Incoming, work: WorkerTransaction
) -> datetime | None:
    """When an edit was made; None where that isn't believed.

    A device corrects its clock by the offset that it knew then. If the offset was another when the
    device was seen last, the clock was moved since, and nobody knows when. No edit is later than
    its receipt, or earlier than the time when the device had nothing left to send.
    """
    if edited.clock_offset is None:
        return None
    measured = work.devices.measured_offset(incoming.sender, device)
    if measured is None or abs(measured + edited.clock_offset) > _TOLERANCE.total_seconds():
        return None
    received_at = incoming.received_at
    idle_at = work.devices.last_idle_before(incoming.sender, device, received_at)
    earliest = datetime.min.replace(tzinfo=UTC) if idle_at is None else idle_at - _TOLERANCE
    if not earliest <= edited.made_at <= received_at + _TOLERANCE:
        return None
    return min(edited.made_at, received_at)


def _first_zone(at: datetime) -> date:
    return (at.astimezone(UTC) + _FURTHEST_EAST).date()


def _last_zone(at: datetime) -> date:
    return (at.astimezone(UTC) + _FURTHEST_WEST).date()
