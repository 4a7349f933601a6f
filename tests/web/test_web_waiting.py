"""A pulse that waits: it answers as soon as there is news, and costs no thread while it waits."""

import asyncio
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import httpx2
import pytest

from smartclient.contract.feeds import FeedKind
from smartclient.contract.messages import PlaceOrder
from smartclient.contract.operations import PulseRequest
from smartclient.contract.pulses import hello_json
from smartclient.contract.web.gate import DeviceState, News, Waiting
from smartclient.contract.web.wire import Path
from smartclient.domain.errors import OutOfReachError
from smartclient.web.limits import WebLimits
from smartclient.web.news_hub import NewsHub
from tests.office_company import ANN, BEN, BENS, HEAD, Company
from tests.web.watched_gate import Enrolled, WatchedGate
from tests.web_service import RunningService, running_service, wait_until

PULSE = {"hello": json.loads(hello_json(PulseRequest()))}


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as pool:
        yield pool


def known_heads(service: RunningService, device: Enrolled) -> dict[str, int]:
    client = service.client(device.credential)
    # what the first pulse itself changes is news, too
    client.post(Path.PULSE, json=PULSE)
    found: dict[str, int] = client.post(Path.PULSE, json=PULSE).json()["heads"]
    return found


def wait_in(
    threads: ThreadPoolExecutor, service: RunningService, device: Enrolled, wait: float = 20.0
) -> "Future[httpx2.Response]":
    """Begin to wait for news, and return once the service holds the pulse."""
    call = PULSE | {"wait": wait, "heads": known_heads(service, device)}
    client = service.client(device.credential)
    before = len(service.service.hub)
    future = threads.submit(lambda: client.post(Path.PULSE, json=call))
    wait_until(lambda: len(service.service.hub) > before)
    return future


def test_a_waiting_pulse_answers_as_soon_as_there_is_news_for_its_device_and_no_other(
    service: RunningService,
    company: Company,
    gate: WatchedGate,
    ann: Enrolled,
    threads: ThreadPoolExecutor,
) -> None:
    ben = gate.enrol(BEN)
    waits = wait_in(threads, service, ben)
    waits_on = wait_in(threads, service, ann)
    # what only Ben is given
    company.change_customer(BENS, phone="555-0199")
    answer = waits.result(10).json()
    assert answer["facts"]["login"] == BEN
    assert not waits_on.done()
    company.change_product("A", name="Another thing")
    assert waits_on.result(10).json()["facts"]["login"] == ANN


def test_what_a_device_is_too_old_to_pull_is_no_news_for_it(
    service: RunningService, gate: WatchedGate, threads: ThreadPoolExecutor
) -> None:
    admin = gate.enrol(HEAD)
    hello = json.loads(hello_json(PulseRequest(link_version=4)))
    heads = known_heads(service, admin) | {FeedKind.LAPTOPS: 2**62}
    assert heads.pop(FeedKind.ENROLLED_DEVICES)
    call = {"hello": hello, "wait": 20.0, "heads": heads}
    future = threads.submit(lambda: service.client(admin.credential).post(Path.PULSE, json=call))
    asked = len(gate.asked)
    wait_until(lambda: len(gate.asked) > asked + 2)
    assert not future.done()
    gate.enrol(ANN)
    asked = len(gate.asked)
    wait_until(lambda: len(gate.asked) > asked + 1)
    assert not future.done()


def test_a_reply_wakes_the_device_of_its_sender(
    service: RunningService, company: Company, ann: Enrolled, threads: ThreadPoolExecutor
) -> None:
    waits = wait_in(threads, service, ann)
    company.send(ANN, company.request(PlaceOrder(order=company.order())))
    company.office.answer_waiting()
    assert waits.result(10).json()["facts"]["replies"] == 1


def test_news_that_is_there_already_is_answered_at_once(
    service: RunningService, gate: WatchedGate, ann: Enrolled
) -> None:
    known_heads(service, ann)
    asked = len(gate.asked)
    began = time.monotonic()
    service.client(ann.credential).post(Path.PULSE, json=PULSE | {"wait": 25, "heads": {}})
    assert time.monotonic() - began < 10
    assert len(gate.asked) == asked + 1


def test_a_pulse_without_news_answers_when_its_time_is_over(
    service: RunningService, ann: Enrolled
) -> None:
    call = PULSE | {"wait": 0.3, "heads": known_heads(service, ann)}
    answer = service.client(ann.credential).post(Path.PULSE, json=call)
    assert answer.status_code == 200
    assert len(service.service.hub) == 0


def test_a_device_that_is_revoked_while_it_waits_learns_it(
    service: RunningService, gate: WatchedGate, ann: Enrolled, threads: ThreadPoolExecutor
) -> None:
    waits = wait_in(threads, service, ann)
    gate.set_state(ann, DeviceState.REVOKED)
    assert waits.result(10).json()["failure"] == "revoked"


def test_a_credential_that_does_not_count_never_waits(service: RunningService) -> None:
    began = time.monotonic()
    call = PULSE | {"wait": 25, "heads": {}}
    answer = service.client("x" * 43).post(Path.PULSE, json=call)
    assert answer.json()["failure"] == "credential_refused"
    assert time.monotonic() - began < 10


def test_a_service_that_is_stopped_wakes_all_who_wait_and_ends(
    gate: WatchedGate, ann: Enrolled, threads: ThreadPoolExecutor
) -> None:
    with running_service(gate) as service:
        waits = [wait_in(threads, service, ann) for _ in range(3)]
        began = time.monotonic()
        assert service.service.close()
        assert time.monotonic() - began < 5
        assert [future.result(1).status_code for future in waits] == [200, 200, 200]


def test_a_device_that_waits_too_often_at_once_has_its_oldest_wait_ended(
    gate: WatchedGate, ann: Enrolled, threads: ThreadPoolExecutor
) -> None:
    with running_service(gate, limits=WebLimits(waits_per_device=1)) as service:
        oldest = wait_in(threads, service, ann)
        call = PULSE | {"wait": 20, "heads": known_heads(service, ann)}
        threads.submit(lambda: service.client(ann.credential).post(Path.PULSE, json=call))
        assert oldest.result(10).status_code == 200


def test_a_caller_who_hangs_up_does_not_stay_in_the_hub(
    service: RunningService, ann: Enrolled
) -> None:
    call = PULSE | {"wait": 25, "heads": known_heads(service, ann)}
    with pytest.raises(httpx2.ReadTimeout):
        service.client(ann.credential).post(Path.PULSE, json=call, timeout=0.5)
    wait_until(lambda: len(service.service.hub) == 0)


# the hub alone ---------------------------------------------------------------------------------


class Questions:
    """Answers for the database, and keeps how many were asked for each time."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.news: dict[bytes, News] = {}
        self.fails = False

    async def ask(self, waiting: Sequence[Waiting]) -> Mapping[bytes, News]:
        self.asked.append(len(waiting))
        if self.fails:
            raise OutOfReachError("away")
        return {item.credential: self.news.get(item.credential, News()) for item in waiting}


def hub_of(questions: Questions) -> NewsHub:
    return NewsHub(questions.ask, ask_seconds=0.05, waits_per_device=4)


def test_all_who_wait_are_asked_for_in_one_call() -> None:
    questions = Questions()

    async def play() -> None:
        hub = hub_of(questions)
        waits = [
            asyncio.create_task(hub.wait(Waiting(number.to_bytes(32), 0), {}, 20))
            for number in range(1_000)
        ]
        while questions.asked.count(1_000) < 3:
            await asyncio.sleep(0.01)
        assert sum(questions.asked) < 1_000 * (len(questions.asked) + 1)
        hub.stop()
        await asyncio.gather(*waits)
        assert len(hub) == 0

    asyncio.run(play())
    # who has just come is asked for once more, together
    assert len([asked for asked in questions.asked if asked < 1_000]) <= 1


def test_nobody_is_asked_for_while_nobody_waits() -> None:
    questions = Questions()

    async def play() -> None:
        hub = hub_of(questions)
        await hub.wait(Waiting(b"1" * 32, 0), {}, 0.2)
        asked = len(questions.asked)
        assert asked >= 2
        await asyncio.sleep(0.3)
        assert len(questions.asked) == asked
        # and again once somebody does
        await hub.wait(Waiting(b"1" * 32, 0), {}, 0.1)
        assert len(questions.asked) > asked

    asyncio.run(play())


def test_a_database_that_is_away_meanwhile_ends_no_wait_and_is_asked_again() -> None:
    questions = Questions()
    questions.fails = True

    async def play() -> None:
        hub = hub_of(questions)
        wait = asyncio.create_task(hub.wait(Waiting(b"1" * 32, 0), {}, 20))
        while len(questions.asked) < 3:
            await asyncio.sleep(0.01)
        assert not wait.done()
        questions.fails = False
        questions.news[b"1" * 32] = News(heads={FeedKind.STOCK: 7})
        await asyncio.wait_for(wait, 5)

    asyncio.run(play())


def test_many_who_have_news_at_once_are_woken_one_after_another() -> None:
    questions = Questions()
    woken: list[float] = []

    async def play() -> None:
        hub = hub_of(questions)
        loop = asyncio.get_running_loop()

        async def wait(number: int) -> None:
            await hub.wait(Waiting(number.to_bytes(32), 0), {"stock": 1}, 20)
            woken.append(loop.time())

        waits = [asyncio.create_task(wait(number)) for number in range(200)]
        while questions.asked.count(200) < 2:
            await asyncio.sleep(0.01)
        news = News(heads={FeedKind.STOCK: 2})
        questions.news = {number.to_bytes(32): news for number in range(200)}
        await asyncio.gather(*waits)

    asyncio.run(play())
    assert max(woken) - min(woken) > 0.3
