"""What a benchmark measured, and how it is measured: in turn with its floor, by the median."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a figure says about its bound, in the words of the table."""

    KEPT = "kept"
    BROKEN = "BROKEN"

    NOISY = "not shown, noisy"
    """Beyond a fixed bound, and so is the floor: this machine can't show whether it holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the table.

    ``ratio`` compares ours with the floor in the sense of ``bound`` ("≤ 3" or "≥ 0.5"). ``ours``
    and ``floor`` are readable figures with their unit; what has no floor has no ratio either.
    """

    what: str
    ours: str
    floor: str
    ratio: str
    bound: str
    verdict: Verdict


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
        verdict=_verdict(holds=ours <= bound * floor),
    )


def rate_at_least(what: str, ours: float, floor: float, bound: float, unit: str) -> Figure:
    """Return the figure of a rate (per second) that is at least ``bound`` of its floor's."""
    return Figure(
        what=what,
        ours=f"{ours:,.0f} {unit}",
        floor=f"{floor:,.0f} {unit}",
        ratio=f"{ours / floor:.2f}",
        bound=f"≥ {bound:g}",
        verdict=_verdict(holds=ours >= bound * floor),
    )


def rate_of_at_least(what: str, ours: float, floor: float, bound: float, unit: str) -> Figure:
    """Return the figure of a rate (per second) that is at least ``bound``, whatever the floor's."""
    return Figure(
        what=what,
        ours=f"{ours:,.0f} {unit}",
        floor=f"{floor:,.0f} {unit}",
        ratio=f"{ours / floor:.2f}",
        bound=f"≥ {bound:,.0f} {unit}",
        verdict=_verdict_of_length(1 / ours, 1 / floor, 1 / bound),
    )


def amount_of_at_most(
    what: str, ours: float, bound: float, *, form: str = "{:,}", floor: float | None = None
) -> Figure:
    """Return the figure of an amount that is at most ``bound``, whatever its floor.

    ``form`` is how an amount reads, with its unit.
    """
    return Figure(
        what=what,
        ours=form.format(ours),
        floor="" if floor is None else form.format(floor),
        ratio="" if floor is None else f"{ours / floor:.1f}",
        bound=f"≤ {form.format(bound)}",
        verdict=_verdict_of_length(ours, floor or 0, bound),
    )


def _verdict(*, holds: bool) -> Verdict:
    return Verdict.KEPT if holds else Verdict.BROKEN


def _verdict_of_length(ours: float, floor: float, bound: float) -> Verdict:
    """Judge what may be at most ``bound``, where the floor alone may be beyond it.

    What is beyond the bound even when the whole floor is taken off breaks it on any machine.
    """
    if ours > bound and floor > bound and ours - floor <= bound:
        return Verdict.NOISY
    return _verdict(holds=ours <= bound)


def _duration(length: float) -> str:
    return f"{length * 1000:,.2f} ms"
