"""A request as it stands in a batch, in a bundle, or in another request that carries it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import msgspec

Small = Annotated[int, msgspec.Meta(ge=-(2**31), lt=2**31)]
"""A number that every database holds as an integer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchItem:
    """A request in a batch; ``n`` is its place. The field names are the keys on the link.

    ``kind`` may be one that only a newer head office knows.
    """

    n: Small
    id: str
    kind: str
    version: Small
    lane: str
    body: str
    digest: str
    made_at: datetime
    replaces: str | None = None
    withdraws: tuple[str, ...] = ()
    given_number: str = ""
    device: str = ""
    clock_offset: Small | None = None
