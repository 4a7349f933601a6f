"""Devices on a live SQL Server: a laptop and a copy of it that ask and send at the same moment."""

# ruff: noqa: ANN401 (stand-ins take whatever the real functions do)

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from smartclient.contract.devices import AssignedDevice, DeviceClaim
from smartclient.contract.documents import document_from_json
from smartclient.contract.messages import Answer, PlaceOrder
from smartclient.contract.operations import Operations, PulseRequest
from smartclient.domain.clock import SystemClock
from smartclient.domain.devices import provisional_number
from smartclient.domain.ids import new_id
from smartclient.headoffice import handlers
from smartclient.headoffice.inbox.inbox import PassedOn
from smartclient.headoffice.inbox.lanes import new_token
from smartclient.headoffice.worker.worker import Worker
from tests.live_company import LiveCompany
from tests.office_company import ANN, KIOSK, SHOP, line

CONNECTIONS, ROUNDS = 3, 10


@pytest.fixture
def company(live_company: LiveCompany) -> LiveCompany:
    return live_company


def test_pulses_of_one_new_device_at_once_all_get_its_one_code(company: LiveCompany) -> None:
    live = company.live
    links = [live.operations(live.logins[ANN]) for _ in range(CONNECTIONS)]
    for link in links:
        link.pulse(PulseRequest())
    for _ in range(ROUNDS):
        device = new_id()
        assigned = at_once(links, PulseRequest(device=DeviceClaim(id=device)))
        (row,) = company.rows("devices", device=device)
        assert [item.code for item in assigned if item is not None] == [row.code] * CONNECTIONS


def at_once(links: list[Operations], hello: PulseRequest) -> list[AssignedDevice | None]:
    """Say the same over every link at the same moment; return what head office says to each."""
    start = threading.Barrier(len(links))

    def say(link: Operations) -> AssignedDevice | None:
        start.wait()
        return link.pulse(hello).device

    with ThreadPoolExecutor(len(links)) as beside:
        return list(beside.map(say, links))


def test_of_two_orders_of_one_number_that_two_workers_place_at_once_one_is_reported(
    company: LiveCompany, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Each looks whether the number is free before the other has committed."""
    caplog.set_level(logging.CRITICAL, logger="smartclient.headoffice")
    number = provisional_number("AN", "7K2Q", 1)
    for customer in (SHOP, KIOSK):
        order = replace(company.order(line("A", 1), customer=customer), provisional_number=number)
        company.send(ANN, company.request(PlaceOrder(order=order), lane=customer))
    workers = [
        Worker(company.office.engine, SystemClock(), name=name) for name in ("first", "second")
    ]
    rounds = [new_token(name) for name in ("first", "second")]
    taken = [worker.claim(token, 1) for worker, token in zip(workers, rounds, strict=True)]
    assert [len(requests) for _, requests in taken] == [1, 1]
    real, evaluated = handlers.HANDLERS[PlaceOrder], threading.Barrier(len(workers))

    def place(incoming: Any, body: PlaceOrder, work: Any) -> Answer | PassedOn:
        answer = real(incoming, body, work)
        evaluated.wait(60)
        return answer

    monkeypatch.setitem(handlers.HANDLERS, PlaceOrder, place)
    with ThreadPoolExecutor(len(workers)) as beside:
        ended = [
            beside.submit(worker.answer, rounds[n], *taken[n]) for n, worker in enumerate(workers)
        ]
        assert sorted(item.exception(60) is None for item in ended) == [False, True]
    monkeypatch.undo()
    (failed,) = (n for n, one in enumerate(ended) if one.exception() is not None)
    workers[failed].release(rounds[failed], *taken[failed])
    workers[failed].answer_waiting()
    answers = [document_from_json(row.body, Answer) for row in company.rows("replies")]
    reported = [[(item.field, item.before) for item in answer.report] for answer in answers]
    assert sorted(reported) == [[], [("provisional_number", number)]]
    assert company.count("orders") == len(answers) == len(workers)
    assert company.count("provisional_numbers", provisional_number=number) == 1
