"""Customers at head office: merged field by field, opened once, deleted with care."""

# ruff: noqa: ANN401 (rows are whatever a table holds)

from typing import Any

import pytest

from smartclient.contract.messages import (
    Answer,
    AnswerStatus,
    CreateCustomer,
    DeleteCustomer,
    PlaceOrder,
    Request,
)
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.rules.problems import RuleCode
from smartclient.domain.sales.customers import Address
from smartclient.reconcile.conflict import ConflictKind, FieldAnswer, Resolution
from tests.office_company import ANN, BEN, BENS, HEAD, KIOSK, SHOP, Company, line


def customer(company: Company, number: str = SHOP) -> Any:
    return company.rows("customers", number=number)[0]


def create(
    company: Company, name: str = "New Shop", login: str = ANN, **fields: Any
) -> tuple[Request, Answer]:
    number = "AN-C0001"
    body = CreateCustomer(provisional_number=CustomerNumber(number), name=name, **fields)
    return company.ask(login, body, lane=number)


def delete(company: Company, number: str, login: str = ANN) -> Answer:
    body = DeleteCustomer(number=CustomerNumber(number))
    return company.ask(login, body, lane=number)[1]


def test_an_edit_nobody_else_touched_is_taken(company: Company) -> None:
    _, answer = company.edit(("phone", "555-0100", " 555-0777 "), ("contact", "", "Kim"))
    assert answer.status is AnswerStatus.CONFIRMED
    assert (answer.customer.phone, answer.customer.contact) == ("555-0777", "Kim")
    assert customer(company).phone == "555-0777"
    assert ("phone", "555-0100", "555-0777", ANN) in company.log("customer", SHOP)


def test_the_same_field_changed_on_both_sides_is_a_data_conflict(company: Company) -> None:
    company.change_customer(SHOP, phone="555-0800", email="new@shop.test", by="north\\erp")
    request, answer = company.edit(("phone", "555-0100", "555-0777"), ("contact", "", "Kim"))
    assert answer.status is AnswerStatus.IN_CONFLICT
    conflict = answer.conflict
    assert (conflict.kind, conflict.request_id) == (ConflictKind.DATA, request.id)
    (field,) = conflict.fields
    assert (field.field, field.base, field.mine, field.theirs) == (
        *("phone", "555-0100", "555-0777", "555-0800"),
    )
    assert (field.by, field.at) == ("north\\erp", company.clock.now())
    assert conflict.merged == {"contact": "Kim", "email": "new@shop.test"}
    assert answer.customer.email == "new@shop.test"
    assert customer(company).contact == ""


def test_a_change_made_by_hand_in_the_database_has_a_time(company: Company) -> None:
    with company.office.engine.connect() as connection:
        connection.exec_driver_sql("UPDATE sales_customers SET phone = '1' WHERE number = 'S-1'")
        connection.commit()
    _, answer = company.edit(("phone", "555-0100", "2"))
    (field,) = answer.conflict.fields
    assert field.by == ""
    assert field.at is not None


@pytest.mark.parametrize("value", ["555-0777", "555-0800", "555-0999"])
def test_the_reps_choice_is_stored_with_what_merged_by_itself(company: Company, value: str) -> None:
    company.change_customer(SHOP, phone="555-0800", email="new@shop.test")
    _, answer = company.edit(("phone", "555-0100", "555-0777"), ("contact", "", "Kim"))
    _, answer = company.choose(answer.conflict, phone=value)
    assert answer.status is AnswerStatus.CONFIRMED
    found = customer(company)
    assert (found.phone, found.contact, found.email) == (value, "Kim", "new@shop.test")


def test_a_field_that_changed_again_is_asked_about_again(company: Company) -> None:
    company.change_customer(SHOP, phone="555-0800")
    _, first = company.edit(("phone", "555-0100", "555-0777"))
    company.change_customer(SHOP, phone="555-0900")
    _, second = company.choose(first.conflict, phone="555-0777")
    assert second.status is AnswerStatus.IN_CONFLICT
    assert second.conflict is not None
    (field,) = second.conflict.fields
    assert (field.base, field.mine, field.theirs) == ("555-0800", "555-0777", "555-0900")
    _, third = company.choose(second.conflict, phone="555-0777")
    assert third.status is AnswerStatus.CONFIRMED
    assert customer(company).phone == "555-0777"


def test_taking_head_offices_value_takes_the_one_it_has_now(company: Company) -> None:
    company.change_customer(SHOP, phone="555-0800")
    _, first = company.edit(("phone", "555-0100", "555-0777"))
    company.change_customer(SHOP, phone="555-0900")
    _, answer = company.choose(first.conflict, phone="555-0800")
    assert answer.status is AnswerStatus.CONFIRMED
    assert customer(company).phone == "555-0900"


def test_policies_resolve_their_fields(company: Company) -> None:
    company.policy("customer.phone", "head_office")
    company.policy("customer.email", "rep_value")
    company.change_customer(SHOP, phone="555-0800", email="new@shop.test")
    _, answer = company.edit(
        ("phone", "555-0100", "555-0777"), ("email", "s-1@shop.test", "rep@shop.test")
    )
    assert answer.status is AnswerStatus.ADJUSTED
    assert (answer.customer.phone, answer.customer.email) == ("555-0800", "rep@shop.test")
    assert {change.field for change in answer.report} == {"phone", "email"}


def test_a_policy_may_refuse(company: Company) -> None:
    company.policy("customer.phone", "refuse")
    company.change_customer(SHOP, phone="555-0800")
    _, answer = company.edit(("phone", "555-0100", "555-0777"))
    assert answer.status is AnswerStatus.REJECTED
    assert answer.arguments == {"fields": "phone"}
    assert answer.customer.phone == "555-0800"


def test_an_admin_decides_a_field_the_policy_gives_to_admins(company: Company) -> None:
    company.policy("customer.phone", "admin")
    company.change_customer(SHOP, phone="555-0800")
    request, answer = company.edit(("phone", "555-0100", "555-0777"))
    assert answer.status is AnswerStatus.AWAITING_DECISION
    chosen = Resolution(fields=(FieldAnswer(field="phone", value="555-0999", seen="555-0800"),))
    company.decide(answer.conflict, "approve", resolution=chosen)
    answer = company.answer(ANN, request)
    assert answer.status is AnswerStatus.ADJUSTED
    assert answer.customer is not None
    assert answer.customer.phone == "555-0999"
    assert [(change.field, change.by) for change in answer.report] == [("phone", HEAD)]


def test_a_conflict_shows_the_value_a_policy_gave_another_field(company: Company) -> None:
    company.policy("customer.phone", "rep_value")
    company.change_customer(SHOP, phone="555-0800", email="new@shop.test")
    _, answer = company.edit(
        ("phone", "555-0100", "555-0777"), ("email", "s-1@shop.test", "rep@shop.test")
    )
    assert answer.conflict is not None
    assert [field.field for field in answer.conflict.fields] == ["email"]
    assert answer.conflict.merged == {"phone": "555-0777"}


def test_approving_a_data_conflict_takes_the_reps_value(company: Company) -> None:
    company.change_customer(SHOP, phone="555-0800")
    _, answer = company.edit(("phone", "555-0100", "555-0777"))
    request, _ = company.escalate(answer.conflict, "I asked them")
    company.decide(answer.conflict, "approve")
    assert company.answer(ANN, request).status is AnswerStatus.CONFIRMED
    assert customer(company).phone == "555-0777"


def test_refusing_a_data_conflict_keeps_head_offices_value(company: Company) -> None:
    company.change_customer(SHOP, phone="555-0800")
    _, answer = company.edit(("phone", "555-0100", "555-0777"))
    request, _ = company.escalate(answer.conflict)
    company.decide(answer.conflict, "refuse")
    answer = company.answer(ANN, request)
    assert answer.status is AnswerStatus.REJECTED
    assert answer.customer is not None
    assert answer.customer.phone == "555-0800"


def test_nobody_edits_or_deletes_another_reps_customer(company: Company) -> None:
    _, answer = company.edit(("phone", "555-0100", "1"), number=BENS)
    assert [problem.code for problem in answer.reasons] == [RuleCode.NOT_IN_PARTITION]
    assert answer.customer is None
    assert delete(company, BENS).reasons[0].code is RuleCode.NOT_IN_PARTITION
    assert customer(company, BENS).phone == "555-0100"


def test_an_edit_of_a_merged_customer_goes_to_the_one_it_became(company: Company) -> None:
    company.change_customer(KIOSK, merged_into=SHOP)
    _, answer = company.edit(("phone", "555-0100", "555-0777"), number=KIOSK)
    assert answer.status is AnswerStatus.ADJUSTED
    assert customer(company).phone == "555-0777"


def test_a_text_that_is_too_long_is_refused(company: Company) -> None:
    _, answer = company.edit(("phone", "555-0100", "5" * 41))
    assert answer.status is AnswerStatus.REJECTED
    _, answer = company.edit(("name", "Corner Shop", "  "))
    assert answer.status is AnswerStatus.REJECTED


def test_a_new_customer_gets_a_number_and_belongs_to_its_rep(company: Company) -> None:
    address = Address(kind="main", line1="1 Main St", city="Salem", state="OR", country="US")
    _, answer = create(company, phone="555-0555", address=address)
    assert answer.status is AnswerStatus.CONFIRMED
    assert answer.customer is not None
    assert answer.customer.number == "C-00001"
    assert answer.customer_number_was == "AN-C0001"
    assert answer.customer.addresses == (address,)
    assert (answer.customer.rep, answer.customer.territory) == (ANN, "North")
    assert company.count("membership", rep=ANN, customer="C-00001", is_member=True) == 1


def test_a_number_that_an_imported_customer_has_is_not_given_again(company: Company) -> None:
    company.add("customers", {"number": "C-00001", "name": "Old", "rep": BEN})
    _, answer = create(company)
    assert answer.customer is not None
    assert answer.customer.number == "C-00002"


def test_what_names_the_provisional_number_reaches_the_customer(company: Company) -> None:
    creation = company.request(
        CreateCustomer(provisional_number=CustomerNumber("AN-C0001"), name="New"), lane="AN-C0001"
    )
    order = company.order(customer="AN-C0001")
    placing = company.request(PlaceOrder(order=order), lane="AN-C0001")
    company.send(ANN, creation, placing)
    company.office.answer_waiting()
    placed = company.answer(ANN, placing).order
    assert placed is not None
    assert placed.order.customer == "C-00001"
    _, answer = company.edit(("phone", "", "1"), number="AN-C0001")
    assert answer.customer.number == "C-00001"
    assert [row.lane for row in company.rows("inbox", kind="update_customer")] == ["C-00001"]


def test_two_reps_may_use_the_same_provisional_number(company: Company) -> None:
    _, anns = create(company, "Ann's", login=ANN)
    _, bens = create(company, "Ben's new", login=BEN)
    assert anns.customer is not None
    assert bens.customer is not None
    assert anns.customer.number != bens.customer.number
    _, answer = company.place(company.order(customer="AN-C0001"), BEN)
    assert answer.order is not None
    assert answer.order.order.customer == bens.customer.number


def test_a_possible_double_is_an_admins_to_decide(company: Company) -> None:
    request, answer = create(company, "corner shop")
    assert answer.status is AnswerStatus.AWAITING_DECISION
    assert answer.conflict is not None
    assert answer.conflict.subject.id == "AN-C0001"
    company.decide(answer.conflict, "it_is_new")
    answer = company.answer(ANN, request)
    assert answer.status is AnswerStatus.CONFIRMED
    assert answer.customer is not None
    assert answer.customer.number == "C-00001"


def test_a_double_becomes_the_customer_it_is(company: Company) -> None:
    request, answer = create(company, "Shop at the corner", phone="555-0100")
    company.decide(answer.conflict, f"it_is_that_one={SHOP}")
    answer = company.answer(ANN, request)
    assert answer.status is AnswerStatus.ADJUSTED
    assert answer.customer is not None
    assert (answer.customer.number, answer.customer_number_was) == (SHOP, "AN-C0001")
    assert company.count("customers") == 3
    _, answer = company.place(company.order(customer="AN-C0001"))
    assert answer.order is not None
    assert answer.order.order.customer == SHOP


def test_a_refused_customer_is_not_opened(company: Company) -> None:
    request, answer = create(company, "Corner Shop")
    company.decide(answer.conflict, "refuse", note="we know them")
    answer = company.answer(ANN, request)
    assert (answer.status, answer.note) == (AnswerStatus.REJECTED, "we know them")
    assert company.count("customers") == 3


def test_a_customer_without_open_orders_is_deleted(company: Company) -> None:
    answer = delete(company, SHOP)
    assert answer.status is AnswerStatus.CONFIRMED
    assert answer.customer_deleted
    assert company.count("customers", number=SHOP) == 0
    assert company.count("addresses", customer=SHOP) == 0
    assert company.count("membership", customer=SHOP, is_member=True) == 0
    _, answer = company.place(company.order())
    assert answer.status is AnswerStatus.REJECTED


def test_a_newer_change_takes_the_place_of_one_that_a_copy_sent_first(company: Company) -> None:
    before = company.rows("customers", number=SHOP)[0]
    older, done = company.edit(("phone", before.phone, "555-1"), ("contact", before.contact, "Jo"))
    assert done.status is AnswerStatus.CONFIRMED
    _, answer = company.edit(
        ("phone", before.phone, "555-2"), ("notes", before.notes, "New."), withdraws=(older.id,)
    )
    assert answer.status is AnswerStatus.CONFIRMED
    after = company.rows("customers", number=SHOP)[0]
    assert (after.phone, after.contact, after.notes) == ("555-2", before.contact, "New.")


@pytest.mark.parametrize("policy", ["rep", "latest", "rep_value"])
@pytest.mark.parametrize("by", [HEAD, ""])
def test_taking_back_an_earlier_change_leaves_what_somebody_else_made_of_it(
    company: Company, policy: str, by: str
) -> None:
    company.policy("customer.contact", policy)
    before = customer(company)
    older, _ = company.edit(("phone", before.phone, "555-1"), ("contact", before.contact, "Jo"))
    company.change_customer(SHOP, contact="Kim", by=by)
    _, answer = company.edit(("phone", before.phone, "555-2"), withdraws=(older.id,))
    assert answer.status is AnswerStatus.CONFIRMED
    assert (customer(company).phone, customer(company).contact) == ("555-2", "Kim")


def test_taking_back_an_earlier_change_restores_what_it_overwrote(company: Company) -> None:
    company.policy("customer.contact", "rep_value")
    before = customer(company)
    company.change_customer(SHOP, contact="Kim")
    older, _ = company.edit(("phone", before.phone, "555-1"), ("contact", before.contact, "Jo"))
    assert customer(company).contact == "Jo"
    company.edit(("phone", before.phone, "555-2"), withdraws=(older.id,))
    assert customer(company).contact == "Kim"


def test_a_second_deletion_of_a_customer_has_no_effect(company: Company) -> None:
    assert delete(company, SHOP).status is AnswerStatus.CONFIRMED
    again = delete(company, SHOP)
    assert (again.status, again.customer_deleted) == (AnswerStatus.CONFIRMED, True)
    assert company.count("customers", number=SHOP) == 0


@pytest.mark.parametrize("sku", ["A", "NONE"])
def test_a_customer_with_open_orders_is_not_deleted(company: Company, sku: str) -> None:
    order = company.order(line(sku, 1))
    company.place(order)
    answer = delete(company, SHOP)
    assert answer.status is AnswerStatus.REJECTED
    assert answer.arguments == {"customer": "Corner Shop"}
    company.cancel(order)
    assert delete(company, SHOP).status is AnswerStatus.CONFIRMED
