"""Customers in head office's tables: read whole, changed by field, created and deleted."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Row,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    union,
    update,
)

from smartclient.contract.customer_columns import CUSTOMER_COLUMNS
from smartclient.contract.stored_values import stored_enum
from smartclient.database.value_list import in_list
from smartclient.domain.errors import ContendedError
from smartclient.domain.ids import CustomerNumber, Login
from smartclient.domain.rules.context import SimilarCustomer
from smartclient.domain.sales.customers import (
    MAIN_ADDRESS,
    Address,
    Customer,
    CustomerStatus,
    EditableField,
)
from smartclient.domain.text.canonical import name_key
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.locking import (
    BY_KEY,
    lock_listed,
    with_index_seek,
    with_seek_hint,
)
from smartclient.headoffice.database.stored_states import ADMIN
from smartclient.headoffice.database.tables import tables_for


class CustomerTable:
    """The customers, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._t = tables_for(connection.dialect.name)

    def get(self, number: CustomerNumber) -> Customer | None:
        """One customer with its addresses."""
        return self.get_many([number]).get(number)

    def get_many(self, numbers: Iterable[CustomerNumber]) -> dict[CustomerNumber, Customer]:
        """Customers with their addresses, locked until the transaction ends."""
        wanted = list(numbers)
        c, a = self._t.customers, self._t.addresses
        addresses: dict[str, list[Address]] = {}
        for row in self._connection.execute(select(a).where(in_list(a.c.customer, wanted))):
            addresses.setdefault(row.customer, []).append(_address(row))
        rows = self._connection.execute(lock_listed(select(c), c.c.number, wanted))
        return {
            CustomerNumber(row.number): _customer(row, tuple(addresses.get(row.number, ())))
            for row in rows
        }

    def final_number(self, number: CustomerNumber, sender: Login) -> CustomerNumber:
        """The number that a sender's provisional one became, else ``number`` itself."""
        return self.created_as(number, sender) or number

    def created_as(self, named: CustomerNumber, sender: Login) -> CustomerNumber | None:
        """The number of the customer that a sender's device ``named`` so, None for none."""
        t = self._t.customer_aliases
        found = self._connection.scalar(
            select(t.c.number).where(t.c.sender == sender, t.c.provisional_number == named)
        )
        return None if not found else CustomerNumber(found)

    def name_provisional(
        self, provisional: CustomerNumber, number: CustomerNumber, sender: Login
    ) -> None:
        """Store what a sender's provisional number became; what waits moves to its lane."""
        t = self._t.customer_aliases
        row = {"sender": sender, "provisional_number": provisional, "number": number}
        keys = ("sender", "provisional_number")
        backend_of(self._connection).rows.upsert(self._connection, t, keys=keys, rows=[row])
        inbox = self._t.inbox
        shared = shared_lanes(self._connection, [number], sender)
        waiting = inbox.c.status == "received", inbox.c.lane == sender_lane(provisional, sender)
        self._connection.execute(
            with_seek_hint(update(inbox).where(*waiting)).values(
                lane=number if shared else sender_lane(number, sender)
            )
        )

    def add(self, customer: Customer) -> None:
        """Insert a customer and its addresses."""
        values = {column.name: getattr(customer, column.name) for column in CUSTOMER_COLUMNS}
        self._connection.execute(insert(self._t.customers), [values])
        for address in customer.addresses:
            row = {name: getattr(address, name) for name in _ADDRESS}
            self._connection.execute(
                insert(self._t.addresses), [{"customer": customer.number, **row}]
            )

    def change(self, number: CustomerNumber, fields: Mapping[EditableField, str]) -> None:
        """Set fields of a customer."""
        t = self._t.customers
        if fields:
            # all are named, so that the statement is the same whichever are set
            values = {
                field.value: func.coalesce(literal(fields.get(field), t.c[field].type), t.c[field])
                for field in EditableField
            }
            self._connection.execute(update(t).where(t.c.number == number).values(values))

    def set_check_out(self, number: CustomerNumber, text: str, *, instead_of: str) -> None:
        """Set the last check-out of a customer; ContendedError where it is another by now."""
        t = self._t.customers
        same = t.c.number == number, t.c.check_out == instead_of
        if self._connection.execute(update(t).where(*same).values(check_out=text)).rowcount != 1:
            raise ContendedError("Somebody else checks this customer out or in now.")

    def remove(self, number: CustomerNumber) -> None:
        """Delete a customer and its addresses; tombstones and membership follow by trigger."""
        a, c = self._t.addresses, self._t.customers
        self._connection.execute(delete(a).where(a.c.customer == number))
        self._connection.execute(delete(c).where(c.c.number == number))

    def _is_name(self, column: Column[str], name: str) -> ColumnElement[bool]:
        """Whether a column holds a name, in any letter case and Unicode form."""
        if backend_of(self._connection).in_file:
            return func.name_key(column) == name_key(name)
        # the server's own collation knows both
        return column == name

    def similar(self, name: str, phone: str, email: str) -> tuple[SimilarCustomer, ...]:
        """Customers of the same name, phone or e-mail address, whatever their case."""
        c, a = self._t.customers, self._t.addresses
        named = backend_of(self._connection).searches.customers_named
        same = union(
            named(self._connection, "name", name),
            with_index_seek(select(c.c.id), c.c.phone, phone or None),
            named(self._connection, "email", email or None),
        ).subquery("same")
        city = (
            select(func.min(a.c.city))
            .where(a.c.customer == c.c.number, self._is_name(a.c.kind, MAIN_ADDRESS))
            .scalar_subquery()
        )
        rows = self._connection.execute(
            select(c.c.number, c.c.name, c.c.phone, c.c.email, city.label("city"))
            .select_from(same.join(c, c.c.id == same.c.id))
            .where(c.c.merged_into.is_(None))
            .order_by(c.c.number)
            .limit(5)
            .with_statement_hint(BY_KEY, "mssql")
        )
        return tuple(
            SimilarCustomer(
                number=CustomerNumber(row.number),
                name=row.name,
                city=row.city or "",
                phone=row.phone,
                email=row.email,
            )
            for row in rows
        )

    def territory_of(self, login: Login) -> str:
        """The territory of a rep."""
        t = self._t.reps
        return self._connection.scalar(select(t.c.territory).where(t.c.login == login)) or ""


def sender_lane(number: str, sender: Login) -> str:
    """The lane in which requests about a number wait that concern the sender alone.

    Two reps may have assigned the same provisional number; and who has no say in a customer must
    not make its rep wait. A lane without a number is for what concerns no customer.
    """
    return f"{sender}|{number}"


def shared_lanes(connection: Connection, numbers: Collection[str], sender: Login) -> set[str]:
    """Which of these are customers whose own lanes a sender's requests may wait in.

    A rep's those of his customers, an admin's any customer's.
    """
    t = tables_for(connection.dialect.name)
    c, r, m = t.customers, t.reps, t.customer_reps
    also = select(m.c.customer).where(m.c.rep == sender, m.c.customer == c.c.number).exists()
    admin = select(r.c.id).where(r.c.login == sender, r.c.role == ADMIN).exists()
    return set(
        connection.scalars(
            select(c.c.number).where(
                in_list(c.c.number, numbers), or_(c.c.rep == sender, also, admin)
            )
        )
    )


_ADDRESS = ("kind", "line1", "line2", "city", "state", "postal_code", "country")


def _address(row: Row[Any]) -> Address:
    return Address(**{name: getattr(row, name) for name in _ADDRESS})


def _customer(row: Row[Any], addresses: tuple[Address, ...]) -> Customer:
    values = {column.name: getattr(row, column.name) for column in CUSTOMER_COLUMNS}
    values |= {
        "status": stored_enum(row.status, CustomerStatus.ON_HOLD),
        "merged_into": row.merged_into or None,
    }
    return Customer(**values, addresses=addresses)
