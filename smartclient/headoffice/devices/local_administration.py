"""Administration of devices in a file: who may open the file owns it, and may act as an admin."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from smartclient.domain.ids import Login
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.backend import RequestedDecision
from smartclient.headoffice.devices import administration
from smartclient.headoffice.devices.administration import Administrator
from smartclient.read_models.enrolment import Enrolment

_OWNER = Administrator(login=Login(""), is_owner=True)


def enrol(
    engine: Engine, login: str, code: bytes, *, valid: timedelta, as_login: str, at: datetime
) -> Enrolment:
    """Have a code, by its digest, count for a login."""
    with audited_transaction(engine, actor=as_login, at=at) as connection:
        by = _acting(connection, as_login)
        return administration.enrol(connection, login, code, valid=valid, by=by, at=at)


def revoke(engine: Engine, device: str, *, wipe: bool, as_login: str, at: datetime) -> None:
    """Revoke a device, and have it wiped with ``wipe``."""
    with audited_transaction(engine, actor=as_login, at=at) as connection:
        by = _acting(connection, as_login)
        administration.revoke(connection, device, wipe=wipe, by=by, at=at)


def release(engine: Engine, device: str, *, as_login: str, at: datetime) -> int:
    """Send what a device handed over as its login's; how many requests."""
    with audited_transaction(engine, actor=as_login, at=at) as connection:
        by = _acting(connection, as_login)
        return administration.release(connection, device, by=by, at=at)


def drop(engine: Engine, device: str, *, as_login: str, at: datetime) -> int:
    """Decide that what a device handed over is not carried out; how many requests."""
    with audited_transaction(engine, actor=as_login, at=at) as connection:
        by = _acting(connection, as_login)
        return administration.drop(connection, device, by=by, at=at)


def release_as_requested(connection: Connection, device: str, decision: RequestedDecision) -> None:
    """Send what a device handed over as its login's, on a worker's transaction."""
    by = Administrator(login=decision.sender)
    administration.release(connection, device, by=by, at=decision.at)


def drop_as_requested(connection: Connection, device: str, decision: RequestedDecision) -> None:
    """Decide that it is not carried out, on a worker's transaction."""
    by = Administrator(login=decision.sender)
    administration.drop(connection, device, by=by, at=decision.at)


def _acting(connection: Connection, as_login: str) -> Administrator:
    return administration.admin_named(connection, as_login) if as_login else _OWNER
