"""Check-outs on a live SQL Server: one holder, whatever several workers and admins do at once."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import text

from smartclient.contract.check_outs import BreakCheckOut, CheckInCustomer, CheckOutCustomer
from smartclient.contract.documents import document_from_json
from smartclient.contract.messages import Answer, Body, Request
from smartclient.domain.check_out import CheckOut
from smartclient.domain.errors import RefusedError, TransientError
from smartclient.domain.ids import CustomerNumber
from smartclient.headoffice.admin import maintenance
from smartclient.headoffice.worker.worker import Worker
from tests.headoffice.live_workers import CLOCK, another, status
from tests.live_company import LiveCompany, found_live_company
from tests.live_server import LiveOffice, live_office
from tests.office_company import ANN, BEN, HEAD, SHOP
from tests.set_clock import SetClock

ROUNDS = 6
FORMER = CustomerNumber("S-0")


@pytest.fixture(scope="module")
def live() -> Iterator[LiveOffice]:
    with live_office(CLOCK, "checkouts") as created:
        yield created


@pytest.fixture
def company(live: LiveOffice) -> LiveCompany:
    company = found_live_company(live, CLOCK)
    company.change_customer(SHOP, more_reps=BEN)
    # two workers that meet a new lane at once contend for it
    company.add("lanes", {"lane": SHOP}, {"lane": FORMER})
    return company


def merge_into_shop(company: LiveCompany) -> None:
    """Another customer becomes the shop: its requests are in a lane of their own."""
    company.add(
        "customers",
        {"number": FORMER, "name": "Former", "rep": ANN, "more_reps": BEN, "merged_into": SHOP},
    )


def sent(company: LiveCompany, login: str, body: Body, lane: str) -> Request:
    request = company.request(body, lane=lane)
    company.send(login, request)
    return request


def at_once(*deeds: Callable[[], object]) -> None:
    """Do all of it from connections of their own, beginning in the same instant."""
    ready = threading.Barrier(len(deeds))

    def do(deed: Callable[[], object]) -> object:
        ready.wait()
        return deed()

    with ThreadPoolExecutor(len(deeds)) as pool:
        list(pool.map(do, deeds))


def work_off(workers: list[Worker]) -> None:
    with ThreadPoolExecutor(len(workers)) as pool:
        while any(pool.map(lambda worker: worker.round(), workers)):
            pass


def stored(company: LiveCompany) -> CheckOut:
    ((found),) = company.office.check_outs()
    return found.check_out


def granted(company: LiveCompany, request: Request) -> CheckOut | None:
    (reply,) = company.rows("replies", request_id=request.id)
    answer = document_from_json(reply.body, Answer)
    return None if answer.customer is None else answer.customer.last_check_out


@pytest.mark.parametrize("lanes", [(SHOP, SHOP), (SHOP, FORMER)])
def test_two_reps_who_ask_at_once_never_both_get_it(
    company: LiveCompany, lanes: tuple[str, str]
) -> None:
    merge_into_shop(company)
    workers = [another(company, f"worker {number}") for number in range(3)]
    counters = []
    for _ in range(ROUNDS):
        asked: dict[str, Request] = {}

        def ask(login: str, lane: str, asked: dict[str, Request] = asked) -> None:
            body = CheckOutCustomer(number=CustomerNumber(lane))
            asked[login] = sent(company, login, body, lane)

        at_once(lambda: ask(ANN, lanes[0]), lambda: ask(BEN, lanes[1]))
        work_off(workers)
        answers = {login: status(company, request) for login, request in asked.items()}
        assert sorted(answers.values()) == ["confirmed", "rejected"]
        winner = next(login for login, answer in answers.items() if answer == "confirmed")
        held = granted(company, asked[winner])
        assert held == stored(company)
        assert held is not None
        assert held.holder == winner
        counters.append(held.counter)
        sent(company, winner, CheckInCustomer(number=SHOP), SHOP)
        work_off(workers)
        assert company.office.check_outs() == ()
    assert counters == list(range(1, ROUNDS + 1))


def test_a_break_and_a_renewal_at_once_leave_it_broken(company: LiveCompany) -> None:
    merge_into_shop(company)
    workers = [another(company, f"worker {number}") for number in range(2)]
    for _ in range(ROUNDS):
        first = sent(company, ANN, CheckOutCustomer(number=SHOP), SHOP)
        work_off(workers)
        held = granted(company, first)
        assert held is not None
        renewal = CheckOutCustomer(number=SHOP, renews=held.number)
        broken = BreakCheckOut(number=FORMER)
        at_once(
            partial(sent, company, ANN, renewal, SHOP), partial(sent, company, HEAD, broken, FORMER)
        )
        work_off(workers)
        assert company.office.check_outs() == ()


def test_a_change_by_hand_and_a_check_out_at_once_come_one_after_the_other(
    company: LiveCompany,
) -> None:
    """Either the change was made before, or it is refused; the holder's view has it."""
    engine = company.office.engine
    for turn in range(ROUNDS):
        request = sent(company, ANN, CheckOutCustomer(number=SHOP), SHOP)
        worker = another(company)
        refused: list[str] = []

        def change(turn: int = turn, refused: list[str] = refused) -> None:
            try:
                maintenance.change_customer(engine, SHOP, phone=str(turn), clock=CLOCK)
            except (RefusedError, TransientError) as error:
                refused.append(error.template)

        at_once(worker.round, change)
        work_off([worker])
        held = granted(company, request)
        assert held is not None
        (row,) = company.rows("customers", number=SHOP)
        if refused:
            assert row.phone != str(turn)
        sent(company, ANN, CheckInCustomer(number=SHOP), SHOP)
        work_off([worker])


def test_the_servers_clock_counts_whatever_that_of_a_worker_says(company: LiveCompany) -> None:
    first = sent(company, ANN, CheckOutCustomer(number=SHOP, days=1), SHOP)
    work_off([another(company)])
    held = granted(company, first)
    assert held is not None
    assert abs(held.since - company.office_time()) < timedelta(minutes=5)
    fast = Worker(company.office.engine, SetClock(held.until + timedelta(days=1)), name="fast")
    late = sent(company, BEN, CheckOutCustomer(number=SHOP), SHOP)
    while fast.round():
        pass
    assert status(company, late) == "rejected"
    assert stored(company) == held


def test_what_ran_out_by_the_servers_clock_is_free(company: LiveCompany) -> None:
    first = sent(company, ANN, CheckOutCustomer(number=SHOP, days=1), SHOP)
    work_off([another(company)])
    held = granted(company, first)
    assert held is not None
    over = held.until - timedelta(days=2)
    ended = held.to_text().replace(held.until.isoformat(), over.isoformat())
    with company.office.engine.begin() as connection:
        connection.execute(
            text("UPDATE sales.customers SET check_out = :text WHERE number = :number"),
            {"text": ended, "number": SHOP},
        )
    late = sent(company, BEN, CheckOutCustomer(number=SHOP), SHOP)
    work_off([another(company)])
    now = granted(company, late)
    assert now is not None
    assert (now.holder, now.counter) == (BEN, held.counter + 1)
