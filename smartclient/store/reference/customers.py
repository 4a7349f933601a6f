"""Customers in the store: what the feeds brought, overlaid with what the rep changed."""

# ruff: noqa: S608 (statements are put together from names of ours; values are parameters)

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, delete
from sqlalchemy.dialects.sqlite import insert

from smartclient.contract.customer_columns import CUSTOMER_COLUMNS
from smartclient.contract.feeds import COLUMNS, ColumnType, FeedColumn, FeedKind
from smartclient.contract.row_mappers import address_of, customer_of
from smartclient.database.raw_sql import fetch_all, fetch_one
from smartclient.domain.ids import CustomerNumber, TaskId
from smartclient.domain.money import to_scaled
from smartclient.domain.sales.customers import Address, Customer
from smartclient.read_models.records import CustomerRecord, CustomerSummary
from smartclient.store.database.json_codec import to_document
from smartclient.store.database.tables import customer_edits
from smartclient.store.feeds.feeds import FeedProgress
from smartclient.store.feeds.partition import remove_customer
from smartclient.store.reference.credit import open_orders
from smartclient.store.reference.customer_list import customers_by_name
from smartclient.store.reference.search import index_customers
from smartclient.store.work.edits import all_edits, edit_of, rename_edit
from smartclient.store.work.order_rows import give_to_customer

_CUSTOMER = ", ".join(COLUMNS[FeedKind.CUSTOMERS])
_ADDRESS = ", ".join(COLUMNS[FeedKind.ADDRESSES])

# the fields of a customer in a reply
_REPLY_COLUMNS = tuple(column for column in CUSTOMER_COLUMNS if column.name != "number")
_NAMES = tuple(column.name for column in _REPLY_COLUMNS)
_UPDATE = f"UPDATE customers SET {', '.join(f'{name} = ?' for name in _NAMES)} WHERE number = ?"
_INSERT = (
    f"INSERT INTO customers (id, number, {', '.join(_NAMES)}) "
    "VALUES ((SELECT min(0, coalesce(min(id), 0)) - 1 FROM customers), "
    f"?{', ?' * len(_REPLY_COLUMNS)})"
)
_RENAMED = (
    "SELECT t.subject_id FROM requests r JOIN tasks t ON t.id = r.task_id "
    "WHERE r.kind = 'create_customer' AND r.lane = ?1 AND t.subject_id <> ?1 "
    "ORDER BY r.seq DESC LIMIT 1"
)
_INSERT_ADDRESS = (
    f"INSERT INTO addresses ({_ADDRESS}) "
    "VALUES ((SELECT min(0, coalesce(min(id), 0)) - 1 FROM addresses), ?, ?, ?, ?, ?, ?, ?, ?)"
)


class CustomerReader:
    """Reads customers as the rep sees them, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, number: CustomerNumber) -> CustomerRecord | None:
        """A customer, unanswered changes included, or None."""
        confirmed = self.confirmed(number)
        edit = edit_of(self._connection, number)
        if edit is not None:
            customer = edit.customer if confirmed is None else edit.over(confirmed)
        elif confirmed is not None:
            customer = confirmed
        else:
            return None
        return CustomerRecord(
            customer=customer,
            confirmed=confirmed,
            task=None if edit is None else edit.task,
            task_id=None if edit is None else edit.task_id,
            credit_used=customer.balance + open_orders(self._connection, [number])[number],
            deleted=edit is not None and edit.is_deleted,
        )

    def confirmed(self, number: CustomerNumber) -> Customer | None:
        """Head office's last version of a customer, or None."""
        row = fetch_one(
            self._connection, f"SELECT {_CUSTOMER} FROM customers WHERE number = ?", (number,)
        )
        if row is None:
            return None
        addresses = fetch_all(
            self._connection,
            f"SELECT {_ADDRESS} FROM addresses WHERE customer = ? ORDER BY abs(id)",
            (number,),
        )
        return customer_of(row, [address_of(address) for address in addresses])

    def search(
        self, text: str = "", limit: int | None = None, offset: int = 0
    ) -> tuple[CustomerSummary, ...]:
        """Customers by name; the start of words in any shown field matches."""
        edits = [
            edit if held is None else replace(edit, customer=edit.over(held))
            for edit in all_edits(self._connection)
            for held in (self.confirmed(edit.customer.number),)
        ]
        return customers_by_name(self._connection, text, edits, limit=limit, offset=offset)

    def with_check_out(self) -> tuple[Customer, ...]:
        """Head office's version of each customer that was ever checked out, without addresses."""
        rows = fetch_all(
            self._connection,
            f"SELECT {_CUSTOMER} FROM customers WHERE check_out <> '' ORDER BY number",
            (),
        )
        return tuple(customer_of(row, []) for row in rows)

    def numbers_with_territories(self) -> tuple[tuple[CustomerNumber, str], ...]:
        """The number and the territory of each customer of head office, by number."""
        rows = fetch_all(
            self._connection, "SELECT number, territory FROM customers ORDER BY number", ()
        )
        return tuple((CustomerNumber(row[0]), row[1] or "") for row in rows)

    def has_any(self) -> bool:
        """Whether any customer is here, of head office or created on this device."""
        found = self._connection.exec_driver_sql(
            "SELECT EXISTS (SELECT 1 FROM customers) OR EXISTS (SELECT 1 FROM customer_edits)"
        )
        return bool(found.scalar_one())

    def renamed_to(self, provisional: CustomerNumber) -> CustomerNumber | None:
        """The final number of a customer that was created here, None while it has none.

        The request that created the customer was frozen under the provisional number; its task
        goes with the customer.
        """
        row = fetch_one(self._connection, _RENAMED, (provisional,))
        return None if row is None else CustomerNumber(row[0])


class Customers(CustomerReader):
    """Reads customers, and writes what replies bring and the rep changes."""

    def save_edit(
        self, customer: Customer, task_id: TaskId, *, is_new: bool = False, is_deleted: bool = False
    ) -> None:
        """Store the customer as the rep sees it until the task is finished."""
        values = {
            "task_id": task_id,
            "document": to_document(customer),
            "is_new": is_new,
            "is_deleted": is_deleted,
        }
        statement = insert(customer_edits).values(number=customer.number, **values)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["number"], set_=values)
        )

    def drop_edit(self, number: CustomerNumber) -> None:
        """Forget the rep's unanswered changes to a customer."""
        self._connection.execute(delete(customer_edits).where(customer_edits.c.number == number))

    def put_confirmed(self, customer: Customer, *, row_version: int | None = None) -> None:
        """Store a customer from a reply, until the feed repeats it.

        ``row_version`` is the reply's: when the feeds were read past it they are newer, and
        nothing is changed.
        """
        held = self._connection.exec_driver_sql(
            "SELECT EXISTS (SELECT 1 FROM customers WHERE number = ?)", (customer.number,)
        ).scalar_one()
        # one that isn't held may have been deleted since: tombstones come after customers
        newest_feed = FeedKind.CUSTOMERS if held else FeedKind.TOMBSTONES
        if row_version is not None and FeedProgress(self._connection).has_read(
            newest_feed, row_version
        ):
            return
        if held:
            self._connection.exec_driver_sql(_UPDATE, (*_feed_values(customer), customer.number))
        else:
            self._connection.exec_driver_sql(_INSERT, (customer.number, *_feed_values(customer)))
            self._put_addresses(customer.number, customer.addresses)
        index_customers(self._connection, [customer.number])

    def remove(self, number: CustomerNumber) -> None:
        """Remove what the feeds brought of a customer; what is unfinished stays."""
        remove_customer(self._connection, number)

    def rename(self, old: CustomerNumber, new: CustomerNumber) -> None:
        """Replace a customer's provisional number by the final one wherever it is used.

        Tasks and requests are not touched: what was sent to head office is frozen.
        """
        rename_edit(self._connection, old, new)
        give_to_customer(self._connection, old, new)

    def _put_addresses(self, number: CustomerNumber, addresses: Sequence[Address]) -> None:
        held = self._connection.exec_driver_sql(
            "SELECT EXISTS (SELECT 1 FROM addresses WHERE customer = ?)", (number,)
        ).scalar_one()
        if held:
            return
        for address in addresses:
            self._connection.exec_driver_sql(
                _INSERT_ADDRESS,
                (
                    number,
                    address.kind,
                    address.line1,
                    address.line2,
                    address.city,
                    address.state,
                    address.postal_code,
                    address.country,
                ),
            )


def _feed_values(customer: Customer) -> tuple[object, ...]:
    return tuple(_stored(column, getattr(customer, column.name)) for column in _REPLY_COLUMNS)


def _stored(column: FeedColumn, value: Any) -> object:  # noqa: ANN401 (a field of a customer)
    """The value of a field as the feed brings it."""
    if value is None:
        return None
    match column.type:
        case ColumnType.AMOUNT:
            return to_scaled(value)
        case ColumnType.DAY:
            return value.isoformat()
        case ColumnType.INTEGER | ColumnType.FLAG:
            return int(value)
    return str(value)
