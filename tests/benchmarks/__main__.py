"""Print the table of speed ratios.

The exit status is 1 where a bound is broken, else 75 (try again) where one could not be shown.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.benchmarks import (
    answering,
    first_sync,
    https,
    links,
    live,
    live_changes,
    live_reps,
    long_orders,
    many_tasks,
    order_pad,
    saving,
    searching,
    window,
)
from tests.benchmarks.company import LOGIN
from tests.benchmarks.figures import Figure, Verdict
from tests.benchmarks.workplace import engine_between, make_office, make_store

_TRY_AGAIN = 75
"""EX_TEMPFAIL of sysexits.h."""


def main() -> int:
    """Measure everything, or what the command line names, and print what came out."""
    parts: dict[str, Callable[[Path], list[Figure]]] = {
        "first-sync": first_sync.measure,
        "large-store": _in_a_large_store,
        "answering": answering.measure,
        "window": window.measure,
        "long-orders": long_orders.measure,
        "many-tasks": many_tasks.measure,
        "order-pad": order_pad.measure,
        "https": https.measure,
        "links": links.measure,
        "sql-server": live.measure,
        "sql-server-reps": live_reps.measure,
        "sql-server-changes": live_changes.measure,
    }
    wanted = sys.argv[1:] or list(parts)
    figures: list[Figure] = []
    for name in wanted:
        with tempfile.TemporaryDirectory(prefix="smartclient-bench-") as folder:
            figures += parts[name](Path(folder))
    console = Console(width=120)
    console.print(table_of(figures))
    console.print(summary_of(figures))
    return exit_status_of(figures)


def _in_a_large_store(folder: Path) -> list[Figure]:
    office = make_office(folder, products=100_000, customers=5_000, orders=20_000)
    store = make_store(folder)
    engine_between(store, office, folder, LOGIN, lambda: None).run()
    try:
        return [*searching.measure(folder, store), *saving.measure(folder, store)]
    finally:
        store.close()
        office.close()


def table_of(figures: Sequence[Figure]) -> Table:
    """Return the table of all figures, each with its verdict."""
    table = Table(title="Speed against a bare floor of the same run")
    for name in ("what", "ours", "floor", "ratio", "bound", ""):
        table.add_column(name, justify="left" if name in {"what", ""} else "right")
    for figure in figures:
        table.add_row(
            figure.what, figure.ours, figure.floor, figure.ratio, figure.bound, figure.verdict
        )
    return table


def summary_of(figures: Sequence[Figure]) -> str:
    """Return how many figures got each verdict, in one line."""
    counts = Counter(figure.verdict for figure in figures)
    return "; ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict)


def exit_status_of(figures: Sequence[Figure]) -> int:
    """Return 0 only where every bound was shown to be kept."""
    verdicts = {figure.verdict for figure in figures}
    if Verdict.BROKEN in verdicts:
        return 1
    return _TRY_AGAIN if Verdict.NOISY in verdicts else 0


if __name__ == "__main__":
    sys.exit(main())
