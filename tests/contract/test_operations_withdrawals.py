"""Withdrawals over the link: from when they are received, whatever arrives before or after."""

from dataclasses import replace

import pytest

from smartclient.contract.admin_bodies import DecideCase, RetryStopped
from smartclient.contract.messages import AmendOrder, Answer, AnswerStatus, PlaceOrder, Request
from smartclient.domain.ids import RequestId, new_id
from smartclient.domain.rules.problems import Action
from tests.office_company import ANN, BEN, BENS, HEAD, KIOSK, SHOP, Company, line


def placing(company: Company, quantity: int = 1, **how: object) -> Request:
    order = company.order(line("A", quantity))
    return company.request(PlaceOrder(order=order), **how)  # type: ignore[arg-type]


def answered(company: Company, request: Request) -> Answer:
    company.office.answer_waiting()
    return company.answer(ANN, request)


def assert_withdrawn(company: Company, request: Request) -> None:
    answer = answered(company, request)
    assert (answer.status, answer.withdrawn) == (AnswerStatus.REJECTED, True)
    assert company.count("inbox", request_id=request.id, status="done") == 1


def test_what_is_withdrawn_before_it_arrives_is_not_carried_out(company: Company) -> None:
    order = placing(company)
    _, answer = company.withdraw(order)
    assert (answer.status, answer.withdrawn) == (AnswerStatus.CONFIRMED, True)
    company.send(ANN, order)
    assert_withdrawn(company, order)
    assert company.count("orders") == 0


def test_a_withdrawal_that_waits_beside_the_request_is_in_time(company: Company) -> None:
    order = placing(company)
    withdrawal = company.withdrawal(order)
    company.send(ANN, order, withdrawal)
    assert_withdrawn(company, order)
    assert company.answer(ANN, withdrawal).withdrawn
    assert company.count("orders") == 0


def test_what_was_carried_out_already_stays_and_the_withdrawal_is_answered_so(
    company: Company,
) -> None:
    request, placed = company.place(company.order(line("A", 2)))
    _, answer = company.withdraw(request)
    assert (answer.status, answer.withdrawn) == (AnswerStatus.CONFIRMED, False)
    assert answer.order == placed.order
    assert answer.why
    assert company.count("orders", state="confirmed") == 1


def test_what_is_set_aside_and_withdrawn_is_tried_by_nobody(company: Company) -> None:
    order = placing(company)
    company.send(ANN, order)
    company.park(order)
    company.withdraw(order)
    assert_withdrawn(company, order)
    assert company.count("stopped") == 0
    company.send(ANN, order)
    company.ask(HEAD, RetryStopped(sender=ANN, request_id=order.id, confirmed=True), lane="")
    assert_withdrawn(company, order)
    assert company.count("orders") == 0


def test_what_was_replaced_is_never_carried_out(company: Company) -> None:
    order = company.order(line("A", 1))
    old = company.request(PlaceOrder(order=order))
    company.send(ANN, old)
    company.park(old)
    newer = replace(order, lines=(line("A", 9),))
    _, answer = company.ask(ANN, PlaceOrder(order=newer), replaces=old.id)
    assert answer.status is AnswerStatus.CONFIRMED
    assert_withdrawn(company, old)
    company.send(ANN, old)
    assert_withdrawn(company, old)
    (row,) = company.rows("order_lines")
    assert row.quantity == 9


def test_what_was_replaced_twice_is_not_carried_out_though_one_between_never_came(
    company: Company,
) -> None:
    old, between = placing(company), RequestId(new_id())
    company.send(ANN, placing(company, 9, replaces=between, withdraws=(old.id, between)), old)
    assert_withdrawn(company, old)
    assert company.count("orders") == 1


def test_what_is_not_kept_withdraws_nothing_though_another_rep_sent_just_that(
    company: Company,
) -> None:
    """Ben's request of that id is another one: what he sends under it now is refused."""
    order = company.request(PlaceOrder(order=company.order(customer=BENS)), lane=BENS)
    kept = company.request(PlaceOrder(order=company.order(customer=BENS)), lane=BENS)
    company.send(BEN, order, kept)
    sent_by_ann = placing(company, 2, request_id=kept.id, withdraws=(order.id,))
    company.send(ANN, sent_by_ann)
    (receipt,) = company.link(BEN).submit([sent_by_ann])
    assert receipt.refusal or receipt.digest == kept.digest
    company.office.answer_waiting()
    assert company.answer(BEN, order).status is AnswerStatus.CONFIRMED
    assert not company.answer(BEN, order).withdrawn


def test_a_refused_replacement_does_not_revive_what_it_replaced(company: Company) -> None:
    old = placing(company)
    stranger = company.order(line("A", 9), customer=BENS)
    _, refused = company.ask(ANN, PlaceOrder(order=stranger), replaces=old.id)
    assert refused.status is AnswerStatus.REJECTED
    company.send(ANN, old)
    assert_withdrawn(company, old)
    assert company.count("orders") == 0


def test_a_replacement_that_is_set_aside_does_not_revive_it_either(company: Company) -> None:
    old = placing(company)
    newer = placing(company, 9, replaces=old.id)
    company.send(ANN, newer)
    company.park(newer)
    company.send(ANN, old)
    assert_withdrawn(company, old)
    assert company.count("orders") == 0


def test_nobody_withdraws_what_another_sent(company: Company) -> None:
    order = placing(company)
    company.withdraw(order, login=BEN, lane=BENS)
    company.send(ANN, order)
    assert answered(company, order).status is AnswerStatus.CONFIRMED


def test_a_withdrawal_in_another_lane_is_in_time(company: Company) -> None:
    order = placing(company)
    company.send(ANN, order, company.withdrawal(order, lane=KIOSK))
    assert_withdrawn(company, order)


def test_what_is_in_conflict_and_withdrawn_is_decided_by_nobody(company: Company) -> None:
    request, first = company.place(company.order(line("NONE", 1), line("A", 1, 2)))
    company.escalate(first.conflict)
    company.withdraw(request)
    assert not company.office.cases()
    (conflict,) = company.rows("conflicts")
    assert conflict.state == "closed"
    assert company.decide(first.conflict, "approve").status is AnswerStatus.REJECTED
    assert company.count("orders") == 0


def test_a_case_is_not_carried_out_once_a_withdrawal_was_received(company: Company) -> None:
    """Whoever decides, and however long what withdraws waits or was set aside itself."""
    request, first = company.place(company.order(line("NONE", 1), line("A", 1, 2)))
    company.escalate(first.conflict)
    assert first.conflict is not None
    decision = company.request(
        DecideCase(conflict_id=first.conflict.id, action=Action.parse("drop_line")), lane=""
    )
    company.send(HEAD, decision)
    withdrawal = company.withdrawal(request)
    company.send(ANN, withdrawal)
    company.park(withdrawal)
    company.office.answer_waiting()
    assert company.answer(HEAD, decision).status is AnswerStatus.REJECTED
    assert company.count("orders") == 0
    assert not company.office.cases()
    company.send(ANN, withdrawal)
    assert answered(company, withdrawal).withdrawn
    assert company.count("orders") == 0


@pytest.mark.parametrize("answers", ["drop_line", ""])
def test_a_conflict_is_not_answered_once_a_withdrawal_was_received(
    company: Company, answers: str
) -> None:
    request, first = company.place(company.order(line("NONE", 1), line("A", 1, 2)))
    withdrawal = company.withdrawal(request)
    company.send(ANN, withdrawal)
    company.park(withdrawal)
    if answers:
        _, late = company.resolve(first.conflict, answers)
    else:
        _, late = company.escalate(first.conflict)
    assert (late.status, late.withdrawn) == (AnswerStatus.REJECTED, True)
    assert company.count("orders") == 0
    assert [row.state for row in company.rows("conflicts")] == ["closed"]
    assert not company.office.cases()


def test_what_was_carried_out_by_an_answer_to_its_conflict_stays(company: Company) -> None:
    request, first = company.place(company.order(line("NONE", 1), line("A", 1, 2)))
    resolution, done = company.resolve(first.conflict, "drop_line")
    assert done.status is AnswerStatus.CONFIRMED
    _, answer = company.withdraw(request, resolution)
    assert not answer.withdrawn
    assert answer.order == done.order


def test_an_answer_to_a_conflict_withdraws_nothing(company: Company) -> None:
    order = company.order(line("NONE", 1), line("A", 1, 2))
    request, first = company.place(order)
    resolution, _ = company.resolve(first.conflict, "drop_line", replaces=request.id)
    assert company.count("withdrawn") == 0
    assert company.answer(ANN, resolution).status is AnswerStatus.CONFIRMED


def test_what_comes_in_conflict_is_over_when_its_replacement_is_refused(company: Company) -> None:
    order = company.order(line("NONE", 1), line("A", 1, 2))
    request, _ = company.place(order)
    broken = replace(order, lines=(line("A", 0),))
    _, refused = company.ask(ANN, AmendOrder(order=broken), replaces=request.id)
    assert refused.status is AnswerStatus.REJECTED
    assert [row.state for row in company.rows("conflicts")] == ["closed"]


def test_an_endless_list_is_refused(company: Company) -> None:
    withdraws = tuple(new_id() for _ in range(1_500))
    (receipt,) = company.link(ANN).submit([placing(company, withdraws=withdraws)])
    assert receipt.refusal
    assert company.count("withdrawn") == 0


def test_what_an_old_client_sent_is_tried_again_only_when_that_is_confirmed(
    company: Company,
) -> None:
    order = placing(company)
    company.send(ANN, order)
    company.park(order)
    company.change("inbox", {"request_id": order.id}, withdrawable=False)
    retry = RetryStopped(sender=ANN, request_id=order.id)
    _, answer = company.ask(HEAD, retry, lane="")
    assert answer.status is AnswerStatus.REJECTED
    assert company.count("orders") == 0
    _, answer = company.ask(HEAD, replace(retry, confirmed=True), lane="")
    assert answer.status is AnswerStatus.CONFIRMED
    assert answered(company, order).status is AnswerStatus.CONFIRMED
    assert SHOP in {row.customer for row in company.rows("orders")}
