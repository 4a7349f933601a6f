"""A column that is added to a feed: every place that it needs is named here or by the schemas."""

from dataclasses import fields

import pytest

from smartclient.contract.feeds import FEED_COLUMNS, FeedColumn, FeedKind, newest_version
from smartclient.contract.versions import LINK_VERSION
from smartclient.domain.sales.catalog import Product
from smartclient.domain.sales.customers import Customer
from smartclient.wording.labels import field_labels

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


def test_the_link_has_it() -> None:
    assert newest_version() <= LINK_VERSION
