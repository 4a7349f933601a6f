"""Many devices at once: what can't be done in time is refused as busy, and waiting costs little."""

import asyncio
import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from smartclient.contract.operations import PulseRequest
from smartclient.contract.pulses import hello_json
from smartclient.contract.web.wire import JSON_TYPE
from smartclient.contract.web.wire import Path as WirePath
from smartclient.settings.places import embedded_url
from smartclient.web.limits import WebLimits
from tests.office_company import ANN, Company
from tests.served_process import Served, served
from tests.web.watched_gate import Enrolled, WatchedGate
from tests.web_service import running_service, wait_until

PULSE = {"hello": json.loads(hello_json(PulseRequest()))}
WAITING = 1_000
LARGEST_MEGABYTES = 250


@pytest.fixture
def held(gate: WatchedGate, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Hold every call of head office until this is set."""
    release = threading.Event()
    operations = gate.operations

    def hold(credential: bytes, address: str) -> Any:  # noqa: ANN401 (whatever the gate gives)
        assert release.wait(30)
        return operations(credential, address)

    monkeypatch.setattr(gate, "operations", hold)
    yield release
    release.set()


@pytest.mark.parametrize(
    ("limits", "busy"),
    [
        # the third finds the queue full; of three in a long queue all are answered
        (WebLimits(threads=1, queued=1), 1),
        (WebLimits(threads=1, queued=10), 0),
        # none can begin in time
        (WebLimits(threads=1, queued=10, queue_seconds=0.0), 3),
    ],
)
def test_what_gets_no_thread_in_time_is_busy_and_never_a_time_out(
    gate: WatchedGate, ann: Enrolled, held: threading.Event, limits: WebLimits, busy: int
) -> None:
    with running_service(gate, limits=limits) as service, ThreadPoolExecutor(3) as threads:
        pool = service.service.pool
        futures = []
        for number in range(3):
            client = service.client(ann.credential)
            futures.append(threads.submit(client.post, WirePath.PULSE, json=PULSE))
            wait_until(lambda n=number: pool.calls > n or futures[n].done())  # type: ignore[misc]
        held.set()
        answers = [future.result(20) for future in futures]
    refused = [answer for answer in answers if answer.status_code == 503]
    assert len(refused) == busy
    assert all(answer.json()["failure"] == "busy" for answer in refused)
    assert all(answer.headers["retry-after"] for answer in refused)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_a_thousand_waiting_devices_cost_a_process_little(
    company: Company, gate: WatchedGate, tmp_path: Path
) -> None:
    devices = [gate.enrol(ANN) for _ in range(WAITING)]
    office_file = company.office._file
    assert office_file is not None
    with served(tmp_path / "home", embedded_url(office_file), "--self-signed") as there:
        used = asyncio.run(_wait_with_all(devices, there, company))
    print(f"{WAITING} devices wait: {used:.0f} MB")  # noqa: T201 (a figure)
    assert used <= LARGEST_MEGABYTES


async def _wait_with_all(devices: list[Enrolled], there: Served, company: Company) -> float:
    """Wait with every device, measure, and have all of them told of news."""
    gate_open, trusted = asyncio.Semaphore(50), there.trusted
    # above whatever head office has
    call = PULSE | {"wait": 25, "heads": dict.fromkeys(_kinds(company), 2**40)}
    body = json.dumps(call).encode()
    waiting: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def begin(device: Enrolled) -> None:
        async with gate_open:
            reader, writer = await asyncio.open_connection(
                "127.0.0.1", there.port, ssl=trusted, limit=2_048
            )
            head = (
                f"POST {WirePath.PULSE} HTTP/1.1\r\nHost: a\r\n"
                f"Smartclient-Nonce: 0123456789abcdef\r\nContent-Type: {JSON_TYPE}\r\n"
                f"Authorization: Bearer {device.credential}\r\n"
                f"Content-Length: {len(body)}\r\n\r\n"
            )
            writer.write(head.encode() + body)
            await writer.drain()
            waiting.append((reader, writer))

    try:
        await asyncio.gather(*map(begin, devices))
        used = there.megabytes
        statuses = [await reader.readline() for reader, _ in waiting]
        used = max(used, there.megabytes)
    finally:
        for _, writer in waiting:
            writer.transport.abort()
        # a transport closes its socket when the loop goes round
        await asyncio.sleep(0)
    # all at once, on a busy machine, some are asked to come again
    assert set(statuses) <= {b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 503 Service Unavailable\r\n"}
    return used


def _kinds(company: Company) -> list[str]:
    return [kind.value for kind in company.link(ANN).pulse(PulseRequest()).heads]
