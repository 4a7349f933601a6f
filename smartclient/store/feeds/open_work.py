"""Open work in the store: what head office holds open of a rep's, whichever device sent it."""

# ruff: noqa: S608 (statements are put together from names of ours; values are parameters)

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from smartclient.contract.cases import OpenConflict
from smartclient.contract.documents import document_from_json
from smartclient.contract.encoding import decode_body
from smartclient.contract.messages import (
    BODY_TYPES,
    Answer,
    Body,
    Request,
    RequestKind,
    customer_of_lane,
)
from smartclient.contract.subject_labels import Label, conflict_label, order_in
from smartclient.contract.versions import current_version
from smartclient.database.raw_sql import fetch_all, fetch_one, quoted
from smartclient.database.types import instant_from_text
from smartclient.domain.ids import ConflictId, Login, RequestId
from smartclient.domain.tasks import FINISHED
from smartclient.read_models.request_status import UNANSWERED
from smartclient.reconcile.conflict import Conflict
from smartclient.store.database.json_codec import from_document

CLOSED = "closed"
_CONFLICT_STATES = "('open', 'with_admin')"

_COLUMNS = (
    "w.item_id, w.state, w.request_id, w.kind, w.version, w.lane, w.body, w.digest, w.replaces, "
    "w.made_at, w.asked_kind, w.asked, w.answer"
)
# what this device sent itself it learns of by replies; what is over only where it is open here
_UNKNOWN = f"""
SELECT {_COLUMNS} FROM open_work w
WHERE w.sender = ? AND NOT EXISTS (SELECT 1 FROM requests r WHERE r.id = w.request_id)
  AND (w.state <> 'closed' OR EXISTS (
      SELECT 1 FROM conflicts c WHERE c.conflict_id = w.item_id AND c.state <> 'closed'))
ORDER BY w.made_at, w.id
"""

# what is yet to be answered about the same, or to be done, may close it
_CLOSED_ONLY_HERE = f"""
SELECT {_COLUMNS} FROM open_work w
JOIN conflicts c ON c.conflict_id = w.item_id JOIN tasks t ON t.id = c.task_id
WHERE w.sender = ? AND w.state IN {_CONFLICT_STATES} AND c.state = 'closed'
  AND t.status IN ({quoted(FINISHED)})
  AND NOT EXISTS (
      SELECT 1 FROM tasks o LEFT JOIN requests r ON r.task_id = o.id
      WHERE o.subject_type = t.subject_type AND o.subject_id = t.subject_id
        AND (o.status NOT IN ({quoted(FINISHED)}) OR r.status IN ({quoted(UNANSWERED)})))
ORDER BY w.made_at, w.id
"""

# what was answered in between has come by then
_UNAWARE = """
SELECT r.id FROM open_work w JOIN requests r ON r.id = w.request_id
WHERE w.sender = ? AND w.state = 'parked' AND r.status = 'received' ORDER BY r.seq
"""

# what waits here for head office is a task like any other, about the conflict it names
_OF_ALL = f"""
SELECT w.item_id, w.sender, w.state, w.since, w.lane, w.conflict,
       w.asked_kind, w.asked, w.made_at,
       EXISTS (SELECT 1 FROM tasks t WHERE t.subject_type = 'case' AND t.subject_id = w.item_id
               AND t.status NOT IN ({quoted(FINISHED)}))
FROM open_work w WHERE w.state IN {_CONFLICT_STATES} ORDER BY w.since, w.id
"""

_LABELLED = "SELECT conflict, asked_kind, asked, made_at FROM open_work WHERE item_id = ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenItem:
    """One conflict or stopped request of the rep's, whichever device sent it.

    ``request`` is the newest about it and ``answer`` the answer to it. ``disputed`` is the body
    that is decided about in a conflict, None for a stopped request.
    """

    item_id: str
    is_closed: bool
    request: Request
    disputed: Body | None
    answer: Answer

    @property
    def is_stopped(self) -> bool:
        """Whether it is a request that was set aside."""
        return self.item_id == self.request.id

    @property
    def conflict_id(self) -> ConflictId:
        """The conflict's id, where it is one."""
        return ConflictId(self.item_id)


class OpenWork:
    """What the feed brought of open work, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def unknown_of(self, login: Login) -> tuple[OpenItem, ...]:
        """What is open of ``login`` whose newest request this device does not know.

        Kinds that are newer than this program are left out.
        """
        return self._items(_UNKNOWN, login)

    def closed_only_here(self, login: Login) -> tuple[OpenItem, ...]:
        """The conflicts of ``login`` that are open at head office, and closed on this device.

        That is so where head office was restored from a backup, and lost what had closed them.
        """
        return self._items(_CLOSED_ONLY_HERE, login)

    def _items(self, statement: str, login: Login) -> tuple[OpenItem, ...]:
        known = {str(kind) for kind in RequestKind}
        rows = fetch_all(self._connection, statement, (login,))
        return tuple(_item(row) for row in rows if row[3] in known and row[12])

    def stopped_but_sent_again(self, login: Login) -> tuple[RequestId, ...]:
        """What head office holds as stopped that it acknowledged here once more since."""
        rows = fetch_all(self._connection, _UNAWARE, (login,))
        return tuple(RequestId(row[0]) for row in rows)

    def label_of(self, conflict_id: ConflictId) -> Label:
        """The label of what a conflict is about, an empty one where it is not known."""
        row = fetch_one(self._connection, _LABELLED, (conflict_id,))
        if row is None or not row[0]:
            return Label()
        return _conflict_label(from_document(row[0], Conflict), *row[1:])

    def disputed_in(self, conflict_id: ConflictId) -> Body | None:
        """The body that is decided about in a conflict, None for one that is not known."""
        row = fetch_one(self._connection, _LABELLED, (conflict_id,))
        return None if row is None else body_in(row[1], row[2], instant_from_text(row[3]))

    def conflicts_of_all(self) -> tuple[OpenConflict, ...]:
        """The open conflicts of every rep, oldest first, as an admin is given them."""
        return tuple(_conflict(row) for row in fetch_all(self._connection, _OF_ALL))


def _item(row: tuple[Any, ...]) -> OpenItem:
    item_id, state, request_id, kind, version, lane, body, digest, replaces, made_at, *rest = row
    disputed_kind, disputed, answer = rest
    moment = instant_from_text(made_at)
    return OpenItem(
        item_id=item_id,
        is_closed=state == CLOSED,
        request=Request(
            id=RequestId(request_id),
            kind=RequestKind(kind),
            version=int(version),
            lane=customer_of_lane(lane),
            body=body,
            digest=digest,
            made_at=moment,
            replaces=None if replaces is None else RequestId(replaces),
        ),
        disputed=body_in(disputed_kind, disputed, moment),
        answer=document_from_json(answer, Answer),
    )


def body_in(name: str, text: str, made_at: datetime) -> Body | None:
    """The body of a kind and version, None for a kind or a version that this program lacks."""
    kind, _, version = name.partition("/")
    if kind not in {str(kind) for kind in BODY_TYPES} or int(version) > current_version(kind):
        return None
    request = Request(
        id=RequestId(""),
        kind=RequestKind(kind),
        version=int(version),
        lane="",
        body=text,
        digest="",
        made_at=made_at,
    )
    return decode_body(request)


def _conflict(row: tuple[Any, ...]) -> OpenConflict:
    item_id, sender, state, since, lane, document, *disputed, taking_over = row
    conflict = from_document(document, Conflict)
    return OpenConflict(
        conflict=conflict,
        id=ConflictId(item_id),
        sender=Login(sender),
        customer=customer_of_lane(lane),
        with_admin=state == "with_admin",
        since=instant_from_text(since),
        taking_over=bool(taking_over),
        label=_conflict_label(conflict, *disputed),
    )


def _conflict_label(conflict: Conflict, kind: str, disputed: str, made_at: str) -> Label:
    return conflict_label(conflict, order_in(body_in(kind, disputed, instant_from_text(made_at))))
