"""A head office with a company in it, behind a link that a test can spoil."""

from pathlib import Path
from types import ModuleType
from typing import ClassVar, Protocol
from urllib.parse import urlsplit

from sqlalchemy import Engine, select

from smartclient.bootstrap import Session, enroll
from smartclient.bootstrap.device_sign_in import enroll_device
from smartclient.contract.operations import Operations
from smartclient.database.mssql.address import address_of
from smartclient.database.mssql.connecting import connect
from smartclient.database.transactions import reading
from smartclient.domain.clock import Clock
from smartclient.domain.ids import Login
from smartclient.gateway import sqlserver
from smartclient.gateway.https import operations as https_operations
from smartclient.headoffice.database.tables import tables_for
from tests.bootstrap.https_office import HttpsOffice
from tests.live_server import LiveOffice, identifier_text
from tests.slow_link import SlowLink


class FarOffice(Protocol):
    """A head office, and how laptops reach it.

    ``timeouts`` is the module with the time-out of a call, ``receipts_turn`` the turn of the far
    end in a submit that brings the receipts.
    """

    timeouts: ClassVar[ModuleType]
    receipts_turn: ClassVar[int]

    @property
    def target(self) -> tuple[str, int]:
        """Where a link to it goes."""
        ...

    @property
    def engine(self) -> Engine:
        """Its database."""
        ...

    def enroll(self, home: Path, login: str, link: SlowLink, clock: Clock) -> Session:
        """Sign in a laptop of a rep through a link; nothing is pulled yet."""
        ...

    def operations(self, login: str) -> Operations:
        """What a rep may ask, past every link."""
        ...

    def answer(self) -> int:
        """Answer what waits, and return how many requests did."""
        ...

    def held(self) -> list[str]:
        """Return the id of each request that head office holds, as often as it holds it."""
        ...

    def orders(self) -> list[str]:
        """Return the id of each order that head office has."""
        ...


class ServerOffice:
    """A head office on a live SQL Server; ``logins`` are the reps' there."""

    timeouts: ClassVar[ModuleType] = sqlserver
    receipts_turn: ClassVar[int] = 2
    """A batch is announced, then sent."""

    def __init__(self, live: LiveOffice, logins: dict[str, str]) -> None:
        self.live = live
        self._logins = logins

    @property
    def target(self) -> tuple[str, int]:
        address = address_of(self.live.url)
        return address.server, address.port or 0

    @property
    def engine(self) -> Engine:
        return self.live.office.engine

    def enroll(self, home: Path, login: str, link: SlowLink, clock: Clock) -> Session:
        server, port = self.target
        url = self.live.url_of(self._logins[login])
        through = url.replace(f"@{server}:{port}/", f"@127.0.0.1:{link.port}/")
        return enroll(home, url=through, login=login, clock=clock)

    def operations(self, login: str) -> Operations:
        return self.live.operations(self._logins[login])

    def answer(self) -> int:
        return self.live.office.answer_waiting()

    def held(self) -> list[str]:
        return self._ids("SELECT request_id FROM sync.inbox")

    def orders(self) -> list[str]:
        return self._ids("SELECT order_id FROM sales.orders")

    def _ids(self, question: str) -> list[str]:
        connection = connect(address_of(self.live.url), autocommit=True)
        try:
            return [identifier_text(row[0]) for row in connection.cursor().execute(question)]
        finally:
            connection.close()


class ServiceOffice:
    """A head office that is a file, behind a web service with a certificate of its own making."""

    timeouts: ClassVar[ModuleType] = https_operations
    receipts_turn: ClassVar[int] = 1

    def __init__(self, behind: HttpsOffice) -> None:
        self.behind = behind

    @property
    def target(self) -> tuple[str, int]:
        return "127.0.0.1", self.behind.service.port

    @property
    def engine(self) -> Engine:
        return self.behind.office.engine

    def enroll(self, home: Path, login: str, link: SlowLink, clock: Clock) -> Session:
        code = self.behind.code(login)
        return enroll_device(home, url=self.url_through(link), code=code, clock=clock)

    def url_through(self, link: SlowLink) -> str:
        """The service's address, through a link."""
        return f"{urlsplit(self.behind.url).scheme}://127.0.0.1:{link.port}"

    def operations(self, login: str) -> Operations:
        return self.behind.office.operations(Login(login))

    def answer(self) -> int:
        return self.behind.office.answer_waiting()

    def held(self) -> list[str]:
        inbox = tables_for("sqlite").inbox
        with reading(self.engine) as connection:
            return list(connection.scalars(select(inbox.c.request_id)))

    def orders(self) -> list[str]:
        orders = tables_for("sqlite").orders
        with reading(self.engine) as connection:
            return list(connection.scalars(select(orders.c.order_id)))


class BadLink:
    """A head office, and the link by which a rep's laptop reaches it."""

    def __init__(self, office: FarOffice, link: SlowLink) -> None:
        self.office = office
        self.link = link

    def answer(self) -> int:
        return self.office.answer()

    def held(self) -> list[str]:
        return self.office.held()

    def orders(self) -> list[str]:
        return self.office.orders()
