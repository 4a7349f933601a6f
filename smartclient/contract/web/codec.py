"""What the operations give, as lines and bodies of the wire."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from typing import Any, Final

import msgspec

from smartclient.contract.devices import DeviceClaim
from smartclient.contract.encoding import ascii_json
from smartclient.contract.feed_versions import columns_at
from smartclient.contract.feeds import (
    Cursor,
    FeedKind,
    FeedPage,
    FeedPlace,
)
from smartclient.contract.fingerprints import Fingerprint
from smartclient.contract.messages import Reply
from smartclient.contract.operations import Pulse, PulseRequest, Receipt
from smartclient.contract.pulses import PulseFacts, hello_json, pulse_facts
from smartclient.contract.web.wire import (
    LASTING_FACTS,
    FingerprintLine,
    PageLine,
    Place,
    PulseAnswer,
    ReceiptLine,
    ReplyLine,
    tag_of,
)

_VERSIONS: Final = frozenset({"client_version", "link_version", "oldest_link"})
"""Facts of a hello whose default is another one in another version of this program."""

_DEFAULTS: Final = {fact.name: fact.default for fact in fields(PulseFacts)}


def page_line(page: FeedPage, link_version: int) -> PageLine:
    """A page with the columns that ``link_version`` of the operations has."""
    width = len(columns_at(page.kind, link_version))
    rows = tuple(page.rows)
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


def pulse_answer(pulse: Pulse, *, renew: bool, known: str = "", position: str = "") -> PulseAnswer:
    """A pulse as it is sent: a fact that is missing has its default, a head 0.

    ``known`` is the tag of what the device has, and ``position`` the one that it sent.
    """
    found = msgspec.to_builtins(pulse_facts(pulse))
    facts = {name: value for name, value in found.items() if value != _DEFAULTS[name]}
    heads = {kind.value: version for kind, version in pulse.heads.items() if version}
    is_known = bool(known) and known == tag_of(facts, heads)
    if not is_known or (position and not pulse.position):
        return PulseAnswer(facts=facts, heads=heads, renew=renew)
    facts = {name: facts[name] for name in facts if name not in LASTING_FACTS}
    if facts.get("position") == position:
        facts.pop("position", None)
    return PulseAnswer(facts=facts, renew=renew, is_known=True)


def hello_facts(hello: PulseRequest) -> dict[str, Any]:
    """A hello as it is sent: what has its default is left out, but for the versions."""
    found: dict[str, Any] = msgspec.json.decode(hello_json(hello))
    facts = _besides(found, PulseRequest, kept=_VERSIONS)
    if hello.device is not None:
        facts["device"] = _besides(found["device"], DeviceClaim)
    return facts


def _besides(
    facts: Mapping[str, Any], kind: type[Any], kept: frozenset[str] = frozenset()
) -> dict[str, Any]:
    defaults = {each.name: _default_of(each) for each in fields(kind)}
    return {name: value for name, value in facts.items() if name in kept or value != defaults[name]}


def _default_of(field: "Field[Any]") -> object:
    """What a field holds where nothing is said, as it is in JSON; None for what must be said."""
    if field.default is MISSING:
        return None
    return list(field.default) if isinstance(field.default, tuple) else field.default


def feed_place(place: Place) -> FeedPlace:
    """Where a feed is read on; ValueError for a feed that this version does not know."""
    return FeedPlace(FeedKind(place.kind), Cursor(*place.cursor), place.by_key)
