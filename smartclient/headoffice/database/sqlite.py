"""Head office on SQLite: one file, one writer at a time, versions and change log by triggers."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, Table, bindparam, inspect, select, update
from sqlalchemy.dialects.sqlite import insert

from smartclient.contract.feeds import COLUMNS, FOR_ADMINS, Cursor, FeedKind, FeedPage, Row
from smartclient.contract.fingerprints import (
    COMPARED,
    SMALLEST_PART,
    Fingerprint,
    sums,
    text_in_sqlite,
)
from smartclient.contract.messages import Request
from smartclient.contract.operations import Receipt
from smartclient.database.transactions import reading
from smartclient.database.types import instant_from_text, instant_text
from smartclient.domain.errors import SchemaError
from smartclient.domain.ids import Login, Sku
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.backend import BlockedFeeds
from smartclient.headoffice.database.lock_file import hold_lock_file
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.inbox.identity import require_identity
from smartclient.headoffice.inbox.inbox import put_requests

_LAST_ID: Final = 2**62
_OTHER_WORKER_SECONDS: Final = 30
_ROOM_AFTER_RESTORE: Final = 1_000_000_000

_OWN_CUSTOMERS = "SELECT number FROM sales_customers WHERE rep = :login"
_IS_ADMIN = "EXISTS (SELECT 1 FROM sales_reps WHERE login = :login AND role = 'admin')"
_VISIBLE = {
    FeedKind.MEMBERSHIP: "rep = :login",
    FeedKind.CUSTOMERS: "rep = :login",
    FeedKind.ADDRESSES: f"customer IN ({_OWN_CUSTOMERS})",
    FeedKind.ORDERS: f"customer IN ({_OWN_CUSTOMERS})",
    FeedKind.OPEN_WORK: f"(sender = :login OR {_IS_ADMIN})",
    **dict.fromkeys(FOR_ADMINS, _IS_ADMIN),
}
"""Whose rows a login is given; a feed not named here is the same for everyone."""

_NOW = "SELECT strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')"
_IN_SYNC = {
    FeedKind.MEMBERSHIP,
    FeedKind.POLICIES,
    FeedKind.OPEN_WORK,
    FeedKind.CASES,
    FeedKind.LAPTOPS,
    FeedKind.STOPPED,
    FeedKind.POLICY_HISTORY,
    FeedKind.TOMBSTONES,
}


class Sqlite:
    """The dialect of SQLite. Every writer holds the only write lock from its first statement."""

    def bound(self, connection: Connection) -> int:
        """Return the version after the last: writers are one at a time, so none is still open."""
        return int(connection.scalar(_COUNTER, {"name": "row_version"}) or 0) + 1

    def held_feeds(self, engine: Engine) -> BlockedFeeds | None:  # noqa: ARG002 (whatever file)
        """Tell that nothing is: what is not committed has no row version that counts."""
        return None

    def now(self, connection: Connection) -> datetime:
        """Return the machine's time as SQLite tells it."""
        return instant_from_text(
            connection.exec_driver_sql(
                "SELECT strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')"
            ).scalar_one()
        )

    def act_as(self, connection: Connection, login: str, at: datetime | None) -> None:
        """Write who acts where the change log's triggers look."""
        connection.exec_driver_sql(
            "UPDATE sync_session SET actor = ?, at = ?",
            (login, None if at is None else instant_text(at)),
        )

    def audit_name(self, connection: Connection, login: str) -> str:  # noqa: ARG002 (a file knows nobody)
        """Return ``login``: who may open the file may say so."""
        return login

    def require_owner(self, connection: Connection) -> None:
        """Raise nothing: who may open the file may do anything with it."""

    def forget_admin(self, connection: Connection, login: str) -> None:
        """Take nothing away: there are no rights beside the rep's role."""

    def begin_audit(self, connection: Connection, login: str, at: datetime) -> None:
        """Write who changes: who may open the file may say so."""
        self.act_as(connection, login, at)

    def sender(self, engine: Engine, login: Login) -> Login:
        """Return ``login``, if head office knows it: who may open the file may say so."""
        with reading(engine) as connection:
            return require_identity(connection, login).login

    def send(self, engine: Engine, login: Login, request: Request, at: datetime) -> Receipt:
        """Put the request in the inbox as ``login``'s."""
        with audited_transaction(engine, actor=login, at=at) as connection:
            (receipt,) = put_requests(connection, login, [request], at)
            return receipt

    def next_values(self, connection: Connection, counter: str, count: int) -> range:
        """Raise a counter and return the values passed."""
        last = int(
            connection.exec_driver_sql(
                "UPDATE sync_counters SET value = value + ? WHERE name = ? RETURNING value",
                (count, counter),
            ).scalar_one()
        )
        return range(last - count + 1, last + 1)

    def give_back_values(self, connection: Connection, counter: str, count: int) -> None:
        """Lower a counter: the only writer took the values in this very transaction."""
        connection.exec_driver_sql(
            "UPDATE sync_counters SET value = value - ? WHERE name = ?", (count, counter)
        )

    # SQLAlchemy's own savepoints cost more than answering the request that is under one

    def save_point(self, connection: Connection) -> None:
        """Begin a savepoint."""
        connection.exec_driver_sql("SAVEPOINT request")

    def release_save_point(self, connection: Connection) -> None:
        """Keep what was done since the savepoint."""
        connection.exec_driver_sql("RELEASE request")

    def roll_back_to_save_point(self, connection: Connection) -> None:
        """Undo what was done since the savepoint, and leave it."""
        connection.exec_driver_sql("ROLLBACK TO request")
        connection.exec_driver_sql("RELEASE request")

    def upsert(
        self,
        connection: Connection,
        table: Table,
        *,
        keys: Sequence[str],
        rows: Sequence[Mapping[str, Any]],
    ) -> None:
        """Insert or update by key, in one statement prepared once."""
        if rows:
            connection.execute(_upsert(table, tuple(keys), tuple(rows[0])), list(rows))

    def reserve_stock(self, connection: Connection, counts: Mapping[Sku, int]) -> int:
        """Lower the stock of one product after the other."""
        taking = [{"of": sku, "taken": count} for sku, count in sorted(counts.items())]
        return connection.execute(_TAKE, taking).rowcount

    def feed_page(
        self,
        connection: Connection,
        kind: FeedKind,
        *,
        login: Login,
        cursor: Cursor,
        bound: int,
        limit: int,
        by_key: bool,
    ) -> FeedPage:
        """Return one page of a feed; SQLite already holds the contract's plain values."""
        wanted = {
            "login": login,
            "row_version": cursor.row_version,
            "id": cursor.id,
            "bound": bound,
            # one more than asked for tells whether there is another page
            "limit": limit + 1,
        }
        statement = _page_by_key(kind) if by_key else _page_by_version(kind)
        found = connection.exec_driver_sql(statement, wanted).cursor.fetchall()
        more = len(found) > limit
        rows: tuple[Row, ...] = tuple(found[:limit])
        if by_key:
            after = Cursor(cursor.row_version, _id_of(rows[-1]) if rows else cursor.id)
        elif more:
            after = Cursor(_version_of(connection, kind, _id_of(rows[-1])), _id_of(rows[-1]))
        else:
            # everything below the bound was given: a rep with few rows of many asks no more
            after = max(cursor, Cursor(bound - 1, _LAST_ID))
        return FeedPage(kind=kind, rows=rows, cursor=after, more=more)

    def fingerprints(
        self, connection: Connection, kind: FeedKind | None, *, login: Login, bound: int, width: int
    ) -> tuple[Fingerprint, ...]:
        """Add up rows in Python: SQLite has no hash of its own."""
        wanted = COMPARED if kind is None else (kind,)
        width = max(width, SMALLEST_PART)
        return tuple(
            one for each in wanted for one in _fingerprints(connection, each, login, bound, width)
        )

    @contextmanager
    def only_worker(self, file: Path | None) -> Iterator[bool]:
        """Hold the lock file beside the database; the system frees it when a process dies."""
        if file is None:
            yield False
            return
        with hold_lock_file(file, patience_seconds=_OTHER_WORKER_SECONDS):
            yield True

    def bump_row_versions(self, connection: Connection, beyond: int) -> None:
        """Jump the one counter far ahead."""
        connection.exec_driver_sql(
            "UPDATE sync_counters SET value = max(value, ?) + ? WHERE name = 'row_version'",
            (beyond, _ROOM_AFTER_RESTORE),
        )

    def recovery_fork(self, connection: Connection) -> str:  # noqa: ARG002 (a file has none)
        """Return nothing: a file does not know that it is a copy of an earlier one."""
        return ""

    def has_schema(self, connection: Connection) -> bool:
        """Tell whether the table of facts is here; a file with other tables alone isn't ours."""
        names = inspect(connection).get_table_names()
        if names and _TABLES.info.name not in names:
            raise SchemaError(
                "This database holds something else, not a head office. Choose another one.",
                detail=f"{len(names)} tables, no {_TABLES.info.name}",
            )
        return bool(names)

    def before_upgrade(self, connection: Connection) -> None:
        """Need nothing: the upgrade's transaction is the only one that writes."""

    def migrate(self, connection: Connection, statement: str) -> None:
        """Run a statement as it is."""
        connection.exec_driver_sql(statement)

    def backup_file(self, engine: Engine, suffix: str) -> None:
        """Copy the file beside itself, consistently, write-ahead log included."""
        with engine.connect() as connection:
            cursor = connection.connection.cursor()
            cursor.execute("PRAGMA database_list")
            path = next(row[2] for row in cursor.fetchall() if row[1] == "main")
            copy = Path(f"{path}.{suffix}")
            copy.unlink(missing_ok=True)
            cursor.execute("VACUUM INTO ?", (str(copy),))
            cursor.close()


_TABLES = tables_for("sqlite")
_TAKE = (
    update(_TABLES.stock)
    .where(_TABLES.stock.c.sku == bindparam("of"), _TABLES.stock.c.on_hand >= bindparam("taken"))
    .values(on_hand=_TABLES.stock.c.on_hand - bindparam("taken"))
)
_COUNTER = select(_TABLES.counters.c.value).where(_TABLES.counters.c.name == bindparam("name"))


def _id_of(row: Row) -> int:
    key = row[0]
    assert isinstance(key, int)  # noqa: S101 (every feed's first column is its integer id)
    return key


def _version_of(connection: Connection, kind: FeedKind, key: int) -> int:
    statement = f"SELECT row_version FROM {_table_name(kind)} WHERE id = ?"  # noqa: S608
    return int(connection.exec_driver_sql(statement, (key,)).scalar_one())


def _fingerprints(
    connection: Connection, kind: FeedKind, login: Login, bound: int, width: int
) -> list[Fingerprint]:
    values = {"login": login, "bound": bound, "width": width}
    moving = dict(connection.exec_driver_sql(_moving(kind), values).cursor.fetchall())
    texts = connection.exec_driver_sql(_texts(kind), values).cursor.fetchall()
    return [
        Fingerprint(
            kind=kind, part=part, rows=one.rows, total=one.total, moving=moving.get(part, 0)
        )
        for part, one in sorted(sums(texts, width).items())
    ]


def _table_name(kind: FeedKind) -> str:
    return f"sync_{kind}" if kind in _IN_SYNC else f"sales_{kind}"


def _select(kind: FeedKind) -> str:
    return f"SELECT {', '.join(COLUMNS[kind])} FROM {_table_name(kind)}"  # noqa: S608


@lru_cache
def _page_by_version(kind: FeedKind) -> str:
    visible = f" AND {_VISIBLE[kind]}" if kind in _VISIBLE else ""
    return (
        f"{_select(kind)} WHERE row_version >= :row_version "
        "AND (row_version > :row_version OR id > :id) AND row_version < :bound"
        f"{visible} ORDER BY row_version, id LIMIT :limit"
    )


@lru_cache
def _page_by_key(kind: FeedKind) -> str:
    visible = f" AND {_VISIBLE[kind]}" if kind in _VISIBLE else ""
    return f"{_select(kind)} WHERE id > :id{visible} ORDER BY id LIMIT :limit"


@lru_cache
def _texts(kind: FeedKind) -> str:
    where = f" WHERE {_VISIBLE[kind]}" if kind in _VISIBLE else ""
    return f"SELECT id, {text_in_sqlite(COMPARED[kind])} FROM {_table_name(kind)}{where}"  # noqa: S608


@lru_cache
def _moving(kind: FeedKind) -> str:
    visible = f" AND {_VISIBLE[kind]}" if kind in _VISIBLE else ""
    return (
        f"SELECT id / :width, count(*) FROM {_table_name(kind)} "  # noqa: S608
        f"WHERE row_version >= :bound{visible} GROUP BY 1"
    )


@lru_cache
def _upsert(table: Table, keys: tuple[str, ...], columns: tuple[str, ...]) -> Any:  # noqa: ANN401
    statement = insert(table)
    changed = {name: statement.excluded[name] for name in columns if name not in keys}
    return statement.on_conflict_do_update(index_elements=list(keys), set_=changed)
