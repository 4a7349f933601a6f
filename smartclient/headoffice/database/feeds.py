"""Feeds: the table of each, and whose its rows are."""

from enum import Enum
from typing import Final

from sqlalchemy import Table

from smartclient.contract.feeds import FOR_ADMINS, FeedKind
from smartclient.headoffice.database.tables import Tables


class Scope(Enum):
    """Whose the rows of a feed are."""

    EVERYBODY = "everybody"
    REP = "rep"
    """The rep's whom the row names."""
    ACCOUNT = "account"
    """Of every rep of the customer that the row is."""
    CUSTOMER = "customer"
    """Of every rep of the customer whom the row names."""
    SENDER = "sender"
    """The sender's whom the row names, and every admin's."""
    ADMIN = "admin"
    """Every admin's."""


SCOPES: Final = {
    **dict.fromkeys(FeedKind, Scope.EVERYBODY),
    FeedKind.MEMBERSHIP: Scope.REP,
    FeedKind.TAKE_ALONG: Scope.REP,
    FeedKind.CUSTOMERS: Scope.ACCOUNT,
    FeedKind.PINNED_CUSTOMERS: Scope.REP,
    FeedKind.ADDRESSES: Scope.CUSTOMER,
    FeedKind.ORDERS: Scope.CUSTOMER,
    FeedKind.OPEN_WORK: Scope.SENDER,
    **dict.fromkeys(FOR_ADMINS, Scope.ADMIN),
}


def table_of(kind: FeedKind, tables: Tables) -> Table:
    """The table whose rows a feed carries."""
    return tables.table_named(kind.value)
