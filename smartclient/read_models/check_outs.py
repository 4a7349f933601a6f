"""Check-outs as a rep and an admin see them, and what came of asking for some."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from smartclient.domain.check_out import CheckOut, Hold
from smartclient.domain.ids import CustomerNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedOut:
    """A customer's last check-out, and what it means for who is signed in."""

    number: CustomerNumber
    name: str
    check_out: CheckOut
    hold: Hold


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOutOutcome:
    """What head office answered about one customer.

    ``check_out`` is the customer's after it, None where head office refused: then ``refusal`` is
    the template of its sentence.
    """

    number: CustomerNumber
    check_out: CheckOut | None = None
    refusal: str = ""
    arguments: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_done(self) -> bool:
        """Whether head office did what was asked for."""
        return self.check_out is not None
