"""Setting up on SQL Server: checked, repeatable, forward only, and the same by script."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from live_server import PASSWORD, LiveCompany, LiveOffice
from office_company import ANN, BEN, BENS, fill, line
from smartclient.contract.feeds import (
    COLUMNS,
    Cursor,
    FeedKind,
    columns_at,
    feed_version,
    feeds_at,
)
from smartclient.contract.fingerprints import COMPARED
from smartclient.contract.messages import PlaceOrder, Request
from smartclient.contract.operations import Hello, Receipt
from smartclient.contract.versions import LINK_VERSION, OLDEST_LINK
from smartclient.database.engines import open_engine, writing
from smartclient.domain.clock import SystemClock
from smartclient.domain.errors import (
    ClientTooOldError,
    NotFoundError,
    RefusedError,
    SchemaError,
    SetUpError,
    SignInError,
    TransientError,
)
from smartclient.headoffice import inbox, schema
from smartclient.headoffice.access import Access
from smartclient.headoffice.migrations import MIGRATIONS
from smartclient.headoffice.mssql import accounts, holding
from smartclient.headoffice.mssql.principals import AccountKind
from smartclient.headoffice.mssql.requirements import Found, check
from smartclient.headoffice.mssql.schema_0001 import feeds, procedures
from smartclient.headoffice.mssql.script import whole_script
from smartclient.headoffice.names import NamesCollideError
from smartclient.headoffice.office import HeadOffice
from smartclient.headoffice.status import status
from smartclient.headoffice.tables import tables_for

GOOD = Found(
    database="smart",
    login="owner",
    level=150,
    snapshot=True,
    major_version=16,
    is_cloud=False,
    owns=True,
)


# without a server ----------------------------------------------------------------------------


def test_a_server_that_has_everything_is_taken() -> None:
    check(GOOD)
    check(replace(GOOD, major_version=12, is_cloud=True))
    check(replace(GOOD, collation="SQL_Latin1_General_CP1_CI_AS", durability=1))


def test_a_head_office_that_is_there_is_upgraded_whatever_it_was_made_with() -> None:
    there = replace(GOOD, is_new=False, role="smartclient_rep", member="ann")
    check(replace(there, collation="Latin1_General_CS_AS"))


@pytest.mark.parametrize(
    ("there", "says"),
    [
        (replace(GOOD, database="master"), "server's own"),
        (replace(GOOD, owns=False), "may not set up"),
        (replace(GOOD, major_version=14), "2019"),
        (replace(GOOD, level=120), "COMPATIBILITY_LEVEL = 150"),
        (replace(GOOD, snapshot=False), "READ_COMMITTED_SNAPSHOT ON"),
        (replace(GOOD, durability=2), "DELAYED_DURABILITY = DISABLED"),
        (replace(GOOD, collation="Latin1_General_CS_AS"), "COLLATE Latin1_General_100_CI_AS"),
        (replace(GOOD, collation="Latin1_General_100_CI_AI"), "minds accents"),
        (replace(GOOD, collation="Latin1_General_BIN2"), "ignores case"),
        (replace(GOOD, foreign_schema="sync", owner="mallory"), "SCHEMA::sync TO dbo"),
        (replace(GOOD, role="smartclient_rep", member="mallory"), "DROP MEMBER .mallory."),
    ],
)
def test_what_is_missing_is_said_with_what_to_do(there: Found, says: str) -> None:
    with pytest.raises(SetUpError, match=says):
        check(there)


def test_the_first_procedures_give_the_columns_of_the_first_version_of_the_link() -> None:
    for kind in feeds_at(1):
        columns = [column.partition(":")[0] for column in feeds.columns_of(kind.value)]
        assert tuple(columns) == columns_at(kind, 1)


def test_the_newest_procedures_give_the_columns_of_the_contract() -> None:
    made = newest("PROCEDURE")
    for kind in FeedKind:
        statement = made[f"sync.feed_{kind}_v{feed_version(kind, LINK_VERSION)}"]
        selects = statement.split("SELECT TOP (@limit)")[1:]
        assert len(selects) == 2
        for select in selects:
            lines = select.partition("FROM")[0].splitlines()
            columns = [found[1] for line in lines if (found := re.search(r"f\.\[(\w+)\]", line))]
            assert tuple(columns) == COLUMNS[kind]


def test_the_newest_fingerprints_are_of_the_columns_that_a_laptop_compares() -> None:
    statement = newest("PROCEDURE")[f"sync.fingerprints_v{LINK_VERSION}"]
    for kind, columns in COMPARED.items():
        part = statement.partition(f"IF @kind IN ('', '{kind}')")[2].partition("GROUP BY")[0]
        lines = [line for line in part.splitlines() if "COALESCE(CAST(" in line]
        found = [re.search(r"f\.\[(\w+)\]", line) for line in lines]
        assert tuple(name[1] for name in found if name) == columns, kind
        assert all(line.endswith("NCHAR(31),") for line in lines[:-1]), kind
        assert lines[-1].endswith("NCHAR(31)"), kind


def test_a_request_is_refused_in_the_words_of_the_inbox() -> None:
    words = {value for value in vars(inbox).values() if isinstance(value, str)}
    assert set(procedures.REFUSALS) <= words


def every_statement() -> list[str]:
    return [statement for migration in MIGRATIONS["mssql"] for statement in migration()]


def newest(kind: str) -> dict[str, str]:
    """Return what the newest schema says of each procedure or trigger."""
    said = re.compile(rf"(?:CREATE|ALTER) {kind} (\S+)")
    return {found[1]: one for one in every_statement() if (found := said.match(one))}


def test_no_procedure_is_missing_while_it_is_made_anew() -> None:
    for statement in MIGRATIONS["mssql"][3]():
        assert not statement.startswith(("DROP PROCEDURE", "CREATE PROCEDURE"))


def test_texts_are_looked_at_byte_by_byte_whatever_the_collation() -> None:
    submit = newest("PROCEDURE")["sync.submit_v1"]
    patterns = re.findall(r"(.{27}) (?:NOT )?LIKE '[^']*\[", submit)
    assert len(patterns) == 9
    assert set(patterns) == {"COLLATE Latin1_General_BIN2"}
    assert "HASHBYTES('SHA2_256', body) <>" not in submit


def test_no_amount_is_too_large_for_a_feed_a_fingerprint_or_the_log() -> None:
    for made in (newest("PROCEDURE"), newest("TRIGGER")):
        for name, statement in made.items():
            assert not re.search(r"\w\]? \* 10000 AS bigint", statement.replace("END *", "")), name
    assert "> 900000000000000 THEN" in newest("PROCEDURE")["sync.feed_customers_v1"]
    assert "> 900000000000000 THEN" in newest("PROCEDURE")["sync.fingerprints_v1"]


def test_a_feed_is_planned_for_what_is_asked_of_it() -> None:
    for kind in FeedKind:
        name = f"sync.feed_{kind}_v{feed_version(kind, LINK_VERSION)}"
        statement = newest("PROCEDURE")[name]
        assert statement.count("OPTION (RECOMPILE);") == 2
        most = 501 if kind is FeedKind.PHOTOS else 100_001
        assert f"ELSE {most} END;" in statement


def test_of_two_that_wait_for_each_other_the_laptop_gives_way() -> None:
    for name, statement in newest("PROCEDURE").items():
        assert "SET DEADLOCK_PRIORITY LOW" in statement, name


def test_the_script_counts_all_that_it_makes_before_it_commits() -> None:
    script = whole_script()
    counted = script[script.index("FROM (VALUES") : script.rindex("COMMIT TRANSACTION")]
    for kind in ("TABLE", "PROCEDURE", "TRIGGER", "ROLE", "INDEX"):
        made = re.findall(rf"CREATE {kind} ([\w.]+)", script)
        assert made
        assert all(f"(N'{name}'" in counted for name in made), kind
    assert script.count("IF @@ERROR <> 0 OR @@TRANCOUNT = 0 SET NOEXEC ON;") == len(
        every_statement()
    )


def test_every_procedure_guards_itself() -> None:
    for statement in every_statement():
        if statement.startswith(("CREATE PROCEDURE", "ALTER PROCEDURE")):
            assert "@@TRANCOUNT > 0\n        THROW 51000" in statement
            assert "SET LOCK_TIMEOUT 5000" in statement
            assert "SUSER_SNAME()" in statement
            assert "NOLOCK" not in statement


def test_nothing_is_put_out_by_a_statement_on_a_table_with_triggers() -> None:
    assert all(not table.implicit_returning for table in tables_for("mssql").metadata.sorted_tables)
    for statement in every_statement():
        assert "OUTPUT" not in statement


def test_this_program_speaks_the_link_that_its_schema_offers() -> None:
    facts = next(one for one in reversed(every_statement()) if "UPDATE sync.info" in one)
    assert f"value = N'{LINK_VERSION}' WHERE name = N'link_version'" in facts
    assert OLDEST_LINK <= LINK_VERSION


def test_a_file_has_no_logins(tmp_path_factory: pytest.TempPathFactory) -> None:
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('office')}/office.db")
    with pytest.raises(RefusedError, match="no logins"):
        Access(engine)
    engine.dispose()


# on a live server ----------------------------------------------------------------------------


def test_setting_up_again_changes_nothing(live: LiveOffice) -> None:
    before = live.facts()
    live.office.init()
    assert live.facts() == before


def test_a_newer_schema_is_refused_and_kept(live: LiveOffice) -> None:
    live.set_fact("schema_version", "99")
    try:
        for act in (live.office.init, live.office.upgrade):
            with pytest.raises(SchemaError, match="newer"):
                act()
        assert live.facts()["schema_version"] == "99"
    finally:
        live.set_fact("schema_version", str(len(MIGRATIONS["mssql"])))


def test_an_older_schema_is_upgraded_under_connected_laptops(
    live_company: LiveCompany, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = live_company.live
    before = live_company.link(ANN).pulse(Hello())

    def newer() -> list[str]:
        return ["CREATE TABLE sync.later (id bigint NOT NULL PRIMARY KEY)"]

    version = len(MIGRATIONS["mssql"])
    scripts: tuple[Callable[[], list[str]], ...] = (*MIGRATIONS["mssql"], newer)
    monkeypatch.setattr(schema, "MIGRATIONS", {**MIGRATIONS, "mssql": scripts})
    assert live.office.upgrade() == (version, version + 1)
    try:
        assert live_company.link(ANN).pulse(Hello()).generation == before.generation
    finally:
        with live.as_admin() as admin:
            admin.execute("DROP TABLE sync.later")
        live.set_fact("schema_version", str(version))


def test_the_first_schema_becomes_todays_under_a_connected_laptop(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = MIGRATIONS["mssql"]
    with live.another_database() as name:
        other = replace(live, database=name, logins={}, links=[])
        other.office = HeadOffice.at(other.url, live.clock)
        with monkeypatch.context() as early:
            early.setattr(schema, "MIGRATIONS", {**MIGRATIONS, "mssql": every[:1]})
            other.office.init()
            company = LiveCompany(office=other.office, clock=live.clock)
            company.add("reps", {"number": "1", "login": ANN, "title": "", "role": "rep"})
            link = other.operations(other.rep_login("1", "early"))
            before = link.pulse(Hello())
        try:
            assert other.office.upgrade() == (1, len(every))
            after = link.pulse(Hello())
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
        other.office = HeadOffice.at(other.url, live.clock)
        with monkeypatch.context() as early:
            early.setattr(schema, "MIGRATIONS", {**MIGRATIONS, "mssql": MIGRATIONS["mssql"][:3]})
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
        for login in other.logins.values():
            admin.execute(f"DROP LOGIN [{login}]")


class Talker(threading.Thread):
    """A laptop that sends one request after the other, and asks what is new in between."""

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
                self._link.pulse(Hello())
            except TransientError as error:
                self.postponed.append(error.user_message)
            else:
                assert receipt == Receipt(request_id=request.id, digest=request.digest)
                return
        raise AssertionError(self.postponed)

    def stop_after(self, more: int) -> None:
        """Let it send so many more, and end."""
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
        assert sorted(row[0] for row in held) == sorted(sent)


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
            assert [str(one) for one in refused.value.collisions] == [f"{listed}, all"]
            assert other.facts()["schema_version"] == "3"
        with other.as_admin() as admin:
            assert admin.execute(rates)[0] == [first, second, third]
        kept = (f"tax_rates:{second[0]}",)
        assert other.office.upgrade(keep=kept) == (3, len(MIGRATIONS["mssql"]))
        with other.as_admin() as admin:
            assert admin.execute(rates)[0] == [second, third]


def test_rights_outlast_an_upgrade(live: LiveOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    with of_the_third_schema(live, monkeypatch) as other:
        other.office.upgrade()
        # made in one go or step by step, a database is the same
        live.empty()
        assert other.objects() == live.objects()


@pytest.mark.parametrize(
    ("fact", "value", "error", "says"),
    [
        ("link_version", "0", SchemaError, "older than this Smart Client"),
        ("oldest_link", str(LINK_VERSION + 1), SchemaError, "newer than this Smart Client"),
        ("oldest_client", "99", ClientTooOldError, "no longer serves this version"),
    ],
)
def test_who_speaks_another_version_is_told_which_of_the_two_to_upgrade(
    live_company: LiveCompany, fact: str, value: str, error: type[Exception], says: str
) -> None:
    live, link = live_company.live, live_company.link(ANN)
    link.pulse(Hello())
    was = live.facts()[fact]
    live.set_fact(fact, value)
    try:
        with pytest.raises(error, match=says):
            link.pulse(Hello())
    finally:
        live.set_fact(fact, was)
    assert link.pulse(Hello()).identity.login == ANN


def test_a_head_office_without_the_procedures_is_told_apart(live_company: LiveCompany) -> None:
    link = live_company.link(ANN)
    with live_company.live.as_admin() as admin:
        admin.execute("EXEC sp_rename N'sync.replies_v1', N'replies_gone', N'OBJECT'")
        try:
            with pytest.raises(SchemaError, match="headoffice upgrade"):
                link.replies(after=0, bound=1, limit=1)
        finally:
            admin.execute("EXEC sp_rename N'sync.replies_gone', N'replies_v1', N'OBJECT'")


def test_how_long_the_feeds_are_held_back_is_told(live_company: LiveCompany) -> None:
    live, link = live_company.live, live_company.link(ANN)
    products = live_company.tables.products
    with writing(live_company.office.engine) as (connection, transaction):
        connection.execute(products.update().where(products.c.sku == "A").values(name="late"))
        live_company.change_product("B", name="early")
        bound = link.pulse(Hello()).bound
        assert live.facts()["held_bound"] == str(bound)
        live.set_fact("held_since", str(live_company.office_time() - timedelta(minutes=20))[:26])
        held = link.pulse(Hello()).held_seconds
        told = status(live_company.office.engine).held
        transaction.rollback()
    live_company.change_product("B", name="later")
    assert held >= 20 * 60
    assert link.pulse(Hello()).held_seconds == 0
    # the session is named, with how long its transaction is open by the server's own count
    assert told is not None
    assert told.holder is not None
    assert told.holder.program == "Smart Client"
    assert told.seconds is not None
    assert told.seconds < 20 * 60
    if live.is_real:
        # elsewhere other databases' transactions count too
        assert status(live_company.office.engine).held is None


def test_without_the_right_to_see_sessions_at_least_the_age_is_told(
    live_company: LiveCompany, monkeypatch: pytest.MonkeyPatch
) -> None:
    live, link = live_company.live, live_company.link(ANN)
    products = live_company.tables.products
    with writing(live_company.office.engine) as (connection, transaction):
        connection.execute(products.update().where(products.c.sku == "A").values(name="late"))
        live_company.change_product("B", name="early")
        link.pulse(Hello())
        live.set_fact("held_since", str(live_company.office_time() - timedelta(minutes=20))[:26])
        refused = "THROW 50000, N'VIEW SERVER STATE permission was denied', 1"
        monkeypatch.setattr(holding, "LONGEST_OPEN", refused)
        told = status(live_company.office.engine).held
        transaction.rollback()
    assert told is not None
    assert told.holder is None
    assert told.seconds is not None
    assert told.seconds >= 20 * 60


def test_nobody_acts_as_somebody_else_on_a_server(live: LiveOffice) -> None:
    with pytest.raises(RefusedError, match="who the server says"):
        live.office.operations(ANN)


def test_a_rep_can_not_set_up_and_is_told_why(live_company: LiveCompany) -> None:
    live = live_company.live
    office = HeadOffice.at(live.url_of(live.bare_login()), SystemClock())
    with pytest.raises((RefusedError, SetUpError)):
        office.init()
    office.close()


def test_the_script_makes_the_same_database(live: LiveOffice) -> None:
    live.empty()
    made = live.objects()
    with live.another_database() as other:
        live.run_script(other, whole_script())
        assert live.objects(other) == made
        facts = live.facts(other)
        # other tests restore this head office, which is written down
        assert facts.keys() == live.facts().keys() - {"restored_at", "restored_why"}
        assert facts["schema_version"] == live.facts()["schema_version"]


def test_a_script_that_fails_somewhere_makes_nothing(live: LiveOffice) -> None:
    if not live.is_real:
        pytest.skip("this engine knows no NOEXEC; it runs on a real SQL Server")
    # it does not even compile, which ends no transaction
    broken = whole_script().replace("CREATE TRIGGER sync.cases_tombstone ON", "CREATE TRIGGER ON")
    with live.another_database() as other, live.as_admin(other) as connection:
        for batch in filter(str.strip, broken.split("\nGO\n")):
            with suppress(connection.errors):
                connection.execute(batch)
        assert connection.execute("SELECT OBJECT_ID(N'sync.info'), @@TRANCOUNT") == [[(None, 0)]]


@pytest.mark.parametrize(
    ("statements", "says"),
    [
        (("CREATE SCHEMA sync AUTHORIZATION {0}",), "belongs to"),
        (
            ("CREATE ROLE smartclient_rep", "ALTER ROLE smartclient_rep ADD MEMBER {0}"),
            "is in the role smartclient_rep",
        ),
    ],
)
def test_what_somebody_laid_ready_is_not_built_upon(
    live: LiveOffice, statements: tuple[str, ...], says: str
) -> None:
    login = live.new_login("squatter")
    with live.another_database() as name:
        with live.as_admin(name) as admin:
            admin.execute(f"CREATE USER [{login}] FOR LOGIN [{login}]")
            for statement in statements:
                admin.execute(statement.format(f"[{login}]"))
        office = HeadOffice.at(replace(live, database=name).url, live.clock)
        with pytest.raises(SetUpError, match=says):
            office.init()
        office.close()


def test_a_restore_begins_a_generation_above_every_version_told(live_company: LiveCompany) -> None:
    link = live_company.link(ANN)
    before = link.pulse(Hello())
    live_company.office.restored()
    after = link.pulse(Hello())
    assert after.generation != before.generation
    assert after.bound > before.bound + 900_000_000
    page = link.feed(
        FeedKind.CUSTOMERS, cursor=Cursor(), bound=after.bound, limit=100, by_key=False
    )
    assert len(page.rows) == 2
    live_company.live.set_fact("version_ahead", "0")


def test_logins_are_granted_and_revoked(live_company: LiveCompany) -> None:
    live, engine = live_company.live, live_company.office.engine
    with pytest.raises(NotFoundError, match="CREATE LOGIN"):
        accounts.grant(engine, AccountKind.LOGIN, "nobody-at-all", "1", admin=False)
    with pytest.raises(RefusedError, match="name of a role"):
        accounts.grant_worker(engine, AccountKind.LOGIN, "smartclient_worker")
    login = live.new_login("granted")
    with pytest.raises(NotFoundError, match="no rep"):
        accounts.grant(engine, AccountKind.LOGIN, login, "77", admin=False)
    accounts.grant(engine, AccountKind.LOGIN, login, "1", admin=False)
    accounts.grant(engine, AccountKind.LOGIN, login, "1", admin=False)
    own = open_engine(live.url_of(login))
    me = accounts.who_am_i(own)
    assert (me.login, me.roles, me.owns) == (login, ("smartclient_rep",), False)
    accounts.revoke(engine, login)
    assert accounts.who_am_i(own).roles == ()
    own.dispose()
    with pytest.raises(NotFoundError):
        accounts.revoke(engine, login)


def test_a_new_login_of_an_old_name_is_somebody_else(live_company: LiveCompany) -> None:
    live, engine = live_company.live, live_company.office.engine
    login = live.rep_login("1", "again", admin=True)
    kept = live.operations(login)
    assert kept.pulse(Hello()).identity.login == ANN
    live.hang_up()
    with live.as_admin("master") as admin:
        admin.execute(f"DROP LOGIN [{login}]")
        admin.execute(f"CREATE LOGIN [{login}] WITH PASSWORD = '{PASSWORD}'")
    # nothing of the old one's is left to it, whether or not the server lets it in
    with pytest.raises((SignInError, SetUpError)):
        live.operations(login).pulse(Hello())
    if not live.is_real:
        live.take_tables_back(login)
    with live.as_admin() as admin:
        admin.execute(f"DROP USER [{login}]")
        admin.execute(f"CREATE USER [{login}] FOR LOGIN [{login}]")
        admin.execute(f"ALTER ROLE smartclient_rep ADD MEMBER [{login}]")
        if not live.is_real:
            live.let_procedures_work_for(login)
    with pytest.raises(SignInError):
        live.operations(login).pulse(Hello())
    accounts.grant(engine, AccountKind.LOGIN, login, "2", admin=False)
    assert live.operations(login).pulse(Hello()).identity.login == BEN


def test_granting_forgets_the_user_of_a_dropped_login(live_company: LiveCompany) -> None:
    live, engine = live_company.live, live_company.office.engine
    login = live.new_login("dropped")
    accounts.grant(engine, AccountKind.LOGIN, login, "1", admin=True)
    with live.as_admin("master") as admin:
        admin.execute(f"DROP LOGIN [{login}]")
        admin.execute(f"CREATE LOGIN [{login}] WITH PASSWORD = '{PASSWORD}'")
    accounts.grant(engine, AccountKind.LOGIN, login, "2", admin=False)
    own = open_engine(live.url_of(login))
    me = accounts.who_am_i(own)
    own.dispose()
    assert (me.login, me.roles) == (login, ("smartclient_rep",))


def test_what_was_granted_to_a_dropped_login_is_taken_back(live_company: LiveCompany) -> None:
    live, engine = live_company.live, live_company.office.engine
    login = live.rep_login("1", "gone", admin=True)
    with live.as_admin("master") as admin:
        admin.execute(f"DROP LOGIN [{login}]")
    accounts.revoke(engine, login)
    del live.logins["gone"]
    with live.as_admin() as admin:
        members = admin.execute(
            "SELECT m.name FROM sys.database_role_members AS x JOIN sys.database_principals AS m "
            "ON m.principal_id = x.member_principal_id WHERE m.name = ?",
            login,
        )
    assert members == [[]]
    with pytest.raises(NotFoundError):
        accounts.revoke(engine, login)


def test_a_change_by_hand_travels_with_who_and_when(live_company: LiveCompany) -> None:
    live = live_company.live
    with live.as_admin() as admin:
        admin.execute("UPDATE sales.customers SET phone = N'by hand' WHERE number = ?", BENS)
        ((who,),) = admin.execute("SELECT SUSER_SNAME()")[0:1][0]
    (logged,) = live_company.log("customer", BENS)
    assert logged == ("phone", "555-0100", "by hand", who)


def test_a_feed_can_not_be_truncated(live: LiveOffice) -> None:
    with live.as_admin() as admin, pytest.raises(admin.errors):
        admin.execute("TRUNCATE TABLE sales.products")


def test_reps_who_swap_customers_are_given_all_of_them(live_company: LiveCompany) -> None:
    link = live_company.link(BEN)
    bound = link.pulse(Hello()).bound
    with live_company.live.as_admin() as admin:
        admin.execute(
            "UPDATE sales.customers SET rep = CASE rep WHEN ? THEN ? ELSE ? END", ANN, BEN, ANN
        )
    now = link.pulse(Hello()).bound
    cursor = Cursor(bound - 1, 2**62)
    for kind, count in ((FeedKind.CUSTOMERS, 2), (FeedKind.ADDRESSES, 2), (FeedKind.MEMBERSHIP, 3)):
        page = link.feed(kind, cursor=cursor, bound=now, limit=100, by_key=False)
        assert len(page.rows) == count, kind


def test_a_row_committed_late_is_not_passed_over(live_company: LiveCompany) -> None:
    link = live_company.link(ANN)
    products = live_company.tables.products
    start = Cursor(link.pulse(Hello()).bound - 1, 2**62)
    with writing(live_company.office.engine) as (connection, transaction):
        late = products.update().where(products.c.sku == "A").values(name="late")
        connection.execute(late)
        live_company.change_product("B", name="early")
        bound = link.pulse(Hello()).bound
        page = link.feed(FeedKind.PRODUCTS, cursor=start, bound=bound, limit=100, by_key=False)
        assert not [row for row in page.rows if row[1] == "A"]
        transaction.commit()
    bound = link.pulse(Hello()).bound
    rows = link.feed(FeedKind.PRODUCTS, cursor=page.cursor, bound=bound, limit=100, by_key=False)
    assert {row[2] for row in (*page.rows, *rows.rows)} >= {"late", "early"}
