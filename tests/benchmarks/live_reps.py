"""Many reps at once on a live SQL Server: each with a login, orders in one batch, two workers.

Connections are open and have been used before the clock starts: a SQL Server plans a procedure once
for everybody, some engines once for each connection. What that costs is printed beside the figures.

While all submit at once, they and the workers share the server's processors, and the workers have
the part of a few among many: how much is answered then says nothing of locks, and is printed only.
Whether answering goes on while others submit is seen where processors are left over: batches come
at even distances, and each waits for its replies no longer than one that comes alone.
"""

import os
import statistics
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from smartclient.contract.encoding import request_for
from smartclient.contract.messages import PlaceOrder, Request
from smartclient.contract.operations import Operations, PulseRequest
from smartclient.domain.errors import OutOfReachError
from smartclient.domain.ids import CustomerNumber, OrderId, RequestId, Sku, new_id
from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.gateway import persistent_connection
from smartclient.headoffice.admin.access import Access
from smartclient.headoffice.importers import import_folder
from smartclient.read_models.access import AccountKind, GrantLine
from tests.benchmarks.company import customer_of, sku_of, write_company
from tests.benchmarks.figures import Figure, amount_of_at_most, at_most
from tests.benchmarks.live_orders import WORKERS, bare_answers, serving_workers, until_answered
from tests.benchmarks.workplace import CLOCK

from tests.live_server import VARIABLE, LiveOffice, Raw  # isort: skip (found by live)
from tests.live_server import identifier_text, live_office  # isort: skip

REPS = int(os.environ.get("SMARTCLIENT_BENCH_REPS", "200"))
"""How many reps; an engine with a process for each of them may have room for fewer."""

ORDERS_EACH = 10
LINES = 3
PRODUCTS = 2_000

_ANSWERED_SECONDS = 28.0

PACED_PER_SECOND = 4
"""How many batches are submitted in a second where processors are to be left over."""

_PACED, _ALONE = 60, 15
_TIMES_ALONE = 4
"""How many times longer an order may wait than one alone, for all but one in a hundred."""

_SEEN_SECONDS = 0.02
_GIVING_UP_SECONDS = 120.0

_KEPT_SECONDS = 3_600.0
"""How long a connection is kept that is not used: longer than warming all of them takes."""

_POLL_SECONDS = 0.1
_ATTEMPTS = 10
_SECONDS = "{:.2f} s"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Play:
    """What came of all reps' submitting at once; times in seconds from its beginning."""

    safe: Sequence[float]
    answered: Sequence[tuple[float, int]]
    waits: Sequence[float]

    def answered_at(self, when: float) -> int:
        """How many orders had been answered by a time."""
        return max((count for seen, count in self.answered if seen <= when), default=0)


def measure(folder: Path) -> list[Figure]:
    """Let all reps submit at once, and see how answering goes on; needs a live server."""
    if not os.environ.get(VARIABLE):
        sys.stderr.write(f"no SQL Server to measure; name one in {VARIABLE}\n")
        return []
    with (
        patch.object(persistent_connection, "IDLE_SECONDS", _KEPT_SECONDS),
        live_office(CLOCK, "reps") as live,
        live.as_admin() as admin,
    ):
        files = write_company(folder / "company", products=PRODUCTS, customers=REPS, orders=0)
        import_folder(live.office.engine, files, clock=CLOCK)
        links = _reps(live, admin)
        with serving_workers(live):
            _warm(links, admin)
            play = _play(links, admin)
            floor = bare_answers(live, admin)
            paced, alone = _paced_and_alone(links, admin)
        _tell(play)
    last = play.answered[-1][0]
    return [
        amount_of_at_most(
            f"{REPS} reps with {ORDERS_EACH} orders at once, {WORKERS} workers: all answered",
            last,
            _ANSWERED_SECONDS,
            form=_SECONDS,
            floor=floor,
        ),
        at_most(
            f"receipt to reply, p99, while {PACED_PER_SECOND} reps a second submit {ORDERS_EACH} "
            "orders each; floor: alone, median",
            _percentile(paced, 99),
            statistics.median(alone),
            _TIMES_ALONE,
        ),
    ]


def _reps(live: LiveOffice, admin: Raw) -> list[Operations]:
    """Make a rep with a login and one customer for each place, and connect each."""
    logins = [live.new_login(f"rep{place}") for place in range(REPS)]
    admin.execute("DELETE FROM sales.reps WHERE number <> '1'")
    lines = []
    for place, login in enumerate(logins):
        number = str(place + 2)
        admin.execute(
            "INSERT INTO sales.reps (number, login, title, territory, role) "
            "VALUES (?, ?, 'Rep', '', 'rep')",
            number,
            login,
        )
        admin.execute(
            "UPDATE sales.customers SET rep = ? WHERE number = ?", login, customer_of(place)
        )
        lines.append(GrantLine(line=place, kind=AccountKind.LOGIN, name=login, rep_number=number))
    began = time.perf_counter()
    Access(live.office.engine).check_grants(lines, revoke_others=False).apply()
    sys.stdout.write(f"{REPS} logins granted: {time.perf_counter() - began:.1f} s\n")
    if not live.is_real:
        live.let_procedures_work_for("smartclient_rep")
    return [live.operations(login) for login in logins]


def _warm(links: Sequence[Operations], admin: Raw) -> None:
    """Have each connection and the workers do once what they do later."""
    began = time.perf_counter()

    def first(place: int) -> None:
        for attempt in range(_ATTEMPTS):
            try:
                links[place].pulse(PulseRequest())
                links[place].submit([first_order[place]])
            except OutOfReachError:
                if attempt == _ATTEMPTS - 1:
                    raise
            else:
                break

    first_order = [order_of(place, 0) for place in range(REPS)]
    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(first, range(REPS)))
    until_answered(admin, REPS)
    sys.stdout.write(f"{REPS} connections, first orders: {time.perf_counter() - began:.1f} s\n")


def _play(links: Sequence[Operations], admin: Raw) -> _Play:
    batches = [[order_of(place, 1 + turn) for turn in range(ORDERS_EACH)] for place in range(REPS)]
    ((first,),) = admin.execute("SELECT MAX(id) FROM sync.inbox")[0]
    barrier = threading.Barrier(REPS + 1)
    safe: list[float] = []

    def submit(place: int) -> None:
        barrier.wait()
        receipts = links[place].submit(batches[place])
        assert not any(receipt.refusal for receipt in receipts)
        safe.append(time.perf_counter())

    threads = [threading.Thread(target=submit, args=(place,)) for place in range(REPS)]
    for thread in threads:
        thread.start()
    barrier.wait()
    began = time.perf_counter()
    answered = _watch(admin, REPS, REPS * ORDERS_EACH, began)
    for thread in threads:
        thread.join()
    (rows,) = admin.execute(
        "SELECT DATEDIFF(millisecond, i.received_at, r.answered_at) FROM sync.inbox AS i "
        "JOIN sync.replies AS r ON r.sender = i.sender AND r.request_id = i.request_id "
        "WHERE i.id > ?",
        first,
    )
    waits = sorted(float(str(wait)) / 1000 for (wait,) in rows)
    return _Play(safe=[at - began for at in safe], answered=answered, waits=waits)


def _watch(admin: Raw, before: int, orders: int, began: float) -> list[tuple[float, int]]:
    """Note again and again how many orders are answered, until all of them are."""
    seen: list[tuple[float, int]] = []
    while not seen or seen[-1][1] < orders:
        ((count,),) = admin.execute("SELECT COUNT(*) FROM sync.replies")[0]
        seen.append((time.perf_counter() - began, int(str(count)) - before))
        time.sleep(_POLL_SECONDS)
    return seen


def _paced_and_alone(links: Sequence[Operations], admin: Raw) -> tuple[list[float], list[float]]:
    """How long orders wait while others submit, and where each batch waits for the one before."""
    batches = [
        [
            order_of(number % REPS, 1 + (1 + number // REPS) * ORDERS_EACH + turn)
            for turn in range(ORDERS_EACH)
        ]
        for number in range(_PACED + _ALONE)
    ]
    paced = _paced(links, admin, dict(enumerate(batches[:_PACED])))
    alone = [
        wait
        for number, batch in enumerate(batches[_PACED:], _PACED)
        for wait in _paced(links, admin, {number: batch})
    ]
    return paced, alone


def _paced(
    links: Sequence[Operations], admin: Raw, batches: Mapping[int, Sequence[Request]]
) -> list[float]:
    """Submit batches at even distances, each by another rep.

    Returns how long each order waited from its receipt until its reply was seen.
    """
    ((after,),) = admin.execute("SELECT COALESCE(MAX(id), 0) FROM sync.replies")[0]
    began = time.perf_counter()
    safe: dict[str, float] = {}

    def submit(turn: int, number: int) -> None:
        time.sleep(max(0.0, began + turn / PACED_PER_SECOND - time.perf_counter()))
        receipts = links[number % REPS].submit(batches[number])
        assert not any(receipt.refusal for receipt in receipts)
        safe.update(dict.fromkeys([each.id for each in batches[number]], time.perf_counter()))

    with ThreadPoolExecutor(len(batches)) as pool:
        submitting = [pool.submit(submit, *each) for each in enumerate(batches)]
        seen = _seen(admin, int(str(after)), sum(map(len, batches.values())))
        for each in submitting:
            each.result()
    return [max(seen[request] - at, 0.0) for request, at in safe.items()]


def _seen(admin: Raw, after: int, replies: int) -> dict[str, float]:
    """When each reply that comes after one was first seen, for so many replies."""
    seen: dict[str, float] = {}
    end = time.perf_counter() + _GIVING_UP_SECONDS
    while len(seen) < replies:
        assert time.perf_counter() < end, "not every request was answered"
        (rows,) = admin.execute("SELECT request_id FROM sync.replies WHERE id > ?", after)
        now = time.perf_counter()
        for (key,) in rows:
            seen.setdefault(identifier_text(key), now)
        time.sleep(_SEEN_SECONDS)
    return seen


def _percentile(waits: Sequence[float], percent: int) -> float:
    return statistics.quantiles(waits, n=100)[percent - 1]


def order_of(place: int, turn: int) -> Request:
    """A request for an order of the customer at ``place``, another one for each ``turn``."""
    now = CLOCK.now()
    lines = tuple(
        OrderLine(
            line=line,
            sku=Sku(sku_of((place * 13 + turn * 101 + line * 7) % (PRODUCTS // 2) * 2)),
            quantity=1,
        )
        for line in range(1, LINES + 1)
    )
    order = Order(
        id=OrderId(new_id()),
        customer=CustomerNumber(customer_of(place)),
        order_date=CLOCK.today(),
        provisional_number="",
        lines=lines,
        reference=new_id(),
    )
    return request_for(
        PlaceOrder(order=order, reference_as_of=now),
        request_id=RequestId(new_id()),
        lane=order.customer,
        made_at=now,
    )


def _tell(play: _Play) -> None:
    """Print what no bound is about."""
    submitted = max(play.safe)
    sys.stdout.write(
        f"all safe: {submitted:.2f} s, median {statistics.median(play.safe):.2f} s; answered by "
        f"then: {play.answered_at(submitted):,}; all answered: {play.answered[-1][0]:.2f} s; "
        f"received to answered: p50 {_percentile(play.waits, 50):.2f} s, "
        f"p99 {_percentile(play.waits, 99):.2f} s\n"
    )
