"""Snapshots as the service makes and gives them."""

import os
import threading
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import httpx2
import msgspec
import pytest
import zstandard

from smartclient.contract.feeds import FeedKind
from smartclient.contract.web.gate import DeviceState
from smartclient.contract.web.wire import End, PageLine, SnapshotEntry, SnapshotList
from smartclient.contract.web.wire import Path as WirePath
from smartclient.database.transactions import reading
from smartclient.domain.clock import SystemClock
from smartclient.headoffice.database import restore_detection
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.feeds import SCOPES, Scope
from smartclient.headoffice.database.restore_detection import RestoreCause
from smartclient.web.snapshots import snapshot_file
from smartclient.web.snapshots.builder import DAY_SECONDS, RENEWED_SECONDS, SnapshotBuilder
from smartclient.web.snapshots.library import KEPT_SECONDS, SnapshotLibrary
from tests.office_company import Company
from tests.web.watched_gate import Enrolled, WatchedGate
from tests.web_service import RunningService, running_service, wait_until

LINE = msgspec.json.Decoder(PageLine | End)
PIECE_ROWS = 3


class Works:
    """A library and its builder, whose time a test turns on."""

    def __init__(self, gate: WatchedGate, folder: Path) -> None:
        self.now = 0.0
        self.busy = False
        self.library = SnapshotLibrary(folder)
        self.library.load()
        self.builder = SnapshotBuilder(gate, self.library, lambda: self.busy, lambda: self.now)
        self._gate = gate

    def entry(self, kind: FeedKind = FeedKind.PRODUCTS) -> SnapshotEntry | None:
        entries = self.library.entries(*self._gate.bounds())
        return next((entry for entry in entries if entry.kind == kind), None)

    def look(self, *, after: float = 0.0) -> SnapshotEntry | None:
        self.now += after
        self.builder.look()
        return self.entry()


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot_file, "PIECE_ROWS", PIECE_ROWS)


@pytest.fixture
def works(gate: WatchedGate, tmp_path: Path) -> Works:
    return Works(gate, tmp_path / "snapshots")


@pytest.fixture
def served(gate: WatchedGate, tmp_path: Path) -> Iterator[RunningService]:
    with running_service(gate, snapshots=tmp_path / "served") as running:
        yield running


def rename_product(company: Company, name: str) -> None:
    with company.office.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE sales_products SET name = ? WHERE id = (SELECT min(id) FROM sales_products)",
            (name,),
        )


def new_epoch(company: Company) -> None:
    with audited_transaction(company.office.engine, actor="", at=SystemClock().now()) as connection:
        restore_detection.begin_epoch(connection, RestoreCause.COMMAND, SystemClock().now())


def listed(client: httpx2.Client) -> dict[str, SnapshotEntry]:
    answer = client.get(WirePath.SNAPSHOTS)
    assert answer.status_code == 200, answer.text
    found = msgspec.json.decode(answer.content, type=SnapshotList).snapshots
    return {entry.kind: entry for entry in found}


def waited_for(client: httpx2.Client) -> SnapshotEntry:
    wait_until(lambda: FeedKind.PRODUCTS in listed(client))
    return listed(client)[FeedKind.PRODUCTS]


def rows_in(content: bytes) -> list[tuple[object, ...]]:
    text = zstandard.ZstdDecompressor().decompressobj(read_across_frames=True).decompress(content)
    *pages, end = [LINE.decode(line) for line in text.splitlines()]
    assert isinstance(end, End)
    return [row for page in pages if isinstance(page, PageLine) for row in page.rows]


def test_a_snapshot_is_the_feed_and_is_named_by_its_hash(
    served: RunningService, company: Company, ann: Enrolled
) -> None:
    client = served.client(ann.credential)
    entry = waited_for(client)
    answer = client.get(f"{WirePath.SNAPSHOTS}/{entry.name}")
    assert answer.status_code == 200
    assert sha256(answer.content).hexdigest() == entry.name
    assert len(answer.content) == entry.size
    with reading(company.office.engine) as connection:
        skus = connection.exec_driver_sql("SELECT sku FROM sales_products ORDER BY id").scalars()
        assert [row[1] for row in rows_in(answer.content)] == list(skus)
    ends = [piece.last for piece in entry.pieces]
    assert ends == sorted(ends)
    start = 0
    for piece in entry.pieces:
        content = answer.content[start : start + piece.size]
        assert sha256(content).hexdigest() == piece.digest
        start += piece.size


def test_only_what_every_rep_may_see_is_in_a_snapshot(
    works: Works, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot_file, "PIECE_ROWS", 1)
    works.look()
    kinds = {kind for kind in FeedKind if works.entry(kind) is not None}
    assert FeedKind.PRODUCTS in kinds
    assert all(SCOPES[kind] is Scope.EVERYBODY for kind in kinds)
    assert FeedKind.TOMBSTONES not in kinds


def test_what_one_page_brings_has_no_snapshot(
    works: Works, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot_file, "PIECE_ROWS", 100_000)
    works.look()
    assert not any(works.entry(kind) for kind in FeedKind)


@pytest.mark.parametrize(
    ("wanted", "first", "last"),
    [
        ("bytes=0-9", 0, 9),
        ("bytes=7-", 7, None),
        ("bytes=-5", -5, None),
        ("bytes=3-999999", 3, None),
    ],
)
def test_a_range_is_that_part_of_the_file(
    served: RunningService, ann: Enrolled, wanted: str, first: int, last: int | None
) -> None:
    client = served.client(ann.credential)
    entry = waited_for(client)
    path = f"{WirePath.SNAPSHOTS}/{entry.name}"
    whole = client.get(path).content
    part = client.get(path, headers={"Range": wanted})
    assert part.status_code == 206
    end = entry.size - 1 if last is None else last
    begin = first % entry.size
    assert part.content == whole[begin : end + 1]
    assert part.headers["content-range"] == f"bytes {begin}-{end}/{entry.size}"


@pytest.mark.parametrize(
    "ignored", ["bytes=9-3", "bytes=0-1,4-5", "rows=0-9", "bytes=-", "bytes=a-b"]
)
def test_a_range_that_is_none_is_ignored(
    served: RunningService, ann: Enrolled, ignored: str
) -> None:
    client = served.client(ann.credential)
    entry = waited_for(client)
    answer = client.get(f"{WirePath.SNAPSHOTS}/{entry.name}", headers={"Range": ignored})
    assert (answer.status_code, len(answer.content)) == (200, entry.size)


def test_a_range_beyond_the_end_and_another_name_are_refused(
    served: RunningService, ann: Enrolled
) -> None:
    client = served.client(ann.credential)
    entry = waited_for(client)
    beyond = client.get(
        f"{WirePath.SNAPSHOTS}/{entry.name}", headers={"Range": f"bytes={entry.size}-"}
    )
    assert (beyond.status_code, beyond.json()["failure"]) == (416, "no_such_range")
    other = client.get(f"{WirePath.SNAPSHOTS}/{'0' * 64}")
    assert (other.status_code, other.json()["failure"]) == (404, "no_snapshot")
    for name in ("../settings", "..%2fsettings", "snapshots.json", entry.name.upper()):
        assert client.get(f"{WirePath.SNAPSHOTS}/{name}").status_code == 404


@pytest.mark.parametrize("state", [DeviceState.REVOKED, DeviceState.WIPING, DeviceState.WIPED])
def test_without_a_credential_that_counts_there_is_no_snapshot(
    served: RunningService, gate: WatchedGate, ann: Enrolled, state: DeviceState
) -> None:
    client = served.client(ann.credential)
    entry = waited_for(client)
    gate.set_state(ann, state)
    for path in (WirePath.SNAPSHOTS, f"{WirePath.SNAPSHOTS}/{entry.name}"):
        assert client.get(path).status_code == 403
        assert served.client("x" * 43).get(path).status_code == 401
        assert served.client().get(path).status_code == 401


def test_a_new_epoch_ends_every_snapshot_and_the_next_is_of_it(
    served: RunningService, company: Company, ann: Enrolled
) -> None:
    client = served.client(ann.credential)
    entry = waited_for(client)
    new_epoch(company)
    assert listed(client) == {}
    assert client.get(f"{WirePath.SNAPSHOTS}/{entry.name}").status_code == 404
    builder = served.service.snapshot_builder
    assert builder is not None
    builder.look()
    assert listed(client)[FeedKind.PRODUCTS].generation != entry.generation


def test_two_machines_make_the_same_file_of_the_same_rows(
    works: Works, gate: WatchedGate, company: Company, tmp_path: Path
) -> None:
    first = works.look()
    # what concerns other feeds moves the watermark
    with company.office.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE sales_customers SET name = name || '!'")
    other = Works(gate, tmp_path / "other")
    second = other.look()
    assert first is not None
    assert second is not None
    assert second.watermark > first.watermark
    assert (second.name, second.pieces) == (first.name, first.pieces)
    files = [each.library.folder / first.name for each in (works, other)]
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_snapshot_is_renewed_when_its_feed_changed_and_not_at_once(
    works: Works, company: Company
) -> None:
    first = works.look()
    assert works.look(after=RENEWED_SECONDS * 2) == first
    rename_product(company, "Renamed")
    works.look(after=RENEWED_SECONDS * 2)
    second = works.entry()
    assert second != first
    rename_product(company, "Renamed again")
    assert works.look(after=RENEWED_SECONDS / 2) == second
    assert works.look(after=RENEWED_SECONDS) != second


def test_a_snapshot_of_a_feed_that_only_lost_rows_is_renewed_after_a_day(
    works: Works, company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot_file, "PIECE_ROWS", 1)
    first = works.look()
    with company.office.engine.begin() as connection:
        gone = "(SELECT sku FROM sales_products ORDER BY id LIMIT 1)"
        for table in ("prices", "stock", "offer_products", "products"):
            connection.exec_driver_sql(f"DELETE FROM sales_{table} WHERE sku = {gone}")
    assert works.look(after=RENEWED_SECONDS) == first
    renewed = works.look(after=DAY_SECONDS)
    assert first is not None
    assert renewed is not None
    assert renewed.rows == first.rows - 1


def test_a_replaced_snapshot_can_be_fetched_to_its_end_and_is_deleted_later(
    works: Works, gate: WatchedGate, company: Company
) -> None:
    first = works.look()
    assert first is not None
    rename_product(company, "Renamed")
    works.look(after=RENEWED_SECONDS * 2)
    assert works.library.find(first.name, *gate.bounds()) == first
    file = works.library.folder / first.name
    assert file.exists()
    later = SnapshotLibrary(works.library.folder)
    later.load()
    later.delete_old()
    assert file.exists()
    stamp = file.stat().st_mtime - KEPT_SECONDS - 1
    os.utime(file, (stamp, stamp))
    later.delete_old()
    assert not file.exists()
    assert (works.library.folder / (works.entry() or first).name).exists()


def test_what_an_earlier_run_left_is_given_unless_it_was_damaged(
    works: Works, gate: WatchedGate
) -> None:
    first = works.look()
    assert first is not None
    again = Works(gate, works.library.folder)
    assert again.entry() == first
    stamp = (works.library.folder / first.name).stat().st_mtime_ns
    again.look()
    assert (works.library.folder / first.name).stat().st_mtime_ns == stamp
    file = works.library.folder / first.name
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(bytes(content))
    damaged = Works(gate, works.library.folder)
    assert damaged.entry() is None
    damaged.look()
    assert damaged.entry() is not None
    assert sha256(file.read_bytes()).hexdigest() == first.name


def test_nothing_is_built_while_callers_wait_for_a_thread(works: Works) -> None:
    works.busy = True
    thread = threading.Thread(target=works.builder.look)
    thread.start()
    thread.join(0.3)
    assert thread.is_alive()
    assert works.entry() is None
    works.busy = False
    thread.join(10)
    assert works.entry() is not None


def test_a_snapshot_that_head_office_went_back_under_is_thrown_away(
    gate: WatchedGate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bounds: Callable[[], tuple[int, str]] = gate.bounds
    watermark, generation = bounds()
    answers = [(watermark, generation), (watermark, "another")]
    monkeypatch.setattr(gate, "bounds", lambda: answers.pop(0))
    folder = tmp_path / "snapshots"
    folder.mkdir()
    assert snapshot_file.write_snapshot(gate, FeedKind.PRODUCTS, folder, lambda: True) is None
    assert list(folder.iterdir()) == []


def test_a_service_that_ends_while_it_builds_leaves_nothing_half_written(
    gate: WatchedGate, tmp_path: Path
) -> None:
    folder = tmp_path / "snapshots"
    folder.mkdir()
    answers = [True, False]
    examined = snapshot_file.write_snapshot(gate, FeedKind.PRODUCTS, folder, lambda: answers.pop(0))
    assert examined is None
    assert list(folder.iterdir()) == []
