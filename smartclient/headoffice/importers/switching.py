"""Switching: the changes of an import staged, and then written, each portion in a transaction."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError

from smartclient.database.transactions import reading
from smartclient.domain.check_out import CheckOut
from smartclient.domain.errors import RefusedError
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.import_under_way import under_way
from smartclient.headoffice.database.office_clock import OfficeClock
from smartclient.headoffice.importers import journal
from smartclient.headoffice.importers.content import Key
from smartclient.headoffice.importers.documents import DocumentFolder
from smartclient.headoffice.importers.folder_plan import FolderPlan
from smartclient.headoffice.importers.held_customers import Held, without_held
from smartclient.headoffice.importers.photos import PhotoFolder
from smartclient.headoffice.importers.portions import Change, Portion, portions_of
from smartclient.headoffice.importers.writing import with_content, write_portion

_WRITING_SECONDS: Final = 1.0
_PAUSE_SECONDS: Final = 0.12
"""How long a file is written to before others have their turn, and how long that lasts: SQLite
keeps no queue, and who waits for its lock looks every 100 ms."""

Progress = Callable[[int, int], object]
"""Is called with how many rows are written, and with how many there are to write."""


def ignore_progress(_done: int, _total: int) -> None:
    """Report nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Switching:
    """What writes the changes of an import, for one who alone imports.

    ``keeps_balances``: customers owe what the files say, whatever is invoiced.
    """

    engine: Engine
    clock: OfficeClock
    actor: str
    photos: PhotoFolder
    documents: DocumentFolder
    keeps_balances: bool
    progress: Progress

    def run(
        self, plan: FolderPlan, staged: journal.Staged | None, *, digest: str, rows_at_once: int
    ) -> Held:
        """Write the plan, and return the check-outs of customers that were left as they are.

        The plan is what an import of the same files left where one is ``staged``. Raises
        RefusedError for what others wrote meanwhile; to import again continues then.
        """
        with reading(self.engine) as connection:
            earlier = under_way(connection)
        if staged is not None:
            held = self._write_all(staged.id, _portions_as_staged(plan, staged.portions))
        elif portions := dict(enumerate(portions_of(plan.changes(), rows=rows_at_once))):
            held = self._write_all(self._stage(portions, digest), portions)
        elif earlier is None:
            return {}
        else:
            held = {}
        with self._transaction() as connection:
            journal.discard(connection)
        return held

    def _stage(self, portions: Mapping[int, Portion], digest: str) -> int:
        with self._transaction() as connection:
            return journal.stage(
                connection, portions, digest=digest, actor=self.actor, at=self.clock.now()
            )

    def _write_all(self, import_id: int, portions: Mapping[int, Portion]) -> Held:
        held: dict[Key, CheckOut] = {}
        done, total = 0, sum(change.rows for part in portions.values() for change in part)
        self.progress(done, total)
        began = time.monotonic()
        for number, portion in portions.items():
            prepared = with_content(portion, photos=self.photos, documents=self.documents)
            if backend_of(self.engine).in_file and time.monotonic() - began > _WRITING_SECONDS:
                time.sleep(_PAUSE_SECONDS)
                began = time.monotonic()
            with self._transaction() as connection:
                journal.take(connection, import_id, number, self.clock.now())
                free, found = without_held(connection, prepared, self.clock.now())
                held |= found
                self._write(connection, free)
            done += sum(change.rows for change in portion)
            self.progress(done, total)
        return held

    def _write(self, connection: Connection, portion: Portion) -> None:
        try:
            write_portion(connection, portion, keeps_balances=self.keeps_balances)
        except IntegrityError as error:
            raise RefusedError(
                "The import stopped before its end: somebody else added a row meanwhile that is "
                "in its files, too. Import the same folder again, which finishes it.",
                detail=str(error.orig),
            ) from error

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        now = self.clock.now()
        with audited_transaction(self.engine, actor=self.actor, at=now) as connection:
            yield connection


def _portions_as_staged(plan: FolderPlan, staged: Mapping[str, int]) -> Mapping[int, Portion]:
    """The changes of a plan in the portions in which their units were staged."""
    portions: dict[int, list[Change]] = {number: [] for number in sorted(set(staged.values()))}
    for change in plan.changes():
        portions[staged[change.unit]].append(change)
    return portions
