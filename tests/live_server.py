"""A live SQL Server to test against: a database and logins of the tests' own, removed at the end.

``SMARTCLIENT_TEST_SQLSERVER`` is the SQLAlchemy URL of an administrator of the server. Without it
such tests are skipped. What the test engine lacks is listed in ``tests/contract/README.md``.
"""

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import cast
from uuid import UUID

import pytest
from sqlalchemy import Engine, make_url

from smartclient.contract.operations import Operations
from smartclient.database.engines import open_engine
from smartclient.database.mssql.address import address_of
from smartclient.database.mssql.babelfish import is_sql_server, to_babelfish
from smartclient.database.mssql.drivers import load_pyodbc
from smartclient.database.mssql.raw_connection import RawConnection
from smartclient.domain.clock import Clock
from smartclient.gateway.sqlserver import SqlServerOperations
from smartclient.gateway.statement_connection import StatementConnection
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.database.mssql import accounts
from smartclient.headoffice.database.mssql.sales_schema import in_schema
from smartclient.headoffice.database.tables import tables_for
from smartclient.read_models.access import AccountKind
from tests.office_company import ANN, BEN, CHIEF, HEAD

PASSWORD = "Tests-of-Smart-Client-1"
VARIABLE = "SMARTCLIENT_TEST_SQLSERVER"

_DROP_ATTEMPTS = 40

NUMBERS = {ANN: "1", BEN: "2", HEAD: "8", CHIEF: "9"}
"""The rep number of each rep of the small company."""

_WRITTEN_BY_TRIGGERS = (
    *("change_log", "policy_history", "tombstones", "membership", "stopped", "open_work"),
    "moved_customers",
)

REAL_SERVER = "this engine has no ownership chaining; it runs on a real SQL Server"


def server_url() -> str:
    """The administrator's URL; skips the test where there is none."""
    url = os.environ.get(VARIABLE)
    if not url:
        pytest.skip(f"no SQL Server to test against; name one in {VARIABLE}")
    return url


def _tables_of_procedures() -> list[str]:
    every = tables_for("mssql").metadata.tables.values()
    known = [f"{table.schema}.{table.name}" for table in every if table.name != "session"]
    # these are the procedures' own
    return [*known, "sync.fingerprint_parts", "sync.fingerprint_turn"]


@dataclass
class LiveOffice:
    """A database on the live server with a head office in it."""

    admin_url: str
    database: str
    clock: Clock
    office: HeadOffice
    is_real: bool = True
    schema: str = "sales"
    logins: dict[str, str] = field(default_factory=dict)
    links: list[StatementConnection] = field(default_factory=list)
    kept: dict[str, Operations] = field(default_factory=dict)
    """The links of the people of the company, from test to test: opening one takes long."""

    @property
    def url(self) -> str:
        """The administrator's URL of this database."""
        return (
            make_url(self.admin_url)
            .set(database=self.database)
            .render_as_string(hide_password=False)
        )

    def url_of(self, login: str) -> str:
        """The URL with which a login of the tests' own connects."""
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
        """Make a login for a rep and grant it; with what the test engine needs besides.

        A rep that is an admin already stays one.
        """
        login = self.new_login(name)
        with self.as_admin() as connection:
            ((role,),) = connection.execute(
                "SELECT role FROM sales.reps WHERE number = ?", rep_number
            )[0]
        wanted = admin or role == "admin"
        accounts.grant(self.office.engine, AccountKind.LOGIN, login, rep_number, admin=wanted)
        if not self.is_real:
            self.let_procedures_work_for(login)
        return login

    def stranger(self) -> str:
        """Make a login that may call the procedures, and that head office knows nothing of."""
        login = self.new_login("stranger", user=True)
        with self.as_admin() as connection:
            connection.execute(f"ALTER ROLE smartclient_rep ADD MEMBER [{login}]")
        if not self.is_real:
            self.let_procedures_work_for(login)
        return login

    def bare_login(self) -> str:
        """Make a login for Ann with just the rights that head office gives to a rep."""
        login = self.new_login("bare")
        accounts.grant(self.office.engine, AccountKind.LOGIN, login, NUMBERS[ANN], admin=False)
        return login

    def let_procedures_work_for(self, login: str) -> None:
        """Grant what the procedures touch, where the engine checks the caller's rights inside."""
        self._tables(f"GRANT {{}} ON {{}} TO [{login}]")

    def let_triggers_work_for(self, login: str) -> None:
        """Grant what triggers write, where they work with the rights of who sets them off."""
        with self.as_admin() as connection:
            for table in _WRITTEN_BY_TRIGGERS:
                connection.execute(
                    f"GRANT SELECT, INSERT, UPDATE, DELETE ON sync.{table} TO [{login}]"
                )
            for table in ("rep_identity", "truncate_guard"):
                connection.execute(f"GRANT SELECT, UPDATE ON sync.{table} TO [{login}]")

    def let_orders_advance_for(self, login: str) -> None:
        """Grant what the procedure that advances an order touches, as above."""
        with self.as_admin() as connection:
            connection.execute(f"GRANT UPDATE ON sales.orders TO [{login}]")

    def let_sending_work_for(self, login: str) -> None:
        """Grant what the procedure that takes a batch touches, where it works for its caller."""
        with self.as_admin() as connection:
            for table in ("inbox", "withdrawn"):
                connection.execute(f"GRANT SELECT, INSERT, UPDATE ON sync.{table} TO [{login}]")
            for table in ("customer_aliases", "provisional_numbers", "checkpoints"):
                connection.execute(f"GRANT SELECT, INSERT ON sync.{table} TO [{login}]")

    def take_tables_back(self, login: str) -> None:
        """Take back what was granted so that procedures work."""
        self._tables(f"REVOKE {{}} ON {{}} FROM [{login}]")

    def _tables(self, statement: str) -> None:
        with self.as_admin() as connection:
            for name in _tables_of_procedures():
                # an older schema does not have all of today's tables
                granting = statement.format("SELECT, INSERT, UPDATE, DELETE", name)
                connection.execute(f"IF OBJECT_ID(N'{name}') IS NOT NULL {granting}")
            for name in ("rep_identity", "truncate_guard"):
                connection.execute(statement.format("SELECT, UPDATE", f"sync.{name}"))

    def granting_new_tables(self) -> list[str]:
        """What grants to every login the tables that are not there yet."""
        with self.as_admin() as connection:
            (found,) = connection.execute(
                "SELECT TABLE_SCHEMA, TABLE_NAME FROM INFORMATION_SCHEMA.TABLES"
            )
        there = {f"{schema}.{name}" for schema, name in found}
        return [
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON {name} TO [{login}]"
            for name in _tables_of_procedures()
            if name not in there
            for login in self.logins.values()
        ]

    def operations(self, login: str) -> Operations:
        """The operations over a connection of their own, as a laptop has them."""
        kept = StatementConnection(lambda: RawConnection(address_of(self.url_of(login))))
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
        opened = Raw(engine, self.schema)
        try:
            yield opened
        finally:
            opened.close()
            engine.dispose()

    def empty(self) -> None:
        """Make the head office as empty as it was after it was set up."""
        kept = {"session", "info", "counters"}
        # what the triggers write about the deletes is deleted after them
        last = ("membership", "stopped", "policy_history", "change_log", "tombstones")
        tables = [t for t in tables_for("mssql").metadata.sorted_tables if t.name not in kept]
        names = [table.name for table in reversed(tables) if table.name not in last]
        schemas = {table.name: table.schema for table in tables}
        deletes = [f"DELETE FROM {schemas[name]}.{name}" for name in (*names, *last)]
        with self.as_admin() as connection:
            connection.execute(
                "SET NOCOUNT ON; BEGIN TRANSACTION; "
                + "; ".join(deletes)
                + "; UPDATE sync.counters SET value = "
                "CASE name WHEN N'order_number' THEN 10000 ELSE 0 END; "
                "UPDATE sync.info SET value = N'1' WHERE name = N'oldest_client'; "
                "UPDATE sync.info SET value = N'0' WHERE name = N'version_ahead'; "
                "DELETE FROM sync.info WHERE name LIKE N'lost%' OR name LIKE N'restored%'; "
                "UPDATE sync.info SET value = N'2000-01-01 00:00:00' WHERE name = N'held_since'; "
                "COMMIT TRANSACTION"
            )

    def stored_info(self, database: str = "") -> dict[str, str]:
        """What head office keeps about itself."""
        with self.as_admin(database) as connection:
            (rows,) = connection.execute("SELECT name, value FROM sync.info")
        return {str(name): str(value) for name, value in rows}

    def set_stored_info(self, name: str, value: str) -> None:
        """Change what head office keeps about itself."""
        with self.as_admin() as connection:
            connection.execute("UPDATE sync.info SET value = ? WHERE name = ?", value, name)

    @contextmanager
    def another_database(self) -> Iterator[str]:
        """Make an empty database beside this one, for as long as it is needed.

        Its name is given once: the server may take a while to drop the one that was there before.
        """
        name = f"{self.database}_other_{secrets.token_hex(3)}"
        with self.as_admin("master") as connection:
            connection.execute(f"CREATE DATABASE [{name}]")
            if self.is_real:
                connection.execute(f"ALTER DATABASE [{name}] SET READ_COMMITTED_SNAPSHOT ON")
        try:
            yield name
        finally:
            with self.as_admin("master") as connection:
                drop_when_free(connection, name)

    def run_script(self, database: str, script: str) -> None:
        """Run a script batch by batch, as an administrator's tool does."""
        with self.as_admin(database) as connection:
            for batch in filter(str.strip, script.split("\nGO\n")):
                if self.is_real:
                    connection.execute(batch)
                elif not batch.startswith(("IF ", "BEGIN TR", "COMMIT", "SET", "--", "PRINT")):
                    # this engine lacks NOEXEC, and levels
                    connection.execute(to_babelfish(batch))
                elif "CREATE " in batch:
                    connection.execute(batch)

    def hang_up(self) -> None:
        """Close every link that a test opened."""
        for kept in self.links:
            kept.close()
        self.links.clear()
        self.kept.clear()


class Raw:
    """A connection without our own manners: what an attacker's program would have."""

    def __init__(self, engine: Engine, schema: str = "sales") -> None:
        self._schema = schema
        self._connection = engine.raw_connection()
        self._connection.driver_connection.autocommit = True  # type: ignore[union-attr]
        self._cursor = self._connection.driver_connection.cursor()  # type: ignore[union-attr]
        self.errors: type[Exception] = load_pyodbc().Error

    def execute_large(self, statement: str, value: str) -> list[list[tuple[object, ...]]]:
        """Run a statement with one ASCII text of any length."""
        self._cursor.setinputsizes([(load_pyodbc().SQL_VARCHAR, 0, 0)])
        try:
            return self.execute(statement, value)
        finally:
            self._cursor.setinputsizes(None)

    def close(self) -> None:
        """Close the connection itself, whatever state it is in."""
        self._cursor.close()
        self._connection.invalidate()
        self._connection.close()

    def execute(self, statement: str, *values: object) -> list[list[tuple[object, ...]]]:
        """Run a statement and return the rows of each result set."""
        self._cursor.execute(in_schema(statement, self._schema), *values)
        results = []
        while True:
            if self._cursor.description is not None:
                results.append([tuple(row) for row in self._cursor.fetchall()])
            if not self._cursor.nextset():
                return results


def identifier_text(stored: object) -> str:
    """The text of an identifier that a query of the server's tables returned, as 16 bytes."""
    return str(UUID(bytes=cast("bytes", stored)))


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
    office = HeadOffice.open(url, clock)
    live = LiveOffice(
        admin_url=admin_url, database=database, clock=clock, office=office, is_real=real
    )
    try:
        office.init()
        yield live
    finally:
        live.hang_up()
        office.close()
        raw.close()
        # the server may have been restarted meanwhile
        engine.dispose()
        last = Raw(engine)
        _remove(live, last)
        last.close()
        engine.dispose()


def drop_when_free(raw: Raw, database: str) -> None:
    """Drop a database; the server takes a moment to see that a connection was closed."""
    for _ in range(_DROP_ATTEMPTS):
        try:
            raw.execute(f"DROP DATABASE [{database}]")
        except raw.errors as error:
            if "in use" not in str(error):
                raise
            time.sleep(0.5)
        else:
            return


def _remove(live: LiveOffice, raw: Raw) -> None:
    if live.is_real:
        raw.execute(f"ALTER DATABASE [{live.database}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE")
    drop_when_free(raw, live.database)
    for login in set(live.logins.values()):
        raw.execute(f"DROP LOGIN [{login}]")
