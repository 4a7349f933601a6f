"""The operations on SQL Server: one procedure and one round trip each.

Head office may be older than this program: then the procedures of its link version are called,
and columns that it does not have come as unknown. A laptop calls over its own connection, the web
service for each device over any connection of its pool.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Protocol, TypeVar

import msgspec

from smartclient.contract.documents import replies_from
from smartclient.contract.feed_versions import feeds_at
from smartclient.contract.feeds import (
    FEED_COLUMNS,
    Cursor,
    FeedKind,
    FeedPage,
    FeedPlace,
    Row,
)
from smartclient.contract.fingerprints import Fingerprint
from smartclient.contract.messages import Reply, Request
from smartclient.contract.operations import Pulse, PulseRequest, Receipt
from smartclient.contract.pulses import first_pulse_from_row, hello_json, pulse_from_json
from smartclient.contract.unreadable_answer import unreadable_answer
from smartclient.contract.versions import LINK_VERSION
from smartclient.database.mssql.errors import PROCEDURES_REFUSE
from smartclient.database.mssql.raw_connection import Statement, Take, native_error_codes
from smartclient.domain.errors import SchemaError
from smartclient.domain.ids import RequestId
from smartclient.gateway import procedures
from smartclient.gateway.batch_parts import submit_in_parts
from smartclient.gateway.feed_reader import FeedQuery, FeedReader, as_page
from smartclient.gateway.persistent_connection import (
    COUNTING_SECONDS,
    TIMEOUT_SECONDS,
    timeout_of,
)
from smartclient.gateway.prefetch import Fetch
from smartclient.gateway.procedure_results import only_result, receipts_in, twice, typed
from smartclient.gateway.procedures import LAPTOPS, Surface
from smartclient.gateway.statement_connection import Results

_NOT_ASKED: Final = (0, 0, 0, 0, 0)

T = TypeVar("T")


class Link(Protocol):
    """Connections to the server: ``StatementConnection``, or a pool of them."""

    def call(
        self,
        statement: Statement,
        values: Sequence[object],
        *,
        timeout: float,
        take: Take | None = None,
    ) -> Results:
        """The rows of each result set, or hand them to ``take`` as they come."""
        ...


class Pages(Protocol):
    """How the pages of a feed are read: ahead of their use, or one by one."""

    def page(
        self, kind: FeedKind, *, cursor: Cursor, watermark: int, limit: int, by_key: bool
    ) -> FeedPage:
        """The rows after ``cursor``, at most ``limit``."""
        ...

    def record_throughput(self, rows: int, seconds: float) -> None:
        """Record how many rows arrived in how many seconds."""
        ...

    def expect(self, places: Sequence[FeedPlace], *, watermark: int) -> None:
        """Note what will be read next, one place after the other."""
        ...

    def end(self) -> None:
        """Discard what was read ahead."""
        ...


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls: the procedures for it, and the values with which each call begins."""

    surface: Surface = LAPTOPS
    values: tuple[object, ...] = ()


LAPTOP: Final = Caller()
"""Whoever is connected."""


class SqlServerOperations:
    """The contract's operations; the caller is whom the server authenticated, or a device."""

    def __init__(
        self,
        link: Link,
        caller: Caller = LAPTOP,
        pages: Callable[[Fetch[FeedQuery, Sequence[Row]]], Pages] = FeedReader,
    ) -> None:
        self._link = link
        self._caller = caller
        self._surface = caller.surface
        self._pages = pages(self._fetch)
        # until head office turns out to be older
        self._link_version = LINK_VERSION

    def submit(self, batch: Sequence[Request]) -> tuple[Receipt, ...]:
        """Submit requests, and return the receipt of each."""
        return submit_in_parts(batch, self._receipts)

    def _receipts(self, text: str) -> tuple[Receipt, ...]:
        statement, timeout = procedures.submit(self._surface), timeout_of(len(text))
        return receipts_in(twice(lambda: self._call(statement, (text,), timeout=timeout)))

    def pulse(self, hello: PulseRequest) -> Pulse:
        """Return what is new, and who the server says is calling."""
        text = hello_json(hello)
        pulse = self._spoken(
            lambda version: self._pulse(text) if version > 1 else self._first_pulse(text)
        )
        self._link_version = min(LINK_VERSION, pulse.link_version)
        return pulse

    def _pulse(self, hello: str) -> Pulse:
        (text,), heads = self._pulse_results(2, hello)
        try:
            return pulse_from_json(typed(str, text), heads_in(heads))
        except msgspec.MsgspecError as error:
            raise unreadable_answer("pulse") from error

    def _first_pulse(self, hello: str) -> Pulse:
        row, heads = self._pulse_results(1, hello)
        try:
            return first_pulse_from_row(row, heads_in(heads))
        except msgspec.MsgspecError as error:
            raise unreadable_answer("pulse") from error

    def replies(self, *, after: int, watermark: int, limit: int) -> tuple[Reply, ...]:
        """This login's replies with after < row_version < watermark, oldest first."""
        statement = procedures.replies(self._surface)
        results = self._call(statement, (after, watermark, limit), timeout=TIMEOUT_SECONDS)
        return replies_from(
            (
                RequestId(typed(str, request_id).lower()),
                typed(int, row_version),
                _instant(answered_at),
                typed(str, body),
            )
            for request_id, row_version, answered_at, body in only_result(results, "replies")
        )

    def feed(
        self, kind: FeedKind, *, cursor: Cursor, watermark: int, limit: int, by_key: bool
    ) -> FeedPage:
        """A page of a feed, as far as this login may see it."""
        return self._pages.page(
            kind, cursor=cursor, watermark=watermark, limit=limit, by_key=by_key
        )

    def feeds(
        self, places: Sequence[FeedPlace], *, watermark: int, limit: int
    ) -> tuple[FeedPage, ...]:
        """The next page of several feeds, in one round trip."""
        requested = {place.kind: place for place in places}
        started_at = time.perf_counter()
        # one more row than ``limit``, which shows whether there is more
        results = self._spoken(
            lambda version: self._first_pages(version, requested, watermark, limit + 1)
        )
        if len(results) != len(requested):
            raise unreadable_answer("feeds")
        self._pages.record_throughput(sum(map(len, results)), time.perf_counter() - started_at)
        kinds = (kind for kind in FeedKind if kind in requested)
        pages = tuple(
            as_page(
                _filled(kind, rows[:limit], self._link_version),
                requested[kind],
                watermark=watermark,
                more=len(rows) > limit,
            )
            for kind, rows in zip(kinds, results, strict=True)
        )
        unread = [
            FeedPlace(page.kind, page.cursor, requested[page.kind].by_key)
            for page in pages
            if page.more
        ]
        self._pages.expect(unread, watermark=watermark)
        return pages

    def _first_pages(
        self, version: int, requested: Mapping[FeedKind, FeedPlace], watermark: int, limit: int
    ) -> Results:
        values: list[object] = []
        for kind in feeds_at(version):
            if place := requested.get(kind):
                asked = (int(place.by_key), *place.cursor, watermark, limit)
                values += (1, *self._caller.values, *asked)
            else:
                values += (0, *self._caller.values, *_NOT_ASKED)
        statement = procedures.feeds(self._surface, version)
        return self._link.call(statement, values, timeout=TIMEOUT_SECONDS)

    def fingerprints(
        self, kind: FeedKind | None, *, watermark: int, width: int
    ) -> tuple[Fingerprint, ...]:
        """The checksums of feeds' rows; the server reads them all, so the timeout is long."""
        values = (str(kind or ""), watermark, width)
        results = self._spoken(
            lambda version: self._call(
                procedures.fingerprints(self._surface, version), values, timeout=COUNTING_SECONDS
            )
        )
        known = {str(kind) for kind in FeedKind}
        return tuple(
            Fingerprint(
                kind=FeedKind(str(kind)),
                part=typed(int, part),
                rows=typed(int, rows),
                total=typed(int, total),
                moving=typed(int, moving),
            )
            for kind, part, rows, total, moving in only_result(results, "fingerprints")
            if kind in known
        )

    def close(self) -> None:
        """Wait for the end of a prefetch; the connection is kept for the next sync."""
        self._pages.end()

    def _fetch(self, question: FeedQuery, take: Take) -> None:
        kind, by_key, cursor, watermark, rows = question
        values = (int(by_key), *cursor, watermark, rows)

        def fetched(version: int) -> None:
            def filled(part: Sequence[Row]) -> None:
                take(_filled(kind, part, version))

            statement = procedures.feed(self._surface, kind, version)
            self._call(statement, values, timeout=TIMEOUT_SECONDS, take=filled)

        self._spoken(fetched)

    def _spoken(self, call: Callable[[int], T]) -> T:
        """Return what ``call`` returns for the newest link version that head office speaks."""
        try:
            return call(self._link_version)
        except SchemaError as error:
            if self._link_version == 1 or native_error_codes(error) & PROCEDURES_REFUSE:
                raise
            # a procedure is missing: this head office is older
            self._link_version = 1
            return call(1)

    def _pulse_results(self, version: int, hello: str) -> tuple[Row, tuple[Row, ...]]:
        statement = procedures.pulse(self._surface, version)
        results = twice(lambda: self._call(statement, (hello,), timeout=TIMEOUT_SECONDS))
        if len(results) != 2 or len(results[0]) != 1:  # noqa: PLR2004 (as the procedure returns them)
            raise unreadable_answer("pulse")
        return results[0][0], results[1]

    def _call(
        self,
        statement: Statement,
        values: Sequence[object],
        *,
        timeout: float,
        take: Take | None = None,
    ) -> Results:
        """Call a procedure as the caller."""
        return self._link.call(
            statement, (*self._caller.values, *values), timeout=timeout, take=take
        )


def heads_in(rows: Sequence[Row]) -> dict[FeedKind, int]:
    """The heads of the feeds this client knows; head office may have more."""
    known = {str(kind) for kind in FeedKind}
    return {FeedKind(str(kind)): typed(int, head) for kind, head in rows if kind in known}


def _filled(kind: FeedKind, rows: Sequence[Row], link_version: int) -> Sequence[Row]:
    """Rows, each with its row version at the end, with the columns of this program."""
    missing = [column.unknown for column in FEED_COLUMNS[kind] if column.since > link_version]
    if not missing:
        return rows
    return [(*row[:-1], *missing, row[-1]) for row in rows]


def _instant(value: object) -> datetime:
    """An instant that head office sends in UTC, as text or as a datetime without zone."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if not isinstance(value, datetime):
        raise unreadable_answer(f"instant {type(value).__name__}")
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
