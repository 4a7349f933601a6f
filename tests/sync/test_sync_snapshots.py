"""First loads from a snapshot: nothing missed, nothing doubled, whatever happens meanwhile."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from smartclient.contract.feeds import FeedKind, FeedPage
from smartclient.contract.operations import Operations, Pulse, PulseRequest
from smartclient.contract.snapshots import Snapshot
from smartclient.contract.web.wire import Path as WirePath
from smartclient.contract.web.wire import PulseAnswer, PulseCall, SnapshotEntry, SnapshotList
from smartclient.domain.clock import SystemClock
from smartclient.domain.errors import OutOfReachError
from smartclient.gateway.https import snapshot_reader
from smartclient.gateway.https.operations import HttpsOperations
from smartclient.gateway.https.service import Service
from smartclient.gateway.https.trust import PinnedContext, pinned_to
from smartclient.headoffice.database import restore_detection
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.restore_detection import RestoreCause
from smartclient.settings.web_address import web_address
from smartclient.sync import pull
from smartclient.web.snapshots import builder, snapshot_file
from tests.gateway.scripted_service import certificate_file, der_of
from tests.http2_front import Exchange, Fault, http2_front
from tests.slow_link import SlowLink
from tests.small_company import REP
from tests.sync.sync_world import Company, Laptop
from tests.web.watched_gate import WatchedGate
from tests.web_service import RunningService, running_service, wait_until

PRODUCTS = 60
PIECE_ROWS = 7


class _Stored:
    def __init__(self, credential: str) -> None:
        self._credential = credential

    def current(self) -> str:
        return self._credential

    def was_replaced(self, used: str) -> bool:
        return used != self._credential


class Watched(HttpsOperations):
    """Operations over HTTPS; what crosses is noted, and a test may spoil it."""

    def __init__(self, service: Service, credential: str) -> None:
        super().__init__(service, _Stored(credential))
        self.pages: list[tuple[FeedKind, int]] = []
        self.fed: list[FeedKind] = []
        self.before_page: Callable[[int], None] = lambda _: None
        self.pulses: Callable[[Pulse], Pulse] = lambda given: given

    def pulse(self, hello: PulseRequest) -> Pulse:
        return self.pulses(super().pulse(hello))

    def snapshot_page(self, snapshot: Snapshot, *, after: int) -> FeedPage:
        self.before_page(len(self.pages))
        page = super().snapshot_page(snapshot, after=after)
        self.pages.append((page.kind, len(page.rows)))
        return page

    def feed(self, kind: FeedKind, **where: Any) -> FeedPage:  # noqa: ANN401
        page = super().feed(kind, **where)
        if page.rows:
            self.fed.append(kind)
        return page


class World:
    """A service with snapshots before the company, and a laptop that reaches it over a link."""

    def __init__(self, company: Company, laptop: Laptop, running: RunningService) -> None:
        assert isinstance(running.gate, WatchedGate)
        self.company = company
        self.laptop = laptop
        self.running = running
        self.credential = running.gate.enrol(REP).credential
        self.reach("http", running.port, None)

    def reach(self, scheme: str, port: int, context: PinnedContext | None) -> None:
        """Reach the service over a link to this port; ``context`` None for no TLS."""
        self.link = SlowLink(("127.0.0.1", port))
        self.service = Service(web_address(f"{scheme}://127.0.0.1:{self.link.port}"), context)
        self.operations = Watched(self.service, self.credential)

    def connect(self) -> Operations:
        return self.operations

    def sync(self) -> object:
        return self.laptop.sync(connect=self.connect, answer_now=None)

    def listed(self) -> dict[str, SnapshotEntry]:
        answer = self.running.client(self.credential).get(WirePath.SNAPSHOTS)
        found = msgspec.json.decode(answer.content, type=SnapshotList).snapshots
        return {entry.kind: entry for entry in found}

    def build(self) -> SnapshotEntry:
        """Have snapshots of now made."""
        made = self.running.service.snapshot_builder
        assert made is not None
        made.look()
        return self.listed()[FeedKind.PRODUCTS]

    def execute(self, statement: str) -> None:
        with self.company.office.engine.begin() as connection:
            connection.exec_driver_sql(statement)

    def read_deletions(self) -> None:
        """Have the laptop read every deletion up to now."""
        watermark, kind = self.running.gate.bounds()[0], FeedKind.TOMBSTONES
        operations = self.company.office.operations(REP)
        now = SystemClock().now()
        for by_key in (True, False):
            with self.laptop.store.work() as work:
                work.feeds.start_load(kind, watermark)
                page = operations.feed(
                    kind,
                    cursor=work.feeds.cursor(kind).cursor,
                    watermark=watermark,
                    limit=99,
                    by_key=by_key,
                )
                assert not page.more
                work.feeds.apply(
                    page, by_key=by_key, watermark=watermark, as_of=now, complete=False
                )
                work.commit()

    def there(self) -> dict[str, str]:
        """Return the products at head office, by SKU."""
        with self.company.office.engine.connect() as connection:
            rows = connection.exec_driver_sql("SELECT sku, name FROM sales_products").all()
        return {str(sku): str(name) for sku, name in rows}

    def here(self) -> dict[str, str]:
        """Return the products on the laptop, by SKU."""
        with self.laptop.store.view() as view:
            found = view.catalog.search("", limit=10_000)
            assert view.feeds.counts()[FeedKind.PRODUCTS].rows == len(found)
        return {str(product.sku): product.name for product in found}

    def close(self) -> None:
        self.service.close()
        self.link.close()


def add_products(company: Company, first: int, count: int) -> None:
    with company.office.engine.begin() as connection:
        columns = [
            row[1]
            for row in connection.exec_driver_sql("PRAGMA table_info(sales_products)").all()
            if row[1] not in {"id", "row_version"}
        ]
        copied = ", ".join(
            {"sku": "'X-' || ?", "name": "'Other ' || ?"}.get(name, name) for name in columns
        )
        for number in range(first, first + count):
            connection.exec_driver_sql(
                f"INSERT INTO sales_products ({', '.join(columns)}) "
                f"SELECT {copied} FROM sales_products WHERE sku = 'P-01'",
                (f"{number:04}", f"{number:04}"),
            )


@pytest.fixture
def world(
    company: Company, laptop: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    monkeypatch.setattr(snapshot_file, "PIECE_ROWS", PIECE_ROWS)
    # each page is a piece, however many are at hand
    monkeypatch.setattr(snapshot_reader, "LARGEST_PAGE_ROWS", PIECE_ROWS)
    monkeypatch.setattr(builder, "RENEWED_SECONDS", 0.0)
    monkeypatch.setattr(builder, "_SHARE", 0)
    # it would repair whatever is wrong
    monkeypatch.setattr(pull, "check_when_due", lambda *_: 0)
    add_products(company, 0, PRODUCTS)
    gate = WatchedGate(company.office)
    with running_service(gate, snapshots=tmp_path / "snapshots") as running:
        world = World(company, laptop, running)
        wait_until(lambda: FeedKind.PRODUCTS in world.listed())
        try:
            yield world
        finally:
            world.close()


def test_a_first_sync_takes_the_snapshot_and_then_what_changed(world: World) -> None:
    world.execute("UPDATE sales_products SET name = 'Changed' WHERE sku = 'X-0007'")
    add_products(world.company, 900, 2)
    world.sync()
    assert world.here() == world.there()
    assert world.here()["X-0007"] == "Changed"
    assert sum(rows for kind, rows in world.operations.pages if kind is FeedKind.PRODUCTS) == 67
    # the next sync has nothing to do with it
    world.operations.pages.clear()
    world.execute("UPDATE sales_products SET name = 'Again' WHERE sku = 'X-0008'")
    world.sync()
    assert not world.operations.pages
    assert world.here() == world.there()


def test_what_was_deleted_after_the_snapshot_is_not_there(world: World) -> None:
    world.execute("DELETE FROM sales_products WHERE sku IN ('X-0003', 'X-0040')")
    world.sync()
    assert world.operations.pages
    assert world.here() == world.there()


def test_a_row_that_is_deleted_while_the_snapshot_arrives_goes_too(world: World) -> None:
    def cut(pages: int) -> None:
        if pages == 3:
            raise OutOfReachError("cut")

    world.operations.before_page = cut
    world.sync()
    assert len(world.operations.pages) == 3
    # rows of pieces that are here, and of pieces that are not
    world.execute("DELETE FROM sales_products WHERE sku IN ('P-02', 'X-0004', 'X-0050')")
    # deletions are read up to now, before the rest of the snapshot comes
    world.read_deletions()
    world.operations.before_page = lambda _: None
    world.sync()
    assert len(world.operations.pages) > 3
    assert world.here() == world.there()


def test_a_load_that_was_cut_goes_on_with_the_piece_that_was_in_flight(world: World) -> None:
    entry = world.build()

    def cut(pages: int) -> None:
        if pages == 4:
            raise OutOfReachError("cut")

    world.operations.before_page = cut
    world.sync()
    assert len(world.operations.pages) == 4
    world.operations.before_page = lambda _: None
    world.link.forget()
    world.sync()
    assert world.here() == world.there()
    assert len(world.operations.pages) == len(entry.pieces)


def test_a_cut_of_the_link_costs_one_piece(world: World) -> None:
    entry = world.build()
    sizes = [piece.size for piece in entry.pieces]
    for extra in (sizes[0], sum(sizes[:3]), sum(sizes[:5])):
        world.link.cut_in(6_000 + extra)
        world.sync()
    world.link.stay_whole()
    world.sync()
    assert world.here() == world.there()
    # no piece was stored twice
    assert len(world.operations.pages) == len(entry.pieces)


def test_a_snapshot_comes_over_http2_and_a_cut_costs_one_piece(
    world: World, tmp_path: Path
) -> None:
    entry = world.build()
    certificate = certificate_file(tmp_path)
    world.close()
    with http2_front(world.running.address, certificate) as front:
        world.reach("https", front.port, pinned_to(der_of(certificate)))
        ranges = [Fault(path=entry.name, parts=parts, act=Exchange.cut) for parts in (1, 0)]
        front.faults += [*ranges, Fault(path=entry.name, parts=1, act=Exchange.go_away)]
        for _ in range(4):
            world.sync()
        assert not front.faults
        world.close()
    assert set(front.connections) == {"h2"}
    assert world.here() == world.there()
    # no piece was stored twice
    assert len(world.operations.pages) == len(entry.pieces)


def test_another_snapshot_goes_on_where_the_first_was_cut(world: World) -> None:
    def cut(pages: int) -> None:
        if pages == 4:
            raise OutOfReachError("cut")

    world.operations.before_page = cut
    world.sync()
    first = world.listed()[FeedKind.PRODUCTS]
    world.execute("UPDATE sales_products SET name = 'Changed' WHERE sku IN ('P-03', 'X-0055')")
    world.execute("DELETE FROM sales_products WHERE sku IN ('P-04', 'X-0056')")
    add_products(world.company, 900, 3)
    assert world.build().name != first.name
    world.operations.before_page = lambda _: None
    world.sync()
    assert world.here() == world.there()


def test_an_older_snapshot_after_a_load_that_began_by_feed_misses_nothing(world: World) -> None:
    """One machine's snapshot may be older than the load that it goes on with."""
    world.execute("UPDATE sales_products SET name = 'Changed' WHERE sku IN ('P-03', 'X-0055')")
    world.execute("DELETE FROM sales_products WHERE sku IN ('P-04', 'X-0056')")
    with world.laptop.store.work() as work:
        work.feeds.start_load(FeedKind.PRODUCTS, world.running.gate.bounds()[0])
        work.commit()
    world.sync()
    assert world.operations.pages
    assert world.here() == world.there()


def test_damaged_bytes_are_not_stored_and_the_feed_is_read_instead(
    world: World, tmp_path: Path
) -> None:
    entry = world.build()
    file = tmp_path / "snapshots" / entry.name
    content = bytearray(file.read_bytes())
    at = sum(piece.size for piece in entry.pieces[:2]) + entry.pieces[2].size // 2
    content[at] ^= 1
    file.write_bytes(bytes(content))
    world.sync()
    assert len(world.operations.pages) == 2
    assert FeedKind.PRODUCTS in world.operations.fed
    assert world.here() == world.there()


@pytest.mark.parametrize("size", [0, 40])
def test_a_file_that_is_gone_or_cut_short_makes_no_trouble(
    world: World, tmp_path: Path, size: int
) -> None:
    file = tmp_path / "snapshots" / world.build().name
    if size:
        file.write_bytes(file.read_bytes()[:-size])
    else:
        file.unlink()
    world.sync()
    assert not world.operations.pages
    assert world.here() == world.there()


def test_an_epoch_that_ends_in_the_middle_of_a_load_begins_it_again(world: World) -> None:
    def cut(pages: int) -> None:
        if pages == 4:
            raise OutOfReachError("cut")

    world.operations.before_page = cut
    world.sync()
    with audited_transaction(
        world.company.office.engine, actor="", at=SystemClock().now()
    ) as connection:
        restore_detection.begin_epoch(connection, RestoreCause.COMMAND, SystemClock().now())
    world.execute("DELETE FROM sales_products WHERE sku IN ('P-04', 'X-0056')")
    assert not world.listed()
    world.operations.before_page = lambda _: None
    world.sync()
    assert len(world.operations.pages) == 4
    assert world.here() == world.there()


@pytest.mark.parametrize(
    "change", [{"generation": "another"}, {"watermark": 2**40}, {"link_version": 1}]
)
def test_a_snapshot_that_does_not_fit_head_office_is_left_alone(
    world: World, monkeypatch: pytest.MonkeyPatch, change: dict[str, Any]
) -> None:
    offered = world.operations.snapshots()
    other = tuple(replace(each, **change) for each in offered)
    monkeypatch.setattr(world.operations, "snapshots", lambda: other)
    world.sync()
    assert not world.operations.pages
    assert world.here() == world.there()


def test_a_snapshot_is_left_alone_when_deletions_since_were_purged(world: World) -> None:
    watermark = world.build().watermark
    world.operations.pulses = lambda pulse: replace(pulse, tombstones_purged_to=watermark)
    world.sync()
    assert not world.operations.pages
    assert world.here() == world.there()


def test_customers_are_there_before_the_first_piece(world: World) -> None:
    customers: set[int] = set()

    def note(_: int) -> None:
        with world.laptop.store.view() as view:
            customers.add(view.feeds.counts()[FeedKind.CUSTOMERS].rows)

    world.operations.before_page = note
    world.sync()
    assert customers == {5}


def test_a_transport_without_snapshots_is_asked_for_none(laptop: Laptop, company: Company) -> None:
    laptop.sync()
    assert not [call for call in laptop.link.calls if "snapshot" in call]


def test_the_pulse_of_a_first_sync_lists_the_snapshots(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asked_paths(world, monkeypatch)
    world.sync()
    assert world.operations.pages
    assert str(WirePath.SNAPSHOTS) not in asked
    pulse = world.operations._pulse(PulseCall(hello={}), 30.0)
    assert pulse.snapshots is None  # a pulse stays small


def test_a_service_that_lists_no_snapshots_in_a_pulse_is_asked_for_them(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asked_paths(world, monkeypatch)
    ask = HttpsOperations._pulse

    def older(self: HttpsOperations, call: PulseCall, timeout: float) -> PulseAnswer:
        call.snapshots = False
        return ask(self, call, timeout)

    monkeypatch.setattr(HttpsOperations, "_pulse", older)
    world.sync()
    assert world.operations.pages
    assert asked.count(str(WirePath.SNAPSHOTS)) == 1
    assert world.here() == world.there()


def asked_paths(world: World, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the paths of the answers that the laptop asks for from now on."""
    asked: list[str] = []
    answer = world.service.answer

    def noted(path: WirePath, *values: Any, **named: Any) -> Any:  # noqa: ANN401
        asked.append(str(path))
        return answer(path, *values, **named)

    monkeypatch.setattr(world.service, "answer", noted)
    return asked
