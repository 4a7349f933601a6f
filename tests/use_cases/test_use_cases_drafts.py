"""Drafts as they are shown: of today and at today's prices, with what changed line by line."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from smartclient.domain.errors import RefusedError
from smartclient.domain.sales.orders import OrderState
from smartclient.read_models.order_list import OrderFilter
from smartclient.read_models.records import OrderRecord
from tests.use_cases.rep_world import BIKE, HELMET, REFUSED, SHOP, TODAY, Rep

WEEK = timedelta(days=7)
OLD, NEW = Decimal(2000), Decimal(3800)
CHANGED = [("unit_price", 1, "1000.00", "1900.00")]

Made = Callable[[Rep], OrderRecord]


def of_a_refused_order(rep: Rep) -> OrderRecord:
    """Return the draft that a refusal leaves."""
    rep.place((BIKE, 2))
    rep.answer(rep.send()[-1], REFUSED)
    [draft] = rep.use_cases.orders.records(state=OrderState.DRAFT)
    return draft


def kept(rep: Rep) -> OrderRecord:
    """Return a draft that was begun and kept."""
    return rep.use_cases.orders.save_draft(rep.order((BIKE, 2)))


def a_week_later(rep: Rep) -> None:
    """Let a week go by, in which a price rises."""
    rep.clock.advance(WEEK)  # type: ignore[attr-defined]
    with rep.store.work() as work:
        work.feeds._connection.exec_driver_sql(
            "UPDATE products SET list_price = 19000000 WHERE sku = ?", (BIKE,)
        )
        work.commit()


def everywhere(rep: Rep, draft: OrderRecord) -> list[tuple[date, Decimal]]:
    """Return the day and the total of a draft wherever a rep sees them."""
    use_cases, order_id, wanted = rep.use_cases, draft.order.id, OrderState.DRAFT
    orders = [use_cases.orders.get(order_id).order, use_cases.orders.document(order_id).order]
    orders += [record.order for record in use_cases.orders.records(state=wanted)]
    rows = [
        *use_cases.orders.search(state=wanted),
        *use_cases.orders.matching(OrderFilter(state=wanted)),
    ]
    events = use_cases.customers.overview(SHOP).events
    rows += [
        event.order for event in events if event.order is not None and event.order.id == order_id
    ]
    seen = [(order.order_date, order.totals.total) for order in orders]
    return seen + [(row.order_date, row.total) for row in rows]


@pytest.mark.parametrize("made", [of_a_refused_order, kept])
def test_a_draft_is_of_today_and_at_todays_prices_wherever_it_is_shown(
    rep: Rep, made: Made
) -> None:
    draft = made(rep)
    assert set(everywhere(rep, draft)) == {(TODAY, OLD)}
    a_week_later(rep)
    assert set(everywhere(rep, draft)) == {(TODAY + WEEK, NEW)}
    sums = rep.use_cases.orders.sums(OrderFilter())
    assert sums.by_state[OrderState.DRAFT].total == rep.use_cases.status.today().drafts_value == NEW
    rep.restart()
    assert set(everywhere(rep, draft)) == {(TODAY + WEEK, NEW)}


@pytest.mark.parametrize("made", [of_a_refused_order, kept])
def test_what_changed_since_it_was_quoted_is_reported_line_by_line(rep: Rep, made: Made) -> None:
    draft = made(rep)
    assert rep.use_cases.orders.history(draft.order.id).changes == ()
    a_week_later(rep)
    for _ in range(2):
        changes = rep.use_cases.orders.history(draft.order.id).changes
        assert [
            (change.field, change.line, change.before, change.after) for change in changes
        ] == CHANGED
    preview = rep.use_cases.orders.quote(
        rep.shown(draft).order, origins=rep.use_cases.orders.origins(draft.order.id)
    )
    assert preview.changes == changes, "the editor says the same"
    with pytest.raises(RefusedError, match="not quoted as before"):
        rep.use_cases.orders.place(draft.order)


def test_drafts_are_listed_first_the_last_changed_before_the_others(rep: Rep) -> None:
    older, newer = kept(rep), rep.use_cases.orders.save_draft(rep.order((HELMET, 1)))
    a_week_later(rep)
    placed = rep.place()
    rep.use_cases.orders.save_draft(older.order)
    ids = [item.id for item in rep.use_cases.orders.search()]
    assert ids == [older.order.id, newer.order.id, placed.order.id]
    rep.use_cases.orders.place(rep.use_cases.orders.get(newer.order.id).order)
    assert rep.use_cases.orders.search()[1].order_date == TODAY + WEEK


def test_a_draft_whose_customer_has_left_is_shown_as_it_was_quoted(rep: Rep) -> None:
    draft = kept(rep)
    a_week_later(rep)
    with rep.store.work() as work:
        work.feeds._connection.exec_driver_sql("DELETE FROM customers WHERE number = ?", (SHOP,))
        work.commit()
    [row] = rep.use_cases.orders.search()
    assert (row.order_date, row.total) == (TODAY + WEEK, OLD)
    assert rep.use_cases.orders.history(draft.order.id).changes == ()
    rep.use_cases.orders.discard_draft(draft.order.id)
