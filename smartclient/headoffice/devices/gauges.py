"""How head office stands, for monitoring, computed from its database."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Table, func, select

from smartclient.contract.cases import CaseState
from smartclient.contract.web.gate import DeviceState, Gauges
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.stored_states import PARKED, RECEIVED
from smartclient.headoffice.database.tables import tables_for


def read_gauges(connection: Connection, now: datetime) -> Gauges:
    """How head office stands at ``now``."""
    t = tables_for(connection.dialect.name)
    waiting, is_open = t.inbox.c.status == RECEIVED, t.cases.c.state == CaseState.OPEN.value
    oldest_waiting = connection.scalar(select(func.min(t.inbox.c.received_at)).where(waiting))
    oldest_case = connection.scalar(select(func.min(t.cases.c.opened_at)).where(is_open))
    serving = t.workers.c.serving_until > backend_of(connection).leases.now(connection)
    states = select(t.enrolled_devices.c.state, func.count()).group_by(t.enrolled_devices.c.state)
    counted: dict[str, int] = {row[0]: row[1] for row in connection.execute(states)}
    seen = t.credentials.c.seen_at > now - timedelta(days=1)
    return Gauges(
        waiting=_count(connection, t.inbox, waiting),
        oldest_waiting=_age(oldest_waiting, now),
        parked=_count(connection, t.inbox, t.inbox.c.status == PARKED),
        cases=_count(connection, t.cases, is_open),
        oldest_case=_age(oldest_case, now),
        workers=_count(connection, t.workers, serving),
        newest_worker=_age(connection.scalar(select(func.max(t.workers.c.seen_at))), now),
        devices={state: counted.get(state.value, 0) for state in DeviceState},
        seen_last_day=connection.scalar(
            select(func.count(func.distinct(t.credentials.c.device))).where(seen)
        )
        or 0,
    )


def _count(connection: Connection, table: Table, condition: ColumnElement[bool]) -> int:
    counting = select(func.count()).select_from(table).where(condition)
    return connection.scalar(counting) or 0


def _age(at: datetime | None, now: datetime) -> float | None:
    return None if at is None else max(0.0, (now - at).total_seconds())
