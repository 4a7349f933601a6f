"""Conflicts of orders: raised, resolved by the rep, resolved late, and raised again."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from smartclient.contract.messages import AnswerStatus, EscalateConflict, ResolveConflict
from smartclient.domain.ids import ConflictId, Sku, new_id
from smartclient.domain.rules.problems import Action, RuleCode
from smartclient.domain.sales.orders import OrderState
from smartclient.reconcile.conflict import ConflictKind, ProblemAnswer, Resolution
from tests.office_company import ANN, BEN, BENS, SHOP, Company, line

A_DAY_AGO = date(2026, 11, 20)


def codes(answer: object) -> list[str]:
    conflict = answer.conflict  # type: ignore[attr-defined]
    return [] if conflict is None else [problem.code for problem in conflict.problems]


def test_an_order_that_breaks_several_rules_is_one_conflict(company: Company) -> None:
    company.change_product("A", discontinued_on=A_DAY_AGO, replaced_by="B")
    order = company.order(line("A", 1), line("NONE", 1, 2), line("C", 1, 3))
    request, answer = company.place(order)
    assert answer.status is AnswerStatus.IN_CONFLICT
    assert answer.conflict is not None
    assert answer.conflict.kind is ConflictKind.RULE
    assert answer.conflict.request_id == request.id
    assert answer.conflict.subject.id == order.id
    assert codes(answer) == [RuleCode.DISCONTINUED, RuleCode.UNKNOWN_PRODUCT]
    assert company.count("orders") == 0
    assert company.count("cases") == 0


def test_the_reps_choices_are_carried_out_and_reported(company: Company) -> None:
    company.change_product("A", discontinued_on=A_DAY_AGO, replaced_by="B")
    order = company.order(line("A", 2, unit_price=Decimal(10)), line("NONE", 1, 2))
    _, answer = company.place(order)
    _, answer = company.resolve(answer.conflict, "take_replacement", "drop_line")
    assert answer.status is AnswerStatus.CONFIRMED
    assert answer.order is not None
    assert [(item.sku, item.quantity) for item in answer.order.order.lines] == [("B", 2)]
    changes = {(change.rule, change.field, change.by) for change in answer.report}
    assert (RuleCode.DISCONTINUED, "sku", ANN) in changes
    assert (RuleCode.UNKNOWN_PRODUCT, "line", ANN) in changes
    assert company.rows("conflicts")[0].state == "closed"


def test_what_is_not_answered_leaves_the_conflict_as_it_is(company: Company) -> None:
    _, answer = company.place(company.order(line("NONE", 1), line("NADA", 1, 2)))
    conflict = answer.conflict
    _, answer = company.resolve(conflict, "drop_line")
    assert answer.status is AnswerStatus.IN_CONFLICT
    assert "unknown_product:2" in answer.arguments["names"]
    _, answer = company.resolve(conflict, "approve", "drop_line")
    assert answer.status is AnswerStatus.IN_CONFLICT
    _, answer = company.resolve(conflict, "cancel")
    assert answer.status is AnswerStatus.CONFIRMED


def test_cancelling_in_a_conflict_leaves_no_order(company: Company) -> None:
    _, answer = company.place(company.order(line("NONE", 1)))
    _, answer = company.resolve(answer.conflict, "cancel")
    assert answer.status is AnswerStatus.CONFIRMED
    assert answer.order is not None
    assert (answer.order.state, answer.order.number) == (OrderState.CANCELLED, "")
    assert company.count("orders") == 0


def test_cancelling_in_the_conflict_of_an_amendment_cancels_the_order(company: Company) -> None:
    order = company.order(line("D", 1))
    company.place(order)
    _, answer = company.amend(replace(order, lines=(line("D", 50),)))
    _, answer = company.resolve(answer.conflict, "cancel")
    assert answer.order is not None
    assert (answer.order.state, answer.order.number) == (OrderState.CANCELLED, "SO-10001")
    assert company.stock("D") == 5


def test_a_resolution_is_evaluated_by_what_changed_since(company: Company) -> None:
    company.change_product("A", discontinued_on=A_DAY_AGO, replaced_by="B")
    _, first = company.place(company.order(line("A", 2)))
    company.change_product("B", discontinued_on=A_DAY_AGO, replaced_by="C")
    request, second = company.resolve(first.conflict, "take_replacement")
    assert second.status is AnswerStatus.IN_CONFLICT
    assert second.conflict is not None
    assert first.conflict is not None
    assert second.conflict.id != first.conflict.id
    assert second.conflict.request_id == request.id
    assert second.conflict.problems[0].sku == Sku("B")
    _, third = company.resolve(second.conflict, "take_replacement")
    assert third.order is not None
    assert third.order.order.lines[0].sku == Sku("C")
    skus = [(change.before, change.after) for change in third.report if change.field == "sku"]
    assert skus == [("A", "B"), ("B", "C")]


def test_a_price_that_rose_again_is_asked_about_again(company: Company) -> None:
    company.change_product("A", list_price=Decimal(12))
    _, answer = company.place(company.order(line("A", 1, unit_price=Decimal(10))))
    assert codes(answer) == [RuleCode.PRICE_CHANGED]
    company.change_product("A", list_price=Decimal(15))
    _, answer = company.resolve(answer.conflict, "accept_price")
    assert codes(answer) == [RuleCode.PRICE_CHANGED]
    _, answer = company.resolve(answer.conflict, "accept_price")
    assert answer.status is AnswerStatus.CONFIRMED
    assert answer.order is not None
    assert answer.order.order.lines[0].unit_price == Decimal(15)


def test_resolving_the_same_conflict_twice_gives_the_outcome_of_the_first(
    company: Company,
) -> None:
    _, answer = company.place(company.order(line("NONE", 1), line("A", 1, 2)))
    _, first = company.resolve(answer.conflict, "drop_line")
    _, second = company.resolve(answer.conflict, "cancel")
    assert second == first
    assert company.count("orders", state="confirmed") == 1


def test_an_amended_order_takes_the_place_of_the_one_in_conflict(company: Company) -> None:
    order = company.order(line("NONE", 1))
    request, first = company.place(order)
    _, answer = company.amend(replace(order, lines=(line("A", 1),)), replaces=request.id)
    assert answer.status is AnswerStatus.CONFIRMED
    assert company.rows("conflicts")[0].state == "closed"
    _, late = company.resolve(first.conflict, "cancel")
    assert late.order == answer.order
    assert company.count("orders", state="confirmed") == 1


def test_cancelling_an_order_in_conflict_closes_it(company: Company) -> None:
    order = company.order(line("NONE", 1))
    request, _ = company.place(order)
    _, answer = company.cancel(order, replaces=request.id)
    assert answer.status is AnswerStatus.CONFIRMED
    assert answer.order is not None
    assert answer.order.state is OrderState.CANCELLED
    assert company.rows("conflicts")[0].state == "closed"


def test_cancelling_an_order_an_admin_looks_at_closes_the_case_and_answers_both(
    company: Company,
) -> None:
    order = company.order(line("NONE", 1))
    _, answer = company.place(order)
    escalated, _ = company.escalate(answer.conflict, "please")
    _, cancelled = company.cancel(order)
    assert company.answer(ANN, escalated).order == cancelled.order
    assert company.rows("cases")[0].state == "decided"
    late = company.decide(answer.conflict, "approve")
    assert late.status is AnswerStatus.REJECTED
    assert company.count("orders") == 0


@pytest.mark.parametrize("message", ["resolve", "escalate"])
def test_another_reps_conflict_is_unknown(company: Company, message: str) -> None:
    _, answer = company.place(company.order(line("NONE", 1), customer=BENS), BEN)
    if message == "resolve":
        _, answer = company.resolve(answer.conflict, "cancel", login=ANN)
    else:
        _, answer = company.escalate(answer.conflict, login=ANN)
    assert answer.status is AnswerStatus.REJECTED
    assert "no longer knows" in answer.why
    assert company.rows("conflicts")[0].state == "open"


def test_a_conflict_nobody_raised_is_unknown(company: Company) -> None:
    nowhere = ConflictId(new_id())
    bodies = (
        ResolveConflict(conflict_id=nowhere, resolution=Resolution()),
        EscalateConflict(conflict_id=nowhere),
    )
    for body in bodies:
        _, answer = company.ask(ANN, body)
        assert answer.status is AnswerStatus.REJECTED


def test_a_rep_can_not_approve(company: Company) -> None:
    _, answer = company.place(company.order(line("NONE", 1)))
    assert answer.conflict is not None
    approval = ProblemAnswer(code=RuleCode.UNKNOWN_PRODUCT, line=1, action=Action.parse("approve"))
    body = ResolveConflict(
        conflict_id=answer.conflict.id, resolution=Resolution(problems=(approval,))
    )
    _, answer = company.ask(ANN, body)
    assert answer.status is AnswerStatus.IN_CONFLICT
    assert company.count("orders") == 0


def test_a_rep_resolves_the_reps_problems_before_an_admin_sees_the_rest(company: Company) -> None:
    order = company.order(line("A", 50), line("NONE", 1, 2), customer="S-2")
    _, answer = company.place(order)
    assert answer.status is AnswerStatus.IN_CONFLICT
    assert codes(answer) == [RuleCode.UNKNOWN_PRODUCT, RuleCode.CREDIT_LIMIT_EXCEEDED]
    _, answer = company.resolve(answer.conflict, "drop_line", lane="S-2")
    assert answer.status is AnswerStatus.AWAITING_DECISION
    assert codes(answer) == [RuleCode.CREDIT_LIMIT_EXCEEDED]
    assert company.count("cases", state="open") == 1


def test_a_resolution_that_can_not_be_carried_out_leaves_the_conflict_with_its_rep(
    company: Company,
) -> None:
    company.policy("customer.name", "rep")
    company.change_customer(SHOP, name="Theirs")
    _, raised = company.edit(("name", "Shop", "Mine"))
    _, answer = company.choose(raised.conflict, name="")
    assert answer.status is AnswerStatus.IN_CONFLICT
    assert answer.conflict == raised.conflict
    assert answer.why == "A customer needs a name."
    assert [row.state for row in company.rows("open_work")] == ["open"]
    _, answer = company.choose(raised.conflict, name="Ours")
    assert answer.status.succeeded
