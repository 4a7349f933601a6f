"""Checking: what a message holds is made canonical, or refused, before anything looks at it.

A message comes from a laptop that head office does not trust: sizes, numbers and text are those
the tables can hold, and what only an admin may say is taken out.
"""

from dataclasses import replace
from decimal import Decimal

from smartclient.contract.messages import (
    AmendOrder,
    Body,
    CancelOrder,
    CreateCustomer,
    DeleteCustomer,
    PlaceOrder,
    UpdateCustomer,
)
from smartclient.domain.customers import FIELD_LENGTHS, Address, CustomerField, FieldChange
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import OrderId
from smartclient.domain.limits import MOST_LINES, quantity_refused, too_many_lines
from smartclient.domain.money import storable
from smartclient.domain.orders import Order, OrderLine
from smartclient.domain.text import canonical_customer_number, canonical_sku, canonical_text
from smartclient.headoffice.identifiers import canonical_id

_YEARS = range(1990, 2200)
_HIGHEST_LINE_NUMBER = 1_000_000
_LARGEST_STORED = 2**31 - 1
_HIGHEST_PRICE = Decimal(10) ** 9
_HUNDRED = Decimal(100)

_ADDRESS_LENGTHS = {
    "kind": 20,
    "line1": 120,
    "line2": 120,
    "city": 80,
    "state": 20,
    "postal_code": 20,
    "country": 10,
}


def checked(body: Body) -> Body:
    """Return what a message asks for in canonical form; RefusedError when it can't be stored."""
    match body:
        case PlaceOrder():
            return replace(body, order=_order(body.order))
        case AmendOrder():
            return _amendment(body)
        case CancelOrder():
            customer = canonical_customer_number(body.customer)
            return replace(body, order_id=_order_id(body.order_id), customer=customer)
        case CreateCustomer():
            return _creation(body)
        case DeleteCustomer():
            return replace(body, number=canonical_customer_number(body.number))
        case UpdateCustomer():
            number = canonical_customer_number(body.number)
            return replace(body, number=number, changes=tuple(map(_change, body.changes)))
    return body


def _amendment(body: AmendOrder) -> AmendOrder:
    """Return an amendment with the whole of what it was made from."""
    base, order = body.began_with, _order(body.order)
    if base is not None:
        # one that was imported may have had no lines
        base = replace(_order(base) if base.lines else base, id=order.id)
    return replace(body, order=order, base=base, unchanged=())


def _order(order: Order) -> Order:
    lines = tuple(_line(line) for line in order.lines)
    numbers = [line.line for line in lines]
    if not lines:
        raise RefusedError("The order has no lines. Add at least one product.")
    if len(lines) > MOST_LINES:
        raise too_many_lines()
    if len(set(numbers)) < len(numbers) or not all(0 < n <= _HIGHEST_LINE_NUMBER for n in numbers):
        raise RefusedError("Two lines of this order have the same number. Enter it again.")
    if order.order_date.year not in _YEARS:
        raise RefusedError("The order's date {date} can't be right.", date=order.order_date)
    return replace(
        order,
        id=_order_id(order.id),
        customer=canonical_customer_number(order.customer),
        provisional_number=_text(order.provisional_number, "order number", 20),
        lines=lines,
        ship_to=_text(order.ship_to, "ship-to address", 20),
        ship_via=_text(order.ship_via, "ship method", 60),
        reference=_text(order.reference, "reference", 100),
        note=_text(order.note, "note", 4000),
        # only head office itself says that an admin accepted something
        accepted=tuple(given for given in order.accepted if not given.by_admin),
    )


def _order_id(order_id: OrderId) -> OrderId:
    canonical = canonical_id(order_id)
    if canonical is None:
        raise RefusedError("This order has no proper identity. Enter it again.")
    return OrderId(canonical)


def _line(line: OrderLine) -> OrderLine:
    # what may be ordered depends on what is held already: see ``check_quantities``
    if not 0 < line.quantity <= _LARGEST_STORED:
        raise quantity_refused(line.sku)
    price, percent = line.unit_price, line.discount_percent
    return replace(
        line,
        sku=canonical_sku(line.sku),
        unit_price=None if price is None else _number(price, line, _HIGHEST_PRICE),
        discount_percent=_number(percent, line, _HUNDRED),
        offer=_text(line.offer, "offer", 40),
    )


def _number(number: Decimal, line: OrderLine, highest: Decimal) -> Decimal:
    if not (number.is_finite() and 0 <= number <= highest):
        raise RefusedError("Line {line}: its price can't be right.", line=line.line)
    return storable(number)


def _creation(body: CreateCustomer) -> CreateCustomer:
    values = {field: _field(field, getattr(body, field.value)) for field in CustomerField}
    return replace(
        body,
        provisional_number=canonical_customer_number(body.provisional_number),
        address=None if body.address is None else _address(body.address),
        **{field.value: value for field, value in values.items()},
    )


def _change(change: FieldChange) -> FieldChange:
    return replace(change, mine=_field(change.field, change.mine))


def _field(field: CustomerField, value: str) -> str:
    tidy = _text(value, field.value, FIELD_LENGTHS[field])
    if field is CustomerField.NAME and not tidy:
        raise RefusedError("A customer needs a name.")
    return tidy


def _address(address: Address) -> Address:
    return Address(
        **{
            name: _text(getattr(address, name), f"address ({name})", longest)
            for name, longest in _ADDRESS_LENGTHS.items()
        }
    )


def _text(text: str, field: str, longest: int) -> str:
    return canonical_text(text, field=field, longest=longest) if text else text
