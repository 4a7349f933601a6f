"""What devices a rep of the sample company signed in with, and what became of them."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta

from smartclient.contract.messages import Request
from smartclient.contract.operations import PulseRequest
from smartclient.contract.web.codes import new_code
from smartclient.domain.clock import Clock
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.devices import administration
from smartclient.headoffice.devices.file_gate import FileGate

_ADMIN = "head"
_CODE_VALID = timedelta(hours=1)


def play_devices(office: HeadOffice, login: str, unsent: Sequence[Request], clock: Clock) -> None:
    """Enrol devices of ``login``: one is in use, the others were revoked, the last was wiped.

    ``unsent`` is what that one hands over before.
    """
    fleet = _Fleet(office, login, clock)
    fleet.enrol("Tablet in the van", "browser")
    revoked, _ = fleet.enrol("Office laptop until 2025", "laptop")
    office.devices.revoke(revoked, wipe=False, as_login=_ADMIN)
    stolen, _ = fleet.enrol("Laptop left on the train", "laptop")
    office.devices.revoke(stolen, wipe=True, as_login=_ADMIN)
    fleet.enrol("Ben's laptop", "laptop")
    returned, credential = fleet.enrol("Laptop of the trade fair", "laptop")
    office.devices.revoke(returned, wipe=True, as_login=_ADMIN)
    fleet.gate.hand_over(credential, unsent)
    fleet.gate.wiped(credential)


class _Fleet:
    """The devices of one login."""

    def __init__(self, office: HeadOffice, login: str, clock: Clock) -> None:
        self.gate = FileGate(office.engine, clock)
        self._office = office
        self._login = login
        self._clock = clock

    def enrol(self, name: str, kind: str) -> tuple[str, bytes]:
        """Enrol a device; return its identity, and the hash of its credential."""
        code, now = new_code(), self._clock.now()
        with audited_transaction(self._office.engine, actor=_ADMIN, at=now) as connection:
            by = administration.admin_named(connection, _ADMIN)
            administration.enrol(
                connection, self._login, code.digest, valid=_CODE_VALID, by=by, at=now
            )
        credential = hashlib.sha256(name.encode()).digest()
        address = f"192.0.2.{len(name)}"
        signed_in = self.gate.sign_in(
            code=code.digest,
            credential=credential,
            name=name,
            kind=kind,
            login=self._login,
            address=address,
        )
        self.gate.operations(credential, address).pulse(PulseRequest())
        return signed_in.device, credential
