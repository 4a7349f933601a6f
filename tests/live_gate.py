"""Devices enrolled at the small company on the live SQL Server, over the gate of a service."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Engine

from smartclient.contract.web.codes import EnrolmentCode, new_code
from smartclient.contract.web.limits import CODE_VALID
from smartclient.database.mssql.address import address_of
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.mssql import device_administration
from smartclient.headoffice.opening import open_database
from smartclient.web.sqlserver_gate import SqlServerGate
from tests.enrolled_devices import EnrolledDevices
from tests.live_company import LiveCompany
from tests.live_server import LiveOffice
from tests.office_company import ANN, HEAD

SERVICE, BARE_SERVICE = "web_service", "bare_service"


def service_login(live: LiveOffice, name: str = SERVICE) -> str:
    """A login that is in the service's role and in no other."""
    is_new = name not in live.logins
    login = live.new_login(name, user=True)
    if is_new:
        with live.as_admin() as connection:
            connection.execute(f"ALTER ROLE smartclient_web ADD MEMBER [{login}]")
        if name == SERVICE and not live.is_real:
            live.let_procedures_work_for(login)
    return login


@dataclass
class LiveDevices(EnrolledDevices):
    """The company's devices, the service's gate, and who administers them."""

    company: LiveCompany

    @property
    def owner(self) -> Engine:
        return self.company.office.engine

    @contextmanager
    def an_admin(self) -> Iterator[Engine]:
        """The database as an admin's own login opens it."""
        live = self.company.live
        engine = open_database(live.url_of(live.logins[HEAD]))
        try:
            yield engine
        finally:
            engine.dispose()

    def enrol(
        self, login: str = ANN, *, valid: timedelta = CODE_VALID, by: Engine | None = None
    ) -> EnrolmentCode:
        code, engine = new_code(), by or self.owner
        device_administration.enrol(
            engine, login, code.digest, valid=valid, as_login="", at=self.company.clock.now()
        )
        return code

    def code_for(self, login: str) -> EnrolmentCode:
        return self.enrol(login)

    def revoke(self, device: str, *, wipe: bool = False, by: Engine | None = None) -> None:
        engine, now = by or self.owner, self.company.clock.now()
        backend_of(engine).devices.revoke(engine, device, wipe=wipe, as_login="", at=now)

    def change_time(self, table: str, column: str, days: int) -> None:
        """Have an instant of every row lie so many days further back."""
        with self.company.live.as_admin() as connection:
            connection.execute(
                f"UPDATE sync.{table} SET {column} = DATEADD(day, {-days}, {column})"
            )


def devices_of(company: LiveCompany, *, connections: int = 4) -> LiveDevices:
    live = company.live
    url = live.url_of(service_login(live))
    return LiveDevices(
        company=company, gate=SqlServerGate(address_of(url), connections=connections)
    )
