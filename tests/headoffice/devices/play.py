"""Devices that are enrolled at the small company, over the gate of its file."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, event

from smartclient.contract.web.codes import EnrolmentCode, new_code
from smartclient.contract.web.limits import CODE_VALID
from smartclient.domain.ids import Login
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.devices import administration
from smartclient.headoffice.devices.administration import Administrator
from smartclient.headoffice.devices.file_gate import FileGate
from tests.enrolled_devices import EnrolledDevices
from tests.office_company import ANN, HEAD, Company
from tests.set_clock import SetClock

OWNER = Administrator(login=Login(""), is_owner=True)
AN_ADMIN = Administrator(login=HEAD)


@dataclass
class Devices(EnrolledDevices):
    """The company's devices, and its admins."""

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

    def code_for(self, login: str) -> EnrolmentCode:
        return self.enrol(login, by=OWNER if login == HEAD else AN_ADMIN)

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
