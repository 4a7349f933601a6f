"""What a rep notices of large changes at a live head office: an import, and a territory swap.

One order at a time is sent, and waited for until its reply can be read: that takes as long as its
answering and the feeds' watermark together. Two workers answer. It is measured at rest, then while
another process imports 100,000 products with other prices, then while 199 customers with 20,000
orders change hands and their history is written again for their new reps.
"""

import csv
import os
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from smartclient.contract.operations import Operations, PulseRequest
from smartclient.headoffice.importers import import_folder
from tests.benchmarks.company import customer_of, write_company
from tests.benchmarks.figures import Figure
from tests.benchmarks.live_orders import WORKERS, serving_workers
from tests.benchmarks.live_reps import order_of
from tests.benchmarks.workplace import CLOCK

from tests.live_server import VARIABLE, LiveOffice, Raw, live_office  # isort: skip (found by live)

PRODUCTS = 100_000
CUSTOMERS = 200
ORDERS = 20_000
AT_REST_SECONDS = 20.0
_PAUSE_SECONDS = 0.05
_POLL_SECONDS = 0.01
_GIVING_UP_SECONDS = 120.0


@dataclass
class _Probe:
    """Sends one order after the other, and notes how long each reply took to be readable."""

    link: Operations
    watcher: Operations
    replies_after: int = 0
    sent: int = 0

    def waits(self, is_over: Callable[[], bool]) -> list[float]:
        """How long each reply took, until something is over."""
        waits: list[float] = []
        while not waits or not is_over():
            waits.append(self._wait())
            time.sleep(_PAUSE_SECONDS)
        return waits

    def _wait(self) -> float:
        began = time.perf_counter()
        self.sent += 1
        self.link.submit([order_of(0, self.sent)])
        while time.perf_counter() - began < _GIVING_UP_SECONDS:
            pulse = self.link.pulse(PulseRequest(replies_after=self.replies_after))
            replies = pulse.replies and self.link.replies(
                after=self.replies_after, watermark=pulse.watermark, limit=10
            )
            if replies:
                self.replies_after = replies[-1].row_version
                return time.perf_counter() - began
            time.sleep(_POLL_SECONDS)
        raise AssertionError("no reply came")

    def standstill(self, stop: threading.Event) -> float:
        """The longest that the watermark stood still, until ``stop`` is set."""
        longest, last, since = 0.0, 0, time.perf_counter()
        while not stop.is_set():
            watermark = self.watcher.pulse(PulseRequest()).watermark
            now = time.perf_counter()
            longest = max(longest, now - since)
            if watermark != last:
                last, since = watermark, now
            time.sleep(_POLL_SECONDS)
        return longest


def measure(folder: Path) -> list[Figure]:
    """Measure replies at rest, during an import and during a swap; needs a live server."""
    if not os.environ.get(VARIABLE):
        sys.stderr.write(f"no SQL Server to measure; name one in {VARIABLE}\n")
        return []
    with live_office(CLOCK, "changes") as live, live.as_admin() as admin:
        files = write_company(
            folder / "company", products=PRODUCTS, customers=CUSTOMERS, orders=ORDERS
        )
        import_folder(live.office.engine, files, clock=CLOCK)
        one, two = _two_reps(live, admin)
        probe = _Probe(link=live.operations(one), watcher=live.operations(one))
        with serving_workers(live):
            end = time.perf_counter() + 5
            probe.waits(lambda: time.perf_counter() > end)
            end = time.perf_counter() + AT_REST_SECONDS
            _tell("at rest", probe, lambda: time.perf_counter() > end)
            _while_products_are_imported(live, probe, files, folder / "dearer")
            _while_customers_change_hands(admin, probe, one, two)
    return []


def _while_products_are_imported(
    live: LiveOffice, probe: _Probe, files: Path, folder: Path
) -> None:
    _write_dearer(files, folder)
    command = [sys.executable, "-m", "smartclient", "headoffice", "import", str(folder)]
    importing = subprocess.Popen([*command, "--url", live.url], stdout=subprocess.DEVNULL)
    _tell(f"during an import of {PRODUCTS:,} products", probe, lambda: importing.poll() is not None)
    assert importing.wait(60) == 0, "the import failed"


def _while_customers_change_hands(admin: Raw, probe: _Probe, one: str, two: str) -> None:
    began = time.perf_counter()
    admin.execute(
        "UPDATE sales.customers SET rep = CASE WHEN rep = ? THEN ? ELSE ? END WHERE number <> ?",
        one,
        two,
        one,
        customer_of(0),
    )
    sys.stdout.write(f"swap of {CUSTOMERS - 1} customers: {time.perf_counter() - began:.2f} s\n")

    def is_over() -> bool:
        return admin.execute("SELECT COUNT(*) FROM sync.moved_customers") == [[(0,)]]

    _tell(f"while {ORDERS:,} orders follow their customers", probe, is_over)


def _two_reps(live: LiveOffice, admin: Raw) -> tuple[str, str]:
    """Let every other customer be a second rep's."""
    one = live.rep_login("1", "one")
    admin.execute(
        "INSERT INTO sales.reps (number, login, title, territory, role) "
        "VALUES ('2', 'second', 'Rep', '', 'rep')"
    )
    two = live.rep_login("2", "two")
    for place in range(1, CUSTOMERS, 2):
        admin.execute(
            "UPDATE sales.customers SET rep = ? WHERE number = ?", two, customer_of(place)
        )
    while admin.execute("SELECT COUNT(*) FROM sync.moved_customers") != [[(0,)]]:
        live.office.answer_waiting()
    return one, two


def _write_dearer(files: Path, folder: Path) -> None:
    """Write the same company with each product dearer by one."""
    shutil.copytree(files, folder)
    with (files / "products.csv").open(encoding="utf-8", newline="") as read:
        rows = list(csv.DictReader(read))
    with (folder / "products.csv").open("w", encoding="utf-8", newline="") as written:
        writer = csv.DictWriter(written, list(rows[0]))
        writer.writeheader()
        for row in rows:
            writer.writerow({**row, "list_price": f"{float(row['list_price']) + 1:.4f}"})


def _tell(what: str, probe: _Probe, is_over: Callable[[], bool]) -> None:
    """Print how long replies took meanwhile, and how long the watermark stood still at most."""
    stop, longest = threading.Event(), [0.0]

    def watch() -> None:
        longest[0] = probe.standstill(stop)

    watching = threading.Thread(target=watch)
    watching.start()
    began = time.perf_counter()
    try:
        waits = probe.waits(is_over)
    finally:
        stop.set()
        watching.join()
    sys.stdout.write(
        f"{what} ({time.perf_counter() - began:.1f} s, {WORKERS} workers): {len(waits)} orders, "
        f"reply readable p50 {statistics.median(waits):.2f} s, worst {max(waits):.2f} s; "
        f"watermark stood still {longest[0]:.2f} s at most\n"
    )
