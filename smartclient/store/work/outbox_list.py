"""Entries: the outbox as a person reads it, each request with the record it is about."""

# ruff: noqa: S608 (statements are put together from names of ours; values are parameters)

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from smartclient.contract.stored_values import maybe_stored_amount
from smartclient.contract.versions import WITHDRAWALS_SINCE
from smartclient.database.raw_sql import fetch_all, quoted
from smartclient.database.types import instant_from_text
from smartclient.domain.ids import RequestId, TaskId
from smartclient.domain.retrying import is_due
from smartclient.domain.services import ServiceName
from smartclient.domain.steps import TaskPolicy
from smartclient.domain.tasks import (
    AT_HEAD_OFFICE,
    HANDED_OVER,
    STOPPED,
    SUCCEEDED,
    TO_SEND,
    Subject,
    SubjectType,
    TaskKind,
    TaskStatus,
)
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.domain.worth import LinkTerms
from smartclient.read_models.records import OutboxEntry, WaitsFor
from smartclient.store.work.outbox_worth import worths
from smartclient.store.work.stored_request import WITHOUT_PREREQUISITES, Reason, reason_from

_GOES_WITH_IT = SUCCEEDED | {TaskStatus.QUEUED, *HANDED_OVER} - {TaskStatus.AWAITING_DECISION}
# what stands together with the task of a request, itself left out
_BESIDE = f"""
composed_steps s
JOIN composed_tasks c ON c.id = s.composed_id AND c.policy = '{TaskPolicy.TOGETHER}'
JOIN composed_steps other ON other.composed_id = c.id AND other.task_id != s.task_id
    AND other.compensates IS NULL AND NOT other.is_optional
WHERE s.task_id = r.task_id AND s.compensates IS NULL AND NOT s.is_optional
"""
# it goes with the request, or the request waits for what stops it
_STOPPED_BESIDE = f"""
SELECT other.task_id FROM tasks one, {_BESIDE} AND one.id = other.task_id
    AND (one.status NOT IN ({quoted(_GOES_WITH_IT)})
        OR one.status = '{TaskStatus.QUEUED}' AND one.cause = '{TransitionReason.DATA_TOO_OLD}')
"""
_NEEDED_BESIDE = f"""
SELECT q.requires_id FROM task_requires q, tasks first, {_BESIDE} AND q.task_id = other.task_id
    AND first.id = q.requires_id AND first.status NOT IN ({quoted(SUCCEEDED)})
    AND first.id NOT IN (SELECT inside.task_id FROM composed_steps inside
                         WHERE inside.composed_id = c.id)
"""
_ENTRIES = f"""
SELECT r.id, r.task_id, t.kind, t.subject_type, t.subject_id, t.subject_label, t.status,
       r.made_at, r.attempts, r.next_try, r.why, r.goes_first, o.total, o.number,
       o.provisional_number, coalesce(json_extract(e.document, '$.name'), c.name),
       CASE WHEN r.kind NOT IN ({quoted(WITHOUT_PREREQUISITES)}) THEN coalesce(
           (SELECT q.requires_id FROM task_requires q JOIN tasks first ON first.id = q.requires_id
            WHERE q.task_id = r.task_id AND first.status NOT IN ({quoted(SUCCEEDED)})
              AND first.id NOT IN (SELECT other.task_id FROM {_BESIDE}) LIMIT 1),
           ({_STOPPED_BESIDE} LIMIT 1), ({_NEEDED_BESIDE} LIMIT 1)) END,
       r.kind = 'withdraw' AND coalesce(
           (SELECT CAST(value AS INTEGER) < {WITHDRAWALS_SINCE} FROM meta
            WHERE name = 'link_version'), 0),
       t.cause = '{TransitionReason.DATA_TOO_OLD}',
       r.exported AND t.status = 'sending', r.not_after
FROM requests r JOIN tasks t ON t.id = r.task_id AND t.request_id = r.id
LEFT JOIN orders o ON t.subject_type = 'order' AND o.order_id = t.subject_id
LEFT JOIN customers c ON c.number = coalesce(o.customer, t.subject_id)
LEFT JOIN customer_edits e ON e.number = coalesce(o.customer, t.subject_id)
WHERE r.service = ? AND t.status IN ({quoted(TO_SEND | AT_HEAD_OFFICE | STOPPED)})
ORDER BY r.goes_first DESC, r.seq
"""

_HEAD_OFFICE_TOO_OLD = Reason(
    why="Head office is too old to know of this. It is sent as soon as head office is upgraded."
)

_WAITS_FOR_FRESH_DATA = Reason(
    why="Head office found the data of this order too old. It is sent again by itself as soon as "
    "a sync has brought fresh data."
)

_EXPORTED = Reason(
    why="It is in a file for head office. If the file does not arrive, it goes with a sync."
)


def entries(
    connection: Connection,
    service: ServiceName,
    now: datetime,
    terms: LinkTerms,
    *,
    is_offline: bool,
) -> tuple[OutboxEntry, ...]:
    """Every request to a service not yet answered, stopped ones included, in the order they go.

    They are the ones that are counted as to send, at head office or stopped. Those that are due
    ``now`` wait for no next try.
    """
    known = worths(connection, service, terms, now)
    found = (_entry(row, now) for row in fetch_all(connection, _ENTRIES, (service,)))
    return tuple(
        replace(
            entry,
            worth=known.get(entry.request_id),
            price=terms.price,
            held_by=_held_by(entry, known.get(entry.request_id), terms, is_offline=is_offline),
        )
        for entry in found
    )


def _held_by(
    entry: OutboxEntry, worth: int | None, terms: LinkTerms, *, is_offline: bool
) -> WaitsFor | None:
    """What something waits for, None where nothing holds it or it waits for no link."""
    if worth is None:
        return None
    holds = (
        (is_offline, WaitsFor.OFFLINE),
        (entry.waits_for is not None, WaitsFor.TASK),
        (worth < terms.price, WaitsFor.CHEAPER_LINK),
        (entry.next_try is not None, WaitsFor.NEXT_TRY),
    )
    return next((what for holds_it, what in holds if holds_it), None)


def _entry(row: tuple[Any, ...], now: datetime) -> OutboxEntry:
    request_id, task_id, kind, subject_type, subject_id, label, status, *rest = row
    made_at, attempts, next_try, why, goes_first, total, number, provisional, *last = rest
    customer_name, waits_for, office_too_old, data_too_old, exported, not_after = last
    reason = _HEAD_OFFICE_TOO_OLD if office_too_old else reason_from(why)
    if data_too_old:
        reason = _WAITS_FOR_FRESH_DATA
    if exported:
        reason = _EXPORTED
    of_task = TaskStatus(status)
    again_at = None if next_try is None else instant_from_text(next_try)
    return OutboxEntry(
        request_id=RequestId(request_id),
        task_id=TaskId(task_id),
        kind=TaskKind(kind),
        subject=Subject(type=SubjectType(subject_type), id=subject_id, label=label),
        status=of_task,
        since=instant_from_text(made_at),
        attempts=attempts,
        next_try=None if is_due(again_at, now) else again_at,
        why=reason.why,
        arguments=reason.arguments,
        value=maybe_stored_amount(total),
        waits_for=None if waits_for is None else TaskId(waits_for),
        number=number or "",
        provisional_number=provisional or "",
        customer_name=customer_name or "",
        goes_first=bool(goes_first),
        exported=bool(exported),
        not_after=None if not_after is None else instant_from_text(not_after),
        can_be_undone=of_task is not TaskStatus.TAKING_BACK,
    )
