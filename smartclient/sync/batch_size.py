"""Bites: how much crosses the link at once, learnt from how often it was cut.

On a link that breaks every few hundred kilobytes a large batch would never arrive, however often
it is sent again. So each cut halves what is sent and asked for at once, and each sync that comes
to its end doubles it again.
"""

from typing import Final

MAX_HALVINGS: Final = 6
LEAST: Final = 10
"""What is sent or asked for at once even on the worst link."""


def batch_size(most: int, halvings: int) -> int:
    """How many items to send or ask for at once, of ``most`` on a good link."""
    return max(min(most, LEAST), most >> halvings)


def after_cut(halvings: int) -> int:
    """The halvings after the link was cut in the middle of something."""
    return min(MAX_HALVINGS, halvings + 1)


def after_success(halvings: int) -> int:
    """The halvings after a sync came to its end."""
    return max(0, halvings - 1)
