"""What converts identifiers on SQL Server, read as text: the order in which it locks and copies."""

import pytest
from sqlalchemy import Table

from smartclient.database.types import AsciiJson, Identifier
from smartclient.headoffice.database.mssql import definition
from smartclient.headoffice.database.mssql.schema_0007 import identifiers
from smartclient.headoffice.database.mssql.schema_0007.identifiers.tables import (
    TABLES,
    ConvertedTable,
)
from smartclient.headoffice.database.tables import tables_for
from tests.schema_model import tables_of

STATEMENTS = identifiers.statements()

ESCALATES = 5_000
"""With how many locks of a transaction SQL Server locks the whole table instead."""


def places(begin: str) -> list[int]:
    """Where statements stand that begin with a text."""
    return [place for place, text in enumerate(STATEMENTS) if text.startswith(begin)]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_is_locked_before_its_rest_is_copied_and_dropped_after_it(
    table: ConvertedTable,
) -> None:
    """What somebody wrote between the two would be lost with the old table."""
    (locked,) = places(f"DROP TRIGGER {table.name}_converting")
    copied = [
        place
        for place, text in enumerate(STATEMENTS)
        if f"INSERT INTO {table.new_name} " in text and "EXEC(N'" not in text
    ]
    (versioned,) = places("INSERT INTO sync.info (name, value) SELECT N'converted_version'")
    (dropped,) = places(f"DROP TABLE {table.name}")
    assert len(copied) == 2
    assert locked < min(copied) <= max(copied) < versioned < dropped


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_rights_and_numbers_of_a_table_go_on_in_the_new_one(table: ConvertedTable) -> None:
    (dropped,) = places(f"DROP TABLE {table.name}")
    before = STATEMENTS[:dropped]
    rights = f"N' ON {table.new_name} TO '"
    assert any("sys.database_permissions" in text and rights in text for text in before)
    kept = f"DBCC CHECKIDENT (''{table.new_name}''"
    assert any(kept in text for text in before) is table.is_numbered


def test_a_portion_never_locks_a_whole_table() -> None:
    assert 0 < identifiers.PORTION < ESCALATES


def test_every_identifier_has_sixteen_bytes_and_all_json_one_byte_a_character() -> None:
    declared = tables_of(definition.tables())
    for table in tables_for("mssql").metadata.sorted_tables:
        if table.fullname in declared:
            check_columns(table, declared[table.fullname].columns)


def check_columns(table: Table, declared: dict[str, str]) -> None:
    for column in table.columns:
        if isinstance(column.type, Identifier | AsciiJson):
            expected = "binary(16)" if isinstance(column.type, Identifier) else "varchar(max)"
            assert declared[column.name].startswith(expected), (table.fullname, column.name)


def test_no_text_of_the_length_of_an_identifier_is_left_that_is_one() -> None:
    texts = {
        f"{table}.{name}"
        for table, model in tables_of(definition.tables()).items()
        for name, type_ in model.columns.items()
        if type_.startswith("nvarchar(36)")
    }
    # what a device presents may be any text
    assert texts == {"sync.devices.token", "sync.devices.previous_token"}
