"""Statements that write requests, as plain SQL: they are part of every save."""

# ruff: noqa: S608 (statements are put together from names of ours; values are parameters)

from smartclient.database.raw_sql import quoted
from smartclient.read_models.request_status import UNDELIVERED

APPEND = (
    "INSERT INTO requests (id, task_id, kind, version, lane, body, digest, replaces, "
    "withdraws, made_at, status, not_after, at_any_price, service, clock_offset) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
    "(SELECT round(value) FROM meta WHERE name = 'clock_offset_seconds'))"
)
"""Queue a request."""

SEND_FIRST = f"""
UPDATE requests SET goes_first = 1, next_try = NULL
WHERE status IN ({quoted(UNDELIVERED)}) AND (lane, seq) IN (
    SELECT earlier.lane, earlier.seq FROM requests wanted
    JOIN requests earlier ON earlier.service = wanted.service
        AND earlier.lane = wanted.lane AND earlier.seq <= wanted.seq
    WHERE wanted.id = ?)
"""
"""Have a request, and the earlier ones of its lane, go before all others."""
