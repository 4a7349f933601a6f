"""Setting up on SQL Server: checked, repeatable, forward only, and the same by script."""

from contextlib import suppress
from dataclasses import replace

import pytest

from smartclient.domain.clock import SystemClock
from smartclient.domain.errors import RefusedError, SchemaError, SetUpError
from smartclient.headoffice.admin.access import Access
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.database.mssql.requirements import ServerProperties, check
from smartclient.headoffice.database.sql_script import whole_script
from smartclient.headoffice.opening import open_database
from tests.live_company import LiveCompany
from tests.live_objects import objects_of
from tests.live_server import LiveOffice
from tests.office_company import ANN

GOOD = ServerProperties(
    database="smart",
    login="owner",
    level=150,
    snapshot=True,
    major_version=16,
    is_cloud=False,
    owns=True,
)


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
        (replace(GOOD, level=140), "COMPATIBILITY_LEVEL = 150"),
        (replace(GOOD, nested_triggers=False), "EXEC sp_configure 'nested triggers', 1"),
        (replace(GOOD, snapshot=False), "READ_COMMITTED_SNAPSHOT ON"),
        (replace(GOOD, durability=2), "DELAYED_DURABILITY = DISABLED"),
        (replace(GOOD, collation="Latin1_General_CS_AS"), "COLLATE Latin1_General_100_CI_AS"),
        (replace(GOOD, collation="Latin1_General_100_CI_AI"), "minds accents"),
        (replace(GOOD, collation="Latin1_General_BIN2"), "ignores case"),
        (replace(GOOD, foreign_schema="sync", owner="mallory"), "SCHEMA::sync TO dbo"),
        (replace(GOOD, role="smartclient_rep", member="mallory"), "DROP MEMBER .mallory."),
    ],
)
def test_what_is_missing_is_said_with_what_to_do(there: ServerProperties, says: str) -> None:
    with pytest.raises(SetUpError, match=says):
        check(there)


def test_a_file_has_no_logins(tmp_path_factory: pytest.TempPathFactory) -> None:
    engine = open_database(f"sqlite:///{tmp_path_factory.mktemp('office')}/office.db")
    with pytest.raises(RefusedError, match="no logins"):
        Access(engine)
    engine.dispose()


def test_setting_up_again_changes_nothing(live: LiveOffice) -> None:
    before = live.stored_info()
    live.office.init()
    assert live.stored_info() == before


def test_a_head_office_without_the_procedures_is_distinguished(live_company: LiveCompany) -> None:
    link = live_company.link(ANN)
    with live_company.live.as_admin() as admin:
        admin.execute("EXEC sp_rename N'sync.replies_v1', N'replies_gone', N'OBJECT'")
        try:
            with pytest.raises(SchemaError, match="headoffice upgrade"):
                link.replies(after=0, watermark=1, limit=1)
        finally:
            admin.execute("EXEC sp_rename N'sync.replies_gone', N'replies_v1', N'OBJECT'")


def test_nobody_acts_as_somebody_else_on_a_server(live: LiveOffice) -> None:
    with pytest.raises(RefusedError, match="who the server says"):
        live.office.operations(ANN)


def test_a_rep_can_not_set_up_and_learns_why(live_company: LiveCompany) -> None:
    live = live_company.live
    office = HeadOffice.open(live.url_of(live.bare_login()), SystemClock())
    with pytest.raises((RefusedError, SetUpError)):
        office.init()
    office.close()


def test_the_script_makes_the_same_database(live: LiveOffice) -> None:
    live.empty()
    made = objects_of(live)
    with live.another_database() as other:
        live.run_script(other, whole_script())
        assert objects_of(live, other) == made
        info = live.stored_info(other)
        # other tests restore this head office, and let workers answer, which is written down
        written = {"restored_at", "restored_why"}
        assert info.keys() == live.stored_info().keys() - written
        assert info["schema_version"] == live.stored_info()["schema_version"]


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
def test_init_refuses_preexisting_objects(
    live: LiveOffice, statements: tuple[str, ...], says: str
) -> None:
    login = live.new_login("squatter")
    with live.another_database() as name:
        with live.as_admin(name) as admin:
            admin.execute(f"CREATE USER [{login}] FOR LOGIN [{login}]")
            for statement in statements:
                admin.execute(statement.format(f"[{login}]"))
        office = HeadOffice.open(replace(live, database=name).url, live.clock)
        with pytest.raises(SetUpError, match=says):
            office.init()
        office.close()
