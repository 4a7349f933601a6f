"""What goes wrong beside crashes and cut links: devices, clocks, disks, head office itself."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Final

from sqlalchemy import delete, select

from smartclient.contract.messages import RequestKind
from smartclient.domain.retention import SHORTEST_DAYS, Retained
from smartclient.headoffice.admin.maintenance import set_policy
from smartclient.headoffice.retention.purge import Purge
from tests.convergence.company import REPS
from tests.convergence.laptop import Laptop
from tests.convergence.world import World

_DEVICES_OF_A_REP: Final = 3


class Disasters:
    """Deeds that nobody wants to do, each about one laptop."""

    def __init__(self, world: World, rng: Random) -> None:
        self._world = world
        self._rng = rng

    # laptops --------------------------------------------------------------------------------

    def copy_to_the_drawer(self, laptop: Laptop) -> None:
        """Keep a copy of a laptop as it is now."""
        laptop.copy_to(self._world.drawer(laptop))

    def take_from_the_drawer(self, laptop: Laptop) -> None:
        """Let an old copy of a laptop work beside it, on a machine of its own."""
        copy = self._world.drawer(laptop)
        if not copy.exists():
            return
        others = [item for item in self._world.devices_of(laptop.login) if item is not laptop]
        if self._room_for_a_device(laptop):
            self._world.join(laptop.login, copy_of=copy)
        elif others:
            self._put_back(self._rng.choice(others), copy)

    def put_back_an_old_copy(self, laptop: Laptop) -> None:
        """Replace a laptop's store, or its whole disk, by an old copy of it."""
        copy = self._world.drawer(laptop)
        if copy.exists():
            whole = self._rng.random() < 0.4
            if whole:
                self._world.onlooker.may_repeat(laptop.login)
            self._put_back(laptop, copy, whole=whole)

    def _put_back(self, laptop: Laptop, copy: Path, *, whole: bool = False) -> None:
        self._world.note_disk_lost(laptop)
        laptop.replace_by(copy, whole=whole)

    def begin_on_a_new_laptop(self, laptop: Laptop) -> None:
        """Give a rep one more laptop, with nothing on it."""
        if self._room_for_a_device(laptop):
            self._world.join(laptop.login).sync()

    def set_the_clock(self, laptop: Laptop) -> None:
        """Set a laptop's clock wrongly, or rightly."""
        laptop.clock.set_by_chance(self._rng)

    def fill_the_disk(self, laptop: Laptop) -> None:
        """Leave no room on a laptop's disk, or make room."""
        laptop.disk_is_full = not laptop.disk_is_full and self._rng.random() < 0.5

    # head office ----------------------------------------------------------------------------

    def fill_head_offices_disk(self, _: Laptop) -> None:
        """Leave no room on head office's disk, or make room."""
        self._world.disk_is_full = not self._world.disk_is_full and self._rng.random() < 0.5

    def break_the_program(self, _: Laptop) -> None:
        """Put a fault into head office's program: it fails at requests of one kind."""
        kinds = (RequestKind.PLACE_ORDER, RequestKind.AMEND_ORDER, RequestKind.UPDATE_CUSTOMER)
        self._world.broken_kinds = {self._rng.choice(kinds)}

    def repair_the_program(self, _: Laptop) -> None:
        """Install a program at head office that has no such fault."""
        self._world.broken_kinds, self._world.deadly = set(), set()

    def make_a_request_deadly(self, laptop: Laptop) -> None:
        """Let a request that waits on a laptop end every worker that tries it."""
        waiting = laptop.use_cases.outbox.entries()
        if waiting:
            self._world.deadly.add(self._rng.choice(waiting).request_id)

    def back_up(self, _: Laptop) -> None:
        """Copy head office's database as it is now."""
        self._world.make_backup()

    def restore(self, _: Laptop) -> None:
        """Put the last backup in the place of head office's database, and say so."""
        self._restore(announced=True, in_place=self._rng.random() < 0.3)

    def restore_without_notice(self, _: Laptop) -> None:
        """Put the last backup in the place of head office's database, and say nothing."""
        self._restore(announced=False, in_place=self._rng.random() < 0.3)

    def restore_the_machine(self, _: Laptop) -> None:
        """Put head office's machine back as it was: nothing there knows of that."""
        self._restore(announced=False, whole=True)

    def lose_a_request(self, _: Laptop) -> None:
        """Let head office lose one request that it acknowledged and has not answered."""
        waiting = self._rows("inbox", "status", "received")
        if waiting:
            self._lose("inbox", [self._rng.choice(waiting)])

    def lose_replies(self, laptop: Laptop) -> None:
        """Let head office lose some replies to a rep, and nothing else."""
        there = self._rows("replies", "sender", laptop.login)
        if there:
            self._lose("replies", self._rng.sample(there, min(len(there), 3)))

    def _rows(self, table: str, column: str, value: str) -> list[int]:
        t = self._world.tables.table_named(table)
        with self._world.looking() as there:
            found = there.scalars(select(t.c.id).where(t.c[column] == value).order_by(t.c.id))
            return list(found)

    def _lose(self, table: str, ids: list[int]) -> None:
        self._world.faults.calm()
        t = self._world.tables.table_named(table)
        with self._world.office.engine.begin() as there:
            there.execute(delete(t).where(t.c.id.in_(ids)))
        self._world.note_head_office_lost()

    def _restore(self, *, announced: bool, in_place: bool = False, whole: bool = False) -> None:
        self._world.faults.calm()
        if not self._world.has_backup:
            self._world.make_backup()
            return
        self._world.restore_backup(announced=announced, in_place=in_place, whole=whole)

    def purge_after_months(self, _: Laptop) -> None:
        """Let months pass, and head office purge what is over, which may end in the middle."""
        portions = self._portions_after_months()
        for _portion in range(self._rng.randint(1, 40)):
            next(portions, None)
        self._world.make_backup()

    def purge_all_after_months(self) -> None:
        """Let months pass, and head office purge all that is over."""
        for _portion in self._portions_after_months():
            pass
        self._world.make_backup()

    def _portions_after_months(self) -> Iterator[object]:
        """Let more time pass than head office keeps what is over, and yield what it purges.

        Nobody has a backup, or a copy of a laptop, from before.
        """
        world = self._world
        world.time += timedelta(days=SHORTEST_DAYS + 10)
        engine, clock = world.office.engine, world.office_clock
        for retained in Retained:
            set_policy(engine, retained, str(SHORTEST_DAYS), clock=clock)
        return iter(Purge(engine, clock.now()).portions())

    def end(self) -> None:
        """Let everything work again."""
        world = self._world
        world.faults.calm()
        world.broken_kinds, world.deadly, world.disk_is_full = set(), set(), False
        for laptop in world.laptops.values():
            laptop.disk_is_full = False
            laptop.clock.wrong_by = timedelta(minutes=self._rng.choice((0, 3, -47)))

    def _room_for_a_device(self, laptop: Laptop) -> bool:
        devices = [item for item in self._world.laptops.values() if item.login == laptop.login]
        return laptop.login in REPS and len(devices) < _DEVICES_OF_A_REP
