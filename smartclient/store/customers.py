"""Customers in the store: what the feeds brought, overlaid with what the rep changed."""

from sqlalchemy import Connection

from smartclient.domain.customers import Customer
from smartclient.domain.ids import CustomerNumber, TaskId
from smartclient.domain.records import CustomerRecord, CustomerSummary


class Customers:
    """Reads customers as the rep sees them, and keeps the rep's unanswered changes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, number: CustomerNumber) -> CustomerRecord | None:
        """Return a customer, unanswered changes included, or None."""
        raise NotImplementedError

    def search(
        self, text: str = "", limit: int | None = None, offset: int = 0
    ) -> tuple[CustomerSummary, ...]:
        """Return customers by name; the start of words in any shown field matches."""
        raise NotImplementedError

    def save_edit(
        self, customer: Customer, task_id: TaskId, *, is_new: bool = False, is_deleted: bool = False
    ) -> None:
        """Keep the customer as the rep sees it until the task is finished."""
        raise NotImplementedError

    def drop_edit(self, number: CustomerNumber) -> None:
        """Forget the rep's unanswered changes to a customer."""
        raise NotImplementedError

    def put_confirmed(self, customer: Customer, *, row_version: int | None = None) -> None:
        """Take a customer from a reply, until the feed repeats it.

        ``row_version`` is the reply's: when the feed was read past it, the feed knows better and
        nothing is changed.
        """
        raise NotImplementedError

    def remove(self, number: CustomerNumber) -> None:
        """Remove what the feeds brought of a customer."""
        raise NotImplementedError

    def rename(self, old: CustomerNumber, new: CustomerNumber) -> None:
        """Give a customer its final number wherever the provisional one is used."""
        raise NotImplementedError
