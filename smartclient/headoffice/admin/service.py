"""Head office as its command line and an app with an embedded one use it."""

import logging
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from sqlalchemy import Engine

from smartclient.contract.cases import Case, OpenConflict
from smartclient.contract.operations import Operations
from smartclient.database.engines import create_office_file
from smartclient.database.mssql.address import ServerAddress, address_of
from smartclient.database.transactions import reading
from smartclient.domain.clock import Clock, knows_zone
from smartclient.domain.errors import (
    RefusedError,
    SchemaError,
)
from smartclient.domain.fields import COMPANY_NAME
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.text.canonical import canonical_login
from smartclient.headoffice.admin.access import Access
from smartclient.headoffice.admin.carried_work import CarriedWork
from smartclient.headoffice.admin.decisions import Decisions
from smartclient.headoffice.admin.devices import DeviceOffice
from smartclient.headoffice.admin.mail import MailOffice
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.office_clock import KnownTime, OfficeClock, set_time
from smartclient.headoffice.database.restore_detection import (
    RestoreCause,
    RestoreStatus,
    forget_suspicions,
    restore_status,
)
from smartclient.headoffice.inbox.dead_letters import stopped_requests
from smartclient.headoffice.inbox.identity import require_identity
from smartclient.headoffice.inbox.open_work import waiting_for_reps
from smartclient.headoffice.inbox.operations import EmbeddedOperations, check_reach
from smartclient.headoffice.inbox.waiting import waiting_requests
from smartclient.headoffice.mail.sender import MailSender, PasswordOf
from smartclient.headoffice.opening import open_database
from smartclient.headoffice.retention.last_purge import LastPurge, record_purge
from smartclient.headoffice.retention.purge import Purge, PurgedRows
from smartclient.headoffice.sales.cases import CaseTable
from smartclient.headoffice.sales.check_outs import checked_out
from smartclient.headoffice.sales.data_set_reach import DataSetReach, data_set_reaches
from smartclient.headoffice.worker.notices import Notify
from smartclient.headoffice.worker.readiness import ReadinessCheck
from smartclient.headoffice.worker.serving import WorkerService
from smartclient.network.authorities import trusting
from smartclient.read_models.check_outs import CheckedOut
from smartclient.read_models.headoffice import StoppedRequest, WaitingRequest
from smartclient.settings.places import embedded_file

logger = logging.getLogger(__name__)

_GRACE_SECONDS = 10.0
"""How long a mail server may take to answer once head office stops."""


class HeadOffice:
    """One head office: its database, its worker and its cases."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        *,
        file: Path | None = None,
        address: ServerAddress | None = None,
        mail_password: PasswordOf | None = None,
    ) -> None:
        """``file`` is the database's, where it is one: without it head office is out of reach.

        ``address`` is the server's, where it is on one. Without ``mail_password`` no mail is sent.
        """
        self.engine = engine
        self._clock = OfficeClock(engine, clock)
        self._file = file
        self._address = address
        self._readiness = ReadinessCheck(engine, self._clock, file)
        self._service = WorkerService(engine, clock, self._readiness, file=file, address=address)
        self.decisions = Decisions(engine, self._clock, self._readiness, self._service)
        self.devices = DeviceOffice(engine, self._clock, self._readiness)
        self.mail = MailOffice(engine, self._clock, self._readiness)
        self.carried = CarriedWork(engine, self._clock, self._readiness)
        self._sender: MailSender | None = None
        if mail_password is not None:
            self._sender = MailSender(engine, self._clock, mail_password, trusting)

    @classmethod
    def open(cls, url: str, clock: Clock, mail_password: PasswordOf | None = None) -> Self:
        """Open the head office at ``url``; SetUpError when the address is invalid."""
        engine, file = open_database(url), embedded_file(url)
        address = None if backend_of(engine).in_file else address_of(url)
        return cls(engine, clock, file=file, address=address, mail_password=mail_password)

    @property
    def password(self) -> str:
        """The password that is signed in with, "" where none is needed."""
        return "" if self._address is None else self._address.password

    def init(self, *, schema_name: str = "") -> None:
        """Create the schema, or bring it up to date; doing it again changes nothing.

        ``schema_name`` is for the schema that holds the business, where it is not to be ``sales``.
        Raises SchemaError for a newer schema, or a database that holds something else;
        RefusedError or SetUpError for a name that can't be that.
        """
        if schema_name:
            backend_of(self.engine).maintenance.choose_schema(self.engine, schema_name)
        if self._file is not None:
            create_office_file(self._file)
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
        """Who may do what at head office; RefusedError for a head office that is a file."""
        return Access(self.engine)

    def close(self) -> None:
        """Give back every connection."""
        self._service.close()
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
        changed = {name: value for name, value in given.items() if value is not None}
        if changed:
            with audited_transaction(self.engine, actor="", at=self._clock.now()) as connection:
                for name, value in changed.items():
                    schema.set_info(connection, name, value)

    def restored(self) -> str:
        """Begin a new epoch, after the database was restored from a backup; return it.

        Raises SetUpError where who is connected does not own the database.
        """
        now = self._clock.now()
        with audited_transaction(self.engine, actor="", at=now) as connection:
            backend_of(self.engine).accounts.require_owner(connection)
            return self._readiness.witness.begin_epoch(connection, RestoreCause.COMMAND, now)

    def not_restored(self) -> None:
        """Dismiss what laptops report of a restore: there was none."""
        with audited_transaction(self.engine, actor="", at=self._clock.now()) as connection:
            backend_of(self.engine).accounts.require_owner(connection)
            forget_suspicions(connection)

    def known_time(self) -> KnownTime:
        """The latest time that a file holds; nothing on a server, which is not called."""
        if self._file is not None:
            check_reach(self._file)
            schema.check(self.engine)
        return self._clock.known()

    def set_clock_right(self) -> None:
        """Take this computer's clock as right, whatever time the file holds.

        Raises RefusedError on a server, whose own clock counts.
        """
        if not backend_of(self.engine).in_file:
            raise RefusedError("At this head office the server's own clock counts. Set that one.")
        self._readiness.check()
        now = self._clock.machine.now()
        with audited_transaction(self.engine, actor="", at=now) as connection:
            set_time(connection, now)

    def operations(self, login: str) -> Operations:
        """The operations as ``login``; SignInError for someone unknown.

        Raises RefusedError on a server: there only the server knows who somebody is, and whoever
        may open the database could else act as anybody.
        """
        if not backend_of(self.engine).in_file:
            raise RefusedError(
                "At this head office everybody is who the server says. Sign in there: "
                "smartclient sign-in --url URL --login LOGIN."
            )
        self._readiness.check()
        with reading(self.engine) as connection:
            require_identity(connection, canonical_login(login))
        return EmbeddedOperations(self.engine, login, self._clock.machine, file=self._file)

    def answer_waiting(self, limit: int | None = None, *, notify: Notify | None = None) -> int:
        """Answer what waits in the inbox, at most ``limit`` requests; return how many.

        Parked requests are counted too; ``notify`` receives which they are.
        """
        return self._service.answer_waiting(limit, notify=notify)

    def require_worker(self) -> None:
        """Raise SetUpError unless who is connected may answer requests."""
        with reading(self.engine) as connection:
            backend_of(connection).accounts.require_worker(connection)

    def serve(self, stop: threading.Event, notify: Notify) -> None:
        """Answer requests as they come until ``stop`` is set; as ``WorkerService.serve``.

        Mails are sent meanwhile, by a thread of their own: a mail server may be slow.
        """
        if self._sender is None:
            self._service.serve(stop, notify)
            return
        ended = threading.Event()
        sending = threading.Thread(target=self._sender.serve, args=(ended,), name="mail")
        sending.start()
        try:
            self._service.serve(stop, notify)
        finally:
            ended.set()
            sending.join(_GRACE_SECONDS)
            self._sender.abort()
            sending.join()

    def send_mails(self) -> int:
        """Send the mails that are due; return how many have an outcome."""
        return 0 if self._sender is None else self._sender.send_due()

    def purge(self, *, is_trial: bool = False) -> tuple[PurgedRows, ...]:
        """Purge what is over for longer than the policies say; return what became of each kind.

        A trial deletes nothing. Raises RefusedError where who is connected may not purge.
        """
        self._readiness.check()
        if not is_trial and not backend_of(self.engine).purging.may_purge(self.engine):
            raise RefusedError(
                "You may not purge what is over at this head office. Connect as an owner of the "
                "database, or as a member of the role smartclient_purger."
            )
        purge = Purge(self.engine, self._clock.now(), is_trial=is_trial)
        done = purge.run()
        if not is_trial:
            rows, saved = purge.total()
            record_purge(self.engine, LastPurge(at=self._clock.now(), rows=rows, saved=saved))
        return done

    def serving(self) -> bool:
        """Whether a process is serving this head office now."""
        return self._service.is_served()

    def cases(self) -> tuple[Case, ...]:
        """The open cases, oldest first."""
        self._readiness.check()
        with reading(self.engine) as connection:
            return CaseTable(connection).open_cases()

    def open_conflicts(self) -> tuple[OpenConflict, ...]:
        """Every rep's conflicts that wait for the rep, oldest first."""
        self._readiness.check()
        with reading(self.engine) as connection:
            return waiting_for_reps(connection)

    def check_outs(self) -> tuple[CheckedOut, ...]:
        """The customers that are checked out now, by number."""
        self._readiness.check()
        with reading(self.engine) as connection:
            now = self._clock.within(connection).now()
            return checked_out(connection, now=now)

    def data_sets(self) -> tuple[DataSetReach, ...]:
        """The data sets as admins defined them, and whom and what they concern, by name."""
        self._readiness.check()
        with reading(self.engine) as connection:
            today = self._clock.within(connection).today()
            return data_set_reaches(connection, today)

    def restores(self) -> RestoreStatus:
        """What is known of restores, and what admins are to decide about them."""
        self._readiness.check()
        with reading(self.engine) as connection:
            return restore_status(connection)

    def waiting(
        self, customer: CustomerNumber | None = None, *, limit: int | None = None
    ) -> tuple[WaitingRequest, ...]:
        """The requests that wait for a worker, a customer's or all, oldest first."""
        self._readiness.check()
        with reading(self.engine) as connection:
            return waiting_requests(connection, customer, limit=limit)

    def stopped(self) -> tuple[StoppedRequest, ...]:
        """Every rep's parked requests, oldest first."""
        self._readiness.check()
        with reading(self.engine) as connection:
            return stopped_requests(connection)
