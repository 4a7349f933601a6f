"""Workers of a live SQL Server as processes that are killed at random."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from smartclient.contract.messages import PlaceOrder, Request
from smartclient.headoffice.database.mssql import accounts
from smartclient.read_models.access import AccountKind
from tests.headoffice.live_workers import CLOCK, let_leases_run_out
from tests.live_company import LiveCompany
from tests.live_server import LiveOffice
from tests.office_company import ANN, line


@pytest.fixture
def company(live_company: LiveCompany) -> LiveCompany:
    return live_company


MANY = tuple(f"T-{number}" for number in range(1, 7))


class Processes:
    """Serving processes, as a service manager would run them."""

    def __init__(self, url: str, folder: Path) -> None:
        self._url = url
        self._folder = folder
        self._count = 0
        self.running: list[tuple[subprocess.Popen[bytes], Path]] = []

    def start(self) -> None:
        self._count += 1
        said = self._folder / f"{self._count}.txt"
        command = [sys.executable, "-m", "smartclient", "headoffice", "serve", "--url", self._url]
        with said.open("wb") as output:
            process = subprocess.Popen(
                command,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**os.environ, "PYTHONUNBUFFERED": "1"},
            )
        self.running.append((process, said))

    def kill(self, which: int) -> None:
        process, _ = self.running.pop(which)
        process.kill()
        process.wait(30)

    def all_serve(self) -> bool:
        """Whether every one that runs has begun to answer."""
        return all("Answering requests" in said.read_text() for _, said in self.running)

    def stop(self) -> list[tuple[int, str]]:
        """Stop all, and return how each ended with its last line."""
        for process, _ in self.running:
            process.send_signal(signal.SIGTERM)
        ended = [
            (process.wait(60), said.read_text().strip().splitlines()[-1])
            for process, said in self.running
        ]
        self.running.clear()
        return ended


@pytest.fixture(scope="module")
def worker_url(live: LiveOffice) -> str:
    """The URL of a login that has a worker's rights and no other."""
    login = live.new_login("service")
    accounts.grant_worker(live.office.engine, AccountKind.LOGIN, login)
    if not live.is_real:
        live.let_triggers_work_for(login)
    return live.url_of(login)


@pytest.fixture
def processes(worker_url: str, tmp_path: Path) -> Iterator[Processes]:
    processes = Processes(worker_url, tmp_path)
    yield processes
    while processes.running:
        processes.kill(0)


def until(what: Callable[[], bool], seconds: float = 90) -> None:
    """Wait for the processes: the database shows when something has become true."""
    end = CLOCK.now() + timedelta(seconds=seconds)
    while not what():
        assert CLOCK.now() < end, "it did not come to that"
        time.sleep(0.3)


@pytest.mark.skipif(os.name == "nt", reason="processes are told to end in another way there")
@pytest.mark.timeout(280)
def test_processes_killed_at_random_answer_each_request_once_and_in_order(
    company: LiveCompany, processes: Processes
) -> None:
    rng = random.Random(7)
    company.add(
        "customers", *({"number": number, "name": f"Shop {number}", "rep": ANN} for number in MANY)
    )
    company.change("stock", {"sku": "D"}, on_hand=40)
    requests = [
        company.request(
            PlaceOrder(
                order=company.order(line("A", n + 1), line("D", rng.randint(1, 3), 2), customer=to)
            ),
            lane=to,
        )
        for n in range(120)
        for to in (rng.choice(MANY),)
    ]
    company.send(ANN, *requests[:60])
    for _ in range(3):
        processes.start()
    until(lambda: company.count("replies") > 0)
    for start in range(60, 120, 15):
        company.send(ANN, *requests[start : start + 15])
        processes.kill(rng.randrange(len(processes.running)))
        # what a killed one has leased is free when its time is over; this is that time, and it
        # takes lanes from those alive too
        let_leases_run_out(company)
        processes.start()
    until(lambda: company.count("inbox", status="received") == 0)
    until(processes.all_serve)
    assert company.office.serving()
    assert processes.stop() == [(0, "Stopped. What is not answered yet waits safely.")] * 3
    # those that were killed could not say that they serve no more
    until(lambda: not company.office.serving())
    assert_each_was_answered_once(company, requests)
    assert_no_piece_was_sold_twice(company, 40)


def assert_each_was_answered_once(company: LiveCompany, requests: list[Request]) -> None:
    replies = company.rows("replies")
    assert len(replies) == len(requests)
    assert {reply.request_id for reply in replies} == {request.id for request in requests}
    assert {row.status for row in company.rows("inbox")} == {"done"}
    confirmed = sum(reply.status in {"confirmed", "adjusted"} for reply in replies)
    placed = company.rows("orders")
    assert len(placed) == confirmed
    # each order has one piece more of this than the one before it
    pieces = {row.order_id: row.quantity for row in company.rows("order_lines", sku="A")}
    for customer in MANY:
        rows = sorted(company.rows("orders", customer=customer), key=lambda row: int(row.id))
        counts = [pieces[row.order_id] for row in rows]
        assert counts == sorted(counts), customer


def assert_no_piece_was_sold_twice(company: LiveCompany, there: int) -> None:
    taken = sum(row.from_stock for row in company.rows("order_lines", sku="D"))
    assert company.stock("D") >= 0
    assert company.stock("D") + taken == there
