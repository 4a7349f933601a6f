"""What the store knows about itself: who is signed in, and how head office was last seen."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, Self

import msgspec
from sqlalchemy import Connection, delete
from sqlalchemy.dialects.sqlite import insert

from smartclient.contract.operations import Identity
from smartclient.database.raw_sql import fetch_all, fetch_one
from smartclient.domain.clock import Clock, LearntTime, Uptime
from smartclient.domain.devices import NewDevice
from smartclient.domain.ids import RequestId
from smartclient.domain.link_price import NetworkMark
from smartclient.domain.link_quality import LinkQuality
from smartclient.domain.money import DEFAULT_CURRENCY
from smartclient.domain.sales.number_blocks import HeldBlock
from smartclient.domain.services import HEAD_OFFICE, RegisteredService, ServiceName
from smartclient.read_models.connection import LinkHistory, NetworkHint
from smartclient.read_models.link_outage import LinkOutage
from smartclient.read_models.server_restores import Restore, RestoreQuestion
from smartclient.read_models.sync_progress import LinkState
from smartclient.store.database.named_values import (
    NamedValue,
    document,
    documents,
    flag,
    instant,
    integer,
    seconds,
    text,
)
from smartclient.store.database.tables import meta

RECEIPTS_KEPT = 20
"""How many receipts head office is asked about, whether it still knows them."""

_OF_SERVICE: Final = frozenset(
    {"last_contact", "reached", "last_outage", "link_history", "link_quality", "account"}
)
"""What is known of each service by itself."""

_COUNT_ON = """
INSERT INTO meta (name, value) VALUES (?, '1')
ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1 RETURNING value
"""


class MetaReader:
    """Reads what the store knows about itself and of the link to a service, on one connection."""

    url = text("url")
    """Head office's address, "" before sign-in."""

    company = text("company")
    """The company's name as head office gives it."""

    currency = text("currency", DEFAULT_CURRENCY)
    """The currency of every amount."""

    generation = text("generation")
    """Head office's generation as last seen; another one means it was restored."""

    company_id = text("company_id")
    """Which company's head office this is, "" before it sent its id."""

    link_version = integer("link_version", 1)
    """The version of the operations that head office spoke at the last contact."""

    mail = text("mail")
    """Whether head office sends mail, a ``MailReadiness``; "" before it said so."""

    replies_after = integer("replies_after")
    """The row version of the last reply collected."""

    last_sync = instant("last_sync")
    """When a sync last ran to its end."""

    last_contact = instant("last_contact")
    """The last contact, by head office's clock."""

    worker_seen = instant("worker_seen")
    """The last sign of life of head office's worker at the last contact, by its clock."""

    clock_offset_seconds = seconds("clock_offset_seconds")
    """Head office's clock less the laptop's, in seconds, at the last contact."""

    taken_sets = documents("taken_sets", str)
    """The keys of the names of the optional data sets that this device takes along."""

    kept_signature = text("kept_signature")
    """What was left out of all that is here, "" where that is to be looked at again."""

    device = text("device")
    """The identity of this device, "" before it has one."""

    device_code = text("device_code")
    """The code that head office assigned to this device, "" for none."""

    device_token = text("device_token")
    """The token that head office gave to this device at the last contact."""

    number_blocks = documents("number_blocks", HeldBlock)
    """The blocks of final numbers that this device holds or held."""

    signing_key = text("signing_key")
    """The public half of the key with which this device signs, "" before it has one."""

    reported_signing_key = text("reported_signing_key")
    """The key of this device that head office was given last, "" where it takes none."""

    bundle_key = text("bundle_key")
    """The public key to which work for head office is encrypted, "" where it takes none."""

    offline_by_choice = flag("offline_by_choice")
    """Whether the rep works offline by choice: then not one byte is sent."""

    reached = flag("reached")
    """Whether the service was reached when it was last tried."""

    account = text("account")
    """The account with which this device sends to the service by itself, "" for none."""

    registered_services = documents("registered_services", RegisteredService)
    """The services that were registered at the last sync."""

    last_outage = document("last_outage", LinkOutage)
    """When and why the service was last out of reach, None for never."""

    link_history = document("link_history", LinkHistory)
    """The state of the connection, and the changes of it that were shown; None for none yet."""

    network = document("network", NetworkHint)
    """What the operating system said last of the network, None for nothing."""

    network_reported_at = instant("network_reported_at")
    """When a window last had that from the system, None where a program without one looked."""

    network_marks = documents("network_marks", NetworkMark)
    """What the rep said of networks, by their names; the one marked last comes last."""

    link_quality = document("link_quality", LinkQuality)
    """How fast the connection is by the last calls, None before the first."""

    link_degradation = integer("link_degradation")
    """How degraded the link was when its state was noted last, 0 for not at all."""

    link_got_worse = flag("link_got_worse")
    """Whether the link got worse since the last sync began."""

    is_reloading_orders = flag("is_reloading_orders")
    """Whether orders are reloaded of which some may have been deleted at head office."""

    restore = document("restore", Restore)
    """The last restore of head office that was noticed, None for none ever."""

    restore_question = document("restore_question", RestoreQuestion)
    """Head office's question to its admins at the last contact."""

    last_reply = NamedValue[RequestId | None](
        "last_reply", lambda kept: RequestId(kept) if kept else None, lambda value: value
    )
    """The request whose reply was collected last."""

    position = text("position")
    """What head office signed of its history at the last contact, "" for nothing."""

    head_office_seen = instant("head_office_seen")
    """Head office's time at the last contact that contained it."""

    time_zone = text("time_zone")
    """The company's time zone."""

    boot = text("boot")
    """The start of the machine that ``boot_seconds`` count from, "" where that isn't known."""

    boot_seconds = seconds("boot_seconds")
    """The machine's uptime at the time ``head_office_seen``."""

    new_devices = documents("new_devices", NewDevice)
    """Devices that were signed in as this login of late, as the last contact had them."""

    dismissed_devices = documents("dismissed_devices", str)
    """Those of them that the rep has seen."""

    def __init__(self, connection: Connection, service: ServiceName = HEAD_OFFICE) -> None:
        self._connection = connection
        # a store of earlier versions knows of head office alone, without its name
        self._suffix = "" if service == HEAD_OFFICE else f"@{service}"

    def of_service(self, service: ServiceName) -> Self:
        """The same, but with what is known of the link to another service."""
        return type(self)(self._connection, service)

    def get(self, name: str) -> str | None:
        """The value of ``name``, or None when it was never set."""
        named = (self._named(name),)
        row = fetch_one(self._connection, "SELECT value FROM meta WHERE name = ?", named)
        return None if row is None else str(row[0])

    def _named(self, name: str) -> str:
        return name + self._suffix if name in _OF_SERVICE else name

    def identity(self) -> Identity | None:
        """Who is signed in, as head office sent it; None before the first contact."""
        kept = self.get("identity")
        return None if kept is None else msgspec.json.decode(kept, type=Identity)

    def learnt_time(self) -> LearntTime:
        """What is known of head office's clock."""
        return LearntTime(
            offset=timedelta(seconds=self.clock_offset_seconds),
            seen=self.head_office_seen,
            zone=self.time_zone,
            uptime=Uptime(boot=self.boot, seconds=self.boot_seconds) if self.boot else None,
        )

    def head_office_time(self, clock: Clock) -> datetime:
        """Head office's time at the last contact, the laptop's before the first.

        Retention goes by it: a laptop's clock may jump right after a contact.
        """
        return self.learnt_time().seen or clock.now()

    @property
    def link(self) -> LinkState:
        """The link as it was last seen, but offline while the rep works offline by choice."""
        if self.offline_by_choice:
            return LinkState.OFFLINE
        return LinkState.ONLINE if self.reached else LinkState.UNREACHABLE

    @property
    def recent_receipts(self) -> tuple[RequestId, ...]:
        """The requests that head office acknowledged last, newest first."""
        return tuple(
            RequestId(receipt_id) for receipt_id in (self.get("recent_receipts") or "").split()
        )

    def provisional_numbers(self) -> int:
        """How many provisional numbers were assigned here, of every kind."""
        counting = (
            "SELECT coalesce(sum(CAST(value AS INTEGER)), 0) FROM meta "
            "WHERE name LIKE 'provisional!_%' ESCAPE '!'"
        )
        ((numbers,),) = fetch_all(self._connection, counting)
        return int(numbers)


class Meta(MetaReader):
    """Reads and writes what the store knows about itself and of the link to a service."""

    def set(self, name: str, value: str) -> None:
        """Set ``name`` to ``value``, whatever it was."""
        statement = insert(meta).values(name=self._named(name), value=value)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["name"], set_={"value": value})
        )

    def delete(self, name: str) -> None:
        """Forget ``name``, if it was set."""
        self._connection.execute(delete(meta).where(meta.c.name == self._named(name)))

    def set_identity(self, identity: Identity) -> None:
        """Store who is signed in, as head office sent it."""
        self.set("identity", msgspec.json.encode(identity).decode())

    def set_learnt_time(self, learnt: LearntTime) -> None:
        """Store what a contact taught of head office's clock."""
        self.clock_offset_seconds = learnt.offset.total_seconds()
        if learnt.seen is not None:
            self.head_office_seen = learnt.seen
        self.time_zone = learnt.zone
        self.boot = "" if learnt.uptime is None else learnt.uptime.boot
        self.boot_seconds = 0.0 if learnt.uptime is None else learnt.uptime.seconds

    def add_receipts(self, request_ids: Sequence[RequestId]) -> None:
        """Store that head office acknowledged these."""
        newest = dict.fromkeys((*reversed(request_ids), *self.recent_receipts))
        self.set("recent_receipts", " ".join(list(newest)[:RECEIPTS_KEPT]))

    def next_provisional_number(self, kind: str) -> int:
        """The next number, from 1, for provisional records of ``kind``."""
        ((number,),) = fetch_all(self._connection, _COUNT_ON, (f"provisional_{kind}",))
        return int(number)
