"""Conflicts as head office stores them: with the request, so that it can be evaluated again."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, or_, select

from smartclient.contract.documents import document_from_json, document_json
from smartclient.contract.encoding import ascii_json
from smartclient.contract.messages import BODY_TYPES, Body, RequestKind
from smartclient.contract.versions import current_version, upgrade_body
from smartclient.database.value_list import in_list
from smartclient.domain.ids import ConflictId, Login, RequestId
from smartclient.domain.rules.problems import Change
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.identifiers import parts
from smartclient.headoffice.database.locking import lock_listed
from smartclient.headoffice.database.tables import tables_for
from smartclient.reconcile.conflict import Conflict

_KINDS = {body: kind for kind, body in BODY_TYPES.items()}


class OfficeConflictState(StrEnum):
    """Whose turn it is: the rep's, an admin's, or nobody's any more."""

    OPEN = "open"
    WITH_ADMIN = "with_admin"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeConflict:
    """A conflict with what head office needs to resolve it.

    ``sender`` raised it with the request ``conflict.request_id`` names; ``newest_request_id`` is
    the sender's newest request about it, whose reply brings the outcome. ``body`` is the request's,
    ``report`` what people changed in it since, in resolving earlier conflicts about it.
    """

    conflict: Conflict
    sender: Login
    newest_request_id: RequestId
    lane: str
    state: OfficeConflictState
    body: Body
    report: tuple[Change, ...] = ()


def conflict_id_for(sender: Login, request_id: RequestId) -> ConflictId:
    """The id of the conflict a request raises.

    It follows from the request, so that a request answered again after a restore from a backup
    raises the conflict that later requests name.
    """
    return ConflictId(str(uuid5(NAMESPACE_URL, f"smartclient:conflict:{sender}:{request_id}")))


class ConflictTable:
    """The conflicts, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._t = tables_for(connection.dialect.name).conflicts
        self._quiet: set[str] = set()
        # what was saved, be it rolled back since
        self.saved: set[ConflictId] = set()

    def prepare(self, subject_ids: Collection[str]) -> None:
        """Load at once which of these records are in no conflict."""
        t = self._t
        found = self._connection.scalars(
            select(t.c.subject_id).where(
                in_list(t.c.subject_id, subject_ids), t.c.state != OfficeConflictState.CLOSED.value
            )
        )
        self._quiet = set(subject_ids).difference(found)

    def forget(self) -> None:
        """Read every conflict again: what was done since was rolled back."""
        self._quiet.clear()

    def get(self, conflict_id: ConflictId) -> OfficeConflict | None:
        """One conflict, whatever its state."""
        return next(iter(self._where(self._t.c.conflict_id == conflict_id)), None)

    def raised_by(
        self, sender: Login, request_ids: Iterable[RequestId]
    ) -> tuple[OfficeConflict, ...]:
        """The open conflicts that requests raised or last referred to."""
        stored = self.all_raised_by(sender, request_ids)
        return tuple(kept for kept in stored if kept.state is not OfficeConflictState.CLOSED)

    def all_raised_by(
        self, sender: Login, request_ids: Iterable[RequestId]
    ) -> tuple[OfficeConflict, ...]:
        """The conflicts that requests raised or last referred to, closed ones among them."""
        t = self._t
        found: dict[ConflictId, OfficeConflict] = {}
        for chunk in parts(list(dict.fromkeys(request_ids))):
            stored = self._where(
                t.c.sender == sender,
                or_(in_list(t.c.request_id, chunk), in_list(t.c.newest_request_id, chunk)),
            )
            found.update((kept.conflict.id, kept) for kept in stored)
        return tuple(found.values())

    def open_about(self, subject_id: str) -> tuple[OfficeConflict, ...]:
        """The open conflicts about one order or customer."""
        t = self._t
        if subject_id in self._quiet:
            return ()
        return self._where(
            t.c.subject_id == subject_id, t.c.state != OfficeConflictState.CLOSED.value
        )

    def ids_about(self, subject_id: str) -> tuple[ConflictId, ...]:
        """Every conflict there ever was about one order or customer."""
        t = self._t
        found = select(t.c.conflict_id).where(t.c.subject_id == subject_id).order_by(t.c.id)
        return tuple(ConflictId(key) for key in self._connection.scalars(found))

    def any_about(self, subject_id: str) -> bool:
        """Whether anything about one order or customer ever was in conflict."""
        t = self._t
        found = select(t.c.id).where(t.c.subject_id == subject_id).limit(1)
        return self._connection.scalar(found) is not None

    def any_order_of(self, lane: str) -> bool:
        """Whether an order of a customer is in a conflict that is not closed."""
        t = self._t
        statement = select(t.c.id).where(
            t.c.lane == lane,
            t.c.state != OfficeConflictState.CLOSED.value,
            t.c.body_kind.like("%_order/%"),
        )
        return self._connection.scalar(statement.limit(1)) is not None

    def save(self, stored: OfficeConflict) -> None:
        """Store a conflict, replacing its former version."""
        kind = _KINDS[type(stored.body)]
        self._quiet.discard(stored.conflict.subject.id)
        self.saved.add(stored.conflict.id)
        row = {
            "conflict_id": stored.conflict.id,
            "sender": stored.sender,
            "request_id": stored.conflict.request_id,
            "newest_request_id": stored.newest_request_id,
            "subject_id": stored.conflict.subject.id,
            "lane": stored.lane,
            "state": stored.state.value,
            "document": document_json(stored.conflict),
            "body_kind": f"{kind}/{current_version(kind)}",
            "body": ascii_json(stored.body),
            "report": ascii_json(stored.report),
        }
        backend_of(self._connection).rows.upsert(
            self._connection, self._t, keys=("conflict_id",), rows=[row]
        )

    def close(self, stored: OfficeConflict) -> None:
        """Close a conflict: it was resolved."""
        self.save(replace(stored, state=OfficeConflictState.CLOSED))

    def _where(self, *conditions: ColumnElement[bool]) -> tuple[OfficeConflict, ...]:
        t = self._t
        # found first, then locked by their ids: mostly there is none to lock, and other
        # conflicts of the same sender are other workers'
        ids = list(self._connection.scalars(select(t.c.conflict_id).where(*conditions)))
        if not ids:
            return ()
        statement = lock_listed(select(t), t.c.conflict_id, ids).where(*conditions).order_by(t.c.id)
        return tuple(_stored(row) for row in self._connection.execute(statement))


def _stored(row: Row[Any]) -> OfficeConflict:
    return OfficeConflict(
        conflict=document_from_json(row.document, Conflict),
        sender=Login(row.sender),
        newest_request_id=RequestId(row.newest_request_id),
        lane=row.lane,
        state=OfficeConflictState(row.state),
        body=stored_body(row.body_kind, row.body),
        report=msgspec.json.decode(row.report, type=tuple[Change, ...]),
    )


def stored_body(body_kind: str, body: str) -> Body:
    """The body of a conflict's request, as it is stored with its kind and version."""
    name, _, version = body_kind.partition("/")
    kind = RequestKind(name)
    converted = upgrade_body(kind, int(version), msgspec.json.decode(body))
    return msgspec.convert(converted, BODY_TYPES[kind])
