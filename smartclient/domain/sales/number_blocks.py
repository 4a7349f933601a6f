"""Blocks of head office's own numbers that devices hold, to give them without asking."""

from dataclasses import dataclass, replace

from smartclient.domain.ids import RequestId
from smartclient.domain.sales.given_numbers import Numbered, serial_number, value_of

DEFAULT_BLOCK_SIZE = 20
"""How many numbers a block has, as delivered."""

LARGEST_BLOCK = 500
"""How many numbers a block may have."""

_TO = ".."


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberBlock:
    """Numbers of head office's own for records of a kind, from ``first`` to ``last``."""

    numbered: Numbered
    first: int
    last: int

    def __str__(self) -> str:
        """The block as ``SO-10001..SO-10020``."""
        first, last = (serial_number(self.numbered, each) for each in (self.first, self.last))
        return f"{first}{_TO}{last}"


def block_named(text: str) -> NumberBlock | None:
    """The block that a text names, None for any other text."""
    first, _, last = text.partition(_TO)
    for numbered in Numbered:
        values = value_of(numbered, first), value_of(numbered, last)
        if values[0] is not None and values[1] is not None and values[0] <= values[1]:
            return NumberBlock(numbered=numbered, first=values[0], last=values[1])
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBlock:
    """A block that this device holds or held; ``next`` is the number that it gives next.

    A block that is used up, or was given back, is kept: the answer to the request that brought
    it, ``lease``, may come again after a restore, and none of its numbers is given a second time.
    """

    numbered: Numbered
    lease: RequestId
    first: int
    last: int
    next: int

    @property
    def left(self) -> int:
        """How many of its numbers were not given yet."""
        return self.last + 1 - self.next

    def after_next(self) -> "HeldBlock":
        """The block once its next number was given."""
        return replace(self, next=self.next + 1)

    def closed(self) -> "HeldBlock":
        """The block of which no more numbers are given."""
        return replace(self, next=self.last + 1)


def left_of(blocks: tuple[HeldBlock, ...], numbered: Numbered) -> int:
    """How many final numbers for records of a kind are left."""
    return sum(block.left for block in blocks if block.numbered is numbered)
