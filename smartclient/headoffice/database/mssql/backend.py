"""Head office on SQL Server: row versions by the server, many writers, rights by login."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, Table, UnicodeText, bindparam, select, text

from smartclient.contract.messages import Request
from smartclient.contract.operations import Receipt
from smartclient.database.mssql.babelfish import adapt_sql
from smartclient.database.mssql.engine import PENDING_SAVEPOINT
from smartclient.database.types import instant_text
from smartclient.domain.errors import ContendedError, RefusedError, SchemaError
from smartclient.domain.ids import Login, Sku
from smartclient.headoffice.database.backend import BlockedFeeds
from smartclient.headoffice.database.mssql.accounts import forget_admin
from smartclient.headoffice.database.mssql.blocking_transactions import held_feeds
from smartclient.headoffice.database.mssql.principals import require_owner
from smartclient.headoffice.database.mssql.requirements import check_requirements
from smartclient.headoffice.database.mssql.submit import connected_rep, send_as_connected
from smartclient.headoffice.database.mssql.upsert import put_rows
from smartclient.headoffice.database.tables import tables_for

_ROOM_AFTER_RESTORE: Final = 1_000_000_000
_UPGRADE_WAIT_MS: Final = 60_000

_TAKEN_AT_ONCE: Final = 1_000
_LONGEST_NAME: Final = 128

_TAKE = text(
    "UPDATE s SET on_hand = s.on_hand - t.n "
    # each is looked up by its key: what other workers hold is not waited for
    "FROM OPENJSON(:taken) WITH (k nvarchar(40) '$.k', n int '$.n') AS t "
    "INNER LOOP JOIN sales.stock AS s WITH (UPDLOCK, ROWLOCK, FORCESEEK) ON s.sku = t.k "
    "WHERE s.on_hand >= t.n"
    # so typed, a long text is not sent as ntext, which OPENJSON refuses
).bindparams(bindparam("taken", type_=UnicodeText()))
_BOUND = "SELECT CAST(MIN_ACTIVE_ROWVERSION() AS bigint)"
_KNOWS_FORKS = "SELECT OBJECT_ID(N'sys.database_recovery_status')"
_FORK = (
    "SELECT CAST(recovery_fork_guid AS nvarchar(36)) FROM sys.database_recovery_status "
    "WHERE database_id = DB_ID()"
)
_MARK = "SAVE TRANSACTION request"
_SET_ACTOR = "EXEC sp_set_session_context N'actor', ?; EXEC sp_set_session_context N'at', ?"
_WHO_CHANGES = (
    "SELECT SUSER_SNAME() AS login, CASE WHEN IS_MEMBER(N'smartclient_worker') = 1 "
    "OR IS_MEMBER(N'db_owner') = 1 OR USER_NAME() = N'dbo' THEN 1 ELSE 0 END AS is_believed"
)
_LOCK_SCHEMA = (
    "DECLARE @got int; EXEC @got = sp_getapplock @Resource = N'smartclient_schema', "
    f"@LockMode = N'Exclusive', @LockOwner = N'Transaction', @LockTimeout = {_UPGRADE_WAIT_MS}, "
    "@DbPrincipal = N'dbo'; SELECT @got"
)
_OURS = "SELECT OBJECT_ID(N'sync.info')"
_WHAT_ELSE = (
    "SELECT IS_MEMBER(N'smartclient_rep') AS rep, "
    "(SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES "
    "WHERE TABLE_SCHEMA IN (N'sales', N'sync')) AS tables"
)


class SqlServer:
    """The dialect of SQL Server, on which many write at once."""

    def held_feeds(self, engine: Engine) -> BlockedFeeds | None:
        """Ask the server for the transaction that has been open longest."""
        return held_feeds(engine)

    def bound(self, connection: Connection) -> int:
        """Return the lowest row version that is not committed yet, or not given."""
        return int(connection.exec_driver_sql(adapt_sql(_BOUND, connection)).scalar_one())

    def now(self, connection: Connection) -> datetime:
        """Return the server's time."""
        told: datetime = connection.exec_driver_sql("SELECT SYSUTCDATETIME()").scalar_one()
        return told.replace(tzinfo=UTC)

    def act_as(self, connection: Connection, login: str, at: datetime | None) -> None:
        """Tell the session who acts, where the change log's triggers look."""
        connection.exec_driver_sql(_SET_ACTOR, (login, "" if at is None else _iso(at)))

    def begin_audit(self, connection: Connection, login: str, at: datetime) -> None:
        """Tell the session who is connected, and on whose behalf."""
        told = connection.exec_driver_sql(_WHO_CHANGES).one()
        # the log believes a worker and the owner; of others it writes down who is connected
        # itself, and for whom
        name = _on_behalf(told.login, login) if told.is_believed else login or told.login
        self.act_as(connection, name, at)

    def audit_name(self, connection: Connection, login: str) -> str:
        """Return who is connected, and for whom."""
        return _on_behalf(connection.exec_driver_sql("SELECT SUSER_SNAME()").scalar_one(), login)

    def require_owner(self, connection: Connection) -> None:
        """Raise SetUpError for a login that is not an owner of the database."""
        require_owner(connection)

    def forget_admin(self, connection: Connection, login: str) -> None:
        """Take the logins of a rep out of the admins' role."""
        forget_admin(connection, login)

    def sender(self, engine: Engine, login: Login) -> Login:  # noqa: ARG002 (the server says who)
        """Return who is connected, whatever is claimed."""
        return connected_rep(engine)

    def send(
        self,
        engine: Engine,
        login: Login,  # noqa: ARG002 (as above)
        request: Request,
        at: datetime,  # noqa: ARG002 (the server's clock counts)
    ) -> Receipt:
        """Send it as who is connected, by the procedure that everybody sends with."""
        return send_as_connected(engine, request)

    def next_values(self, connection: Connection, counter: str, count: int) -> range:
        """Raise a counter on a connection of its own, so that no other worker waits for this one.

        What is taken in a transaction that fails is given to nobody.
        """
        with connection.engine.begin() as own:
            last = int(
                own.exec_driver_sql(
                    "UPDATE sync.counters SET value = value + ? OUTPUT inserted.value "
                    "WHERE name = ?",
                    (count, counter),
                ).scalar_one()
            )
        return range(last - count + 1, last + 1)

    def give_back_values(self, connection: Connection, counter: str, count: int) -> None:
        """Give back nothing: other workers may have taken values since."""

    def save_point(self, connection: Connection) -> None:
        """Mark where the transaction can be taken back to, once anything more is said in it.

        Most requests say nothing: what they need was looked up for all, and is written for all.
        """
        connection.info[PENDING_SAVEPOINT] = _MARK

    def release_save_point(self, connection: Connection) -> None:
        """Forget a mark that was not needed; a later one of the same name takes its place."""
        connection.info.pop(PENDING_SAVEPOINT, None)

    def roll_back_to_save_point(self, connection: Connection) -> None:
        """Take the transaction back to the newest mark, unless nothing was said since."""
        if connection.info.pop(PENDING_SAVEPOINT, None) is None:
            connection.exec_driver_sql("ROLLBACK TRANSACTION request")

    def upsert(
        self,
        connection: Connection,
        table: Table,
        *,
        keys: Sequence[str],
        rows: Sequence[Mapping[str, Any]],
    ) -> None:
        """Update the rows that are there by key and insert the others."""
        if rows:
            put_rows(connection, table, keys=keys, rows=rows)

    def reserve_stock(self, connection: Connection, counts: Mapping[Sku, int]) -> int:
        """Lower the stock of many products in one statement: it alone tells how many rows it met.

        An array of parameters does not, and two workers may have judged by the same stock.
        """
        taken = 0
        wanted = sorted(counts.items())
        for start in range(0, len(wanted), _TAKEN_AT_ONCE):
            part = [{"k": k, "n": n} for k, n in wanted[start : start + _TAKEN_AT_ONCE]]
            taken += connection.execute(_TAKE, {"taken": json.dumps(part)}).rowcount
        return taken

    @contextmanager
    def only_worker(self, file: Path | None) -> Iterator[bool]:  # noqa: ARG002 (there is none)
        """Be one of many: workers may run on several machines, and leases keep them apart."""
        yield False

    def recovery_fork(self, connection: Connection) -> str:
        """Return the recovery fork: RESTORE and a failover that lost data each begin a new one.

        Azure SQL Database has no such view.
        """
        if connection.exec_driver_sql(adapt_sql(_KNOWS_FORKS, connection)).scalar_one() is None:
            return ""
        fork = connection.exec_driver_sql(adapt_sql(_FORK, connection)).scalar_one_or_none()
        return "" if fork is None else str(fork).lower()

    def bump_row_versions(self, connection: Connection, beyond: int) -> None:  # noqa: ARG002 (a restored server knows none)
        """Tell row versions much higher from now on: the server's counter can't be moved."""
        info = tables_for("mssql").info
        ahead = connection.scalar(select(info.c.value).where(info.c.name == "version_ahead"))
        row = {"name": "version_ahead", "value": str(int(ahead or 0) + _ROOM_AFTER_RESTORE)}
        self.upsert(connection, info, keys=("name",), rows=[row])

    def has_schema(self, connection: Connection) -> bool:
        """Tell whether head office's facts are here, as far as the login may see."""
        # every poll of a worker asks this, so what is costly to find out comes second
        if connection.exec_driver_sql(_OURS).scalar_one() is not None:
            return True
        here = connection.exec_driver_sql(_WHAT_ELSE).one()
        if here.rep:
            raise RefusedError(
                "Your login may send and receive as a rep, and nothing else at head office. "
                "Use an administrator's."
            )
        if here.tables:
            raise SchemaError(
                "The schemas sales or sync of this database hold something else, not a head "
                "office. Choose another database.",
                detail=f"{here.tables} tables, no sync.info",
            )
        return False

    def before_upgrade(self, connection: Connection) -> None:
        """Check what is needed, then hold the lock on the schema until the transaction ends."""
        check_requirements(connection)
        if int(connection.exec_driver_sql(_LOCK_SCHEMA).scalar_one()) < 0:
            raise ContendedError("Somebody else is upgrading head office now. Try again later.")

    def migrate(self, connection: Connection, statement: str) -> None:
        """Run a statement as the engine understands it."""
        connection.exec_driver_sql(adapt_sql(statement, connection))

    def backup_file(self, engine: Engine, suffix: str) -> None:
        """Copy nothing: backups of the server are its administrator's."""


def _on_behalf(own: str, login: str) -> str:
    if not login or login.casefold() == own.casefold():
        return own
    return f"{own} for {login}"[:_LONGEST_NAME]


def _iso(at: datetime) -> str:
    return instant_text(at).removesuffix("Z")
