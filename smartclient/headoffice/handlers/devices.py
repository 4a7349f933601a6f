"""Devices: an admin lets one sign in, or revokes one, from any device of the admin's own."""

from datetime import timedelta

from smartclient.contract.admin_bodies import EnrolDevice, RevokeDevice
from smartclient.contract.messages import Answer, AnswerStatus, ServiceAddress
from smartclient.contract.web.limits import CODE_VALID_LONGEST
from smartclient.domain.errors import RefusedError
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
    """Revoke a device, and have it wiped; again changes nothing. RefusedError for no admin."""
    if not work.is_admin(incoming.sender):
        raise RefusedError("Only an admin revokes devices. Ask head office.")
    administration.revoke(
        work.connection,
        canonical_id(body.device) or "",
        wipe=body.wipe,
        by=Administrator(login=incoming.sender),
        at=work.now,
    )
    return Answer(status=AnswerStatus.CONFIRMED)


def _digest(code_hash: str) -> bytes:
    try:
        digest = bytes.fromhex(code_hash)
    except ValueError:
        digest = b""
    if len(digest) != _DIGEST_BYTES:
        raise RefusedError("This is no code's checksum. Make another code.")
    return digest
