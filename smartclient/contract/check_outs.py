"""Check-outs: the requests about them. A rep's are sent at once and awaited, never queued."""

from dataclasses import dataclass

from smartclient.domain.check_out import CheckOut
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
    """End the check-out of a customer, as an admin, also that of another rep."""

    number: CustomerNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class ListCheckOuts:
    """List the customers that are checked out, for an admin who sees few of them otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCheckOut:
    """A customer that is checked out, as the answer to an admin lists it."""

    number: CustomerNumber
    name: str
    check_out: CheckOut


MOST_LISTED = 1_000
"""How many check-outs one answer lists, those that end first before the others."""
