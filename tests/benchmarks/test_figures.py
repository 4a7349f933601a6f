"""The verdicts of the table of speed ratios: kept, broken, and what a noisy floor can't show."""

from collections.abc import Callable
from functools import partial

import pytest
from rich.console import Console

from tests.benchmarks.__main__ import exit_status_of, summary_of, table_of
from tests.benchmarks.figures import (
    Figure,
    Verdict,
    amount_of_at_most,
    at_most,
    rate_at_least,
    rate_of_at_least,
)

KEPT, BROKEN, NOISY = Verdict.KEPT, Verdict.BROKEN, Verdict.NOISY

stall = partial(amount_of_at_most, "longest stall", bound=50, form="{:.0f} ms")
rate = partial(rate_of_at_least, "answered", bound=500, unit="orders/s")


@pytest.mark.parametrize(
    ("ours", "floor", "verdict"),
    [
        (50, 9, KEPT),
        (51, 9, BROKEN),
        (51, 50, BROKEN),
        (125, 140, NOISY),
        (101, 51, NOISY),
        # beyond the bound even without all that the machine did
        (102, 51, BROKEN),
        # a noisy machine on which the bound holds shows that it holds
        (40, 140, KEPT),
        (2, None, KEPT),
        (900, None, BROKEN),
    ],
)
def test_a_fixed_bound_is_shown_broken_only_by_a_floor_within_it(
    ours: float, floor: float | None, verdict: Verdict
) -> None:
    assert stall(ours=ours, floor=floor).verdict is verdict


@pytest.mark.parametrize(
    ("ours", "floor", "verdict"),
    [
        (500, 9_000, KEPT),
        (499, 500, BROKEN),
        (499, 480, NOISY),
        (501, 480, KEPT),
        (200, 480, BROKEN),
    ],
)
def test_a_fixed_rate_is_shown_missed_only_by_a_floor_that_reaches_it(
    ours: float, floor: float, verdict: Verdict
) -> None:
    assert rate(ours=ours, floor=floor).verdict is verdict


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [
        (at_most("save", 3.0, 1.0, 3), KEPT),
        (at_most("save", 3.1, 1.0, 3), BROKEN),
        (rate_at_least("first sync", 65, 100, 0.65, "rows/s"), KEPT),
        (rate_at_least("first sync", 64, 100, 0.65, "rows/s"), BROKEN),
    ],
)
def test_a_ratio_to_the_floor_is_kept_or_broken(figure: Figure, verdict: Verdict) -> None:
    assert figure.verdict is verdict


@pytest.mark.parametrize(
    ("verdicts", "status"),
    [
        ((), 0),
        ((KEPT, KEPT), 0),
        ((KEPT, NOISY), 75),
        ((NOISY, BROKEN, KEPT), 1),
    ],
)
def test_only_bounds_that_were_shown_to_hold_end_well(
    verdicts: tuple[Verdict, ...], status: int
) -> None:
    assert exit_status_of([_figure_of[verdict]() for verdict in verdicts]) == status


def test_the_table_says_each_verdict() -> None:
    figures = [_figure_of[verdict]() for verdict in (KEPT, NOISY, BROKEN, NOISY)]
    console = Console(width=120)
    with console.capture() as printed:
        console.print(table_of(figures))
    rows = [line for line in printed.get().splitlines() if "longest stall" in line]
    assert [line.split("│")[-2].strip() for line in rows] == [
        "kept",
        "not shown, noisy",
        "BROKEN",
        "not shown, noisy",
    ]
    assert "125 ms" in rows[1]
    assert "≤ 50 ms" in rows[1]
    assert summary_of(figures) == "1 kept; 1 BROKEN; 2 not shown, noisy"


_figure_of: dict[Verdict, Callable[[], Figure]] = {
    KEPT: partial(stall, ours=9, floor=8),
    BROKEN: partial(stall, ours=125, floor=8),
    NOISY: partial(stall, ours=125, floor=140),
}
