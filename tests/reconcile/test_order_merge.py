"""Laws of merging two versions of an order, and what a person's answers make of collisions."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import CustomerNumber, OrderId, Sku
from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.reconcile.conflict import FieldAnswer
from smartclient.reconcile.order_merge import (
    OrderMerge,
    canonical_value,
    line_field,
    line_named,
    merge_orders,
    with_answers,
)
from smartclient.wording.labels import field_label

SKUS = [Sku("A"), Sku("B 2"), Sku("C=3")]


@st.composite
def orders(draw: st.DrawFn) -> Order:
    numbers = draw(st.lists(st.integers(1, 4), unique=True, max_size=4))
    lines = tuple(
        OrderLine(
            line=number,
            sku=draw(st.sampled_from(SKUS)),
            quantity=draw(st.integers(1, 3)),
            back_order=draw(st.booleans()),
        )
        for number in sorted(numbers)
    )
    return Order(
        id=OrderId("1"),
        customer=CustomerNumber("S-1"),
        order_date=date(2026, 11, 21),
        lines=lines,
        ship_via=draw(st.sampled_from(["", "GROUND", "AIR"])),
        deliver_on=draw(st.sampled_from([None, date(2026, 12, 1), date(2026, 12, 2)])),
        note=draw(st.sampled_from(["", "ring", "knock"])),
    )


def entered(order: Order) -> list[tuple[Sku, int, bool]]:
    return sorted((line.sku, line.quantity, line.back_order) for line in order.lines)


@given(orders(), orders())
def test_an_edit_on_one_side_wins_without_asking(base: Order, edited: Order) -> None:
    mine = merge_orders(base, edited, base)
    assert mine.order == edited
    assert not mine.conflicts
    assert not mine.taken
    theirs = merge_orders(base, base, edited)
    assert theirs.order == edited
    assert not theirs.conflicts


@given(orders(), orders())
def test_the_same_edit_on_both_sides_is_fine(base: Order, edited: Order) -> None:
    merge = merge_orders(base, edited, edited)
    assert merge.order == edited
    assert not merge.conflicts
    assert not merge.taken


@given(orders(), orders(), orders())
def test_both_sides_are_asked_about_the_same_fields_of_the_heading(
    base: Order, mine: Order, theirs: Order
) -> None:
    one, other = merge_orders(base, mine, theirs), merge_orders(base, theirs, mine)

    def heading(merge: OrderMerge) -> set[str]:
        return {c.field for c in merge.conflicts if line_named(c.field) is None}

    assert heading(one) == heading(other)


@given(orders(), orders(), orders())
def test_line_numbers_are_not_given_twice(base: Order, mine: Order, theirs: Order) -> None:
    lines = merge_orders(base, mine, theirs).order.lines
    # a number that was dropped on one side and given again on the other stays theirs
    assert len({line.line for line in lines}) == len(lines)


kept_orders = orders().map(
    lambda made: replace(
        made,
        lines=tuple(replace(one, sku=Sku(f"K-{one.line}"), back_order=False) for one in made.lines),
    )
)
"""Orders in which a number stands for the same product on every side."""


@given(kept_orders, kept_orders, kept_orders, st.sampled_from(["mine", "theirs"]))
def test_answered_collisions_are_asked_about_no_more(
    base: Order, mine: Order, theirs: Order, chosen: str
) -> None:
    merge = merge_orders(base, mine, theirs)
    answers = [
        FieldAnswer(field=conflict.field, value=getattr(conflict, chosen), seen=conflict.theirs)
        for conflict in merge.conflicts
    ]
    began, wanted = with_answers(base, merge.mine, theirs, answers)
    resolved = merge_orders(began, wanted, theirs)
    assert not resolved.conflicts
    if chosen == "mine":
        assert entered(resolved.order) == entered(merge.order)


def order(*lines: OrderLine) -> Order:
    return Order(
        id=OrderId("1"),
        customer=CustomerNumber("S-1"),
        order_date=date(2026, 11, 21),
        lines=lines,
    )


def test_a_product_both_sides_added_differently_is_a_collision() -> None:
    base = order(OrderLine(line=1, sku=SKUS[0], quantity=1))
    mine = base.with_line(OrderLine(line=2, sku=SKUS[1], quantity=1))
    other = OrderLine(line=2, sku=SKUS[2], quantity=1)
    theirs = base.with_line(other).with_line(OrderLine(line=3, sku=SKUS[1], quantity=4))
    merge = merge_orders(base, mine, theirs)
    (conflict,) = merge.conflicts
    assert conflict.field == "line 3 B 2 quantity"
    assert (conflict.base, conflict.mine, conflict.theirs) == ("0", "1", "4")
    assert merge.order.line(2) == other


def test_a_quantity_and_a_wish_to_wait_for_the_rest_are_merged_in_one_line() -> None:
    line = OrderLine(line=1, sku=SKUS[0], quantity=1)
    merge = merge_orders(
        order(line), order(replace(line, quantity=5)), order(replace(line, back_order=True))
    )
    assert merge.order.lines == (replace(line, quantity=5, back_order=True),)
    assert not merge.conflicts


def test_the_name_of_a_field_says_which_line_and_reads_well() -> None:
    name = line_field(2, Sku("RK-140"))
    assert name == "line 2 RK-140 quantity"
    assert line_named(name) == (2, "RK-140")
    assert line_named("note") is None
    assert field_label(name) == "Line 2, RK-140: quantity"


@pytest.mark.parametrize(
    ("name", "value"),
    [("line 1 A quantity", "-1"), ("line 1 A quantity", "1000001"), ("line 1 A quantity", "many"),
     ("deliver_on", "soon"),
     ("order_date", ""), ("customer", "S-2"), ("ship_to", "x" * 21)],
)  # fmt: skip
def test_a_value_that_an_order_cannot_have_is_refused(name: str, value: str) -> None:
    with pytest.raises(RefusedError):
        canonical_value(name, value)
