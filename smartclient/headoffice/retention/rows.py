"""Purging rows: what was deleted, logged, decided or seen long ago, and lanes that are empty."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, case, exists, false, select

from smartclient.contract.cases import Case
from smartclient.contract.documents import document_from_json
from smartclient.database.value_list import in_list
from smartclient.domain.errors import NewerVersionError
from smartclient.headoffice.database.portions import Portion, PurgedKind
from smartclient.headoffice.database.purging import over
from smartclient.headoffice.database.tables import Tables, tables_for
from smartclient.headoffice.retention.open_lanes import open_lanes
from smartclient.headoffice.retention.sizes import stored_bytes

_TEXTS = {
    PurgedKind.CASES: ("document",),
    PurgedKind.OUTCOMES: ("body", "asked", "conflict", "answer"),
    PurgedKind.CHANGES: ("before", "after"),
    PurgedKind.TOMBSTONES: ("kind",),
    PurgedKind.MEMBERSHIP: ("rep", "customer"),
    PurgedKind.DEVICES: ("login", "device", "name"),
    PurgedKind.LAPTOPS: ("login",),
    PurgedKind.GUESSES: ("address",),
    PurgedKind.ENROLMENTS: ("login", "enrolled_by"),
    PurgedKind.HANDED_OVER: ("request",),
    PurgedKind.CREDENTIALS: ("address",),
    PurgedKind.ENROLLED_DEVICES: ("login", "name"),
}
"""Kind → the texts whose size is reported."""

_IN_ORDER = frozenset({PurgedKind.CHANGES, PurgedKind.TOMBSTONES})
"""Kinds whose rows follow each other in time: the first portion that is too young is the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRows:
    """A portion of rows, how many bytes of text it deletes, and the last row that was looked at."""

    portion: Portion
    saved: int
    last: int


def find_rows(
    connection: Connection, kind: PurgedKind, before: datetime, after: int, limit: int
) -> FoundRows | None:
    """The next rows with a number above ``after`` that were over before; None for no more."""
    t = tables_for(connection.dialect.name)
    table, is_over = over(t, kind, before)
    texts = [table.c[name] for name in _TEXTS[kind]]
    wanted = (
        select(
            *_columns(table, kind),
            stored_bytes(connection, *texts).label("size"),
            case((is_over, 1), else_=0).label("is_over"),
        )
        .where(table.c.id > after)
        .order_by(table.c.id)
        .limit(limit)
    )
    rows: Sequence[Any] = connection.execute(
        wanted if kind in _IN_ORDER else wanted.where(is_over)
    ).all()
    if not rows or not any(row.is_over for row in rows):
        return None
    going = _leaving_open(connection, kind, [row for row in rows if row.is_over], before)
    return FoundRows(
        portion=Portion(kind=kind, before=before, ids=tuple(row.id for row in going)),
        saved=sum(row.size or 0 for row in going),
        last=rows[-1].id,
    )


def _columns(table: Table, kind: PurgedKind) -> list[Any]:
    match kind:
        case PurgedKind.CHANGES:
            return [table.c.id, table.c.entity, table.c.key]
        case PurgedKind.CASES:
            return [table.c.id, table.c.document]
    return [table.c.id]


def _leaving_open(
    connection: Connection, kind: PurgedKind, rows: Sequence[Row[Any]], before: datetime
) -> list[Row[Any]]:
    """Leave what an open record's history needs, and cases that were decided only later."""
    match kind:
        case PurgedKind.CASES:
            return [row for row in rows if _decided_before(row.document, before)]
        case PurgedKind.CHANGES:
            lanes = _lanes_of_changes(connection, rows)
            keep = open_lanes(connection, set(lanes.values()))
            return [row for row in rows if lanes.get(row.id) not in keep]
    return list(rows)


def _decided_before(document: str, before: datetime) -> bool:
    try:
        decided_at = document_from_json(document, Case).decided_at
    except NewerVersionError:
        return False
    return decided_at is not None and decided_at < before


def _lanes_of_changes(connection: Connection, rows: Sequence[Row[Any]]) -> dict[int, str]:
    """The customer of each logged change that is about one or about an order of one."""
    numbers = {row.key for row in rows if row.entity == "order"}
    customers = _customers_of(connection, numbers) if numbers else {}
    lanes = {row.id: row.key for row in rows if row.entity == "customer"}
    return lanes | {
        row.id: customers[row.key] for row in rows if row.entity == "order" and row.key in customers
    }


def _customers_of(connection: Connection, numbers: Collection[str]) -> dict[str, str]:
    """The customers of orders by the orders' numbers."""
    t = tables_for(connection.dialect.name).orders
    found = connection.execute(select(t.c.number, t.c.customer).where(in_list(t.c.number, numbers)))
    return {row.number: row.customer for row in found}


def find_lanes(
    connection: Connection, before: datetime, after: str, limit: int
) -> tuple[Portion, str] | None:
    """The next lanes that nobody leases, with those to delete, and the last one looked at.

    Those are lanes of which every request was purged.
    """
    t = tables_for(connection.dialect.name)
    lanes = list(
        connection.scalars(
            select(t.lanes.c.lane)
            .where(t.lanes.c.lane > after, t.lanes.c.token.is_(None))
            .order_by(t.lanes.c.lane)
            .limit(limit)
        )
    )
    if not lanes:
        return None
    used = set(connection.scalars(_used(t, lanes)))
    unused = tuple(lane for lane in lanes if lane not in used)
    return Portion(kind=PurgedKind.LANES, before=before, names=unused), lanes[-1]


def _used(t: Tables, lanes: Sequence[str]) -> Select[tuple[str]]:
    """Those of these lanes in which a request stands that was not purged."""
    kept = t.inbox.c.lane == t.lanes.c.lane, t.inbox.c.purged == false()
    return select(t.lanes.c.lane).where(in_list(t.lanes.c.lane, lanes), exists().where(*kept))
