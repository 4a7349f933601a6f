"""Dates at head office: what a device's clock says is believed only as far as it can be right."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import update

from smartclient.contract.messages import AmendOrder, Answer, AnswerStatus, PlaceOrder
from smartclient.contract.operations import PulseRequest
from smartclient.domain.rules.problems import RuleCode
from smartclient.domain.sales.orders import Order
from smartclient.headoffice.database.audited_transaction import audited_transaction
from tests.office_company import ANN, SHOP, TODAY, Company, line

DAY = timedelta(days=1)
LAST_YEAR, NEXT_YEAR = TODAY.replace(year=2025), TODAY.replace(year=2027)
NEXT_WEEK = TODAY + 7 * DAY

PRICES = {LAST_YEAR: "1.00", date(2026, 1, 1): "10.00", NEXT_WEEK: "30.00"}


@pytest.fixture
def company(company: Company) -> Company:
    """The company with prices of A that change."""
    starts = sorted(PRICES)
    ends = [*(start - DAY for start in starts[1:]), None]
    company.add(
        "prices",
        *(
            {
                "sku": "A",
                "valid_from": first,
                "valid_to": last,
                "amount": Decimal(PRICES[first]),
            }
            for first, last in zip(starts, ends, strict=True)
        ),
    )
    return company


def quoted(company: Company, price: str, day: date, quantity: int = 1) -> Order:
    order = company.order(line("A", quantity, unit_price=Decimal(price)))
    return replace(order, order_date=day)


def advance(company: Company, by: timedelta) -> None:
    company.clock.advance(by)  # type: ignore[attr-defined]


def order_of(answer: Answer) -> Order:
    assert answer.order is not None
    return answer.order.order


def rules(answer: Answer) -> set[str]:
    return {change.rule for change in answer.report}


@pytest.mark.parametrize("day", [LAST_YEAR, NEXT_YEAR, date(1990, 1, 1), date(2199, 12, 31)])
def test_a_date_that_can_not_be_right_is_replaced_by_head_offices_day(
    company: Company, day: date
) -> None:
    _, answer = company.place(quoted(company, "10.00", day))
    assert answer.status is AnswerStatus.ADJUSTED
    assert order_of(answer).order_date == TODAY
    assert RuleCode.ORDER_DATE_NOT_BELIEVED in rules(answer)


@pytest.mark.parametrize(("day", "price"), [(LAST_YEAR, "1.00"), (TODAY - 40 * DAY, "0.50")])
def test_nothing_is_sold_at_the_price_of_a_day_that_is_not_believed(
    company: Company, day: date, price: str
) -> None:
    _, answer = company.place(quoted(company, price, day))
    assert answer.status is AnswerStatus.IN_CONFLICT
    assert answer.conflict is not None
    assert [(p.code, p.after) for p in answer.conflict.problems] == [
        (RuleCode.PRICE_CHANGED, "10.00")
    ]
    _, answer = company.resolve(answer.conflict, "accept_price")
    assert answer.status is AnswerStatus.ADJUSTED
    assert RuleCode.ORDER_DATE_NOT_BELIEVED in rules(answer)
    assert order_of(answer).order_date == TODAY
    assert order_of(answer).totals.net == Decimal("10.00")


def test_a_price_of_a_day_to_come_is_not_given_either(company: Company) -> None:
    _, answer = company.place(quoted(company, "30.00", NEXT_WEEK))
    assert answer.status is AnswerStatus.ADJUSTED
    assert order_of(answer).totals.net == Decimal("10.00")


@pytest.mark.parametrize("days", [0, 1, 30, 31])
def test_an_order_entered_on_the_road_keeps_its_day(company: Company, days: int) -> None:
    _, answer = company.place(quoted(company, "10.00", TODAY - days * DAY))
    assert answer.status is AnswerStatus.CONFIRMED
    assert order_of(answer).order_date == TODAY - days * DAY


def test_an_order_older_than_reference_data_may_be_does_not_keep_its_day(company: Company) -> None:
    _, answer = company.place(quoted(company, "10.00", TODAY - 32 * DAY))
    assert order_of(answer).order_date == TODAY


def test_what_is_entered_where_it_is_tomorrow_already_keeps_its_day(company: Company) -> None:
    advance(company, timedelta(hours=3))
    _, answer = company.place(quoted(company, "10.00", TODAY + DAY))
    assert answer.status is AnswerStatus.CONFIRMED


def test_a_day_before_the_last_contact_with_nothing_left_to_send_is_not_believed(
    company: Company,
) -> None:
    company.link(ANN).pulse(PulseRequest(clock=company.clock.now(), waiting=0))
    advance(company, DAY)
    _, answer = company.place(quoted(company, "10.00", TODAY - 3 * DAY))
    assert answer.status is AnswerStatus.ADJUSTED
    assert order_of(answer).order_date == TODAY + DAY


def test_what_was_entered_after_that_contact_where_it_is_yesterday_still_keeps_its_day(
    company: Company,
) -> None:
    company.link(ANN).pulse(PulseRequest(clock=company.clock.now(), waiting=0))
    advance(company, timedelta(minutes=5))
    _, answer = company.place(quoted(company, "10.00", TODAY - DAY))
    assert answer.status is AnswerStatus.CONFIRMED


def test_an_order_in_conflict_keeps_its_day_whatever_was_left_to_send_since(
    company: Company,
) -> None:
    company.change_product("A", discontinued_on=TODAY - 5 * DAY)
    order = quoted(company, "10.00", TODAY - 3 * DAY)
    first, raised = company.place(order)
    assert raised.status is AnswerStatus.IN_CONFLICT
    advance(company, DAY)
    company.link(ANN).pulse(PulseRequest(clock=company.clock.now(), waiting=0))
    other = order.with_line(line("B", 1, unit_price=Decimal(10)))
    _, answer = company.place(other, replaces=first.id, withdraws=(first.id,))
    assert answer.status is AnswerStatus.CONFIRMED
    assert order_of(answer).order_date == TODAY - 3 * DAY


def test_a_day_before_a_contact_with_something_left_to_send_is_believed(company: Company) -> None:
    company.link(ANN).pulse(PulseRequest(clock=company.clock.now(), waiting=1))
    advance(company, DAY)
    _, answer = company.place(quoted(company, "10.00", TODAY - 3 * DAY))
    assert answer.status is AnswerStatus.CONFIRMED


def test_a_contact_after_the_order_came_says_nothing_about_it(company: Company) -> None:
    order = quoted(company, "10.00", TODAY - 3 * DAY)
    request = company.request(PlaceOrder(order=order))
    company.send(ANN, request)
    advance(company, DAY)
    company.link(ANN).pulse(PulseRequest(clock=company.clock.now(), waiting=0))
    company.office.answer_waiting()
    assert company.answer(ANN, request).status is AnswerStatus.CONFIRMED


def test_an_order_that_waited_at_head_office_for_long_keeps_its_day(company: Company) -> None:
    request = company.request(PlaceOrder(order=quoted(company, "10.00", TODAY)))
    company.send(ANN, request)
    company.add("policies", {"key": "price_day", "setting": "receipt"})
    advance(company, 60 * DAY)
    company.office.answer_waiting()
    answer = company.answer(ANN, request)
    assert answer.status is AnswerStatus.CONFIRMED
    assert order_of(answer).order_date == TODAY


def test_the_rep_is_asked_where_the_policy_says_so(company: Company) -> None:
    company.policy("order_date_not_believed", "rep")
    _, answer = company.place(quoted(company, "10.00", LAST_YEAR))
    assert answer.status is AnswerStatus.IN_CONFLICT
    assert answer.conflict is not None
    [problem] = answer.conflict.problems
    assert problem.code is RuleCode.ORDER_DATE_NOT_BELIEVED
    advance(company, DAY)
    _, answer = company.resolve(answer.conflict, "accept_date")
    assert answer.status is AnswerStatus.CONFIRMED
    assert order_of(answer).order_date == TODAY


def placed(company: Company) -> Order:
    _, answer = company.place(quoted(company, "10.00", TODAY))
    return order_of(answer)


def amended(company: Company, began: Order, order: Order) -> Answer:
    body = AmendOrder.from_base(began, order, reference_as_of=None)
    _, answer = company.ask(ANN, body, lane=SHOP)
    return answer


def test_an_amendment_keeps_the_date_and_the_price_of_what_it_leaves_as_it_is(
    company: Company,
) -> None:
    began = placed(company)
    advance(company, 10 * DAY)
    forged = replace(began, order_date=LAST_YEAR, note="Call first.")
    answer = amended(company, began, forged)
    assert answer.status is AnswerStatus.CONFIRMED
    assert order_of(answer) == replace(began, note="Call first.")


@pytest.mark.parametrize("says", [None, TODAY + 10 * DAY, LAST_YEAR])
def test_what_an_amendment_changes_is_evaluated_on_its_own_day(
    company: Company, says: date | None
) -> None:
    began = placed(company)
    advance(company, 10 * DAY)
    more = replace(began.lines[0], quantity=2, amount=None, ordered_on=says)
    answer = amended(company, began, began.with_line(more))
    assert answer.status is AnswerStatus.IN_CONFLICT
    assert answer.conflict is not None
    assert [(p.code, p.after) for p in answer.conflict.problems] == [
        (RuleCode.PRICE_CHANGED, "30.00")
    ]
    _, answer = company.resolve(answer.conflict, "accept_price")
    assert order_of(answer).order_date == TODAY
    assert order_of(answer).lines[0].ordered_on == TODAY + 10 * DAY


def test_an_amendment_of_an_older_laptop_is_of_the_day_its_request_was_made(
    company: Company,
) -> None:
    began = placed(company)
    more = began.with_line(replace(began.lines[0], quantity=2, amount=None))
    request = company.request(AmendOrder.from_base(began, more, reference_as_of=None))
    advance(company, 8 * DAY)
    company.send(ANN, request)
    company.office.answer_waiting()
    answer = company.answer(ANN, request)
    assert answer.status is AnswerStatus.CONFIRMED
    assert order_of(answer).lines[0].unit_price == Decimal("10.00")


@pytest.mark.parametrize(
    ("setting", "price"), [("order", "10.00"), ("receipt", "30.00"), ("delivery", "30.00")]
)
def test_a_policy_says_which_days_price_counts(company: Company, setting: str, price: str) -> None:
    company.policy("price_day", setting)
    order = replace(quoted(company, "30.00", TODAY), deliver_on=TODAY + 10 * DAY)
    advance(company, 8 * DAY)
    _, answer = company.place(order)
    assert order_of(answer).totals.net == Decimal(price)
    assert order_of(answer).order_date == TODAY


def test_nothing_is_sold_at_the_price_of_a_delivery_before_the_order(company: Company) -> None:
    company.policy("price_day", "delivery")
    order = replace(quoted(company, "1.00", TODAY), deliver_on=LAST_YEAR)
    _, answer = company.place(order)
    assert answer.status is AnswerStatus.IN_CONFLICT
    assert answer.conflict is not None
    assert [(p.code, p.after) for p in answer.conflict.problems] == [
        (RuleCode.PRICE_CHANGED, "10.00")
    ]


def test_nor_is_a_line_that_is_changed_after_the_delivery(company: Company) -> None:
    company.policy("price_day", "delivery")
    _, answer = company.place(replace(quoted(company, "10.00", TODAY), deliver_on=TODAY + DAY))
    began = order_of(answer)
    advance(company, 10 * DAY)
    more = replace(began.lines[0], quantity=2, amount=None, ordered_on=TODAY + 10 * DAY)
    answer = amended(company, began, began.with_line(more))
    assert answer.conflict is not None
    assert [(p.code, p.after) for p in answer.conflict.problems] == [
        (RuleCode.PRICE_CHANGED, "30.00")
    ]


def test_a_conflict_is_resolved_by_the_price_of_the_day_the_order_came(company: Company) -> None:
    company.policy("price_day", "receipt")
    company.change_product("B", discontinued_on=TODAY)
    order = quoted(company, "10.00", TODAY)
    order = order.with_line(line("B", 1, number=2, unit_price=Decimal(10)))
    _, answer = company.place(order)
    advance(company, 8 * DAY)
    _, answer = company.resolve(answer.conflict, "drop_line")
    assert order_of(answer).totals.net == Decimal("10.00")


def test_a_day_is_the_companys_where_it_has_a_time_zone(company: Company) -> None:
    company.office.describe(time_zone="Pacific/Kiritimati")
    advance(company, timedelta(hours=2))
    company.policy("price_day", "receipt")
    company.change("prices", {"amount": Decimal(10)}, valid_to=TODAY)
    company.change("prices", {"amount": Decimal(30)}, valid_from=TODAY + DAY)
    _, answer = company.place(quoted(company, "30.00", TODAY + DAY))
    assert answer.status is AnswerStatus.CONFIRMED
    assert company.link(ANN).pulse(PulseRequest()).time_zone == "Pacific/Kiritimati"


def test_what_comes_back_after_a_restore_keeps_its_day(company: Company) -> None:
    order = quoted(company, "10.00", TODAY)
    company.office.restored()
    lost = company.tables.info
    with audited_transaction(company.office.engine, actor="", at=company.clock.now()) as connection:
        found = update(lost).where(lost.c.name == "lost_order_numbers").values(value="10001-10009")
        connection.execute(found)
    advance(company, 20 * DAY)
    company.link(ANN).pulse(PulseRequest(clock=company.clock.now(), waiting=0))
    _, answer = company.place(order, given_number="SO-10005")
    assert answer.order is not None
    assert (answer.status, answer.order.number) == (AnswerStatus.CONFIRMED, "SO-10005")
    assert order_of(answer).order_date == TODAY
