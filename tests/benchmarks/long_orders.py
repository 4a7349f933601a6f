"""Long orders: how long the window stalls with each added line, and how soon one is open."""

import os
from pathlib import Path

from smartclient.bootstrap import sign_in
from smartclient.domain.limits import MOST_LINES
from tests.benchmarks.company import LOGIN
from tests.benchmarks.figures import Figure, amount_of_at_most
from tests.benchmarks.order_scenes import ADDED
from tests.benchmarks.window import scene, stalls_in_order
from tests.benchmarks.workplace import CLOCK, make_office

PRODUCTS = 10_000
STORED_LINES = 3_000
OPEN_WITHIN_SECONDS = 2
STALLS_AT_MOST_MS = {30: 50, 300: 50, MOST_LINES - ADDED: 100}
"""The longest stall that adding a line may cause, by the lines that the order has already."""


def measure(folder: Path) -> list[Figure]:
    """Add lines to orders of several lengths; open a very long one."""
    os.environ["SMARTCLIENT_PASSPHRASE"] = "a passphrase for measuring"
    office = make_office(folder, products=PRODUCTS, customers=500, orders=2_000)
    home = folder / "laptop"
    sign_in(home, url=f"sqlite:///{folder / 'headoffice.db'}", login=LOGIN, clock=CLOCK).close()
    office.close()
    return [
        *(_adding(home, lines, bound) for lines, bound in STALLS_AT_MOST_MS.items()),
        _opening(home),
    ]


def _adding(home: Path, lines: int, bound: int) -> Figure:
    found = scene("order_scenes", "adding", home, lines)
    (gaps, own), (floor, _) = (stalls_in_order(found[which]) for which in ("gaps", "floor"))
    return amount_of_at_most(
        f"longest stall, adding to {lines} lines (own work {own[-1]:.0f} ms)",
        gaps[-1],
        bound,
        form="{:.0f} ms",
        floor=floor[-1],
    )


def _opening(home: Path) -> Figure:
    seconds: float = scene("order_scenes", "opening", home, STORED_LINES)["seconds"]
    return amount_of_at_most(
        f"opening an order of {STORED_LINES:,} lines",
        seconds,
        OPEN_WITHIN_SECONDS,
        form="{:.2f} s",
    )
