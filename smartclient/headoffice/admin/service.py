"""Head office as its command line and an app that carries it inside see it."""

import logging
import os
import platform
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Self

from sqlalchemy import Engine

from smartclient.contract.cases import Case, OpenConflict
from smartclient.contract.messages import (
    POLICY_LANE,
    Answer,
    CloseStopped,
    DecideCase,
    RetryStopped,
    TakeOver,
    request_for,
)
from smartclient.contract.operations import Operations
from smartclient.database.mssql.address import ServerAddress, address_of
from smartclient.database.transactions import reading, writing
from smartclient.domain.clock import Clock, knows_zone
from smartclient.domain.errors import (
    ContendedError,
    NotFoundError,
    RefusedError,
    SchemaError,
    SmartClientError,
    TransientError,
)
from smartclient.domain.fields import COMPANY_NAME, NOTE
from smartclient.domain.ids import ConflictId, Login, RequestId, new_id
from smartclient.domain.rules.problems import Action
from smartclient.domain.text.canonical import canonical_login
from smartclient.headoffice.admin.access import Access
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.office_clock import KnownTime, OfficeClock, set_right
from smartclient.headoffice.database.restore_detection import (
    RestoreCause,
    RestoreStatus,
    Witness,
    forget_suspicions,
    restore_status,
)
from smartclient.headoffice.inbox import inbox, lanes
from smartclient.headoffice.inbox.dead_letters import stopped_requests
from smartclient.headoffice.inbox.identity import require_identity
from smartclient.headoffice.inbox.open_work import waiting_for_reps
from smartclient.headoffice.inbox.operations import EmbeddedOperations, check_reach
from smartclient.headoffice.inbox.replies import reply_to
from smartclient.headoffice.opening import open_database
from smartclient.headoffice.sales.cases import CaseTable
from smartclient.headoffice.sales.conflicts import ConflictTable, OfficeConflict
from smartclient.headoffice.worker import heartbeat
from smartclient.headoffice.worker.notices import OpenLink, Serving, Tell
from smartclient.headoffice.worker.outage_monitor import OutageMonitor
from smartclient.headoffice.worker.restore_monitor import RestoreWatch
from smartclient.headoffice.worker.sharing import SharingWatch
from smartclient.headoffice.worker.worker import Worker
from smartclient.read_models.headoffice import StoppedRequest
from smartclient.reconcile.actions import parse_field_choices
from smartclient.reconcile.conflict import Resolution
from smartclient.settings.places import embedded_file

logger = logging.getLogger(__name__)


_NO_WORKER = (
    "The decision is kept at head office. No worker is running there now; the next to start "
    "(smartclient headoffice serve) carries it out."
)
_POLL_SECONDS = 0.2
_AWAY_SECONDS = 2.0
_BEAT_SECONDS = 2.0
_LOOK_SECONDS = 10.0
_ANSWER_SECONDS = 30.0
_SERVED_AT_ONCE = 400


Asked = DecideCase | TakeOver | RetryStopped | CloseStopped
"""What an admin may ask for here."""


class HeadOffice:
    """One head office: its database, its worker and its cases."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        *,
        file: Path | None = None,
        address: ServerAddress | None = None,
    ) -> None:
        """``file`` is the database's, where it is one: without it head office is out of reach.

        ``address`` is the server's, where it is on one.
        """
        self.engine = engine
        self._clock = OfficeClock(engine, clock)
        self._file = file
        self._address = address
        # what the thread of a serving process and its callers share is the database alone
        self._name = f"{platform.node()}-{os.getpid()}"
        self._worker = Worker(engine, clock, name=self._name)
        self._beat_due = self._look_due = 0.0
        self._witness = Witness(engine, file)

    @classmethod
    def at(cls, url: str, clock: Clock) -> Self:
        """Open the head office at ``url``; SetUpError when the address is no good."""
        engine, file = open_database(url), embedded_file(url)
        address = None if backend_of(engine).in_file else address_of(url)
        return cls(engine, clock, file=file, address=address)

    @property
    def password(self) -> str:
        """The password that is signed in with, "" where none is wanted."""
        return "" if self._address is None else self._address.password

    def init(self) -> None:
        """Make the schema, or bring it up to date; doing it again changes nothing.

        Raises SchemaError for a newer schema, or a database that holds something else.
        """
        schema.upgrade(self.engine)

    def upgrade(self, *, keep: Sequence[str] = ()) -> tuple[int, int]:
        """Bring an existing head office up to date; return its version before and after.

        Raises SchemaError where there is none, or a newer one; NamesCollideError for names that
        are one from now on, unless ``keep`` says which rows stay (``TABLE:ID``).
        """
        before = schema.version_of(self.engine)
        if not before:
            raise SchemaError(
                "There is no head office to upgrade here. "
                "Make one: smartclient headoffice init --url URL."
            )
        return before, schema.upgrade(self.engine, keep=keep)

    def access(self) -> Access:
        """Return what lets logins in; RefusedError for a head office that is a file."""
        return Access(self.engine)

    def close(self) -> None:
        """Give back every connection."""
        with suppress(SmartClientError):
            self._worker.end()
        self.engine.dispose()

    def describe(
        self,
        *,
        company: str | None = None,
        currency: str | None = None,
        time_zone: str | None = None,
    ) -> None:
        """Set the company's name, its currency (ISO 4217) and time zone (IANA), where given."""
        if time_zone and not knows_zone(time_zone):
            raise RefusedError(
                "There is no time zone {zone}. Write it as in Europe/Berlin.", zone=time_zone
            )
        given = {"currency": currency, schema.TIME_ZONE: time_zone}
        if company is not None:
            given["company"] = COMPANY_NAME.read(company)
        facts = {name: value for name, value in given.items() if value is not None}
        if facts:
            with audited_transaction(self.engine, actor="", at=self._clock.now()) as connection:
                for name, value in facts.items():
                    schema.set_info(connection, name, value)

    def restored(self) -> str:
        """Begin a new epoch, after the database was restored from a backup; return it.

        Raises SetUpError where who is connected does not own the database.
        """
        now = self._clock.now()
        with audited_transaction(self.engine, actor="", at=now) as connection:
            backend_of(self.engine).accounts.require_owner(connection)
            return self._witness.begin_epoch(connection, RestoreCause.COMMAND, now)

    def not_restored(self) -> None:
        """Take what laptops report of a restore as looked into: there was none."""
        with audited_transaction(self.engine, actor="", at=self._clock.now()) as connection:
            backend_of(self.engine).accounts.require_owner(connection)
            forget_suspicions(connection)

    def known_time(self) -> KnownTime:
        """Return the latest time that a file holds; nothing on a server, which is not asked."""
        if self._file is not None:
            check_reach(self._file)
            schema.check(self.engine)
        return self._clock.known()

    def set_clock_right(self) -> None:
        """Let this computer's clock be right, whatever time the file holds.

        Raises RefusedError on a server, whose own clock counts.
        """
        if not backend_of(self.engine).in_file:
            raise RefusedError("At this head office the server's own clock counts. Set that one.")
        self._check()
        now = self._clock.machine.now()
        with audited_transaction(self.engine, actor="", at=now) as connection:
            set_right(connection, now)

    def operations(self, login: str) -> Operations:
        """Return the operations as ``login``; SignInError for someone unknown.

        Raises RefusedError on a server: there only the server says who somebody is, and whoever
        may open the database would else act as anybody.
        """
        if not backend_of(self.engine).in_file:
            raise RefusedError(
                "At this head office everybody is who the server says. Sign in there: "
                "smartclient sign-in --url URL --login LOGIN."
            )
        self._check()
        with reading(self.engine) as connection:
            require_identity(connection, canonical_login(login))
        return EmbeddedOperations(self.engine, login, self._clock.machine, file=self._file)

    def answer_waiting(self, limit: int | None = None, *, tell: Tell | None = None) -> int:
        """Answer what waits in the inbox, at most ``limit`` requests; return how many.

        Those that were set aside are counted too; ``tell`` is told which they are.
        """
        return self._answer_waiting(self._worker if tell is None else self._telling(tell), limit)

    def serve(self, stop: threading.Event, tell: Tell) -> None:
        """Answer requests as they come until ``stop`` is set, and tell what becomes of them.

        A database that is busy or out of reach is waited for, from the very start. Raises what
        waiting can't mend: SignInError, SetUpError, SchemaError.
        """
        worker, watch = self._telling(tell), OutageMonitor(tell, self._clock.machine)
        sharing = SharingWatch(self.engine, tell)
        restores = RestoreWatch(self.engine, self._file, tell, self._clock.machine)
        if self._address is not None and not self._address.checks_certificate:
            tell(OpenLink(server=self._address.place, encrypted=self._address.encrypted))
        while not watch.goes_well(self._check):
            if stop.wait(_AWAY_SECONDS):
                return
        tell(Serving())
        watch.goes_well(self._forget_long_silent)
        try:
            while not stop.is_set():
                if watch.away and not watch.goes_well(self._check):
                    stop.wait(_AWAY_SECONDS)
                elif not watch.tried(lambda: self._serve_once(worker, sharing, restores)):
                    stop.wait(_AWAY_SECONDS if watch.away else _POLL_SECONDS)
        finally:
            # where the database is gone, the heartbeat ends by itself
            with suppress(SmartClientError):
                worker.end()
            with (
                suppress(TransientError),
                audited_transaction(self.engine, actor="", at=self._clock.now()) as connection,
            ):
                heartbeat.stop_serving(connection, self._name)

    def serving(self) -> bool:
        """Tell whether a process is serving this head office now."""
        self._check()
        with reading(self.engine) as connection:
            return heartbeat.serving_now(connection)

    def decide(
        self,
        conflict_id: ConflictId,
        action: Action,
        *,
        resolution: Resolution = Resolution(),
        takes: Sequence[str] = (),
        note: str = "",
        as_login: str,
    ) -> Answer:
        """Decide a case as ``as_login`` and return head office's answer to that.

        ``takes`` are the ``FIELD=…`` of a data conflict. Raises NotFoundError for no such
        conflict, RefusedError for a field or login that is no good, ContendedError when the
        serving process did not answer in time.
        """
        self._check()
        stored = self._conflict(conflict_id)
        fields = (*resolution.fields, *parse_field_choices(stored.conflict, takes))
        body = DecideCase(
            conflict_id=conflict_id, action=action, resolution=replace(resolution, fields=fields)
        )
        return self._ask(body, lane=stored.lane, note=note, as_login=as_login)

    def take_over(self, conflict_id: ConflictId, *, note: str = "", as_login: str) -> Answer:
        """Make a case of a conflict that waits for its rep, as ``as_login``.

        Raises as ``decide``.
        """
        self._check()
        stored = self._conflict(conflict_id)
        body = TakeOver(conflict_id=conflict_id)
        return self._ask(body, lane=stored.lane, note=note, as_login=as_login)

    def retry_stopped(
        self, sender: Login, request_id: RequestId, *, confirmed: bool, as_login: str
    ) -> Answer:
        """Have a stopped request tried again, as ``as_login``; raises as ``decide``."""
        self._check()
        body = RetryStopped(sender=sender, request_id=request_id, confirmed=confirmed)
        return self._ask(body, lane=POLICY_LANE, note="", as_login=as_login)

    def close_stopped(
        self, sender: Login, request_id: RequestId, *, note: str = "", as_login: str
    ) -> Answer:
        """Refuse a stopped request, as ``as_login``; raises as ``decide``."""
        self._check()
        body = CloseStopped(sender=sender, request_id=request_id)
        return self._ask(body, lane=POLICY_LANE, note=note, as_login=as_login)

    def cases(self) -> tuple[Case, ...]:
        """Return the open cases, oldest first."""
        self._check()
        with reading(self.engine) as connection:
            return CaseTable(connection).open_ones()

    def open_conflicts(self) -> tuple[OpenConflict, ...]:
        """Return every rep's conflicts that wait for the rep, oldest first."""
        self._check()
        with reading(self.engine) as connection:
            return waiting_for_reps(connection)

    def restores(self) -> RestoreStatus:
        """Return what is known of restores, and what admins are asked about."""
        self._check()
        with reading(self.engine) as connection:
            return restore_status(connection)

    def stopped(self) -> tuple[StoppedRequest, ...]:
        """Return every rep's requests that were set aside, oldest first."""
        self._check()
        with reading(self.engine) as connection:
            return stopped_requests(connection)

    def _forget_long_silent(self) -> None:
        now = self._clock.now()
        with audited_transaction(self.engine, actor="", at=now) as connection:
            heartbeat.forget_long_silent(connection, now)

    def _telling(self, tell: Tell) -> Worker:
        return Worker(self.engine, self._clock.machine, name=self._name, tell=tell)

    def _answer_waiting(self, worker: Worker, limit: int | None) -> int:
        self._check()
        self._look_for_restore()
        if not self._anything_waits():
            return 0
        with backend_of(self.engine).leases.only_worker(self._file) as alone:
            if alone:
                # whoever had a lane is not alive any more
                self._free_lanes()
            return worker.answer_waiting(limit)

    def _check(self) -> None:
        check_reach(self._file)
        schema.check(self.engine)
        if self._file is not None:
            self._witness.check(self._clock.now())

    def _look_for_restore(self) -> None:
        """Look now and then whether the server restored the database; of a file each check does."""
        if self._file is None and time.monotonic() >= self._look_due:
            self._witness.check(self._clock.now())
            self._look_due = time.monotonic() + _LOOK_SECONDS

    def _anything_waits(self) -> bool:
        with reading(self.engine) as connection:
            return inbox.anything_waits(connection)

    def _free_lanes(self) -> None:
        with reading(self.engine) as connection:
            if not lanes.any_leased(connection):
                return
        with writing(self.engine) as (connection, transaction):
            lanes.release_all(connection)
            transaction.commit()

    def _serve_once(self, worker: Worker, sharing: SharingWatch, restores: RestoreWatch) -> int:
        if time.monotonic() >= self._beat_due:
            now = self._clock.now()
            with audited_transaction(self.engine, actor="", at=now) as connection:
                heartbeat.keep_serving(connection, self._name, now)
            self._beat_due = time.monotonic() + _BEAT_SECONDS
            sharing.look()
            restores.look()
        return self._answer_waiting(worker, _SERVED_AT_ONCE)

    def _ask(self, body: Asked, *, lane: str, note: str, as_login: str) -> Answer:
        """Ask head office for something as ``as_login``, and return its answer."""
        backend, behalf = backend_of(self.engine), canonical_login(as_login)
        login = backend.submission.sender(self.engine, behalf)
        if not isinstance(body, RetryStopped):
            # who asks is who is connected; for whom is said beside it
            note = NOTE.read(note)
            said = note if login == behalf else f"({behalf}) {note}".strip()
            body = replace(body, note=said)
        now = self._clock.now()
        request = request_for(body, request_id=RequestId(new_id()), lane=lane, made_at=now)
        receipt = backend.submission.submit(self.engine, login, request, now)
        if receipt.refusal:
            raise RefusedError(receipt.refusal)
        return self._answer_to(login, request.id)

    def _conflict(self, conflict_id: ConflictId) -> OfficeConflict:
        with reading(self.engine) as connection:
            stored = ConflictTable(connection).get(conflict_id)
        if stored is None:
            raise NotFoundError("There is no case {case}. List the cases first.", case=conflict_id)
        return stored

    def _answer_to(self, login: Login, request_id: RequestId) -> Answer:
        deadline = time.monotonic() + _ANSWER_SECONDS
        while time.monotonic() < deadline:
            if not self.serving():
                if not backend_of(self.engine).in_file:
                    # who decides has no worker's rights, and needs none
                    raise ContendedError(_NO_WORKER)
                self.answer_waiting()
            with reading(self.engine) as connection:
                answer = reply_to(connection, login, request_id)
            if answer is not None:
                return answer
            time.sleep(_POLL_SECONDS)
        raise ContendedError("Head office is busy. The decision is kept and will be carried out.")
