"""A first load whose process is killed at random moments: it goes on, and ends as the feed does."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from smartclient.bootstrap import open_session
from smartclient.bootstrap.device_sign_in import enroll_device
from smartclient.contract.feeds import FeedKind
from smartclient.contract.web.wire import SnapshotEntry
from smartclient.domain.clock import Clock, SystemClock
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.devices.file_gate import FileGate
from smartclient.settings.places import HOME_VARIABLE
from smartclient.web.snapshots import answers, builder, snapshot_file
from tests.bootstrap.https_office import HttpsOffice
from tests.slow_link import SlowLink
from tests.web_service import running_service, wait_until

SEEDS = range(int(os.environ.get("SMARTCLIENT_KILLED_SEEDS", "2")))
KILLS = 4
PRODUCTS, PIECE_ROWS = 900, 30
PHOTOS, PHOTO_BYTES, PIECE_BYTES = 40, 12_000, 40_000
COPIED = (FeedKind.PRODUCTS, FeedKind.PHOTOS)
BYTES_PER_SECOND = 150_000
LONGEST = 1.6
"""Seconds; all of it takes twice as long."""

_SYNC = """
import sys
from smartclient.cli import program
from smartclient.sync import pull
# it would repair whatever is wrong
pull.check_when_due = lambda *_: 0
sys.exit(program.run(["sync"]))
"""


@dataclass
class Load:
    """A laptop's first load over a slow link, and which bytes of snapshots were asked for."""

    office: HttpsOffice
    home: Path
    link: SlowLink
    clock: Clock
    rng: random.Random
    asked: list[tuple[SnapshotEntry, int, int]] = field(default_factory=list)
    held: dict[FeedKind, int] = field(default_factory=dict)
    """Up to which id each feed was held when the process was killed last."""

    def entry(self, kind: FeedKind) -> SnapshotEntry:
        library = self.office.service.service.snapshot_builder._library  # type: ignore[union-attr]
        entries = library.entries(*self.office.gate.bounds())
        return next(entry for entry in entries if entry.kind == kind)

    def run(self, *, killed_after: float | None) -> bool:
        """Sync in a process of its own; whether it ended by itself.

        ``killed_after`` is in seconds since it asked for the first piece.
        """
        self.asked.clear()
        asked_at: float | None = None
        with subprocess.Popen(
            [sys.executable, "-c", _SYNC],
            env=os.environ | {HOME_VARIABLE: str(self.home)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        ) as process:
            while process.poll() is None:
                if asked_at is None and self.asked:
                    asked_at = time.monotonic()
                if asked_at is not None and killed_after is not None:
                    time.sleep(killed_after)
                    process.kill()
                    break
                time.sleep(0.002)
            _, complaint = process.communicate()
        if process.returncode == 0:
            return True
        assert process.returncode < 0, complaint
        return False

    def check_what_was_fetched(self) -> None:
        """Check that no piece that was held when the last process was killed was fetched again."""
        for entry, first, _last in self.asked:
            at = 0
            for piece in entry.pieces:
                at += piece.size
                if piece.last <= self.held.get(FeedKind(entry.kind), 0):
                    assert first >= at, (entry.kind, first, at)

    def look(self) -> None:
        """See how far the feeds are held, and that what is held is what head office has."""
        with open_session(self.home, clock=self.clock) as session, session._store.view() as view:
            for kind in COPIED:
                cursor = view.feeds.cursor(kind)
                self.held[kind] = cursor.cursor.id if cursor.loading else 2**62

    def here(self, columns: str) -> list[tuple[Any, ...]]:
        with open_session(self.home, clock=self.clock) as session:
            return _rows(session._store._engine, columns)

    def there(self, columns: str) -> list[tuple[Any, ...]]:
        return _rows(self.office.office.engine, columns.replace("FROM ", "FROM sales_"))

    def change(self) -> None:
        """Change the catalog, so that another snapshot takes the place of the first."""
        low, high = sorted(self.rng.sample(range(PRODUCTS), 2))
        self._execute(f"UPDATE sales_products SET name = name || '!' WHERE id IN ({low}, {high})")
        self._execute(f"DELETE FROM sales_products WHERE sku = 'X-{low:05}'")
        self._execute(f"UPDATE sales_photos SET content = randomblob(90) WHERE id = {low % 20 + 3}")
        self.build()

    def damage(self) -> None:
        """Damage or cut short the file of a snapshot."""
        entry = self.entry(self.rng.choice(COPIED))
        file = self.home.parent / "snapshots" / entry.name
        content = bytearray(file.read_bytes())
        if self.rng.random() < 0.5:
            del content[self.rng.randrange(len(content)) :]
        else:
            content[self.rng.randrange(len(content))] ^= 1
        file.write_bytes(bytes(content))

    def build(self) -> None:
        made = self.office.service.service.snapshot_builder
        assert made is not None
        made.look()

    def _execute(self, statement: str) -> None:
        with self.office.office.engine.begin() as connection:
            connection.exec_driver_sql(statement)


def _rows(engine: Any, columns: str) -> list[tuple[Any, ...]]:  # noqa: ANN401 (either side's)
    with engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(f"SELECT {columns} ORDER BY id")]


_PRODUCTS = "id, sku, name FROM products"
_PHOTOS = "id, name, hash, content FROM photos"


@pytest.fixture
def load(
    url: str, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> Iterator[Load]:
    monkeypatch.setattr(snapshot_file, "PIECE_ROWS", PIECE_ROWS)
    monkeypatch.setattr(snapshot_file, "PIECE_BYTES", PIECE_BYTES)
    monkeypatch.setattr(builder, "RENEWED_SECONDS", 0.0)
    monkeypatch.setattr(builder, "_SHARE", 0)
    clock = SystemClock()
    office = HeadOffice.open(url, clock)
    _fill(office)
    gate = FileGate(office.engine, clock)
    folder = tmp_path / "service"
    with (
        running_service(gate, folder, snapshots=tmp_path / "snapshots") as service,
        SlowLink(("127.0.0.1", service.port), bytes_per_second=BYTES_PER_SECOND) as link,
    ):
        served = HttpsOffice(office=office, gate=gate, service=service, database=url)
        load = Load(served, home, link, clock, random.Random(seed))
        real = answers._wanted

        def noted(text: str, entry: SnapshotEntry) -> Any:  # noqa: ANN401 (as it returns)
            wanted = real(text, entry)
            load.asked.append((entry, wanted.first, wanted.last))
            return wanted

        monkeypatch.setattr(answers, "_wanted", noted)
        wait_until(lambda: len(_kinds(load)) == len(COPIED))
        address = f"https://127.0.0.1:{link.port}"
        enroll_device(home, url=address, code=served.code(), clock=clock).close()
        yield load
    office.close()


def _kinds(load: Load) -> set[str]:
    library = load.office.service.service.snapshot_builder._library  # type: ignore[union-attr]
    entries = library.entries(*load.office.gate.bounds())
    return {entry.kind for entry in entries} & set(COPIED)


def _fill(office: HeadOffice) -> None:
    with office.engine.begin() as connection:
        columns = [
            row[1]
            for row in connection.exec_driver_sql("PRAGMA table_info(sales_products)").all()
            if row[1] not in {"id", "row_version"}
        ]
        values = {"sku": "printf('X-%05d', n)", "name": "hex(randomblob(20))"}
        chosen = ", ".join(values.get(name, name) for name in columns)
        counted = "WITH RECURSIVE c(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n < {})"
        connection.exec_driver_sql(
            f"INSERT INTO sales_products ({', '.join(columns)}) "
            f"{counted.format(PRODUCTS - 1)} SELECT {chosen} FROM c, "
            "(SELECT * FROM sales_products ORDER BY id LIMIT 1)"
        )
        connection.exec_driver_sql(
            "INSERT INTO sales_photos (name, hash, content) "
            f"{counted.format(PHOTOS - 1)} "
            f"SELECT 'p' || n || '.png', printf('%064d', n), randomblob({PHOTO_BYTES}) FROM c"
        )


@pytest.mark.parametrize("seed", SEEDS)
def test_a_killed_load_goes_on_with_the_piece_in_flight(load: Load) -> None:
    pieces = {kind: len(load.entry(kind).pieces) for kind in COPIED}
    assert min(pieces.values()) > 10
    midway = 0
    for _ in range(KILLS):
        ended = load.run(killed_after=load.rng.uniform(0, LONGEST))
        load.check_what_was_fetched()
        if ended:
            break
        before = dict(load.held)
        load.look()
        assert all(load.held[kind] >= held for kind, held in before.items())
        # photos come once the rest is here
        assert not load.held[FeedKind.PHOTOS] or load.held[FeedKind.PRODUCTS] == 2**62
        midway += any(0 < held < 2**62 for held in load.held.values())
    assert midway
    load.link.bytes_per_second = None
    assert load.run(killed_after=None)
    load.check_what_was_fetched()
    assert load.here(_PRODUCTS) == load.there(_PRODUCTS)
    assert load.here(_PHOTOS) == load.there(_PHOTOS)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_snapshot_that_is_replaced_or_damaged_meanwhile_is_never_half_believed(
    load: Load,
) -> None:
    for _ in range(KILLS):
        load.run(killed_after=load.rng.uniform(0, LONGEST))
        load.rng.choice((load.change, load.damage))()
    load.damage()
    load.link.bytes_per_second = None
    assert load.run(killed_after=None)
    assert load.here(_PRODUCTS) == load.there(_PRODUCTS)
    assert load.here(_PHOTOS) == load.there(_PHOTOS)
