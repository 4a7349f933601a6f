"""Devices that are enrolled at the small company, over the gate of its file."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, event

from smartclient.contract.operations import Operations, Pulse, PulseRequest
from smartclient.contract.web.codes import EnrolmentCode, new_code
from smartclient.contract.web.gate import Gate, SignedIn
from smartclient.contract.web.limits import CODE_VALID
from smartclient.domain.ids import Login
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.devices import administration
from smartclient.headoffice.devices.administration import Administrator
from smartclient.headoffice.devices.file_gate import FileGate
from tests.office_company import ANN, HEAD, Company
from tests.set_clock import SetClock

ADDRESS = "192.0.2.1"
OWNER = Administrator(login=Login(""), is_owner=True)
AN_ADMIN = Administrator(login=HEAD)


def digest(credential: str) -> bytes:
    return hashlib.sha256(credential.encode()).digest()


@dataclass
class Devices:
    """The company's devices, and its admins."""

    company: Company
    gate: Gate
    clock: SetClock

    def administer(self, act: Callable[[Connection], Any]) -> Any:  # noqa: ANN401 (as act returns)
        engine, now = self.company.office.engine, self.clock.now()
        with audited_transaction(engine, actor=HEAD, at=now) as connection:
            return act(connection)

    def enrol(
        self,
        login: str = ANN,
        *,
        valid: timedelta = CODE_VALID,
        by: Administrator = AN_ADMIN,
    ) -> EnrolmentCode:
        code, now = new_code(), self.clock.now()
        self.administer(
            lambda connection: administration.enrol(
                connection, login, code.digest, valid=valid, by=by, at=now
            )
        )
        return code

    def sign_in(
        self,
        code: EnrolmentCode,
        credential: str = "ann's laptop",
        *,
        login: str = "",
        address: str = ADDRESS,
        name: str = "Ann's laptop",
    ) -> SignedIn:
        return self.gate.sign_in(
            code=code.digest,
            credential=digest(credential),
            name=name,
            kind="laptop",
            login=login,
            address=address,
        )

    def enrolled(self, login: str = ANN, credential: str = "ann's laptop") -> str:
        """A device that was just signed in; what head office calls it."""
        by = OWNER if login == HEAD else AN_ADMIN
        return self.sign_in(self.enrol(login, by=by), credential).device

    def operations(self, credential: str = "ann's laptop") -> Operations:
        return self.gate.operations(digest(credential), ADDRESS)

    def pulse(self, credential: str = "ann's laptop") -> Pulse:
        return self.operations(credential).pulse(PulseRequest())

    def revoke(self, device: str, *, wipe: bool = False) -> None:
        now = self.clock.now()
        self.administer(
            lambda connection: administration.revoke(
                connection, device, wipe=wipe, by=AN_ADMIN, at=now
            )
        )


def devices_of(company: Company, clock: SetClock) -> Devices:
    return Devices(company=company, gate=FileGate(company.office.engine, clock), clock=clock)


class KilledError(Exception):
    """What a test raises where a process would be killed."""


@contextmanager
def killed_at(company: Company, statement: int) -> Iterator[list[str]]:
    """Raise KilledError in place of a statement that writes, the first being 0."""
    engine, seen = company.office.engine, list[str]()

    def kill(*arguments: Any) -> None:  # noqa: ANN401 (SQLAlchemy's)
        text = str(arguments[2])
        if text.lstrip().startswith(("INSERT", "UPDATE", "DELETE")):
            if len(seen) == statement:
                raise KilledError
            seen.append(text)

    event.listen(engine, "before_cursor_execute", kill)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", kill)
