"""Admin data in the store: what the feeds bring to admins alone."""

# ruff: noqa: S608 (statements are put together from names of ours; values are parameters)

from typing import Any

from sqlalchemy import Connection

from smartclient.contract.messages import customer_of_lane
from smartclient.contract.subject_labels import Label, request_label
from smartclient.database.raw_sql import fetch_all, fetch_one, quoted
from smartclient.database.types import instant_from_text
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import Login, OrderId, RequestId
from smartclient.domain.tasks import FINISHED, WITHDRAWN
from smartclient.read_models.headoffice import PolicyChange, RepStatus, StoppedRequest
from smartclient.store.feeds.open_work import OpenWork, body_in

_REPS = """
SELECT r.login, r.number, r.title, r.territory, r.role, l.seen_at, l.waiting, l.client_version,
       l.clock_offset_seconds
FROM reps r LEFT JOIN laptops l ON l.login = r.login
ORDER BY l.seen_at IS NULL, r.login
"""

# what waits here for head office is a task like any other, about the request it names
_STOPPED = f"""
SELECT s.request_id, s.sender, s.kind, s.lane, s.attempts, s.error, s.received_at, s.stopped_at,
       w.version, w.body, w.made_at,
       EXISTS (SELECT 1 FROM tasks t WHERE t.subject_type = 'request'
               AND t.subject_id = s.request_id
               AND t.status NOT IN ({quoted(FINISHED | WITHDRAWN)}))
FROM stopped s
LEFT JOIN open_work w ON w.sender = s.sender AND w.request_id = s.request_id
                      AND w.state = 'parked'
ORDER BY s.stopped_at, s.id
"""

_HISTORY = """
SELECT id, key, was, setting, changed_by, changed_at FROM policy_history ORDER BY id DESC
"""


class AdminData:
    """The admin data, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def reps(self) -> tuple[RepStatus, ...]:
        """Every rep with the last contact of the rep's laptop; those without one come last."""
        return tuple(_rep(row) for row in fetch_all(self._connection, _REPS))

    def rep_name(self, login: Login) -> str:
        """What a rep is called, "" where that is not known here."""
        row = fetch_one(self._connection, "SELECT name FROM reps WHERE login = ?", (login,))
        return "" if row is None else row[0] or ""

    def stopped(self) -> tuple[StoppedRequest, ...]:
        """What head office has set aside, of every rep, oldest first."""
        return tuple(self._stopped(row) for row in fetch_all(self._connection, _STOPPED))

    def policy_changes(self) -> tuple[PolicyChange, ...]:
        """Every change of a policy, newest first."""
        return tuple(_change(row) for row in fetch_all(self._connection, _HISTORY))

    def _stopped(self, row: tuple[Any, ...]) -> StoppedRequest:
        (
            request_id,
            sender,
            kind,
            lane,
            attempts,
            error,
            received_at,
            stopped_at,
            *requested,
            trying,
        ) = row
        label = self._label(kind, *requested)
        return StoppedRequest(
            request_id=RequestId(request_id),
            sender=Login(sender),
            kind=kind,
            customer=customer_of_lane(lane),
            attempts=attempts,
            error=error,
            received_at=instant_from_text(received_at),
            stopped_at=instant_from_text(stopped_at),
            retrying=bool(trying),
            label=label.text,
            provisional=label.provisional,
        )

    def _label(self, kind: str, version: str | None, body: str, made_at: str) -> Label:
        """The label of a request, an empty one where its body has not come or is unreadable.

        A head office of an earlier version does not send it.
        """
        if version is None:
            return Label()
        try:
            requested = body_in(f"{kind}/{version}", body, instant_from_text(made_at))
        except RefusedError:
            return Label()
        if requested is None:
            return Label()
        return request_label(requested, self._number_of, OpenWork(self._connection).label_of)

    def _number_of(self, order_id: OrderId) -> str:
        row = fetch_one(
            self._connection, "SELECT number FROM orders WHERE order_id = ?", (order_id,)
        )
        return "" if row is None else row[0] or ""


def _rep(row: tuple[Any, ...]) -> RepStatus:
    login, number, title, territory, role, seen_at, waiting, version, offset = row
    return RepStatus(
        login=Login(login),
        number=number,
        title=title,
        territory=territory,
        is_admin=role == "admin",
        seen_at=None if seen_at is None else instant_from_text(seen_at),
        waiting=waiting or 0,
        client_version=version or 0,
        clock_offset_seconds=offset or 0,
    )


def _change(row: tuple[Any, ...]) -> PolicyChange:
    key_id, key, was, setting, changed_by, changed_at = row
    return PolicyChange(
        id=key_id,
        key=key,
        was=was,
        setting=setting,
        changed_by=changed_by,
        changed_at=instant_from_text(changed_at),
    )
