"""The window: how soon it is usable on a large store, and how long its event loop ever stalls."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from smartclient.bootstrap import sign_in
from smartclient.headoffice.admin.service import HeadOffice
from tests.benchmarks.company import LOGIN
from tests.benchmarks.figures import Figure, Verdict, amount_of_at_most, at_most
from tests.benchmarks.window_scenes import LAUNCHED
from tests.benchmarks.workplace import CLOCK, make_office

PRODUCTS = 100_000
ROUNDS = 9
STARTS_WITHIN = 6
SCENE_SECONDS = 300
STALLS_AT_MOST_MS = 50


def measure(folder: Path) -> list[Figure]:
    """Start the window and an empty one in turn; then sync everything anew while typing."""
    os.environ["SMARTCLIENT_PASSPHRASE"] = "a passphrase for measuring"
    office = make_office(folder, products=PRODUCTS, customers=5_000, orders=20_000)
    url = f"sqlite:///{folder / 'headoffice.db'}"
    home = folder / "laptop"
    sign_in(home, url=url, login=LOGIN, clock=CLOCK).close()
    figures = [_start(home), *_stalls(home, office)]
    office.close()
    return figures


def _start(home: Path) -> Figure:
    """Start the program and an empty window in turn, the first time of each not counted.

    Usable: today's page shows what the store holds, and the event loop takes keys. Both are
    counted from the launch of the process, with their bytecode at hand as installers leave it.
    """
    pairs = [
        (
            scene("window_scenes", "usable", home)["seconds"],
            scene("window_scenes", "empty")["seconds"],
        )
        for _ in range(ROUNDS + 1)
    ][1:]
    ours, floor = (statistics.median(part) for part in zip(*pairs, strict=True))
    # of each pair by itself: what else the machine did meanwhile, it did to both
    ratio = statistics.median(one / other for one, other in pairs)
    return replace(
        at_most("window usable, against an empty window", ratio * floor, floor, STARTS_WITHIN),
        ours=f"{1000 * ours:,.2f} ms",
    )


def _stalls(home: Path, office: HeadOffice) -> list[Figure]:
    """Sync everything while typing, and note how late the event loop ever was.

    The floor is the same loop, idle, beside a thread that is busy: what it is late then is the
    machine's doing.
    """
    office.restored()  # a new generation makes the laptop read everything again
    found = scene("window_scenes", "stalls", home)
    whole = sum(found["pulled"]) >= PRODUCTS
    (gaps, own), (floor, idle) = (stalls_in_order(found[which]) for which in ("gaps", "floor"))
    return [
        _stall("longest stall, full sync while typing", gaps[-1], floor[-1], whole=whole),
        _stall("99 of 100 stalls, full sync while typing", _most(gaps), _most(floor), whole=whole),
        _stall("longest stall by the window's own work", own[-1], idle[-1], whole=whole),
    ]


def stalls_in_order(gaps: list[list[float]]) -> tuple[list[float], list[float]]:
    """Return how late the loop was and how long it worked itself, in ms, the longest last."""
    late, own = zip(*gaps, strict=True)
    return sorted(1000 * each for each in late), sorted(1000 * each for each in own)


def _most(figures: list[float]) -> float:
    return figures[len(figures) * 99 // 100]


def _stall(what: str, ours: float, floor: float, *, whole: bool) -> Figure:
    figure = amount_of_at_most(what, ours, STALLS_AT_MOST_MS, form="{:.0f} ms", floor=floor)
    if whole:
        return figure
    return replace(figure, ours=f"{figure.ours}, sync not ended", verdict=Verdict.BROKEN)


def scene(module: str, name: str, *arguments: Path | int) -> Any:  # noqa: ANN401 (what it tells)
    """Play a scene in a process of its own, and return what it tells."""
    reported = subprocess.run(
        [sys.executable, "-m", f"tests.benchmarks.{module}", name, *map(str, arguments)],
        check=True,
        capture_output=True,
        text=True,
        timeout=SCENE_SECONDS,
        env=_environment(),
    )
    return json.loads(reported.stdout)


def _environment() -> dict[str, str]:
    environment = {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "smartclient-bytecode"),
        **os.environ,
        LAUNCHED: repr(time.time()),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment
