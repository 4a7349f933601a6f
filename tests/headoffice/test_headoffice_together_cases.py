"""What an admin has to decide about one of several orders that stand together."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from smartclient.contract.messages import (
    AnswerStatus,
    CancelOrder,
    EscalateConflict,
    PlaceOrder,
    Request,
    ResolveConflict,
    Withdraw,
)
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.rules.problems import Action, ActionKind, RuleCode
from smartclient.reconcile.actions import answers_for_all
from smartclient.reconcile.conflict import Conflict, Resolution
from tests.headoffice.test_headoffice_together import NEW, account, ask, order_request, statuses
from tests.office_company import ANN, BEN, HEAD, KIOSK, SHOP, Company, line

AWAITED = AnswerStatus.AWAITING_DECISION
CONFIRMED = AnswerStatus.CONFIRMED
REJECTED = AnswerStatus.REJECTED


def conflict_of(company: Company, request: Request) -> Conflict:
    conflict = company.answer(ANN, request).conflict
    assert conflict is not None
    return conflict


def decide(company: Company, request: Request, kind: ActionKind) -> AnswerStatus:
    return company.decide(conflict_of(company, request), kind).status


def open_cases(company: Company) -> int:
    return company.count("cases", state="open")


def held(company: Company) -> tuple[Request, Request]:
    """Two orders that wait for an admin because one of them does."""
    company.policy("credit_limit_exceeded", "admin")
    company.change_customer(KIOSK, credit_limit=Decimal(1))
    members = order_request(company, "A", 2), order_request(company, "B", 5, KIOSK)
    ask(company, *members)
    assert statuses(company, members) == [None, AWAITED]
    assert not company.rows("orders")
    return members


def test_all_wait_for_the_decision_about_one(company: Company) -> None:
    members = held(company)
    conflict = conflict_of(company, members[1])
    assert [problem.code for problem in conflict.problems] == [RuleCode.CREDIT_LIMIT_EXCEEDED]
    assert conflict.together
    assert open_cases(company) == 1
    assert not company.rows("orders")


def test_an_approval_carries_out_all(company: Company) -> None:
    members = held(company)
    assert decide(company, members[1], ActionKind.APPROVE) is CONFIRMED
    assert all(status is not None and status.succeeded for status in statuses(company, members))
    assert [row.number for row in company.rows("orders")] == ["SO-10001", "SO-10002"]
    assert company.answer(ANN, members[1]).by == HEAD
    assert open_cases(company) == 0
    assert company.count("conflicts", state="closed") == 1


def test_a_refusal_refuses_all(company: Company) -> None:
    members = held(company)
    label = conflict_of(company, members[1]).subject.label
    assert decide(company, members[1], ActionKind.REFUSE) is CONFIRMED
    assert statuses(company, members) == [REJECTED, REJECTED]
    assert company.answer(ANN, members[0]).arguments == {"other": label}
    assert not company.rows("orders")
    assert open_cases(company) == 0


def test_a_decision_is_taken_once(company: Company) -> None:
    members = held(company)
    conflict = conflict_of(company, members[1])
    decide(company, members[1], ActionKind.APPROVE)
    assert company.decide(conflict, ActionKind.REFUSE).status is REJECTED
    assert company.count("orders") == 2


def test_two_cases_are_both_decided_before_anything_is_carried_out(company: Company) -> None:
    company.policy("credit_limit_exceeded", "admin")
    for customer in (SHOP, KIOSK):
        company.change_customer(customer, credit_limit=Decimal(1))
    members = order_request(company, "A", 2), order_request(company, "B", 5, KIOSK)
    ask(company, *members)
    assert statuses(company, members) == [AWAITED, AWAITED]
    first, second = (conflict_of(company, member) for member in members)
    assert company.decide(second, ActionKind.APPROVE).status is CONFIRMED
    assert not company.rows("orders")
    assert open_cases(company) == 1
    assert company.decide(first, ActionKind.APPROVE).status is CONFIRMED
    assert company.count("orders") == 2
    assert open_cases(company) == 0


def test_what_became_wrong_with_another_meanwhile_is_asked_of_the_rep(company: Company) -> None:
    members = held(company)
    company.change_product("A", discontinued_on=date(2020, 1, 2))
    assert decide(company, members[1], ActionKind.APPROVE) is CONFIRMED
    assert statuses(company, members) == [AnswerStatus.IN_CONFLICT, AWAITED]
    assert not company.rows("orders")
    # the corrected one comes with the other: what was approved counts
    order = company.order(line("D", 1), customer=SHOP)
    better = company.request(
        PlaceOrder(order=order), lane=SHOP, replaces=members[0].id, withdraws=(members[0].id,)
    )
    ask(company, better, members[1])
    assert all(
        status is not None and status.succeeded
        for status in statuses(company, (better, members[1]))
    )
    assert company.count("orders") == 2
    assert company.count("conflicts", state="closed") == company.count("conflicts")


def test_what_is_handed_back_is_asked_of_the_rep(company: Company) -> None:
    members = held(company)
    assert decide(company, members[1], ActionKind.HAND_BACK) is CONFIRMED
    assert statuses(company, members) == [None, AnswerStatus.IN_CONFLICT]
    assert not company.rows("orders")


def test_a_doubtful_account_waits_with_its_orders(company: Company) -> None:
    (existing,) = company.rows("customers", number=SHOP)
    members = account(company, existing.name), order_request(company, "A", 1, NEW)
    ask(company, *members)
    assert statuses(company, members) == [AWAITED, None]
    before = company.count("customers")
    assert decide(company, members[0], ActionKind.NOT_A_DUPLICATE) is CONFIRMED
    assert statuses(company, members) == [CONFIRMED, CONFIRMED]
    assert company.count("customers") == before + 1
    assert company.count("orders") == 1


def test_what_waits_can_be_taken_back(company: Company) -> None:
    members = held(company)
    taking_back = company.request(Withdraw(requests=tuple(m.id for m in members)), lane=SHOP)
    company.send(ANN, taking_back)
    company.office.answer_waiting()
    assert open_cases(company) == 0
    assert company.count("conflicts", state="closed") == 1
    assert not company.rows("orders")


def in_conflict(company: Company) -> tuple[tuple[Request, Request], Conflict]:
    members = order_request(company, "A", 2), order_request(company, "B", 1, KIOSK)
    company.change_product("B", discontinued_on=date(2020, 1, 2))
    ask(company, *members)
    assert statuses(company, members) == [None, AnswerStatus.IN_CONFLICT]
    return members, conflict_of(company, members[1])


def resolution(conflict: Conflict, kind: ActionKind) -> Resolution:
    return Resolution(problems=answers_for_all(conflict.problems, Action(kind), by_admin=False))


def resolved_on_another_device(company: Company, conflict: Conflict, kind: ActionKind) -> Request:
    """Resolve the conflict of one from another device."""
    request = company.request(
        ResolveConflict(conflict_id=conflict.id, resolution=resolution(conflict, kind)), lane=KIOSK
    )
    company.send(ANN, request)
    company.office.answer_waiting()
    return request


def test_a_conflict_of_one_is_given_to_the_reps_other_devices(company: Company) -> None:
    members, conflict = in_conflict(company)
    (row,) = company.rows("open_work")
    assert (row.request_id, row.state) == (members[1].id, "open")
    assert row.item_id == conflict.id


def test_resolved_on_another_device_all_are_carried_out(company: Company) -> None:
    company.policy("unknown_product", "rep")
    members = (
        order_request(company, "A", 2),
        company.request(
            PlaceOrder(order=company.order(line("B", 1), line("NONE", 1, 2), customer=KIOSK)),
            lane=KIOSK,
        ),
    )
    ask(company, *members)
    conflict = conflict_of(company, members[1])
    answer = resolved_on_another_device(company, conflict, ActionKind.DROP_LINE)
    found = statuses(company, (*members, answer))
    assert all(status is not None and status.succeeded for status in found), found
    assert company.count("orders") == 2
    assert company.count("conflicts", state="closed") == 1


def test_cancelled_on_another_device_none_is_carried_out(company: Company) -> None:
    members, conflict = in_conflict(company)
    answer = resolved_on_another_device(company, conflict, ActionKind.CANCEL)
    assert company.answer(ANN, answer).withdrawn
    assert [company.answer(ANN, member).withdrawn for member in members] == [True, True]
    assert not company.rows("orders")


def test_an_order_in_conflict_is_not_carried_out_by_itself(company: Company) -> None:
    members, _ = in_conflict(company)
    order = company.rows("conflicts")[0].subject_id
    body = PlaceOrder(order=replace(company.order(line("D", 1), customer=KIOSK), id=order))
    alone = company.request(body, lane=KIOSK, replaces=members[1].id)
    company.send(ANN, alone)
    company.office.answer_waiting()
    assert company.answer(ANN, alone).status is REJECTED
    assert not company.rows("orders")


def test_an_order_in_conflict_that_is_cancelled_withdraws_what_stands_together_with_it(
    company: Company,
) -> None:
    members, _ = in_conflict(company)
    order = company.rows("conflicts")[0].subject_id
    cancel = company.request(CancelOrder(order_id=order), lane=KIOSK)
    company.send(ANN, cancel)
    company.office.answer_waiting()
    assert company.answer(ANN, members[1]).withdrawn
    assert company.count("conflicts", state="closed") == 1
    assert not company.rows("orders")


def test_one_of_several_is_not_left_to_an_admin_by_its_rep(company: Company) -> None:
    _, conflict = in_conflict(company)
    request = company.request(EscalateConflict(conflict_id=conflict.id), lane=KIOSK)
    company.send(ANN, request)
    company.office.answer_waiting()
    assert company.answer(ANN, request).status is AnswerStatus.IN_CONFLICT
    assert open_cases(company) == 0


def test_nobody_else_decides(company: Company) -> None:
    members = held(company)
    answer = company.decide(conflict_of(company, members[1]), ActionKind.APPROVE, BEN)
    assert answer.status is REJECTED
    assert not company.rows("orders")


def test_an_order_that_awaits_a_decision_is_for_the_account_that_is_opened_then(
    company: Company,
) -> None:
    company.policy("discontinued", "admin")
    company.change_product("B", discontinued_on=date(2020, 1, 2))
    members = account(company), order_request(company, "B", 1, NEW)
    ask(company, *members)
    assert statuses(company, members) == [None, AWAITED]
    # the number that it had while it was judged is another customer's by then
    company.send(ANN, account(company, "Bay Window", CustomerNumber("AN-C-2")))
    company.office.answer_waiting()
    assert decide(company, members[1], ActionKind.APPROVE) is CONFIRMED
    opened = company.answer(ANN, members[0]).customer
    assert opened is not None
    assert opened.name == "Harbour Goods"
    assert [row.customer for row in company.rows("orders")] == [opened.number]


def test_what_waits_is_not_refused_where_the_answer_to_the_whole_was_lost(
    company: Company,
) -> None:
    company.policy("credit_limit_exceeded", "admin")
    company.change_customer(KIOSK, credit_limit=Decimal(1))
    members = order_request(company, "A", 2), order_request(company, "B", 5, KIOSK)
    whole = ask(company, *members)
    replies = company.tables.replies
    with company.office.engine.begin() as connection:
        connection.execute(replies.delete().where(replies.c.request_id == whole.id))
    company.send(ANN, whole)
    company.office.answer_waiting()
    assert statuses(company, members) == [None, AWAITED]
    assert decide(company, members[1], ActionKind.APPROVE) is CONFIRMED
    assert company.count("orders") == 2
