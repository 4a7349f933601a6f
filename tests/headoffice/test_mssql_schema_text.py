"""The schema's statements for SQL Server, read without a server: every feed, guard and word."""

import re

from smartclient.contract.feeds import (
    COLUMNS,
    FeedKind,
    columns_at,
    feed_version,
    feeds_at,
    fingerprints_version,
)
from smartclient.contract.fingerprints import COMPARED
from smartclient.contract.versions import LINK_VERSION, OLDEST_LINK
from smartclient.headoffice.database import refusals
from smartclient.headoffice.database.migrations import MIGRATIONS
from smartclient.headoffice.database.mssql.schema_0001 import feeds, procedures
from smartclient.headoffice.database.sql_script import whole_script
from smartclient.headoffice.database.tables import tables_for
from tests.mssql_statements import columns_of_feed, every_statement, newest


def test_the_first_procedures_give_the_columns_of_the_first_version_of_the_link() -> None:
    for kind in feeds_at(1):
        columns = [column.partition(":")[0] for column in feeds.columns_of(kind.value)]
        assert tuple(columns) == columns_at(kind, 1)


def test_the_newest_procedures_give_the_columns_of_the_contract() -> None:
    made = newest_of("PROCEDURE")
    for kind in FeedKind:
        name = f"sync.feed_{kind}_v{feed_version(kind, LINK_VERSION)}"
        assert name in made, (
            f"nothing makes {name}: write the next schema_NNNN.py in "
            "smartclient/headoffice/database/mssql (mssql_statements)"
        )
        assert columns_of_feed(made[name]) == COLUMNS[kind]


def test_the_newest_fingerprints_are_of_the_columns_that_a_laptop_compares() -> None:
    made = newest_of("PROCEDURE")
    name = f"sync.fingerprints_v{fingerprints_version(LINK_VERSION)}"
    assert name in made, f"nothing makes {name}: see the procedures of feeds"
    statement = made[name]
    for kind, columns in COMPARED.items():
        part = statement.partition(f"IF @kind IN ('', '{kind}')")[2].partition("GROUP BY")[0]
        lines = [line for line in part.splitlines() if "COALESCE(CAST(" in line]
        found = [re.search(r"f\.\[(\w+)\]", line) for line in lines]
        assert tuple(name[1] for name in found if name) == columns, kind
        assert all(line.endswith("NCHAR(31),") for line in lines[:-1]), kind
        assert lines[-1].endswith("NCHAR(31)"), kind


def test_a_request_is_refused_with_the_sentences_of_the_inbox() -> None:
    words = {value for name, value in vars(refusals).items() if name.isupper()}
    assert set(procedures.REFUSALS) <= words


def newest_of(kind: str) -> dict[str, str]:
    return newest(kind, every_statement())


def test_no_procedure_is_missing_while_it_is_recreated() -> None:
    for statement in MIGRATIONS["mssql"][3]():
        assert not statement.startswith(("DROP PROCEDURE", "CREATE PROCEDURE"))


def test_texts_are_checked_byte_by_byte_whatever_the_collation() -> None:
    submit = newest_of("PROCEDURE")["sync.submit_v1"]
    patterns = re.findall(r"(.{27}) (?:NOT )?LIKE '[^']*\[", submit)
    assert len(patterns) == 9
    assert set(patterns) == {"COLLATE Latin1_General_BIN2"}
    assert "HASHBYTES('SHA2_256', body) <>" not in submit


def test_no_amount_is_too_large_for_a_feed_a_fingerprint_or_the_log() -> None:
    for made in (newest_of("PROCEDURE"), newest_of("TRIGGER")):
        for name, statement in made.items():
            assert not re.search(r"\w\]? \* 10000 AS bigint", statement.replace("END *", "")), name
    assert "> 900000000000000 THEN" in newest_of("PROCEDURE")["sync.feed_customers_v1"]
    assert "> 900000000000000 THEN" in newest_of("PROCEDURE")["sync.fingerprints_v1"]


def test_a_feed_is_planned_for_its_arguments() -> None:
    for kind in FeedKind:
        name = f"sync.feed_{kind}_v{feed_version(kind, LINK_VERSION)}"
        statement = newest_of("PROCEDURE")[name]
        assert statement.count("OPTION (RECOMPILE);") == 2
        most = 501 if kind is FeedKind.PHOTOS else 100_001
        assert f"ELSE {most} END;" in statement


def test_of_two_that_wait_for_each_other_the_laptop_gives_way() -> None:
    for name, statement in newest_of("PROCEDURE").items():
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
    context = next(
        item
        for item in reversed(every_statement())
        if item.startswith("UPDATE sync.info") and "N'link_version'" in item
    )
    assert f"value = N'{LINK_VERSION}' WHERE name = N'link_version'" in context, (
        f"no migration says link version {LINK_VERSION}: write the next schema_NNNN.py in "
        "smartclient/headoffice/database/mssql"
    )
    assert OLDEST_LINK <= LINK_VERSION
