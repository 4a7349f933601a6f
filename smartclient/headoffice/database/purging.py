"""Purging: what a portion of a purge writes and deletes, in one transaction.

On SQL Server a procedure does the same, which checks again that all of it is over.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    and_,
    bindparam,
    delete,
    exists,
    false,
    func,
    literal,
    select,
    update,
)

from smartclient.contract.cases import CaseState
from smartclient.contract.web.gate import DeviceState
from smartclient.database.value_list import in_list
from smartclient.headoffice.database.portions import (
    Portion,
    PurgedKind,
    ShortConflict,
    horizon_of,
)
from smartclient.headoffice.database.schema import info, set_info
from smartclient.headoffice.database.stored_states import CLOSED, DONE
from smartclient.headoffice.database.tables import Tables, tables_for


def apply_portion(connection: Connection, portion: Portion) -> int:
    """Do what a portion says, within the caller's transaction; return how many rows it was."""
    t = tables_for(connection.dialect.name)
    if portion.kind is PurgedKind.REQUESTS:
        return shorten_requests(connection, portion)
    if portion.kind is PurgedKind.LANES:
        free = in_list(t.lanes.c.lane, portion.names), t.lanes.c.token.is_(None)
        return connection.execute(delete(t.lanes).where(*free)).rowcount
    table, is_over = over(t, portion.kind, portion.before)
    going = and_(in_list(table.c.id, portion.ids), is_over)
    if horizon := horizon_of(portion.kind):
        _raise_horizon(connection, table, going, horizon)
    return connection.execute(delete(table).where(going)).rowcount


def over(t: Tables, kind: PurgedKind, before: datetime) -> tuple[Table, ColumnElement[bool]]:
    """The table that a kind is deleted from, and what of it was over before."""
    return _OVER[kind](t, before)


def _decided(t: Tables, before: datetime) -> tuple[Table, ColumnElement[bool]]:
    decided = t.cases.c.state == CaseState.DECIDED.value
    return t.cases, and_(decided, t.cases.c.opened_at < before)


def _closed(t: Tables, before: datetime) -> tuple[Table, ColumnElement[bool]]:
    return t.open_work, and_(t.open_work.c.state == CLOSED, t.open_work.c.since < before)


def _left(t: Tables, before: datetime) -> tuple[Table, ColumnElement[bool]]:
    left = t.membership.c.is_member == false()
    return t.membership, and_(left, t.membership.c.changed_at < before)


def _unused(t: Tables, before: datetime) -> tuple[Table, ColumnElement[bool]]:
    """Credentials that were not used for so long; what is to be wiped is so whenever it returns."""
    devices = t.enrolled_devices
    is_wiping = exists().where(
        devices.c.device == t.credentials.c.device, devices.c.state == DeviceState.WIPING.value
    )
    seen = func.coalesce(t.credentials.c.seen_at, t.credentials.c.given_at)
    return t.credentials, and_(seen < before, ~is_wiping)


def _gone(t: Tables, before: datetime) -> tuple[Table, ColumnElement[bool]]:
    """Devices that nobody saw for so long, of which nothing is left."""
    device = t.enrolled_devices.c.device
    return t.enrolled_devices, and_(
        t.enrolled_devices.c.seen_on < before.date(),
        ~exists().where(t.credentials.c.device == device),
        ~exists().where(t.handed_over.c.device == device),
    )


_OVER: dict[PurgedKind, Callable[[Tables, datetime], tuple[Table, ColumnElement[bool]]]] = {
    PurgedKind.CASES: _decided,
    PurgedKind.OUTCOMES: _closed,
    PurgedKind.CHANGES: lambda t, before: (t.change_log, t.change_log.c.at < before),
    PurgedKind.TOMBSTONES: lambda t, before: (t.tombstones, t.tombstones.c.deleted_at < before),
    PurgedKind.MEMBERSHIP: _left,
    PurgedKind.LAPTOPS: lambda t, before: (t.laptops, t.laptops.c.seen_at < before),
    PurgedKind.DEVICES: lambda t, before: (t.devices, t.devices.c.seen_at < before),
    PurgedKind.GUESSES: lambda t, before: (t.guesses, t.guesses.c.guessed_at < before),
    PurgedKind.ENROLMENTS: lambda t, before: (t.enrolments, t.enrolments.c.expires_at < before),
    PurgedKind.HANDED_OVER: lambda t, before: (t.handed_over, t.handed_over.c.decided_at < before),
    PurgedKind.CREDENTIALS: _unused,
    PurgedKind.ENROLLED_DEVICES: _gone,
}


def shorten_requests(connection: Connection, portion: Portion) -> int:
    """Empty the bodies of answered requests, and shorten their replies and conflicts."""
    t = tables_for(connection.dialect.name)
    if not portion.replies:
        return 0
    by_id = update(t.replies).where(t.replies.c.id == bindparam("of"))
    connection.execute(
        by_id.values(body=bindparam("document"), status=bindparam("outcome")),
        [
            {"of": reply.reply_id, "document": reply.document, "outcome": reply.status}
            for reply in portion.replies
        ],
    )
    _shorten_conflicts(connection, portion.conflicts)
    if portion.customers:
        again = update(t.customers).where(in_list(t.customers.c.id, portion.customers))
        connection.execute(again.values(territory=t.customers.c.territory))
    # a state that stands in the statement can't be run for many rows at once
    emptied = update(t.inbox).where(
        t.inbox.c.id == bindparam("of"), t.inbox.c.status == literal(DONE)
    )
    return connection.execute(
        emptied.values(body=bindparam("left"), purged=True),
        [{"of": reply.id, "left": reply.body} for reply in portion.replies],
    ).rowcount


def _shorten_conflicts(connection: Connection, conflicts: Sequence[ShortConflict]) -> None:
    t = tables_for(connection.dialect.name).conflicts
    if not conflicts:
        return
    by_id = update(t).where(t.c.id == bindparam("of"), t.c.state == literal(CLOSED))
    connection.execute(
        by_id.values(
            document=bindparam("short"),
            body_kind=bindparam("kind"),
            body=bindparam("asked"),
            report="[]",
        ),
        [
            {
                "of": conflict.id,
                "short": conflict.document,
                "kind": conflict.body_kind,
                "asked": conflict.body,
            }
            for conflict in conflicts
        ],
    )


def _raise_horizon(
    connection: Connection, table: Table, going: ColumnElement[bool], name: str
) -> None:
    newest = connection.scalar(select(func.max(table.c.row_version)).where(going))
    if newest is not None and newest > int(info(connection, name) or 0):
        set_info(connection, name, str(newest))
