"""Withdrawals: which requests are never to be carried out, and which request says so.

A request is withdrawn as soon as head office has received what withdraws or replaces it, whether
it has arrived by then or not. The records are kept as long as receipts are: for ever.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, Select, and_, select

from smartclient.contract.messages import STANDS_ALONE, Request
from smartclient.database.value_list import in_list
from smartclient.domain.ids import Login, RequestId
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.identifiers import canonical_id, parts
from smartclient.headoffice.database.tables import Tables, tables_for


def named_by(request: Request) -> tuple[RequestId, ...]:
    """The requests not to be carried out once this one has been received."""
    replaced = request.replaces if request.kind in STANDS_ALONE else None
    named = (*request.withdraws, *(() if replaced is None else (replaced,)))
    ids = dict.fromkeys(
        key for request_id in named if (key := canonical_id(request_id)) is not None
    )
    return tuple(RequestId(key) for key in ids if key != canonical_id(request.id))


def record(connection: Connection, sender: Login, named: Mapping[RequestId, RequestId]) -> None:
    """Record requests that are never to be carried out, each with the request that withdrew it."""
    t = tables_for(connection.dialect.name).withdrawn
    known = withdrawn_of(connection, sender, list(named))
    rows = [
        {"sender": sender, "request_id": key, "by_request_id": by}
        for key, by in named.items()
        if key not in known
    ]
    backend_of(connection).rows.insert(connection, t, rows)


def withdrawn_of(
    connection: Connection, sender: Login, request_ids: Sequence[RequestId]
) -> set[RequestId]:
    """Those of a sender's requests that are never to be carried out."""
    t = tables_for(connection.dialect.name).withdrawn
    found: set[RequestId] = set()
    for chunk in parts(request_ids):
        of_sender = select(t.c.request_id).where(
            t.c.sender == sender, in_list(t.c.request_id, chunk)
        )
        found.update(RequestId(key) for key in connection.scalars(of_sender))
    return found


def is_replaced(connection: Connection, sender: Login, request_id: RequestId) -> bool:
    """Whether a later version replaced a request, or a resolution of its conflict.

    An older Smart Client names only the newest request that it replaces.
    """
    t = tables_for(connection.dialect.name).inbox
    followed, newest = {request_id}, [request_id]
    while newest:
        later: list[RequestId] = []
        for chunk in parts(newest):
            following = select(t.c.request_id, t.c.kind).where(
                t.c.sender == sender, in_list(t.c.replaces, chunk)
            )
            for row in connection.execute(following):
                if row.kind in STANDS_ALONE:
                    return True
                later.append(RequestId(row.request_id))
        newest = [request_id for request_id in later if request_id not in followed]
        followed.update(newest)
    return False


def withdrawn_by(
    connection: Connection, sender: Login, request_id: RequestId
) -> Iterator[RequestId]:
    """Yield the request that first withdrew this one, the one that withdrew that, and so on."""
    t = tables_for(connection.dialect.name).withdrawn
    seen = {request_id}
    while True:
        by = connection.scalar(
            select(t.c.by_request_id).where(t.c.sender == sender, t.c.request_id == request_id)
        )
        if by is None or by in seen:
            return
        request_id = RequestId(by)
        seen.add(request_id)
        yield request_id


class Withdrawals:
    """Which of the requests being answered are withdrawn, and which others they withdraw."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._t = tables_for(connection.dialect.name)
        self._withdrawn: set[tuple[Login, RequestId]] = set()
        self._named: dict[tuple[Login, RequestId], list[RequestId]] = {}

    def prepare(self, inbox_ids: Sequence[int]) -> None:
        """Look up at once what concerns the requests with these ids in the inbox."""
        inbox, withdrawn = self._t.inbox, self._t.withdrawn
        for chunk in parts(inbox_ids):
            itself = withdrawn.c.request_id == inbox.c.request_id
            for row in self._connection.execute(_joined(self._t, itself, chunk)):
                self._withdrawn.add((Login(row.sender), RequestId(row.request_id)))
            by_it = withdrawn.c.by_request_id == inbox.c.request_id
            for row in self._connection.execute(_joined(self._t, by_it, chunk)):
                key = (Login(row.sender), RequestId(row.by_request_id))
                self._named.setdefault(key, []).append(RequestId(row.request_id))

    def is_withdrawn(self, sender: Login, request_id: RequestId) -> bool:
        """Whether a request that is being answered is not to be carried out."""
        return (sender, request_id) in self._withdrawn

    def named_by(self, sender: Login, request_id: RequestId) -> tuple[RequestId, ...]:
        """The requests that one which is being answered was the first to withdraw."""
        return tuple(self._named.get((sender, request_id), ()))

    def add(self, sender: Login, request_ids: Iterable[RequestId], by: RequestId) -> None:
        """Withdraw requests that the withdrawing one did not name when it was received."""
        named = {request_id: by for request_id in request_ids if request_id != by}
        record(self._connection, sender, named)
        self._withdrawn.update((sender, request_id) for request_id in named)


def _joined(t: Tables, condition: object, inbox_ids: Sequence[int]) -> Select[tuple[str, str, str]]:
    same = and_(t.withdrawn.c.sender == t.inbox.c.sender, condition)  # type: ignore[arg-type]
    return (
        select(t.withdrawn.c.sender, t.withdrawn.c.request_id, t.withdrawn.c.by_request_id)
        .select_from(t.inbox.join(t.withdrawn, same))
        .where(in_list(t.inbox.c.id, inbox_ids))
    )
