"""The hello and the pulse as text: how they cross a link that is not this process.

Both are JSON objects. A key that one side does not know is ignored, and one that is missing has
its default, so that either side may be upgraded first. In the first version of the link, the pulse
is a row of columns.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import msgspec

from smartclient.contract.devices import AssignedDevice
from smartclient.contract.encoding import ascii_json
from smartclient.contract.feeds import FeedKind
from smartclient.contract.operations import Identity, Pulse, PulseRequest
from smartclient.domain.devices import NewDevice
from smartclient.domain.ids import Login, RequestId
from smartclient.domain.mail import mail_readiness


@dataclass(frozen=True, slots=True, kw_only=True)
class PulseFacts:
    """A pulse without the heads of the feeds. The field names are the keys on the link."""

    bound: int
    generation: str
    clock: datetime
    login: str
    is_admin: int
    rep_number: str = ""
    name: str = ""
    title: str = ""
    replies: int = 0
    worker_seen: datetime | None = None
    oldest_client: int = 1
    company: str = ""
    currency: str = "USD"
    held_seconds: int = 0
    link_version: int = 2
    company_id: str = ""
    missing: int = 0
    forgotten: str = ""
    position: str = ""
    suspected_at: datetime | None = None
    suspected_by: int = 0
    time_zone: str = ""
    device_code: str = ""
    device_token: str = ""
    device_is_copy: int | None = None
    tombstones_purged_to: int = 0
    membership_purged_to: int = 0
    new_devices: tuple[NewDevice, ...] = ()
    bundle_key: str = ""
    mail: str = ""


FIRST_PULSE_COLUMNS = (
    "bound",
    "generation",
    "clock",
    "login",
    "rep_number",
    "title",
    "is_admin",
    "replies",
    "worker_seen",
    "oldest_client",
    "company",
    "currency",
    "held_seconds",
)
"""Columns of a pulse in the first version of the link; the earliest has no ``held_seconds``."""


def hello_json(hello: PulseRequest) -> str:
    """What a client reports of itself, as ASCII text with its clock in UTC."""
    if hello.clock is not None:
        hello = replace(hello, clock=hello.clock.astimezone(UTC))
    return ascii_json(hello)


def pulse_from_json(text: str, heads: Mapping[FeedKind, int]) -> Pulse:
    """Pulse that ``text`` holds; msgspec.MsgspecError for another text."""
    return _pulse(msgspec.json.decode(text, type=PulseFacts), heads)


def pulse_from_facts(facts: Mapping[str, object], heads: Mapping[FeedKind, int]) -> Pulse:
    """Pulse of decoded JSON; msgspec.MsgspecError for another object."""
    return _pulse(msgspec.convert(facts, PulseFacts), heads)


def pulse_facts(pulse: Pulse) -> PulseFacts:
    """What a pulse says besides the heads of the feeds; ``pulse_from_json`` reads it again."""
    identity, device = pulse.identity, pulse.device
    return PulseFacts(
        bound=pulse.watermark,
        generation=pulse.generation,
        clock=pulse.clock,
        login=identity.login,
        is_admin=int(identity.is_admin),
        rep_number=identity.rep_number,
        name=identity.name,
        title=identity.title,
        replies=pulse.replies,
        worker_seen=pulse.worker_seen,
        oldest_client=pulse.oldest_client,
        company=pulse.company,
        currency=pulse.currency,
        held_seconds=pulse.held_seconds,
        link_version=pulse.link_version,
        company_id=pulse.company_id,
        missing=pulse.missing,
        forgotten=" ".join(pulse.forgotten),
        position=pulse.position,
        suspected_at=pulse.suspected_at,
        suspected_by=pulse.suspected_by,
        time_zone=pulse.time_zone,
        device_code="" if device is None else device.code,
        device_token="" if device is None else device.token,
        device_is_copy=None if device is None else int(device.is_copy),
        tombstones_purged_to=pulse.tombstones_purged_to,
        membership_purged_to=pulse.membership_purged_to,
        new_devices=pulse.new_devices,
        bundle_key=pulse.bundle_key,
        mail=pulse.mail,
    )


def first_pulse_from_row(row: Sequence[object], heads: Mapping[FeedKind, int]) -> Pulse:
    """Pulse of the first version of the link; msgspec.MsgspecError for another row."""
    known = dict(zip(FIRST_PULSE_COLUMNS, row, strict=False))
    facts = {name: value for name, value in known.items() if value is not None}
    return _pulse(msgspec.convert({**facts, "link_version": 1}, PulseFacts), heads)


def _pulse(facts: PulseFacts, heads: Mapping[FeedKind, int]) -> Pulse:
    return Pulse(
        watermark=facts.bound,
        generation=facts.generation.strip(),
        clock=_in_utc(facts.clock),
        identity=Identity(
            login=Login(facts.login),
            rep_number=facts.rep_number,
            name=facts.name,
            title=facts.title,
            is_admin=bool(facts.is_admin),
        ),
        heads=heads,
        replies=facts.replies,
        worker_seen=None if facts.worker_seen is None else _in_utc(facts.worker_seen),
        oldest_client=facts.oldest_client,
        company=facts.company,
        currency=facts.currency,
        held_seconds=facts.held_seconds,
        link_version=facts.link_version,
        company_id=facts.company_id,
        missing=facts.missing,
        forgotten=tuple(map(RequestId, facts.forgotten.split())),
        position=facts.position,
        suspected_at=facts.suspected_at,
        suspected_by=facts.suspected_by,
        time_zone=facts.time_zone,
        device=_device(facts),
        tombstones_purged_to=facts.tombstones_purged_to,
        membership_purged_to=facts.membership_purged_to,
        new_devices=tuple(
            replace(device, enrolled_at=_in_utc(device.enrolled_at)) for device in facts.new_devices
        ),
        bundle_key=facts.bundle_key,
        mail=mail_readiness(facts.mail),
    )


def _device(facts: PulseFacts) -> AssignedDevice | None:
    if facts.device_is_copy is None:
        return None
    return AssignedDevice(
        code=facts.device_code, token=facts.device_token, is_copy=bool(facts.device_is_copy)
    )


def _in_utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
