"""Overviews in the store: sales by week, and the answers since the rep last looked."""

# ruff: noqa: S608 (statements are put together from names of ours; values are parameters)

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from smartclient.contract.stored_values import maybe_stored_amount, stored_amount, stored_day
from smartclient.database.raw_sql import quoted
from smartclient.database.types import instant_from_text, instant_text
from smartclient.domain.ids import CustomerNumber, TaskId
from smartclient.domain.sales.orders import ACTIVE_STATES, OrderState
from smartclient.domain.tasks import ANSWERS, Subject, SubjectType, TaskKind, TaskStatus
from smartclient.read_models.overview import AnsweredRequest, Answers, WeekSales
from smartclient.store.database.meta import Meta, MetaReader
from smartclient.store.reference.credit import OPEN_ORDERS, SUM_OF_TOTALS
from smartclient.store.reference.search import ids_json

_MARK, _SINCE = "answers_seen", "answers_seen_at"
_MOST_ANSWERS = 200

_REPORTED = frozenset(ANSWERS) - {TaskStatus.IN_CONFLICT, TaskStatus.PARKED}
"""Answers that are news; what is in conflict or stopped is shown among what needs the rep."""

# weekday 0 is the Sunday on or after a day; six days before it is the week's Monday
_BY_WEEK = f"""
SELECT date(order_date, 'weekday 0', '-6 days'), state, {SUM_OF_TOTALS} FROM orders
WHERE state IN ({quoted(ACTIVE_STATES)}) AND order_date >= ? GROUP BY 1, 2
"""

_ANSWERED = f"""
SELECT t.id, t.kind, t.subject_type, t.subject_id, t.subject_label, t.status, s.at,
       o.number, o.provisional_number, o.total,
       coalesce(json_extract(e.document, '$.name'), c.name, o.customer)
FROM transitions s JOIN tasks t ON t.id = s.task_id
LEFT JOIN orders o ON t.subject_type = 'order' AND o.order_id = t.subject_id
LEFT JOIN customers c ON c.number = o.customer
LEFT JOIN customer_edits e ON e.number = o.customer
WHERE s.id > ? AND s.after = t.status AND s.after IN ({quoted(_REPORTED)})
  AND NOT EXISTS (SELECT 1 FROM transitions later WHERE later.task_id = s.task_id
                  AND later.id > s.id)
ORDER BY s.id DESC LIMIT {_MOST_ANSWERS}
"""


# one that is invoiced is in the balance already
_OPEN_ORDERS = f"""
SELECT state, {SUM_OF_TOTALS} FROM orders WHERE {OPEN_ORDERS} AND customer = ? GROUP BY state
"""


# each order counts once, and one that is to be cancelled not at all
_VALUE = f"""
SELECT {SUM_OF_TOTALS} FROM orders WHERE order_id IN (
  SELECT subject_id FROM tasks WHERE subject_type = 'order' AND kind <> 'cancel_order'
  AND status IN (SELECT value FROM json_each(?)))
"""


class OverviewReader:
    """Reads what is shown at a glance, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def sales(self, today: date, weeks: int) -> tuple[WeekSales, ...]:
        """The latest ``weeks``, that of ``today`` last; one without orders is empty."""
        last = today - timedelta(days=today.weekday())
        mondays = [last - timedelta(weeks=back) for back in range(weeks - 1, -1, -1)]
        found = {monday: WeekSales(monday=monday) for monday in mondays}
        rows = self._connection.exec_driver_sql(_BY_WEEK, (mondays[0].isoformat(),)).all()
        for text, state, total in rows:
            week = found.get(stored_day(text) or date.min)
            if week is not None:
                found[week.monday] = _with_sales(week, OrderState(state), stored_amount(total))
        return tuple(found[monday] for monday in mondays)

    def value_of(self, statuses: Collection[TaskStatus]) -> Decimal:
        """The total of the orders that tasks in one of ``statuses`` ask for."""
        total = self._connection.exec_driver_sql(
            _VALUE, (ids_json([str(status) for status in statuses]),)
        ).scalar_one()
        return stored_amount(total)

    def open_orders(self, customer: CustomerNumber) -> dict[OrderState, Decimal]:
        """The total of a customer's orders that use credit, by state."""
        rows = self._connection.exec_driver_sql(_OPEN_ORDERS, (customer,))
        return {OrderState(state): stored_amount(total) for state, total in rows}

    def answers(self) -> Answers:
        """The answers since the rep last looked, newest first."""
        meta = MetaReader(self._connection)
        since = meta.get(_SINCE)
        mark = self._connection.exec_driver_sql(
            "SELECT coalesce(max(id), 0) FROM transitions"
        ).scalar_one()
        rows = self._connection.exec_driver_sql(_ANSWERED, (int(meta.get(_MARK) or 0),)).all()
        return Answers(
            since=None if since is None else instant_from_text(since),
            mark=mark,
            rows=tuple(_answered(row) for row in rows),
        )


class Overviews(OverviewReader):
    """Reads what is shown at a glance, and stores how far the rep has read the answers."""

    def mark_read(self, mark: int, at: datetime) -> None:
        """Mark every answer up to ``mark`` as read."""
        meta = Meta(self._connection)
        if mark >= int(meta.get(_MARK) or 0):
            meta.set(_MARK, str(mark))
            meta.set(_SINCE, instant_text(at))


def _with_sales(week: WeekSales, state: OrderState, total: Decimal) -> WeekSales:
    if state is OrderState.CONFIRMED:
        return replace(week, confirmed=total)
    return replace(week, tentative=total)


def _answered(row: Sequence[Any]) -> AnsweredRequest:
    task_id, kind, subject_type, subject_id, label, status, at, number, provisional, total, name = (
        row
    )
    return AnsweredRequest(
        task_id=TaskId(task_id),
        kind=TaskKind(kind),
        subject=Subject(
            type=SubjectType(subject_type), id=subject_id, label=number or provisional or label
        ),
        status=TaskStatus(status),
        at=instant_from_text(at),
        customer_name=name or (label if subject_type == SubjectType.CUSTOMER else ""),
        value=maybe_stored_amount(total),
        provisional=bool(provisional) and not number,
    )
