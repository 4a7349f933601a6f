"""The schema's statements for SQL Server, read without a server: every feed, guard and word."""

import re

import pytest

from smartclient.contract import refusals
from smartclient.contract.feed_versions import (
    columns_at,
    feed_version,
    feeds_at,
    fingerprints_version,
)
from smartclient.contract.feeds import (
    COLUMNS,
    WITH_CONTENT,
    FeedKind,
)
from smartclient.contract.fingerprints import COMPARED
from smartclient.contract.versions import LINK_VERSION, OLDEST_LINK
from smartclient.database.mssql.babelfish import to_babelfish
from smartclient.domain.retention import SHORTEST_DAYS
from smartclient.headoffice.database.feeds import SCOPES, Scope
from smartclient.headoffice.database.mssql import definition
from smartclient.headoffice.database.mssql.schema_0001 import feeds, procedures
from smartclient.headoffice.database.sql_script import whole_script
from smartclient.headoffice.database.tables import tables_for
from tests.mssql_statements import columns_of_feed, defined


def test_the_first_procedures_give_the_columns_of_the_first_version_of_the_link() -> None:
    for kind in feeds_at(1):
        columns = [column.partition(":")[0] for column in feeds.columns_of(kind.value)]
        assert tuple(columns) == columns_at(kind, 1)


def test_the_newest_procedures_give_the_columns_of_the_contract() -> None:
    created = defined("PROCEDURE")
    for kind in FeedKind:
        name = f"sync.feed_{kind}_v{feed_version(kind, LINK_VERSION)}"
        assert name in created, (
            f"nothing creates {name}: see smartclient/headoffice/database/mssql/definition/feeds.py"
        )
        assert columns_of_feed(created[name]) == COLUMNS[kind]


def test_the_newest_fingerprints_are_of_the_columns_that_a_laptop_compares() -> None:
    made = defined("PROCEDURE")
    name = f"sync.fingerprints_v{fingerprints_version(LINK_VERSION)}"
    assert name in made, f"nothing makes {name}: see the procedures of feeds"
    statement = made[name]
    for kind, columns in COMPARED.items():
        part = statement.partition(f"IF @kind IN ('', '{kind}')")[2].partition("IF @kind IN")[0]
        lines = [line for line in part.splitlines() if "COALESCE(CAST(" in line]
        found = [re.search(r"f\.\[(\w+)\]", line) for line in lines]
        assert tuple(name[1] for name in found if name) == columns, kind
        assert all(line.endswith("NCHAR(31),") for line in lines[:-1]), kind
        assert lines[-1].endswith("NCHAR(31)"), kind


def test_what_all_share_is_added_up_in_turn_and_kept_only_if_all_older_is_committed() -> None:
    for name in (f"sync.fingerprints_v{version}" for version in (1, 2, 5, 6)):
        procedure = defined("PROCEDURE")[name]
        parts = procedure.split("IF @kind IN ('', '")[1:]
        by_kind = {FeedKind(part.partition("'")[0]): part for part in parts}
        for kind, part in by_kind.items():
            if SCOPES[kind] is not Scope.EVERYBODY:
                assert "sync.fingerprint_parts" not in part
                continue
            in_order = [
                "BEGIN TRANSACTION",
                "UPDATE sync.fingerprint_turn",
                "SET @committed = CAST(MIN_ACTIVE_ROWVERSION() AS bigint)",
                "INSERT INTO @parts",
                "INSERT INTO @fresh",
                "WHERE n.newest < @committed",
                "COMMIT TRANSACTION",
            ]
            places = [part.index(text) for text in in_order]
            assert places == sorted(places), kind


def test_another_text_of_a_row_is_another_key_of_what_is_kept() -> None:
    kept = re.compile(r"p\.kind = '(\w+)' AND p\.formula = '(\w{16})'")
    first, second = (
        dict(kept.findall(defined("PROCEDURE")[f"sync.fingerprints_v{version}"]))
        for version in (1, 2)
    )
    assert {kind for kind in first if first[kind] != second[kind]} == {"products"}


def test_a_request_is_refused_with_the_sentences_of_the_inbox() -> None:
    words = {value for name, value in vars(refusals).items() if name.isupper()}
    assert set(procedures.REFUSALS) <= words


def test_texts_are_checked_byte_by_byte_whatever_the_collation() -> None:
    submit = defined("PROCEDURE")["sync.submit_v1"]
    patterns = re.findall(r"(.{27}) (?:NOT )?LIKE '[^']*\[", submit)
    assert len(patterns) == 9
    assert set(patterns) == {"COLLATE Latin1_General_BIN2"}
    assert "HASHBYTES('SHA2_256', body) <>" not in submit


def test_no_amount_is_too_large_for_a_feed_a_fingerprint_or_the_log() -> None:
    for made in (defined("PROCEDURE"), defined("TRIGGER")):
        for name, statement in made.items():
            assert not re.search(r"\w\]? \* 10000 AS bigint", statement.replace("END *", "")), name
    assert "> 900000000000000 THEN" in defined("PROCEDURE")["sync.feed_customers_v1"]
    assert "> 900000000000000 THEN" in defined("PROCEDURE")["sync.fingerprints_v1"]


def test_no_more_rows_of_a_feed_are_given_at_once_than_may_wait_in_memory() -> None:
    for kind in FeedKind:
        name = f"sync.feed_{kind}_v{feed_version(kind, LINK_VERSION)}"
        most = 501 if kind in WITH_CONTENT else 100_001
        assert f"ELSE {most} END;" in defined("PROCEDURE")[name]


LEADS_BY = {
    Scope.EVERYBODY: ("row_version", "id"),
    Scope.REP: ("rep",),
    Scope.ACCOUNT: ("rep", "number"),
    Scope.CUSTOMER: ("rep", "customer"),
    Scope.SENDER: ("sender", "row_version", "id"),
    Scope.ADMIN: ("row_version", "id"),
}
"""Whose rows a feed has → by which columns the indexes lead in which its rows are found."""


def leading_columns() -> dict[str, str]:
    """The first column of every index and key, by its name."""
    text = "\n".join(definition.tables())
    made = (
        r"CREATE INDEX (\w+) ON [\w.]+ \((\w+)"
        r"|CONSTRAINT ((?:pk|uq)_\w+) (?:PRIMARY KEY|UNIQUE) \((\w+)"
    )
    return {index or key: column or first for index, column, key, first in re.findall(made, text)}


@pytest.mark.parametrize("kind", FeedKind)
def test_the_rows_of_a_feed_are_found_in_an_index_that_leads_by_whose_they_are(
    kind: FeedKind,
) -> None:
    """One plan is right for every call then: none is planned again, and none reads others' rows."""
    leads = leading_columns()
    for version in {
        feed_version(kind, link) for link in (1, LINK_VERSION) if kind in feeds_at(link)
    }:
        procedure = defined("PROCEDURE")[f"sync.feed_{kind}_v{version}"]
        assert "RECOMPILE" not in procedure
        queries = procedure[procedure.index("IF @by_key = 1") :]
        sources = re.findall(r"(?:FROM|JOIN) (\w+\.\w+ AS .*)", queries)
        chosen = [source for source in sources if "ON f.id = page.id" not in source]
        found = [re.search(r"WITH \(INDEX \((\w+)\), FORCESEEK\)", source) for source in chosen]
        assert all(found), chosen
        assert {leads[index[1]] for index in found if index} == set(LEADS_BY[SCOPES[kind]])


@pytest.mark.parametrize("pulse", ["sync.pulse_v1", "sync.pulse_v2"])
def test_a_head_is_the_end_of_an_index_as_far_as_a_login_may_see(pulse: str) -> None:
    heads = defined("PROCEDURE")[pulse].partition("SELECT 'membership'")
    parts = re.split(r"UNION ALL\s+(?=SELECT '\w+' AS kind)", "".join(heads[1:]))
    by_kind = {re.findall(r"'(\w+)' AS kind", part)[0]: part for part in parts}
    for kind, part in by_kind.items():
        expected = {
            Scope.REP: "AS f WHERE f.rep = @rep",
            Scope.ACCOUNT: "WHERE f.rep = @rep",
            Scope.CUSTOMER: "WHERE f.customer = c.number",
            Scope.SENDER: "AS f WHERE f.sender = @rep",
            Scope.ADMIN: "WHERE @role = N'admin'",
        }.get(SCOPES[FeedKind(kind)], "")
        assert expected in part
    for kind in ("addresses", "orders"):
        assert "SELECT TOP (1) f.row_version" in by_kind[kind]
        assert f"WITH (INDEX (ix_sales_{kind}_feed), FORCESEEK)" in by_kind[kind]


WITHIN_A_TRANSACTION = {
    "sync.advance_order_v1",
    *(name for name in defined("PROCEDURE") if name.startswith("sync.worker_")),
}
"""The procedures that head office's own programs call in the middle of a transaction."""


def test_of_two_that_wait_for_each_other_the_laptop_gives_way() -> None:
    for name, statement in defined("PROCEDURE").items():
        # what is called within a transaction of head office's own is no laptop's
        of_laptops = name not in WITHIN_A_TRANSACTION
        assert ("SET DEADLOCK_PRIORITY LOW" in statement) is of_laptops, name


def test_the_script_counts_all_that_it_makes_before_it_commits() -> None:
    script = whole_script()
    counted = script[script.index("FROM (VALUES") : script.rindex("COMMIT TRANSACTION")]
    for kind in ("TABLE", "PROCEDURE", "TRIGGER", "ROLE", "INDEX"):
        made = re.findall(rf"CREATE {kind} ([\w.]+)", script)
        assert made
        assert all(f"(N'{name}'" in counted for name in made), kind
    guards = script.count("IF @@ERROR <> 0 OR @@TRANCOUNT = 0 SET NOEXEC ON;")
    assert guards == len(definition.statements())


def test_the_script_replaces_nothing_that_it_creates() -> None:
    script = whole_script()
    created = re.findall(r"^CREATE \w+ \S+", script, re.MULTILINE)
    assert len(created) == len(set(created)) > 100
    # how a table is locked can only be altered
    changed = r"^(?:DROP|ALTER|UPDATE) (?!.* SET \(LOCK_ESCALATION).*"
    assert not re.findall(changed, script, re.MULTILINE)


def test_every_procedure_guards_itself() -> None:
    for name, statement in defined("PROCEDURE").items():
        if name in WITHIN_A_TRANSACTION:
            assert "SET XACT_ABORT ON" in statement
            assert not re.search(r"SUSER_SNAME|SET LOCK_TIMEOUT", statement), name
            ended = statement.count("COMMIT TRANSACTION")
            assert statement.count("BEGIN TRANSACTION") == ended, name
            # alone, what ends its own transaction would commit what belongs to the caller's
            assert not ended or "@@TRANCOUNT = 0\n        THROW 51000" in statement, name
            continue
        assert "@@TRANCOUNT > 0\n        THROW 51000" in statement
        assert "SET LOCK_TIMEOUT 5000" in statement
        # who may purge is a member of a role, and acts for nobody; the service acts for devices,
        # and an owner, who checked the signature of what was carried
        by_login = name not in {"sync.purge_v1", "sync.accept_v1"} and "sync.web_" not in name
        assert ("SUSER_SNAME()" in statement) is by_login, name
        assert "NOLOCK" not in statement


def test_the_workers_role_may_purge_whichever_of_the_two_roles_is_created() -> None:
    """Where the other was left by an earlier head office, nobody would have purged."""
    created = [item for item in definition.grants() if "CREATE ROLE" in item]
    joined = [
        item for item in created if "smartclient_purger ADD MEMBER smartclient_worker" in item
    ]
    names = [re.findall(r"CREATE ROLE (\w+)", item) for item in joined]
    assert names == [["smartclient_worker"], ["smartclient_purger"]]


def test_one_role_may_purge_and_nothing_younger_than_anything_is_kept() -> None:
    granted = [item for item in definition.grants() if "purge_v1" in item]
    assert granted == ["GRANT EXECUTE ON OBJECT::sync.purge_v1 TO smartclient_purger"]
    statement = defined("PROCEDURE")["sync.purge_v1"]
    assert f"DATEADD(day, -{SHORTEST_DAYS}, SYSUTCDATETIME())" in statement
    assert "IF @before IS NULL OR @before > @youngest" in statement


def test_nothing_is_put_out_by_a_statement_on_a_table_with_triggers() -> None:
    assert all(not table.implicit_returning for table in tables_for("mssql").metadata.sorted_tables)
    for statement in definition.statements():
        assert "OUTPUT" not in statement


def test_what_a_trigger_deletes_is_worded_so_that_babelfish_checks_its_foreign_keys() -> None:
    """It does so only where the last table that a statement names is named with its schema."""
    deleting = [
        statement
        for trigger in definition.triggers()
        for statement in re.findall(r"DELETE \w+ FROM [^;]*;", to_babelfish(trigger))
    ]
    assert len(deleting) == 3
    for statement in deleting:
        assert "." in re.findall(r"(?:FROM|JOIN) (\S+)", statement)[-1], statement


def test_a_new_head_office_offers_the_link_that_this_program_speaks() -> None:
    (facts,) = (item for item in definition.rows() if item.startswith("INSERT INTO sync.info"))
    assert f"(N'link_version', N'{LINK_VERSION}')" in facts
    assert OLDEST_LINK <= LINK_VERSION


def test_the_script_stops_where_the_server_lacks_something() -> None:
    script = whole_script()
    for needed in (
        "ALTER DATABASE CURRENT SET COMPATIBILITY_LEVEL = 150;",
        "EXEC sp_configure ''nested triggers'', 1",
    ):
        begin = script.index(f"Run first: {needed}")
        assert script[begin:].partition("END")[0].rstrip().endswith("SET NOEXEC ON;"), needed
