"""What explains gaps in the numbers of orders and customers, for an administrator."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from smartclient.domain.sales.numbering import Numbering
from smartclient.headoffice.database.schema import ROOM_FOR_LOST, lost_numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberingStatus:
    """Whether numbers may be left out, and which were passed over when a backup was restored.

    ``passed_over`` are ranges by counter, such as ``order_number``; a number of them is given again
    only to the record that had it.
    """

    setting: Numbering = Numbering.CONCURRENT
    may_have_gaps: bool = False
    passed_over: Mapping[str, range] = field(default_factory=dict)


def numbering_status(connection: Connection, setting: Numbering) -> NumberingStatus:
    """How this head office numbers; in a file no number is taken before it is needed."""
    is_file = connection.dialect.name == "sqlite"
    lost = {counter: lost_numbers(connection, counter) for counter in ROOM_FOR_LOST}
    return NumberingStatus(
        setting=setting,
        may_have_gaps=setting is Numbering.CONCURRENT and not is_file,
        passed_over={counter: numbers for counter, numbers in lost.items() if numbers},
    )
