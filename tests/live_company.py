"""The small company on the live SQL Server, where each rep has a login and a link."""

from datetime import datetime

from sqlalchemy import text

from smartclient.contract.operations import Operations
from smartclient.database.transactions import reading
from smartclient.domain.clock import Clock
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.database.backend import backend_of
from tests.live_server import NUMBERS, LiveOffice
from tests.office_company import Company, fill


class LiveCompany(Company):
    """The small company on the live server: each rep has a login and a link of its own."""

    live: LiveOffice

    def office_time(self) -> datetime:
        with reading(self.office.engine) as connection:
            return backend_of(connection).leases.now(connection)

    def link(self, login: str) -> Operations:
        if login not in self.live.logins:
            self.live.logins[login] = self.live.stranger()
        if login not in self.links:
            self.links[login] = self.live.operations(self.live.logins[login])
        return self.links[login]


def found_live_company(live: LiveOffice, clock: Clock) -> LiveCompany:
    """Put the small company into the live head office, and nothing else."""
    live.empty()
    live.office = HeadOffice(live.office.engine, clock)
    company = LiveCompany(office=live.office, clock=clock, links=live.kept)
    company.live = live
    fill(company)
    for login, number in NUMBERS.items():
        if login not in live.logins:
            name = login.partition("\\")[2]
            live.logins[login] = live.rep_login(number, name)
    return company


def statement(live: LiveOffice, sql: str, **values: object) -> object:
    """Run one statement as the administrator and return its first value."""
    with live.office.engine.begin() as connection:
        result = connection.execute(text(sql), values)
        return result.scalar() if result.returns_rows else None
