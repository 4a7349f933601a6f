"""The supply of numbers: which way a device gives them, and how many it can give for good."""

from dataclasses import dataclass

from smartclient.domain.sales.given_numbers import Numbered, NumberWay, is_final


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberSupply:
    """How new records of a kind get their numbers. ``left`` of a block, None for no block."""

    numbered: Numbered
    way: NumberWay
    left: int | None = None

    def replaced(self, number: str) -> bool:
        """Whether a provisional number was given because those of the blocks are used up."""
        return self.way is NumberWay.BLOCK and not is_final(self.numbered, number)
