"""Administration of devices on SQL Server: by procedures, which go by who is connected."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Engine

from smartclient.contract.device_decisions import require_handed_over
from smartclient.contract.encoding import ascii_json
from smartclient.domain.ids import Login
from smartclient.headoffice.database.backend import RequestedDecision
from smartclient.headoffice.database.device_refusals import (
    code_given_before,
    only_for_owner,
    unknown_device,
    unknown_rep,
)
from smartclient.headoffice.database.mssql.procedure_call import call_procedure
from smartclient.read_models.enrolment import Enrolment

RELEASED_AT_ONCE = 1_000
"""How many requests a worker releases in one transaction; what remains waits for a decision."""


def enrol(
    engine: Engine,
    login: str,
    code: bytes,
    *,
    valid: timedelta,
    as_login: str,  # noqa: ARG001 (who is connected counts)
    at: datetime,  # noqa: ARG001 (the server's clock counts)
) -> Enrolment:
    """Have a code, by its digest, count for a login."""
    call = {"login": login, "code": code.hex(), "seconds": int(valid.total_seconds())}
    ((refusal, known, expires_at),) = call_procedure(
        engine, "EXEC sync.enrol_v1 ?", ascii_json(call)
    )
    match refusal:
        case "unknown":
            raise unknown_rep(login)
        case "owner":
            raise only_for_owner(login)
        case "given":
            raise code_given_before()
    return Enrolment(login=Login(known), expires_at=expires_at.replace(tzinfo=UTC))


def revoke(
    engine: Engine,
    device: str,
    *,
    wipe: bool,
    as_login: str,  # noqa: ARG001 (as above)
    at: datetime,  # noqa: ARG001 (as above)
) -> None:
    """Revoke a device, and have it wiped with ``wipe``."""
    call = ascii_json({"device": device, "wipe": wipe})
    ((known,),) = call_procedure(engine, "EXEC sync.revoke_device_v1 ?", call)
    if not known:
        raise unknown_device(device)


def release(
    engine: Engine,
    device: str,
    *,
    as_login: str,  # noqa: ARG001 (as above)
    at: datetime,  # noqa: ARG001 (as above)
) -> int:
    """Send what a device handed over as its login's; how many requests."""
    released, after = 0, 0
    while True:
        call = ascii_json({"device": device, "after": after})
        ((after, taken),) = call_procedure(engine, "EXEC sync.release_v1 ?", call)
        if not after:
            return _some(released, device)
        released += taken


def drop(
    engine: Engine,
    device: str,
    *,
    as_login: str,  # noqa: ARG001 (as above)
    at: datetime,  # noqa: ARG001 (as above)
) -> int:
    """Decide that what a device handed over is not carried out; how many requests."""
    dropped = 0
    while True:
        call = ascii_json({"device": device})
        ((more,),) = call_procedure(engine, "EXEC sync.drop_handed_over_v1 ?", call)
        if not more:
            return _some(dropped, device)
        dropped += more


def release_as_requested(
    connection: Connection,
    device: str,  # noqa: ARG001 (the request says which)
    decision: RequestedDecision,
) -> None:
    """Send what a device handed over as its login's, on a worker's transaction."""
    after = 0
    for _ in range(RELEASED_AT_ONCE):
        call = _asked(decision, after=after)
        after, _taken = connection.exec_driver_sql("EXEC sync.worker_release_v1 ?, ?", call).one()
        if not after:
            return


def drop_as_requested(
    connection: Connection,
    device: str,  # noqa: ARG001 (as above)
    decision: RequestedDecision,
) -> None:
    """Decide that it is not carried out, on a worker's transaction."""
    call = _asked(decision)
    while connection.exec_driver_sql("EXEC sync.worker_drop_v1 ?, ?", call).scalar_one():
        pass


def _asked(decision: RequestedDecision, **more: int) -> tuple[str, str]:
    """What a worker's procedure is called with: the request that asks for it, by its sender."""
    return decision.sender, ascii_json({"request": decision.request_id, **more})


def _some(requests: int, device: str) -> int:
    require_handed_over(requests, device)
    return requests
