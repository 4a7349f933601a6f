"""Workers on a live SQL Server: several processes, killed at random, and others' locks."""

# ruff: noqa: ANN401 (stand-ins take whatever the real functions do)

import contextlib
import json
import logging
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sqlalchemy import Connection, text, update

from live_server import LiveCompany, LiveOffice, found_live_company, live_office
from office_company import ANN, BEN, BENS, HEAD, KIOSK, SHOP, line
from smartclient.contract.messages import (
    Answer,
    AnswerStatus,
    CancelOrder,
    PlaceOrder,
    Request,
    Withdraw,
    answer_from_json,
    body_of,
)
from smartclient.database.engines import open_engine
from smartclient.database.mssql import engine as mssql_engine
from smartclient.domain.clock import SystemClock
from smartclient.domain.errors import ContendedError, SmartClientError
from smartclient.domain.ids import new_id
from smartclient.domain.problems import Action
from smartclient.headoffice import handlers, inbox, lanes
from smartclient.headoffice.importers import import_folder
from smartclient.headoffice.importers.sample import sample_folder
from smartclient.headoffice.mssql import accounts
from smartclient.headoffice.mssql.accounts import AccountKind
from smartclient.headoffice.mssql.calling import called
from smartclient.headoffice.office import HeadOffice
from smartclient.headoffice.reference import up_to_date
from smartclient.headoffice.worker import ATTEMPTS, LeaseLostError, Worker

CLOCK = SystemClock()
LOCK_TIMEOUT, DEADLOCK = ("(1222)", "lock timeout"), ("(1205)", "deadlock detected")
"""How the driver tells an error of SQL Server's, and of an engine without a number for it."""

MANY = tuple(f"T-{number}" for number in range(1, 7))


@pytest.fixture(scope="module")
def live() -> Iterator[LiveOffice]:
    with live_office(CLOCK, "workers") as made:
        yield made


@pytest.fixture
def company(live: LiveOffice) -> LiveCompany:
    return found_live_company(live, CLOCK)


@pytest.fixture
def impatient(live: LiveOffice, monkeypatch: pytest.MonkeyPatch) -> Iterator[HeadOffice]:
    """Return the head office on connections that wait for a lock half a second only."""
    prepare = tuple(
        "SET LOCK_TIMEOUT 500" if "LOCK_TIMEOUT" in statement else statement
        for statement in mssql_engine._PREPARE
    )
    monkeypatch.setattr(mssql_engine, "_PREPARE", prepare)
    engine = open_engine(live.url)
    yield HeadOffice(engine, CLOCK)
    engine.dispose()


def another(company: LiveCompany, name: str = "other") -> Worker:
    return Worker(company.office.engine, CLOCK, name=name)


def orders(
    company: LiveCompany, count: int, customer: str = SHOP, login: str = ANN, sku: str = "A"
) -> list[Request]:
    requests = [
        company.request(
            PlaceOrder(order=company.order(line(sku, n + 1), customer=customer)), lane=customer
        )
        for n in range(count)
    ]
    company.send(login, *requests)
    return requests


def status(company: LiveCompany, request: Request) -> str:
    """Return how a request was answered, as the table has it.

    Some engines hold a laptop's bound back for transactions of other databases.
    """
    (reply,) = company.rows("replies", request_id=request.id)
    return str(reply.status)


def let_leases_run_out(company: LiveCompany) -> None:
    t = company.tables.lanes
    with company.office.engine.begin() as connection:
        connection.execute(
            update(t)
            .where(t.c.token.is_not(None))
            .values(leased_until=datetime(2000, 1, 1, tzinfo=UTC))
        )


def test_many_requests_share_a_round_and_keep_their_order(company: LiveCompany) -> None:
    requests = orders(company, 20)
    assert another(company).round() == 20
    assert [status(company, request) for request in requests] == [AnswerStatus.CONFIRMED] * 20
    placed = sorted(company.rows("orders"), key=lambda row: int(row.id))
    assert [row.number for row in placed] == [f"SO-{10001 + n}" for n in range(20)]
    assert another(company).round() is None


def test_workers_share_the_lanes(company: LiveCompany) -> None:
    orders(company, 3), orders(company, 3, KIOSK), orders(company, 3, BENS, BEN)
    one, _ = another(company).take("one", 3)
    two, _ = another(company).take("two", 3)
    three, _ = another(company).take("three", 3)
    assert sorted((*one, *two, *three)) == sorted((SHOP, KIOSK, BENS))
    assert another(company).take("four", 3) == ((), ())


def test_a_worker_that_was_too_slow_can_do_nothing(company: LiveCompany) -> None:
    orders(company, 2)
    slow = another(company, "slow")
    leased, taken = slow.take("slow", 10)
    let_leases_run_out(company)
    assert another(company, "fast").answer_waiting() == 2
    with pytest.raises(LeaseLostError):
        slow.answer("slow", leased, taken)
    assert company.count("orders") == 2
    assert company.count("inbox", status="done") == 2


def test_stock_that_another_worker_took_meanwhile_is_not_sold_again(
    company: LiveCompany, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the engine lets two workers judge by the same stock, the second judges again."""
    orders(company, 1, sku="D")
    (request,) = orders(company, 1, BENS, BEN, sku="D")
    company.change("stock", {"sku": "D"}, on_hand=1)
    first, second = another(company, "first"), another(company, "second")
    mine, theirs = first.take("first", 1), second.take("second", 1)
    real = handlers.HANDLERS[PlaceOrder]
    came_between: list[int] = []

    def judged_then_overtaken(incoming: Any, body: PlaceOrder, work: Any) -> Answer:
        answer = real(incoming, body, work)
        if incoming.sender == BEN and not came_between:
            came_between.append(1)
            with company.office.engine.connect() as other:
                other.execute(text("UPDATE sales.stock SET on_hand = 0 WHERE sku = N'D'"))
                other.commit()
        return answer

    monkeypatch.setitem(handlers.HANDLERS, PlaceOrder, judged_then_overtaken)
    with contextlib.suppress(ContendedError):
        second.answer("second", *theirs)
    monkeypatch.undo()
    assert first is not None
    assert mine
    let_leases_run_out(company)
    another(company).answer_waiting()
    assert company.stock("D") == 0
    taken = sum(row.from_stock for row in company.rows("order_lines", sku="D"))
    assert taken <= 1
    assert status(company, request) != AnswerStatus.CONFIRMED


def test_a_request_that_breaks_the_transaction_is_parked_and_harms_no_other(
    company: LiveCompany, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, logger="smartclient.headoffice")
    mine, others = orders(company, 3), orders(company, 3, BENS, BEN)
    real = handlers.HANDLERS[PlaceOrder]

    def broken(incoming: Any, body: PlaceOrder, work: Any) -> Answer:
        answer = real(incoming, body, work)
        if incoming.request_id == mine[1].id:
            work.connection.execute(
                text("INSERT INTO sync.info (name, value) VALUES (N'currency', N'')")
            )
        return answer

    monkeypatch.setitem(handlers.HANDLERS, PlaceOrder, broken)
    assert another(company).answer_waiting() == 6
    statuses = [status(company, request) for request in mine]
    assert statuses == [AnswerStatus.CONFIRMED, AnswerStatus.PARKED, AnswerStatus.CONFIRMED]
    assert all(status(company, one) == AnswerStatus.CONFIRMED for one in others)
    (parked,) = company.rows("inbox", status="parked")
    assert parked.attempts >= ATTEMPTS
    assert "IntegrityError" in parked.error
    assert company.count("orders") == 5


def test_somebody_elses_lock_is_waited_out_and_holds_no_other_customer(
    company: LiveCompany, impatient: HeadOffice, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="smartclient.headoffice.worker")
    (locked,) = orders(company, 1, sku="D")
    (other,) = orders(company, 1, BENS, BEN)
    with company.office.engine.connect() as erp:
        erp.execute(text("UPDATE sales.stock SET on_hand = 4 WHERE sku = N'D'"))
        assert Worker(impatient.engine, CLOCK, name="w").answer_waiting() == 1
        erp.rollback()
    assert any(said in caplog.text for said in LOCK_TIMEOUT)
    assert status(company, other) == AnswerStatus.CONFIRMED
    assert company.count("replies", request_id=locked.id) == 0
    assert company.rows("inbox", request_id=locked.id)[0].attempts == 0
    let_leases_run_out(company)
    assert another(company).answer_waiting() == 1
    assert status(company, locked) == AnswerStatus.CONFIRMED
    assert company.stock("D") == 4


def test_the_victim_of_a_deadlock_answers_later_and_once(
    company: LiveCompany, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A worker holds its lane and wants the stock; another program, the other way round."""
    caplog.set_level(logging.INFO, logger="smartclient.headoffice.worker")
    (request,) = orders(company, 1, sku="D")
    real = inbox.still_waiting
    with company.office.engine.connect() as erp, ThreadPoolExecutor(1) as beside:
        if company.live.is_real:
            erp.execute(text("SET DEADLOCK_PRIORITY HIGH"))
        # a statement's first time takes some engines long
        lanes.hold(erp, KIOSK)
        erp.execute(text("UPDATE sales.stock SET on_hand = 4 WHERE sku = N'D'"))
        crossing: list[Future[None]] = []

        def goes_on() -> None:
            lanes.hold(erp, SHOP)
            erp.commit()

        def crossed(connection: Connection, taken: Any) -> set[int]:
            if not crossing:
                crossing.append(beside.submit(goes_on))
                # an engine looks for a circle when a wait has lasted for a while, and the one
                # who finds it is its victim: the other's look must be over
                time.sleep(2)
            return real(connection, taken)

        monkeypatch.setattr(inbox, "still_waiting", crossed)
        with pytest.raises(ContendedError):
            another(company).answer_waiting()
        crossing[0].result(30)
    assert any(said in caplog.text for said in DEADLOCK)
    assert company.count("replies") == company.count("orders") == 0
    assert company.rows("inbox", request_id=request.id)[0].attempts == 0
    let_leases_run_out(company)
    assert another(company).answer_waiting() == 1
    assert status(company, request) == AnswerStatus.CONFIRMED
    assert company.stock("D") == 3
    assert company.count("orders") == 1


def test_prices_that_are_committed_late_hold_from_the_next_round(company: LiveCompany) -> None:
    """A change may be written before another and committed after it: its version is the lower."""
    own = another(company)
    with company.office.engine.connect() as erp:
        erp.execute(text("UPDATE sales.products SET sell_until = '2020-01-01' WHERE sku = N'A'"))
        company.change_product("C", name="Thing that was changed after it")
        (before,) = orders(company, 1)
        assert own.answer_waiting() == 1
        assert status(company, before) == AnswerStatus.CONFIRMED
        erp.commit()
    (request,) = orders(company, 1, KIOSK)
    own.answer_waiting()
    assert status(company, request) == AnswerStatus.IN_CONFLICT


def test_what_a_worker_knows_is_kept_while_nobody_changes_it(company: LiveCompany) -> None:
    with company.office.engine.connect() as connection:
        known = up_to_date(connection, None)
    with company.office.engine.connect() as connection:
        assert up_to_date(connection, known) is known
    company.change_product("C", name="Thing that was changed")
    with company.office.engine.connect() as connection:
        assert up_to_date(connection, known) is not known


def test_an_admins_decision_and_the_customers_lane_wait_for_each_other(
    company: LiveCompany, impatient: HeadOffice
) -> None:
    orders(company, 1)
    leased, _ = another(company).take("rep", 10)
    with company.office.engine.connect() as deciding:
        lanes.hold(deciding, SHOP)
        with impatient.engine.connect() as answering, pytest.raises(ContendedError):
            lanes.renew(answering, "rep", leased)
        deciding.rollback()


@pytest.mark.parametrize("named", [True, False])
def test_what_withdraws_waits_for_the_worker_that_answers_what_it_withdraws(
    company: LiveCompany, monkeypatch: pytest.MonkeyPatch, *, named: bool
) -> None:
    """A worker looked before the cancellation came, and commits the order after it was seen.

    Not ``named``: only the cancellation's own worker waits, for nobody else knows what it names.
    """
    (placed,) = orders(company, 1)
    order = body_of(placed)
    assert isinstance(order, PlaceOrder)
    slow, fast = another(company, "slow"), another(company, "fast")
    leased, taken = slow.take("slow", 1)
    real = handlers.HANDLERS[PlaceOrder]
    answering, may_end = Event(), Event()

    def slowly(incoming: Any, body: PlaceOrder, work: Any) -> Answer:
        answer = real(incoming, body, work)
        answering.set()
        assert may_end.wait(60)
        return answer

    monkeypatch.setitem(handlers.HANDLERS, PlaceOrder, slowly)
    with ThreadPoolExecutor(2) as beside:
        first = beside.submit(slow.answer, "slow", leased, taken)
        assert answering.wait(60)
        cancel = CancelOrder(order_id=order.order.id, customer=KIOSK)
        if named:
            last = company.request(cancel, lane=KIOSK, withdraws=(placed.id,))
        else:
            last = company.request(Withdraw(requests=(placed.id,)), lane=KIOSK)
        company.send(ANN, last)
        second = beside.submit(fast.round)
        with pytest.raises(TimeoutError):
            second.result(3)
        may_end.set()
        assert (first.result(60), second.result(60)) == (1, 1)
    (row,) = company.rows("orders")
    told = answer_from_json(company.rows("replies", request_id=last.id)[0].body)
    assert told.order is not None
    assert told.order.number == row.number
    assert row.state == ("cancelled" if named else "confirmed")


def test_nobody_begins_with_a_lane_while_a_request_in_it_is_withdrawn(
    company: LiveCompany, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody had leased it before, and nobody else knows yet what the withdrawal names."""
    placed = company.request(PlaceOrder(order=company.order(line("A", 1))))
    company.send(ANN, company.request(Withdraw(requests=(placed.id,)), lane=KIOSK), placed)
    fast, slow = another(company, "fast"), another(company, "slow")
    leased, taken = fast.take("fast", 1)
    assert leased == (KIOSK,)
    real = handlers.HANDLERS[Withdraw]
    answering, may_end = Event(), Event()

    def slowly(incoming: Any, body: Withdraw, work: Any) -> Answer:
        answer = real(incoming, body, work)
        answering.set()
        assert may_end.wait(60)
        return answer

    monkeypatch.setitem(handlers.HANDLERS, Withdraw, slowly)
    with ThreadPoolExecutor(2) as beside:
        first = beside.submit(fast.answer, "fast", leased, taken)
        assert answering.wait(60)
        second = beside.submit(slow.round)
        with pytest.raises(TimeoutError):
            second.result(3)
        may_end.set()
        assert first.result(60) == 1
        with contextlib.suppress(ContendedError):
            second.result(60)
    slow.answer_waiting()
    assert company.count("inbox", status="done") == 2
    assert company.count("orders") == 0


def test_an_admins_decision_is_carried_out(company: LiveCompany) -> None:
    _, answer = company.place(company.order(line("A", 50), customer=KIOSK))
    assert answer.status is AnswerStatus.AWAITING_DECISION
    assert company.decide(answer.conflict, "approve").status is AnswerStatus.CONFIRMED
    assert company.count("orders", customer=KIOSK) == 1
    (case,) = company.rows("cases")
    assert case.state == "decided"


def test_importing_brings_everything_and_again_changes_nothing(live: LiveOffice) -> None:
    live.empty()
    first = import_folder(live.office.engine, sample_folder(), clock=CLOCK)
    again = import_folder(live.office.engine, sample_folder(), clock=CLOCK)
    assert first.counts == again.counts
    assert first.changed["products"] == first.counts["products"] > 0
    assert not any(again.changed.values())


# processes -------------------------------------------------------------------------------------


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
        """Tell whether every one that runs has begun to answer."""
        return all("Answering requests" in said.read_text() for _, said in self.running)

    def stop(self) -> list[tuple[int, str]]:
        """Tell all to end, and return how each ended with the last line it said."""
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
    """Return the URL of a login that has a worker's rights and no other."""
    login = live.new_login("service")
    accounts.grant_worker(live.office.engine, AccountKind.LOGIN, login)
    return live.url_of(login)


@pytest.fixture
def processes(worker_url: str, tmp_path: Path) -> Iterator[Processes]:
    made = Processes(worker_url, tmp_path)
    yield made
    while made.running:
        made.kill(0)


def until(what: Callable[[], bool], seconds: float = 90) -> None:
    """Wait for the processes: the database tells when something has become true."""
    end = CLOCK.now() + timedelta(seconds=seconds)
    while not what():
        assert CLOCK.now() < end, "it did not come to that"
        time.sleep(0.3)


@pytest.mark.skipif(os.name == "nt", reason="processes are told to end in another way there")
@pytest.mark.timeout(280)
def test_processes_killed_at_random_answer_each_request_once_and_in_order(
    company: LiveCompany, processes: Processes
) -> None:
    dice = random.Random(7)
    company.add(
        "customers", *({"number": number, "name": f"Shop {number}", "rep": ANN} for number in MANY)
    )
    company.change("stock", {"sku": "D"}, on_hand=40)
    requests = [
        company.request(
            PlaceOrder(
                order=company.order(line("A", n + 1), line("D", dice.randint(1, 3), 2), customer=to)
            ),
            lane=to,
        )
        for n in range(120)
        for to in (dice.choice(MANY),)
    ]
    company.send(ANN, *requests[:60])
    for _ in range(3):
        processes.start()
    until(lambda: company.count("replies") > 0)
    for start in range(60, 120, 15):
        company.send(ANN, *requests[start : start + 15])
        processes.kill(dice.randrange(len(processes.running)))
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


def test_an_admins_decision_is_left_to_the_workers(company: LiveCompany, live: LiveOffice) -> None:
    """An admin's login may send, and has none of a worker's rights."""
    _, answer = company.place(company.order(line("A", 50), customer=KIOSK))
    assert answer.conflict is not None
    deciding = HeadOffice.at(live.url_of(live.logins[HEAD]), CLOCK)
    try:
        with pytest.raises(ContendedError, match="No worker is running"):
            deciding.decide(answer.conflict.id, Action.parse("approve"), as_login=HEAD)
    finally:
        deciding.close()
    assert company.count("inbox", status="received") == 1
    assert another(company).answer_waiting() == 1
    assert company.count("orders", customer=KIOSK) == 1


def assert_each_was_answered_once(company: LiveCompany, requests: list[Request]) -> None:
    replies = company.rows("replies")
    assert len(replies) == len(requests)
    assert {reply.request_id for reply in replies} == {request.id for request in requests}
    assert {row.status for row in company.rows("inbox")} == {"done"}
    confirmed = sum(reply.status in {"confirmed", "adjusted"} for reply in replies)
    placed = company.rows("orders")
    assert len(placed) == confirmed
    # each order asked for one piece more of this than the one before it
    pieces = {row.order_id: row.quantity for row in company.rows("order_lines", sku="A")}
    for customer in MANY:
        rows = sorted(company.rows("orders", customer=customer), key=lambda row: int(row.id))
        counts = [pieces[row.order_id] for row in rows]
        assert counts == sorted(counts), customer


def assert_no_piece_was_sold_twice(company: LiveCompany, there: int) -> None:
    taken = sum(row.from_stock for row in company.rows("order_lines", sku="D"))
    assert company.stock("D") >= 0
    assert company.stock("D") + taken == there


def test_who_may_not_send_is_told_so_when_deciding(company: LiveCompany, live: LiveOffice) -> None:
    """What the driver says of a procedure that may not be called is put in our words."""
    engine = open_engine(live.url_of(live.new_login("nobody", user=True)))
    try:
        with pytest.raises(SmartClientError) as refused:
            called(engine, "EXEC sync.submit_v1 ?", "[]")
    finally:
        engine.dispose()
    assert "ODBC" not in refused.value.user_message


def test_a_long_request_is_sent_as_text_when_deciding(
    company: LiveCompany, live: LiveOffice
) -> None:
    """Longer than 4,000 characters it was sent as what the server can't read JSON from."""
    item = {"n": 1, "id": new_id(), "kind": "decide_case", "version": 1, "lane": "", "body": "x"}
    engine = open_engine(live.url_of(live.logins[HEAD]))
    try:
        sent = json.dumps([{**item, "junk": "n" * 9_000}])
        ((_, _, refusal),) = called(engine, "EXEC sync.submit_v1 ?", sent)
    finally:
        engine.dispose()
    assert refusal
    assert company.count("inbox") == 0
