"""What each endpoint does: call head office for the device, and give what it answers."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import msgspec

from smartclient.contract.feed_versions import feeds_at
from smartclient.contract.feeds import (
    FeedKind,
    FeedPlace,
)
from smartclient.contract.fingerprints import SMALLEST_PART, compared_at
from smartclient.contract.operations import Operations, PulseRequest, Receipt
from smartclient.contract.versions import LINK_VERSION
from smartclient.contract.web import codec, wire
from smartclient.contract.web.codes import EnrolmentCode
from smartclient.contract.web.gate import Gate, Waiting
from smartclient.contract.web.wire import Failure, Path
from smartclient.web.batches import SentBatch
from smartclient.web.callers import Caller, digest_of
from smartclient.web.failures import CallRefusedError
from smartclient.web.news_hub import NewsHub
from smartclient.web.request_bodies import converted
from smartclient.web.snapshots.library import SnapshotLibrary
from smartclient.web.streams import Lines
from smartclient.web.thread_pool import ThreadPool

T = TypeVar("T")

_LARGEST: Final = 2**63 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadOfficeAccess:
    """What the calls of a service work with."""

    gate: Gate
    pool: ThreadPool
    hub: NewsHub
    library: SnapshotLibrary | None
    """None where there are no snapshots."""

    def snapshots(self, watermark: int, generation: str) -> tuple[wire.SnapshotEntry, ...]:
        """The snapshots that are ready, of this history of head office."""
        return () if self.library is None else self.library.entries(watermark, generation)

    async def call(self, caller: Caller, work: Callable[[Operations], T]) -> T:
        """What ``work`` makes of the operations for a device, in a thread of the pool."""

        def run() -> T:
            with closing(self.gate.operations(caller.credential, caller.address)) as operations:
                return work(operations)

        return await self.pool.run(run)


Answering = Callable[[HeadOfficeAccess, Caller, Any], Awaitable[msgspec.Struct]]
Streaming = Callable[[Any], Callable[[Operations], Lines]]


async def submit(office: HeadOfficeAccess, caller: Caller, batch: SentBatch) -> msgspec.Struct:
    """Put requests in the inbox."""
    receipts = await office.call(caller, lambda operations: operations.submit(batch.requests))
    return wire.SubmitAnswer(receipts=_receipt_lines(receipts, batch))


async def hand_over(office: HeadOfficeAccess, caller: Caller, batch: SentBatch) -> msgspec.Struct:
    """Take what a device that is to be wiped did not send."""
    receipts = await office.pool.run(
        lambda: office.gate.hand_over(caller.credential, batch.requests)
    )
    return wire.HandOverAnswer(receipts=_receipt_lines(receipts, batch), tells_known=True)


def _receipt_lines(receipts: tuple[Receipt, ...], batch: SentBatch) -> tuple[Any, ...]:
    return tuple(map(codec.receipt_line, (*receipts, *batch.refused)))


async def pulse(office: HeadOfficeAccess, caller: Caller, call: wire.PulseCall) -> msgspec.Struct:
    """A pulse, after news came where the device waits for some."""
    hello = _hello(call.hello)
    if call.wait:
        waiting = Waiting(caller.credential, hello.replies_after)
        heads = _unknown_at(hello.link_version) | call.heads
        await office.hub.wait(waiting, heads, min(call.wait, wire.MAX_WAIT_SECONDS))

    def ask(operations: Operations) -> wire.PulseAnswer:
        found = operations.pulse(hello)
        answer = codec.pulse_answer(
            found,
            renew=office.gate.is_old(caller.credential),
            known=call.known,
            position=hello.position,
        )
        if call.snapshots:
            answer.snapshots = office.snapshots(found.watermark, found.generation)
        return answer

    return await office.call(caller, ask)


def _unknown_at(link_version: int) -> dict[str, int]:
    """Heads above any other of the feeds that a device of ``link_version`` cannot pull."""
    return dict.fromkeys(set(FeedKind) - set(feeds_at(link_version)), _LARGEST)


def _hello(facts: dict[str, Any]) -> PulseRequest:
    hello = converted(facts, PulseRequest)
    counts = (
        *(hello.client_version, hello.link_version, hello.oldest_link, hello.replies_after),
        *(hello.waiting, hello.unanswered, 0 if hello.device is None else hello.device.numbers),
    )
    if any(not 0 <= count <= _LARGEST for count in counts):
        raise CallRefusedError(Failure.UNREADABLE, "a number of the hello is out of range")
    if hello.clock is not None and hello.clock.tzinfo is None:
        raise CallRefusedError(Failure.UNREADABLE, "the clock of the hello has no time zone")
    return hello


async def fingerprints(
    office: HeadOfficeAccess, caller: Caller, call: wire.FingerprintsCall
) -> msgspec.Struct:
    """Checksums of feeds, as far as the device's login may see them."""
    kind = _kind(call.kind) if call.kind else None
    is_newer = call.link_version > LINK_VERSION
    # a device leaves out the feeds that it does not know
    if is_newer or not compared_at(call.link_version).items() <= compared_at(LINK_VERSION).items():
        # of other columns than these, so nothing could be compared; after this failure, and no
        # other, a device goes on without the check
        raise CallRefusedError(Failure.UPGRADE_HEAD_OFFICE, "fingerprints of another version")
    width = max(call.width, SMALLEST_PART)
    found = await office.call(
        caller,
        lambda operations: operations.fingerprints(kind, watermark=call.watermark, width=width),
    )
    return wire.FingerprintsAnswer(fingerprints=tuple(map(codec.fingerprint_line, found)))


async def sign_in(
    office: HeadOfficeAccess, caller: Caller, call: wire.SignInCall
) -> msgspec.Struct:
    """Exchange a code for a credential."""
    return await _sign_in(office, caller, call, bytes.fromhex(call.credential_hash), call.kind)


async def page_sign_in(
    office: HeadOfficeAccess, caller: Caller, call: wire.PageSignInCall
) -> msgspec.Struct:
    """Exchange a code for a browser's credential."""
    return await _sign_in(office, caller, call, digest_of(call.credential), "browser")


async def _sign_in(
    office: HeadOfficeAccess,
    caller: Caller,
    call: wire.SignInCall | wire.PageSignInCall,
    credential: bytes,
    kind: str,
) -> msgspec.Struct:
    signed_in = await office.pool.run(
        lambda: office.gate.sign_in(
            code=EnrolmentCode(call.code).digest,
            credential=credential,
            name=call.device_name,
            kind=kind,
            login=call.login,
            address=caller.address,
        )
    )
    return wire.SignInAnswer(device=signed_in.device, login=signed_in.login)


async def renew(office: HeadOfficeAccess, caller: Caller, call: wire.RenewCall) -> msgspec.Struct:
    """Have a new credential count."""
    return await _renew(office, caller, bytes.fromhex(call.credential_hash))


async def page_renew(
    office: HeadOfficeAccess, caller: Caller, call: wire.PageRenewCall
) -> msgspec.Struct:
    """Have a browser's new credential count."""
    return await _renew(office, caller, digest_of(call.credential))


async def _renew(office: HeadOfficeAccess, caller: Caller, new: bytes) -> msgspec.Struct:
    await office.pool.run(lambda: office.gate.renew(caller.credential, new))
    return wire.Done()


async def page_sign_out(
    _office: HeadOfficeAccess, _caller: Caller, _call: wire.Done
) -> msgspec.Struct:
    """Nothing at head office: the answer has the browser forget its credential."""
    return wire.Done()


async def wiped(office: HeadOfficeAccess, caller: Caller, _call: wire.Done) -> msgspec.Struct:
    """Record that a device removed its data."""
    await office.pool.run(lambda: office.gate.wiped(caller.credential))
    return wire.Done()


def replies(call: wire.RepliesCall) -> Callable[[Operations], Lines]:
    """The replies of one call."""

    def read(operations: Operations) -> Lines:
        found = operations.replies(after=call.after, watermark=call.watermark, limit=call.limit)
        yield tuple(map(codec.reply_line, found))

    return read


def feed(call: wire.FeedCall) -> Callable[[Operations], Lines]:
    """So many pages of a feed as are asked for and are there, each a call."""
    place = _place(call.place)

    def read(operations: Operations) -> Lines:
        cursor = place.cursor
        for _ in range(call.pages):
            page = operations.feed(
                place.kind,
                cursor=cursor,
                watermark=call.watermark,
                limit=call.limit,
                by_key=place.by_key,
            )
            yield (codec.page_line(page, call.link_version),)
            if not page.more:
                return
            cursor = page.cursor

    return read


def feeds(call: wire.FeedsCall) -> Callable[[Operations], Lines]:
    """The next page of each of several feeds."""
    wanted = tuple(map(_place, call.places))
    if len({place.kind for place in wanted}) < len(wanted):
        raise CallRefusedError(Failure.UNREADABLE, "the same feed twice")

    def read(operations: Operations) -> Lines:
        for page in operations.feeds(wanted, watermark=call.watermark, limit=call.limit):
            yield (codec.page_line(page, call.link_version),)

    return read


def _place(place: wire.Place) -> FeedPlace:
    _kind(place.kind)
    return codec.feed_place(place)


def _kind(name: str) -> FeedKind:
    try:
        return FeedKind(name)
    except ValueError as error:
        raise CallRefusedError(Failure.UPGRADE_HEAD_OFFICE, "an unknown feed") from error


ANSWERS: Final[Mapping[Path, Answering]] = {
    Path.SUBMIT: submit,
    Path.PULSE: pulse,
    Path.FINGERPRINTS: fingerprints,
    Path.SIGN_IN: sign_in,
    Path.RENEW: renew,
    Path.HAND_OVER: hand_over,
    Path.WIPED: wiped,
    Path.PAGE_SIGN_IN: page_sign_in,
    Path.PAGE_RENEW: page_renew,
    Path.PAGE_SIGN_OUT: page_sign_out,
}
"""What answers each call with one body."""

COOKIES: Final[Mapping[Path, Callable[[Any], str]]] = {
    Path.PAGE_SIGN_IN: lambda call: call.credential,
    Path.PAGE_RENEW: lambda call: call.credential,
    Path.PAGE_SIGN_OUT: lambda _call: "",
}
"""The credential that a browser keeps once a call was answered, "" to forget the one it has."""

STREAMS: Final[Mapping[Path, Streaming]] = {
    Path.REPLIES: replies,
    Path.FEED: feed,
    Path.FEEDS: feeds,
}
"""What answers each call with a stream of lines."""
