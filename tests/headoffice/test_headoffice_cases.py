"""Cases: an admin approves, refuses, changes, hands back, and learns when it is too late."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from smartclient.contract.admin_bodies import DecideCase
from smartclient.contract.messages import Answer, AnswerStatus, PlaceOrder, Request, ResolveConflict
from smartclient.domain.errors import NotFoundError, RefusedError
from smartclient.domain.ids import ConflictId, new_id
from smartclient.domain.rules.problems import Action, ResolvedBy, RuleCode
from smartclient.reconcile.conflict import Conflict, ProblemAnswer, Resolution
from tests.office_company import ANN, BEN, CHIEF, HEAD, KIOSK, SHOP, Company, line

A_DAY_AGO = date(2026, 11, 20)


def over_credit(company: Company, quantity: int = 50) -> tuple[Request, Conflict]:
    """Place an order beyond the credit limit, and return it with its conflict."""
    order = company.order(line("A", quantity, unit_price=Decimal(10)), customer=KIOSK)
    request, answer = company.place(order)
    assert answer.status is AnswerStatus.AWAITING_DECISION
    assert answer.conflict is not None
    return request, answer.conflict


def asked_about(company: Company) -> tuple[Request, Conflict]:
    """Place an order for something unknown, pass it on, and return that with its conflict."""
    _, answer = company.place(company.order(line("NONE", 1), line("A", 1, 2)))
    request, answer = company.escalate(answer.conflict, "the customer insists")
    assert answer.status is AnswerStatus.AWAITING_DECISION
    assert answer.conflict is not None
    return request, answer.conflict


def dropping(conflict: Conflict) -> ResolveConflict:
    """The rep's answer to it: drop every line in conflict."""
    drop = Action.parse("drop_line")
    answers = (ProblemAnswer(code=p.code, line=p.line, action=drop) for p in conflict.problems)
    return ResolveConflict(conflict_id=conflict.id, resolution=Resolution(problems=tuple(answers)))


def test_a_case_shows_the_admin_what_the_rep_asked(company: Company) -> None:
    _, conflict = asked_about(company)
    (case,) = company.office.cases()
    assert case.conflict.id == conflict.id
    assert (case.rep, case.note) == (ANN, "the customer insists")
    assert case.order is not None
    assert len(case.order.lines) == 2


def test_an_approved_order_is_confirmed_as_the_rep_entered_it(company: Company) -> None:
    request, conflict = over_credit(company)
    mine = company.decide(conflict, "approve", note="just this once")
    assert (mine.status, mine.by) == (AnswerStatus.CONFIRMED, HEAD)
    answer = company.answer(ANN, request)
    assert answer.status is AnswerStatus.CONFIRMED
    assert (answer.by, answer.note) == (HEAD, "just this once")
    assert answer.order is not None
    assert answer.order.order.totals.total == Decimal("500.00")
    accepted = [(change.rule, change.by) for change in answer.report]
    assert accepted == [(RuleCode.CREDIT_LIMIT_EXCEEDED, HEAD)]
    assert company.office.cases() == ()
    assert company.rows("conflicts")[0].state == "closed"


def test_an_approval_holds_for_a_smaller_version_of_the_order(company: Company) -> None:
    request, conflict = over_credit(company)
    company.decide(conflict, "approve")
    placed = company.answer(ANN, request).order
    assert placed is not None
    smaller = replace(placed.order, lines=(line("A", 40, unit_price=Decimal(10)),))
    _, answer = company.amend(smaller)
    assert answer.status is AnswerStatus.CONFIRMED
    larger = replace(placed.order, lines=(line("A", 60, unit_price=Decimal(10)),))
    _, answer = company.amend(larger)
    assert answer.status is AnswerStatus.AWAITING_DECISION


def test_the_answer_goes_to_the_reps_newest_request(company: Company) -> None:
    request, conflict = asked_about(company)
    company.decide(conflict, "drop_line")
    answer = company.answer(ANN, request)
    assert answer.status is AnswerStatus.ADJUSTED
    assert answer.order is not None
    assert [item.sku for item in answer.order.order.lines] == ["A"]
    assert ("line", HEAD) in {(change.field, change.by) for change in answer.report}


def test_a_refusal_says_why_and_who(company: Company) -> None:
    request, conflict = over_credit(company)
    company.decide(conflict, "refuse", note="pay first")
    answer = company.answer(ANN, request)
    assert answer.status is AnswerStatus.REJECTED
    assert (answer.by, answer.note) == (HEAD, "pay first")
    assert [problem.code for problem in answer.reasons] == [RuleCode.CREDIT_LIMIT_EXCEEDED]
    assert company.count("orders") == 0
    assert company.rows("conflicts")[0].state == "closed"


def test_refusing_an_amendment_leaves_the_order_as_it_was(company: Company) -> None:
    order = company.order(line("A", 1), customer=KIOSK)
    company.place(order)
    request, answer = company.amend(replace(order, lines=(line("A", 90),)))
    company.decide(answer.conflict, "refuse")
    answer = company.answer(ANN, request)
    assert answer.status is AnswerStatus.REJECTED
    assert answer.order is not None
    assert answer.order.order.lines[0].quantity == 1


def test_what_is_handed_back_is_for_the_rep_to_resolve(company: Company) -> None:
    request, conflict = over_credit(company)
    company.decide(conflict, "hand_back", note="make it smaller")
    answer = company.answer(ANN, request)
    assert answer.status is AnswerStatus.IN_CONFLICT
    assert answer.conflict is not None
    assert (answer.conflict.note, answer.conflict.note_by) == ("make it smaller", HEAD)
    assert answer.conflict.problems[0].settled_by is ResolvedBy.REP
    assert company.office.cases() == ()
    _, answer = company.resolve(answer.conflict, "cancel", lane=KIOSK)
    assert answer.status is AnswerStatus.CONFIRMED


def test_what_was_handed_back_can_be_passed_on_again(company: Company) -> None:
    _, conflict = over_credit(company)
    company.decide(conflict, "hand_back")
    escalated, _ = company.escalate(conflict, "they will pay on Monday")
    (case,) = company.office.cases()
    assert case.note == "they will pay on Monday"
    company.decide(conflict, "approve", CHIEF)
    assert company.answer(ANN, escalated).status is AnswerStatus.CONFIRMED


def test_the_second_of_two_admins_learns_that_it_was_decided(company: Company) -> None:
    request, conflict = over_credit(company)
    company.decide(conflict, "refuse", HEAD)
    late = company.decide(conflict, "approve", CHIEF)
    assert late.status is AnswerStatus.REJECTED
    assert late.arguments == {"by": HEAD, "decision": "refuse"}
    assert late.by == HEAD
    assert company.answer(ANN, request).status is AnswerStatus.REJECTED
    assert company.count("orders") == 0


def test_two_admins_who_decide_in_the_same_round_are_not_both_obeyed(company: Company) -> None:
    request, conflict = over_credit(company)
    approve = DecideCase(conflict_id=conflict.id, action=Action.parse("approve"))
    first, second = (company.request(approve, lane=KIOSK) for _ in range(2))
    company.send(HEAD, first)
    company.send(CHIEF, second)
    company.office.answer_waiting()
    assert company.answer(HEAD, first).status is AnswerStatus.CONFIRMED
    assert company.answer(CHIEF, second).status is AnswerStatus.REJECTED
    assert company.answer(ANN, request).status is AnswerStatus.CONFIRMED
    assert company.count("orders") == 1


def test_only_an_admin_decides(company: Company) -> None:
    _, conflict = over_credit(company)
    for login in (ANN, BEN):
        answer = company.decide(conflict, "approve", login)
        assert answer.status is AnswerStatus.REJECTED
        assert "Only an admin" in answer.why
    assert company.count("orders") == 0


def test_an_action_that_is_not_offered_decides_nothing(company: Company) -> None:
    _, conflict = over_credit(company)
    answer = company.decide(conflict, "take_replacement")
    assert answer.status is AnswerStatus.REJECTED
    assert answer.arguments["action"] == "take_replacement"
    assert len(company.office.cases()) == 1


def test_what_has_no_price_is_not_approved(company: Company) -> None:
    request, conflict = asked_about(company)
    answer = company.decide(conflict, "approve")
    assert answer.status is AnswerStatus.REJECTED
    assert ("has no price" in answer.why, answer.arguments) == (True, {"sku": "NONE"})
    assert company.count("orders") == 0
    assert company.answer(ANN, request).status is AnswerStatus.AWAITING_DECISION


def test_a_conflict_for_the_rep_is_no_case(company: Company) -> None:
    _, answer = company.place(company.order(line("NONE", 1)))
    answer = company.decide(answer.conflict, "approve")
    assert answer.status is AnswerStatus.REJECTED
    assert "no such case" in answer.why


def test_a_decision_is_evaluated_by_what_changed_meanwhile(company: Company) -> None:
    request, conflict = over_credit(company)
    company.change_product("A", discontinued_on=A_DAY_AGO, replaced_by="B")
    company.decide(conflict, "approve")
    answer = company.answer(ANN, request)
    assert answer.status is AnswerStatus.IN_CONFLICT
    assert answer.conflict is not None
    assert answer.conflict.id == conflict.id
    assert [problem.code for problem in answer.conflict.problems] == [RuleCode.DISCONTINUED]
    assert company.office.cases() == ()
    _, answer = company.resolve(answer.conflict, "take_replacement", lane=KIOSK)
    # what the admin accepted stands: the credit is no conflict again
    assert answer.status is AnswerStatus.CONFIRMED
    assert {change.by for change in answer.report if change.field == "accepted"} == {HEAD}


def test_a_new_question_for_an_admin_keeps_the_case_open(company: Company) -> None:
    request, conflict = over_credit(company)
    company.change_customer(KIOSK, status="on_hold")
    answer = company.decide(conflict, "approve")
    assert answer.status is AnswerStatus.REJECTED
    assert "changed meanwhile" in answer.why
    (case,) = company.office.cases()
    asked = {RuleCode.CREDIT_LIMIT_EXCEEDED, RuleCode.CUSTOMER_ON_HOLD}
    assert {problem.code for problem in case.conflict.problems} == asked
    company.decide(conflict, "approve")
    answer = company.answer(ANN, request)
    assert answer.status is AnswerStatus.CONFIRMED
    approved = [(change.rule, change.by) for change in answer.report]
    assert sorted(approved) == [(rule, HEAD) for rule in sorted(asked)]


def test_all_that_an_admin_resolves_is_one_case_and_answered_together(company: Company) -> None:
    company.policy("not_enough_stock", "admin")
    order = company.order(line("D", 50, unit_price=Decimal(10)), customer=KIOSK)
    request, answer = company.place(order)
    assert answer.status is AnswerStatus.AWAITING_DECISION
    (case,) = company.office.cases()
    assert {problem.code for problem in case.conflict.problems} == {
        RuleCode.CREDIT_LIMIT_EXCEEDED,
        RuleCode.NOT_ENOUGH_STOCK,
    }
    company.decide(case.conflict, "approve")
    assert company.answer(ANN, request).status is AnswerStatus.CONFIRMED


def test_a_decision_that_finds_a_new_question_keeps_its_changes_and_repeats_its_approvals(
    company: Company,
) -> None:
    request, conflict = asked_about(company)
    company.change_customer(SHOP, status="on_hold")
    company.decide(conflict, "approve", resolution=dropping(conflict).resolution)
    (case,) = company.office.cases()
    assert case.order is not None
    assert [item.sku for item in case.order.lines] == ["A"]
    assert [problem.code for problem in case.conflict.problems] == [RuleCode.CUSTOMER_ON_HOLD]
    company.decide(conflict, "approve")
    assert company.answer(ANN, request).status is AnswerStatus.ADJUSTED


def test_what_a_rep_passed_on_stays_with_the_admin_when_there_is_a_new_question(
    company: Company,
) -> None:
    company.change_product("B", discontinued_on=A_DAY_AGO)
    _, answer = company.place(company.order(line("B", 1)))
    request, _ = company.escalate(answer.conflict)
    company.change_customer(SHOP, status="on_hold")
    assert company.decide(answer.conflict, "approve").status is AnswerStatus.REJECTED
    (case,) = company.office.cases()
    assert {problem.code for problem in case.conflict.problems} == {
        RuleCode.CUSTOMER_ON_HOLD,
        RuleCode.DISCONTINUED,
    }
    company.decide(answer.conflict, "approve")
    assert company.answer(ANN, request).status is AnswerStatus.CONFIRMED


def test_a_customer_who_left_the_rep_meanwhile_makes_the_decision_a_refusal(
    company: Company,
) -> None:
    request, conflict = over_credit(company)
    company.change_customer(KIOSK, rep=BEN)
    mine = company.decide(conflict, "approve")
    assert [problem.code for problem in mine.reasons] == [RuleCode.NOT_IN_PARTITION]
    assert company.answer(ANN, request).status is AnswerStatus.REJECTED
    assert company.office.cases() == ()


def test_a_decision_may_name_one_action_for_each_problem(company: Company) -> None:
    company.change_product("B", discontinued_on=A_DAY_AGO)
    _, answer = company.place(company.order(line("NONE", 1), line("B", 2, 2), line("A", 1, 3)))
    request, _ = company.escalate(answer.conflict)
    resolution = Resolution(
        problems=(
            ProblemAnswer(code=RuleCode.UNKNOWN_PRODUCT, line=1, action=Action.parse("drop_line")),
        )
    )
    company.decide(answer.conflict, "approve", resolution=resolution)
    placed = company.answer(ANN, request).order
    assert placed is not None
    assert [item.sku for item in placed.order.lines] == ["B", "A"]


def test_the_command_line_decides_through_the_same_inbox(company: Company) -> None:
    request, conflict = over_credit(company)
    answer = company.office.decisions.decide(
        conflict.id, Action.parse("approve"), note="ok", as_login=HEAD
    )
    assert answer.status is AnswerStatus.CONFIRMED
    assert company.answer(ANN, request).status is AnswerStatus.CONFIRMED
    again: Answer = company.office.decisions.decide(
        conflict.id, Action.parse("refuse"), as_login=CHIEF
    )
    assert again.status is AnswerStatus.REJECTED
    assert company.count("inbox", kind="decide_case", status="done") == 2


def test_deciding_what_is_not_there_is_refused_before_it_is_sent(company: Company) -> None:
    with pytest.raises(NotFoundError):
        company.office.decisions.decide(
            ConflictId(new_id()), Action.parse("approve"), as_login=HEAD
        )
    _, conflict = over_credit(company)
    with pytest.raises(RefusedError):
        company.office.decisions.decide(conflict.id, Action.parse("approve"), as_login="nobody")
    assert company.count("inbox", kind="decide_case") == 0


def test_a_rep_may_still_resolve_what_an_admin_has_not_decided(company: Company) -> None:
    request, conflict = asked_about(company)
    _, answer = company.resolve(conflict, "drop_line", replaces=request.id)
    assert answer.status is AnswerStatus.CONFIRMED
    assert company.office.cases() == ()
    late = company.decide(conflict, "refuse")
    assert late.arguments == {"by": ANN, "decision": "withdrawn"}
    assert company.count("orders", customer=SHOP, state="confirmed") == 1


@pytest.mark.parametrize("last", ["passed on", "answered after it was handed back"])
@pytest.mark.parametrize("sent", ["with a list", "by an older Smart Client"])
def test_a_decision_does_not_carry_out_what_a_later_version_took_the_place_of(
    company: Company, last: str, sent: str
) -> None:
    order = company.order(line("A", 1), line("NONE", 1, 2))
    placing, answer = company.place(order)
    passing, answer = company.escalate(answer.conflict, replaces=placing.id)
    conflict = answer.conflict
    assert conflict is not None
    said = [placing, passing]
    if last == "answered after it was handed back":
        company.decide(conflict, "hand_back")
        passing, _ = company.escalate(conflict, "again", replaces=passing.id)
        said += [passing, company.request(dropping(conflict), replaces=passing.id)]
    decision = company.request(
        DecideCase(conflict_id=conflict.id, action=Action.parse("drop_line")), lane=""
    )
    newer = company.request(
        PlaceOrder(order=replace(order, lines=(line("A", 7),))),
        replaces=said[-1].id,
        withdraws=tuple(item.id for item in said) if sent == "with a list" else (),
    )
    company.send(HEAD, decision)
    company.send(ANN, *said, newer)
    company.office.answer_waiting()
    assert company.answer(HEAD, decision).status is AnswerStatus.REJECTED
    placed = company.answer(ANN, newer)
    assert placed.status is AnswerStatus.CONFIRMED
    assert placed.order is not None
    assert [(item.sku, item.quantity) for item in placed.order.order.lines] == [("A", 7)]
    assert company.office.cases() == ()


def test_a_decision_stands_although_its_rep_has_answered_the_conflict_since(
    company: Company,
) -> None:
    passing, conflict = asked_about(company)
    decision = company.request(
        DecideCase(conflict_id=conflict.id, action=Action.parse("drop_line")), lane=""
    )
    company.send(HEAD, decision)
    answering = company.request(dropping(conflict), replaces=passing.id, withdraws=(passing.id,))
    company.send(ANN, answering)
    company.office.answer_waiting()
    assert company.answer(HEAD, decision).status is AnswerStatus.CONFIRMED
    assert company.count("orders") == 1
