"""The live server of the tests: no two of them use one database."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from smartclient.domain.clock import SystemClock
from smartclient.headoffice.admin.service import HeadOffice
from tests.live_server import LiveOffice, Raw


class _Server(Raw):
    """A fake server: records its statements, and drops no database."""

    def __init__(self) -> None:
        self.errors = RuntimeError
        self.statements: list[str] = []

    def execute(self, statement: str, *values: object) -> list[list[tuple[object, ...]]]:
        self.statements.append(statement)
        assert not values
        return []


class _Office(LiveOffice):
    """A live office on a server that is not there."""

    server = _Server()

    @contextmanager
    def as_admin(self, database: str = "") -> Iterator[Raw]:
        """Open the server that is not there."""
        del database
        yield self.server


def test_every_database_beside_the_tests_own_has_a_name_of_its_own(tmp_path: Path) -> None:
    office = HeadOffice.open(f"sqlite:///{tmp_path}/office.db", SystemClock())
    live = _Office(admin_url="", database="tests", clock=SystemClock(), office=office)
    with live.another_database() as first:
        pass
    with live.another_database() as second, live.another_database() as third:
        pass
    office.close()
    assert len({first, second, third}) == 3
    assert all(name.startswith("tests_other_") for name in (first, second, third))
