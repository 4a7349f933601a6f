"""The adaptive batch size: how much crosses the link at once, by how often it was cut.

On a link that breaks every few hundred kilobytes a large batch would never arrive, however often
it is sent again. So each cut halves the size of batches, and each sync that reaches its
end doubles it again.
"""

from typing import Final

MAX_HALVINGS: Final = 6
LEAST: Final = 10
"""The batch size on the worst link."""


def batch_size(most: int, halvings: int) -> int:
    """The number of items to send or fetch at once, of ``most`` on a good link."""
    return max(min(most, LEAST), most >> halvings)


def after_cut(halvings: int) -> int:
    """The halvings after the link was cut in the middle of something."""
    return min(MAX_HALVINGS, halvings + 1)


def after_success(halvings: int) -> int:
    """The halvings after a sync reached its end."""
    return max(0, halvings - 1)
