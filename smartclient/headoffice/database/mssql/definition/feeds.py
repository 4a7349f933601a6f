"""The procedures of feeds and fingerprints, one for each version of a feed's columns.

They are generated from ``contract.feeds``: which columns a version of the link has stands there
alone. The statements themselves are the templates ``feed.sql`` and ``fingerprints.sql``.

Every query names the index by which it begins, which leads to the rows that the login may see: so
one plan is right whoever asks, and whatever was changed since. None is planned again for a call.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Boolean, Column

from smartclient.contract.feed_versions import (
    columns_at,
    feed_version,
    feeds_at,
    fingerprints_version,
)
from smartclient.contract.feeds import (
    OWN_CONTACT,
    WITH_CONTENT,
    FeedKind,
)
from smartclient.contract.fingerprints import compared_at
from smartclient.contract.versions import LINK_VERSION
from smartclient.database.types import Amount, Day, Identifier, Instant
from smartclient.headoffice.database.feeds import SCOPES, Scope, table_of
from smartclient.headoffice.database.mssql.definition.source import statement
from smartclient.headoffice.database.tables import tables_for

MAX_ROWS, MAX_WITH_CONTENT = 100_001, 501
"""Rows of a feed that are given at once at most. A row with content may be large."""

FURTHEST = 900_000_000_000_000
"""The largest amount that a feed carries: 10,000 times as much still fits a bigint."""

_CHANGED = """f.row_version >= @from AND (f.row_version > @from OR f.id > @id)
    AND f.row_version < @below"""

_CONVERTED = {FeedKind.ORDERS}
"""Feeds whose rows have the version that they had before they were converted."""


SHARED = tuple(kind for kind in FeedKind if SCOPES[kind] is Scope.EVERYBODY)
"""The feeds that are the same for everybody."""

_OF_LAPTOPS = {"PREFIX": "", "CALLER": ""}

_PAGES = {Scope.ACCOUNT: "page_of_accounts", Scope.CUSTOMER: "page_of_customers"}
_HEADS = {Scope.ACCOUNT: "head_of_accounts", Scope.CUSTOMER: "head_of_customers"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Askers:
    """Who asks for heads: how queries name their rep and role, and where they find them.

    ``whose`` and ``everybody`` are what is selected before a head, of one rep and of all;
    ``below`` is a condition on the rows that count, ``of_others`` one on those of ``laptops``.
    """

    rep: str = "@rep"
    role: str = "@role"
    whose: str = ""
    everybody: str = ""
    source: str = ""
    below: str = ""
    of_others: str = ""


_BELOW = "f.row_version < @below"
_FIRST_CALLER = _Askers()
_CALLER = _Askers(of_others="(@own_counts = 1 OR f.login <> @rep)")
_MANY = _Askers(
    rep="w.rep",
    role="w.role",
    whose="w.rep, ",
    everybody="N'' AS rep, ",
    source=" FROM @reps AS w",
    below=_BELOW,
)
_EVERYBODY = _Askers(below=_BELOW)


def procedures() -> list[str]:
    """The statements that create every version of every feed and of the fingerprints."""
    return [
        *(_feed(kind, version, **_OF_LAPTOPS) for kind in FeedKind for version in _versions(kind)),
        *(_fingerprints(version, **_OF_LAPTOPS) for version in _fingerprint_versions()),
    ]


def names() -> list[str]:
    """The names of these procedures in schema ``sync``."""
    return [
        *(f"feed_{kind}_v{version}" for kind in FeedKind for version in _versions(kind)),
        *(f"fingerprints_v{version}" for version in _fingerprint_versions()),
    ]


def procedures_for_devices(caller: Mapping[str, str]) -> list[str]:
    """The statements that create what the web service calls for devices: the newest versions.

    ``caller`` fills in who calls.
    """
    return [
        *(_feed(kind, feed_version(kind, LINK_VERSION), **caller) for kind in FeedKind),
        _fingerprints(fingerprints_version(LINK_VERSION), **caller),
    ]


def procedures_for_snapshots() -> list[str]:
    """The statements that create what reads the feeds that are the same for everybody."""
    return [
        _feed(kind, feed_version(kind, LINK_VERSION), PREFIX="web_shared_", CALLER="", identity="")
        for kind in SHARED
    ]


def heads(link_version: int) -> str:
    """The query for the newest row version that a login may see of each feed of a link version."""
    askers = _FIRST_CALLER if link_version == 1 else _CALLER
    return _heads(feeds_at(link_version), askers)


def heads_of_many() -> str:
    """The query for the same below a bound for every rep in ``@reps``; "" is who sees all alike."""
    return _heads(FeedKind, _MANY)


def shared_heads() -> str:
    """The query for the same below a bound, of the feeds that are the same for everybody."""
    return _heads(SHARED, _EVERYBODY)


def _heads(kinds: Iterable[FeedKind], askers: _Askers) -> str:
    return "\nUNION ALL ".join(_head(kind, askers) for kind in kinds)


def _versions(kind: FeedKind) -> list[int]:
    links = [link for link in range(1, LINK_VERSION + 1) if kind in feeds_at(link)]
    return sorted({feed_version(kind, link) for link in links})


def _fingerprint_versions() -> list[int]:
    return sorted({fingerprints_version(link) for link in range(1, LINK_VERSION + 1)})


def _feed(kind: FeedKind, version: int, **caller: str) -> str:
    columns = ",\n".join(_selected(kind, column) for column in columns_at(kind, version))
    return statement(
        "procedures/feed",
        KIND=kind,
        VERSION=str(version),
        BY_KEY=_page(kind, columns, "f.id > @id", "f.id"),
        BY_VERSION=_by_version(kind, columns),
        MAX_ROWS=str(MAX_WITH_CONTENT if kind in WITH_CONTENT else MAX_ROWS),
        **caller,
    )


def _by_version(kind: FeedKind, columns: str) -> str:
    """The query for what changed since a cursor."""
    changed = _page(kind, columns, _CHANGED, "f.row_version, f.id")
    if kind not in _CONVERTED:
        return changed
    return statement(
        "fragments/page_of_converted",
        TABLE=_table(kind),
        INDEX=_index(kind, "feed"),
        COLUMNS=columns,
        CHANGED=changed,
        REP=_FIRST_CALLER.rep,
    )


def _page(kind: FeedKind, columns: str, after: str, order: str) -> str:
    """The query for a page of what comes ``after`` a cursor."""
    fragment = _PAGES.get(SCOPES[kind], "page")

    def page(visible: str, index: str) -> str:
        return statement(
            f"fragments/{fragment}",
            TABLE=_table(kind),
            COLUMNS=columns,
            INDEX=index,
            VISIBLE=visible,
            AFTER=after,
            ORDER=order,
            REP=_FIRST_CALLER.rep,
        )

    everybodys = _index(kind, "row_version") if after == _CHANGED else _primary_key(kind)
    match SCOPES[kind]:
        case Scope.REP:
            return page("f.rep = @rep AND ", _index(kind, "feed"))
        case Scope.ACCOUNT | Scope.CUSTOMER:
            return page("", _index(kind, "feed"))
        case Scope.SENDER:
            return statement(
                "fragments/for_admins_or_sender",
                FOR_ADMINS=page("", everybodys),
                FOR_SENDER=page("f.sender = @rep AND ", _index(kind, "sender")),
            )
        case Scope.ADMIN:
            return page("@role = N'admin' AND ", everybodys)
    return page("", everybodys)


def _fingerprints(version: int, **caller: str) -> str:
    feeds = [_fingerprint(kind, columns) for kind, columns in compared_at(version).items()]
    return statement(
        "procedures/fingerprints", VERSION=str(version), FEEDS="\n".join(feeds), **caller
    )


def _fingerprint(kind: FeedKind, columns: Sequence[str]) -> str:
    texts = ",\n".join(_text(kind, column) for column in columns)
    if SCOPES[kind] is not Scope.EVERYBODY:
        return statement(
            "fragments/fingerprint_of_some", KIND=kind, TEXTS=texts, SOURCE=_source(kind)
        )
    return statement(
        "fragments/fingerprint_of_all",
        KIND=kind,
        TABLE=_table(kind),
        TEXTS=texts,
        # what was added up of another text counts for nothing
        FORMULA=hashlib.sha256(texts.encode()).hexdigest()[:16],
        INDEX=_primary_key(kind),
        CHANGED=_index(kind, "row_version"),
    )


def _source(kind: FeedKind) -> str:
    """What rows of a feed a login is given, named ``f``."""
    table = f"FROM {_table(kind)} AS f"
    match SCOPES[kind]:
        case Scope.REP:
            return f"{table}\nWHERE f.rep = @rep"
        case Scope.ACCOUNT | Scope.CUSTOMER:
            customer = "number" if SCOPES[kind] is Scope.ACCOUNT else "customer"
            partition = statement("fragments/partition", REP=_FIRST_CALLER.rep)
            return f"FROM {partition} AS c\nJOIN {_table(kind)} AS f ON f.{customer} = c.number"
        case Scope.SENDER:
            return f"{table}\nWHERE (f.sender = @rep OR @role = N'admin')"
        case Scope.ADMIN:
            return f"{table}\nWHERE @role = N'admin'"
    return table


def _head(kind: FeedKind, askers: _Askers) -> str:
    """The query for a feed's newest row version, as far as those who ask may see it."""
    newest = partial(_newest, kind, askers)
    whose, source = askers.whose, askers.source
    match SCOPES[kind]:
        case Scope.REP:
            head = newest(f"f.rep = {askers.rep}")
        case Scope.ACCOUNT | Scope.CUSTOMER:
            head = statement(
                f"fragments/{_HEADS[SCOPES[kind]]}",
                TABLE=_table(kind),
                INDEX=_index(kind, "feed"),
                REP=askers.rep,
                BELOW=f" AND {askers.below}" if askers.below else "",
            )
        case Scope.SENDER:
            head = statement(
                "fragments/head_for_admins_or_sender",
                ROLE=askers.role,
                OF_ALL=newest(),
                OF_SENDER=newest(f"f.sender = {askers.rep}"),
            )
        case Scope.ADMIN:
            of_others = askers.of_others if kind is OWN_CONTACT else ""
            head, source = newest(of_others), f"{source} WHERE {askers.role} = N'admin'"
        case Scope.EVERYBODY:
            head, whose, source = newest(), askers.everybody, ""
    return statement("fragments/head", KIND=kind, NEWEST=head, WHOSE=whose, SOURCE=source)


def _newest(kind: FeedKind, askers: _Askers, *conditions: str) -> str:
    """The query for the newest row version of a feed's table."""
    found = " AND ".join(filter(None, (*conditions, askers.below)))
    where = f" WHERE {found}" if found else ""
    return f"SELECT MAX(f.row_version) FROM {_table(kind)} AS f{where}"  # noqa: S608 (names of ours)


def _index(kind: FeedKind, name: str) -> str:
    return f"ix_{_table(kind).replace('.', '_')}_{name}"


def _primary_key(kind: FeedKind) -> str:
    return f"pk_{_table(kind).replace('.', '_')}"


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
        case Identifier():
            return (
                f"LOWER(STUFF(STUFF(STUFF(STUFF(CONVERT(char(32), {value}, 2), "
                "9, 0, '-'), 14, 0, '-'), 19, 0, '-'), 24, 0, '-'))"
            )
        case _:
            return value
