"""Pinned customers in the store: customers outside the partition that the rep reads."""

from sqlalchemy import Connection

from smartclient.database.raw_sql import fetch_all
from smartclient.domain.sales.pinned_customers import PinnedCustomer
from smartclient.store.database.json_codec import from_document


class PinnedCustomers:
    """The pinned customers, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[PinnedCustomer, ...]:
        """Every pinned customer, by name."""
        rows = fetch_all(self._connection, "SELECT document FROM pinned_customers ORDER BY id")
        found = [from_document(document, PinnedCustomer) for (document,) in rows]
        return tuple(sorted(found, key=lambda one: one.customer.name.casefold()))
