"""What the operations give, as lines and bodies of the wire."""

from dataclasses import fields
from typing import Final

import msgspec

from smartclient.contract.encoding import ascii_json
from smartclient.contract.feeds import Cursor, FeedKind, FeedPage, FeedPlace, columns_at
from smartclient.contract.fingerprints import Fingerprint
from smartclient.contract.messages import Reply
from smartclient.contract.operations import Pulse, Receipt
from smartclient.contract.pulses import PulseFacts, pulse_facts
from smartclient.contract.web.wire import (
    FingerprintLine,
    PageLine,
    Place,
    PulseAnswer,
    ReceiptLine,
    ReplyLine,
)

_DEFAULTS: Final = {fact.name: fact.default for fact in fields(PulseFacts)}


def page_line(page: FeedPage, link_version: int) -> PageLine:
    """A page with the columns that ``link_version`` of the operations has."""
    width = len(columns_at(page.kind, link_version))
    rows = page.rows
    if rows and len(rows[0]) > width:
        rows = tuple(row[:width] for row in rows)
    return PageLine(kind=page.kind, rows=rows, cursor=page.cursor, more=page.more)


def reply_line(reply: Reply) -> ReplyLine:
    """A reply with its answer as text."""
    return ReplyLine(
        request_id=reply.request_id,
        row_version=reply.row_version,
        answered_at=reply.answered_at.isoformat(),
        answer=ascii_json(reply.answer),
    )


def receipt_line(receipt: Receipt) -> ReceiptLine:
    """A receipt as it is sent."""
    return ReceiptLine(
        request_id=receipt.request_id, digest=receipt.digest, refusal=receipt.refusal
    )


def fingerprint_line(fingerprint: Fingerprint) -> FingerprintLine:
    """A fingerprint as it is sent."""
    return FingerprintLine(
        kind=fingerprint.kind,
        part=fingerprint.part,
        rows=fingerprint.rows,
        total=fingerprint.total,
        moving=fingerprint.moving,
    )


def pulse_answer(pulse: Pulse, *, renew: bool) -> PulseAnswer:
    """A pulse as it is sent: a fact that is missing has its default."""
    found = msgspec.to_builtins(pulse_facts(pulse))
    facts = {name: value for name, value in found.items() if value != _DEFAULTS[name]}
    heads = {kind.value: version for kind, version in pulse.heads.items()}
    return PulseAnswer(facts=facts, heads=heads, renew=renew)


def feed_place(place: Place) -> FeedPlace:
    """Where a feed is read on; ValueError for a feed that this version does not know."""
    return FeedPlace(FeedKind(place.kind), Cursor(*place.cursor), place.by_key)
