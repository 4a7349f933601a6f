"""Placing orders: what is refused, what is a draft, and how an order is found."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from smartclient.contract.messages import Answer, AnswerStatus
from smartclient.domain.errors import NotFoundError, RefusedError
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.limits import MOST_LINES
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.tasks import TaskStatus
from tests.use_cases.rep_world import BIKE, HELMET, SHOP, Rep, order_in, placed, with_quantity


def test_a_placed_order_is_tentative_priced_and_queued(rep: Rep) -> None:
    record = rep.place((BIKE, 2), (HELMET, 1))
    assert record.state is OrderState.TENTATIVE
    assert record.task is TaskStatus.QUEUED
    assert record.order.provisional_number == "LI-KXQR-0001"
    assert record.order.totals.total == Decimal("2050.00")
    assert rep.shown(record) == record
    (entry,) = rep.use_cases.outbox.entries()
    assert entry.subject.id == record.order.id
    assert entry.status is TaskStatus.QUEUED
    assert entry.value == record.order.totals.total
    assert rep.use_cases.status.current().to_send == 1


def test_a_reinstalled_client_does_not_reuse_provisional_numbers(rep: Rep) -> None:
    first = rep.place((BIKE, 1))
    with rep.store.work() as work:
        work.meta.delete("provisional_order")
        work.commit()
    assert rep.place((BIKE, 2)).order.provisional_number == "LI-KXQR-0002"
    assert rep.shown(first).order.provisional_number == "LI-KXQR-0001"


def test_changing_what_was_not_sent_yet_is_shown_in_its_history(rep: Rep) -> None:
    record = rep.place((BIKE, 1))
    rep.use_cases.orders.amend(with_quantity(record.order, 3))
    causes = [event.cause for event in rep.use_cases.orders.history(record.order.id).events]
    assert causes == ["saved", "amended"]


def test_a_number_that_two_laptops_gave_names_the_order_still_called_so(
    rep: Rep,
) -> None:
    mine = rep.place()
    (request,) = rep.send()
    rep.answer(request, Answer(status=AnswerStatus.CONFIRMED, order=placed(request)))
    theirs = rep.place()
    with rep.store.work() as work:
        other = work.orders.get(theirs.order.id)
        assert other is not None
        same = replace(other.order, provisional_number=mine.order.provisional_number)
        work.orders.save(replace(other, order=same))
        work.commit()
    assert rep.use_cases.orders.get("LI-KXQR-0001*").order.id == theirs.order.id, (
        "the other is called SO-1 now"
    )
    (request,) = rep.send()
    answer = Answer(status=AnswerStatus.CONFIRMED, order=placed(request, "SO-2"))
    rep.answer(request, answer)
    with rep.store.work() as work:
        other = work.orders.get(theirs.order.id)
        assert other is not None
        work.orders.save(replace(other, order=same))
        work.commit()
    with pytest.raises(RefusedError, match="several orders: SO-"):
        rep.use_cases.orders.get("LI-KXQR-0001*")
    assert rep.use_cases.orders.get("SO-1").order.id == mine.order.id
    assert rep.use_cases.orders.get(theirs.order.id).order.id == theirs.order.id


def test_a_placed_order_survives_a_restart(rep: Rep) -> None:
    record = rep.place()
    rep.restart()
    assert rep.shown(record) == record
    (request,) = rep.send()
    assert order_in(request) == record.order


def test_an_order_without_lines_is_refused(rep: Rep) -> None:
    with pytest.raises(RefusedError):
        rep.use_cases.orders.place(rep.use_cases.orders.new(SHOP))


@pytest.mark.parametrize("quantity", [0, -1, 10**9])
def test_an_odd_quantity_is_refused(rep: Rep, quantity: int) -> None:
    with pytest.raises(RefusedError):
        rep.place((BIKE, quantity))
    assert rep.use_cases.orders.search() == ()


def test_an_order_of_too_many_lines_is_refused(rep: Rep) -> None:
    with pytest.raises(RefusedError, match="at most 1,000 lines"):
        rep.place(*[(BIKE, 1)] * (MOST_LINES + 1))
    assert rep.use_cases.orders.search() == ()


def test_a_quantity_stored_under_an_earlier_limit_stays_and_is_readable(rep: Rep) -> None:
    record = rep.place((BIKE, 2), (HELMET, 1))
    with rep.store.work() as work:
        stored = work.orders.get(record.order.id)
        assert stored is not None
        large = replace(stored.order.lines[0], quantity=5_000_000)
        work.orders.save(replace(stored, order=stored.order.with_line(large)))
        work.commit()

    order = rep.use_cases.orders.get(record.order.id).order
    assert order.lines[0].quantity == 5_000_000
    changed = rep.use_cases.orders.amend(order.with_line(replace(order.lines[1], quantity=3))).order
    assert [line.quantity for line in changed.lines] == [5_000_000, 3]
    with pytest.raises(RefusedError, match="BIKE"):
        rep.use_cases.orders.amend(order.with_line(replace(large, quantity=5_000_001)))


def test_a_delivery_day_that_is_over_is_refused(rep: Rep) -> None:
    yesterday, today = rep.clock.today() - timedelta(days=1), rep.clock.today()
    order = rep.order((BIKE, 1))
    with pytest.raises(RefusedError, match="is in the past"):
        rep.use_cases.orders.place(replace(order, deliver_on=yesterday))
    placed = rep.use_cases.orders.place(replace(order, deliver_on=today)).order
    with pytest.raises(RefusedError, match="is in the past"):
        rep.use_cases.orders.amend(replace(placed, deliver_on=yesterday))
    rep.clock.advance(timedelta(days=3))  # type: ignore[attr-defined]
    changed = rep.use_cases.orders.amend(with_quantity(placed, 3))
    assert changed.order.deliver_on == today, "what was agreed on stays"


def test_an_order_worth_more_than_can_be_kept_is_refused(rep: Rep) -> None:
    with rep.store.work() as work:
        work.feeds._connection.exec_driver_sql("UPDATE products SET list_price = 999999990000000")
        work.commit()
    assert rep.place((BIKE, 1)).order.totals.total == Decimal("99999999000.00")
    with pytest.raises(RefusedError, match="exceeds the maximum"):
        rep.place((BIKE, 99_999))


def test_an_unknown_customer_is_refused(rep: Rep) -> None:
    with pytest.raises(NotFoundError):
        rep.use_cases.orders.place(replace(rep.order(), customer=CustomerNumber("C-99")))
    with pytest.raises(NotFoundError):
        rep.use_cases.orders.new(CustomerNumber("C-99"))


def test_an_order_is_placed_once(rep: Rep) -> None:
    record = rep.place()
    with pytest.raises(RefusedError):
        rep.use_cases.orders.place(record.order)
    assert len(rep.use_cases.outbox.entries()) == 1


def test_an_order_is_found_by_any_of_its_numbers(rep: Rep) -> None:
    record = rep.place()
    (request,) = rep.send()
    rep.confirm(request, "SO-10001")
    for reference in (record.order.id, "LI-KXQR-0001", "li-kxqr-0001*", "SO-10001", " so-10001 "):
        assert rep.use_cases.orders.get(reference).order.id == record.order.id
    with pytest.raises(NotFoundError):
        rep.use_cases.orders.get("SO-2")


def test_orders_are_listed_by_state_text_and_customer(rep: Rep) -> None:
    rep.place((BIKE, 1))
    other = rep.place((HELMET, 1), customer=CustomerNumber("C-2"))
    draft = rep.use_cases.orders.save_draft(replace(rep.order(), reference="Spring 100%"))
    assert [item.id for item in rep.use_cases.orders.search(state=OrderState.DRAFT)] == [
        draft.order.id
    ]
    assert [item.id for item in rep.use_cases.orders.search(customer=CustomerNumber("C-2"))] == [
        other.order.id
    ]
    assert [item.id for item in rep.use_cases.orders.search(text="shop 2")] == [other.order.id]
    assert [item.id for item in rep.use_cases.orders.search(text="0002")] == [other.order.id]
    assert [item.id for item in rep.use_cases.orders.search(text="100%")] == [draft.order.id]
    assert len(rep.use_cases.orders.search(limit=2)) == 2
    assert len(rep.use_cases.orders.search(limit=2, offset=2)) == 1


def test_a_draft_is_not_sent_and_can_be_placed_later(rep: Rep) -> None:
    draft = rep.use_cases.orders.save_draft(rep.order())
    assert draft.state is OrderState.DRAFT
    assert rep.send() == ()
    record = rep.use_cases.orders.place(draft.order)
    assert record.order.id == draft.order.id
    assert record.order.provisional_number == draft.order.provisional_number
    assert len(rep.send()) == 1


def test_only_a_draft_is_discarded(rep: Rep) -> None:
    draft = rep.use_cases.orders.save_draft(rep.order())
    rep.use_cases.orders.discard_draft(draft.order.id)
    with pytest.raises(NotFoundError):
        rep.shown(draft)
    with pytest.raises(RefusedError):
        rep.use_cases.orders.discard_draft(rep.place().order.id)


def test_a_repeated_order_is_a_new_one_priced_today(rep: Rep) -> None:
    record = rep.place((BIKE, 3))
    made = rep.use_cases.orders.repeat(record.order.id)
    again = made.order
    assert [(origin.kind, origin.label) for origin in made.origins] == [
        ("repeated", "LI-KXQR-0001")
    ]
    assert again.id != record.order.id
    assert again.provisional_number == ""
    assert [(line.sku, line.quantity) for line in again.lines] == [(BIKE, 3)]
    assert rep.use_cases.orders.place(again).order.provisional_number == "LI-KXQR-0002"
