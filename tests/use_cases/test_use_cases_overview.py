"""Overviews: what needs the rep, what was answered, a customer as a whole, a product's terms."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from smartclient.contract.messages import Answer, AnswerStatus
from smartclient.domain.errors import NotFoundError
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.tasks import TaskKind, TaskStatus
from smartclient.read_models.overview import ActionItemKind, CustomerEvent
from smartclient.read_models.records import HistoryEvent
from smartclient.read_models.worker_outage import SILENT_AFTER
from tests.use_cases.rep_world import BIKE, HELMET, OTHER_SHOP, REFUSED, SHOP, Rep, data_conflict

NAME, PHONE, NOTES = EditableField.NAME, EditableField.PHONE, EditableField.NOTES


def test_an_empty_day_needs_nothing(rep: Rep) -> None:
    today = rep.use_cases.status.today()

    assert today.needs == ()
    assert today.answers.rows == ()
    assert today.drafts == 0
    assert len(today.weeks) == 12
    assert sum(week.total for week in today.weeks) == 0


def test_what_goes_no_further_by_itself_needs_the_rep(rep: Rep) -> None:
    rep.place((BIKE, 1))
    (request,) = rep.send()
    conflict = rep.collide(request)
    draft = rep.use_cases.orders.save_draft(rep.order((HELMET, 3), customer=OTHER_SHOP))

    needs = rep.use_cases.status.today().needs

    assert [need.kind for need in needs] == [ActionItemKind.CONFLICT, ActionItemKind.DRAFT]
    assert [need.id for need in needs] == [conflict.id, draft.order.id]
    assert [need.customer_name for need in needs] == ["Shop 1", "Shop 2"]
    assert [need.value for need in needs] == [Decimal(1000), Decimal(150)]


def test_stopped_work_needs_the_rep(rep: Rep) -> None:
    rep.place((BIKE, 1))
    (request,) = rep.send()
    rep.answer(request, Answer(status=AnswerStatus.PARKED, why="It broke."))

    (need,) = rep.use_cases.status.today().needs

    assert (need.kind, need.id) == (ActionItemKind.STOPPED, request.id)
    assert rep.use_cases.status.today().answers.rows == ()


def test_values_count_what_waits_and_what_is_at_head_office(rep: Rep) -> None:
    rep.place((BIKE, 1))
    rep.send()
    rep.place((HELMET, 2))

    today = rep.use_cases.status.today()

    assert today.waiting_value == Decimal(100)
    assert today.there_value == Decimal(1000)


def test_answers_are_listed_until_they_are_marked_as_read(rep: Rep) -> None:
    rep.place((BIKE, 1))
    (request,) = rep.send()
    rep.confirm(request, "SO-7")
    rep.place((BIKE, 1))
    (other,) = rep.send()
    rep.answer(other, REFUSED)

    answers = rep.use_cases.status.today().answers
    assert [row.status for row in answers.rows] == [TaskStatus.REJECTED, TaskStatus.CONFIRMED]
    assert answers.rows[1].subject.label == "SO-7"
    assert answers.rows[1].customer_name == "Shop 1"
    assert answers.since is None

    rep.use_cases.status.mark_answers_read(answers.mark)

    seen = rep.use_cases.status.today().answers
    assert seen.rows == ()
    assert seen.since == rep.clock.now()


def test_an_answer_that_came_while_looking_is_still_news(rep: Rep) -> None:
    before = rep.use_cases.status.today().answers
    rep.place((BIKE, 1))
    (request,) = rep.send()
    rep.confirm(request)

    rep.use_cases.status.mark_answers_read(before.mark)

    assert len(rep.use_cases.status.today().answers.rows) == 1


def test_only_the_present_status_of_a_task_is_an_answer(rep: Rep) -> None:
    record = rep.place((BIKE, 1))
    (request,) = rep.send()
    rep.collide(request)
    rep.use_cases.orders.cancel(record.order.id)

    assert rep.use_cases.status.today().answers.rows == ()


def test_sales_keep_tentative_and_confirmed_apart_and_leave_drafts_out(rep: Rep) -> None:
    rep.place((BIKE, 1))
    (request,) = rep.send()
    rep.confirm(request)
    rep.place((HELMET, 1))
    rep.use_cases.orders.save_draft(rep.order((HELMET, 9)))

    weeks = rep.use_cases.status.today().weeks

    assert weeks[-1].monday == date(2026, 11, 16)
    assert (weeks[-1].confirmed, weeks[-1].tentative) == (Decimal(1000), Decimal(50))
    assert all(week.total == 0 for week in weeks[:-1])
    assert [(b.monday - a.monday).days for a, b in pairwise(weeks)] == [7] * 11


def test_an_overview_shows_how_credit_is_used(rep: Rep) -> None:
    rep.place((BIKE, 1))
    (request,) = rep.send()
    rep.confirm(request)
    rep.place((HELMET, 1))

    credit = rep.use_cases.customers.overview(SHOP).credit

    assert (credit.balance, credit.confirmed, credit.tentative) == (
        Decimal(0),
        Decimal(1000),
        Decimal(50),
    )
    assert credit.used == rep.use_cases.customers.get(SHOP).credit_used
    assert credit.left is None


def step(entry: CustomerEvent) -> HistoryEvent:
    assert entry.event is not None
    return entry.event


def test_a_history_has_orders_changes_conflicts_and_answers(rep: Rep) -> None:
    rep.place((BIKE, 1))
    (order,) = rep.send()
    rep.confirm(order, "SO-7")
    rep.use_cases.customers.edit(SHOP, {PHONE: "555-1111"})
    (update,) = rep.send()
    rep.answer(
        update, Answer(status=AnswerStatus.IN_CONFLICT, conflict=data_conflict(update), by="amy")
    )

    story = rep.use_cases.customers.overview(SHOP).events

    steps = [(step(entry).task, step(entry).status, entry.is_current) for entry in story]
    assert steps == [
        (TaskKind.UPDATE_CUSTOMER, TaskStatus.IN_CONFLICT, True),
        (TaskKind.UPDATE_CUSTOMER, TaskStatus.QUEUED, False),
        (TaskKind.PLACE_ORDER, TaskStatus.CONFIRMED, True),
        (TaskKind.PLACE_ORDER, TaskStatus.QUEUED, False),
    ]
    assert [(c.field, c.base, c.mine) for c in story[1].changes] == [
        (PHONE, "555-0001", "555-1111")
    ]
    assert [(c.field, c.mine, c.theirs) for c in story[0].clashes] == [
        (PHONE, "555-1111", "555-2222")
    ]
    assert step(story[0]).by == "amy"
    placed = story[2].order
    assert placed is not None
    assert placed.number == "SO-7"


def test_a_history_shows_what_is_wrong_with_an_order(rep: Rep) -> None:
    rep.place((BIKE, 1))
    (order,) = rep.send()
    conflict = rep.collide(order)

    story = rep.use_cases.customers.overview(SHOP).events

    assert step(story[0]).status is TaskStatus.IN_CONFLICT
    assert step(story[0]).reasons == conflict.problems


def test_a_history_leaves_other_customers_out(rep: Rep) -> None:
    rep.place((BIKE, 1), customer=OTHER_SHOP)

    assert rep.use_cases.customers.overview(SHOP).events == ()


def test_a_deletion_is_withdrawn_with_the_changes_it_absorbed(rep: Rep) -> None:
    before = rep.use_cases.customers.edit(SHOP, {PHONE: "555-1111"})
    rep.use_cases.customers.delete(SHOP)

    restored = rep.use_cases.customers.undo_delete(before)

    assert not restored.deleted
    assert restored.customer.phone == "555-1111"
    assert [(entry.kind, entry.status) for entry in rep.use_cases.outbox.entries()] == [
        (TaskKind.DELETE_CUSTOMER, TaskStatus.TAKING_BACK),
        (TaskKind.UPDATE_CUSTOMER, TaskStatus.QUEUED),
    ]


def test_a_list_shows_which_customers_will_be_deleted(rep: Rep) -> None:
    rep.use_cases.customers.delete(SHOP)

    assert [row.deleted for row in rep.use_cases.customers.search()] == [True, False]


def test_a_new_customer_that_was_deleted_comes_back(rep: Rep) -> None:
    before = rep.use_cases.customers.create({NAME: "Corner Shop", NOTES: "Ring twice"})
    rep.use_cases.customers.delete(before.customer.number)

    restored = rep.use_cases.customers.undo_delete(before)

    assert (restored.customer.number, restored.deleted) == (before.customer.number, False)
    assert (restored.customer.name, restored.customer.notes) == ("Corner Shop", "Ring twice")


def test_a_product_is_shown_with_its_terms(rep: Rep) -> None:
    sheet = rep.use_cases.catalog.product(BIKE, SHOP)

    assert (sheet.product.sku, sheet.price, sheet.offers) == (BIKE, Decimal(1000), ())
    with pytest.raises(NotFoundError, match="no product NOTHING"):
        rep.use_cases.catalog.product(Sku("NOTHING"))
    with pytest.raises(NotFoundError):
        rep.use_cases.customers.overview(CustomerNumber("C-99"))


def test_what_awaits_a_decision_is_no_outage(rep: Rep) -> None:
    rep.place((BIKE, 1))
    (request,) = rep.send()
    ask_much_later(rep)
    assert rep.use_cases.status.current().outage is not None

    rep.answer(request, Answer(status=AnswerStatus.AWAITING_DECISION))
    ask_much_later(rep)

    current = rep.use_cases.status.current()
    assert (current.at_head_office, current.being_decided, current.awaiting_answer) == (1, 1, 0)
    assert current.outage is None


def ask_much_later(rep: Rep) -> None:
    rep.clock.advance(SILENT_AFTER)  # type: ignore[attr-defined]
    with rep.store.work() as work:
        work.meta.last_contact = rep.clock.now()
        work.commit()
