"""Orders over HTTPS over a link of 80 ms, and what a sync with nothing to do costs there."""

import sys
import time
from contextlib import closing
from functools import partial
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

import httpx2
import msgspec
import zstandard

from smartclient.contract.batches import batch_json
from smartclient.contract.messages import Request
from smartclient.contract.web.wire import NONCE, SubmitAnswer
from smartclient.contract.web.wire import Path as WirePath
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.sales.orders import OrderLine
from smartclient.use_cases.use_cases import UseCases
from tests.benchmarks.answering import order_request
from tests.benchmarks.company import LOGIN, customer_of, sku_of
from tests.benchmarks.figures import Figure, amount_of_at_most, at_most, seconds
from tests.benchmarks.https_place import HttpsLaptop, enrol, plain_of
from tests.benchmarks.workplace import CLOCK, bare_cipher, make_office
from tests.served_process import served

ORDERS = 1_000
LINES = 5
CUSTOMERS = 500
ONE_WAY_SECONDS = 0.04
NOTHING_BYTES = 1_000
SAFE_ROUND_TRIPS = 2


def measure(folder: Path) -> list[Figure]:
    """Measure over plain HTTP on loopback, so that bytes are counted without TLS."""
    office = make_office(folder, products=5_000, customers=CUSTOMERS, orders=0)
    (credential,) = enrol(office, LOGIN)
    url = f"sqlite:///{folder / 'headoffice.db'}"
    with served(folder / "service", url, "--with-worker") as there:
        laptop = HttpsLaptop(
            there, credential, folder / "laptop", delay=ONE_WAY_SECONDS, batch=ORDERS
        )
        with closing(laptop), laptop.bare_client() as client:
            laptop.engine().run()
            laptop.engine().run()
            laptop.link.forget()
            laptop.engine().run()
            nothing = laptop.link.crossed()
            sys.stdout.write(f"nothing to do: {nothing}\n")
            _place(laptop)
            laptop.link.forget()
            safe = _send(laptop)
            sent = laptop.link.crossed()
            sys.stdout.write(f"{ORDERS:,} orders: {sent}\n")
            floor = _bare_submit(client, folder / "bare.db")
    office.close()
    return [
        amount_of_at_most("a sync with nothing to do, HTTPS: round trips", nothing.round_trips, 1),
        amount_of_at_most("a sync with nothing to do, HTTPS: bytes", nothing.bytes, NOTHING_BYTES),
        amount_of_at_most(
            f"{ORDERS:,} orders safe, HTTPS: round trips", sent.round_trips, SAFE_ROUND_TRIPS
        ),
        at_most(f"{ORDERS:,} orders of {LINES} lines safe over 80 ms, HTTPS", safe, floor, 2),
    ]


def _place(laptop: HttpsLaptop) -> None:
    use_cases = UseCases(laptop.store, CLOCK)
    for place in range(ORDERS):
        order = use_cases.orders.new(CustomerNumber(customer_of(place % CUSTOMERS)))
        for line in range(1, LINES + 1):
            sku = Sku(sku_of((place * 13 + line * 7) % 2_500 * 2))
            order = order.with_line(OrderLine(line=line, sku=sku, quantity=1 + place % 9))
        use_cases.orders.place(order)


def _send(laptop: HttpsLaptop) -> float:
    """Return in how many seconds, from the sync's first call, every receipt is kept here."""
    reported: list[float] = []

    def note(progress: object) -> None:
        if getattr(progress, "step", "") == "sending" and getattr(progress, "done", 0) == ORDERS:
            reported.append(time.perf_counter())

    began = time.perf_counter()
    laptop.engine().run(note, lambda: bool(reported), urgent=True)
    assert reported, "not every order was received"
    return reported[0] - began


def _bare_submit(client: httpx2.Client, file: Path) -> float:
    """Return how long a bare client takes to submit as much, and to insert the receipts barely."""
    requests = [order_request(place) for place in range(ORDERS, 2 * ORDERS)]
    target = bare_cipher(file)
    target.execute("CREATE TABLE receipts (id PRIMARY KEY, digest)")
    client.post(WirePath.PULSE, content=b'{"hello":{}}', headers={NONCE: token_urlsafe(12)})
    taken = seconds(partial(_submit_barely, client, requests, target))
    target.close()
    return taken


def _submit_barely(client: httpx2.Client, requests: list[Request], target: Any) -> None:  # noqa: ANN401 (the driver has no types)
    client.post(WirePath.PULSE, content=b'{"hello":{}}', headers={NONCE: token_urlsafe(12)})
    text = zstandard.ZstdCompressor().compress(batch_json(requests).encode())
    headers = {NONCE: token_urlsafe(12), "Content-Encoding": "zstd"}
    answer = client.post(WirePath.SUBMIT, content=text, headers=headers)
    receipts = msgspec.json.decode(plain_of(answer), type=SubmitAnswer).receipts
    assert len(receipts) == ORDERS
    rows = [(receipt.request_id, receipt.digest) for receipt in receipts]
    target.execute("BEGIN IMMEDIATE")
    target.executemany("INSERT INTO receipts VALUES (?, ?)", rows)
    target.execute("COMMIT")
