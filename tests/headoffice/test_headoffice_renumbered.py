"""A number given to another since a restore: a request that names it gets the new one."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from smartclient.contract.messages import (
    AmendOrder,
    Answer,
    AnswerStatus,
    CreateCustomer,
    PlaceOrder,
)
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.rules.problems import Change
from smartclient.domain.sales.order_diff import CUSTOMER_NUMBER_FIELD, ORDER_NUMBER_FIELD
from smartclient.wording.sentences import change_sentence
from tests.headoffice.test_headoffice_restored import Backup, again, numbered
from tests.office_company import ANN, BEN, BENS, KIOSK, Company, line
from tests.set_clock import SetClock


@pytest.fixture
def backup(company: Company, tmp_path: Path) -> Backup:
    return Backup(company, tmp_path)


def take_numbers(company: Company, count: int = 1) -> None:
    """Assign the next numbers to another rep's orders."""
    for quantity in range(1, count + 1):
        order = company.order(line("A", quantity), customer=BENS)
        company.ask(BEN, PlaceOrder(order=order), lane=BENS)


def of_number(answer: Answer) -> list[Change]:
    fields = {ORDER_NUMBER_FIELD, CUSTOMER_NUMBER_FIELD}
    return [change for change in answer.report if change.field in fields]


def renumbering(before: str, after: str, field: str = ORDER_NUMBER_FIELD) -> Change:
    return Change(rule="", field=field, before=before, after=after)


@pytest.mark.parametrize("alone", [True, False])
def test_an_order_whose_number_is_another_orders_comes_back_with_a_report_of_its_new_one(
    company: Company, backup: Backup, *, alone: bool
) -> None:
    backup.take()
    request, answer = company.place(company.order(line("D", 2)))
    given = numbered(answer)
    backup.restore(alone=alone)
    if alone:
        take_numbers(company)
    else:
        # another laptop claims it first
        theirs = company.order(line("A", 1), customer=BENS)
        again(company, BEN, company.request(PlaceOrder(order=theirs), lane=BENS), given)
    returned = again(company, ANN, request, given)
    assert numbered(returned) != given
    assert returned.status is AnswerStatus.ADJUSTED
    assert returned.report == (renumbering(given, numbered(returned)),)
    assert returned.order is not None
    assert returned.order.adjusted
    assert change_sentence(returned.report[0]).text == (
        f"The number is {numbered(returned)} instead of {given}: since head office was restored "
        f"from a backup, {given} may be another order's. Tell everybody who was given it, "
        "and print the order again."
    )


def test_each_request_about_it_that_comes_back_reports_it_whichever_laptop_sent_it(
    company: Company, backup: Backup
) -> None:
    backup.take()
    placing, answer = company.place(company.order(line("A", 1)))
    assert answer.order is not None
    given, base = numbered(answer), answer.order.order
    more = base.with_line(replace(base.lines[0], quantity=3))
    audited_transaction, _ = company.ask(
        ANN, AmendOrder.from_base(base, more, reference_as_of=None)
    )
    backup.restore(alone=True)
    take_numbers(company)
    returned = [again(company, ANN, request, given) for request in (placing, audited_transaction)]
    assert len({numbered(item) for item in returned}) == 1
    for item in returned:
        assert of_number(item) == [renumbering(given, numbered(item))]
    # nothing is reported about requests from then on
    fresh = replace(more, note="by noon")
    _, later = company.ask(ANN, AmendOrder.from_base(more, fresh, reference_as_of=None))
    assert not of_number(later)


def test_what_became_a_conflict_this_time_keeps_its_number_where_that_is_free(
    company: Company, backup: Backup
) -> None:
    backup.take()
    request, answer = company.place(company.order(line("D", 2)))
    backup.restore()
    company.change("stock", {"sku": "D"}, on_hand=1)
    raised = again(company, ANN, request, numbered(answer))
    assert raised.status is AnswerStatus.IN_CONFLICT
    _, resolved = company.resolve(raised.conflict, "reduce_to_stock", replaces=request.id)
    assert numbered(resolved) == numbered(answer)
    assert not of_number(resolved)


def test_what_became_a_conflict_this_time_reports_its_number_where_that_is_not_free(
    company: Company, backup: Backup
) -> None:
    backup.take()
    request, answer = company.place(company.order(line("D", 2)))
    backup.restore(alone=True)
    take_numbers(company)
    company.change("stock", {"sku": "D"}, on_hand=1)
    raised = again(company, ANN, request, numbered(answer))
    _, resolved = company.resolve(raised.conflict, "reduce_to_stock", replaces=request.id)
    assert of_number(resolved) == [renumbering(numbered(answer), numbered(resolved))]


def test_what_an_admin_decides_this_time_reports_its_number(
    company: Company, backup: Backup
) -> None:
    backup.take()
    order = company.order(line("A", 50, unit_price=Decimal(10)), customer=KIOSK)
    request, answer = company.place(order)
    company.decide(answer.conflict, "approve")
    given = numbered(company.answer(ANN, request))
    backup.restore(alone=True)
    take_numbers(company)
    waiting = again(company, ANN, request, given)
    assert not of_number(waiting)
    company.decide(waiting.conflict, "approve")
    decided = company.answer(ANN, request)
    assert of_number(decided) == [renumbering(given, numbered(decided))]


def test_a_customer_whose_number_is_another_customers_comes_back_with_a_report(
    company: Company, backup: Backup
) -> None:
    backup.take()
    body = CreateCustomer(provisional_number=CustomerNumber("AN-C0001"), name="New")
    creation, created = company.ask(ANN, body, lane="AN-C0001")
    assert created.customer is not None
    given = created.customer.number
    backup.restore(alone=True)
    theirs = CreateCustomer(provisional_number=CustomerNumber("BE-C0001"), name="Other")
    company.ask(BEN, theirs, lane="BE-C0001")
    returned = again(company, ANN, creation, given)
    assert returned.customer is not None
    number = returned.customer.number
    assert number != given
    assert returned.status is AnswerStatus.ADJUSTED
    assert of_number(returned) == [renumbering(given, number, CUSTOMER_NUMBER_FIELD)]


def test_a_cancelled_order_has_no_number_to_correct(company: Company, backup: Backup) -> None:
    backup.take()
    order = company.order(line("D", 2))
    placing, answer = company.place(order)
    cancelling, _ = company.cancel(order)
    backup.restore(alone=True)
    take_numbers(company)
    again(company, ANN, placing, numbered(answer))
    assert not of_number(again(company, ANN, cancelling, numbered(answer)))


def test_an_order_quoted_from_fresh_data_is_taken_weeks_later_under_another_number(
    company: Company, backup: Backup, clock: SetClock
) -> None:
    backup.take()
    body = PlaceOrder(order=company.order(), reference_as_of=company.clock.now())
    request, answer = company.ask(ANN, body)
    clock.advance(timedelta(days=80))
    backup.restore()
    theirs = company.order(line("A", 1), customer=BENS)
    again(company, BEN, company.request(PlaceOrder(order=theirs), lane=BENS), numbered(answer))
    returned = again(company, ANN, request, numbered(answer))
    assert returned.status is AnswerStatus.ADJUSTED
    assert [change.field for change in returned.report] == [ORDER_NUMBER_FIELD]
