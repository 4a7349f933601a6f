"""Customers as both sides see them, and what a rep may change about one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from smartclient.domain.check_out import CheckOut, check_out_from
from smartclient.domain.fields import CUSTOMER
from smartclient.domain.ids import CustomerNumber, Login
from smartclient.domain.sales.catalog import STANDARD_PRICE_LIST
from smartclient.domain.text.canonical import canonical_login

MAIN_ADDRESS = "main"
"""The kind of the address that counts where no other is asked for."""


LOGIN_SEPARATOR = ";"
"""What stands between the logins of several reps."""


def logins_in(text: str) -> tuple[Login, ...]:
    """The logins of a text with several, in canonical form and each once, as they stand there.

    RefusedError for one that can be none.
    """
    parts = filter(None, (part.strip() for part in text.split(LOGIN_SEPARATOR)))
    return tuple(dict.fromkeys(map(canonical_login, parts)))


def joined_logins(logins: Iterable[Login]) -> str:
    """Several logins as one text."""
    return f"{LOGIN_SEPARATOR} ".join(logins)


class CustomerStatus(StrEnum):
    """Whether head office sells to the customer."""

    ACTIVE = "active"
    ON_HOLD = "on_hold"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One address of a customer; ``kind`` is main, shipping, billing or the like."""

    kind: str
    line1: str
    line2: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """A customer's account.

    ``rep`` is the login of the rep who looks after it, ``more_reps`` those of the others who see it
    and sell to it, with ``; `` between them. ``check_out`` is its last check-out as one text, ""
    for none.
    """

    number: CustomerNumber
    name: str
    rep: Login
    territory: str = ""
    contact: str = ""
    phone: str = ""
    email: str = ""
    notes: str = ""
    status: CustomerStatus = CustomerStatus.ACTIVE
    credit_limit: Decimal | None = None
    balance: Decimal = Decimal(0)
    merged_into: CustomerNumber | None = None
    price_list: str = STANDARD_PRICE_LIST
    payment_terms: str = ""
    tax_exempt: bool = False
    more_reps: str = ""
    check_out: str = ""
    addresses: tuple[Address, ...] = ()

    @property
    def reps(self) -> tuple[Login, ...]:
        """The logins of the reps in whose partitions it is; who looks after it is the first."""
        return self.rep, *logins_in(self.more_reps)

    @property
    def last_check_out(self) -> CheckOut | None:
        """Its last check-out, whether that goes on or ended; None for none."""
        return check_out_from(self.check_out)

    def held(self, *, now: datetime, epoch: str) -> CheckOut | None:
        """The check-out that locks it by head office's clock and epoch, None for none.

        One of a login that is none of its reps any more locks nothing.
        """
        last = self.last_check_out
        if last is None or last.holder not in self.reps:
            return None
        return last if last.is_held(now=now, epoch=epoch) else None


class EditableField(StrEnum):
    """The fields of a customer that a rep may edit; a field policy exists for each."""

    NAME = "name"
    CONTACT = "contact"
    PHONE = "phone"
    EMAIL = "email"
    NOTES = "notes"


def field_of(customer: Customer, field: EditableField) -> str:
    """The value of a field that a rep may change."""
    match field:
        case EditableField.NAME:
            return customer.name
        case EditableField.CONTACT:
            return customer.contact
        case EditableField.PHONE:
            return customer.phone
        case EditableField.EMAIL:
            return customer.email
        case EditableField.NOTES:
            return customer.notes


def with_field(customer: Customer, field: EditableField, value: str) -> Customer:
    """``customer`` with another value in a field that a rep may change."""
    match field:
        case EditableField.NAME:
            return replace(customer, name=value)
        case EditableField.CONTACT:
            return replace(customer, contact=value)
        case EditableField.PHONE:
            return replace(customer, phone=value)
        case EditableField.EMAIL:
            return replace(customer, email=value)
        case EditableField.NOTES:
            return replace(customer, notes=value)


FIELD_LENGTHS = {field: CUSTOMER[field].longest for field in EditableField}
"""The longest value of each field, in UTF-16 units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditTime:
    """When an edit was entered on a device, and what that knew of its clock.

    ``clock_offset`` is head office's clock less the device's, in seconds; None: not known.
    """

    made_at: datetime
    clock_offset: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field that a person changed: what it was when they began, and what they made it.

    ``edited`` is when, None where that is when the request was made that carries the change.
    """

    field: EditableField
    base: str
    mine: str
    edited: EditTime | None = None
