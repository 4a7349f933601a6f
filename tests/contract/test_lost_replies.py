"""A request whose reply was lost is answered by what there is, and has its effect once."""

from dataclasses import replace

import pytest
from sqlalchemy import delete

from smartclient.contract.messages import (
    Answer,
    AnswerStatus,
    CreateCustomer,
    DeleteCustomer,
    PlaceOrder,
    Request,
)
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.sales.orders import Fulfilment, OrderState
from smartclient.headoffice.admin.maintenance import change_order_fulfilment
from smartclient.reconcile.conflict import Conflict
from tests.office_company import ANN, Company, line


def lose_reply(company: Company, request: Request) -> None:
    t = company.tables.replies
    with company.office.engine.begin() as connection:
        lost = connection.execute(delete(t).where(t.c.request_id == request.id))
        assert lost.rowcount == 1


def offered_again(company: Company, request: Request) -> Answer:
    """The answer to a request that comes again because the reply to it was lost."""
    lose_reply(company, request)
    company.send(ANN, request)
    company.office.answer_waiting()
    return company.answer(ANN, request)


def order_in_conflict(company: Company) -> Conflict:
    """The conflict of an order for more than is in stock."""
    _, answer = company.place(company.order(line("D", 500)))
    assert answer.conflict is not None
    return answer.conflict


def first_action(conflict: Conflict) -> str:
    return str(conflict.problems[0].actions[0])


def test_an_order_placed_by_a_resolution_is_confirmed_again(company: Company) -> None:
    """Were it refused, the rep would be left a draft, and might place it a second time."""
    conflict = order_in_conflict(company)
    resolved, answer = company.resolve(conflict, first_action(conflict))
    again = offered_again(company, resolved)
    assert answer.status.succeeded
    assert (again.status, again.order) == (answer.status, answer.order)
    assert company.count("orders") == 1


def test_an_order_placed_by_an_admins_decision_is_confirmed_again(company: Company) -> None:
    conflict = order_in_conflict(company)
    escalated, _ = company.escalate(conflict)
    assert offered_again(company, escalated).status is AnswerStatus.AWAITING_DECISION
    company.decide(conflict, first_action(conflict))
    answer = company.answer(ANN, escalated)
    again = offered_again(company, escalated)
    assert answer.status.succeeded
    assert (again.status, again.order) == (answer.status, answer.order)
    assert company.count("orders") == 1


def test_an_amendment_that_was_refused_is_not_confirmed(company: Company) -> None:
    order = company.order(line("A", 1))
    _, placed = company.place(order)
    assert placed.order is not None
    change_order_fulfilment(
        company.office.engine, placed.order.number, Fulfilment.SHIPPED, clock=company.clock
    )
    amended, answer = company.amend(replace(order, lines=(line("A", 2),)))
    assert answer.status is AnswerStatus.REJECTED
    again = offered_again(company, amended)
    assert again.status is AnswerStatus.REJECTED
    assert again.order is not None
    assert [held.quantity for held in again.order.order.lines] == [1]


def test_an_amendment_that_was_carried_out_is_confirmed_again(company: Company) -> None:
    order = company.order(line("A", 1))
    company.place(order)
    amended, _ = company.amend(replace(order, lines=(line("A", 2),)))
    again = offered_again(company, amended)
    assert again.status is AnswerStatus.CONFIRMED
    assert again.order is not None
    assert again.order.state is OrderState.CONFIRMED


@pytest.mark.parametrize("has_orders", [False, True])
def test_a_deletion_is_answered_by_whether_the_customer_is_there(
    company: Company, *, has_orders: bool
) -> None:
    new = CreateCustomer(provisional_number=CustomerNumber("NEW-1"), name="New")
    _, created = company.ask(ANN, new, lane="NEW-1")
    assert created.customer is not None
    number = created.customer.number
    if has_orders:
        company.place(company.order(customer=number))
    deletion, answer = company.ask(ANN, DeleteCustomer(number=number), lane=number)
    again = offered_again(company, deletion)
    assert answer.status is (AnswerStatus.REJECTED if has_orders else AnswerStatus.CONFIRMED)
    assert (again.status, again.customer_deleted) == (answer.status, answer.customer_deleted)


def test_what_was_set_aside_is_tried_though_the_reply_that_said_so_is_lost(
    company: Company,
) -> None:
    """It was never carried out, so it is none that is answered again."""
    request = company.request(PlaceOrder(order=company.order()))
    company.send(ANN, request)
    now = company.clock.now()
    company.change("inbox", {"request_id": request.id}, status="parked", answered_at=now)
    company.send(ANN, request)
    company.office.answer_waiting()
    assert company.answer(ANN, request).status is AnswerStatus.CONFIRMED
    assert company.count("orders") == 1


def test_what_got_its_answer_with_another_since_it_was_sent_again_is_not_carried_out_again(
    company: Company,
) -> None:
    request, answer = company.place(company.order(line("D", 2)))
    # its reply was lost, it was sent again, and before its turn came it was answered another way
    company.change("inbox", {"request_id": request.id}, status="received")
    (before,) = company.rows("replies", request_id=request.id)
    assert company.office.answer_waiting() == 1
    (after,) = company.rows("replies", request_id=request.id)
    assert after == before
    assert company.answer(ANN, request) == answer
    assert company.count("inbox", status="done") == 1
    assert (company.count("orders"), company.stock("D")) == (1, 3)
