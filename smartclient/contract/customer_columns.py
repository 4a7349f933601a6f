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

WRITTEN_OTHERWISE: Final = frozenset({"more_reps", "check_out"})
"""Added columns that no column of an import and no option of a command is named for: the other reps
are given with the first, and head office alone writes a check-out."""

ADDED_CUSTOMER_COLUMNS: Final = tuple(
    column for column in CUSTOMER_COLUMNS if column.since > 1 and column.name != "check_out"
)
"""Those that were not there from the first: screens show them below the others, by their label. A
check-out is shown as a sentence."""

ADDED_CUSTOMER_OPTIONS: Final = tuple(
    column for column in ADDED_CUSTOMER_COLUMNS if column.name not in WRITTEN_OTHERWISE
)
"""Those that an admin sets by their own name."""

MAY_BE_NONE: Final = frozenset(name for name, default in _DEFAULTS.items() if default is None)
"""Fields of a customer that are None where nothing is known."""
