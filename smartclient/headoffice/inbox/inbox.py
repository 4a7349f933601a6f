"""The inbox: where requests arrive, each once, and wait until the worker has answered them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, or_, select, update

from smartclient.contract.messages import POLICY_LANE, Request, RequestKind, digest_of
from smartclient.contract.operations import (
    LONGEST_KIND,
    MAX_BATCH_BYTES,
    MAX_BODY_BYTES,
    MAX_UNANSWERED,
    Receipt,
)
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import CustomerNumber, Login, RequestId
from smartclient.domain.rules.problems import Change
from smartclient.domain.text.canonical import LONGEST_NUMBER, canonical_customer_number
from smartclient.headoffice.database.identifiers import canonical_id, parts
from smartclient.headoffice.database.locking import with_seek_hint
from smartclient.headoffice.database.stored_states import DONE, PARKED, RECEIVED
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.inbox import withdrawals
from smartclient.headoffice.inbox.identity import identity_of
from smartclient.headoffice.inbox.withdrawals import MOST_WITHDRAWN
from smartclient.headoffice.sales.customers import lanes_shared, own_lane

MAX_BATCH_REQUESTS = 5_000
"""How many requests a batch may hold; a laptop sends a thousand at most."""

_KINDS = frozenset(RequestKind)

_TOO_LARGE = "This is too much for one request. Split it into several and send those."
_DAMAGED = "This request was damaged on its way. Send it again."
_UNREADABLE = "This request has no proper identity. Enter it again."
_OTHER_CONTENT = "Head office holds another request under the same identity. Enter this one again."
_TOO_MANY = (
    "Head office holds as many of your requests as it can. "
    "Send this one again when some are answered."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A request as head office received it; ``request`` is None for a kind it does not know.

    ``failures`` counts how often it failed before when it was tried alone. ``cleaned`` reports
    the hidden characters that were left out of it.
    """

    id: int
    sender: Login
    request_id: RequestId
    request: Request | None
    lane: str
    failures: int
    received_at: datetime
    cleaned: tuple[Change, ...] = ()


def put_requests(
    connection: Connection, sender: Login, batch: Sequence[Request], at: datetime
) -> tuple[Receipt, ...]:
    """Store what is not there yet, and return a receipt for each; one never spoils another."""
    size = sum(len(request.body) for request in batch)
    if size > MAX_BATCH_BYTES or len(batch) > MAX_BATCH_REQUESTS:
        raise RefusedError("This is too much to send at once. Send less at a time.")
    inbox = tables_for(connection.dialect.name).inbox
    held = _held(connection, sender, batch)
    lanes = _lanes(connection, sender, batch)
    room = MAX_UNANSWERED - _kept(connection, sender)
    rows: list[dict[str, Any]] = []
    again: dict[RequestId, str] = {}
    named: dict[RequestId, RequestId] = {}
    receipts = []
    for request in batch:
        key = canonical_id(request.id)
        known = held.get(key or "")
        refusal = _refusal(request, key, known, has_room=len(rows) < room)
        if not refusal and known is None and key is not None:
            rows.append(_row(request, key, sender, lanes[request.lane], at))
            held[key] = (request.digest, RECEIVED)
        elif not refusal and known is not None and known[1] == PARKED:
            again[RequestId(key or "")] = lanes[request.lane]
        if not refusal:
            for withdrawn in withdrawals.named_by(request):
                named.setdefault(withdrawn, RequestId(key or ""))
        receipts.append(Receipt(request_id=request.id, digest=request.digest, refusal=refusal))
    if rows:
        connection.execute(insert(inbox), rows)
    withdrawals.write_down(connection, sender, named)
    if again:
        return_to_queue(connection, sender, tuple(again))
        _move(connection, sender, again)
    return tuple(receipts)


def _refusal(
    request: Request, key: str | None, known: tuple[str, str] | None, *, has_room: bool
) -> str:
    if key is None:
        return _UNREADABLE
    if known is not None:
        return "" if known[0] == request.digest else _OTHER_CONTENT
    if len(request.body) > MAX_BODY_BYTES or len(request.withdraws) > MOST_WITHDRAWN:
        return _TOO_LARGE
    if not request.body.isascii() or digest_of(request.body) != request.digest:
        return _DAMAGED
    return "" if has_room else _TOO_MANY


def _held(
    connection: Connection, sender: Login, batch: Sequence[Request]
) -> dict[str, tuple[str, str]]:
    t = tables_for(connection.dialect.name).inbox
    ids = [key for request in batch if (key := canonical_id(request.id)) is not None]
    rows = connection.execute(
        select(t.c.request_id, t.c.digest, t.c.status).where(
            t.c.sender == sender, t.c.request_id.in_(ids)
        )
    )
    return {row.request_id: (row.digest, row.status) for row in rows}


def _lanes(connection: Connection, sender: Login, batch: Sequence[Request]) -> dict[str, str]:
    """Return the lane for each that is named: one per customer, whatever it is called.

    What its sender has no say in, or is no customer yet, or names none, waits in a lane of the
    sender's own, so that it delays nobody else's; so does what follows something that waits there.
    """
    t = tables_for(connection.dialect.name)
    named = {request.lane: _canonical_lane(request.lane) for request in batch if request.lane}
    aliases = {
        row.provisional_number: row.number
        for row in connection.execute(
            select(t.customer_aliases.c.provisional_number, t.customer_aliases.c.number).where(
                t.customer_aliases.c.sender == sender,
                t.customer_aliases.c.provisional_number.in_(set(named.values())),
            )
        )
    }
    finals = {number: aliases.get(number, number) for number in named.values()}
    shared = lanes_shared(connection, set(finals.values()), sender)
    own = {own_lane(number, sender) for pair in finals.items() for number in pair}
    waiting = set(
        connection.scalars(
            select(t.inbox.c.lane).where(t.inbox.c.status == RECEIVED, t.inbox.c.lane.in_(own))
        )
    )
    identity = identity_of(connection, sender)
    is_admin = identity is not None and identity.is_admin
    lanes = {POLICY_LANE: POLICY_LANE if is_admin else own_lane(POLICY_LANE, sender)}
    for lane, number in named.items():
        final = finals[number]
        mine = (own_lane(number, sender), own_lane(final, sender))
        here = next((one for one in mine if one in waiting), "")
        lanes[lane] = here or (final if final in shared else own_lane(final, sender))
    return lanes


def _canonical_lane(lane: str) -> CustomerNumber:
    try:
        return canonical_customer_number(lane)
    except RefusedError:
        # a lane only orders; a request about no real customer is refused when it is answered
        return CustomerNumber("?")


def _kept(connection: Connection, sender: Login) -> int:
    """Count what waits, and what was set aside: that is kept for long and shown to every admin."""
    t = tables_for(connection.dialect.name).inbox
    statement = select(func.count()).where(t.c.sender == sender, t.c.status.in_((RECEIVED, PARKED)))
    return int(connection.scalar(statement) or 0)


def _row(request: Request, key: str, sender: Login, lane: str, at: datetime) -> dict[str, Any]:
    return {
        "sender": sender,
        "request_id": key,
        "kind": str(request.kind)[:LONGEST_KIND],
        "version": request.version,
        "lane": lane,
        "body": request.body,
        "digest": request.digest,
        "replaces": None if request.replaces is None else canonical_id(request.replaces),
        "given_number": request.given_number[:LONGEST_NUMBER],
        "made_at": request.made_at,
        "received_at": at,
        "withdrawable": True,
        "device": canonical_id(request.device) or "",
        "clock_offset_seconds": request.clock_offset,
    }


def count_held(connection: Connection, sender: Login, ids: Sequence[RequestId]) -> int:
    """Return how many of these requests of a sender are here."""
    t = tables_for(connection.dialect.name).inbox
    counting = select(func.count()).where(t.c.sender == sender, t.c.request_id.in_(ids))
    return int(connection.scalar(counting) or 0) if ids else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A request of somebody's as it lies in the inbox, whatever became of it.

    ``withdrawable``: its sender's Smart Client sends a withdrawal when it is taken back.
    """

    incoming: Incoming
    status: str
    withdrawable: bool


def held(connection: Connection, sender: Login, ids: Sequence[RequestId]) -> dict[RequestId, Held]:
    """Return those of a sender's requests that have arrived, by their ids."""
    t = tables_for(connection.dialect.name).inbox
    found: dict[RequestId, Held] = {}
    for some in parts(ids):
        rows = connection.execute(
            select(t).where(t.c.sender == sender, t.c.request_id.in_(some)).order_by(t.c.id)
        )
        for row in rows:
            found[RequestId(row.request_id)] = Held(
                incoming=incoming_from(row), status=row.status, withdrawable=row.withdrawable
            )
    return found


def stopped_naming(
    connection: Connection, sender: Login, ids: Sequence[str]
) -> tuple[RequestId, ...]:
    """Return those of a sender's requests set aside that name one of these records or conflicts."""
    if not ids:
        return ()
    t = tables_for(connection.dialect.name).inbox
    naming = or_(*(t.c.body.contains(one, autoescape=True) for one in ids))
    stopped = select(t.c.request_id).where(t.c.status == PARKED, t.c.sender == sender, naming)
    return tuple(RequestId(key) for key in connection.scalars(stopped.order_by(t.c.id)))


def close_untried(
    connection: Connection, sender: Login, request_id: RequestId, status: str, at: datetime
) -> bool:
    """Close a request that nobody is to try any more, if it is in ``status`` still."""
    t = tables_for(connection.dialect.name).inbox
    closing = (
        update(t)
        .where(t.c.sender == sender, t.c.request_id == request_id, t.c.status == status)
        .values(status=DONE, answered_at=at)
    )
    return connection.execute(closing).rowcount == 1


def received_at_of(connection: Connection, sender: Login, request_id: RequestId) -> datetime | None:
    """Return when a request came in, None for one that is not known."""
    t = tables_for(connection.dialect.name).inbox
    found: datetime | None = connection.scalar(
        select(t.c.received_at).where(t.c.sender == sender, t.c.request_id == request_id)
    )
    return found


def return_to_queue(connection: Connection, sender: Login, ids: Sequence[RequestId]) -> None:
    """Let parked requests be tried anew: somebody asked, and the program may be mended."""
    t = tables_for(connection.dialect.name).inbox
    connection.execute(
        update(t)
        .where(t.c.sender == sender, t.c.request_id.in_(ids), t.c.status == PARKED)
        .values(status=RECEIVED, attempts=0, error="")
    )


def _move(connection: Connection, sender: Login, lanes: Mapping[RequestId, str]) -> None:
    """Put requests in other lanes: a customer may have changed hands since they were sent."""
    t = tables_for(connection.dialect.name).inbox
    connection.execute(
        update(t)
        .where(t.c.sender == sender, t.c.request_id == bindparam("of"))
        .values(lane=bindparam("to")),
        [{"of": request_id, "to": lane} for request_id, lane in lanes.items()],
    )


def previously_assigned_number(connection: Connection, sender: Login, request_id: RequestId) -> str:
    """Return the number that a request was given before a restore, "" for none.

    It may be one that stood in for it later which says so: what settled a conflict got the
    number, and this time there may be no conflict. Or an earlier one, which this time met one.
    """
    t = tables_for(connection.dialect.name).inbox
    seen: set[str] = set()
    wanted: str | None = request_id
    while wanted is not None and wanted not in seen:
        seen.add(wanted)
        row = connection.execute(
            select(t.c.request_id, t.c.given_number)
            .where(t.c.sender == sender, or_(t.c.request_id == wanted, t.c.replaces == wanted))
            .where(or_(t.c.given_number != "", t.c.replaces == wanted))
            .order_by(t.c.given_number.desc())
            .limit(1)
        ).first()
        if row is None:
            break
        if row.given_number:
            return str(row.given_number)
        wanted = row.request_id
    return _given_to_earlier(connection, sender, request_id)


def _given_to_earlier(connection: Connection, sender: Login, request_id: RequestId) -> str:
    """Return the number that was given to what a request stands in for, "" for none."""
    t = tables_for(connection.dialect.name).inbox
    seen: set[str] = set()
    wanted: str | None = request_id
    while wanted is not None and wanted not in seen:
        seen.add(wanted)
        row = connection.execute(
            select(t.c.replaces, t.c.given_number).where(
                t.c.sender == sender, t.c.request_id == wanted
            )
        ).first()
        if row is not None and row.given_number:
            return str(row.given_number)
        wanted = None if row is None else row.replaces
    return ""


def anything_came_back(connection: Connection) -> bool:
    """Tell whether a request says which number it was given before."""
    t = tables_for(connection.dialect.name).inbox
    offered = t.c.status.in_((RECEIVED, DONE, PARKED)) & (t.c.given_number > "")
    return connection.scalar(select(t.c.id).where(offered).limit(1)) is not None


def anything_waits(connection: Connection) -> bool:
    """Tell whether a request waits for an answer."""
    t = tables_for(connection.dialect.name).inbox
    return connection.scalar(select(t.c.id).where(t.c.status == RECEIVED).limit(1)) is not None


def still_waiting(connection: Connection, taken: Iterable[Incoming]) -> set[int]:
    """Return which of these are still to be answered."""
    t = tables_for(connection.dialect.name).inbox
    ids = [incoming.id for incoming in taken]
    return set(connection.scalars(select(t.c.id).where(t.c.id.in_(ids), t.c.status == RECEIVED)))


def mark_answered(connection: Connection, ids: Sequence[int], status: str, at: datetime) -> None:
    """Record that requests were answered: done, or parked."""
    t = tables_for(connection.dialect.name).inbox
    for some in parts(ids):
        marking = with_seek_hint(update(t).where(t.c.id.in_(some)))
        connection.execute(marking.values(status=status, answered_at=at))


def incoming_from(row: Row[Any], *, failures: int = 0) -> Incoming:
    """Return the request of a whole row of the inbox."""
    known = row.kind in _KINDS
    return Incoming(
        id=row.id,
        sender=Login(row.sender),
        request_id=RequestId(row.request_id),
        request=Request(
            id=RequestId(row.request_id),
            kind=RequestKind(row.kind),
            version=row.version,
            lane=row.lane,
            body=row.body,
            digest=row.digest,
            made_at=row.made_at,
            replaces=None if row.replaces is None else RequestId(row.replaces),
            given_number=row.given_number,
            device=row.device,
            clock_offset=row.clock_offset_seconds,
        )
        if known
        else None,
        lane=row.lane,
        failures=failures,
        received_at=row.received_at,
    )
