"""A column that is added to a feed: every place that it needs is named here or by the schemas."""

import re
from dataclasses import fields

import pytest

from smartclient.contract.feed_versions import columns_at, feeds_at
from smartclient.contract.feeds import (
    FEED_COLUMNS,
    FeedColumn,
    FeedKind,
)
from smartclient.domain.sales.catalog import Product
from smartclient.domain.sales.customers import Customer
from smartclient.headoffice.database.migrations import MIGRATIONS as HEADOFFICE_MIGRATIONS
from smartclient.store.database.migrations import MIGRATIONS as STORE_MIGRATIONS
from smartclient.store.database.migrations.added_column import added_column
from smartclient.wording.labels import field_labels
from tests.mssql_statements import columns_of_feed, defined, every_statement, newest
from tests.released import NEXT_LINK, NEXT_LINK_IS, RELEASED

ADDED = [
    (kind, column)
    for kind, columns in FEED_COLUMNS.items()
    for column in columns
    if column.since > 1
]
RECORDS = {
    FeedKind.CUSTOMERS: (Customer, "smartclient/domain/sales/customers.py"),
    FeedKind.PRODUCTS: (Product, "smartclient/domain/sales/catalog.py"),
}

SQLITE = [item for migration in HEADOFFICE_MIGRATIONS["sqlite"] for item in migration()]
STORE = [item for migration in STORE_MIGRATIONS for item in migration]
MIGRATED = [
    (
        SQLITE,
        "ALTER TABLE sales_{} ADD COLUMN",
        "smartclient/headoffice/database/migrations/sqlite_NNNN.py",
    ),
    (
        every_statement(),
        "ALTER TABLE sales.{} ADD",
        "smartclient/headoffice/database/mssql/schema_NNNN.py",
    ),
    (STORE, "ALTER TABLE {} ADD COLUMN", "smartclient/store/database/migrations/store_NNNN.py"),
]
ON_SQLITE = re.compile(r"CREATE TRIGGER \w+_log AFTER UPDATE OF (\w+) ON sales_(\w+) ")
ON_MSSQL = re.compile(r"^        \(N'(\w+)', ", re.MULTILINE)

each = pytest.mark.parametrize(
    ("kind", "column"), ADDED, ids=[f"{kind}.{column.name}" for kind, column in ADDED]
)


@each
def test_it_is_a_field_of_the_record(kind: FeedKind, column: FeedColumn) -> None:
    if kind in RECORDS:
        record, place = RECORDS[kind]
        assert column.name in {field.name for field in fields(record)}, (
            f"add the field {column.name} with a default to {record.__name__} in {place}"
        )


@each
def test_it_has_a_label(kind: FeedKind, column: FeedColumn) -> None:
    if kind is FeedKind.CUSTOMERS:
        assert column.name in field_labels, (
            f"add the label of {column.name} to field_labels in smartclient/wording/labels.py"
        )


@pytest.mark.parametrize("kind", FeedKind)
def test_an_added_column_follows_those_that_were_there(kind: FeedKind) -> None:
    since = [column.since for column in FEED_COLUMNS[kind]]
    assert since == sorted(since), f"added columns of {kind} stand at the end"


def released_procedure(begin: str) -> str:
    """The newest released version of a procedure, by its name without the number."""
    procedures = newest("PROCEDURE", every_statement(len(RELEASED.mssql)))
    versions = [int(name.removeprefix(begin)) for name in procedures if name.startswith(begin)]
    return procedures[f"{begin}{max(versions)}"]


@pytest.mark.parametrize("kind", feeds_at(RELEASED.link_version))
def test_a_new_column_is_since_the_version_after_the_released_one(kind: FeedKind) -> None:
    frozen = RELEASED.feeds.get(kind)
    released = frozen or columns_of_feed(released_procedure(f"sync.feed_{kind}_v"))
    for column in FEED_COLUMNS[kind]:
        if column.name not in released:
            assert column.since == NEXT_LINK, f"{kind}.{column.name}: {NEXT_LINK_IS}"
    assert columns_at(kind, RELEASED.link_version) == released


@each
@pytest.mark.parametrize(
    ("statements", "added", "file"), MIGRATED, ids=["sqlite", "mssql", "store"]
)
def test_a_migration_adds_it(
    kind: FeedKind, column: FeedColumn, statements: list[str], added: str, file: str
) -> None:
    begin = f"{added.format(kind)} {column.name} "
    assert any(statement.startswith(begin) for statement in statements), (
        f"nothing adds {kind}.{column.name}: write the next {file}, see the README"
    )


@each
def test_the_store_reads_it_from_a_head_office_of_the_links_version_that_has_it(
    kind: FeedKind, column: FeedColumn
) -> None:
    added = f"ALTER TABLE {kind} ADD COLUMN {column.name} "
    for migration in STORE_MIGRATIONS[len(RELEASED.store) :]:
        lowered = added_column(kind, column.name, column.type, link_version=column.since)[1]
        if any(statement.startswith(added) for statement in migration):
            assert lowered in migration, (
                f"store_NNNN.py adds {kind}.{column.name} with another link_version than "
                f"{column.since}, its since in smartclient/contract/feeds.py"
            )


def test_both_kinds_of_head_office_log_changes_of_the_same_columns() -> None:
    sqlite = {(found[2], found[1]) for item in SQLITE if (found := ON_SQLITE.match(item))}
    triggers = defined("TRIGGER").items()
    mssql = {
        (name.removeprefix("sales.").removesuffix("_log"), column)
        for name, statement in triggers
        if name.endswith("_log")
        for column in ON_MSSQL.findall(statement)
    }
    assert not sqlite ^ mssql, "one of them logs changes of a column and the other does not"
