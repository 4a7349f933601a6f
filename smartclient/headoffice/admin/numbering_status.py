"""What explains gaps in the numbers of orders and customers, for an administrator."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from smartclient.domain.rules.policies import Policies
from smartclient.domain.sales.given_numbers import Numbered, NumberWay
from smartclient.domain.sales.numbering import Numbering
from smartclient.headoffice.database.schema import ROOM_FOR_LOST, lost_numbers
from smartclient.headoffice.sales.number_blocks import numbers_in_blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberingStatus:
    """Whether numbers may be left out, and which were passed over when a backup was restored.

    ``passed_over`` are ranges by counter, such as ``order_number``; a number of them is given again
    only to the record that had it. ``ways`` say how new records get their numbers, ``in_blocks``
    how many numbers devices took ahead and did not give back.
    """

    setting: Numbering = Numbering.CONCURRENT
    may_have_gaps: bool = False
    passed_over: Mapping[str, range] = field(default_factory=dict)
    ways: Mapping[Numbered, NumberWay] = field(default_factory=dict)
    in_blocks: Mapping[Numbered, int] = field(default_factory=dict)


def numbering_status(connection: Connection, policies: Policies) -> NumberingStatus:
    """How this head office numbers; in a file no number is taken before it is needed."""
    setting = policies.numbering
    is_file = connection.dialect.name == "sqlite"
    lost = {counter: lost_numbers(connection, counter) for counter in ROOM_FOR_LOST}
    return NumberingStatus(
        setting=setting,
        may_have_gaps=setting is Numbering.CONCURRENT and not is_file,
        passed_over={counter: numbers for counter, numbers in lost.items() if numbers},
        ways=policies.numbered_by,
        in_blocks=numbers_in_blocks(connection),
    )
