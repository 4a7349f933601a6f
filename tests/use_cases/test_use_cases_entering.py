"""What an order editor looks up and keeps, and what lists of orders come to."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from smartclient.domain.errors import NotFoundError
from smartclient.domain.ids import OrderId
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.tasks import TaskStatus
from smartclient.read_models.order_list import OrderFilter
from tests.use_cases.rep_world import BIKE, HELMET, OTHER_SHOP, REFUSED, SHOP, Rep, with_quantity

NONE = OrderId("")


def test_what_is_typed_about_a_placed_order_outlives_the_program(rep: Rep) -> None:
    record = rep.place((BIKE, 2))
    typed = with_quantity(record.order, 7)
    rep.use_cases.edits.autosave(typed, edit_base=record.order)
    rep.restart()
    kept = rep.use_cases.edits.get(record.order.id)
    assert kept is not None
    assert (kept.order, kept.edit_base) == (typed, record.order)
    assert rep.use_cases.edits.all() == (record,)
    assert rep.shown(record) == record


def test_what_was_typed_is_gone_once_it_is_saved(rep: Rep) -> None:
    record = rep.place((BIKE, 2))
    rep.use_cases.edits.autosave(with_quantity(record.order, 7), edit_base=record.order)
    rep.use_cases.orders.amend(with_quantity(record.order, 7))
    assert rep.use_cases.edits.get(record.order.id) is None


def test_what_was_typed_can_be_given_up(rep: Rep) -> None:
    record = rep.place((BIKE, 2))
    rep.use_cases.edits.autosave(with_quantity(record.order, 7), edit_base=record.order)
    rep.use_cases.edits.discard(record.order.id)
    assert rep.use_cases.edits.get(record.order.id) is None


def test_what_was_typed_is_not_offered_for_an_order_that_is_over(rep: Rep) -> None:
    record = rep.place((BIKE, 2))
    rep.use_cases.edits.autosave(with_quantity(record.order, 7), edit_base=record.order)
    rep.answer(rep.send()[0], REFUSED)
    assert rep.use_cases.edits.get(record.order.id) is None
    assert rep.use_cases.edits.all() == ()


def test_nothing_is_kept_about_an_order_that_is_not_there(rep: Rep) -> None:
    with pytest.raises(NotFoundError):
        rep.use_cases.edits.autosave(rep.order((BIKE, 1)), edit_base=rep.order((BIKE, 1)))


def test_prices_paid_are_this_customers_newest_first(rep: Rep) -> None:
    first = rep.place((BIKE, 2), (HELMET, 1))
    rep.clock.advance(timedelta(days=1))  # type: ignore[attr-defined]
    second = rep.place((BIKE, 5))
    rep.place((BIKE, 1), customer=OTHER_SHOP)
    rep.place((HELMET, 3))
    paid = rep.use_cases.orders.prices_paid(SHOP, BIKE, without=NONE)
    assert [(item.order_id, item.quantity, item.unit_price) for item in paid] == [
        (second.order.id, 5, Decimal(1000)),
        (first.order.id, 2, Decimal(1000)),
    ]
    assert paid[0].state is OrderState.TENTATIVE


def test_prices_paid_leave_out_the_order_itself_and_what_came_to_nothing(rep: Rep) -> None:
    itself = rep.place((BIKE, 2))
    cancelled = rep.place((BIKE, 3))
    rep.use_cases.orders.cancel(cancelled.order.id)
    rep.use_cases.orders.save_draft(rep.order((BIKE, 4)))
    assert rep.use_cases.orders.prices_paid(SHOP, BIKE, without=itself.order.id) == ()


def test_sums_keep_the_states_apart(rep: Rep) -> None:
    rep.place((BIKE, 2))
    rep.confirm(rep.send()[0])
    rep.place((BIKE, 1))
    rep.place((HELMET, 1))
    rep.use_cases.orders.save_draft(rep.order((HELMET, 2)))
    sums = rep.use_cases.orders.sums(OrderFilter())
    assert {state: (one.count, one.total) for state, one in sums.by_state.items()} == {
        OrderState.CONFIRMED: (1, Decimal(2000)),
        OrderState.TENTATIVE: (2, Decimal(1050)),
        OrderState.DRAFT: (1, Decimal(100)),
    }
    assert sums.count == 4


def test_orders_are_found_by_their_status(rep: Rep) -> None:
    waiting = rep.place((BIKE, 1))
    request = rep.send()[0]
    rep.collide(request)
    still_here = rep.place((HELMET, 1))
    needs_me = OrderFilter(state=OrderState.TENTATIVE, tasks=frozenset({TaskStatus.IN_CONFLICT}))
    to_send = replace(needs_me, tasks=frozenset({TaskStatus.QUEUED, TaskStatus.SENDING}))
    assert [item.id for item in rep.use_cases.orders.matching(needs_me)] == [waiting.order.id]
    assert [item.id for item in rep.use_cases.orders.matching(to_send)] == [still_here.order.id]
    assert rep.use_cases.orders.sums(to_send).count == 1


def test_an_order_is_found_by_its_provisional_number_for_ever(rep: Rep) -> None:
    record = rep.place((BIKE, 1))
    rep.confirm(rep.send()[0], number="SO-77")
    for text in (record.order.provisional_number, "so-77", "shop 1"):
        assert [item.number for item in rep.use_cases.orders.matching(OrderFilter(text=text))] == [
            "SO-77"
        ]
