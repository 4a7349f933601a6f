"""One login by two ways at once: over the database, and over HTTPS or the gate of a service."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest

from smartclient.contract.messages import AnswerStatus, PlaceOrder, Request
from smartclient.contract.operations import Operations, PulseRequest
from smartclient.domain.clock import Clock
from smartclient.domain.errors import TransientError
from tests.https_company import WebOffice, found_https_company
from tests.live_gate import LiveDevices
from tests.office_company import ANN, KIOSK, SHOP, Company, line

BATCHES, REQUESTS = 6, 5
TRIES = 20


@dataclass(frozen=True, slots=True)
class Ways:
    """A head office, and the ways on which devices of one login reach it."""

    company: Company
    ways: Sequence[Operations]


@pytest.fixture
def file_ways(web: WebOffice, tmp_path: Path, clock: Clock) -> Iterator[Ways]:
    company = found_https_company(web, tmp_path, clock)
    yield Ways(company, [company.office.operations(ANN), company.link(ANN)])
    company.office.close()


@pytest.fixture
def server_ways(devices: LiveDevices) -> Ways:
    devices.enrolled()
    return Ways(devices.company, [devices.company.link(ANN), devices.operations()])


@pytest.fixture(params=["file_ways", "server_ways"], ids=["sqlite", "mssql"])
def ways(request: pytest.FixtureRequest) -> Ways:
    return cast("Ways", request.getfixturevalue(request.param))


def batches_of(company: Company, device: int) -> list[list[Request]]:
    """Batches of orders that no other device places, for two customers in turn."""
    numbers = iter(range(1, BATCHES * REQUESTS + 1))
    return [
        [
            company.request(
                PlaceOrder(
                    order=company.order(line("A", 100 * device + next(numbers)), customer=lane)
                ),
                lane=lane,
            )
            for lane in [SHOP, KIOSK] * 2 + [SHOP]
        ]
        for _ in range(BATCHES)
    ]


def submit(way: Operations, batch: Sequence[Request]) -> None:
    """Submit until head office has it, as an outbox does."""
    for _ in range(TRIES):
        try:
            receipts = way.submit(batch)
        except TransientError:
            continue
        assert [receipt.refusal for receipt in receipts] == [""] * len(batch)
        return
    pytest.fail("head office never took the batch")


def at_once(actions: Sequence[Callable[[], None]]) -> None:
    start = threading.Barrier(len(actions))

    def act(action: Callable[[], None]) -> None:
        start.wait(10)
        action()

    with ThreadPoolExecutor(len(actions)) as threads:
        for future in [threads.submit(act, action) for action in actions]:
            future.result(120)


def test_devices_on_two_ways_are_each_answered_once_and_in_their_order(ways: Ways) -> None:
    sent = [batches_of(ways.company, device) for device in range(len(ways.ways))]

    def send(device: int) -> None:
        for batch in sent[device]:
            submit(ways.ways[device], batch)

    at_once([lambda: send(0), lambda: send(1)])
    _require_each_answered_once(ways, sent)


def test_a_batch_that_comes_on_both_ways_at_once_is_one(ways: Ways) -> None:
    sent = batches_of(ways.company, 0)
    for batch in sent:
        # as from a laptop that moved to the other way while a call on the first still ran
        at_once([lambda way=way, batch=batch: submit(way, batch) for way in ways.ways])  # type: ignore[misc]
    _require_each_answered_once(ways, [sent])


def _require_each_answered_once(ways: Ways, sent: Sequence[Sequence[Sequence[Request]]]) -> None:
    company = ways.company
    wanted = {request.id for batches in sent for batch in batches for request in batch}
    held = sorted(company.rows("inbox"), key=lambda row: int(row.id))
    assert len(held) == len(wanted)
    assert {row.request_id for row in held} == wanted
    places = {row.request_id: place for place, row in enumerate(held)}
    for batches in sent:
        of_device = [places[request.id] for batch in batches for request in batch]
        assert of_device == sorted(of_device)
    company.office.answer_waiting()
    way = ways.ways[0]
    watermark = way.pulse(PulseRequest()).watermark
    replies = way.replies(after=0, watermark=watermark, limit=1_000)
    assert {reply.request_id for reply in replies} == wanted
    assert len(replies) == len(wanted)
    # of the others the customer's credit limit is to be decided
    confirmed = [reply for reply in replies if reply.answer.status is AnswerStatus.CONFIRMED]
    assert company.count("orders") == len(confirmed) > 0
