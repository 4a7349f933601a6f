"""Backoff: how long a request waits before it is offered again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from smartclient.domain.retrying import LONGEST_WAIT

_MOST_DOUBLINGS = 20
"""Beyond any cap; keeps the power small for any count of attempts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backoff:
    """Exponential backoff with full jitter, capped.

    A random share of ``base`` doubled with each attempt, so that many laptops that lost the same
    head office don't come back together (Marc Brooker, "Exponential Backoff And Jitter", AWS
    Architecture Blog, 2015). Never less than ``least``, so that one run offers nothing twice.
    """

    random: Callable[[], float]
    base: timedelta = timedelta(seconds=10)
    cap: timedelta = LONGEST_WAIT
    least: timedelta = timedelta(seconds=2)

    def __call__(self, attempts: int) -> timedelta:
        """How long to wait after the ``attempts``-th try failed; counted from 1."""
        doublings = min(max(attempts - 1, 0), _MOST_DOUBLINGS)
        ceiling = min(self.cap, self.base * (1 << doublings))
        return max(self.least, ceiling * self.random())
