"""Two hundred devices that sync at once with one service, and a thousand that wait for news."""

import csv
import json
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.client import HTTPSConnection
from pathlib import Path
from secrets import token_urlsafe
from ssl import SSLContext

import msgspec

from smartclient.contract.batches import batch_json
from smartclient.contract.messages import Request
from smartclient.contract.operations import PulseRequest
from smartclient.contract.pulses import hello_json
from smartclient.contract.web.wire import JSON_TYPE, NONCE, End, PulseAnswer, ReplyLine
from smartclient.contract.web.wire import Path as WirePath
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.importers import import_folder
from tests.benchmarks.answering import order_request
from tests.benchmarks.company import write_company
from tests.benchmarks.figures import Figure, amount_of_at_most
from tests.benchmarks.https_place import enrol
from tests.benchmarks.workplace import CLOCK
from tests.served_process import Served, served

DEVICES = 200
ORDERS_EACH = 20
WAITING = 1_000
LARGEST_MEGABYTES = 250
_WITHIN_SECONDS = 150.0
_SHORTEST_PAUSE = 1.0
_LINE = msgspec.json.Decoder(ReplyLine | End)


@dataclass
class Calls:
    """How long the calls of all devices took, in seconds, and how many waited for nothing."""

    taken: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    confirmed: int = 0


def measure(folder: Path) -> list[Figure]:
    """Let devices of many reps sync at once, then let many wait for news."""
    office = _office(folder)
    logins = [_login(number) for number in range(DEVICES)]
    credentials = [credential for login in logins for credential in enrol(office, login)]
    more = enrol(office, logins[0], WAITING)
    url = f"sqlite:///{folder / 'headoffice.db'}"
    with served(folder / "service", url, "--self-signed", "--with-worker") as there:
        calls, taken = _sync_all(there, credentials)
        megabytes = _memory_with_waiting(there, more)
    office.close()
    cuts = statistics.quantiles(calls.taken, n=100)
    sys.stdout.write(
        f"{DEVICES} devices with {ORDERS_EACH} orders each: {len(calls.taken):,} calls in "
        f"{taken:.1f} s, {len(calls.taken) / taken:,.0f} requests/s, p50 {cuts[49] * 1_000:.0f} ms,"
        f" p99 {cuts[98] * 1_000:.0f} ms, errors: {calls.failed[:3]}\n"
    )
    unanswered = DEVICES * ORDERS_EACH - calls.confirmed
    return [
        amount_of_at_most(
            f"{DEVICES} devices at once: orders unanswered, or calls failed",
            unanswered + len(calls.failed),
            0,
        ),
        amount_of_at_most(
            f"memory of the service, {WAITING:,} devices waiting",
            megabytes,
            LARGEST_MEGABYTES,
            form="{:.0f} MB",
        ),
    ]


def _login(number: int) -> str:
    return f"big\\rep{number:03}"


def _office(folder: Path) -> HeadOffice:
    """Make a head office of as many reps as devices, each with customers of his own."""
    files = write_company(folder / "company", products=5_000, customers=DEVICES, orders=0)
    (files / "reps.csv").write_text(
        "number,login,title,territory,quota\n"
        + "".join(f"{number + 1},{_login(number)},Rep,,\n" for number in range(DEVICES)),
        encoding="utf-8",
    )
    customers = files / "customers.csv"
    with customers.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    for number, row in enumerate(rows):
        row[head.index("rep_login")] = _login(number)
    with customers.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    office = HeadOffice.open(f"sqlite:///{folder / 'headoffice.db'}", CLOCK)
    office.init()
    import_folder(office.engine, files, clock=CLOCK)
    return office


def _sync_all(there: Served, credentials: list[str]) -> tuple[Calls, float]:
    """Sync with every device at once; return their calls, and in how many seconds all were done."""
    calls = Calls()
    trusted = there.trusted
    assert isinstance(trusted, SSLContext)
    batches = [_orders(device) for device in range(len(credentials))]
    together = threading.Barrier(len(credentials) + 1)

    def sync(credential: str, batch: list[Request]) -> None:
        device = _Device(there, trusted, credential, calls)
        together.wait()
        try:
            device.sync(batch)
        except (OSError, AssertionError) as error:
            calls.failed.append(repr(error))

    with ThreadPoolExecutor(len(credentials)) as threads:
        futures = [threads.submit(sync, *each) for each in zip(credentials, batches, strict=True)]
        together.wait()
        began = time.perf_counter()
        for future in futures:
            future.result()
    return calls, time.perf_counter() - began


def _orders(device: int) -> list[Request]:
    """Return the orders of one device, all on its own customer."""
    return [order_request(device + DEVICES * order) for order in range(ORDERS_EACH)]


class _Device:
    """A device that sends its orders and asks until all are answered."""

    def __init__(self, there: Served, trusted: SSLContext, credential: str, calls: Calls) -> None:
        self._connection = HTTPSConnection("127.0.0.1", there.port, context=trusted, timeout=60)
        self._credential = credential
        self._calls = calls

    def sync(self, batch: list[Request]) -> None:
        self._pulse(PulseRequest())
        self._post(WirePath.SUBMIT, batch_json(batch).encode())
        after, answered = 0, 0
        end = time.perf_counter() + _WITHIN_SECONDS
        while answered < len(batch):
            assert time.perf_counter() < end, "not all was answered"
            pulse = self._pulse(PulseRequest(replies_after=after))
            call = {"after": after, "watermark": pulse["bound"], "limit": 200}
            text = self._post(WirePath.REPLIES, json.dumps(call).encode())
            lines = [_LINE.decode(line) for line in text.splitlines()]
            replies = [line for line in lines if isinstance(line, ReplyLine)]
            answered += len(replies)
            after = max([after, *(reply.row_version for reply in replies)])
            self._calls.confirmed += sum('"confirmed"' in reply.answer for reply in replies)
            time.sleep(_SHORTEST_PAUSE)
        self._connection.close()

    def _pulse(self, hello: PulseRequest) -> dict[str, object]:
        body = b'{"hello":' + hello_json(hello).encode() + b"}"
        return msgspec.json.decode(self._post(WirePath.PULSE, body), type=PulseAnswer).facts

    def _post(self, path: WirePath, body: bytes) -> bytes:
        headers = {
            "Content-Type": JSON_TYPE,
            "Authorization": f"Bearer {self._credential}",
            NONCE: token_urlsafe(12),
        }
        began = time.perf_counter()
        self._connection.request("POST", path, body, headers)
        answer = self._connection.getresponse()
        text = answer.read()
        self._calls.taken.append(time.perf_counter() - began)
        if answer.status != 200:
            self._calls.failed.append(f"{path}: {answer.status} {text[:100]!r}")
        return text


def _memory_with_waiting(there: Served, credentials: list[str]) -> float:
    """Return the megabytes of the service while so many devices wait for news."""
    trusted = there.trusted
    assert isinstance(trusted, SSLContext)
    body = json.dumps(
        {"hello": json.loads(hello_json(replace(PulseRequest(), replies_after=2**40))), "wait": 25}
    )
    with _waiting(there, trusted, credentials, body):
        time.sleep(_SHORTEST_PAUSE)
        return there.megabytes


@contextmanager
def _waiting(
    there: Served, trusted: SSLContext, credentials: list[str], body: str
) -> Iterator[None]:
    connections: list[HTTPSConnection] = []
    for credential in credentials:
        connection = HTTPSConnection("127.0.0.1", there.port, context=trusted, timeout=60)
        headers = {
            "Content-Type": JSON_TYPE,
            "Authorization": f"Bearer {credential}",
            NONCE: token_urlsafe(12),
        }
        connection.request("POST", WirePath.PULSE, body, headers)
        connections.append(connection)
    yield
    for connection in connections:
        connection.close()
