"""Plain values say what messages say that are written with msgspec."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartclient.contract.encoding import ascii_json
from smartclient.contract.messages import (
    AmendOrder,
    Answer,
    CancelOrder,
    EscalateConflict,
    PlaceOrder,
    ResolveConflict,
    Withdraw,
)
from smartclient.domain.ids import OrderId
from smartclient.domain.sales.customers import Customer
from smartclient.domain.sales.orders import Order, PlacedOrder
from smartclient.orderpad.plain import compact, read
from smartclient.reconcile.conflict import Conflict

st.register_type_strategy(
    Decimal, st.decimals(-(10**9), 10**9, places=4, allow_nan=False, allow_infinity=False)
)
st.register_type_strategy(Mapping, lambda _: st.dictionaries(st.text(max_size=5), st.text()))
st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))

WRITTEN = (
    Order,
    PlacedOrder,
    Customer,
    Conflict,
    Answer,
    PlaceOrder,
    AmendOrder,
    CancelOrder,
    ResolveConflict,
    EscalateConflict,
    Withdraw,
)


@pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.__name__)
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_value_is_written_and_read_as_by_msgspec(kind: type[Any], data: st.DataObject) -> None:
    value = data.draw(st.from_type(kind))
    text = compact(value)
    assert text.isascii()
    assert json.loads(text) == json.loads(ascii_json(value))
    assert read(kind, json.loads(text)) == msgspec.json.decode(text, type=kind) == value


def test_what_is_not_known_is_left_out_and_what_is_missing_has_its_default() -> None:
    asked = {"order_id": "1", "from_the_future": True}
    assert read(CancelOrder, asked) == CancelOrder(order_id=OrderId("1"))


@pytest.mark.parametrize("wrong", [{}, {"order_id": "1", "customer": "C-1"}, 7, None])
def test_what_is_no_such_value_is_not_read(wrong: object) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        read(Order, wrong)
