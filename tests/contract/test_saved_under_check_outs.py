"""Work that was saved under a check-out, and arrives under that one, a later one or none."""

# ruff: noqa: F811 (fixtures are asked for by their names)

import json

from smartclient.contract.messages import (
    Answer,
    AnswerStatus,
    DeleteCustomer,
    PlaceOrder,
    UpdateCustomer,
)
from smartclient.domain.check_out import CheckOut
from smartclient.domain.rules.problems import RuleCode
from smartclient.domain.sales.customers import EditableField, FieldChange
from tests.contract.synced_laptop import SyncedLaptop
from tests.contract.test_check_outs import (  # noqa: F401 (fixtures among them)
    CONFIRMED,
    PHONE,
    REJECTED,
    _two_reps,
    break_it,
    check_in,
    check_out,
    held,
    laptop,
    locked,
    phone_of,
    resolution_of,
    resolve,
    update,
)
from tests.office_company import ANN, BEN, SHOP, Company


def test_a_device_sends_the_number_of_the_check_out_that_it_saved_under(
    company: Company, laptop: SyncedLaptop
) -> None:
    customers = laptop.use_cases.customers
    laptop.sync()
    first = held(check_out(company, BEN))
    laptop.sync()
    customers.edit(SHOP, {PHONE: "1"})
    laptop.order()
    break_it(company)
    laptop.sync(answered=False)
    customers.edit(SHOP, {EditableField.EMAIL: "a@example.com"})
    laptop.sync()
    bodies = [json.loads(row.body) for row in company.rows("inbox") if row.sender == BEN]
    assert [body["check_out"] for body in bodies if "renews" not in body] == [
        first.number,
        first.number,
        "",
    ]


def late_update(company: Company, under: str) -> Answer:
    change = FieldChange(field=PHONE, base=phone_of(company), mine="late")
    body = UpdateCustomer(number=SHOP, changes=(change,), check_out=under)
    return company.ask(ANN, body, lane=SHOP)[1]


def test_a_newer_check_out_of_the_same_login_does_not_let_through_what_another_came_between(
    company: Company, locked: CheckOut
) -> None:
    break_it(company)
    held(check_out(company, BEN))
    check_in(company, BEN)
    newer = held(check_out(company))
    late = late_update(company, locked.number)
    assert late.status is AnswerStatus.IN_CONFLICT
    assert late.conflict is not None
    assert late.conflict.holder == f"{ANN} (laptop)"
    company.policy("customer_checked_out", "refuse")
    order = PlaceOrder(order=company.order(), check_out=locked.number)
    refused = company.ask(ANN, order, lane=SHOP)[1]
    assert [problem.code for problem in refused.reasons] == [RuleCode.CUSTOMER_CHECKED_OUT]
    deleted = company.ask(ANN, DeleteCustomer(number=SHOP, check_out=locked.number), lane=SHOP)[1]
    assert deleted.status is REJECTED
    # the rep looks at it, and wants it all the same
    assert resolve(company, late.conflict, "late", ANN).status.succeeded
    assert phone_of(company) == "late"
    assert late_update(company, newer.number).status.succeeded


def test_work_under_an_earlier_number_is_let_through_where_nobody_came_between(
    company: Company, locked: CheckOut
) -> None:
    check_in(company)
    held(check_out(company))
    assert late_update(company, locked.number).status is CONFIRMED


def test_work_of_a_check_out_that_ended_is_merged_once_nobody_holds_the_customer(
    company: Company, locked: CheckOut
) -> None:
    break_it(company)
    held(check_out(company, BEN))
    check_in(company, BEN)
    assert late_update(company, locked.number).status is CONFIRMED


def test_work_of_before_a_restore_waits_for_its_rep_where_the_customer_was_asked_for_again(
    company: Company, locked: CheckOut
) -> None:
    company.office.restored()
    held(check_out(company))
    assert late_update(company, locked.number).status is AnswerStatus.IN_CONFLICT
