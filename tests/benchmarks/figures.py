"""What a benchmark measured, and how it is measured: in turn with its floor, by the median."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the table.

    ``ratio`` compares ours with the floor in the sense of ``bound`` ("≤ 3" or "≥ 0.5"); ``kept``
    tells whether the bound holds. ``ours`` and ``floor`` are readable figures with their unit.
    """

    what: str
    ours: str
    floor: str
    ratio: str
    bound: str
    kept: bool


def seconds(action: Callable[[], object]) -> float:
    """Return how long ``action`` takes, garbage collected beforehand."""
    gc.collect()
    return seconds_at_work(action)


def seconds_at_work(action: Callable[[], object]) -> float:
    """Return how long ``action`` takes as one of many: nothing is tidied up before it."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def in_turn(
    ours: Callable[[], object], floor: Callable[[], object], rounds: int
) -> tuple[float, float]:
    """Return the medians, in seconds, of both deeds done in turn ``rounds`` times."""
    pairs = [(seconds(ours), seconds(floor)) for _ in range(rounds)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def at_most(what: str, ours: float, floor: float, bound: float) -> Figure:
    """Return the figure of a duration that may be at most ``bound`` times its floor."""
    return Figure(
        what=what,
        ours=_duration(ours),
        floor=_duration(floor),
        ratio=f"{ours / floor:.2f}",
        bound=f"≤ {bound:g}",
        kept=ours <= bound * floor,
    )


def rate_at_least(what: str, ours: float, floor: float, bound: float, unit: str) -> Figure:
    """Return the figure of a rate (per second) that is at least ``bound`` of its floor's."""
    return Figure(
        what=what,
        ours=f"{ours:,.0f} {unit}",
        floor=f"{floor:,.0f} {unit}",
        ratio=f"{ours / floor:.2f}",
        bound=f"≥ {bound:g}",
        kept=ours >= bound * floor,
    )


def rate_of_at_least(what: str, ours: float, floor: float, bound: float, unit: str) -> Figure:
    """Return the figure of a rate (per second) that is at least ``bound``; the floor is told."""
    return Figure(
        what=what,
        ours=f"{ours:,.0f} {unit}",
        floor=f"{floor:,.0f} {unit}",
        ratio=f"{ours / floor:.2f}",
        bound=f"≥ {bound:,.0f} {unit}",
        kept=ours >= bound,
    )


def _duration(length: float) -> str:
    return f"{length * 1000:,.2f} ms"
