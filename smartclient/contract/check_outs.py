"""Check-outs: the requests about them. A rep's are sent at once and awaited, never queued."""

from dataclasses import dataclass

from smartclient.domain.ids import CustomerNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOutCustomer:
    """Lock a customer for the sender for ``days``, None for as many as the policy says.

    ``device`` is how the device that asks calls itself. ``renews`` is the number of a check-out
    that is to go on, "" for a person who asks: what ended meanwhile is not begun again by itself.
    """

    number: CustomerNumber
    days: int | None = None
    device: str = ""
    renews: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInCustomer:
    """End the sender's own check-out of a customer."""

    number: CustomerNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakCheckOut:
    """End a customer's check-out, as an admin, whoever holds it."""

    number: CustomerNumber
