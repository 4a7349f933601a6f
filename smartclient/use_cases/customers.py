"""Customers: created, changed and deleted, and looked up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from smartclient.contract.feeds import FeedKind
from smartclient.domain.text.canonical import canonical_customer_number
from smartclient.use_cases.commands.customers import create_customer, delete_customer, edit_customer
from smartclient.use_cases.commands.undo_delete import restore_customer
from smartclient.use_cases.queries.check_outs import check_out_of, check_outs, checked_out_by
from smartclient.use_cases.queries.lookup import get_customer
from smartclient.use_cases.queries.overview import customer_overview
from smartclient.use_cases.queries.usable_data import (
    explaining_removal,
    knows_credit,
    with_known_credit,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartclient.domain.clock import Clock
    from smartclient.domain.ids import CustomerNumber
    from smartclient.domain.sales.customers import Address, EditableField
    from smartclient.read_models.check_outs import CheckedOut
    from smartclient.read_models.overview import CustomerOverview
    from smartclient.read_models.records import CustomerRecord, CustomerSummary
    from smartclient.store.unit_of_work import Store


class CustomerUseCases:
    """What can be done with customers."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def search(
        self, text: str = "", *, limit: int | None = None, offset: int = 0
    ) -> tuple[CustomerSummary, ...]:
        """Customers by name; ``text`` matches the start of words in any field."""
        with self._store.view() as view:
            found = view.customers.search(text, limit, offset)
            knows, held = knows_credit(view, self._clock), checked_out_by(view, self._clock)
            return tuple(
                replace(
                    each,
                    credit_used=each.credit_used if knows else None,
                    checked_out=held.get(each.number),
                )
                for each in found
            )

    def get(self, number: CustomerNumber) -> CustomerRecord:
        """A customer, unanswered changes included."""
        with self._store.view() as view, explaining_removal(view, self._clock, FeedKind.CUSTOMERS):
            record = get_customer(view, canonical_customer_number(number))
            return with_known_credit(record, view, self._clock)

    def check_outs(self) -> tuple[CheckedOut, ...]:
        """The customers that are checked out, as far as this device knows, by number."""
        with self._store.view() as view:
            return check_outs(view, self._clock)

    def check_out_of(self, number: CustomerNumber) -> CheckedOut | None:
        """Who has a customer checked out, as far as this device knows, None for nobody."""
        with self._store.view() as view:
            record = view.customers.get(number)
            return None if record is None else check_out_of(view, record.customer, self._clock)

    def create(
        self, fields: Mapping[EditableField, str], address: Address | None = None
    ) -> CustomerRecord:
        """Create a customer under a provisional number; a name is required."""
        return create_customer(fields, address, work=self._store.work(), clock=self._clock)

    def edit(self, number: CustomerNumber, fields: Mapping[EditableField, str]) -> CustomerRecord:
        """Change fields of a customer; those that are as they were are left out."""
        record = edit_customer(number, fields, work=self._store.work(), clock=self._clock)
        with self._store.view() as view:
            return with_known_credit(record, view, self._clock)

    def delete(self, number: CustomerNumber) -> CustomerRecord | None:
        """Request that a customer be deleted; None for one that is gone, with that or before."""
        left = delete_customer(number, work=self._store.work(), clock=self._clock)
        with self._store.view() as view:
            return None if left is None else with_known_credit(left, view, self._clock)

    def overview(self, number: CustomerNumber) -> CustomerOverview:
        """A customer with how the credit is used, and what happened."""
        with self._store.view() as view, explaining_removal(view, self._clock, FeedKind.CUSTOMERS):
            return customer_overview(number, view=view, clock=self._clock)

    def undo_delete(self, before: CustomerRecord) -> CustomerRecord:
        """Undo the deletion of a customer; unsent changes it had are requested again.

        Head office says of one that was sent whether that was in time.
        """
        return restore_customer(before, work=self._store.work, clock=self._clock)
