"""Restore detection: how head office notices that it was restored from a backup, and what follows.

Its state is also stored outside of what a restore brings back: beside a file in another file, on
SQL Server by the server, which begins a new recovery fork with every restore.
Only that evidence, or an admin, begins a new epoch. What laptops report is a suspicion.
"""

import json
import logging
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, Engine, delete, func, select

from smartclient.database.transactions import reading
from smartclient.database.types import instant_from_text, instant_text
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.tables import tables_for
from smartclient.read_models.server_restores import SHOWN_FOR

logger = logging.getLogger(__name__)

_FORK = "recovery_fork"
RESTORED_AT, _WHY = "restored_at", "restored_why"
"""The names of the info that hold when and why the last epoch began."""


NUMBERS = "numbers"
"""Further evidence of a restore: a request names a number that was not assigned here yet."""


class RestoreCause(StrEnum):
    """How head office learnt that it was restored from a backup."""

    COMMAND = "command"
    ADMIN = "admin"
    FILE_WENT_BACK = "file_went_back"
    SERVER_RESTORED = "server_restored"
    CHECKPOINT_LOST = "checkpoint_lost"
    POSITION_LOST = "position_lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreStatus:
    """When and how head office noticed last that it was restored; what laptops suspect since."""

    restored_at: datetime | None = None
    restored_why: str = ""
    suspected_at: datetime | None = None
    suspected_by: int = 0


def restore_status(
    connection: Connection, stored: Mapping[str, str] | None = None
) -> RestoreStatus:
    """What is known of restores in the last 90 days.

    ``stored`` is ``schema.all_info`` where it was read already.
    """
    known = schema.all_info(connection) if stored is None else stored
    text = known.get(RESTORED_AT, "")
    at = instant_from_text(text) if text else None
    if at is not None and abs(backend_of(connection).leases.now(connection) - at) > SHOWN_FOR:
        at = None
    t = tables_for(connection.dialect.name).suspicions
    first, logins = connection.execute(select(func.min(t.c.reported_at), func.count())).one()
    return RestoreStatus(
        restored_at=at,
        restored_why=known.get(_WHY, ""),
        suspected_at=first,
        suspected_by=logins,
    )


def begin_epoch(
    connection: Connection,
    why: RestoreCause,
    at: datetime,
    *,
    beyond: int = 0,
    given: Mapping[str, int] | None = None,
) -> str:
    """Begin a new epoch and store when and why; suspicions end with it.

    No row version up to ``beyond``, and no number up to those ``given``, is given again.
    """
    epoch = schema.write_new_epoch(connection, beyond=beyond, given=given)
    schema.set_info(connection, RESTORED_AT, instant_text(at))
    schema.set_info(connection, _WHY, why.value)
    forget_suspicions(connection)
    logger.warning("head office was restored from a backup (%s): a new epoch begins", why)
    return epoch


def forget_suspicions(connection: Connection) -> None:
    """Delete what laptops reported."""
    connection.execute(delete(tables_for(connection.dialect.name).suspicions))


def suspect(connection: Connection, login: str, why: str, at: datetime) -> None:
    """Store that a laptop of ``login`` reports that head office went back."""
    t = tables_for(connection.dialect.name).suspicions
    known = connection.execute(select(t).where(t.c.login == login)).first()
    if known is None or (known.why != why and why == NUMBERS):
        since = at if known is None else known.reported_at
        row = {"login": login, "why": why, "reported_at": since}
        backend_of(connection).rows.upsert(connection, t, keys=("login",), rows=[row])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """The state of a head office when it was last checked."""

    company_id: str
    epoch: str
    row_version: int
    given: Mapping[str, int]
    """Counter → the last number it gave."""


class Witness:
    """The state of a head office as stored outside its database."""

    def __init__(self, engine: Engine, file: Path | None) -> None:
        """``file`` is the database's, None on a server: there the server itself knows."""
        self._engine = engine
        self._file = file
        self._path = None if file is None else Path(f"{file}.history")
        self._kept: _Known | None = None

    def check(self, at: datetime) -> bool:
        """Begin a new epoch where the database was restored; return whether it was."""
        # read before the database: what it holds was committed there before
        known = self._read()
        with reading(self._engine) as connection:
            stored = schema.all_info(connection)
            now = _Known(
                company_id=stored["company_id"],
                epoch=stored["generation"],
                row_version=backend_of(connection).feeds.watermark(connection) if self._path else 0,
                given=schema.last_numbers(connection) if self._path else {},
            )
            fork = backend_of(connection).maintenance.recovery_fork(connection)
            known_fork = stored[_FORK]
        went_back = (
            known is not None
            and known.company_id == now.company_id
            and now.row_version < known.row_version
        )
        if went_back and known is not None:
            self._begin_epoch(known, now, at)
        elif fork and fork != known_fork:
            self._remember_fork(fork, known_fork, at)
        elif known != now:
            self._keep(now)
        return went_back

    def begin_epoch(self, connection: Connection, why: RestoreCause, at: datetime) -> str:
        """Begin a new epoch by command, beyond all that is known outside the database."""
        known = self._read()
        if known is None or known.company_id != schema.info(connection, "company_id"):
            return begin_epoch(connection, why, at)
        return begin_epoch(connection, why, at, beyond=known.row_version, given=known.given)

    def _begin_epoch(self, before: _Known, seen: _Known, at: datetime) -> None:
        with audited_transaction(self._engine, actor="", at=at) as connection:
            # another process may have noticed at the same time
            if schema.info(connection, "generation") == seen.epoch:
                why, beyond = RestoreCause.FILE_WENT_BACK, before.row_version
                begin_epoch(connection, why, at, beyond=beyond, given=before.given)

    def _remember_fork(self, fork: str, known: str, at: datetime) -> None:
        with audited_transaction(self._engine, actor="", at=at) as connection:
            if schema.info(connection, _FORK) == known:
                schema.set_info(connection, _FORK, fork)
                if known:
                    begin_epoch(connection, RestoreCause.SERVER_RESTORED, at)

    def _read(self) -> _Known | None:
        if self._path is None:
            return None
        try:
            document = json.loads(self._path.read_text("utf-8"))
            return _Known(
                company_id=str(document["company_id"]),
                epoch=str(document["epoch"]),
                row_version=int(document["row_version"]),
                # an earlier version did not write it
                given={name: int(number) for name, number in document.get("given", {}).items()},
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            # none yet, or cut off by a power failure: the next check writes it
            return None

    def _keep(self, now: _Known) -> None:
        if self._path is None or self._file is None or now == self._kept:
            return
        unfinished = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        document = {
            "company_id": now.company_id,
            "epoch": now.epoch,
            "row_version": now.row_version,
            "given": dict(now.given),
        }
        # a folder that can't be written to stops nobody from working
        with suppress(OSError):
            unfinished.write_text(json.dumps(document), "utf-8")
            shutil.copymode(self._file, unfinished)
            unfinished.replace(self._path)
            self._kept = now
