"""The world of the convergence test: laptops and a head office that may die at any step."""

import itertools
import logging
import random
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar

import pytest
from live_backup import LiveBackup
from sqlalchemy import Engine, TextClause, event, select, text, update

from live_server import LiveOffice
from smartclient.contract.feeds import Cursor, FeedKind, FeedPage, FeedPlace
from smartclient.contract.fingerprints import Fingerprint
from smartclient.contract.messages import Answer, Body, Reply, Request, RequestKind
from smartclient.contract.operations import Hello, Operations, Pulse, Receipt
from smartclient.domain import ids
from smartclient.domain.clock import HeadOfficeClock
from smartclient.domain.errors import OutOfReachError, RefusedError, SmartClientError
from smartclient.domain.ids import OrderId
from smartclient.domain.progress import SyncSummary
from smartclient.domain.tasks import SubjectType
from smartclient.headoffice.handlers import handle
from smartclient.headoffice.importers import import_folder
from smartclient.headoffice.inbox import Incoming
from smartclient.headoffice.office import HeadOffice
from smartclient.headoffice.tables import Tables, tables_for
from smartclient.headoffice.work import Work
from smartclient.store.opening import create_store, open_store_file
from smartclient.store.unit_of_work import Store, UnitOfWork
from smartclient.sync.engine import SyncEngine
from smartclient.sync.lock import SyncLock
from smartclient.tasks.desk import Desk

logger = logging.getLogger(__name__)

KEY = bytes(range(32))

Carried = TypeVar("Carried")

_NO_END = 2**30
"""More pages than any database here will have."""


class PowerCutError(BaseException):
    """The machine went dark between two steps; nothing after it runs."""


@dataclass
class Fate:
    """Decides at which step the power goes, and when the link breaks."""

    dice: random.Random
    steps_left: int | None = None
    link_trouble: float = 0.0

    def tempt(self) -> None:
        """Let the power go at one of the next steps, perhaps."""
        self.steps_left = self.dice.randint(1, 25) if self.dice.random() < 0.35 else None

    def calm(self) -> None:
        """Nothing goes wrong from now on."""
        self.steps_left = None
        self.link_trouble = 0.0

    def step(self) -> None:
        """Pass a point at which the power may go."""
        if self.steps_left is None:
            return
        self.steps_left -= 1
        if self.steps_left <= 0:
            self.steps_left = None
            raise PowerCutError

    def link(self) -> None:
        """Pass a point at which the link may break."""
        if self.dice.random() < self.link_trouble:
            raise OutOfReachError("The link broke.")


class BadLink:
    """The four operations over a link that breaks before a call arrives, or after it did."""

    def __init__(self, operations: Operations, fate: Fate) -> None:
        self._operations = operations
        self._fate = fate

    def submit(self, batch: Sequence[Request]) -> tuple[Receipt, ...]:
        return self._carry(lambda: self._operations.submit(batch))

    def pulse(self, hello: Hello) -> Pulse:
        return self._carry(lambda: self._operations.pulse(hello))

    def replies(self, *, after: int, bound: int, limit: int) -> tuple[Reply, ...]:
        return self._carry(
            lambda: self._operations.replies(after=after, bound=bound, limit=min(limit, 3))
        )

    def feed(
        self, kind: FeedKind, *, cursor: Cursor, bound: int, limit: int, by_key: bool
    ) -> FeedPage:
        return self._carry(
            lambda: self._operations.feed(
                kind, cursor=cursor, bound=bound, limit=min(limit, 7), by_key=by_key
            )
        )

    def feeds(self, places: Sequence[FeedPlace], *, bound: int, limit: int) -> tuple[FeedPage, ...]:
        return self._carry(lambda: self._operations.feeds(places, bound=bound, limit=min(limit, 7)))

    def fingerprints(
        self, kind: FeedKind | None, *, bound: int, width: int
    ) -> tuple[Fingerprint, ...]:
        return self._carry(lambda: self._operations.fingerprints(kind, bound=bound, width=width))

    def close(self) -> None:
        self._operations.close()

    def _carry(self, call: Callable[[], Carried]) -> Carried:
        self._fate.link()
        self._fate.step()
        answer = call()
        self._fate.step()
        self._fate.link()
        return answer


class SkewedClock:
    """A laptop's clock: the world's time, wrongly set."""

    def __init__(self, world: "World", wrong_by: timedelta) -> None:
        self._world = world
        self.wrong_by = wrong_by

    def now(self) -> datetime:
        return self._world.time + self.wrong_by

    def today(self) -> date:
        return self.now().date()


def keep_to_the_room_there_is(engine: Engine, is_full: Callable[[], bool]) -> None:
    """Let a database file grow only while ``is_full`` says no."""

    @event.listens_for(engine, "checkout")
    def _(connection: Any, _record: object, _proxy: object) -> None:  # noqa: ANN401 (the driver's)
        pages = connection.execute("PRAGMA page_count").fetchone()[0] if is_full() else _NO_END
        connection.execute(f"PRAGMA max_page_count = {pages}")


class Laptop:
    """One person's laptop: a store in a file, and a desk; it can die and be started again."""

    def __init__(
        self, world: "World", name: str, login: str, *, copy_of: Path | None = None
    ) -> None:
        """``copy_of`` is a folder that holds another laptop's files."""
        self.world = world
        self.name = name
        self.login = login
        self.clock = SkewedClock(world, timedelta(0))
        self.disk_is_full = False
        self.home = world.folder / name.replace("\\", "_")
        if copy_of is None:
            self.home.mkdir()
            create_store(self.home / "store.db", KEY).close()
        else:
            shutil.copytree(copy_of, self.home)
        self.store: Store
        self.desk: Desk
        self.office_clock: HeadOfficeClock
        self.start()

    def start(self) -> None:
        """Open the store as it lies on the disk."""
        self.store = open_store_file(self.home / "store.db", KEY)
        keep_to_the_room_there_is(self.store._engine, lambda: self.disk_is_full)
        with self.store.view() as view:
            self.office_clock = HeadOfficeClock(self.clock, view.meta.learnt_time())
        self.desk = Desk(self.store, self.office_clock)

    def copy_to(self, folder: Path) -> None:
        """Copy everything on the disk to ``folder``."""
        self.store.close()
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.home, folder)
        self.start()

    def replace_by(self, folder: Path) -> None:
        """Put what is in ``folder`` in the place of everything on the disk."""
        self.store.close()
        shutil.rmtree(self.home)
        shutil.copytree(folder, self.home)
        self.start()

    def die(self) -> None:
        """Lose whatever was only in memory."""
        self.store.close()
        self.start()

    def sync(self) -> SyncSummary:
        """Sync once, as the window does."""
        office = self.world.open_office()
        engine = SyncEngine(
            store=self.store,
            connect=lambda: BadLink(self.world.operations(office, self.login), self.world.fate),
            answer_now=lambda: self.world.answer(office),
            clock=self.office_clock,
            lock=SyncLock(self.home / "sync.lock", patience=timedelta(0)),
            random=self.world.dice.random,
            batch_rows=5,
        )
        try:
            return engine.run(urgent=True)
        finally:
            self.world.close_office(office)


@dataclass
class World:
    """Head office, everybody's laptops, the time, and fate.

    Head office is a file in ``folder``, unless ``live`` is one on a SQL Server.
    """

    folder: Path
    dice: random.Random
    company: Path
    reps: Sequence[str]
    admin: str
    live: LiveOffice | None = None
    time: datetime = datetime(2026, 11, 21, 9, tzinfo=UTC)
    laptops: dict[str, Laptop] = field(default_factory=dict)
    broken_kinds: set[RequestKind] = field(default_factory=set)
    disk_is_full: bool = False
    placed: dict[OrderId, str] = field(default_factory=dict)
    """Every order whose saving returned, with the rep who saved it."""
    lost: set[OrderId] = field(default_factory=set)
    """Orders that were on no disk any more when the last one that held them was lost."""
    replaced: set[str] = field(default_factory=set)
    """Whose laptop's disk was replaced by an old copy."""

    def __post_init__(self) -> None:
        self.fate = Fate(self.dice)
        self.file = self.folder / "headoffice.db"
        self.backup = self.folder / "backup.db"
        office = self.open_office()
        office.init()
        import_folder(office.engine, self.company, clock=self.office_clock)
        self.close_office(office)
        for place, login in enumerate((*self.reps, self.admin)):
            if self.live is not None:
                name = login.partition("\\")[2]
                number = self.number_of(login)
                self.live.logins[login] = self.live.rep_login(number, name)
            laptop = self.join(login)
            laptop.clock.wrong_by = timedelta(minutes=(0, -47, 95, 3)[place])

    def number_of(self, login: str) -> str:
        """Return the rep number of a login."""
        office = self.open_office()
        reps = self.tables.reps
        with office.engine.connect() as there:
            found = there.execute(select(reps.c.number).where(reps.c.login == login)).scalar_one()
        self.close_office(office)
        return str(found)

    def join(self, login: str, *, copy_of: Path | None = None) -> Laptop:
        """Let one more laptop of ``login`` work, new or as a copy of another."""
        devices = sum(laptop.login == login for laptop in self.laptops.values())
        name = f"{login} {devices + 1}" if devices else login
        laptop = Laptop(self, name, login, copy_of=copy_of)
        self.laptops[name] = laptop
        return laptop

    def devices_of(self, login: str) -> tuple[Laptop, ...]:
        """Return every laptop of a login."""
        return tuple(laptop for laptop in self.laptops.values() if laptop.login == login)

    def drawer(self, laptop: Laptop) -> Path:
        """Return the folder in which a copy of a laptop is kept."""
        return self.folder / f"copy of {laptop.home.name}"

    def note_disk_lost(self, laptop: Laptop) -> None:
        """Remember which work only this laptop held: it is lost with its disk."""
        self.replaced.add(laptop.login)
        sent = self._sent()
        kept = {
            order.id
            for other in self.devices_of(laptop.login)
            if other is not laptop
            for order in other.desk.orders()
        }
        self.lost |= {one for one in self.placed if one not in sent and one not in kept}

    def note_head_office_lost(self) -> None:
        """Remember which work only head office held, since the disk with it was lost before."""
        sent = self._sent()
        for order_id, login in self.placed.items():
            if login in self.replaced and order_id not in sent and not self._held(order_id, login):
                self.lost.add(order_id)

    def _sent(self) -> str:
        office = self.open_office()
        with office.engine.connect() as there:
            sent = "".join(there.scalars(self.sql("SELECT body FROM sync_inbox")))
        self.close_office(office)
        return sent

    def _held(self, order_id: OrderId, login: str) -> bool:
        """Tell whether a laptop can offer an order to head office again."""
        for laptop in self.devices_of(login):
            with laptop.store.view() as view:
                if view.tasks.about(SubjectType.ORDER, order_id):
                    return True
        return False

    def handled(self, incoming: Incoming, body: Body, work: Work) -> Answer:
        """Answer a request as head office's program does, its fault included."""
        if incoming.request is not None and incoming.request.kind in self.broken_kinds:
            raise RuntimeError("a fault in head office's program")
        return handle(incoming, body, work)

    @property
    def tables(self) -> Tables:
        """Head office's tables, as they are called where it is."""
        return tables_for("sqlite" if self.live is None else "mssql")

    def sql(self, statement: str) -> TextClause:
        """Return a statement about tables named as on SQLite, as it is said where they are."""
        if self.live is not None:
            statement = statement.replace("sales_", "sales.").replace("sync_", "sync.")
        return text(statement)

    @property
    def office_clock(self) -> SkewedClock:
        return SkewedClock(self, timedelta(0))

    def open_office(self) -> HeadOffice:
        """Open head office anew; its commits are points at which the power may go."""
        if self.live is None:
            office = HeadOffice.at(f"sqlite:///{self.file}", self.office_clock)
            event.listen(office.engine, "commit", lambda _: self.fate.step())
            keep_to_the_room_there_is(office.engine, lambda: self.disk_is_full)
            return office
        office = HeadOffice(self.live.office.engine, self.office_clock)
        if not self.listening:
            event.listen(office.engine, "commit", lambda _: self.fate.step())
            self.listening = True
        return office

    listening: bool = False
    live_backup: LiveBackup | None = None
    links: dict[str, Operations] = field(default_factory=dict)

    def close_office(self, office: HeadOffice) -> None:
        """Close what was opened; the connections to a server are kept."""
        if self.live is None:
            office.close()

    def operations(self, office: HeadOffice, login: str) -> Operations:
        """Return the four operations as a laptop has them."""
        if self.live is None:
            return office.operations(login)
        # opening a connection takes a server long; a laptop that died and came back has the same
        if login not in self.links:
            self.links[login] = self.live.operations(self.live.logins[login])
        return self.links[login]

    def answer(self, office: HeadOffice) -> None:
        """Let a worker answer; what a dead one had leased is given to it."""
        if self.live is not None:
            lanes = self.tables.lanes
            with office.engine.connect() as connection:
                connection.execute(
                    update(lanes)
                    .where(lanes.c.token.is_not(None))
                    .values(leased_until=datetime(2000, 1, 1, tzinfo=UTC))
                )
                connection.commit()
        office.answer_waiting()

    def pass_time(self) -> None:
        self.time += timedelta(seconds=self.dice.randint(20, 4000))

    def make_backup(self) -> None:
        """Copy head office's database as it is now."""
        if self.live is not None:
            self.live_backup = LiveBackup(self.live.office.engine, self.tables)
            return
        self.backup.unlink(missing_ok=True)
        with closing(sqlite3.connect(self.file)) as connection:
            connection.execute("VACUUM INTO ?", (str(self.backup),))

    def restore_backup(self, *, announced: bool) -> None:
        """Put the copy in place of the database, as a person does after a disaster."""
        if self.live is not None:
            if self.live_backup is not None:
                self.live_backup.restore(self.office_clock)
                self.open_office().restored()
                self.note_head_office_lost()
                logger.info("head office was put back as it was")
            return
        if not self.backup.exists():
            return
        for ending in ("", "-wal", "-shm"):
            self.file.with_name(self.file.name + ending).unlink(missing_ok=True)
        shutil.copyfile(self.backup, self.file)
        self.note_head_office_lost()
        if announced:
            office = self.open_office()
            office.restored()
            office.close()

    def _no_room(self, laptop: Laptop) -> bool:
        return laptop.disk_is_full or self.disk_is_full

    def attempt(self, laptop: Laptop, deed: Callable[[], object]) -> None:
        """Let someone do something; if the power goes meanwhile, start the laptop again."""
        self.fate.tempt()
        try:
            with suppress(RefusedError, *((SmartClientError,) if self._no_room(laptop) else ())):
                deed()
        except PowerCutError:
            laptop.die()
        finally:
            self.fate.steps_left = None


def give_ids_by_lot(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Make every identifier a function of the seed, so that a play can be played again."""
    lots = random.Random(seed)
    ticks = itertools.count(1_700_000_000_000_000_000, 1_000_000)
    monkeypatch.setattr(ids, "secrets", SimpleNamespace(randbits=lots.getrandbits))
    monkeypatch.setattr(ids, "time", SimpleNamespace(time_ns=lambda: next(ticks)))


def cut_power_at_commits(monkeypatch: pytest.MonkeyPatch, fate: Fate) -> None:
    """Make every local commit a point at which the power may go: just before, and just after."""
    commit = UnitOfWork.commit

    def tempting(self: UnitOfWork) -> None:
        fate.step()
        commit(self)
        fate.step()

    monkeypatch.setattr(UnitOfWork, "commit", tempting)
