"""A request as it stands in a batch, in a bundle, or in another request that carries it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

_SMALLEST: Final = -(2**31)
_LARGEST: Final = 2**31 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchItem:
    """A request in a batch; ``n`` is its place. The field names are the keys on the link.

    ``kind`` may be one that only a newer head office knows.
    """

    n: int
    id: str
    kind: str
    version: int
    lane: str
    body: str
    digest: str
    made_at: datetime
    replaces: str | None = None
    withdraws: tuple[str, ...] = ()
    given_number: str = ""
    device: str = ""
    clock_offset: int | None = None

    def __post_init__(self) -> None:
        """Raise ValueError for a number that no database holds as an integer."""
        for number in (self.n, self.version, self.clock_offset):
            if number is not None and not _SMALLEST <= number <= _LARGEST:
                msg = f"{number} is out of range"
                raise ValueError(msg)
