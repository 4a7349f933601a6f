"""Head office's clock: on a server the server's; for a file this computer's, never behind the file.

Every program that has the file open reads the clock of its own computer, and that may be wrong. The
file keeps the latest time that head office acted at. A clock that is behind it is known to be
wrong, and the file's time counts. A clock far ahead of it may be right, after a holiday: it counts
for its own computer, but for others only when another computer's clock, or the same one a day
later, confirms it.
"""

import json
import platform
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import Column, Connection, Engine, Table, null, select, update

from smartclient.database.transactions import reading
from smartclient.database.types import instant_from_text, instant_text
from smartclient.domain.clock import CLOCK_TOLERANCE, Clock, day_in
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.stored_states import RECEIVED
from smartclient.headoffice.database.tables import Tables, tables_for

LEAP: Final = timedelta(days=4)
"""From how far ahead a time is not believed at once: a long weekend is less."""

CONFIRMED_AFTER: Final = timedelta(days=1)
"""After how long a computer that leapt ahead is believed by itself, if it still shows that time."""

_INFO: Final = "clock"
_LONGEST_NAME: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownTime:
    """The latest time that a head office file holds, and whose clock said it.

    ``leap`` is a time far ahead of it that is not confirmed yet. ``latest`` is None for a file
    that nobody used yet.
    """

    latest: datetime | None = None
    by: str = ""
    leap: datetime | None = None
    leap_by: str = ""

    def after(self, at: datetime, by: str) -> "KnownTime":
        """What is known after head office acted at ``at`` by the clock of ``by``."""
        if self.latest is None:
            return KnownTime(latest=at, by=by)
        if at <= self.latest:
            return self
        if at - self.latest <= LEAP:
            # a leap was not right, or its time has come
            return KnownTime(latest=at, by=by)
        if self.leap is None or at < self.leap - CLOCK_TOLERANCE:
            return replace(self, leap=at, leap_by=by)
        if by != self.leap_by or at - self.leap >= CONFIRMED_AFTER:
            return KnownTime(latest=self.leap, by=self.leap_by).after(at, by)
        return self

    def is_ahead_of(self, now: datetime) -> bool:
        """Whether a clock that says ``now`` is behind this, and so wrong, or this is."""
        return self.latest is not None and self.latest - now > CLOCK_TOLERANCE

    def leaps_to(self, now: datetime) -> bool:
        """Whether a clock that says ``now`` is so far ahead that it may be wrong."""
        return self.latest is not None and now - self.latest > LEAP


class OfficeClock:
    """Head office's clock for a program that opened its database."""

    def __init__(
        self, engine: Engine, machine: Clock, connection: Connection | None = None
    ) -> None:
        """The clock of ``engine``; within a ``connection`` that is open, where one is given.

        On a disk that is full no other can be opened beside it.
        """
        self._engine = engine
        self.machine = machine
        self._connection = connection

    def within(self, connection: Connection) -> "OfficeClock":
        """This clock as it is read within an open transaction."""
        return OfficeClock(self._engine, self.machine, connection)

    def now(self) -> datetime:
        """The current instant, aware, in UTC."""
        latest = self.known().latest
        now = self.machine.now()
        return now if latest is None else max(now, latest)

    def today(self) -> date:
        """The current date where this program runs."""
        now = self.now()
        return self.machine.today() if now <= self.machine.now() else day_in("", now)

    def known(self) -> KnownTime:
        """What the file holds; nothing on a server, whose own clock counts."""
        if not backend_of(self._engine).in_file:
            return KnownTime()
        if self._connection is not None:
            return known_time(self._connection)
        with reading(self._engine) as connection:
            return known_time(connection)


def known_time(connection: Connection) -> KnownTime:
    """The latest time that a file holds.

    Older versions, which store no time, leave only when they last saw each login.
    """
    return _with_logins(connection, _stored(connection))


def _with_logins(connection: Connection, stored: KnownTime | None) -> KnownTime:
    """The latest time that a file holds, of which ``stored`` is what ``note_time`` stored."""
    known = stored or KnownTime()
    t = tables_for(connection.dialect.name).laptops
    seen = select(t.c.seen_at, t.c.login).order_by(t.c.seen_at)
    if known.latest is not None:
        seen = seen.where(t.c.seen_at > known.latest)
    for row in connection.execute(seen).all():
        if stored is None or not known.leaps_to(row.seen_at):
            known = known.after(row.seen_at, row.login)
    return known


def note_time(connection: Connection, at: datetime) -> None:
    """Store in a file that head office acts at ``at``, in the transaction that does."""
    if not backend_of(connection).in_file:
        return
    stored = _stored(connection)
    before = _with_logins(connection, stored)
    known = before.after(at, machine_name())
    _forget_leaps(connection, before, known)
    if known != stored:
        _store(connection, known)


def _forget_leaps(connection: Connection, before: KnownTime, known: KnownTime) -> None:
    """Correct logins seen at a time that leapt: it would count once time came near to it."""
    if before.latest is None or known.latest is None:
        return
    seen_at = tables_for(connection.dialect.name).laptops.c.seen_at
    leapt = seen_at > max(before.latest + LEAP, known.latest)
    connection.execute(update(seen_at.table).where(leapt).values(seen_at=known.latest))


def set_time(connection: Connection, at: datetime) -> None:
    """Set a file's time to ``at``, whatever it holds, with nothing in it seen later."""
    _store(connection, KnownTime(latest=at, by=machine_name()))
    t = tables_for(connection.dialect.name)
    for table, column in _compared(t):
        connection.execute(update(table).where(column > at).values({column: at}))
    # when these edits were made is not known any more
    made_at = t.field_edits.c.made_at
    connection.execute(update(t.field_edits).where(made_at > at).values(made_at=null()))
    waiting = t.inbox.c.status == RECEIVED, t.inbox.c.received_at > at
    connection.execute(update(t.inbox).where(*waiting).values(received_at=at))


def machine_name() -> str:
    """What this computer is called."""
    return platform.node()[:_LONGEST_NAME]


def _compared(t: Tables) -> tuple[tuple[Table, Column[datetime]], ...]:
    """The columns that are compared with the time later on."""
    return (
        (t.laptops, t.laptops.c.seen_at),
        (t.workers, t.workers.c.seen_at),
        (t.devices, t.devices.c.seen_at),
        (t.devices, t.devices.c.idle_at),
        (t.suspicions, t.suspicions.c.reported_at),
        (t.credentials, t.credentials.c.given_at),
        (t.credentials, t.credentials.c.seen_at),
        (t.guesses, t.guesses.c.guessed_at),
        (t.enrolled_devices, t.enrolled_devices.c.enrolled_at),
    )


def _stored(connection: Connection) -> KnownTime | None:
    """The time stored by ``note_time``; None for none that can be read."""
    text = schema.info(connection, _INFO)
    if not text:
        return None
    try:
        stored = json.loads(text)
        return KnownTime(
            latest=instant_from_text(stored["latest"]),
            by=str(stored["by"]),
            leap=instant_from_text(stored["leap"]) if stored["leap"] else None,
            leap_by=str(stored["leap_by"]),
        )
    except (ValueError, KeyError, TypeError):
        return None


def _store(connection: Connection, known: KnownTime) -> None:
    document = {
        "latest": "" if known.latest is None else instant_text(known.latest),
        "by": known.by,
        "leap": "" if known.leap is None else instant_text(known.leap),
        "leap_by": known.leap_by,
    }
    schema.set_info(connection, _INFO, json.dumps(document, ensure_ascii=False))
