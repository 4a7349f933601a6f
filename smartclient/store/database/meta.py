"""What the store knows about itself: who is signed in, and how head office was last seen."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import Connection, delete
from sqlalchemy.dialects.sqlite import insert

from smartclient.contract.operations import Identity
from smartclient.database.raw_sql import fetch_all, fetch_one
from smartclient.database.types import instant_from_text, instant_text
from smartclient.domain.clock import Clock, LearntTime
from smartclient.domain.ids import RequestId
from smartclient.domain.money import DEFAULT_CURRENCY
from smartclient.read_models.server_restores import Restore, RestoreQuestion
from smartclient.read_models.sync_progress import LinkState
from smartclient.store.database.tables import meta

RECEIPTS_KEPT = 20
"""Of how many receipts head office is asked whether it still knows them."""

_COUNT_ON = """
INSERT INTO meta (name, value) VALUES (?, '1')
ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1 RETURNING value
"""


class Meta:
    """Named values of the store; each is read and written on its own."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, name: str) -> str | None:
        """Return the value of ``name``, or None when it was never set."""
        row = fetch_one(self._connection, "SELECT value FROM meta WHERE name = ?", (name,))
        return None if row is None else str(row[0])

    def set(self, name: str, value: str) -> None:
        """Set ``name`` to ``value``, whatever it was."""
        statement = insert(meta).values(name=name, value=value)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["name"], set_={"value": value})
        )

    def delete(self, name: str) -> None:
        """Forget ``name``, if it was set."""
        self._connection.execute(delete(meta).where(meta.c.name == name))

    def identity(self) -> Identity | None:
        """Return who head office said is signed in; None before the first contact."""
        text = self.get("identity")
        return None if text is None else msgspec.json.decode(text, type=Identity)

    def set_identity(self, identity: Identity) -> None:
        """Keep who head office says is signed in."""
        self.set("identity", msgspec.json.encode(identity).decode())

    @property
    def url(self) -> str:
        """Head office's address, "" before sign-in."""
        return self.get("url") or ""

    @url.setter
    def url(self, value: str) -> None:
        self.set("url", value)

    @property
    def company(self) -> str:
        """The company's name as head office gives it."""
        return self.get("company") or ""

    @company.setter
    def company(self, value: str) -> None:
        self.set("company", value)

    @property
    def currency(self) -> str:
        """The currency of every amount."""
        return self.get("currency") or DEFAULT_CURRENCY

    @currency.setter
    def currency(self, value: str) -> None:
        self.set("currency", value)

    @property
    def generation(self) -> str:
        """Head office's generation as last seen; another one means it was restored."""
        return self.get("generation") or ""

    @generation.setter
    def generation(self, value: str) -> None:
        self.set("generation", value)

    @property
    def company_id(self) -> str:
        """Which company's head office this is, "" while none that says so was met."""
        return self.get("company_id") or ""

    @company_id.setter
    def company_id(self, value: str) -> None:
        self.set("company_id", value)

    @property
    def link_version(self) -> int:
        """The version of the operations that head office spoke at the last contact."""
        return int(self.get("link_version") or 1)

    @link_version.setter
    def link_version(self, value: int) -> None:
        self.set("link_version", str(value))

    @property
    def replies_after(self) -> int:
        """The row version of the last reply collected."""
        return int(self.get("replies_after") or 0)

    @replies_after.setter
    def replies_after(self, value: int) -> None:
        self.set("replies_after", str(value))

    @property
    def last_sync(self) -> datetime | None:
        """When a sync last ran to its end."""
        return self._instant("last_sync")

    @last_sync.setter
    def last_sync(self, value: datetime) -> None:
        self.set("last_sync", instant_text(value))

    @property
    def last_contact(self) -> datetime | None:
        """When head office last said what is new, by its clock."""
        return self._instant("last_contact")

    @last_contact.setter
    def last_contact(self, value: datetime) -> None:
        self.set("last_contact", instant_text(value))

    @property
    def worker_seen(self) -> datetime | None:
        """When head office's worker last gave a sign of life, as last heard, by its clock."""
        return self._instant("worker_seen")

    @worker_seen.setter
    def worker_seen(self, value: datetime | None) -> None:
        if value is None:
            self.delete("worker_seen")
        else:
            self.set("worker_seen", instant_text(value))

    @property
    def clock_offset_seconds(self) -> float:
        """Head office's clock less the laptop's, in seconds, at the last contact."""
        return float(self.get("clock_offset_seconds") or 0.0)

    @clock_offset_seconds.setter
    def clock_offset_seconds(self, value: float) -> None:
        self.set("clock_offset_seconds", repr(float(value)))

    def learnt_time(self) -> LearntTime:
        """Return what is known of head office's clock."""
        return LearntTime(
            offset=timedelta(seconds=self.clock_offset_seconds),
            seen=self._instant("head_office_seen"),
            zone=self.get("time_zone") or "",
        )

    def head_office_time(self, clock: Clock) -> datetime:
        """Return head office's time at the last contact, the laptop's before the first.

        What is kept for a while goes by it: a laptop's clock may jump right after a contact.
        """
        return self.learnt_time().seen or clock.now()

    def set_learnt_time(self, learnt: LearntTime) -> None:
        """Keep what a contact taught of head office's clock."""
        self.clock_offset_seconds = learnt.offset.total_seconds()
        if learnt.seen is not None:
            self.set("head_office_seen", instant_text(learnt.seen))
        self.set("time_zone", learnt.zone)

    @property
    def device(self) -> str:
        """The identity of this device, "" before it has one."""
        return self.get("device") or ""

    @device.setter
    def device(self, value: str) -> None:
        self.set("device", value)

    @property
    def device_code(self) -> str:
        """The code that head office assigned to this device, "" for none."""
        return self.get("device_code") or ""

    @device_code.setter
    def device_code(self, value: str) -> None:
        self.set("device_code", value)

    @property
    def device_token(self) -> str:
        """What head office gave to this device with the last contact."""
        return self.get("device_token") or ""

    @device_token.setter
    def device_token(self, value: str) -> None:
        self.set("device_token", value)

    @property
    def offline_by_choice(self) -> bool:
        """Whether the rep works offline by choice: then not one byte is sent."""
        return self.get("offline_by_choice") == "1"

    @offline_by_choice.setter
    def offline_by_choice(self, value: bool) -> None:
        self.set("offline_by_choice", "1" if value else "0")

    @property
    def link(self) -> LinkState:
        """The link as the rep is told: as it was last seen, but the own choice comes first."""
        if self.offline_by_choice:
            return LinkState.OFFLINE
        return LinkState.ONLINE if self.reached else LinkState.UNREACHABLE

    @property
    def reached(self) -> bool:
        """Whether head office was reached when it was last tried."""
        return self.get("reached") == "1"

    @reached.setter
    def reached(self, value: bool) -> None:
        self.set("reached", "1" if value else "0")

    @property
    def recent_receipts(self) -> tuple[RequestId, ...]:
        """The requests that head office acknowledged last, newest first."""
        return tuple(RequestId(one) for one in (self.get("recent_receipts") or "").split())

    def add_receipts(self, request_ids: Sequence[RequestId]) -> None:
        """Keep that head office acknowledged these."""
        newest = dict.fromkeys((*reversed(request_ids), *self.recent_receipts))
        self.set("recent_receipts", " ".join(list(newest)[:RECEIPTS_KEPT]))

    @property
    def last_reply(self) -> RequestId | None:
        """The request whose reply was collected last."""
        kept = self.get("last_reply")
        return None if not kept else RequestId(kept)

    @last_reply.setter
    def last_reply(self, value: RequestId) -> None:
        self.set("last_reply", value)

    @property
    def restore(self) -> Restore | None:
        """The last restore of head office that was noticed, None for none ever."""
        text = self.get("restore")
        return None if text is None else msgspec.json.decode(text, type=Restore)

    @restore.setter
    def restore(self, value: Restore) -> None:
        self.set("restore", msgspec.json.encode(value).decode())

    @property
    def restore_question(self) -> RestoreQuestion | None:
        """What head office asks its admins, as last heard."""
        text = self.get("restore_question")
        return None if not text else msgspec.json.decode(text, type=RestoreQuestion)

    @restore_question.setter
    def restore_question(self, value: RestoreQuestion | None) -> None:
        self.set("restore_question", "" if value is None else msgspec.json.encode(value).decode())

    def next_provisional_number(self, kind: str) -> int:
        """Return the next number, from 1, for provisional records of ``kind``."""
        ((number,),) = fetch_all(self._connection, _COUNT_ON, (f"provisional_{kind}",))
        return int(number)

    def provisional_numbers(self) -> int:
        """Return how many provisional numbers were given here, of every kind."""
        counting = (
            "SELECT coalesce(sum(CAST(value AS INTEGER)), 0) FROM meta "
            "WHERE name LIKE 'provisional!_%' ESCAPE '!'"
        )
        ((numbers,),) = fetch_all(self._connection, counting)
        return int(numbers)

    def _instant(self, name: str) -> datetime | None:
        text = self.get(name)
        return None if text is None else instant_from_text(text)
