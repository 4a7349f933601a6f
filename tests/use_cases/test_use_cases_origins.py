"""Drafts made from something: they know from what, and nothing about them is repriced silently."""

from dataclasses import replace
from decimal import Decimal

import pytest

from smartclient.contract.messages import Answer, AnswerStatus
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import Sku
from smartclient.domain.rules.problems import Change, Problem, RuleCode
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.sales.origins import Origin, OriginKind
from smartclient.read_models.records import OrderRecord
from smartclient.use_cases.replies.apply_reply import after_pull
from tests.use_cases.rep_world import BIKE, HELMET, Rep, with_quantity

CLOSED = Answer(status=AnswerStatus.REJECTED, reasons=(Problem(code=RuleCode.CUSTOMER_CLOSED),))


def change_price(rep: Rep, sku: str, price: int) -> None:
    with rep.store.work() as work:
        statement = "UPDATE products SET list_price = ? WHERE sku = ?"
        work.feeds._connection.exec_driver_sql(statement, (price * 10_000, sku))
        after_pull(work, rep.clock)
        work.commit()


def forget_product(rep: Rep, sku: str) -> None:
    with rep.store.work() as work:
        work.feeds._connection.exec_driver_sql("DELETE FROM products WHERE sku = ?", (sku,))
        work.commit()


def refused_draft(rep: Rep, *lines: tuple[Sku, int]) -> tuple[OrderRecord, OrderRecord]:
    """Return an order that was refused, and the draft that was made from it."""
    placed = rep.place(*lines)
    rep.answer(rep.send()[-1], CLOSED)
    drafts = [
        record for record in rep.use_cases.orders.records() if record.state is OrderState.DRAFT
    ]
    return placed, drafts[-1]


def said(changes: tuple[Change, ...]) -> list[tuple[str, int | None, str, str]]:
    return [(change.field, change.line, change.before, change.after) for change in changes]


def test_a_draft_of_a_refused_order_keeps_the_link_and_what_it_was_quoted_at(rep: Rep) -> None:
    placed, draft = refused_draft(rep, (BIKE, 2), (HELMET, 1))
    change_price(rep, BIKE, 1900)

    draft = rep.use_cases.orders.get(draft.order.id)
    [origin] = rep.use_cases.orders.origins(draft.order.id)
    assert origin.lines == placed.order.lines, "nothing is repriced silently"
    assert (origin.kind, origin.order_id) == (OriginKind.REFUSED, placed.order.id)
    assert origin.label == placed.order.provisional_number

    preview = rep.use_cases.orders.quote(draft.order, origins=(origin,))
    assert said(preview.changes) == [("unit_price", 1, "1000.00", "1900.00")]
    life = rep.use_cases.orders.history(draft.order.id)
    assert life.origins == (origin,)
    assert life.changes == preview.changes


def test_a_draft_can_not_be_placed_at_prices_that_were_not_seen(rep: Rep) -> None:
    _, draft = refused_draft(rep, (BIKE, 2))
    change_price(rep, BIKE, 1900)
    with pytest.raises(RefusedError, match="BIKE, is not quoted as before"):
        rep.use_cases.orders.place(draft.order)
    assert rep.shown(draft).state is OrderState.DRAFT

    seen = rep.use_cases.orders.quote(draft.order).order
    placed = rep.use_cases.orders.place(seen)
    assert placed.order.totals.total == Decimal("3800.00")
    life = rep.use_cases.orders.history(draft.order.id)
    assert [origin.kind for origin in life.origins] == [OriginKind.REFUSED]
    assert said(life.changes) == [("unit_price", 1, "1000.00", "1900.00")]


def test_what_was_made_from_outlives_every_save_and_every_answer(rep: Rep) -> None:
    _, draft = refused_draft(rep, (BIKE, 2))
    made = rep.use_cases.orders.origins(draft.order.id)
    changed = rep.use_cases.orders.save_draft(with_quantity(draft.order, 5))
    assert rep.use_cases.orders.origins(draft.order.id) == made
    placed = rep.use_cases.orders.place(rep.use_cases.orders.quote(changed.order).order)
    rep.use_cases.orders.amend(with_quantity(placed.order, 6))
    rep.restart()
    assert rep.use_cases.orders.history(draft.order.id).origins == made


def test_a_product_that_is_gone_and_a_line_that_was_dropped_are_distinguished(rep: Rep) -> None:
    _, draft = refused_draft(rep, (BIKE, 2), (HELMET, 1))
    made = rep.use_cases.orders.origins(draft.order.id)
    forget_product(rep, HELMET)
    changes = rep.use_cases.orders.quote(draft.order, origins=made).changes
    assert [(change.field, change.sku) for change in changes] == [("product", HELMET)]
    assert rep.use_cases.orders.quote(draft.order.without_line(2), origins=made).changes == ()


def test_a_quantity_changed_since_is_no_change_of_price(rep: Rep) -> None:
    _, draft = refused_draft(rep, (BIKE, 2))
    made = rep.use_cases.orders.origins(draft.order.id)
    assert rep.use_cases.orders.quote(with_quantity(draft.order, 3), origins=made).changes == ()


def test_a_repeated_order_shows_what_was_quoted_then(rep: Rep) -> None:
    placed = rep.place((BIKE, 2))
    change_price(rep, BIKE, 900)
    made = rep.use_cases.orders.repeat(placed.order.id)
    preview = rep.use_cases.orders.quote(made.order, origins=made.origins)
    assert said(preview.changes) == [("unit_price", 1, "1000.00", "900.00")]

    kept = rep.use_cases.orders.save_draft(preview.order, origins=made.origins)
    assert rep.use_cases.orders.origins(kept.order.id) == made.origins


def test_a_draft_that_was_kept_is_compared_with_itself(rep: Rep) -> None:
    draft = rep.use_cases.orders.save_draft(rep.order((BIKE, 2)))
    change_price(rep, BIKE, 1200)
    [origin] = rep.use_cases.orders.origins(draft.order.id)
    assert origin == Origin(
        kind=OriginKind.KEPT, order_id=draft.order.id, label="LI-KXQR-0001", lines=draft.order.lines
    )
    preview = rep.use_cases.orders.quote(draft.order, origins=(origin,))
    assert said(preview.changes) == [("unit_price", 1, "1000.00", "1200.00")]
    rep.use_cases.orders.save_draft(preview.order, origins=(origin,))
    assert rep.use_cases.orders.history(draft.order.id).origins == (), (
        "it was made from nothing else"
    )


def test_a_line_that_was_never_quoted_may_have_any_price(rep: Rep) -> None:
    order = rep.order((BIKE, 2))
    change_price(rep, BIKE, 1200)
    assert rep.use_cases.orders.place(order).order.totals.total == Decimal("2400.00")


def test_an_order_that_was_placed_is_no_draft(rep: Rep) -> None:
    placed = rep.place((BIKE, 1))
    assert rep.use_cases.orders.origins(placed.order.id) == ()
    assert rep.use_cases.orders.origins(replace(placed.order, id="none").id) == ()  # type: ignore[arg-type]
