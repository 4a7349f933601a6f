"""Upgrading a live SQL Server: forward only, and nothing is lost that laptops send meanwhile."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from smartclient.contract.messages import PlaceOrder, Request
from smartclient.contract.operations import PulseRequest, Receipt
from smartclient.contract.versions import LINK_VERSION
from smartclient.domain.errors import (
    ClientTooOldError,
    SchemaError,
    SetUpError,
    TransientError,
)
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.migrations import MIGRATIONS
from smartclient.headoffice.database.name_collisions import NamesCollideError
from tests.earlier_schema import earlier_schema
from tests.live_company import LiveCompany
from tests.live_objects import objects_of
from tests.live_server import LiveOffice, identifier_text
from tests.office_company import ANN, BEN, fill, line
from tests.released import RELEASED

UNCHECKED = 6
"""The last schema in which a column might hold any value."""
WITH_SECRETS = 8
"""The first schema that keeps the key of positions in a table of secrets."""


def test_a_newer_schema_is_refused_and_kept(live: LiveOffice) -> None:
    live.set_stored_info("schema_version", "99")
    try:
        for act in (live.office.init, live.office.upgrade):
            with pytest.raises(SchemaError, match="newer"):
                act()
        assert live.stored_info()["schema_version"] == "99"
    finally:
        live.set_stored_info("schema_version", str(len(MIGRATIONS["mssql"])))


def test_an_older_schema_is_upgraded_under_connected_laptops(
    live_company: LiveCompany, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = live_company.live
    before = live_company.link(ANN).pulse(PulseRequest())

    def newer() -> list[str]:
        return ["CREATE TABLE sync.later (id bigint NOT NULL PRIMARY KEY)"]

    version = len(MIGRATIONS["mssql"])
    scripts: tuple[Callable[[], list[str]], ...] = (*MIGRATIONS["mssql"], newer)
    monkeypatch.setattr(schema, "MIGRATIONS", {**MIGRATIONS, "mssql": scripts})
    assert live.office.upgrade() == (version, version + 1)
    try:
        assert live_company.link(ANN).pulse(PulseRequest()).generation == before.generation
    finally:
        with live.as_admin() as admin:
            admin.execute("DROP TABLE sync.later")
        live.set_stored_info("schema_version", str(version))


def test_the_first_schema_becomes_todays_under_a_connected_laptop(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = MIGRATIONS["mssql"]
    with live.another_database() as name:
        other = replace(live, database=name, logins={}, links=[], kept={})
        other.office = HeadOffice.open(other.url, live.clock)
        with earlier_schema(other.office.engine, 1, monkeypatch):
            other.office.init()
            company = LiveCompany(office=other.office, clock=live.clock)
            company.add("reps", {"number": "1", "login": ANN, "title": "", "role": "rep"})
            link = other.operations(other.rep_login("1", "early"))
            before = link.pulse(PulseRequest())
        try:
            assert other.office.upgrade() == (1, len(every))
            after = link.pulse(PulseRequest())
            assert (after.generation, after.identity) == (before.generation, before.identity)
        finally:
            other.hang_up()
            other.office.close()
    with live.as_admin("master") as admin:
        admin.execute(f"DROP LOGIN [{other.logins['early']}]")


@contextmanager
def of_the_third_schema(live: LiveOffice, monkeypatch: pytest.MonkeyPatch) -> Iterator[LiveOffice]:
    """Set up another head office as the third schema left it, with two reps who may sign in."""
    with live.another_database() as name:
        other = replace(live, database=name, logins={}, links=[], kept={})
        other.office = HeadOffice.open(other.url, live.clock)
        with earlier_schema(other.office.engine, 3, monkeypatch):
            other.office.init()
            fill(LiveCompany(office=other.office, clock=live.clock))
            for number, login in (("1", ANN), ("2", BEN)):
                other.rep_login(number, login.rpartition("\\")[2])
        try:
            yield other
        finally:
            other.hang_up()
            other.office.close()
    with live.as_admin("master") as admin:
        for name in other.logins.values():
            admin.execute(f"DROP LOGIN [{name}]")


class Talker(threading.Thread):
    """A laptop that sends one request after the other, and reads what is new in between."""

    def __init__(self, other: LiveOffice, login: str) -> None:
        super().__init__()
        self._company = LiveCompany(office=other.office, clock=other.clock)
        self._link = other.operations(login)
        self._stopped = threading.Event()
        self.began = threading.Event()
        self.sent: list[str] = []
        self.postponed: list[str] = []
        self.failed: list[Exception] = []

    def run(self) -> None:
        while not (self._stopped.is_set() or self.failed):
            order = self._company.order(line("A", 1))
            request = self._company.request(PlaceOrder(order=order))
            try:
                self._until_taken(request)
            except Exception as error:  # noqa: BLE001 (whatever it is, the test shows it)
                self.failed.append(error)
            else:
                self.sent.append(request.id)
                self.began.set()

    def _until_taken(self, request: Request) -> None:
        for _ in range(50):
            try:
                (receipt,) = self._link.submit([request])
                self._link.pulse(PulseRequest())
            except TransientError as error:
                self.postponed.append(error.user_message)
            else:
                assert receipt == Receipt(request_id=request.id, digest=request.digest)
                return
        raise AssertionError(self.postponed)

    def stop_after(self, more: int) -> None:
        """Wait until it has sent so many more, and stop it."""
        wanted = len(self.sent) + more
        while len(self.sent) < wanted and not self.failed:
            self._stopped.wait(0.05)
        self._stopped.set()
        self.join()


def test_an_upgrade_loses_nothing_of_what_laptops_send_meanwhile(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    with of_the_third_schema(live, monkeypatch) as other:
        if not other.is_real:
            # rights on the tables that the upgrade makes have to come with it
            last = MIGRATIONS["mssql"][-1]
            granting = other.granting_new_tables()
            grown = (*MIGRATIONS["mssql"][:-1], lambda: [*last(), *granting])
            monkeypatch.setattr(schema, "MIGRATIONS", {**MIGRATIONS, "mssql": grown})
        talkers = [Talker(other, login) for login in other.logins.values()]
        for talker in talkers:
            talker.start()
        try:
            assert all(talker.began.wait(120) for talker in talkers)
            before = [len(talker.sent) for talker in talkers]
            assert other.office.upgrade() == (3, len(MIGRATIONS["mssql"]))
        finally:
            for talker in talkers:
                talker.stop_after(3)
        assert [talker.failed for talker in talkers] == [[], []]
        assert all(count > 0 for count in before)
        with other.as_admin() as admin:
            (held,) = admin.execute("SELECT request_id FROM sync.inbox")
        sent = [request_id for talker in talkers for request_id in talker.sent]
        assert sorted(identifier_text(row[0]) for row in held) == sorted(sent)


def test_an_upgrade_lists_names_that_are_one_and_changes_nothing_until_one_is_chosen(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    with of_the_third_schema(live, monkeypatch) as other:
        with other.as_admin() as admin:
            # a server minds a blank before a name
            for country, state, rate in (("US", "WA", 6), ("us", " Wa", 7), ("US", "OR", 0)):
                admin.execute(
                    "INSERT INTO sales.tax_rates (country, state, applies_to, rate_percent) "
                    "VALUES (?, ?, N'all', ?)",
                    country,
                    state,
                    rate,
                )
            rates = "SELECT id, country, state, rate_percent FROM sales.tax_rates ORDER BY id"
            (first, second, third) = admin.execute(rates)[0]
        listed = f"tax_rates: tax_rates:{first[0]} is US, WA, all; tax_rates:{second[0]} is us,  Wa"
        for act in (
            other.office.upgrade,
            other.office.init,
            lambda: other.office.upgrade(keep=("tax_rates:9999",)),
        ):
            with pytest.raises(NamesCollideError) as refused:
                act()
            assert [str(collision) for collision in refused.value.collisions] == [f"{listed}, all"]
            assert other.stored_info()["schema_version"] == "3"
        with other.as_admin() as admin:
            assert admin.execute(rates)[0] == [first, second, third]
        kept = (f"tax_rates:{second[0]}",)
        assert other.office.upgrade(keep=kept) == (3, len(MIGRATIONS["mssql"]))
        with other.as_admin() as admin:
            assert admin.execute(rates)[0] == [second, third]


@pytest.mark.parametrize("version", [1, UNCHECKED, len(RELEASED.mssql)])
def test_created_whole_or_upgraded_a_database_is_the_same(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch, version: int
) -> None:
    live.empty()
    with live.another_database() as name:
        office = HeadOffice.open(replace(live, database=name).url, live.clock)
        with earlier_schema(office.engine, version, monkeypatch):
            office.init()
        with live.as_admin(name) as admin:
            admin.execute("GRANT DELETE ON OBJECT::sync.workers TO smartclient_rep")
            kept_in = "secrets" if version >= WITH_SECRETS else "info"
            admin.execute(
                f"INSERT INTO sync.{kept_in} (name, value) VALUES (N'history_key', N'abc')"
            )
        office.upgrade()
        office.close()
        with live.as_admin(name) as admin:
            # with another key, no position that was given would be recognised
            assert admin.execute("SELECT name, value FROM sync.secrets") == [
                [("history_key", "abc")]
            ]
            kept = "SELECT COUNT(*) FROM sync.info WHERE name = N'history_key'"
            assert admin.execute(kept) == [[(0,)]]
        upgraded, new = objects_of(live, name), objects_of(live)
    assert upgraded - new == set()
    assert new - upgraded == set()


def test_an_upgrade_refuses_what_a_constraint_would_and_changes_nothing(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    with live.another_database() as name:
        office = HeadOffice.open(replace(live, database=name).url, live.clock)
        with earlier_schema(office.engine, UNCHECKED, monkeypatch):
            office.init()
        with live.as_admin(name) as admin:
            admin.execute("INSERT INTO sales.reps (number, login, role) VALUES (N'1', N'a', N'X')")
        with pytest.raises(SetUpError, match=r"1 of the rows of sales\.reps have .* “X”"):
            office.upgrade()
        office.close()
        assert live.stored_info(name)["schema_version"] == str(UNCHECKED)


@pytest.mark.parametrize(
    ("fact", "value", "error", "says"),
    [
        ("link_version", "0", SchemaError, "older than this Smart Client"),
        ("oldest_link", str(LINK_VERSION + 1), SchemaError, "newer than this Smart Client"),
        ("oldest_client", "99", ClientTooOldError, "no longer serves this version"),
    ],
)
def test_who_speaks_another_version_learns_which_of_the_two_to_upgrade(
    live_company: LiveCompany, fact: str, value: str, error: type[Exception], says: str
) -> None:
    live, link = live_company.live, live_company.link(ANN)
    link.pulse(PulseRequest())
    was = live.stored_info()[fact]
    live.set_stored_info(fact, value)
    try:
        with pytest.raises(error, match=says):
            link.pulse(PulseRequest())
    finally:
        live.set_stored_info(fact, was)
    assert link.pulse(PulseRequest()).identity.login == ANN
