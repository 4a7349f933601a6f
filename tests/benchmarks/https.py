"""Head office over HTTPS: first syncs, by feed and from a snapshot, and all that is beside them."""

import statistics
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

from smartclient.contract.feeds import COLUMNS, FeedKind
from smartclient.contract.web.wire import (
    NONCE,
    End,
    FeedCall,
    PageLine,
    Place,
    PulseAnswer,
    SnapshotList,
)
from smartclient.contract.web.wire import Path as WirePath
from smartclient.gateway.https.operations import HttpsOperations
from tests.benchmarks import https_orders, https_reps
from tests.benchmarks.company import LOGIN
from tests.benchmarks.figures import Figure, rate_at_least, seconds
from tests.benchmarks.https_place import FeedsAlone, HttpsLaptop, enrol, plain_of
from tests.benchmarks.workplace import bare_cipher, make_office
from tests.served_process import Served, served

PRODUCTS = 100_000
ROUNDS = 3
PAGE = 2_000
ONE_WAY_SECONDS = 0.04
COPIED = (FeedKind.PRODUCTS, FeedKind.STOCK, FeedKind.OFFER_PRODUCTS)
_LINE = msgspec.json.Decoder(PageLine | End)
_BUILT_WITHIN = 120.0


def measure(folder: Path) -> list[Figure]:
    """Measure first syncs, then orders and a sync with nothing to do, then many devices."""
    return [*first_syncs(folder / "first"), *https_orders.measure(folder / "orders"),
            *https_reps.measure(folder / "reps")]  # fmt: skip


def first_syncs(folder: Path) -> list[Figure]:
    """Measure first syncs on loopback and over 80 ms."""
    office = make_office(folder, products=PRODUCTS, customers=1, orders=0)
    (credential,) = enrol(office, LOGIN)
    url = f"sqlite:///{folder / 'headoffice.db'}"
    figures = []
    with served(folder / "service", url, "--self-signed") as there:
        for delay, way in ((0.0, "loopback"), (ONE_WAY_SECONDS, "80 ms")):
            figures += _first_syncs(there, credential, folder / way, delay, way)
    office.close()
    return figures


def _first_syncs(
    there: Served, credential: str, folder: Path, delay: float, way: str
) -> list[Figure]:
    """Sync empty stores in both ways, in turn with bare copies over another connection."""
    folder.mkdir(parents=True)
    by_feed, by_snapshot, floor = [], [], []
    laptop = HttpsLaptop(there, credential, folder / "cold", delay=delay)
    with closing(laptop), laptop.bare_client() as client:
        _wait_for_snapshots(client)
        laptop.engine().run()
        for turn in range(ROUNDS):
            by_feed.append(_first_sync(laptop, folder / f"feed{turn}", FeedsAlone))
            by_snapshot.append(_first_sync(laptop, folder / f"copy{turn}", HttpsOperations))
            laptop.link.forget()
            floor.append(seconds(partial(_bare_copies, client, folder / f"bare{turn}.db")))
            _tell(f"bare copy, {way}", laptop)
    rates = [PRODUCTS / statistics.median(each) for each in (by_feed, by_snapshot, floor)]
    sys.stdout.write(f"{way}: {by_feed} by feed, {by_snapshot} from snapshots, {floor} barely\n")
    return [
        rate_at_least(
            f"first sync of {PRODUCTS:,} products, HTTPS, {way}", rates[0], rates[2], 0.7, "rows/s"
        ),
        rate_at_least(f"the same from a snapshot, {way}", rates[1], rates[2], 0.9, "rows/s"),
    ]


def _first_sync(laptop: HttpsLaptop, folder: Path, operations: type[HttpsOperations]) -> float:
    laptop.store.close()
    laptop.begin_again(folder)
    laptop.link.forget()
    taken = seconds(laptop.engine(operations).run)
    with laptop.store.view() as view:
        assert view.feeds.counts()[FeedKind.PRODUCTS].rows == PRODUCTS
        assert len(view.catalog.search("sku-0000", limit=5)) == 5
    _tell(operations.__name__, laptop)
    return taken


def _tell(what: str, laptop: HttpsLaptop) -> None:
    crossed = laptop.link.crossed()
    sys.stdout.write(f"{what}: {crossed.round_trips} round trips, {crossed.bytes:,} bytes\n")


def _wait_for_snapshots(client: httpx2.Client) -> None:
    end = time.monotonic() + _BUILT_WITHIN
    while True:
        answer = client.get(WirePath.SNAPSHOTS, headers={NONCE: token_urlsafe(12)})
        found = msgspec.json.decode(plain_of(answer), type=SnapshotList).snapshots
        if {entry.kind for entry in found} >= {str(FeedKind.PRODUCTS), str(FeedKind.STOCK)}:
            return
        assert time.monotonic() < end, "no snapshots"
        time.sleep(0.5)


def _bare_copies(client: httpx2.Client, file: Path) -> None:
    """Fetch the same rows with a bare client, a call for each feed, and insert them barely."""
    pulse = client.post(WirePath.PULSE, content=b'{"hello":{}}', headers={NONCE: token_urlsafe(12)})
    watermark = int(msgspec.json.decode(plain_of(pulse), type=PulseAnswer).facts["bound"])
    target = bare_cipher(file)
    for kind in COPIED:
        _bare_copy(client, target, kind, watermark)
    target.close()


def _bare_copy(client: httpx2.Client, target: Any, kind: FeedKind, watermark: int) -> None:  # noqa: ANN401 (the driver has no types)
    names = COLUMNS[kind]
    target.execute(f"CREATE TABLE {kind} ({', '.join(names)}, PRIMARY KEY (id))")
    insert = f"INSERT INTO {kind} VALUES ({', '.join('?' * len(names))})"
    place = Place(kind=str(kind), cursor=(0, 0), by_key=True)
    call = FeedCall(place=place, watermark=watermark, limit=PAGE, pages=1_000)
    target.execute("BEGIN IMMEDIATE")
    rest, plain = b"", zstandard.ZstdDecompressor().decompressobj()
    headers = {NONCE: token_urlsafe(12)}
    with client.stream(
        "POST", WirePath.FEED, content=msgspec.json.encode(call), headers=headers
    ) as answer:
        for part in answer.iter_raw():
            *lines, rest = (rest + plain.decompress(part)).split(b"\n")
            for text in lines:
                line = _LINE.decode(text)
                if isinstance(line, PageLine):
                    target.executemany(insert, line.rows)
    target.execute("COMMIT")
