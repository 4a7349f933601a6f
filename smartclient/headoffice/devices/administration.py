"""Administration of devices: who may sign in, which are revoked, what becomes of their work.

An admin enrols logins of reps; only an owner of the database enrols admins. Triggers write to the
change log what was done here, and by whom.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select, update

from smartclient.contract.device_decisions import require_handed_over
from smartclient.contract.web.gate import DeviceState, EnrolledDevice
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import Login
from smartclient.domain.text.canonical import canonical_login
from smartclient.headoffice.database.device_refusals import (
    code_given_before,
    only_for_owner,
    require_validity,
    unknown_device,
    unknown_rep,
)
from smartclient.headoffice.database.tables import Tables, tables_for
from smartclient.headoffice.devices import handing_over
from smartclient.headoffice.inbox.identity import identity_of
from smartclient.read_models.enrolment import Enrolment


@dataclass(frozen=True, slots=True, kw_only=True)
class Administrator:
    """Who administers: an admin, or an owner of the database, whose ``login`` may be ""."""

    login: Login
    is_owner: bool = False


def admin_named(connection: Connection, login: str) -> Administrator:
    """The admin with this login; RefusedError for anybody else."""
    identity = identity_of(connection, canonical_login(login))
    if identity is None or not identity.is_admin:
        raise RefusedError(
            "{login} is no admin. Name an admin's login, or leave it out as the owner.",
            login=login,
        )
    return Administrator(login=identity.login)


def enrol(
    connection: Connection,
    login: str,
    code: bytes,
    *,
    valid: timedelta,
    by: Administrator,
    at: datetime,
) -> Enrolment:
    """Store a code, by its digest, with which a device signs in as ``login``.

    The same code again changes nothing. Raises RefusedError for an unknown login, for an admin's
    where ``by`` is no owner, or a time that is too short or too long.
    """
    identity = identity_of(connection, canonical_login(login))
    if identity is None:
        raise unknown_rep(login)
    if identity.is_admin and not by.is_owner:
        raise only_for_owner(identity.login)
    require_validity(valid)
    t = tables_for(connection.dialect.name).enrolments
    known = connection.execute(
        select(t.c.login, t.c.expires_at).where(t.c.code_hash == code)
    ).first()
    if known is not None and known.login != identity.login:
        raise code_given_before()
    if known is not None:
        return Enrolment(login=Login(known.login), expires_at=known.expires_at)
    row = {
        "code_hash": code,
        "login": identity.login,
        "enrolled_by": by.login,
        "enrolled_at": at,
        "expires_at": at + valid,
    }
    connection.execute(insert(t), [row])
    return Enrolment(login=identity.login, expires_at=at + valid)


def enrolled_devices(connection: Connection) -> tuple[EnrolledDevice, ...]:
    """Every device, those enrolled last first."""
    t = tables_for(connection.dialect.name)
    listed = _devices(t).order_by(t.enrolled_devices.c.id.desc())
    return tuple(map(_device, connection.execute(listed)))


def device_with_id(connection: Connection, device: str) -> EnrolledDevice:
    """The device that head office calls so; NotFoundError for none."""
    t = tables_for(connection.dialect.name)
    row = connection.execute(_devices(t).where(t.enrolled_devices.c.device == device)).first()
    if row is None:
        raise unknown_device(device)
    return _device(row)


def revoke(
    connection: Connection, device: str, *, wipe: bool, by: Administrator, at: datetime
) -> EnrolledDevice:
    """Revoke a device, and have it wiped with ``wipe``; what it is now.

    Again changes nothing; a device that was only revoked may be wiped still.
    """
    found = device_with_id(connection, device)
    wanted = DeviceState.WIPING if wipe else DeviceState.REVOKED
    before = {DeviceState.ACTIVE, DeviceState.REVOKED} if wipe else {DeviceState.ACTIVE}
    if found.state in before:
        t = tables_for(connection.dialect.name).enrolled_devices
        connection.execute(
            update(t)
            .where(t.c.device == device)
            .values(state=wanted.value, revoked_at=at, revoked_by=by.login)
        )
    return device_with_id(connection, device)


def release(connection: Connection, device: str, *, by: Administrator, at: datetime) -> int:
    """Put what a device handed over into the inbox, as sent by its login; how many requests.

    Raises RefusedError where nothing waits.
    """
    found = _with_work(connection, device)
    return handing_over.release(connection, device, found.login, by.login, at)


def drop(connection: Connection, device: str, *, by: Administrator, at: datetime) -> int:
    """Decide that what a device handed over is not carried out; how many requests.

    Raises RefusedError where nothing waits.
    """
    return handing_over.drop(connection, _with_work(connection, device).device, by.login, at)


def _with_work(connection: Connection, device: str) -> EnrolledDevice:
    found = device_with_id(connection, device)
    require_handed_over(found.unsent, found.name or device)
    return found


def _devices(t: Tables) -> Select[Any]:
    d, c = t.enrolled_devices.c, t.credentials.c
    # of two credentials one was not used yet
    used = (c.device == d.device) & c.seen_at.is_not(None)
    return select(
        *(d.device, d.name, d.login, d.kind, d.enrolled_at, d.state, d.unsent, d.revoked_by),
        *(c.seen_at, c.address),
    ).outerjoin_from(t.enrolled_devices, t.credentials, used)


def _device(row: Row[Any]) -> EnrolledDevice:
    return EnrolledDevice(
        device=row.device,
        name=row.name,
        login=Login(row.login),
        kind=row.kind,
        enrolled=row.enrolled_at,
        seen_at=row.seen_at,
        address=row.address or "",
        state=DeviceState(row.state),
        unsent=row.unsent,
        revoked_by=row.revoked_by,
    )
