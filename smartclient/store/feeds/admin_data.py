"""Admin data in the store: what the feeds bring to admins alone."""

# ruff: noqa: S608 (statements are put together from names of ours; values are parameters)

from datetime import date
from typing import Any

from sqlalchemy import Connection

from smartclient.contract.listed_devices import ListedDevice
from smartclient.contract.messages import customer_of_lane
from smartclient.contract.subject_labels import Label, request_label
from smartclient.contract.web.gate import DeviceState
from smartclient.database.raw_sql import fetch_all, fetch_one, quoted
from smartclient.database.types import instant_from_text
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import Login, OrderId, RequestId
from smartclient.domain.tasks import FINISHED, WITHDRAWN, TaskKind
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


# the newest task about a device counts
_DEVICES = f"""
SELECT d.device, d.login, d.name, d.kind, d.enrolled_at, d.state, d.revoked_at, d.revoked_by,
       d.seen_on, d.address, d.unsent,
       (SELECT t.kind FROM tasks t WHERE t.subject_type = 'device' AND t.subject_id = d.device
        AND t.status NOT IN ({quoted(FINISHED | WITHDRAWN)}) ORDER BY t.created_at DESC LIMIT 1)
FROM enrolled_devices d
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

    def devices(self) -> tuple[ListedDevice, ...]:
        """Every enrolled device, those enrolled last first."""
        found = fetch_all(self._connection, f"{_DEVICES} ORDER BY d.id DESC")
        return tuple(_device(row) for row in found)

    def device(self, device: str) -> ListedDevice | None:
        """The enrolled device that head office calls so, None where it is not known here."""
        row = fetch_one(self._connection, f"{_DEVICES} WHERE d.device = ?", (device,))
        return None if row is None else _device(row)

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


def _device(row: tuple[Any, ...]) -> ListedDevice:
    device, login, name, kind, enrolled_at, state, revoked_at, *rest = row
    revoked_by, seen_on, address, unsent, pending = rest
    return ListedDevice(
        device=device,
        login=Login(login),
        name=name,
        kind=kind,
        enrolled_at=instant_from_text(enrolled_at),
        state=DeviceState(state),
        revoked_at=None if revoked_at is None else instant_from_text(revoked_at),
        revoked_by=revoked_by,
        seen_on=date.fromisoformat(seen_on),
        address=address,
        unsent=unsent,
        pending=None if pending is None else TaskKind(pending),
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
