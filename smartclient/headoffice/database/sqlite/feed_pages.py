"""Pages of feeds and fingerprints of them, read from a SQLite file as a login may see them."""

from functools import lru_cache
from typing import Final

from sqlalchemy import Connection

from smartclient.contract.feeds import COLUMNS, FOR_ADMINS, Cursor, FeedKind, FeedPage, Row
from smartclient.contract.fingerprints import (
    COMPARED,
    SMALLEST_PART,
    Fingerprint,
    sums,
    text_in_sqlite,
)
from smartclient.domain.ids import Login

_LAST_ID: Final = 2**62

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
"""Which rows a login may see; a feed not named here is the same for everyone."""

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


def feed_page(
    connection: Connection,
    kind: FeedKind,
    *,
    login: Login,
    cursor: Cursor,
    watermark: int,
    limit: int,
    by_key: bool,
) -> FeedPage:
    """One page of a feed; SQLite already holds the contract's plain values."""
    wanted = {
        "login": login,
        "row_version": cursor.row_version,
        "id": cursor.id,
        "bound": watermark,
        # one more than wanted shows whether there is another page
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
        # all below the watermark was given: a rep with few rows of many needs no further page
        after = max(cursor, Cursor(watermark - 1, _LAST_ID))
    return FeedPage(kind=kind, rows=rows, cursor=after, more=more)


def fingerprints(
    connection: Connection, kind: FeedKind | None, *, login: Login, watermark: int, width: int
) -> tuple[Fingerprint, ...]:
    """Add up rows in Python: SQLite has no hash of its own."""
    wanted = COMPARED if kind is None else (kind,)
    width = max(width, SMALLEST_PART)
    return tuple(
        fingerprint
        for each in wanted
        for fingerprint in _fingerprints(connection, each, login, watermark, width)
    )


def _id_of(row: Row) -> int:
    key = row[0]
    assert isinstance(key, int)  # noqa: S101 (every feed's first column is its integer id)
    return key


def _version_of(connection: Connection, kind: FeedKind, key: int) -> int:
    statement = f"SELECT row_version FROM {_table_name(kind)} WHERE id = ?"  # noqa: S608
    return int(connection.exec_driver_sql(statement, (key,)).scalar_one())


def _fingerprints(
    connection: Connection, kind: FeedKind, login: Login, watermark: int, width: int
) -> list[Fingerprint]:
    values = {"login": login, "bound": watermark, "width": width}
    moving = dict(connection.exec_driver_sql(_moving(kind), values).cursor.fetchall())
    texts = connection.exec_driver_sql(_texts(kind), values).cursor.fetchall()
    return [
        Fingerprint(
            kind=kind,
            part=part,
            rows=checksum.rows,
            total=checksum.total,
            moving=moving.get(part, 0),
        )
        for part, checksum in sorted(sums(texts, width).items())
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
