"""Rounds on a live SQL Server that no worker ends: what is counted, and against which request."""

# ruff: noqa: ANN401 (stand-ins take whatever the real functions do)

import logging
from collections.abc import Iterator
from typing import Any

import pytest

from smartclient.contract.messages import Answer, AnswerStatus, PlaceOrder, Request
from smartclient.domain.errors import ContendedError, NoRoomError, OutOfReachError
from smartclient.headoffice import handlers
from smartclient.headoffice.inbox import lanes
from smartclient.headoffice.worker.answering import ATTEMPTS
from smartclient.headoffice.worker.worker import LeaseLostError
from tests.headoffice.live_workers import another, let_leases_run_out, orders, token
from tests.live_company import LiveCompany
from tests.office_company import KIOSK


@pytest.fixture
def company(live_company: LiveCompany) -> LiveCompany:
    return live_company


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    with caplog.at_level(logging.CRITICAL, logger="smartclient.headoffice"):
        yield


def dies(company: LiveCompany, room: int) -> int:
    """Make a worker claim what is next and die; return how many requests it claimed."""
    _, taken = another(company, "dying").claim(lanes.new_token("dying"), room)
    let_leases_run_out(company)
    return len(taken)


def counted(company: LiveCompany, requests: list[Request]) -> list[tuple[int, bool]]:
    """The failures of each request, and whether it is tried alone."""
    rows = {row.request_id: row for row in company.rows("inbox")}
    return [(rows[request.id].attempts, rows[request.id].isolated) for request in requests]


def test_a_death_counts_only_against_a_request_that_was_tried_alone(company: LiveCompany) -> None:
    requests = [*orders(company, 2), *orders(company, 2, KIOSK)]
    assert dies(company, 10) == 4
    assert dies(company, 10) == 1
    assert counted(company, requests) == [(0, True)] * 4
    for deaths in range(1, ATTEMPTS):
        assert dies(company, 10) == 1
        assert counted(company, requests) == [(deaths, True), *[(0, True)] * 3]
    assert another(company, "able").answer_waiting() == 4
    statuses = {row.request_id: row.status for row in company.rows("inbox")}
    assert [statuses[request.id] for request in requests] == ["parked", "done", "done", "done"]


@pytest.mark.parametrize("trouble", [NoRoomError, OutOfReachError, ContendedError])
@pytest.mark.parametrize("count", [1, 2])
def test_trouble_is_counted_against_no_request(
    company: LiveCompany,
    monkeypatch: pytest.MonkeyPatch,
    trouble: type[Exception],
    count: int,
) -> None:
    requests = orders(company, count)
    real = handlers.HANDLERS[PlaceOrder]

    def place(incoming: Any, body: PlaceOrder, work: Any) -> Answer:
        real(incoming, body, work)
        raise trouble("The database has trouble.")

    monkeypatch.setitem(handlers.HANDLERS, PlaceOrder, place)
    for _ in range(ATTEMPTS + 1):
        with pytest.raises(trouble):
            another(company, "unlucky").round()
        let_leases_run_out(company)
    assert counted(company, requests) == [(0, False)] * count
    assert company.count("orders") == 0
    monkeypatch.undo()
    assert another(company, "able").answer_waiting() == count
    assert {row.status for row in company.rows("replies")} == {AnswerStatus.CONFIRMED}


def test_a_slow_worker_that_was_taken_for_dead_takes_back_what_was_counted(
    company: LiveCompany,
) -> None:
    requests = orders(company, 1)
    slow = another(company, "slow")
    leased, taken = slow.claim(token("slow"), 10)
    let_leases_run_out(company)
    fast = another(company, "fast")
    again = fast.claim(token("fast"), 10)
    assert counted(company, requests) == [(1, True)]
    with pytest.raises(LeaseLostError):
        slow.answer(token("slow"), leased, taken)
    slow.release(token("slow"), leased, taken)
    assert counted(company, requests) == [(0, True)]
    assert fast.answer(token("fast"), *again) == 1
