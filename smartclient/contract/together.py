"""Together: requests that stand together travel as one, and are decided as one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final

import msgspec

MOST_MEMBERS: Final = 50
"""How many requests may stand together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A request that stands together with others. The field names are the keys on the link.

    ``kind`` may be one that only a newer head office knows.
    """

    id: str
    kind: str
    version: Annotated[int, msgspec.Meta(ge=-(2**31), lt=2**31)]
    lane: str
    body: str
    digest: str
    made_at: datetime
    replaces: str | None = None
    clock_offset: Annotated[int, msgspec.Meta(ge=-(2**31), lt=2**31)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Carry out all of these requests, in this order, or none."""

    members: tuple[Member, ...]
