"""Pages of feeds and fingerprints of them, read from a SQLite file as a login may see them."""

# ruff: noqa: S608 (statements are put together from names of ours; values are parameters)

from functools import lru_cache
from typing import Final

from sqlalchemy import Connection

from smartclient.contract.feeds import COLUMNS, Cursor, FeedKind, FeedPage, Row
from smartclient.contract.fingerprints import (
    COMPARED,
    SMALLEST_PART,
    Fingerprint,
    sums,
    text_in_sqlite,
)
from smartclient.contract.operations import Identity
from smartclient.headoffice.database.feeds import SCOPES, Scope
from smartclient.headoffice.database.sqlite.feed_scopes import Source, source_of, table_name

_LAST_ID: Final = 2**62

_CHANGED: Final = (
    "f.row_version >= :row_version AND (f.row_version > :row_version OR f.id > :id) "
    "AND f.row_version < :bound"
)


def feed_page(
    connection: Connection,
    kind: FeedKind,
    *,
    identity: Identity,
    cursor: Cursor,
    watermark: int,
    limit: int,
    by_key: bool,
) -> FeedPage:
    """One page of a feed; SQLite already holds the contract's plain values."""
    wanted = {
        "login": identity.login,
        "row_version": cursor.row_version,
        "id": cursor.id,
        "bound": watermark,
        # one more than wanted shows whether there is another page
        "limit": limit + 1,
    }
    statement = _page(kind, by_key=by_key, is_admin=identity.is_admin)
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
    connection: Connection,
    kind: FeedKind | None,
    *,
    identity: Identity,
    watermark: int,
    width: int,
) -> tuple[Fingerprint, ...]:
    """Add up rows in Python: SQLite has no hash of its own."""
    wanted = COMPARED if kind is None else (kind,)
    width = max(width, SMALLEST_PART)
    return tuple(
        fingerprint
        for each in wanted
        for fingerprint in _fingerprints(connection, each, identity, watermark, width)
    )


def _id_of(row: Row) -> int:
    key = row[0]
    assert isinstance(key, int)  # noqa: S101 (every feed's first column is its integer id)
    return key


def _version_of(connection: Connection, kind: FeedKind, key: int) -> int:
    statement = f"SELECT row_version FROM {table_name(kind)} WHERE id = ?"
    return int(connection.exec_driver_sql(statement, (key,)).scalar_one())


def _fingerprints(
    connection: Connection, kind: FeedKind, identity: Identity, watermark: int, width: int
) -> list[Fingerprint]:
    values = {"login": identity.login, "bound": watermark, "width": width}
    source = source_of(kind, is_admin=identity.is_admin)
    moving = dict(connection.exec_driver_sql(_moving(source), values).cursor.fetchall())
    texts = connection.exec_driver_sql(_texts(kind, source), values).cursor.fetchall()
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


@lru_cache
def _page(kind: FeedKind, *, by_key: bool, is_admin: bool) -> str:
    tables, visible = source_of(kind, is_admin=is_admin)
    after, order = ("f.id > :id", "f.id") if by_key else (_CHANGED, "f.row_version, f.id")
    columns = ", ".join(f"f.{column}" for column in COLUMNS[kind])
    found = f"FROM {tables} WHERE {visible} AND {after} ORDER BY {order} LIMIT :limit"
    if SCOPES[kind] is not Scope.CUSTOMER:
        return f"SELECT {columns} {found}"
    # chosen in indexes alone, by customer after customer: only then are the rows read
    return (
        f"SELECT {columns} FROM (SELECT f.id AS id {found}) AS page "
        f"CROSS JOIN {table_name(kind)} AS f ON f.id = page.id ORDER BY {order}"
    )


@lru_cache
def _texts(kind: FeedKind, source: Source) -> str:
    text = text_in_sqlite(f"f.{column}" for column in COMPARED[kind])
    return f"SELECT f.id, {text} FROM {source.tables} WHERE {source.condition}"


def _moving(source: Source) -> str:
    return (
        f"SELECT f.id / :width, count(*) FROM {source.tables} "
        f"WHERE f.row_version >= :bound AND {source.condition} GROUP BY 1"
    )
