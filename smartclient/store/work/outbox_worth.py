"""The worth of what a service's queue has to send, each with that of what waits for it."""

# ruff: noqa: S608 (statements are put together from names of ours; values are parameters)

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from sqlalchemy import Connection

from smartclient.database.raw_sql import fetch_all, quoted
from smartclient.database.types import instant_from_text
from smartclient.domain.ids import RequestId
from smartclient.domain.services import ServiceName
from smartclient.domain.worth import LinkTerms, Waiting, inherited_worths
from smartclient.read_models.request_status import UNDELIVERED, RequestStatus
from smartclient.store.work.stored_request import WITHOUT_PREREQUISITES

# what a later change took the place of before it was sent has waited with the same work
_WAITS_SINCE = f"""
SELECT min(made_at) FROM requests earlier
WHERE earlier.task_id = r.task_id AND earlier.seq <= r.seq
  AND (earlier.seq = r.seq OR earlier.status = '{RequestStatus.SUPERSEDED}')
  AND earlier.seq > coalesce((SELECT max(seq) FROM requests sent WHERE sent.task_id = r.task_id
      AND sent.seq < r.seq AND sent.handed_over_at IS NOT NULL), 0)
"""
_WAITING = f"""
SELECT id, lane, kind, ({_WAITS_SINCE}), not_after, at_any_price FROM requests r
WHERE service = ? AND status IN ({quoted(UNDELIVERED)}) ORDER BY lane, seq
"""
_PREREQUISITES = f"""
SELECT waiting.id, required.id FROM requests waiting
JOIN task_requires ON task_requires.task_id = waiting.task_id
JOIN requests required ON required.task_id = task_requires.requires_id
WHERE waiting.status IN ({quoted(UNDELIVERED)}) AND required.status IN ({quoted(UNDELIVERED)})
  AND waiting.kind NOT IN ({quoted(WITHOUT_PREREQUISITES)})
"""


def worths(
    connection: Connection, service: ServiceName, terms: LinkTerms, now: datetime
) -> dict[RequestId, int]:
    """The worth at ``now`` of every request that waits for the link to ``service``.

    What must go before another, as its prerequisite or as an earlier one of its lane, is worth as
    much as that.
    """
    own: dict[RequestId, int] = {}
    lanes: defaultdict[str, list[RequestId]] = defaultdict(list)
    for request_id, lane, waiting in _waiting(connection, service):
        own[request_id] = terms.worth(waiting, now)
        lanes[lane].append(request_id)
    waits_for: defaultdict[RequestId, list[RequestId]] = defaultdict(list)
    for lane_ids in lanes.values():
        for earlier, later in pairwise(lane_ids):
            waits_for[later].append(earlier)
    for later, earlier in fetch_all(connection, _PREREQUISITES):
        waits_for[RequestId(later)].append(RequestId(earlier))
    return inherited_worths(own, waits_for)


def held_back(connection: Connection, service: ServiceName, terms: LinkTerms, now: datetime) -> int:
    """How many requests wait for a cheaper link."""
    if not terms.price:
        return 0
    return sum(worth < terms.price for worth in worths(connection, service, terms, now).values())


def next_worth_the_price(
    connection: Connection, service: ServiceName, terms: LinkTerms, now: datetime
) -> datetime | None:
    """When the next request that is held back goes, None where none is."""
    held = {
        name
        for name, worth in worths(connection, service, terms, now).items()
        if worth < terms.price
    }
    times = (
        terms.goes_at(waiting) for name, _, waiting in _waiting(connection, service) if name in held
    )
    return min(times, default=None)


def _waiting(
    connection: Connection, service: ServiceName
) -> Iterator[tuple[RequestId, str, Waiting]]:
    rows = fetch_all(connection, _WAITING, (service,))
    for request_id, lane, kind, since, not_after, at_any_price in rows:
        waiting = Waiting(
            kind=kind,
            since=instant_from_text(since),
            not_after=None if not_after is None else instant_from_text(not_after),
            at_any_price=bool(at_any_price),
        )
        yield RequestId(request_id), lane, waiting
