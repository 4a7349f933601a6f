"""What a laptop accepts and stores of an order, head office accepts and stores in the same form."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartclient.contract.messages import PlaceOrder
from smartclient.domain.errors import RefusedError
from smartclient.domain.fields import ORDER
from smartclient.domain.ids import CustomerNumber, OrderId, Sku, new_id
from smartclient.domain.limits import MOST_LINES, check_quantities
from smartclient.domain.sales.order_entry import canonical_order, check_heading, check_lines
from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.headoffice.handlers.validation import validated

EMPTY = Order(id=OrderId(new_id()), customer=CustomerNumber("C-1"), order_date=date(2026, 11, 29))

texts = st.text(st.sampled_from(" aÄäßﬀe\u0301Å\r\n\t\u200b½漢🚲"), max_size=25)
numbers = st.text(st.sampled_from(" abßXé-1\u200b"), min_size=1, max_size=12)
lines = st.builds(
    OrderLine,
    line=st.integers(1, 4),
    sku=numbers.map(Sku),
    quantity=st.sampled_from([1, 7, 1_000_000, 1_000_001]),
    unit_price=st.none() | st.just(Decimal("9.99")),
)
orders = st.builds(
    Order,
    id=st.builds(lambda: OrderId(new_id())),
    customer=numbers.map(CustomerNumber),
    order_date=st.just(date(2026, 11, 29)),
    lines=st.lists(lines, max_size=3).map(tuple),
    deliver_on=st.sampled_from([None, date(2026, 12, 1), date(1989, 12, 31)]),
    ship_to=texts,
    ship_via=texts,
    reference=texts,
    note=texts,
)


def accepted_by_laptop(order: Order) -> Order | None:
    try:
        check_lines(order)
        check_quantities(order)
        check_heading(order)
        return canonical_order(order)
    except RefusedError:
        return None


def accepted_by_head_office(order: Order) -> Order | None:
    try:
        check_quantities(order)
        body = validated(PlaceOrder(order=order))
    except RefusedError:
        return None
    assert isinstance(body, PlaceOrder)
    return body.order


@given(orders)
def test_both_sides_accept_the_same_orders_in_the_same_form(order: Order) -> None:
    stored = accepted_by_laptop(order)
    assert accepted_by_head_office(order) == stored
    if stored is not None:
        assert canonical_order(stored) == stored
        assert stored.note == ORDER["note"].read(order.note)
        assert stored.reference == ORDER["reference"].read(order.reference)
        assert accepted_by_head_office(stored) == stored


@pytest.mark.parametrize(
    "stored",
    [
        replace(EMPTY, ship_to="x" * (ORDER["ship_to"].longest + 1)),
        replace(EMPTY, ship_via="x" * (ORDER["ship_via"].longest + 1)),
        replace(EMPTY, reference="x" * (ORDER["reference"].longest + 1)),
        replace(EMPTY, note="a hidden\u200bcharacter"),
        replace(EMPTY, deliver_on=date(1989, 12, 31)),
    ],
)
def test_what_is_stored_already_keeps_nothing_else_from_being_changed(stored: Order) -> None:
    check_heading(stored, stored)
    with pytest.raises(RefusedError):
        check_heading(stored)


def test_an_order_has_lines_but_not_too_many_and_each_number_once() -> None:
    line = OrderLine(line=1, sku=Sku("BIKE"), quantity=1)
    many = tuple(replace(line, line=number) for number in range(1, MOST_LINES + 2))
    check_lines(replace(EMPTY, lines=many[:MOST_LINES]))
    for refused in ((), many, (line, line)):
        with pytest.raises(RefusedError):
            check_lines(replace(EMPTY, lines=refused))


def test_a_note_has_plain_line_ends_on_both_sides() -> None:
    line = OrderLine(line=1, sku=Sku("BIKE"), quantity=1)
    order = replace(EMPTY, lines=(line,), note=" Ring\r\ntwice ")
    stored = accepted_by_laptop(order)
    assert stored is not None
    assert stored.note == "Ring\ntwice"
    assert accepted_by_head_office(order) == stored
