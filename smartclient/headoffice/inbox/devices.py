"""Devices: the laptops that reps use, each with a code of its own, and copies of them."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from smartclient.contract.devices import MOST_DEVICES, AssignedDevice, DeviceClaim
from smartclient.database.value_list import in_list
from smartclient.domain.devices import CODE_LENGTH, SYMBOLS
from smartclient.domain.ids import ID_LENGTH, Login, new_id
from smartclient.domain.text.canonical import name_key
from smartclient.headoffice.database.identifiers import canonical_id
from smartclient.headoffice.database.tables import tables_for

_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A device when it was seen last: its clock less head office's, in seconds."""

    idle_at: datetime | None
    clock_offset: int | None


class Devices:
    """The devices, on one connection.

    Head office keeps the last two tokens that it gave to a device: the last may have been lost on
    its way. A device that presents an older one is a copy, or was restored from one.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        t = tables_for(connection.dialect.name)
        self._t, self._laptops = t.devices, t.laptops
        # one worker's transaction evaluates many requests of a login
        self._known: dict[str, dict[str, _Known]] = {}
        self._laptop_idle_at: dict[str, datetime | None] = {}

    def contact(
        self, login: Login, hello: DeviceClaim, *, at: datetime, offset: int, generation: str
    ) -> AssignedDevice | None:
        """Note a contact of a device; None for one without a proper identity, or one too many.

        ``offset`` is its clock less head office's, in seconds. ``generation`` is head office's:
        a device that knows another one met head office before it was restored.
        """
        device = canonical_id(hello.id)
        if device is None:
            return None
        t = self._t
        this = t.c.login == login, t.c.device == device
        row = self._connection.execute(select(t).where(*this)).first()
        token = new_id()
        seen: dict[str, Any] = {"seen_at": at, "clock_offset_seconds": offset, "token": token}
        if hello.is_idle and hello.generation == generation:
            seen["idle_at"] = at
        if row is None:
            having = select(func.count()).where(t.c.login == login)
            if int(self._connection.scalar(having) or 0) >= MOST_DEVICES:
                return None
            code = self._free_code(hello.code)
            new = {
                "login": login,
                "device": device,
                "code": code,
                "name": hello.name[:_LONGEST_NAME],
                "first_seen": at,
                "numbers": hello.numbers,
                "previous_token": hello.token[:ID_LENGTH],
                **seen,
            }
            self._connection.execute(insert(t), [new])
            return AssignedDevice(code=code, token=token)
        goes_on = hello.numbers >= row.numbers and hello.token in {row.token, row.previous_token}
        if not goes_on and hello.generation == generation:
            return AssignedDevice(is_copy=True)
        numbers = max(hello.numbers, row.numbers)
        changed = {**seen, "numbers": numbers, "previous_token": hello.token[:ID_LENGTH]}
        self._connection.execute(update(t).where(*this).values(**changed))
        return AssignedDevice(code=row.code, token=token)

    def prepare(self, logins: Collection[Login]) -> None:
        """Read at once what is known of the devices of these logins."""
        t, laptops = self._t, self._laptops
        devices = select(t.c.login, t.c.device, t.c.idle_at, t.c.clock_offset_seconds)
        for login in logins:
            self._known[name_key(login)] = {}
        for row in self._connection.execute(devices.where(in_list(t.c.login, logins))):
            known = _Known(idle_at=row.idle_at, clock_offset=row.clock_offset_seconds)
            self._known.setdefault(name_key(row.login), {})[row.device] = known
        seen = select(laptops.c.login, laptops.c.seen_at, laptops.c.waiting)
        self._laptop_idle_at |= {
            name_key(row.login): None if row.waiting else row.seen_at
            for row in self._connection.execute(seen.where(in_list(laptops.c.login, logins)))
        }

    def last_idle_before(self, login: Login, device: str, at: datetime) -> datetime | None:
        """The last contact before ``at`` with nothing left to send, None for none known.

        An older laptop does not say which device it is; while its login has no other, it is the
        one that was seen last.
        """
        known = self._devices_of(login)
        if not known:
            idle_at = self._laptop_idle_at.get(name_key(login))
        else:
            idle_at = known[device].idle_at if device in known else None
        return None if idle_at is None or idle_at > at else idle_at

    def measured_offset(self, login: Login, device: str) -> int | None:
        """A device's clock less head office's when it was last seen, in seconds."""
        known = self._devices_of(login).get(device)
        return None if known is None else known.clock_offset

    def _devices_of(self, login: Login) -> dict[str, _Known]:
        if name_key(login) not in self._known:
            self.prepare([login])
        return self._known[name_key(login)]

    def _free_code(self, wanted: str) -> str:
        """A code nobody has: by chance, so that a restored head office gives none again.

        A device that head office forgot with a restore keeps the one that it has.
        """
        is_code = len(wanted) == CODE_LENGTH and set(wanted) <= set(SYMBOLS)
        code = wanted if is_code else _random_code()
        while self._connection.scalar(select(self._t.c.id).where(self._t.c.code == code)):
            code = _random_code()
        return code


def _random_code() -> str:
    return "".join(secrets.choice(SYMBOLS) for _ in range(CODE_LENGTH))
