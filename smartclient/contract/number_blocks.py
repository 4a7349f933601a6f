"""Blocks of numbers: the request by which a device takes some ahead, or gives some back."""

from dataclasses import dataclass

from smartclient.domain.sales.given_numbers import Numbered
from smartclient.domain.sales.number_blocks import NumberBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseNumbers:
    """Give the sender's ``device`` a block of ``count`` final numbers, 0 for none.

    ``unused`` are what it gives back: it gives none of them any more.
    """

    numbered: Numbered
    device: str
    count: int = 0
    unused: tuple[NumberBlock, ...] = ()
