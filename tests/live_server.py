"""A live SQL Server to test against: a database and logins of the tests' own, removed at the end.

``SMARTCLIENT_TEST_SQLSERVER`` is the SQLAlchemy URL of an administrator of the server. Without it
such tests are skipped. What the test engine lacks is listed in ``tests/contract/README.md``.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from sqlalchemy import Engine, delete, make_url, text, update

from office_company import ANN, BEN, CHIEF, HEAD, Company, fill
from smartclient.contract.operations import Operations
from smartclient.database.engines import open_engine
from smartclient.database.mssql.address import address_of
from smartclient.database.mssql.wire import Wire
from smartclient.domain.clock import Clock
from smartclient.gateway.kept import KeptConnection
from smartclient.gateway.sqlserver import SqlServerOperations
from smartclient.headoffice.mssql import accounts
from smartclient.headoffice.mssql.accounts import AccountKind
from smartclient.headoffice.mssql.engine import is_sql_server
from smartclient.headoffice.office import HeadOffice
from smartclient.headoffice.tables import tables_for

PASSWORD = "Tests-of-Smart-Client-1"
VARIABLE = "SMARTCLIENT_TEST_SQLSERVER"

NUMBERS = {ANN: "1", BEN: "2", HEAD: "8", CHIEF: "9"}
"""The rep number of each rep of the small company."""

REAL_SERVER = "this engine has no ownership chaining; it runs on a real SQL Server"


def server_url() -> str:
    """Return the administrator's URL; skips the test where there is none."""
    url = os.environ.get(VARIABLE)
    if not url:
        pytest.skip(f"no SQL Server to test against; name one in {VARIABLE}")
    return url


@dataclass
class LiveOffice:
    """A database on the live server with a head office in it."""

    admin_url: str
    database: str
    clock: Clock
    office: HeadOffice
    is_real: bool = True
    logins: dict[str, str] = field(default_factory=dict)
    links: list[KeptConnection] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The administrator's URL of this database."""
        return (
            make_url(self.admin_url)
            .set(database=self.database)
            .render_as_string(hide_password=False)
        )

    def url_of(self, login: str) -> str:
        """Return the URL with which a login of the tests' own connects."""
        url = make_url(self.url).set(username=login, password=PASSWORD)
        return url.render_as_string(hide_password=False)

    def new_login(self, name: str, *, user: bool = False) -> str:
        """Make a login of the server, with a user of the database where wanted."""
        login = f"{self.database}_{name}"
        if login not in self.logins.values():
            with self.as_admin("master") as connection:
                connection.execute(f"CREATE LOGIN [{login}] WITH PASSWORD = '{PASSWORD}'")
            self.logins[name] = login
            if user:
                with self.as_admin() as connection:
                    connection.execute(f"CREATE USER [{login}] FOR LOGIN [{login}]")
        return login

    def rep_login(self, rep_number: str, name: str, *, admin: bool = False) -> str:
        """Make a login for a rep and grant it; with what the test engine needs besides."""
        login = self.new_login(name)
        accounts.grant(self.office.engine, AccountKind.LOGIN, login, rep_number, admin=admin)
        if not self.is_real:
            self.let_procedures_work_for(login)
        return login

    def let_procedures_work_for(self, login: str) -> None:
        """Grant what the procedures touch, where the engine checks the caller's rights inside."""
        with self.as_admin() as connection:
            for table in tables_for("mssql").metadata.tables.values():
                if table.name != "session":
                    connection.execute(
                        "GRANT SELECT, INSERT, UPDATE, DELETE "
                        f"ON {table.schema}.{table.name} TO [{login}]"
                    )
            connection.execute(f"GRANT SELECT, UPDATE ON sync.rep_identity TO [{login}]")

    def operations(self, login: str) -> Operations:
        """Return the four operations over a connection of their own, as a laptop has them."""
        kept = KeptConnection(lambda: Wire(address_of(self.url_of(login))))
        self.links.append(kept)
        return SqlServerOperations(kept)

    @contextmanager
    def as_admin(self, database: str = "") -> Iterator["Raw"]:
        """Open a raw connection of the administrator's, each statement by itself."""
        with self.raw(self.admin_url, database or self.database) as connection:
            yield connection

    @contextmanager
    def as_login(self, login: str) -> Iterator["Raw"]:
        """Open a raw connection of a login's, as any program could."""
        with self.raw(self.url_of(login), self.database) as connection:
            yield connection

    @contextmanager
    def raw(self, url: str, database: str) -> Iterator["Raw"]:
        engine = open_engine(
            make_url(url).set(database=database).render_as_string(hide_password=False)
        )
        try:
            yield Raw(engine)
        finally:
            engine.dispose()

    def empty(self) -> None:
        """Make the head office as empty as it was after it was set up."""
        t = tables_for("mssql")
        with self.office.engine.begin() as connection:
            for table in reversed(t.metadata.sorted_tables):
                if table.name not in {"session", "info", "counters", "tombstones", "change_log"}:
                    connection.execute(delete(table))
            for table in (t.tombstones, t.change_log, t.membership):
                connection.execute(delete(table))
            for counter, value in (("order_number", 10_000), ("customer_number", 0)):
                connection.execute(
                    update(t.counters).where(t.counters.c.name == counter).values(value=value)
                )
            connection.execute(
                update(t.info).where(t.info.c.name == "oldest_client").values(value="1")
            )

    def hang_up(self) -> None:
        """Close every link that a test opened."""
        for kept in self.links:
            kept.close()
        self.links.clear()


class Raw:
    """A connection without our own manners: what an attacker's program would have."""

    def __init__(self, engine: Engine) -> None:
        self._connection = engine.raw_connection()
        self._connection.driver_connection.autocommit = True  # type: ignore[union-attr]
        self._cursor = self._connection.driver_connection.cursor()  # type: ignore[union-attr]

    def execute(self, statement: str, *values: object) -> list[list[tuple[object, ...]]]:
        """Run a statement and return the rows of each result set."""
        self._cursor.execute(statement, *values)
        results = []
        while True:
            if self._cursor.description is not None:
                results.append([tuple(row) for row in self._cursor.fetchall()])
            if not self._cursor.nextset():
                return results


@contextmanager
def live_office(clock: Clock, name: str = "office") -> Iterator[LiveOffice]:
    """Set up an empty head office in a database of its own on the live server."""
    admin_url = server_url()
    database = f"smartclient_test_{name}_{secrets.token_hex(3)}"
    engine = open_engine(admin_url)
    with engine.connect() as connection:
        real = is_sql_server(connection)
    raw = Raw(engine)
    if not real:
        raw.execute(
            "EXEC sp_babelfish_configure "
            "'babelfishpg_tsql.escape_hatch_rowversion', 'ignore', 'server'"
        )
    raw.execute(f"CREATE DATABASE [{database}]")
    if real:
        raw.execute(f"ALTER DATABASE [{database}] SET READ_COMMITTED_SNAPSHOT ON")
    url = make_url(admin_url).set(database=database).render_as_string(hide_password=False)
    office = HeadOffice.at(url, clock)
    live = LiveOffice(
        admin_url=admin_url, database=database, clock=clock, office=office, is_real=real
    )
    try:
        office.init()
        yield live
    finally:
        live.hang_up()
        office.close()
        _remove(live, raw)
        engine.dispose()


def _remove(live: LiveOffice, raw: Raw) -> None:
    if live.is_real:
        raw.execute(f"ALTER DATABASE [{live.database}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE")
    raw.execute(f"DROP DATABASE [{live.database}]")
    for login in live.logins.values():
        raw.execute(f"DROP LOGIN [{login}]")


class LiveCompany(Company):
    """The small company on the live server: each rep has a login and a link of its own."""

    live: LiveOffice

    def link(self, login: str) -> Operations:
        if login not in self.links:
            self.links[login] = self.live.operations(self.live.logins[login])
        return self.links[login]


def found_live_company(live: LiveOffice, clock: Clock) -> LiveCompany:
    """Put the small company into the live head office, and nothing else."""
    live.empty()
    live.office = HeadOffice(live.office.engine, clock)
    company = LiveCompany(office=live.office, clock=clock)
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
