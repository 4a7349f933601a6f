"""Devices: the laptops that reps use, each with a code of its own, and copies of them."""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from smartclient.contract.devices import MOST_DEVICES, AssignedDevice, DeviceClaim
from smartclient.domain.devices import CODE_LENGTH, SYMBOLS
from smartclient.domain.ids import ID_LENGTH, Login, new_id
from smartclient.headoffice.database.identifiers import canonical_id
from smartclient.headoffice.database.tables import tables_for

_LONGEST_NAME = 100


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
        self._idle: dict[Login, dict[str, datetime | None]] = {}

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

    def last_idle_before(self, login: Login, device: str, at: datetime) -> datetime | None:
        """The last contact before ``at`` with nothing left to send, None for none known.

        An older laptop does not say which device it is; while its login has no other, it is the
        one that was seen last.
        """
        t = self._t
        if login not in self._idle:
            rows = self._connection.execute(
                select(t.c.device, t.c.idle_at).where(t.c.login == login)
            )
            self._idle[login] = {row.device: row.idle_at for row in rows}
        known = self._idle[login]
        idle_at = known.get(device) if known else self._laptop_idle_at(login)
        return None if idle_at is None or idle_at > at else idle_at

    def _laptop_idle_at(self, login: Login) -> datetime | None:
        t = self._laptops
        row = self._connection.execute(
            select(t.c.seen_at, t.c.waiting).where(t.c.login == login)
        ).first()
        return None if row is None or row.waiting else row.seen_at

    def measured_offset(self, login: Login, device: str) -> int | None:
        """A device's clock less head office's when it was last seen, in seconds."""
        t = self._t
        offset: int | None = self._connection.scalar(
            select(t.c.clock_offset_seconds).where(t.c.login == login, t.c.device == device)
        )
        return offset

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
