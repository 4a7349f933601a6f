"""Serving: answering what waits in the inbox once, or as it comes until the process is stopped."""

import logging
import os
import platform
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from sqlalchemy import Engine

from smartclient.database.mssql.address import ServerAddress
from smartclient.database.transactions import reading, writing
from smartclient.domain.clock import Clock
from smartclient.domain.errors import ContendedError, SmartClientError, TransientError
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.office_clock import OfficeClock
from smartclient.headoffice.inbox import held_requests, inbox, lanes
from smartclient.headoffice.retention.daily import DailyPurge
from smartclient.headoffice.worker import heartbeat
from smartclient.headoffice.worker.given_rows import GivenRows
from smartclient.headoffice.worker.moved_history import write_history_again
from smartclient.headoffice.worker.notices import (
    MayNotPurge,
    Notify,
    OpenLink,
    Purged,
    Serving,
)
from smartclient.headoffice.worker.outage_monitor import OutageMonitor
from smartclient.headoffice.worker.readiness import ReadinessCheck
from smartclient.headoffice.worker.restore_monitor import RestoreMonitor
from smartclient.headoffice.worker.sharing import SharingMonitor
from smartclient.headoffice.worker.worker import Worker

logger = logging.getLogger(__name__)

_POLL_SECONDS: Final = 0.2
_AWAY_SECONDS: Final = 2.0
_HEARTBEAT_SECONDS: Final = 2.0
_SERVED_AT_ONCE: Final = 400
_HISTORY_PORTIONS: Final = 100


class WorkerService:
    """Answers the requests of one head office, once or until it is stopped."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        readiness: ReadinessCheck,
        *,
        file: Path | None,
        address: ServerAddress | None,
    ) -> None:
        self._engine = engine
        self._clock = OfficeClock(engine, clock)
        self._readiness = readiness
        self._file = file
        self._address = address
        # the thread of a serving process and its callers share nothing but the database
        self._name = f"{platform.node()}-{os.getpid()}"
        self._worker = Worker(engine, clock, name=self._name)
        self._given_rows = GivenRows(engine, self._clock)
        self._heartbeat_due = 0.0

    def answer_waiting(self, limit: int | None = None, *, notify: Notify | None = None) -> int:
        """Answer what waits in the inbox, at most ``limit`` requests; return how many.

        Parked requests are counted too; ``notify`` receives which they are.
        """
        worker = self._worker if notify is None else self._notifying(notify)
        answered = self._answer(worker, limit)
        # what a worker that ended between an answer and this did not release
        if self._release_held():
            answered += self._answer(worker, limit)
        for _ in range(_HISTORY_PORTIONS):
            if not self._write_history():
                break
        self._given_rows.refresh_when_due()
        return answered

    def serve(self, stop: threading.Event, notify: Notify) -> None:
        """Answer requests as they come until ``stop`` is set, and report what becomes of them.

        A database that is busy or out of reach is waited for, from the very start. Raises what
        waiting can't repair: SignInError, SetUpError, SchemaError.
        """
        worker, outages = self._notifying(notify), OutageMonitor(notify, self._clock.machine)
        sharing = SharingMonitor(self._engine, notify)
        restores = RestoreMonitor(self._engine, self._file, notify, self._clock.machine)
        daily = DailyPurge(self._engine, self._clock, self._name)

        def once() -> int:
            answered = self._serve_once(worker, sharing, restores)
            self._purge_some(daily, notify)
            return answered

        if self._address is not None and not self._address.checks_certificate:
            notify(OpenLink(server=self._address.place, encrypted=self._address.encrypted))
        while not outages.succeeds(self._readiness.check):
            if stop.wait(_AWAY_SECONDS):
                return
        notify(Serving())
        outages.succeeds(self._forget_long_silent)
        try:
            while not stop.is_set():
                if outages.away:
                    self._readiness.note_outage()
                if outages.away and not outages.succeeds(self._readiness.check):
                    stop.wait(_AWAY_SECONDS)
                elif not outages.run(once):
                    stop.wait(_AWAY_SECONDS if outages.away else _POLL_SECONDS)
        finally:
            # where the database is gone, the heartbeat ends by itself
            with suppress(SmartClientError):
                worker.end()
            with (
                suppress(TransientError),
                audited_transaction(self._engine, actor="", at=self._clock.now()) as connection,
            ):
                heartbeat.stop_serving(connection, self._name)

    def is_served(self) -> bool:
        """Whether a process is serving this head office now."""
        self._readiness.check()
        with reading(self._engine) as connection:
            return heartbeat.serving_now(connection)

    def close(self) -> None:
        """Release the rounds that could not be released before."""
        with suppress(SmartClientError):
            self._worker.end()

    def _forget_long_silent(self) -> None:
        now = self._clock.now()
        with audited_transaction(self._engine, actor="", at=now) as connection:
            heartbeat.forget_long_silent(connection, now)

    def _notifying(self, notify: Notify) -> Worker:
        return Worker(self._engine, self._clock.machine, name=self._name, notify=notify)

    def _answer(self, worker: Worker, limit: int | None) -> int:
        self._readiness.check()
        self._readiness.check_for_restore()
        answered = newly = self._answer_received(worker, limit)
        # what needed those may go by now
        while newly and self._release_held():
            newly = self._answer_received(worker, limit)
            answered += newly
        return answered

    def _answer_received(self, worker: Worker, limit: int | None) -> int:
        if not self._anything_waits():
            return 0
        with backend_of(self._engine).leases.only_worker(self._file) as alone:
            if alone:
                # whoever had a lane is not alive any more
                self._free_lanes()
            return worker.answer_waiting(limit)

    def _anything_waits(self) -> bool:
        with reading(self._engine) as connection:
            return inbox.anything_waits(connection)

    def _release_held(self) -> int:
        """Put what was held into the inbox, as far as what it needs is confirmed; how many."""
        with reading(self._engine) as connection:
            if not held_requests.anything_ready(connection):
                return 0
        now = self._clock.now()
        with audited_transaction(self._engine, actor="", at=now) as connection:
            return backend_of(connection).submission.release_held(connection, now)

    def _free_lanes(self) -> None:
        with reading(self._engine) as connection:
            if not lanes.any_leased(connection):
                return
        with writing(self._engine) as (connection, transaction):
            lanes.release_all(connection)
            transaction.commit()

    def _purge_some(self, daily: DailyPurge, notify: Notify) -> None:
        """Purge one portion where it is time for it: answering never waits for more."""
        result = daily.step()
        if result is not None and result.refused:
            notify(MayNotPurge())
        elif result is not None and result.rows:
            notify(Purged(rows=result.rows, saved=result.saved))

    def _serve_once(self, worker: Worker, sharing: SharingMonitor, restores: RestoreMonitor) -> int:
        if time.monotonic() >= self._heartbeat_due:
            now = self._clock.now()
            with audited_transaction(self._engine, actor="", at=now) as connection:
                heartbeat.extend_serving(connection, self._name, now)
            self._heartbeat_due = time.monotonic() + _HEARTBEAT_SECONDS
            self._release_held()
            sharing.look()
            restores.look()
        answered = self._answer(worker, _SERVED_AT_ONCE)
        self._given_rows.refresh_when_due()
        return answered + self._write_history()

    def _write_history(self) -> bool:
        """Write a portion of the history of moved customers again; False where nothing is left."""
        try:
            return write_history_again(self._engine)
        except ContendedError as error:
            logger.info("the history of moved customers waits: %s", error.detail)
            return False
