"""A laptop of the convergence test: a store in a file, a desk, and a program that may die."""

import random
import shutil
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, event

from smartclient.contract.messages import Request
from smartclient.contract.operations import Receipt
from smartclient.contract.web.gate import WipeRequestedError
from smartclient.domain.clock import HeadOfficeClock, Uptime
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.read_models.sync_progress import LinkState, SyncSummary
from smartclient.store.database.opening import open_store_file
from smartclient.store.unit_of_work import Store
from smartclient.store.work.assigned_numbers import AssignedNumbers
from smartclient.sync.engine import SyncEngine
from smartclient.sync.lock import SyncLock
from smartclient.use_cases.commands.expiry import remove_expired
from smartclient.use_cases.use_cases import UseCases
from tests.convergence.faults import BadLink, PowerCutError
from tests.prepared import new_store

if TYPE_CHECKING:
    from tests.convergence.world import World

KEY = bytes(range(32))

_NO_END = 2**30
"""More pages than any database here will have."""

_LIMITED = "limited in size"

_MINUTE, _DAY, _YEAR = 60, 86_400, 31_536_000
_WRONG_BY = (0, 0, 7 * _MINUTE, -_DAY, 3 * _DAY, -40 * _DAY, _YEAR, -_YEAR)


class SkewedClock:
    """A laptop's clock: the world's time, wrongly set."""

    def __init__(self, world: "World", wrong_by: timedelta) -> None:
        self._world = world
        self.wrong_by = wrong_by
        self._starts = 0

    def uptime(self) -> Uptime:
        """How long the machine has been running, which nobody can set."""
        passed = self._world.time - datetime(2000, 1, 1, tzinfo=UTC)
        return Uptime(boot=f"start {self._starts}", seconds=passed.total_seconds())

    def restart(self) -> None:
        """Start the machine again: how much time passes is not known before a contact."""
        self._starts += 1

    def now(self) -> datetime:
        return self._world.time + self.wrong_by

    def today(self) -> date:
        return self.now().date()

    def set_by_chance(self, rng: random.Random) -> None:
        """Set it wrongly, or rightly."""
        self.wrong_by = timedelta(seconds=rng.choice(_WRONG_BY))


class FileClock:
    """The clock that counts where a laptop has head office's file open: its own, while behind.

    One that is ahead is believed for its own work, and then its orders are of another day.
    """

    def __init__(self, world: "World", own: SkewedClock) -> None:
        self._world = world
        self._own = own

    def now(self) -> datetime:
        return min(self._own.now(), self._world.time)

    def today(self) -> date:
        return self.now().date()


def keep_to_the_room_there_is(engine: Engine, is_full: Callable[[], bool]) -> None:
    """Let a database file grow only while ``is_full`` says no."""

    @event.listens_for(engine, "checkout")
    def _(connection: Any, record: Any, _: object) -> None:  # noqa: ANN401 (the driver's)
        full = is_full()
        if full or record.info.get(_LIMITED):
            pages = connection.execute("PRAGMA page_count").fetchone()[0] if full else _NO_END
            connection.execute(f"PRAGMA max_page_count = {pages}")
            record.info[_LIMITED] = full


class Laptop:
    """One person's laptop. What it has open is open until it dies."""

    def __init__(
        self, world: "World", name: str, login: str, *, copy_of: Path | None = None
    ) -> None:
        """``copy_of`` is a folder that holds another laptop's files."""
        self.world = world
        self.name = name
        self.login = login
        self.clock = SkewedClock(world, timedelta(0))
        self.file_clock = FileClock(world, self.clock)
        self.disk_is_full = False
        place = name.replace("\\", "_")
        self.home = world.folder / place
        self.state = world.folder / f"{place} numbers"
        """Where the program keeps which numbers it gave; it is not copied with the store."""
        if copy_of is None:
            self.home.mkdir()
            new_store(self.home / "store.db", KEY).close()
        else:
            shutil.copytree(copy_of / "home", self.home)
        self.store: Store
        self.use_cases: UseCases
        self.office: HeadOffice
        self.office_clock: HeadOfficeClock
        self.start()

    def start(self) -> None:
        """Open the store as it lies on the disk, and head office; go on with a wipe first."""
        if self.world.wipes is not None:
            self.world.wipes.finish(self)
        self._open()

    def start_empty(self) -> None:
        """Open a new store on a machine that was wiped."""
        self.stop()
        new_store(self.home / "store.db", KEY).close()
        self._open()

    def _open(self) -> None:
        numbers = AssignedNumbers(self.state)
        self.store = open_store_file(self.home / "store.db", KEY, numbers=numbers)
        keep_to_the_room_there_is(self.store._engine, lambda: self.disk_is_full)
        with self.store.view() as view:
            self.office_clock = HeadOfficeClock(self.clock, view.meta.learnt_time())
        self.use_cases = UseCases(self.store, self.office_clock)
        remove_expired(self.store, self.office_clock)
        self.office = self.world.open_office(self.file_clock)

    def stop(self) -> None:
        """Have nothing open any more, as after a power failure."""
        self.store.close()
        self.world.drop_office(self.office)

    def die(self) -> None:
        """Lose whatever was only in memory."""
        self.stop()
        self.clock.restart()
        self.start()

    @property
    def knows_the_time(self) -> bool:
        """Whether it takes the time to be what it is."""
        return abs(self.office_clock.now() - self.world.time) < timedelta(minutes=1)

    def copy_to(self, folder: Path) -> None:
        """Copy everything on the disk to ``folder``."""
        self.stop()
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.home, folder / "home")
        if self.state.exists():
            shutil.copytree(self.state, folder / "state")
        self.start()

    def replace_by(self, folder: Path, *, whole: bool = False) -> None:
        """Put what is in ``folder`` in the place of the store's folder, or of the whole disk."""
        self.stop()
        shutil.rmtree(self.home)
        shutil.copytree(folder / "home", self.home)
        if whole:
            shutil.rmtree(self.state, ignore_errors=True)
            if (folder / "state").exists():
                shutil.copytree(folder / "state", self.state)
        self.start()

    def sync(self, *, urgent: bool = False, at_any_price: bool = False) -> None:
        """Sync once, because it is time or the rep wants it; be wiped where that is asked."""
        world, office = self.world, self.office
        is_time_known = world.use_file()
        engine = SyncEngine(
            store=self.store,
            connect=self.bad_link,
            answer_now=lambda: world.answer(office),
            clock=self.office_clock,
            lock=SyncLock(self.home / "sync.lock", timeout=timedelta(0)),
            random=world.rng.random,
            batch_rows=5,
        )
        try:
            summary = engine.run(urgent=urgent, at_any_price=at_any_price)
        except PowerCutError:
            # somebody may have synced it from elsewhere
            self.die()
            raise
        except WipeRequestedError:
            self._be_wiped()
            return
        if world.wipes is not None and summary.link is LinkState.ONLINE:
            world.wipes.confirm(self)
        if is_time_known and world.live is None:
            self._check_time(summary)
        if summary.link is LinkState.ONLINE and not summary.why:
            world.patience.saw_a_whole_sync(self)

    def bad_link(self) -> BadLink:
        """Return its link to head office, which may break at any call."""
        world = self.world
        return BadLink(
            world.operations(self.office, self.login, self.name),
            world.faults,
            arrived=self._sent,
            jump=lambda: self.clock.set_by_chance(world.rng),
        )

    def _sent(self, batch: Sequence[Request], receipts: Sequence[Receipt]) -> None:
        self.world.onlooker.received(self.login, batch, receipts)
        self.world.patience.sent(self, batch)

    def _be_wiped(self) -> None:
        assert self.world.wipes is not None
        try:
            self.world.wipes.wipe(self)
        except PowerCutError:
            self.die()
            raise

    def _check_time(self, summary: SyncSummary) -> None:
        """Head office's time is right, whatever the clock of who has its file open."""
        if summary.link is not LinkState.ONLINE or summary.why:
            return
        with self.store.view() as view:
            seen = view.meta.learnt_time().seen
        assert seen == self.world.time, f"{self.name} takes {seen} for {self.world.time}"
