"""Print the table of speed ratios; exit status 1 when a bound is not kept."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.benchmarks import answering, first_sync, live, long_orders, saving, searching, window
from tests.benchmarks.company import LOGIN
from tests.benchmarks.figures import Figure
from tests.benchmarks.workplace import engine_between, make_office, make_store


def main() -> int:
    """Measure everything, or what the command line names, and print what came out."""
    parts: dict[str, Callable[[Path], list[Figure]]] = {
        "first-sync": first_sync.measure,
        "large-store": _in_a_large_store,
        "answering": answering.measure,
        "window": window.measure,
        "long-orders": long_orders.measure,
        "sql-server": live.measure,
    }
    wanted = sys.argv[1:] or list(parts)
    figures: list[Figure] = []
    for name in wanted:
        with tempfile.TemporaryDirectory(prefix="smartclient-bench-") as folder:
            figures += parts[name](Path(folder))
    _show(figures)
    return 0 if all(figure.kept for figure in figures) else 1


def _in_a_large_store(folder: Path) -> list[Figure]:
    office = make_office(folder, products=100_000, customers=5_000, orders=20_000)
    store = make_store(folder)
    engine_between(store, office, folder, LOGIN, lambda: None).run()
    try:
        return [*searching.measure(folder, store), *saving.measure(folder, store)]
    finally:
        store.close()
        office.close()


def _show(figures: list[Figure]) -> None:
    table = Table(title="Speed against a bare floor of the same run")
    for name in ("what", "ours", "floor", "ratio", "bound", ""):
        table.add_column(name, justify="left" if name in {"what", ""} else "right")
    for figure in figures:
        table.add_row(
            figure.what,
            figure.ours,
            figure.floor,
            figure.ratio,
            figure.bound,
            "kept" if figure.kept else "NOT KEPT",
        )
    Console(width=120).print(table)


if __name__ == "__main__":
    sys.exit(main())
