"""The operations over HTTPS: one call each, in the name of whose credential it is."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

import msgspec

from smartclient.contract.documents import replies_from
from smartclient.contract.feed_versions import feeds_at
from smartclient.contract.feeds import (
    FOR_ADMINS,
    Cursor,
    FeedKind,
    FeedPage,
    FeedPlace,
)
from smartclient.contract.fingerprints import Fingerprint
from smartclient.contract.messages import Reply, Request
from smartclient.contract.operations import Pulse, PulseRequest, Receipt
from smartclient.contract.pulses import pulse_from_facts
from smartclient.contract.snapshots import Snapshot
from smartclient.contract.unreadable_answer import unreadable_answer
from smartclient.contract.versions import LINK_VERSION
from smartclient.contract.web.codec import hello_facts
from smartclient.contract.web.gate import CredentialRefusedError
from smartclient.contract.web.wire import (
    LASTING_FACTS,
    FeedCall,
    FeedsCall,
    FingerprintsAnswer,
    FingerprintsCall,
    Path,
    Place,
    PulseAnswer,
    PulseCall,
    RepliesCall,
    ReplyLine,
    SnapshotEntry,
    SnapshotList,
    SubmitAnswer,
    tag_of,
)
from smartclient.gateway.batch_parts import submit_in_parts
from smartclient.gateway.https.lines import PageLine, page_of, read_body, receipt_of, reply_of
from smartclient.gateway.https.service import Service
from smartclient.gateway.https.snapshot_reader import SnapshotReader
from smartclient.gateway.https.stream_reader import PageQuery, StreamReader
from smartclient.gateway.metrics import LinkMeter
from smartclient.gateway.persistent_connection import (
    COUNTING_SECONDS,
    TIMEOUT_SECONDS,
    timeout_of,
)

T = TypeVar("T")


class Credential(Protocol):
    """This device's credential, which another program on it may renew at any time."""

    def current(self) -> str:
        """The credential to call with."""
        ...

    def was_replaced(self, used: str) -> bool:
        """Whether another one than ``used`` is stored by now; ``current`` is that one then."""
        ...


class HttpsOperations:
    """The contract's operations; the caller is whose credential it is."""

    def __init__(
        self,
        service: Service,
        credential: Credential,
        renew: Callable[[], None] | None = None,
    ) -> None:
        """``renew`` is called where head office says that the credential is to be renewed."""
        self._service = service
        self._credential = credential
        self._renew = renew
        self._pages = StreamReader(self._fetch)
        self._snapshots = SnapshotReader(self._fetch_part)
        self._listed: tuple[SnapshotEntry, ...] | None = None
        """The snapshots that the last pulse listed, None for a pulse without a list."""
        # until head office turns out to be older
        self._link_version = LINK_VERSION

    @property
    def meter(self) -> LinkMeter:
        """What was measured of the link to this service."""
        return self._service.meter

    def submit(self, batch: Sequence[Request]) -> tuple[Receipt, ...]:
        """Submit requests, and return the receipt of each."""
        return submit_in_parts(batch, self._receipts)

    def pulse(self, hello: PulseRequest) -> Pulse:
        """Return what is new, and whose credential this is."""
        # who has no position has nothing yet, and will load all there is
        call = PulseCall(hello=hello_facts(hello), snapshots=not hello.position)
        answer = self._pulse(call, TIMEOUT_SECONDS)
        self._listed = answer.snapshots
        pulse = _pulse_of(answer)
        self._link_version = min(LINK_VERSION, pulse.link_version)
        if answer.renew and self._renew is not None:
            self._renew()
        return pulse

    def wait_for_news(
        self, hello: PulseRequest, heads: Mapping[FeedKind, int], *, seconds: float
    ) -> Pulse:
        """A pulse, once there is more than the hello and ``heads`` say, or the time is over."""
        known = {str(kind): head for kind, head in heads.items()}
        call = PulseCall(hello=hello_facts(hello), wait=seconds, heads=known)
        return _pulse_of(self._pulse(call, seconds + TIMEOUT_SECONDS))

    def replies(self, *, after: int, watermark: int, limit: int) -> tuple[Reply, ...]:
        """This login's replies with after < row_version < watermark, oldest first."""
        call = RepliesCall(after=after, watermark=watermark, limit=limit)
        lines: list[PageLine | ReplyLine] = []
        self._stream(Path.REPLIES, call, lines.append)
        return replies_from(map(reply_of, lines))

    def feed(
        self, kind: FeedKind, *, cursor: Cursor, watermark: int, limit: int, by_key: bool
    ) -> FeedPage:
        """A page of a feed, as far as this device's login may see it."""
        return self._pages.page(
            kind, cursor=cursor, watermark=watermark, limit=limit, by_key=by_key
        )

    def feeds(
        self, places: Sequence[FeedPlace], *, watermark: int, limit: int
    ) -> tuple[FeedPage, ...]:
        """The next page of several feeds, in one round trip."""
        call = FeedsCall(
            places=tuple(map(_place, places)),
            watermark=watermark,
            limit=limit,
            link_version=self._link_version,
        )
        started_at = time.perf_counter()
        lines: list[PageLine | ReplyLine] = []
        self._stream(Path.FEEDS, call, lines.append)
        pages = tuple(map(page_of, lines))
        if {page.kind for page in pages} != {place.kind for place in places}:
            raise unreadable_answer("feeds")
        rows = sum(len(page.rows) for page in pages)
        seconds = time.perf_counter() - started_at
        self._pages.record_throughput(rows, seconds)
        self._snapshots.record_throughput(rows, seconds)
        order = {kind: place for place, kind in enumerate(FeedKind)}
        pages = tuple(sorted(pages, key=lambda page: order[page.kind]))
        by_key = {place.kind: place.by_key for place in places}
        unread = [
            FeedPlace(page.kind, page.cursor, by_key[page.kind]) for page in pages if page.more
        ]
        self._pages.expect(unread, watermark=watermark)
        return pages

    def fingerprints(
        self, kind: FeedKind | None, *, watermark: int, width: int
    ) -> tuple[Fingerprint, ...]:
        """The checksums of feeds' rows; head office reads them all, so the timeout is long."""
        call = FingerprintsCall(
            kind=str(kind or ""),
            watermark=watermark,
            width=width,
            link_version=self._link_version,
        )
        answer = self._answer(Path.FINGERPRINTS, call, FingerprintsAnswer, COUNTING_SECONDS)
        known = {str(kind) for kind in FeedKind}
        return tuple(
            Fingerprint(
                kind=FeedKind(line.kind),
                part=line.part,
                rows=line.rows,
                total=line.total,
                moving=line.moving,
            )
            for line in answer.fingerprints
            if line.kind in known
        )

    def snapshots(self) -> tuple[Snapshot, ...]:
        """The snapshots that are ready, as the pulse listed them or by a call of their own."""
        listed, self._listed = self._listed, None
        if listed is None:
            found = self._called(
                lambda credential: self._service.answer(
                    Path.SNAPSHOTS, None, SnapshotList, credential=credential
                )
            )
            listed = found.snapshots
        return self._snapshots.offer(listed)

    def expect_snapshots(self, snapshots: Sequence[tuple[Snapshot, int]]) -> None:
        """Fetch ahead snapshots that will be read, each after an id, one after the other."""
        self._snapshots.expect(snapshots)

    def snapshot_page(self, snapshot: Snapshot, *, after: int) -> FeedPage:
        """The rows after the id ``after`` in the piece that holds the first of them."""
        return self._snapshots.page(snapshot, after=after)

    def close(self) -> None:
        """Wait for the end of a prefetch; the connection is kept for the next sync."""
        self._pages.end()
        self._snapshots.end()

    def _receipts(self, text: str) -> tuple[Receipt, ...]:
        answer = self._called(
            lambda credential: self._service.answer(
                Path.SUBMIT,
                text.encode(),
                SubmitAnswer,
                credential=credential,
                timeout=timeout_of(len(text)),
            )
        )
        return tuple(map(receipt_of, answer.receipts))

    def _pulse(self, call: PulseCall, timeout: float) -> PulseAnswer:
        """A pulse, whole: what was left out of it is what the last one said."""
        lasting, heads = self._service.said_last
        call.known = tag_of(lasting, heads) if lasting else ""
        answer = self._answer(Path.PULSE, call, PulseAnswer, timeout)
        if answer.is_known:
            answer.facts = lasting | {"position": call.hello.get("position", "")} | answer.facts
            answer.heads = heads
        lasting = {name: answer.facts[name] for name in answer.facts if name in LASTING_FACTS}
        self._service.said_last = lasting, answer.heads
        return answer

    def _fetch(self, query: PageQuery, take: Callable[[FeedPage], None]) -> None:
        kind, by_key, cursor, watermark, limit, pages = query
        place = _place(FeedPlace(kind, cursor, by_key))
        call = FeedCall(
            place=place,
            watermark=watermark,
            limit=limit,
            pages=pages,
            link_version=self._link_version,
        )
        self._stream(Path.FEED, call, lambda line: take(page_of(line)))

    def _fetch_part(self, name: str, first: int, last: int, take: Callable[[bytes], None]) -> None:
        self._called(
            lambda credential: self._service.part(
                f"{Path.SNAPSHOTS}/{name}", first, last, take, credential=credential
            )
        )

    def _answer(self, path: Path, call: msgspec.Struct, kind: type[T], timeout: float) -> T:
        body = msgspec.json.encode(call)
        return self._called(
            lambda credential: self._service.answer(
                path, body, kind, credential=credential, timeout=timeout
            )
        )

    def _stream(
        self,
        path: Path,
        call: msgspec.Struct,
        take: Callable[[PageLine | ReplyLine], None],
    ) -> None:
        body = msgspec.json.encode(call)
        self._called(
            lambda credential: self._service.stream(path, body, take, credential=credential)
        )

    def _called(self, call: Callable[[str], T]) -> T:
        """What ``call`` returns; once more where the credential was renewed meanwhile."""
        credential = self._credential.current()
        try:
            return call(credential)
        except CredentialRefusedError:
            if not self._credential.was_replaced(credential):
                raise
        return call(self._credential.current())


def _pulse_of(answer: PulseAnswer) -> Pulse:
    known = {str(kind) for kind in FeedKind}
    heads = {FeedKind(kind): head for kind, head in answer.heads.items() if kind in known}
    pulse = read_body(b"", lambda _: pulse_from_facts(answer.facts, heads))
    # a feed without rows has no head
    for kind in feeds_at(min(LINK_VERSION, pulse.link_version)):
        if kind not in FOR_ADMINS or pulse.identity.is_admin:
            heads.setdefault(kind, 0)
    return pulse


def _place(place: FeedPlace) -> Place:
    cursor = (place.cursor.row_version, place.cursor.id)
    return Place(kind=str(place.kind), cursor=cursor, by_key=place.by_key)
