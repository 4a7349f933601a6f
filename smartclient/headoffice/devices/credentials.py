"""Credentials: which device one is of, whether it counts still, and how another takes its place.

A device has one that counts. After a renewal it has two, until the new one is used: then the
earlier is deleted, and a restored copy of the device that presents it is not known any more.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from smartclient.contract.web.gate import (
    TO_WIPE,
    CredentialRefusedError,
    DeviceRevokedError,
    DeviceState,
    WipeRequestedError,
)
from smartclient.contract.web.limits import (
    CREDENTIAL_OLD,
    CREDENTIAL_UNSEEN,
    SEEN_AGAIN_AFTER,
)
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import Login
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.database.tables.enrolment import LONGEST_ADDRESS


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """A credential that counts. ``seen_at`` is None for one that was not used yet."""

    digest: bytes
    device: str
    login: Login
    state: DeviceState
    given_at: datetime
    seen_at: datetime | None
    address: str

    def is_to_be_noted(self, address: str, now: datetime) -> bool:
        """Whether a contact from ``address`` is to be stored."""
        if self.seen_at is None or self.address != address[:LONGEST_ADDRESS]:
            return True
        return abs(now - self.seen_at) >= SEEN_AGAIN_AFTER

    def is_old(self, now: datetime) -> bool:
        """Whether it is to be renewed."""
        return now - self.given_at >= CREDENTIAL_OLD


def find_credential(connection: Connection, digest: bytes, now: datetime) -> Credential:
    """The credential with this hash; CredentialRefusedError for none that counts."""
    t = tables_for(connection.dialect.name)
    c, d = t.credentials.c, t.enrolled_devices.c
    row = connection.execute(
        select(c.device, c.given_at, c.seen_at, c.address, d.login, d.state)
        .join_from(t.credentials, t.enrolled_devices, c.device == d.device)
        .where(c.credential_hash == digest)
    ).first()
    if row is None or _is_over(row.state, row.seen_at or row.given_at, now):
        raise CredentialRefusedError(
            "Head office does not know this device any more. Sign in again with a new code."
        )
    return Credential(
        digest=digest,
        device=row.device,
        login=Login(row.login),
        state=DeviceState(row.state),
        given_at=row.given_at,
        seen_at=row.seen_at,
        address=row.address,
    )


def _is_over(state: str, seen_at: datetime, now: datetime) -> bool:
    # what is to be wiped is so whenever it or a copy of it returns
    return state not in TO_WIPE and now - seen_at > CREDENTIAL_UNSEEN


def require_active(credential: Credential) -> Credential:
    """The credential of a device that may do everything; else what became of the device."""
    if credential.state is DeviceState.ACTIVE:
        return credential
    if credential.state in TO_WIPE:
        raise wipe_requested()
    raise revoked()


def require_wiping(credential: Credential) -> Credential:
    """The credential of a device that is to be wiped, or DeviceRevokedError.

    One that was wiped is so again: what presents its credential is a copy with the same data.
    """
    if credential.state in TO_WIPE:
        return credential
    if credential.state is DeviceState.ACTIVE:
        raise RefusedError("Head office did not ask this device to hand over its work.")
    raise revoked()


def note_contact(
    connection: Connection, credential: Credential, address: str, now: datetime
) -> None:
    """Store that a credential was used; the first use of a new one ends the earlier."""
    t = tables_for(connection.dialect.name)
    c, d, address = t.credentials.c, t.enrolled_devices.c, address[:LONGEST_ADDRESS]
    connection.execute(
        update(t.credentials)
        .where(c.credential_hash == credential.digest)
        .values(seen_at=now, address=address)
    )
    if credential.seen_at is None:
        others = c.device == credential.device, c.credential_hash != credential.digest
        connection.execute(delete(t.credentials).where(*others))
    # a change of this row goes to every admin's devices: one a day, and for each address, will do
    connection.execute(
        update(t.enrolled_devices)
        .where(d.device == credential.device, (d.seen_on != now.date()) | (d.address != address))
        .values(seen_on=now.date(), address=address)
    )


def give_credential(connection: Connection, device: str, digest: bytes, now: datetime) -> None:
    """Have a credential count for a device besides the one that was used last.

    One that was given before and not used does not count any more. CredentialRefusedError for one
    that somebody else has.
    """
    t = tables_for(connection.dialect.name).credentials
    held = connection.execute(
        select(t.c.device, t.c.seen_at).where(t.c.credential_hash == digest)
    ).first()
    if held is not None and held.device != device:
        raise CredentialRefusedError("This credential is taken. Make another one.")
    if held is not None:
        return
    connection.execute(delete(t).where(t.c.device == device, t.c.seen_at.is_(None)))
    connection.execute(
        insert(t), [{"credential_hash": digest, "device": device, "given_at": now, "address": ""}]
    )


def set_wiped(connection: Connection, device: str, now: datetime) -> None:
    """Record that a device removed its data."""
    t = tables_for(connection.dialect.name).enrolled_devices
    connection.execute(
        update(t).where(t.c.device == device).values(state=DeviceState.WIPED.value, wiped_at=now)
    )


def revoked() -> DeviceRevokedError:
    """What a device is answered that was revoked."""
    return DeviceRevokedError("Head office revoked this device. What you entered is kept.")


def wipe_requested() -> WipeRequestedError:
    """What a device is answered that is to be wiped."""
    return WipeRequestedError(
        "Head office revoked this device, and asks it to hand over its work and remove its data."
    )
