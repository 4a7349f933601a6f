"""The four operations on SQL Server: one procedure and one round trip each."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final, TypeVar

from smartclient.contract.feeds import Cursor, FeedKind, FeedPage, FeedPlace, Row
from smartclient.contract.fingerprints import Fingerprint
from smartclient.contract.messages import Reply, Request, answer_from_json, ascii_json
from smartclient.contract.operations import (
    MAX_BATCH_BYTES,
    Hello,
    Identity,
    Pulse,
    Receipt,
)
from smartclient.database.mssql.errors import DEADLOCK, DUPLICATE
from smartclient.database.mssql.wire import Kind, Statement, Take, numbers_of
from smartclient.domain.errors import ContendedError, SmartClientError, UnforeseenError
from smartclient.domain.ids import Login, RequestId
from smartclient.gateway.kept import KeptConnection
from smartclient.gateway.pages import Pages, Question, as_page

PATIENCE_SECONDS: Final = 20.0
"""How long head office may say nothing before it counts as out of reach."""

SLOWEST_BYTES_PER_SECOND: Final = 4_000
"""The slowest link that is worth waiting for; a large batch is given the time it needs on it."""

_COUNTING_SECONDS: Final = 60.0

_SUBMIT: Final = Statement(text="EXEC sync.submit_v1 ?", parameters=(Kind.LARGE,))
_PULSE: Final = Statement(text="EXEC sync.pulse_v1 ?", parameters=(Kind.LARGE,))
_REPLIES: Final = Statement(
    text="EXEC sync.replies_v1 ?, ?, ?", parameters=(Kind.NUMBER, Kind.NUMBER, Kind.NUMBER)
)
_FINGERPRINTS: Final = Statement(
    text="EXEC sync.fingerprints_v1 ?, ?, ?", parameters=(Kind.TEXT, Kind.NUMBER, Kind.NUMBER)
)
_FEED_VALUES: Final = (Kind.FLAG, Kind.NUMBER, Kind.NUMBER, Kind.NUMBER, Kind.NUMBER)
_FEED: Final = {
    kind: Statement(text=f"EXEC sync.feed_{kind}_v1 ?, ?, ?, ?, ?", parameters=_FEED_VALUES)
    for kind in FeedKind
}
# one text whatever is asked, so that the driver prepares it once
_FEEDS: Final = Statement(
    text=";".join(f"IF ? = 1 EXEC sync.feed_{kind}_v1 ?, ?, ?, ?, ?" for kind in FeedKind),
    parameters=(Kind.FLAG, *_FEED_VALUES) * len(FeedKind),
)
_NOT_ASKED: Final = (0, 0, 0, 0, 0, 0)

T = TypeVar("T")


class SqlServerOperations:
    """The contract's four operations; who calls is whom the server let in."""

    def __init__(self, kept: KeptConnection) -> None:
        self._kept = kept
        self._pages = Pages(self._fetch)

    def submit(self, batch: Sequence[Request]) -> tuple[Receipt, ...]:
        """Put requests in the inbox, and return what proves it for each."""
        text = _batch_text(batch)
        if len(text) > MAX_BATCH_BYTES and len(batch) > 1:
            middle = len(batch) // 2
            return (*self.submit(batch[:middle]), *self.submit(batch[middle:]))
        patience = PATIENCE_SECONDS + len(text) / SLOWEST_BYTES_PER_SECOND
        try:
            rows = self._submitted(text, patience)
        except (ContendedError, UnforeseenError) as error:
            if not numbers_of(error) & {*DUPLICATE, DEADLOCK}:
                raise
            # another connection put the same requests in at that very moment: now they are there
            rows = self._submitted(text, patience)
        return tuple(
            Receipt(
                request_id=RequestId(_typed(str, request_id)),
                digest=_typed(str, digest).strip(),
                refusal=_typed(str, refusal or ""),
            )
            for request_id, digest, refusal in rows
        )

    def pulse(self, hello: Hello) -> Pulse:
        """Tell what is new, and who the server says is asking."""
        results = self._kept.call(_PULSE, (_hello_text(hello),), patience=PATIENCE_SECONDS)
        if len(results) != 2 or len(results[0]) != 1:  # noqa: PLR2004 (as the procedure is made)
            raise _not_understood("pulse")
        (bound, generation, clock, login, rep_number, title, is_admin, *others) = results[0][0]
        # a newer head office may tell more
        replies, worker_seen, oldest_client, company, currency, held, *_ = (*others, 0)
        return Pulse(
            bound=_typed(int, bound),
            generation=_typed(str, generation).strip(),
            clock=_instant(clock),
            identity=Identity(
                login=Login(_typed(str, login)),
                rep_number=_typed(str, rep_number or ""),
                title=_typed(str, title or ""),
                is_admin=bool(is_admin),
            ),
            heads=_heads(results[1]),
            replies=_typed(int, replies),
            worker_seen=None if worker_seen is None else _instant(worker_seen),
            oldest_client=_typed(int, oldest_client),
            company=_typed(str, company or ""),
            currency=_typed(str, currency or "USD"),
            held_seconds=_typed(int, held),
        )

    def replies(self, *, after: int, bound: int, limit: int) -> tuple[Reply, ...]:
        """Return this login's replies with after < row_version < bound, oldest first."""
        rows = self._rows(_REPLIES, (after, bound, limit))
        return tuple(
            Reply(
                request_id=RequestId(_typed(str, request_id).lower()),
                row_version=_typed(int, row_version),
                answered_at=_instant(answered_at),
                answer=answer_from_json(_typed(str, body)),
            )
            for request_id, row_version, answered_at, body in rows
        )

    def feed(
        self, kind: FeedKind, *, cursor: Cursor, bound: int, limit: int, by_key: bool
    ) -> FeedPage:
        """Return a page of a feed, as far as this login may see it."""
        return self._pages.page(kind, cursor=cursor, bound=bound, limit=limit, by_key=by_key)

    def feeds(self, places: Sequence[FeedPlace], *, bound: int, limit: int) -> tuple[FeedPage, ...]:
        """Return the next page of several feeds, in one round trip."""
        asked = {place.kind: place for place in places}
        values: list[int] = []
        for kind in FeedKind:
            if place := asked.get(kind):
                # one more than wanted, which tells whether there is more
                values += (1, int(place.by_key), *place.cursor, bound, limit + 1)
            else:
                values += _NOT_ASKED
        began = time.perf_counter()
        results = self._kept.call(_FEEDS, values, patience=PATIENCE_SECONDS)
        if len(results) != len(asked):
            raise _not_understood("feeds")
        self._pages.learn(sum(map(len, results)), time.perf_counter() - began)
        told = zip((kind for kind in FeedKind if kind in asked), results, strict=True)
        return tuple(
            as_page(rows[:limit], asked[kind], bound=bound, more=len(rows) > limit)
            for kind, rows in told
        )

    def fingerprints(
        self, kind: FeedKind | None, *, bound: int, width: int
    ) -> tuple[Fingerprint, ...]:
        """Return what feeds' rows come to; the server reads them all, so it is given its time."""
        results = self._kept.call(
            _FINGERPRINTS, (str(kind or ""), bound, width), patience=_COUNTING_SECONDS
        )
        known = {str(one) for one in FeedKind}
        return tuple(
            Fingerprint(
                kind=FeedKind(str(told)),
                part=_typed(int, part),
                rows=_typed(int, rows),
                total=_typed(int, total),
                moving=_typed(int, moving),
            )
            for told, part, rows, total, moving in _only(results, "fingerprints")
            if told in known
        )

    def close(self) -> None:
        """Let what was fetched ahead come to its end; the connection is kept for the next sync."""
        self._pages.end()

    def _fetch(self, question: Question, take: Take) -> None:
        kind, by_key, cursor, bound, rows = question
        values = (int(by_key), *cursor, bound, rows)
        self._kept.call(_FEED[kind], values, patience=PATIENCE_SECONDS, take=take)

    def _submitted(self, text: str, patience: float) -> tuple[Row, ...]:
        return _only(self._kept.call(_SUBMIT, (text,), patience=patience), "submit")

    def _rows(self, statement: Statement, values: tuple[int, ...]) -> tuple[Row, ...]:
        results = self._kept.call(statement, values, patience=PATIENCE_SECONDS)
        return _only(results, statement.text)


def _batch_text(batch: Sequence[Request]) -> str:
    return ascii_json(
        [
            {
                "n": place,
                "id": request.id,
                "kind": request.kind,
                "version": request.version,
                "lane": request.lane,
                "body": request.body,
                "digest": request.digest,
                "replaces": request.replaces,
                "given_number": request.given_number,
                "made_at": request.made_at.astimezone(UTC),
            }
            for place, request in enumerate(batch)
        ]
    )


def _hello_text(hello: Hello) -> str:
    return ascii_json(
        {
            "client_version": hello.client_version,
            "link_version": hello.link_version,
            "oldest_link": hello.oldest_link,
            "replies_after": hello.replies_after,
            "waiting": hello.waiting,
            "clock": None if hello.clock is None else hello.clock.astimezone(UTC),
        }
    )


def _only(results: tuple[tuple[Row, ...], ...], what: str) -> tuple[Row, ...]:
    if len(results) != 1:
        raise _not_understood(what)
    return results[0]


def _heads(rows: Sequence[Row]) -> dict[FeedKind, int]:
    """Return the heads of the feeds this client knows; head office may have more."""
    known = {str(kind) for kind in FeedKind}
    return {FeedKind(str(kind)): _typed(int, head) for kind, head in rows if kind in known}


def _instant(value: object) -> datetime:
    """Return the instant that head office says in UTC, as text or as a datetime without zone."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if not isinstance(value, datetime):
        raise _not_understood(f"instant {type(value).__name__}")
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _typed(kind: type[T], value: object) -> T:
    if not isinstance(value, kind):
        raise _not_understood(f"{type(value).__name__} instead of {kind.__name__}")
    return value


def _not_understood(what: str) -> SmartClientError:
    return UnforeseenError(
        "Head office answered in a way that this Smart Client does not understand. Your work is "
        "kept. Ask head office whether it was upgraded, and upgrade Smart Client.",
        detail=what,
    )
