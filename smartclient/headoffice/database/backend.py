"""What differs between the databases, by purpose; all else at head office is common SQL.

A database implements each part as a module of functions: ``headoffice.database.sqlite`` and
``headoffice.database.mssql``. ``headoffice.opening`` chooses the parts when it opens an engine, and
whoever has the engine or a connection of it finds them by ``backend_of``.
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final, Protocol

from sqlalchemy import Column, Connection, Engine, Select, Table

from smartclient.contract.messages import Request
from smartclient.contract.operations import Receipt
from smartclient.domain.ids import Login, RequestId, Sku
from smartclient.domain.sales.numbering import Numbering
from smartclient.domain.sales.orders import Fulfilment, PlacedOrder
from smartclient.headoffice.database.portions import Portion
from smartclient.read_models.enrolment import Enrolment

_BACKEND: Final = "smartclient_backend"
"""The execution option under which an engine carries its backend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockingSession:
    """A session of the database's server, as its administrator knows it."""

    session: str
    login: str = ""
    host: str = ""
    program: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockedFeeds:
    """An open transaction that holds back what was written after it began.

    ``seconds`` is for how long at least, None where that is unknown; ``holder`` is None where
    it may not be seen.
    """

    seconds: int | None = None
    holder: BlockingSession | None = None


class FeedReads(Protocol):
    """How far feeds may be read."""

    def watermark(self, connection: Connection) -> int:
        """A row version below which everything is committed, or will never be.

        Read before what it is compared with: a transaction that is open longer may still commit
        what has a lower one.
        """
        ...

    def blocked_feeds(self, engine: Engine) -> BlockedFeeds | None:
        """The open transaction that holds the feeds back, if there is one."""
        ...


class RowWrites(Protocol):
    """Statements that write rows and differ between the databases."""

    def upsert(
        self,
        connection: Connection,
        table: Table,
        *,
        keys: Sequence[str],
        rows: Sequence[Mapping[str, Any]],
    ) -> None:
        """Insert rows, or update those that are there by ``keys``; every row has every column."""
        ...

    def same_names(
        self, connection: Connection, column: Column[str], names: Sequence[str]
    ) -> Sequence[tuple[str, str]]:
        """Those of ``names`` that the database takes for another of them, or for a stored one.

        Each with the other name. What ``column`` holds is stored; equal texts are listed, too.
        """
        ...

    def insert(
        self, connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]
    ) -> None:
        """Insert rows that are not there; every row has the same columns."""
        ...

    def reserve_stock(self, connection: Connection, counts: Mapping[Sku, int]) -> int:
        """Take goods from the stock wherever there are enough; return the number of products taken.

        ``counts`` are the pieces to take of each SKU.
        """
        ...

    def next_values(
        self, connection: Connection, counter: str, count: int, numbering: Numbering
    ) -> range:
        """Take the next values of a counter."""
        ...

    def return_values(
        self, connection: Connection, counter: str, count: int, numbering: Numbering
    ) -> None:
        """Give back the last values taken, where nobody else can have taken any since."""
        ...


class Searches(Protocol):
    """Searches for names, in any letter case and Unicode form, by an index."""

    def customers_named(
        self, connection: Connection, column: str, name: str | None
    ) -> Select[tuple[int]]:
        """What selects the ids of customers whose ``column``, name or email, holds a name.

        None selects none, by the same statement.
        """
        ...


class Savepoints(Protocol):
    """A part of a transaction that may be rolled back by itself."""

    def begin(self, connection: Connection) -> None:
        """Set a savepoint."""
        ...

    def release(self, connection: Connection) -> None:
        """Keep what was done since the savepoint."""
        ...

    def roll_back(self, connection: Connection) -> None:
        """Undo what was done since the savepoint."""
        ...


class Audit(Protocol):
    """Under whose name the change log records what a transaction changes."""

    def set_actor(self, connection: Connection, login: str, at: datetime | None) -> None:
        """Set who acts in the open transaction; "" and None for nobody."""
        ...

    def begin_audit(self, connection: Connection, login: str, at: datetime) -> None:
        """Set on whose behalf somebody at head office changes what follows."""
        ...

    def audit_name(self, connection: Connection, login: str) -> str:
        """The name under which what is changed on behalf of ``login`` is recorded.

        That is who is connected, where the database knows; "" for nobody.
        """
        ...


class Accounts(Protocol):
    """Rights in the database, where it knows logins."""

    def require_owner(self, connection: Connection) -> None:
        """Raise SetUpError unless who is connected may do anything in the database."""
        ...

    def require_worker(self, connection: Connection) -> None:
        """Raise SetUpError unless who is connected may answer requests."""
        ...

    def forget_admin(self, connection: Connection, login: str) -> None:
        """Take an admin's rights in the database from a rep, as an owner."""
        ...


class FulfilmentWrites(Protocol):
    """What changes the fulfilment of an order."""

    def advance(
        self,
        connection: Connection,
        order_id: int,
        placed: PlacedOrder,
        fulfilment: Fulfilment,
        *,
        on: date | None,
    ) -> bool:
        """Have the order in a row, which is ``placed``, advance; return whether it did."""
        ...


class Submission(Protocol):
    """Requests that are sent at head office itself."""

    def sender(self, engine: Engine, login: Login) -> Login:
        """The login that sends a request submitted here in the name of ``login``."""
        ...

    def submit(self, engine: Engine, login: Login, request: Request, at: datetime) -> Receipt:
        """Put one request in the inbox, sent by ``sender``."""
        ...

    def accept(
        self, engine: Engine, login: Login, batch: Sequence[Request], at: datetime
    ) -> tuple[Receipt, ...]:
        """Put requests in the inbox that were carried here, as sent by ``login``."""
        ...

    def release_held(self, connection: Connection, at: datetime) -> int:
        """Put held requests that may go by now into the inbox; how many. Some may be left.

        That is on a worker's transaction.
        """
        ...


class Leases(Protocol):
    """What keeps several workers apart."""

    def now(self, connection: Connection) -> datetime:
        """The database's own time: leases go by it, whatever the machines' clocks say."""
        ...

    def only_worker(self, file: Path | None) -> AbstractContextManager[bool]:
        """Be the only worker for a while; yields whether that is certain.

        Where workers run on several machines it is not, and leases alone keep them apart.
        """
        ...

    def only_import(self, engine: Engine) -> AbstractContextManager[bool]:
        """Be the only import for a while; yields False where there is another one."""
        ...


class Purging(Protocol):
    """What is over long enough is deleted, in portions."""

    def may_purge(self, engine: Engine) -> bool:
        """Whether who is connected may purge."""
        ...

    def purge(self, engine: Engine, portion: Portion) -> int:
        """Do what a portion says, in a transaction of its own; return how many rows it was.

        What is not over after all, or younger than anything may be, stays as it is.
        """
        ...


class Maintenance(Protocol):
    """Creating and upgrading the schema, and recovering from a restore."""

    def has_schema(self, connection: Connection) -> bool:
        """Whether a head office is here; SchemaError where something else is."""
        ...

    def before_upgrade(self, connection: Connection) -> None:
        """Keep others from upgrading too until the transaction ends, and check what is needed.

        Raises SetUpError, naming what is missing and how to get it.
        """
        ...

    def choose_schema(self, engine: Engine, name: str) -> None:
        """Create head office with this name for the schema that holds the business.

        Raises RefusedError or SetUpError where it can't have it.
        """
        ...

    def create_schema(self, connection: Connection) -> bool:
        """Create the newest schema in an empty database; False where migrations have to."""
        ...

    def hold_callers(self, connection: Connection) -> None:
        """Have laptops and workers wait until the transaction of an upgrade ends."""
        ...

    def replace_code(self, connection: Connection) -> None:
        """Replace what the database runs by itself, and rights, by what this program defines."""
        ...

    def migrate(self, connection: Connection, statement: str) -> None:
        """Run one statement of a migration."""
        ...

    def backup_file(self, engine: Engine, suffix: str) -> None:
        """Copy the whole database before it is upgraded, where it is a file of ours."""
        ...

    def recovery_fork(self, connection: Connection) -> str:
        """The server's id of the history that the database is on, "" where there is none.

        Every restore begins another one.
        """
        ...

    def bump_row_versions(self, connection: Connection, beyond: int) -> None:
        """Ensure that no row version handed out before a restore is handed out again.

        ``beyond`` is the highest that is known to have been, where it is known.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestedDecision:
    """The request by which an admin decides, and when it is carried out."""

    sender: Login
    request_id: RequestId
    at: datetime


class DeviceAdministration(Protocol):
    """What is decided about enrolled devices, at head office itself or by request.

    Everything may raise RefusedError, or NotFoundError for a device that is not known. In a file
    ``as_login`` names the admin who decides, "" its owner; on a server that is who is connected.
    """

    def enrol(
        self,
        engine: Engine,
        login: str,
        code: bytes,
        *,
        valid: timedelta,
        as_login: str,
        at: datetime,
    ) -> Enrolment:
        """Have a code, by its digest, count for a login; again changes nothing."""
        ...

    def revoke(
        self, engine: Engine, device: str, *, wipe: bool, as_login: str, at: datetime
    ) -> None:
        """Revoke a device, and have it wiped with ``wipe``."""
        ...

    def release(self, engine: Engine, device: str, *, as_login: str, at: datetime) -> int:
        """Send what a device handed over as its login's, each once; how many requests."""
        ...

    def drop(self, engine: Engine, device: str, *, as_login: str, at: datetime) -> int:
        """Decide that what a device handed over is not carried out; how many requests."""
        ...

    def release_as_requested(
        self, connection: Connection, device: str, decision: RequestedDecision
    ) -> None:
        """Do as ``release`` does, on a worker's transaction; a very long batch only in part."""
        ...

    def drop_as_requested(
        self, connection: Connection, device: str, decision: RequestedDecision
    ) -> None:
        """Do as ``drop`` does, on a worker's transaction."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseBackend:
    """One database's implementation of every part.

    ``in_file``: it is a file, in which nobody's login and no server's clock is checked.
    """

    in_file: bool
    feeds: FeedReads
    rows: RowWrites
    searches: Searches
    savepoints: Savepoints
    audit: Audit
    accounts: Accounts
    fulfilment: FulfilmentWrites
    submission: Submission
    leases: Leases
    maintenance: Maintenance
    purging: Purging
    devices: DeviceAdministration


def install_backend(engine: Engine, backend: DatabaseBackend) -> None:
    """Attach the backend to an engine, where ``backend_of`` finds it."""
    engine.update_execution_options(**{_BACKEND: backend})


def backend_of(connectable: Engine | Connection) -> DatabaseBackend:
    """The backend of a database that was opened by ``headoffice.opening``."""
    backend: DatabaseBackend = connectable.get_execution_options()[_BACKEND]
    return backend
