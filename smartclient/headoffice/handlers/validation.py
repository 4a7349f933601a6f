"""Validation: the content of a message is made canonical, or refused, before anything reads it.

A message comes from a laptop that head office does not trust: sizes, numbers and text must fit the
tables, and what only an admin may set is removed.
"""

from dataclasses import replace
from datetime import UTC, datetime

from smartclient.contract.mail import SendMail
from smartclient.contract.messages import (
    AmendOrder,
    Body,
    CancelOrder,
    CreateCustomer,
    DeleteCustomer,
    PlaceOrder,
    UpdateCustomer,
)
from smartclient.domain import fields
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import OrderId
from smartclient.domain.limits import quantity_refused
from smartclient.domain.mail import SUBJECT, TEXT
from smartclient.domain.sales.customers import Address, EditableField, EditTime, FieldChange
from smartclient.domain.sales.order_entry import (
    canonical_order,
    check_heading,
    check_lines,
    with_canonical_numbers,
)
from smartclient.domain.sales.orders import Order, OrderLine, Totals, Waiver
from smartclient.domain.text.canonical import canonical_customer_number
from smartclient.headoffice.database.identifiers import canonical_id

_LARGEST_STORED = 2**31 - 1


def validated(body: Body) -> Body:
    """The body of a message in canonical form; RefusedError when it can't be stored."""
    match body:
        case PlaceOrder():
            return replace(
                body,
                order=_order(body.order),
                reference_as_of=_as_of(body.reference_as_of),
                refreshed_from=_as_of(body.refreshed_from),
            )
        case AmendOrder():
            return _amendment(body)
        case CancelOrder():
            note = fields.NOTE.read(body.note)
            return replace(body, order_id=_order_id(body.order_id), note=note)
        case CreateCustomer():
            return _creation(body)
        case DeleteCustomer():
            return replace(body, number=canonical_customer_number(body.number))
        case UpdateCustomer():
            number = canonical_customer_number(body.number)
            return replace(body, number=number, changes=tuple(map(_change, body.changes)))
        case SendMail():
            order = None if body.order_id is None else _order_id(body.order_id)
            subject, text = SUBJECT.read(body.subject), TEXT.read(body.text)
            return replace(body, subject=subject, text=text, order_id=order)
    return body


def _amendment(body: AmendOrder) -> AmendOrder:
    """An amendment with its whole base."""
    base, order = body.full_base, _order(body.order)
    if base is not None:
        base = replace(_base(base), id=order.id)
    return replace(
        body,
        order=order,
        base=base,
        unchanged=(),
        reference_as_of=_as_of(body.reference_as_of),
        refreshed_from=_as_of(body.refreshed_from),
    )


def _base(order: Order) -> Order:
    """An amendment's base, which is only compared: its texts stay as they are.

    An imported order may have had no lines.
    """
    numbered = with_canonical_numbers(order)
    return replace(
        numbered,
        lines=tuple(map(_line, numbered.lines)),
        accepted=_by_rep(order),
        totals=_sums(order.totals),
    )


def _order(order: Order) -> Order:
    lines = tuple(map(_line_with_offer, order.lines))
    check_lines(order)
    check_heading(order)
    return replace(
        canonical_order(replace(order, lines=lines)),
        id=_order_id(order.id),
        provisional_number=fields.ORDER["number"].read(order.provisional_number),
        order_date=fields.ORDER_DAY.read(order.order_date),
        accepted=_by_rep(order),
        totals=_sums(order.totals),
    )


def _by_rep(order: Order) -> tuple[Waiver, ...]:
    # only head office itself says that an admin accepted something
    return tuple(given for given in order.accepted if not given.by_admin)


def _order_id(order_id: OrderId) -> OrderId:
    canonical = canonical_id(order_id)
    if canonical is None:
        raise RefusedError("The ID of this order is invalid. Enter the order again.")
    return OrderId(canonical)


def _line_with_offer(line: OrderLine) -> OrderLine:
    return replace(_line(line), offer=fields.OFFER["code"].read(line.offer))


def _line(line: OrderLine) -> OrderLine:
    """A line whose numbers the tables can hold."""
    # what may be ordered depends on what is stored already: see ``check_quantities``
    if not 0 < line.quantity <= _LARGEST_STORED:
        raise quantity_refused(line.sku)
    fields.LINE_NUMBER.read(line.line)
    price, amount = line.unit_price, line.amount
    if line.ordered_on is not None:
        fields.ORDER_DAY.read(line.ordered_on)
    return replace(
        line,
        unit_price=None if price is None else fields.PRICE.read(price),
        discount_percent=fields.PERCENT.read(line.discount_percent),
        amount=None if amount is None else fields.BALANCE.read(amount),
    )


def _sums(totals: Totals) -> Totals:
    """An order's sums, which are recomputed but compared with what the rep saw."""
    for amount in (totals.net, totals.tax, totals.freight, totals.total):
        fields.BALANCE.read(amount)
    return totals


def _as_of(moment: datetime | None) -> datetime | None:
    return None if moment is None else _aware(moment)


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _creation(body: CreateCustomer) -> CreateCustomer:
    values = {field: _field(field, getattr(body, field.value)) for field in EditableField}
    return replace(
        body,
        provisional_number=canonical_customer_number(body.provisional_number),
        address=None if body.address is None else _address(body.address),
        **{field.value: value for field, value in values.items()},
    )


def _change(change: FieldChange) -> FieldChange:
    return replace(
        change,
        mine=_field(change.field, change.mine),
        edited=None if change.edited is None else _edited(change.edited),
    )


def _edited(edited: EditTime) -> EditTime:
    return replace(edited, made_at=_aware(edited.made_at))


def _field(field: EditableField, value: str) -> str:
    normalized = fields.CUSTOMER[field].read(value)
    if field is EditableField.NAME and not normalized:
        raise RefusedError("A customer needs a name.")
    return normalized


def _address(address: Address) -> Address:
    return Address(
        **{name: field.read(getattr(address, name)) for name, field in fields.ADDRESS.items()}
    )
