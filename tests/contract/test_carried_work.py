"""Work carried by hand, at every kind of head office: beside the link, and held for its needs."""

from dataclasses import replace

import pytest

from smartclient.contract import refusals
from smartclient.contract.devices import DeviceClaim
from smartclient.contract.messages import AnswerStatus, CancelOrder, PlaceOrder, Request
from smartclient.contract.operations import PulseRequest
from smartclient.domain.errors import RefusedError, SmartClientError
from smartclient.domain.ids import new_id
from smartclient.headoffice.inbox.signing_keys import SigningKey
from tests.office_company import ANN, BEN, BENS, Company, line

KEY = "0a" * 32


def known_key(company: Company) -> SigningKey:
    """The key of a device of Ann's, after its first contact."""
    claim = DeviceClaim(id=new_id(), signing_key=KEY)
    company.link(ANN).pulse(PulseRequest(clock=company.office_time(), device=claim))
    return company.office.carried.signing_key(ANN, KEY)


def placing(company: Company, quantity: int = 1) -> Request:
    return company.request(PlaceOrder(order=company.order(line("A", quantity))))


def have_something_released(company: Company, key: SigningKey) -> None:
    """Have an order of Ann's held that may go as soon as what was sent is answered.

    So a worker asks for what is to be released, and the others must stay.
    """
    first, other = placing(company, 7), placing(company, 8)
    company.send(ANN, first)
    company.office.carried.take_in(key, [(other, [first.id])])


def test_a_key_counts_for_the_login_that_reported_it(company: Company) -> None:
    assert known_key(company).login == ANN
    for login, key in ((BEN, KEY), (ANN, "0b" * 32), (ANN, "no key")):
        with pytest.raises(RefusedError, match="does not know the device"):
            company.office.carried.signing_key(login, key)


def test_what_comes_both_ways_is_carried_out_once(company: Company) -> None:
    key, carried, sent = known_key(company), placing(company), placing(company, 2)
    company.send(ANN, sent)
    for new in (1, 0):
        taken = company.office.carried.take_in(key, [(carried, ()), (sent, ())])
        assert (taken.new, taken.held, len(taken.receipts)) == (new, 0, 2)
        assert not any(receipt.refusal for receipt in taken.receipts)
        company.send(ANN, carried)
        company.office.answer_waiting()
    assert company.answer(ANN, carried).status is AnswerStatus.CONFIRMED
    replies = company.office.carried.replies(ANN, [carried.id, sent.id])
    over_link = company.link(ANN).replies(after=0, watermark=2**62, limit=10)
    assert {reply.request_id: reply for reply in replies} == {
        reply.request_id: reply for reply in over_link
    }
    assert company.count("inbox") == 2


def test_a_request_is_held_until_all_that_it_needs_is_confirmed(company: Company) -> None:
    key, first, second, third = known_key(company), *(placing(company, n) for n in (1, 2, 3))
    steps = [(third, [first.id, second.id]), (first, ())]
    taken = company.office.carried.take_in(key, steps)
    assert (taken.new, taken.held, [item.request_id for item in taken.receipts]) == (
        2,
        1,
        [first.id],
    )
    company.office.answer_waiting()
    assert company.answer_or_none(ANN, third) is None
    assert company.count("inbox") == 1
    company.send(ANN, second)
    company.office.answer_waiting()
    assert company.answer(ANN, third).status is AnswerStatus.CONFIRMED
    assert not company.rows("held_requests")
    assert not company.rows("held_needs")
    again = company.office.carried.take_in(key, steps)
    # what has arrived needs nothing any more
    assert (again.new, again.held, len(again.receipts)) == (0, 0, 2)
    assert not company.rows("held_requests")


def test_a_request_is_held_no_more_once_it_came_over_the_link(company: Company) -> None:
    key, order = known_key(company), placing(company)
    company.office.carried.take_in(key, [(order, [new_id()])])
    company.send(ANN, order)
    company.office.answer_waiting()
    assert company.answer(ANN, order).status is AnswerStatus.CONFIRMED
    assert not company.rows("held_requests")
    assert company.count("orders") == 1


def test_what_is_held_and_withdrawn_is_answered_so(company: Company) -> None:
    key, order = known_key(company), placing(company)
    company.office.carried.take_in(key, [(order, [new_id()])])
    _, answer = company.withdraw(order)
    assert answer.withdrawn
    company.office.answer_waiting()
    assert company.answer(ANN, order).withdrawn
    assert company.count("orders") == 0


def test_what_a_held_request_withdraws_is_never_carried_out(company: Company) -> None:
    key, first, order = known_key(company), placing(company), placing(company, 2)
    withdrawing = company.request(
        PlaceOrder(order=company.order(line("A", 3))), withdraws=(order.id,)
    )
    company.office.carried.take_in(
        key, [(order, [first.id]), (withdrawing, [new_id()]), (first, ())]
    )
    company.office.answer_waiting()
    assert company.answer(ANN, order).withdrawn
    assert company.count("orders") == 1


def test_a_held_request_is_refused_as_in_the_inbox(company: Company) -> None:
    key = known_key(company)
    body = CancelOrder(order_id=company.order(line("A", 1)).id, note="x" * 300_000)
    taken = company.office.carried.take_in(key, [(company.request(body), [new_id()])])
    assert [bool(receipt.refusal) for receipt in taken.receipts] == [True]
    assert (taken.held, taken.new) == (0, 0)
    assert not company.rows("held_requests")


def test_another_content_under_the_id_of_a_held_request_is_refused(company: Company) -> None:
    key, order = known_key(company), placing(company)
    other = replace(placing(company, 2), id=order.id)
    company.office.carried.take_in(key, [(order, [new_id()])])
    taken = company.office.carried.take_in(key, [(other, [new_id()])])
    assert [receipt.refusal for receipt in taken.receipts] == [refusals.OTHER_CONTENT]
    (held,) = company.rows("held_requests")
    assert held.digest == order.digest


def test_another_content_that_came_over_the_link_leaves_what_is_held_as_it_is(
    company: Company,
) -> None:
    key, order = known_key(company), placing(company)
    company.office.carried.take_in(key, [(order, [new_id()])])
    company.send(ANN, replace(placing(company, 2), id=order.id))
    have_something_released(company, key)
    company.office.answer_waiting()
    (held,) = company.rows("held_requests")
    assert held.digest == order.digest
    assert [row.held_id for row in company.rows("held_needs")] == [held.id]
    assert company.count("orders") == 3


def test_a_held_request_needs_what_was_said_last(company: Company) -> None:
    key, first, order = known_key(company), placing(company), placing(company, 2)
    company.office.carried.take_in(key, [(order, [new_id()])])
    taken = company.office.carried.take_in(key, [(order, [first.id]), (first, ())])
    assert (taken.new, taken.held) == (1, 1)
    company.office.answer_waiting()
    assert company.answer(ANN, order).status is AnswerStatus.CONFIRMED


def test_what_needs_a_refused_request_is_not_carried_out(company: Company) -> None:
    key = known_key(company)
    refused = company.request(PlaceOrder(order=company.order(line("A", 1), customer=BENS)))
    order = placing(company)
    company.office.carried.take_in(key, [(refused, ()), (order, [refused.id])])
    have_something_released(company, key)
    company.office.answer_waiting()
    assert company.count("orders") == 2
    assert not company.answer(ANN, refused).status.succeeded
    assert company.answer_or_none(ANN, order) is None
    assert len(company.rows("held_requests")) == 1


def test_what_another_login_sent_under_the_same_ids_changes_nothing_for_it(
    company: Company,
) -> None:
    """Ids are a sender's own: Ben's confirmed request is not what Ann's held one needs."""
    key, order = known_key(company), placing(company)
    bens = company.request(PlaceOrder(order=company.order(line("A", 1), customer=BENS)), lane=BENS)
    company.send(BEN, bens)
    company.office.carried.take_in(key, [(order, [bens.id])])
    same = replace(bens, id=order.id)
    bens_key = SigningKey(login=BEN)
    taken = company.office.carried.take_in(bens_key, [(same, [new_id()])])
    assert (taken.held, taken.new) == (1, 1)
    have_something_released(company, key)
    company.office.answer_waiting()
    assert company.answer(BEN, bens).status is AnswerStatus.CONFIRMED
    assert company.answer_or_none(ANN, order) is None
    assert {row.sender for row in company.rows("held_requests")} == {ANN, BEN}
    assert not company.office.carried.replies(ANN, [bens.id])


@pytest.mark.parametrize("withdrawn", [False, True])
def test_what_another_login_sent_or_withdrew_under_the_id_of_a_held_request_releases_nothing(
    company: Company, *, withdrawn: bool
) -> None:
    key, order = known_key(company), placing(company)
    company.office.carried.take_in(key, [(order, [new_id()])])
    body = PlaceOrder(order=company.order(line("A", 1), customer=BENS))
    bens = company.request(body, lane=BENS, withdraws=(order.id,) if withdrawn else ())
    company.send(BEN, bens if withdrawn else replace(bens, id=order.id))
    have_something_released(company, key)
    company.office.answer_waiting()
    assert company.answer_or_none(ANN, order) is None
    (held,) = company.rows("held_requests")
    assert held.sender == ANN
    assert company.count("orders") == 3


def test_work_of_a_login_that_is_known_no_more_is_not_taken_in(company: Company) -> None:
    key, order = known_key(company), placing(company)
    company.dismiss(ANN)
    with pytest.raises(RefusedError, match="not known at head office any more"):
        company.office.carried.signing_key(ANN, KEY)
    with pytest.raises(SmartClientError):
        company.office.carried.take_in(key, [(order, ())])
    assert not company.rows("inbox")
