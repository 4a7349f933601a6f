"""Dating at the desk: an order is of the day it is placed, by head office's clock."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from smartclient.contract.messages import AmendOrder
from smartclient.domain.clock import HeadOfficeClock, LearntTime
from smartclient.domain.sales.orders import OrderLine, OrderState
from smartclient.use_cases.use_cases import UseCases
from tests.use_cases.rep_world import (
    BIKE,
    HELMET,
    NEVER_REFUSED,
    REFUSED,
    SHOP,
    TODAY,
    Rep,
    asked,
    with_quantity,
)

DAY = timedelta(days=1)
HOUR, YEAR = timedelta(hours=1), timedelta(days=365)


def learn(rep: Rep, learnt: LearntTime) -> None:
    """Let the laptop know of head office's clock what a contact taught."""
    with rep.store.work() as work:
        work.meta.set_learnt_time(learnt)
        work.commit()
    rep.use_cases = UseCases(rep.store, HeadOfficeClock(rep.clock, learnt))


def advance(rep: Rep, by: timedelta) -> None:
    rep.clock.advance(by)  # type: ignore[attr-defined]


def now(rep: Rep) -> datetime:
    return rep.clock.now()


def test_an_order_is_of_the_day_it_is_placed_and_not_of_its_drafts(rep: Rep) -> None:
    draft = rep.use_cases.orders.save_draft(rep.order())
    assert draft.order.order_date == TODAY
    advance(rep, 3 * DAY)
    assert rep.use_cases.orders.quote(draft.order).order.order_date == TODAY + 3 * DAY
    assert rep.use_cases.orders.place(draft.order).order.order_date == TODAY + 3 * DAY


def test_a_clock_that_is_put_back_dates_no_order_before_what_was_seen_of_head_office(
    rep: Rep,
) -> None:
    learn(rep, LearntTime(seen=now(rep)))
    advance(rep, -YEAR)
    assert rep.place().order.order_date == TODAY


def test_what_another_program_saw_of_head_office_counts_too(rep: Rep) -> None:
    stale = rep.use_cases
    learn(rep, LearntTime(seen=now(rep) + 2 * DAY))
    order = stale.orders.new(rep.order().customer).with_line(
        OrderLine(line=1, sku=BIKE, quantity=1)
    )
    assert stale.orders.place(order).order.order_date == TODAY + 2 * DAY


def test_a_wrong_clock_that_head_office_corrected_dates_orders_rightly(rep: Rep) -> None:
    rep.set_policies(NEVER_REFUSED)
    learn(rep, LearntTime(offset=YEAR, seen=now(rep) + YEAR))
    advance(rep, 3 * DAY)
    assert rep.place().order.order_date == TODAY + YEAR + 3 * DAY


def test_a_day_is_the_companys_wherever_the_laptop_is(rep: Rep) -> None:
    learn(rep, LearntTime(zone="Pacific/Kiritimati"))
    advance(rep, 2 * HOUR)
    assert rep.place().order.order_date == TODAY + DAY
    assert rep.use_cases.orders.new(SHOP).order_date == TODAY + DAY


def test_a_date_that_is_typed_into_an_order_is_none(rep: Rep) -> None:
    forged = replace(rep.order(), order_date=TODAY - YEAR)
    assert rep.use_cases.orders.place(forged).order.order_date == TODAY


def test_an_amendment_keeps_the_date_and_dates_what_it_changes(rep: Rep) -> None:
    record = rep.place((BIKE, 2), (HELMET, 1))
    (request,) = rep.send()
    rep.confirm(request)
    advance(rep, 2 * DAY)
    changed = with_quantity(rep.shown(record).order, 5)
    saved = rep.use_cases.orders.amend(changed).order
    assert saved.order_date == TODAY
    assert [line.ordered_on for line in saved.lines] == [TODAY + 2 * DAY, None]
    (request,) = rep.send()
    body = asked(request)
    assert isinstance(body, AmendOrder)
    assert body.order == saved
    assert body.unchanged == (2,)


def test_a_line_that_is_left_as_it_is_keeps_its_price_whatever_it_costs_by_now(rep: Rep) -> None:
    record = rep.place((BIKE, 2), (HELMET, 1))
    (request,) = rep.send()
    rep.confirm(request)
    before = rep.shown(record).order
    with rep.store.work() as work:
        work.catalog._connection.exec_driver_sql("UPDATE products SET list_price = 7000000")
        work.commit()
    saved = rep.use_cases.orders.amend(with_quantity(before, 5)).order
    assert [line.unit_price for line in saved.lines] == [Decimal(700), before.lines[1].unit_price]


def test_a_line_that_is_changed_back_is_as_it_was(rep: Rep) -> None:
    record = rep.place((BIKE, 2))
    (request,) = rep.send()
    rep.confirm(request)
    before = rep.shown(record).order
    advance(rep, 2 * DAY)
    rep.use_cases.orders.amend(with_quantity(before, 5))
    again = rep.use_cases.orders.amend(replace(with_quantity(before, 2), note="As it was.")).order
    assert again.lines == before.lines


def test_an_order_that_is_changed_before_it_is_sent_keeps_its_date(rep: Rep) -> None:
    record = rep.place((BIKE, 2), (HELMET, 1))
    advance(rep, DAY)
    saved = rep.use_cases.orders.amend(with_quantity(record.order, 3)).order
    assert saved.order_date == TODAY
    assert [line.ordered_on for line in saved.lines] == [TODAY + DAY, None]


def test_the_draft_of_a_refused_order_is_of_today(rep: Rep) -> None:
    rep.place()
    (request,) = rep.send()
    advance(rep, 5 * DAY)
    rep.answer(request, REFUSED)
    (draft,) = rep.use_cases.orders.search(state=OrderState.DRAFT)
    assert draft.order_date == TODAY + 5 * DAY
