"""Together: requests that stand together travel as one, and are decided as one."""

from dataclasses import dataclass
from typing import Final

from smartclient.contract.batch_item import BatchItem

MOST_MEMBERS: Final = 50
"""How many requests may stand together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Carry out all of these requests, in this order, or none."""

    members: tuple[BatchItem, ...]
