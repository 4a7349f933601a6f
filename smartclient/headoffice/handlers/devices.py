"""Devices: what an admin decides about them from any device of the admin's own."""

from datetime import timedelta

from smartclient.contract.admin_bodies import (
    DropHandedOver,
    EnrolDevice,
    ReleaseHandedOver,
    RevokeDevice,
)
from smartclient.contract.device_decisions import require_handed_over, require_revocable
from smartclient.contract.messages import Answer, AnswerStatus, ServiceAddress
from smartclient.contract.web.gate import EnrolledDevice
from smartclient.contract.web.limits import CODE_VALID_LONGEST
from smartclient.domain.errors import RefusedError
from smartclient.headoffice.database.backend import RequestedDecision, backend_of
from smartclient.headoffice.database.identifiers import canonical_id
from smartclient.headoffice.devices import administration
from smartclient.headoffice.devices.administration import Administrator
from smartclient.headoffice.devices.public_address import public_address
from smartclient.headoffice.inbox.inbox import Incoming
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction

_DIGEST_BYTES = 32


def enrol_device(incoming: Incoming, body: EnrolDevice, work: WorkerTransaction) -> Answer:
    """Have a code count for a rep's login; RefusedError for no admin, or an admin's login."""
    if not work.is_admin(incoming.sender):
        raise RefusedError("Only an admin lets devices sign in. Ask head office.")
    # a number that is too large for a time would be no refusal but a failure
    seconds = max(0, min(body.valid_seconds, int(CODE_VALID_LONGEST.total_seconds()) + 1))
    administration.enrol(
        work.connection,
        body.login,
        _digest(body.code_hash),
        valid=timedelta(seconds=seconds),
        by=Administrator(login=incoming.sender),
        at=work.now,
    )
    url, certificate = public_address(work.connection)
    service = ServiceAddress(url=url, certificate=certificate) if url else None
    return Answer(status=AnswerStatus.CONFIRMED, service=service)


def revoke_device(incoming: Incoming, body: RevokeDevice, work: WorkerTransaction) -> Answer:
    """Revoke a device, and have it wiped; RefusedError for no admin, or where another one did."""
    if not work.is_admin(incoming.sender):
        raise RefusedError("Only an admin revokes devices. Ask head office.")
    found = _device(body.device, work)
    if found.revoked_by != incoming.sender:
        require_revocable(found.state, found.name or found.device, wipe=body.wipe)
    administration.revoke(
        work.connection,
        found.device,
        wipe=body.wipe,
        by=Administrator(login=incoming.sender),
        at=work.now,
    )
    return Answer(status=AnswerStatus.CONFIRMED)


def release_handed_over(
    incoming: Incoming, body: ReleaseHandedOver, work: WorkerTransaction
) -> Answer:
    """Put what a device handed over into the inbox, as sent by its login.

    RefusedError for no admin, or where nothing waits.
    """
    found = _handing_over(incoming, body.device, work)
    asked = RequestedDecision(sender=incoming.sender, request_id=incoming.request_id, at=work.now)
    backend_of(work.connection).devices.release_as_requested(work.connection, found.device, asked)
    return Answer(status=AnswerStatus.CONFIRMED)


def drop_handed_over(incoming: Incoming, body: DropHandedOver, work: WorkerTransaction) -> Answer:
    """Decide that what a device handed over is not carried out.

    RefusedError for no admin, or where nothing waits.
    """
    found = _handing_over(incoming, body.device, work)
    asked = RequestedDecision(sender=incoming.sender, request_id=incoming.request_id, at=work.now)
    backend_of(work.connection).devices.drop_as_requested(work.connection, found.device, asked)
    return Answer(status=AnswerStatus.CONFIRMED)


def _device(device: str, work: WorkerTransaction) -> EnrolledDevice:
    return administration.device_with_id(work.connection, canonical_id(device) or "")


def _handing_over(incoming: Incoming, device: str, work: WorkerTransaction) -> EnrolledDevice:
    if not work.is_admin(incoming.sender):
        raise RefusedError(
            "Only an admin decides about what a device handed over. Ask head office."
        )
    found = _device(device, work)
    require_handed_over(found.unsent, found.name or found.device)
    return found


def _digest(code_hash: str) -> bytes:
    try:
        digest = bytes.fromhex(code_hash)
    except ValueError:
        digest = b""
    if len(digest) != _DIGEST_BYTES:
        raise RefusedError("This is no code's checksum. Make another code.")
    return digest
