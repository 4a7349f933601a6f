"""The status of head office, for its administrator."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Engine, func, select

from smartclient.contract.cases import CaseState, OpenConflict
from smartclient.database.transactions import reading
from smartclient.domain.retention import Retained, default_retention
from smartclient.headoffice.admin.numbering_status import NumberingStatus, numbering_status
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.backend import BlockedFeeds, backend_of
from smartclient.headoffice.database.import_under_way import ImportUnderWay, under_way
from smartclient.headoffice.database.restore_detection import RestoreStatus, restore_status
from smartclient.headoffice.database.stored_states import PARKED, RECEIVED
from smartclient.headoffice.database.tables import Tables, tables_for
from smartclient.headoffice.inbox.open_work import waiting_for_reps
from smartclient.headoffice.inbox.waiting import overdue_requests
from smartclient.headoffice.retention.last_purge import LastPurge, last_purge
from smartclient.headoffice.sales.policies import current_policies
from smartclient.headoffice.worker.heartbeat import is_silent
from smartclient.read_models.headoffice import WaitingRequest

_STOPPED_NOTE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxStatus:
    """How many requests wait for an answer, have one, or were parked."""

    received: int = 0
    done: int = 0
    parked: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """A dead letter: a request that was parked, its sender and its error."""

    request_id: str
    sender: str
    kind: str
    error: str
    stopped_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerStatus:
    """A serving process, and when it last showed itself; ``silent`` for one that should have.

    One that was stopped is not listed; one that was killed stays silent for some days.
    """

    name: str
    seen_at: datetime
    silent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The status of head office. ``orders`` are numbered ones, ``cases`` those not decided.

    ``worker_seen`` is when any worker last showed itself; ``workers`` are those that serve, or fell
    silent, the longest silent first. ``oldest_waiting`` is when the request that waits longest came
    in; None for never and for none. ``overdue`` are requests that get nowhere, one for each
    customer, the longest waiting first. ``held`` is set where an open transaction holds the feeds
    back, ``import_under_way`` where an import runs or was interrupted; ``stopped`` are the requests
    parked last, newest first, ``conflicts`` those of
    ``open_conflicts`` that have waited longest for their reps. ``moved_customers`` changed hands,
    and their new reps have not got all of their orders yet. ``retention`` says how many days
    everything is kept that is purged, ``last_purge`` what the last purge did, None for none.
    """

    inbox: InboxStatus = field(default_factory=InboxStatus)
    orders: int = 0
    cases: int = 0
    customers: int = 0
    products: int = 0
    worker_seen: datetime | None = None
    workers: tuple[WorkerStatus, ...] = ()
    oldest_waiting: datetime | None = None
    overdue: tuple[WaitingRequest, ...] = ()
    held: BlockedFeeds | None = None
    stopped: tuple[DeadLetter, ...] = ()
    open_conflicts: int = 0
    conflicts: tuple[OpenConflict, ...] = ()
    restores: RestoreStatus = field(default_factory=RestoreStatus)
    import_under_way: ImportUnderWay | None = None
    moved_customers: int = 0
    numbering: NumberingStatus = field(default_factory=NumberingStatus)
    retention: Mapping[Retained, int] = field(default_factory=default_retention)
    last_purge: LastPurge | None = None


def status(engine: Engine) -> Status:
    """The status of the head office that ``engine`` opens."""
    schema.check(engine)
    tables = tables_for(engine.dialect.name)
    held = backend_of(engine).feeds.blocked_feeds(engine)
    with reading(engine) as connection:
        waiting = tables.inbox.c.status == RECEIVED
        conflicts = waiting_for_reps(connection)
        policies = current_policies(connection)
        return Status(
            inbox=_inbox(connection, tables),
            orders=_count(connection, tables.orders.c.id),
            cases=_count(connection, tables.cases.c.id, tables.cases.c.state == CaseState.OPEN),
            customers=_count(connection, tables.customers.c.id),
            products=_count(connection, tables.products.c.id),
            worker_seen=connection.scalar(select(func.max(tables.workers.c.seen_at))),
            workers=_workers(connection, tables),
            oldest_waiting=connection.scalar(
                select(func.min(tables.inbox.c.received_at)).where(waiting)
            ),
            overdue=overdue_requests(connection),
            held=held,
            stopped=_stopped(connection, tables),
            open_conflicts=len(conflicts),
            conflicts=conflicts[:_STOPPED_NOTE],
            restores=restore_status(connection),
            import_under_way=under_way(connection),
            moved_customers=_count(connection, tables.moved_customers.c.customer),
            numbering=numbering_status(connection, policies),
            retention=policies.retention,
            last_purge=last_purge(connection),
        )


def _inbox(connection: Connection, tables: Tables) -> InboxStatus:
    c = tables.inbox.c
    # what is done is most of it, and no index counts it by itself
    received, parked = (_count(connection, c.id, c.status == state) for state in (RECEIVED, PARKED))
    done = _count(connection, c.id) - received - parked
    return InboxStatus(received=received, done=done, parked=parked)


def _workers(connection: Connection, tables: Tables) -> tuple[WorkerStatus, ...]:
    c = tables.workers.c
    now = backend_of(connection).leases.now(connection)
    rows = connection.execute(
        select(c.worker, c.seen_at, c.serving_until)
        .where(c.serving_until.is_not(None))
        .order_by(c.seen_at)
    )
    return tuple(
        WorkerStatus(name=row.worker, seen_at=row.seen_at, silent=is_silent(row.serving_until, now))
        for row in rows
    )


def _stopped(connection: Connection, tables: Tables) -> tuple[DeadLetter, ...]:
    c = tables.stopped.c
    rows = connection.execute(
        select(c.request_id, c.sender, c.kind, c.error, c.stopped_at)
        .order_by(c.id.desc())
        .limit(_STOPPED_NOTE)
    )
    return tuple(
        DeadLetter(request_id=row[0], sender=row[1], kind=row[2], error=row[3], stopped_at=row[4])
        for row in rows
    )


def _count(
    connection: Connection, column: ColumnElement[int], *conditions: ColumnElement[bool]
) -> int:
    return connection.scalar(select(func.count(column)).where(*conditions)) or 0
