"""The world of the convergence test: laptops and a head office that may die at any step."""

import itertools
import logging
import random
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Connection, TextClause, event, select, text, update

from smartclient.contract.messages import Answer, Body, RequestKind
from smartclient.contract.operations import Operations
from smartclient.contract.web.gate import CredentialRefusedError, DeviceRevokedError
from smartclient.domain import ids
from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError, SmartClientError
from smartclient.domain.ids import OrderId, RequestId
from smartclient.domain.tasks import SubjectType
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.schema import info
from smartclient.headoffice.database.tables import Tables, tables_for
from smartclient.headoffice.handlers import handle
from smartclient.headoffice.importers import import_folder
from smartclient.headoffice.inbox import devices
from smartclient.headoffice.inbox.inbox import Incoming, PassedOn
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction
from tests.convergence.faults import Faults, PowerCutError
from tests.convergence.laptop import Laptop, SkewedClock, keep_to_the_room_there_is
from tests.convergence.live_backup import LiveBackup
from tests.convergence.onlooker import Onlooker
from tests.convergence.patience import Patience
from tests.convergence.web_links import WebLinks
from tests.live_server import LiveOffice

if TYPE_CHECKING:
    from tests.convergence.wipes import Wipes

logger = logging.getLogger(__name__)


@dataclass
class World:
    """Head office, everybody's laptops, the time, and fate.

    Head office is a file in ``folder``, unless ``live`` is one on a SQL Server.
    """

    folder: Path
    rng: random.Random
    company: Path
    reps: Sequence[str]
    admin: str
    live: LiveOffice | None = None
    web_links: WebLinks | None = None
    wipes: "Wipes | None" = None
    time: datetime = datetime(2026, 11, 21, 9, tzinfo=UTC)
    laptops: dict[str, Laptop] = field(default_factory=dict)
    broken_kinds: set[RequestKind] = field(default_factory=set)
    deadly: set[RequestId] = field(default_factory=set)
    """Requests that end the worker which tries them."""
    disk_is_full: bool = False
    onlooker: Onlooker = field(default_factory=Onlooker)
    patience: Patience = field(default_factory=Patience)
    placed: dict[OrderId, str] = field(default_factory=dict)
    """Every order whose saving returned, with the rep who saved it."""
    lost: set[OrderId] = field(default_factory=set)
    """Orders that were on no disk any more when the last one that held them was lost."""
    replaced: set[str] = field(default_factory=set)
    """Whose laptop's disk was replaced by an old copy."""
    went_back_unnoticed: bool = False
    """Whether head office was put back with nothing left of its own that shows it."""

    def __post_init__(self) -> None:
        self.faults = Faults(self.rng)
        self.file = self.folder / "headoffice.db"
        self.backup = self.folder / "backup.db"
        self.office = self.open_office()
        self.office.init()
        import_folder(self.office.engine, self.company, clock=self.office_clock)
        for place, login in enumerate((*self.reps, self.admin)):
            if self.live is not None:
                name = login.partition("\\")[2]
                number = self.number_of(login)
                self.live.logins[login] = self.live.rep_login(number, name)
            laptop = self.join(login)
            laptop.clock.wrong_by = timedelta(minutes=(0, -47, 95, 3)[place])

    def number_of(self, login: str) -> str:
        """Return the rep number of a login."""
        reps = self.tables.reps
        with self.looking() as there:
            found = there.execute(select(reps.c.number).where(reps.c.login == login)).scalar_one()
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
        self.onlooker.disk_lost(laptop)
        self.patience.disk_lost(laptop)
        self.replaced.add(laptop.login)
        sent = self.sent()
        kept = {
            order.id
            for other in self.devices_of(laptop.login)
            if other is not laptop
            for order in other.use_cases.orders.search()
        }
        self.lost |= {item for item in self.placed if item not in sent and item not in kept}

    def note_head_office_lost(self) -> None:
        """Remember which work only head office held, since the disk with it was lost before."""
        sent = self.sent()
        for order_id, login in self.placed.items():
            if (
                login in self.replaced
                and order_id not in sent
                and not self.is_held(order_id, login)
            ):
                self.lost.add(order_id)

    def sent(self) -> str:
        """What head office was sent, as text, and what was handed over and waits for an admin."""
        statements = (
            "SELECT body FROM sync_inbox",
            "SELECT request FROM sync_handed_over WHERE state = 'waiting'",
        )
        with self.looking() as there:
            return "".join(text for each in statements for text in there.scalars(self.sql(each)))

    def is_held(self, order_id: OrderId, login: str) -> bool:
        """Tell whether a laptop can offer an order to head office again."""
        for laptop in self.devices_of(login):
            with laptop.store.view() as view:
                if view.tasks.about(SubjectType.ORDER, order_id):
                    return True
        return False

    def handled(self, incoming: Incoming, body: Body, work: WorkerTransaction) -> Answer | PassedOn:
        """Answer a request as head office's program does, its fault included."""
        return self.onlooker.looking_on(incoming, body, work, self._handled_with_faults)

    def _handled_with_faults(
        self, incoming: Incoming, body: Body, work: WorkerTransaction
    ) -> Answer | PassedOn:
        if incoming.request_id in self.deadly:
            self.onlooker.failed(incoming.request_id)
            raise PowerCutError
        if incoming.request is not None and incoming.request.kind in self.broken_kinds:
            self.onlooker.failures[incoming.request_id] += 1
            raise RuntimeError("a fault in head office's program")
        return handle(incoming, body, work)

    def commits(self, connection: Connection) -> None:
        """Pass a commit of head office's: the power may go just before."""
        try:
            self.faults.step()
        except PowerCutError:
            self.onlooker.died()
            if threading.current_thread() is not threading.main_thread():
                # the service's, whose connection ends with it
                connection.invalidate()
            raise
        self.onlooker.committed()

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

    def open_office(self, clock: Clock | None = None) -> HeadOffice:
        """Open head office anew; its commits are points at which the power may go.

        ``clock`` is that of the computer that opens it, where it is a file.
        """
        if self.live is None:
            office = HeadOffice.open(f"sqlite:///{self.file}", clock or self.office_clock)
            event.listen(office.engine, "commit", self.commits)
            keep_to_the_room_there_is(office.engine, lambda: self.disk_is_full)
            return office
        office = HeadOffice(self.live.office.engine, self.office_clock)
        if not self.listening:
            event.listen(office.engine, "commit", self.commits)
            self.listening = True
        return office

    def use_file(self) -> bool:
        """Let somebody use head office's file whose clock is right; tell if that is believed.

        After a holiday, or when the file was put back, it must be borne out first.
        """
        if self.live is not None:
            return True
        office = HeadOffice.open(f"sqlite:///{self.file}", self.office_clock)
        with suppress(SmartClientError), audited_transaction(office.engine, actor="", at=self.time):
            pass
        is_believed = office.known_time().leap is None
        self.drop_office(office)
        return is_believed

    @contextmanager
    def looking(self) -> Iterator[Connection]:
        """Look into head office's database, as somebody there does who has it open."""
        with self.office.engine.connect() as connection:
            yield connection

    listening: bool = False
    live_backup: LiveBackup | None = None
    _withdrawn_then: set[tuple[str, RequestId]] = field(default_factory=set)
    links: dict[str, Operations] = field(default_factory=dict)

    def drop_office(self, office: HeadOffice) -> None:
        """Let go of head office as a program does that dies; a server keeps its connections."""
        if self.live is None:
            office.engine.dispose()

    def operations(self, office: HeadOffice, login: str, name: str) -> Operations:
        """Return the operations as the laptop ``name`` of a login has them."""
        if self.web_links is not None and login in self.web_links.logins:
            return self.web_links.operations(self.office, self.office_clock, login, name)
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
        self.time += timedelta(seconds=self.rng.randint(20, 4000))

    def let_days_pass(self) -> None:
        """Let a weekend or a holiday pass."""
        self.time += timedelta(days=self.rng.randint(1, 4))

    def make_backup(self) -> None:
        """Copy head office's database as it is now."""
        self._withdrawn_then = set(self.onlooker.withdrawn)
        if self.live is not None:
            self.live_backup = LiveBackup(self.live.office.engine, self.tables)
            return
        self.backup.unlink(missing_ok=True)
        with closing(sqlite3.connect(self.file)) as connection:
            connection.execute("VACUUM INTO ?", (str(self.backup),))
        with suppress(FileNotFoundError):
            shutil.copyfile(self._history(self.file), self._history(self.backup))

    @property
    def has_backup(self) -> bool:
        """Whether there is a copy of head office's database."""
        return self.live_backup is not None or self.backup.exists()

    def restore_backup(
        self, *, announced: bool, in_place: bool = False, whole: bool = False
    ) -> None:
        """Put the copy in place of the database, as a person does after a disaster.

        ``in_place`` writes it over the file that is open; a ``whole`` machine put back as it was
        leaves head office no evidence.
        """
        given = self._numbers_given()
        self.onlooker.head_office_went_back(self._withdrawn_then)
        if self.live_backup is not None:
            self._check_as_after_an_outage()
            self.live_backup.restore(self.office_clock)
            if not announced:
                # its worker misses the checkpoint that it had recorded
                before = self._epoch()
                self._check_as_after_an_outage()
                assert self._epoch() != before
        else:
            self._put_file_back(in_place=in_place, whole=whole)
        knows_nothing = whole and not announced
        self.went_back_unnoticed |= knows_nothing
        # a server keeps no numbers outside of its database, and one backup is put back twice
        if knows_nothing or self.live_backup is not None:
            # head office gives them again before anybody can tell it that it gave them
            given |= self.onlooker.numbers.keys()
            self.onlooker.unsure_numbers |= given - self._numbers_given()
        self.note_head_office_lost()
        logger.info("head office was put back as it was")
        if announced:
            self.office.restored()

    def _check_as_after_an_outage(self) -> None:
        self.office._readiness.note_outage()
        self.office._readiness.check_for_restore()

    def _epoch(self) -> str:
        with self.looking() as there:
            return info(there, "generation")

    def _put_file_back(self, *, in_place: bool, whole: bool) -> None:
        if in_place:
            self.file.write_bytes(self.backup.read_bytes())
        else:
            for ending in ("", "-wal", "-shm"):
                self.file.with_name(self.file.name + ending).unlink(missing_ok=True)
            shutil.copyfile(self.backup, self.file)
        if whole:
            self._history(self.file).unlink(missing_ok=True)
            with suppress(FileNotFoundError):
                shutil.copyfile(self._history(self.backup), self._history(self.file))
            self._begin_again()

    def _begin_again(self) -> None:
        """Start every program that works on head office's machine again."""
        self.drop_office(self.office)
        self.office = self.open_office()
        for laptop in self.laptops.values():
            self.drop_office(laptop.office)
            laptop.office = self.open_office(laptop.file_clock)

    @staticmethod
    def _history(file: Path) -> Path:
        return Path(f"{file}.history")

    def _numbers_given(self) -> set[str]:
        with self.looking() as there:
            return set(there.scalars(self.sql("SELECT number FROM sales_orders")))

    def note_what_is_seen(self, laptop: Laptop) -> None:
        """Let the onlooker look at a laptop, and at what head office has set aside."""
        self.onlooker.saw_laptop(laptop)
        self.patience.saw_laptop(laptop)
        with self.looking() as there:
            inbox = self.tables.inbox
            stopped = there.scalars(select(inbox.c.request_id).where(inbox.c.status == "parked"))
            self.onlooker.saw_stopped(RequestId(item) for item in stopped.all())

    def close(self) -> None:
        """Let go of everything."""
        for laptop in self.laptops.values():
            laptop.stop()
        self.drop_office(self.office)

    def _no_room(self, laptop: Laptop) -> bool:
        """Tell whether a action may meet a full disk: a rep also works on the other devices."""
        full = (item.disk_is_full for item in self.devices_of(laptop.login))
        return self.disk_is_full or any(full)

    def attempt(self, laptop: Laptop, action: Callable[[], object]) -> None:
        """Let someone do something; if the power goes meanwhile, start the laptop again."""
        self.faults.tempt()
        try:
            # a device that is signed out keeps its work
            with suppress(
                *(RefusedError, CredentialRefusedError, DeviceRevokedError),
                *((SmartClientError,) if self._no_room(laptop) else ()),
            ):
                action()
        except PowerCutError:
            self.onlooker.in_hand.clear()
            laptop.die()
            self.drop_office(self.office)
            self.office = self.open_office()
        finally:
            self.faults.steps_left = None


def give_ids_by_lot(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Make every identifier a function of the seed, so that a play can be played again."""
    lots = random.Random(seed)
    ticks = itertools.count(1_700_000_000_000_000_000, 1_000_000)
    monkeypatch.setattr(ids, "secrets", SimpleNamespace(randbits=lots.getrandbits))
    monkeypatch.setattr(devices, "secrets", SimpleNamespace(choice=lots.choice))
    monkeypatch.setattr(ids, "time", SimpleNamespace(time_ns=lambda: next(ticks)))
