"""Customers as rows: the columns of their feed that are fields of a customer."""

from dataclasses import fields
from typing import Final

from smartclient.contract.feeds import FEED_COLUMNS, FeedColumn, FeedKind
from smartclient.domain.sales.customers import Customer

_DEFAULTS: Final = {field.name: field.default for field in fields(Customer)}

CUSTOMER_COLUMNS: Final[tuple[FeedColumn, ...]] = tuple(
    column for column in FEED_COLUMNS[FeedKind.CUSTOMERS] if column.name in _DEFAULTS
)
"""The columns of the feed that are fields of a customer, in the order of a row."""

ADDED_CUSTOMER_COLUMNS: Final = tuple(column for column in CUSTOMER_COLUMNS if column.since > 1)
"""Those that were not there from the first: screens show them below the others, by their label."""

ADDED_CUSTOMER_OPTIONS: Final = tuple(
    column for column in ADDED_CUSTOMER_COLUMNS if column.name != "more_reps"
)
"""Those that an admin sets by their own name: the other reps are set with the first."""

MAY_BE_NONE: Final = frozenset(name for name, default in _DEFAULTS.items() if default is None)
"""Fields of a customer that are None where nothing is known."""
