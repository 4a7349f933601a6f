"""The SQL Server that tests may use, where one is named in SMARTCLIENT_TEST_SQLSERVER.

The variable holds an administrator's URL. Tests make a database and logins of their own there,
and leave nothing behind.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest

from smartclient.database.mssql.address import ServerAddress, address_of, url_with
from smartclient.database.mssql.connecting import connect

VARIABLE = "SMARTCLIENT_TEST_SQLSERVER"
PASSWORD = "Aa1-" + uuid4().hex


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveServer:
    """A database of a test's own. ``url`` is its administrator's, who owns it."""

    url: str
    database: str
    _logins: list[str] = field(default_factory=list)

    @property
    def address(self) -> ServerAddress:
        return address_of(self.url)

    def make_login(self) -> str:
        """Make a login that may connect to the database and nothing else; PASSWORD lets it in."""
        name = f"sc_test_{uuid4().hex[:12]}"
        with self.administrator() as cursor:
            cursor.execute(f"CREATE LOGIN {name} WITH PASSWORD = '{PASSWORD}'")
            self._logins.append(name)
            cursor.execute(f"CREATE USER {name} FOR LOGIN {name}")
        return name

    def url_of(self, login: str, password: str = PASSWORD) -> str:
        """Return the address of the database for ``login``."""
        return url_with(self.url, user=login, password=password)

    @contextmanager
    def administrator(self) -> Iterator[Any]:
        """Give a cursor of the administrator's on the database."""
        with _cursor(self.address) as cursor:
            yield cursor

    def clear(self) -> None:
        """Drop the database and every login made."""
        with _cursor(address_of(administrators_url())) as cursor:
            cursor.execute(f"DROP DATABASE {self.database}")
            for name in self._logins:
                cursor.execute(f"DROP LOGIN {name}")


def administrators_url() -> str:
    """Return the administrator's URL; the test is skipped where there is none."""
    url = os.environ.get(VARIABLE, "")
    if not url:
        pytest.skip(f"name a SQL Server's administrator in {VARIABLE} to run this")
    return url


def new_server() -> LiveServer:
    """Make a database of a test's own; the caller clears it."""
    base = administrators_url()
    name = f"sc_test_{uuid4().hex[:12]}"
    with _cursor(address_of(base)) as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    mark = f"/{address_of(base).database}"
    url = f"/{name}".join(base.rsplit(mark, 1))
    return LiveServer(url=url, database=name)


@contextmanager
def _cursor(address: ServerAddress) -> Iterator[Any]:
    connection = connect(address, autocommit=True)
    try:
        yield connection.cursor()
    finally:
        connection.close()
