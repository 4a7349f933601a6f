"""The daily purge: one of the workers does it, at a quiet hour, a portion between two rounds.

Which day's purge was done, or is being done and by whom, stands in head office's info. Whoever does
it renews that; where it ends in the middle, another begins again a while later.
"""

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, Engine, update

from smartclient.database.transactions import reading, writing
from smartclient.database.types import instant_from_text, instant_text
from smartclient.domain.clock import day_in, hour_in
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.office_clock import OfficeClock
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.retention.last_purge import LastPurge, record_purge
from smartclient.headoffice.retention.purge import Purge

logger = logging.getLogger(__name__)

QUIET_HOURS: Final = range(2, 5)
"""The hours of the company's day at which it is done."""

OVERDUE: Final = timedelta(days=2)
"""After how long it is done at any hour: nobody may be working at the quiet ones."""

LEASE: Final = timedelta(minutes=2)
"""For how long a worker that does it is left alone, by the database's clock."""

_INFO: Final = "purge"
_LOOK_SECONDS: Final = 60.0
_RENEW_SECONDS: Final = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Done:
    """The day of the last purge; by whom and until when it is being done, "" and None once done."""

    day: date
    worker: str = ""
    until: datetime | None = None

    @classmethod
    def parse(cls, text: str) -> "_Done":
        """The value as it is stored."""
        day, worker, until = text.split("|")
        at = instant_from_text(until) if until else None
        return cls(day=date.fromisoformat(day), worker=worker, until=at)

    def text(self) -> str:
        """The value as it is stored."""
        until = "" if self.until is None else instant_text(self.until)
        return f"{self.day.isoformat()}|{self.worker.replace('|', ' ')}|{until}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgeResult:
    """What a purge that is over came to; ``refused``: this worker's login may not purge."""

    rows: int = 0
    saved: int = 0
    refused: bool = False


class DailyPurge:
    """One worker's part in the daily purge."""

    def __init__(self, engine: Engine, clock: OfficeClock, worker: str) -> None:
        self._engine = engine
        self._clock = clock
        self._worker = worker
        self._look_due = 0.0
        self._renew_due = 0.0
        self._held = ""
        self._purge: Purge | None = None
        self._portions: Iterator[object] = iter(())
        self._refused_on: date | None = None

    def step(self) -> PurgeResult | None:
        """Purge one more portion where it is this worker's turn; the result when that is over."""
        if self._purge is None:
            if time.monotonic() < self._look_due:
                return None
            self._look_due = time.monotonic() + _LOOK_SECONDS
            return self._begin()
        if time.monotonic() >= self._renew_due and not self._renew():
            logger.info("another worker purges now")
            self._purge = None
            return None
        try:
            next(self._portions)
        except StopIteration:
            return self._end(self._purge)
        except BaseException:
            # it is begun again: an iterator that failed goes no further
            self._purge = None
            raise
        return None

    def _begin(self) -> PurgeResult | None:
        now = self._clock.now()
        with reading(self._engine) as connection:
            zone = schema.info(connection, schema.TIME_ZONE)
            stored = schema.info(connection, _INFO)
            database_time = backend_of(connection).leases.now(connection)
        today = day_in(zone, now)
        if not stored:
            # the first one waits for a quiet hour, too
            self._replace("", _Done(day=today))
            return None
        if not self._is_due(_Done.parse(stored), today, hour_in(zone, now), database_time):
            return None
        if not backend_of(self._engine).purging.may_purge(self._engine):
            is_news = self._refused_on != today
            self._refused_on = today
            return PurgeResult(refused=True) if is_news else None
        mine = _Done(day=today, worker=self._worker, until=database_time + LEASE)
        if self._replace(stored, mine):
            self._held = mine.text()
            self._renew_due = time.monotonic() + _RENEW_SECONDS
            self._purge = Purge(self._engine, now)
            self._portions = self._purge.portions()
        return None

    def _is_due(self, last: _Done, today: date, hour: int, database_time: datetime) -> bool:
        if last.until is not None:
            # it ended in the middle, unless somebody is at it; a later end was written before the
            # database's clock was put back
            return not database_time < last.until <= database_time + LEASE
        if last.day >= today:
            return False
        return hour in QUIET_HOURS or today - last.day >= OVERDUE

    def _renew(self) -> bool:
        held = _Done.parse(self._held)
        with reading(self._engine) as connection:
            database_time = backend_of(connection).leases.now(connection)
        renewed = _Done(day=held.day, worker=held.worker, until=database_time + LEASE)
        if not self._replace(self._held, renewed):
            return False
        self._held = renewed.text()
        self._renew_due = time.monotonic() + _RENEW_SECONDS
        return True

    def _end(self, purge: Purge) -> PurgeResult:
        self._purge = None
        self._replace(self._held, _Done(day=_Done.parse(self._held).day))
        rows, saved = purge.total()
        done = LastPurge(at=self._clock.now(), worker=self._worker, rows=rows, saved=saved)
        record_purge(self._engine, done)
        logger.info("%d rows purged, %d bytes of text", rows, saved)
        return PurgeResult(rows=rows, saved=saved)

    def _replace(self, before: str, after: _Done) -> bool:
        """Store ``after`` where ``before`` stands still; whether it did."""
        with writing(self._engine) as (connection, transaction):
            if before:
                replaced = self._replaced(connection, before, after.text())
            else:
                schema.set_info(connection, _INFO, after.text())
                replaced = True
            transaction.commit()
        return replaced

    def _replaced(self, connection: Connection, before: str, after: str) -> bool:
        t = tables_for(connection.dialect.name).info
        changing = update(t).where(t.c.name == _INFO, t.c.value == before)
        return connection.execute(changing.values(value=after)).rowcount == 1
