"""What differs between the databases head office runs on, behind one interface."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, Table

from smartclient.contract.messages import Request
from smartclient.contract.operations import Receipt
from smartclient.domain.ids import Login, Sku


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockingSession:
    """A session of the database's server, as its administrator knows it."""

    session: str
    login: str = ""
    host: str = ""
    program: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockedFeeds:
    """That a transaction somebody left open holds the feeds back.

    ``seconds`` is for how long at least, None where that can't be told; ``holder`` is None where
    it may not be seen.
    """

    seconds: int | None = None
    holder: BlockingSession | None = None


class DatabaseBackend(Protocol):
    """The few things that every database does in its own way; all else is common SQL."""

    def held_feeds(self, engine: Engine) -> BlockedFeeds | None:
        """Tell whether an open transaction holds the feeds back, and whose; None for no."""
        ...

    def bound(self, connection: Connection) -> int:
        """Return a row version below which everything is committed, or will never be.

        Asked before what it is compared with is read: a transaction that is open longer may
        still commit what has a lower one.
        """
        ...

    def now(self, connection: Connection) -> datetime:
        """Return the database's own time: leases go by it, whatever the machines' clocks say."""
        ...

    def act_as(self, connection: Connection, login: str, at: datetime | None) -> None:
        """Say who acts in the open transaction, for the change log; "" and None for nobody."""
        ...

    def audit_name(self, connection: Connection, login: str) -> str:
        """Return whom head office names for what is changed on behalf of ``login``.

        That is who is connected, where the database knows; "" for nobody.
        """
        ...

    def begin_audit(self, connection: Connection, login: str, at: datetime) -> None:
        """Say on whose behalf somebody at head office changes what follows, for the change log."""
        ...

    def require_owner(self, connection: Connection) -> None:
        """Raise SetUpError unless who is connected may do anything in the database."""
        ...

    def forget_admin(self, connection: Connection, login: str) -> None:
        """Take an admin's rights in the database from a rep, where the database knows logins.

        Raises RefusedError where who is connected may not do that.
        """
        ...

    def sender(self, engine: Engine, login: Login) -> Login:
        """Return as whom a request is sent that is sent here in the name of ``login``."""
        ...

    def send(self, engine: Engine, login: Login, request: Request, at: datetime) -> Receipt:
        """Put one request in the inbox, sent by ``sender``."""
        ...

    def next_values(self, connection: Connection, counter: str, count: int) -> range:
        """Return the next values of a counter."""
        ...

    def give_back_values(self, connection: Connection, counter: str, count: int) -> None:
        """Give back the last values taken, where nobody else can have taken any since."""
        ...

    def save_point(self, connection: Connection) -> None:
        """Begin a part of the transaction that may be rolled back by itself."""
        ...

    def release_save_point(self, connection: Connection) -> None:
        """Keep what was done since the savepoint."""
        ...

    def roll_back_to_save_point(self, connection: Connection) -> None:
        """Undo what was done since the savepoint."""
        ...

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

    def reserve_stock(self, connection: Connection, counts: Mapping[Sku, int]) -> int:
        """Take goods from the stock wherever there are enough; tell of how many products.

        ``counts`` are the pieces to take of each SKU.
        """
        ...

    def only_worker(self, file: Path | None) -> AbstractContextManager[bool]:
        """Be the only worker for a while, where one machine can tell: True inside if it is so.

        Where workers run on several machines it is False, and leases alone keep them apart.
        """
        ...

    def bump_row_versions(self, connection: Connection, beyond: int) -> None:
        """Make sure that no row version handed out before a restore is handed out again.

        ``beyond`` is the highest that is known to have been, where it is known.
        """
        ...

    def recovery_fork(self, connection: Connection) -> str:
        """Return what the server calls the history that the database is on, "" where it can't say.

        Every restore begins another one.
        """
        ...

    def has_schema(self, connection: Connection) -> bool:
        """Tell whether a head office is here; SchemaError where something else is."""
        ...

    def before_upgrade(self, connection: Connection) -> None:
        """Keep others from upgrading too until the transaction ends, and check what is needed.

        Raises SetUpError, naming what is missing and how to get it.
        """
        ...

    def migrate(self, connection: Connection, statement: str) -> None:
        """Run one statement of a migration."""
        ...

    def backup_file(self, engine: Engine, suffix: str) -> None:
        """Keep a copy of the whole database before it is upgraded, where the file is ours."""
        ...


def dialect_of(connectable: Engine | Connection) -> DatabaseBackend:
    """Return the dialect of the database that an engine or a connection is for."""
    if connectable.dialect.name == "mssql":
        from smartclient.headoffice.database.mssql.backend import SqlServer  # noqa: PLC0415 (the one in use)

        return SqlServer()
    from smartclient.headoffice.database.sqlite import Sqlite  # noqa: PLC0415 (as above)

    return Sqlite()
