"""The procedures of feeds and fingerprints, one for each version of a feed's columns.

They are generated from ``contract.feeds``: which columns a version of the link has stands there
alone. The statements themselves are the templates ``feed.sql`` and ``fingerprints.sql``.
"""

from sqlalchemy import Boolean, Column

from smartclient.contract.feeds import (
    FOR_ADMINS,
    FeedKind,
    columns_at,
    feed_version,
    feeds_at,
    fingerprints_version,
)
from smartclient.contract.fingerprints import compared_at
from smartclient.contract.versions import LINK_VERSION
from smartclient.database.types import Amount, Day, Instant
from smartclient.headoffice.database.feeds import table_of
from smartclient.headoffice.database.mssql.definition.source import statement
from smartclient.headoffice.database.tables import tables_for

MAX_ROWS, MAX_PHOTOS = 100_001, 501
"""Rows of a feed that are given at once at most. A photo may be large."""

FURTHEST = 900_000_000_000_000
"""The largest amount that a feed carries: 10,000 times as much still fits a bigint."""

_OWN = "f.customer IN (SELECT c.number FROM sales.customers AS c WHERE c.rep = @rep)"
_VISIBLE = {
    FeedKind.MEMBERSHIP: "f.rep = @rep",
    FeedKind.CUSTOMERS: "f.rep = @rep",
    FeedKind.ADDRESSES: _OWN,
    FeedKind.ORDERS: _OWN,
    FeedKind.OPEN_WORK: "(f.sender = @rep OR @role = N'admin')",
    **dict.fromkeys(FOR_ADMINS, "@role = N'admin'"),
}
"""Feed → whose rows a login is given; a feed that is not named is the same for everyone."""

_ASCII_JSON = {
    FeedKind.ORDERS: {"document"},
    FeedKind.CASES: {"document"},
    FeedKind.OPEN_WORK: {"body", "asked", "conflict", "answer"},
}
"""Columns that as varchar are half the bytes on the link."""


def procedures() -> list[str]:
    """The statements that create every version of every feed and of the fingerprints."""
    return [
        *(_feed(kind, version) for kind in FeedKind for version in _versions(kind)),
        *(_fingerprints(version) for version in _fingerprint_versions()),
    ]


def names() -> list[str]:
    """The names of these procedures in schema ``sync``."""
    return [
        *(f"feed_{kind}_v{version}" for kind in FeedKind for version in _versions(kind)),
        *(f"fingerprints_v{version}" for version in _fingerprint_versions()),
    ]


def heads(link_version: int) -> str:
    """The query for the newest row version of each feed that a version of the link has."""
    return "\nUNION ALL ".join(_head(kind) for kind in feeds_at(link_version))


def _versions(kind: FeedKind) -> list[int]:
    links = [link for link in range(1, LINK_VERSION + 1) if kind in feeds_at(link)]
    return sorted({feed_version(kind, link) for link in links})


def _fingerprint_versions() -> list[int]:
    return sorted({fingerprints_version(link) for link in range(1, LINK_VERSION + 1)})


def _feed(kind: FeedKind, version: int) -> str:
    visible = _VISIBLE.get(kind)
    return statement(
        "procedures/feed",
        KIND=kind,
        VERSION=str(version),
        TABLE=_table(kind),
        COLUMNS=",\n".join(_selected(kind, column) for column in columns_at(kind, version)),
        VISIBLE=f"\n    AND {visible}" if visible else "",
        MAX_ROWS=str(MAX_PHOTOS if kind is FeedKind.PHOTOS else MAX_ROWS),
    )


def _fingerprints(version: int) -> str:
    feeds = [
        statement(
            "fragments/fingerprint_of_feed",
            KIND=kind,
            TABLE=_table(kind),
            TEXTS=",\n".join(_text(kind, column) for column in columns),
            VISIBLE=f"\nWHERE {_VISIBLE[kind]}" if kind in _VISIBLE else "",
        )
        for kind, columns in compared_at(version).items()
    ]
    return statement("procedures/fingerprints", VERSION=str(version), FEEDS="\n".join(feeds))


def _head(kind: FeedKind) -> str:
    name = "fragments/head_of_open_work" if kind is FeedKind.OPEN_WORK else "fragments/head_of_feed"
    visible = " WHERE @role = N'admin'" if kind in FOR_ADMINS else ""
    return statement(name, KIND=kind, TABLE=_table(kind), VISIBLE=visible)


def _table(kind: FeedKind) -> str:
    return table_of(kind, tables_for("mssql")).fullname


def _selected(kind: FeedKind, name: str) -> str:
    value = _value(kind, name)
    return value if value == f"f.[{name}]" else f"{value} AS [{name}]"


def _text(kind: FeedKind, name: str) -> str:
    return f"COALESCE(CAST({_value(kind, name)} AS nvarchar(max)), NCHAR(30)), NCHAR(31)"


def _value(kind: FeedKind, name: str) -> str:
    """The expression for a column as it travels."""
    column: Column[object] = table_of(kind, tables_for("mssql")).c[name]
    value = f"f.[{name}]"
    if name in _ASCII_JSON.get(kind, ()):
        return f"CAST({value} AS varchar(max))"
    match column.type:
        case Amount():
            bounded = (
                f"CASE WHEN {value} > {FURTHEST} THEN {FURTHEST} "
                f"WHEN {value} < -{FURTHEST} THEN -{FURTHEST} ELSE {value} END"
            )
            return f"CAST({bounded} * 10000 AS bigint)"
        case Day():
            return f"CAST({value} AS varchar(10))"
        case Instant():
            return (
                f"STUFF(CONVERT(varchar(26), CAST({value} AS datetime2(6)), 121), 11, 1, 'T') + 'Z'"
            )
        case Boolean():
            return f"CAST({value} AS int)"
        case _:
            return value
