"""Held requests when there is no room: refused like any other, and none is lost."""

import pytest

from smartclient.contract import refusals
from smartclient.contract.messages import AnswerStatus, PlaceOrder, Request
from smartclient.domain.ids import new_id
from smartclient.headoffice.inbox.signing_keys import SigningKey
from tests.office_company import ANN, Company, line

KEY = SigningKey(login=ANN)


def placing(company: Company, quantity: int) -> Request:
    return company.request(PlaceOrder(order=company.order(line("A", quantity))))


def test_a_sender_has_room_for_so_many_held_requests(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smartclient.headoffice.inbox.held_requests.MAX_UNANSWERED", 2)
    steps = [(placing(company, quantity), [new_id()]) for quantity in (1, 2, 3)]
    taken = company.office.carried.take_in(KEY, steps)
    assert (taken.held, taken.new) == (2, 2)
    assert [receipt.refusal for receipt in taken.receipts] == [refusals.TOO_MANY]
    # what is held already is not refused for want of room
    again = company.office.carried.take_in(KEY, steps[:2])
    assert (again.held, again.new, again.receipts) == (2, 0, ())


def test_a_held_request_for_which_the_inbox_has_no_room_waits_on(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, order = placing(company, 1), placing(company, 2)
    company.office.carried.take_in(KEY, [(first, ()), (order, [first.id])])
    with monkeypatch.context() as patch:
        patch.setattr("smartclient.headoffice.inbox.receive.MAX_UNANSWERED", 0)
        company.office.answer_waiting()
    assert company.answer(ANN, first).status is AnswerStatus.CONFIRMED
    assert company.answer_or_none(ANN, order) is None
    assert company.count("held_requests") == 1
    company.office.answer_waiting()
    assert company.answer(ANN, order).status is AnswerStatus.CONFIRMED
    assert company.count("held_requests") == 0
