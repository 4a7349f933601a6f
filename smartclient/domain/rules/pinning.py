"""Which customers outside the partition a rep may pin."""

from enum import StrEnum
from typing import Final

MOST_PINNED: Final = 50
"""How many customers one rep may have pinned."""


class Pinning(StrEnum):
    """Whom a rep may pin for reading: the setting of the policy ``pinned_customers``.

    ``territory``: the customers of the rep's own territory.
    """

    NOBODY = "nobody"
    TERRITORY = "territory"
    ALL = "all"
