"""The gate of a head office that is a file, and what a test does to the devices behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import update

from smartclient.contract.web.codes import EnrolmentCode, new_code
from smartclient.contract.web.gate import DeviceState, News, Waiting
from smartclient.domain.clock import SystemClock
from smartclient.domain.ids import Login
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.devices import administration
from smartclient.headoffice.devices.administration import Administrator
from smartclient.headoffice.devices.file_gate import FileGate
from tests.web_service import new_credential

OWNER = Administrator(login=Login(""), is_owner=True)


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A device that is enrolled: its credential, the hash of it, and what it is called."""

    credential: str
    hash: bytes
    device: str


class WatchedGate(FileGate):
    """A file's gate; ``asked`` is for how many each question for news was."""

    def __init__(self, office: HeadOffice) -> None:
        super().__init__(office.engine, SystemClock())
        self.office = office
        self.asked: list[int] = []

    def news(self, waiting: Sequence[Waiting]) -> Mapping[bytes, News]:
        """What is new for all who wait."""
        self.asked.append(len(waiting))
        return super().news(waiting)

    def code_for(self, login: str) -> EnrolmentCode:
        """Return a code for a login."""
        code, now = new_code(), SystemClock().now()
        with audited_transaction(self.office.engine, actor="", at=now) as connection:
            administration.enrol(
                connection, login, code.digest, valid=timedelta(hours=1), by=OWNER, at=now
            )
        return code

    def enrol(self, login: str) -> Enrolled:
        """Enrol a device for a login."""
        code = self.code_for(login)
        credential, digest = new_credential()
        signed_in = self.sign_in(
            code=code.digest,
            credential=digest,
            name="a device",
            kind="laptop",
            login="",
            address="192.0.2.1",
        )
        return Enrolled(credential, digest, signed_in.device)

    def set_state(self, enrolled: Enrolled, state: DeviceState) -> None:
        """Make of a device what an admin or itself would."""
        t = tables_for(self.office.engine.dialect.name).enrolled_devices
        now = SystemClock().now()
        with audited_transaction(self.office.engine, actor="", at=now) as connection:
            connection.execute(
                update(t)
                .where(t.c.device == enrolled.device)
                .values(state=state.value, revoked_at=now, revoked_by="")
            )
