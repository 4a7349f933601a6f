"""Check-outs over every transport: one holder by head office's word, and everybody learns whose."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from smartclient.contract.admin_bodies import DecideCase
from smartclient.contract.check_outs import (
    BreakCheckOut,
    CheckInCustomer,
    CheckOutCustomer,
    ListCheckOuts,
)
from smartclient.contract.messages import (
    Answer,
    AnswerStatus,
    CancelOrder,
    DeleteCustomer,
    EscalateConflict,
    ResolveConflict,
    UpdateCustomer,
)
from smartclient.domain.check_out import CheckOut, CheckOutEnd, Hold
from smartclient.domain.errors import BlockedError, RefusedError
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.rules.check_outs import until_text
from smartclient.domain.rules.problems import Action, ActionKind, RuleCode
from smartclient.domain.sales.customers import EditableField, FieldChange
from smartclient.domain.tasks import TaskStatus
from smartclient.headoffice.admin import maintenance
from smartclient.reconcile.conflict import Conflict, FieldAnswer, Resolution
from tests.contract.synced_laptop import SyncedLaptop
from tests.office_company import ANN, BEN, BENS, HEAD, SHOP, Company, line

CONFIRMED, REJECTED = AnswerStatus.CONFIRMED, AnswerStatus.REJECTED


@pytest.fixture(autouse=True)
def _two_reps(company: Company) -> None:
    company.change_customer(SHOP, more_reps=BEN)


@pytest.fixture
def laptop(company: Company, tmp_path: Path) -> Iterator[SyncedLaptop]:
    laptop = SyncedLaptop(company, tmp_path / "laptop", BEN)
    yield laptop
    laptop.store.close()


def check_out(
    company: Company,
    login: str = ANN,
    *,
    number: CustomerNumber = SHOP,
    days: int | None = None,
    renews: str = "",
) -> Answer:
    body = CheckOutCustomer(number=number, days=days, device="laptop", renews=renews)
    return company.ask(login, body, lane=number)[1]


def check_in(company: Company, login: str = ANN) -> Answer:
    return company.ask(login, CheckInCustomer(number=SHOP), lane=SHOP)[1]


def break_it(company: Company, login: str = HEAD) -> Answer:
    return company.ask(login, BreakCheckOut(number=SHOP), lane=SHOP)[1]


def held(answer: Answer) -> CheckOut:
    assert answer.status is CONFIRMED, answer.why
    assert answer.customer is not None
    found = answer.customer.last_check_out
    assert found is not None
    return found


def test_it_is_held_for_three_days_and_refused_to_others_with_holder_and_end(
    company: Company,
) -> None:
    first = held(check_out(company))
    assert first.until - first.since == timedelta(days=3)
    assert (first.holder, first.device, first.end) == (ANN, "laptop", None)
    refused = check_out(company, BEN)
    assert refused.status is REJECTED
    sentence = refused.why.format(**refused.arguments)
    assert str(ANN) in sentence
    assert first.until.strftime("%Y-%m-%d %H:%M") in sentence


def test_it_is_given_back_and_then_another_may_have_it(company: Company) -> None:
    first = held(check_out(company))
    assert check_in(company, BEN).status is REJECTED
    assert held(check_in(company)).end is CheckOutEnd.RETURNED
    assert held(check_in(company)).end is CheckOutEnd.RETURNED
    second = held(check_out(company, BEN))
    assert second.counter == first.counter + 1


def test_an_admin_breaks_it_and_nobody_else(company: Company) -> None:
    assert break_it(company).status is REJECTED
    first = held(check_out(company))
    assert break_it(company, BEN).status is REJECTED
    broken = held(break_it(company))
    assert (broken.end, broken.ended_by) == (CheckOutEnd.BROKEN, HEAD)
    renewal = check_out(company, renews=first.number)
    assert renewal.status is REJECTED
    assert "has ended" in renewal.why
    assert held(check_out(company, BEN)).holder == BEN


def test_who_gives_back_what_an_admin_broke_changes_nothing(company: Company) -> None:
    check_out(company)
    broken = held(break_it(company))
    assert held(check_in(company)) == broken


def test_no_earlier_check_out_is_renewed_in_place_of_the_one_that_is_held(
    company: Company,
) -> None:
    first = held(check_out(company))
    check_in(company)
    second = held(check_out(company))
    answer = check_out(company, renews=first.number)
    assert answer.status is REJECTED
    assert "has ended" in answer.why
    assert held(check_out(company, renews=second.number)).number == second.number


@pytest.mark.parametrize("days", [0, 15, -1])
def test_days_that_the_policy_does_not_allow_are_refused(company: Company, days: int) -> None:
    answer = check_out(company, days=days)
    assert answer.status is REJECTED
    assert answer.arguments["most"] == "14"
    engine = company.office.engine
    maintenance.set_policy(engine, "check_out_most_days", "2", clock=company.clock)
    first = held(check_out(company))
    assert first.until - first.since == timedelta(days=2)


def test_nobody_checks_out_what_is_not_in_the_partition(company: Company) -> None:
    theirs, nobodys = check_out(company, number=BENS), check_out(company, number=_none())
    assert theirs.status is nobodys.status is REJECTED
    assert theirs.why == nobodys.why


def _none() -> CustomerNumber:
    return CustomerNumber("S-404")


def test_everybody_who_sees_the_customer_learns_of_it_and_of_its_end(
    company: Company, laptop: SyncedLaptop
) -> None:
    first = held(check_out(company))
    laptop.sync()
    (found,) = laptop.use_cases.customers.check_outs()
    assert (found.number, found.hold, found.check_out) == (SHOP, Hold.OTHERS, first)
    assert [each.number for each in company.office.check_outs()] == [SHOP]
    break_it(company)
    laptop.sync()
    assert laptop.use_cases.customers.check_outs() == ()
    assert company.office.check_outs() == ()


def test_one_of_before_a_restore_holds_nothing_until_it_is_asked_for_again(
    company: Company,
) -> None:
    before = held(check_out(company))
    company.office.restored()
    assert company.office.check_outs() == ()
    assert check_out(company, renews=before.number).status is REJECTED
    after = held(check_out(company, BEN))
    assert after.holder == BEN
    assert after.epoch != before.epoch


def test_the_same_request_again_gets_the_same_answer(company: Company) -> None:
    request, answer = company.ask(ANN, CheckOutCustomer(number=SHOP), lane=SHOP)
    check_in(company)
    company.send(ANN, request)
    company.office.answer_waiting()
    assert company.answer(ANN, request) == answer
    assert company.office.check_outs() == ()


@pytest.fixture
def locked(company: Company) -> CheckOut:
    return held(check_out(company))


PHONE = EditableField.PHONE


def update(company: Company, phone: str, login: str = BEN, base: str = "") -> Answer:
    change = FieldChange(field=PHONE, base=base, mine=phone)
    return company.ask(login, UpdateCustomer(number=SHOP, changes=(change,)), lane=SHOP)[1]


def resolution_of(conflict: Conflict, value: str) -> ResolveConflict:
    (field,) = conflict.fields
    chosen = FieldAnswer(field=field.field, value=value, seen=field.theirs)
    return ResolveConflict(conflict_id=conflict.id, resolution=Resolution(fields=(chosen,)))


def resolve(company: Company, conflict: Conflict, value: str, login: str = BEN) -> Answer:
    return company.ask(login, resolution_of(conflict, value), lane=SHOP)[1]


def phone_of(company: Company) -> str:
    (row,) = (row for row in company.rows("customers") if row.number == SHOP)
    return str(row.phone)


def test_a_change_by_another_is_a_conflict_that_names_the_holder_and_is_kept_until_then(
    company: Company, locked: CheckOut
) -> None:
    before = phone_of(company)
    answer = update(company, "555", base=before)
    assert answer.status is AnswerStatus.IN_CONFLICT
    assert answer.conflict is not None
    assert (answer.conflict.holder, answer.conflict.held_until) == (ANN, locked.until)
    assert [(f.mine, f.theirs) for f in answer.conflict.fields] == [("555", before)]
    assert phone_of(company) == before
    again = resolve(company, answer.conflict, "555")
    assert again.status is AnswerStatus.IN_CONFLICT
    assert again.conflict is not None
    check_in(company)
    assert resolve(company, again.conflict, "555").status.succeeded
    assert phone_of(company) == "555"


def test_the_holder_changes_it_from_any_device_and_so_does_anybody_once_it_ended(
    company: Company, locked: CheckOut
) -> None:
    before = phone_of(company)
    assert update(company, "1", ANN, base=before).status is CONFIRMED
    break_it(company)
    assert update(company, "2", BEN, base="1").status is CONFIRMED
    assert phone_of(company) == "2"
    del locked


def test_work_of_a_holder_whose_check_out_ended_is_judged_like_anybodys(
    company: Company, locked: CheckOut
) -> None:
    before = phone_of(company)
    break_it(company)
    held(check_out(company, BEN))
    late = update(company, "late", ANN, base=before)
    assert late.status is AnswerStatus.IN_CONFLICT
    assert late.conflict is not None
    assert late.conflict.holder == BEN
    del locked


def test_an_admin_decides_about_a_change_by_another_all_the_same(
    company: Company, locked: CheckOut
) -> None:
    answer = update(company, "555", base=phone_of(company))
    assert answer.conflict is not None
    escalate = EscalateConflict(conflict_id=answer.conflict.id)
    company.ask(BEN, escalate, lane=SHOP)
    approve = DecideCase(conflict_id=answer.conflict.id, action=Action(ActionKind.APPROVE))
    assert company.ask(HEAD, approve, lane=SHOP)[1].status is CONFIRMED
    assert phone_of(company) == "555"
    del locked


@pytest.mark.parametrize(
    ("setting", "status"),
    [
        (None, AnswerStatus.AWAITING_DECISION),
        ("refuse", REJECTED),
        ("rep", AnswerStatus.IN_CONFLICT),
        ("head_office", AnswerStatus.CONFIRMED),
    ],
)
def test_an_order_by_another_is_what_the_policy_says(
    company: Company, locked: CheckOut, setting: str | None, status: AnswerStatus
) -> None:
    if setting is not None:
        company.policy("customer_checked_out", setting)
    answer = company.place(company.order(), BEN)[1]
    assert answer.status is status or (status is CONFIRMED and answer.status.succeeded)
    problems = answer.reasons or (answer.conflict.problems if answer.conflict else ())
    assert [p.code for p in problems] == (
        [] if setting == "head_office" else [RuleCode.CUSTOMER_CHECKED_OUT]
    )
    assert company.place(company.order(line("A", 2)), ANN)[1].status.succeeded
    del locked


def test_others_neither_cancel_an_order_nor_delete_the_customer(
    company: Company, locked: CheckOut
) -> None:
    _, placed = company.place(company.order(), ANN)
    assert placed.order is not None
    cancel = CancelOrder(order_id=placed.order.order.id)
    refused = company.ask(BEN, cancel, lane=SHOP)[1]
    assert refused.status is REJECTED
    assert refused.arguments["holder"] == ANN
    deleted = company.ask(BEN, DeleteCustomer(number=SHOP), lane=SHOP)[1]
    assert deleted.status is REJECTED
    assert deleted.arguments["holder"] == ANN
    company.policy("customer_checked_out", "head_office")
    assert company.ask(BEN, cancel, lane=SHOP)[1].status is CONFIRMED
    del locked


def test_head_office_changes_it_by_hand_only_once_it_is_broken(
    company: Company, locked: CheckOut
) -> None:
    engine, clock = company.office.engine, company.clock
    with pytest.raises(RefusedError, match="check-outs break S-1"):
        maintenance.change_customer(engine, SHOP, phone="9", clock=clock)
    break_it(company)
    maintenance.change_customer(engine, SHOP, phone="9", clock=clock)
    assert phone_of(company) == "9"
    del locked


def test_a_device_that_knows_of_it_refuses_beforehand_and_names_holder_and_end(
    company: Company, laptop: SyncedLaptop, locked: CheckOut
) -> None:
    laptop.sync()
    customers = laptop.use_cases.customers
    with pytest.raises(BlockedError, match="checked out by") as refused:
        customers.edit(SHOP, {PHONE: "1"})
    assert refused.value.arguments["holder"] == ANN
    assert refused.value.arguments["until"] == until_text(locked)
    with pytest.raises(BlockedError, match="checked out by"):
        customers.delete(SHOP)
    order = laptop.order()
    assert order.task is TaskStatus.QUEUED
    company.policy("customer_checked_out", "refuse")
    laptop.sync()
    with pytest.raises(BlockedError, match="checked out by"):
        laptop.order()
    check_in(company)
    laptop.sync()
    customers.edit(SHOP, {PHONE: "1"})
    laptop.order()
    laptop.sync()
    assert phone_of(company) == "1"


def test_one_whose_holder_looks_after_the_customer_no_more_locks_nothing(
    company: Company, locked: CheckOut
) -> None:
    company.change_customer(SHOP, rep=BEN, more_reps="")
    assert company.office.check_outs() == ()
    assert update(company, "555", base=phone_of(company)).status is CONFIRMED
    assert held(check_out(company, BEN)).counter == locked.counter + 1


def test_an_admin_is_given_the_list_and_nobody_else(company: Company, locked: CheckOut) -> None:
    held(check_out(company, BEN, number=BENS, days=1))
    assert company.ask(ANN, ListCheckOuts())[1].status is REJECTED
    listed = company.ask(HEAD, ListCheckOuts())[1]
    assert [each.number for each in listed.check_outs] == [BENS, SHOP]
    assert listed.check_outs[1].check_out == locked
    break_it(company)
    assert [each.number for each in company.ask(HEAD, ListCheckOuts())[1].check_outs] == [BENS]
