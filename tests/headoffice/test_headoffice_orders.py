"""Orders at head office: placed, amended and cancelled, each evaluated by current data."""

from dataclasses import replace
from decimal import Decimal

from smartclient.contract.encoding import ascii_json
from smartclient.contract.messages import AnswerStatus, PlaceOrder
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.rules.problems import RuleCode
from smartclient.domain.sales.orders import Fulfilment, OrderState, Totals, Waiver
from tests.office_company import ANN, BEN, BENS, KIOSK, SHOP, Company, line


def test_a_clean_order_is_confirmed_with_a_number_of_its_own(company: Company) -> None:
    order = company.order(line("A", 2, unit_price=Decimal(10)), ship_via="GROUND")
    _, answer = company.place(order)
    assert answer.status is AnswerStatus.CONFIRMED
    assert answer.order is not None
    assert answer.order.number == "SO-10001"
    assert answer.order.order.totals.total == Decimal("27.00")
    assert answer.order.state is OrderState.CONFIRMED
    assert company.rows("orders")[0].total == Decimal("27.00")
    _, answer = company.place(company.order(line("B", 1)))
    assert answer.order is not None
    assert answer.order.number == "SO-10002"


def test_an_order_quoted_in_hundredths_of_yen_is_taken_in_yen_and_reported(
    company: Company,
) -> None:
    company.office.describe(company="Kaisha", currency="JPY")
    priced = line("A", 2, unit_price=Decimal(10), amount=Decimal("20.40"))
    totals = Totals(net=Decimal("20.40"), total=Decimal("20.40"))
    _, answer = company.place(company.order(priced, totals=totals))
    assert answer.status is AnswerStatus.ADJUSTED
    assert answer.order is not None
    assert str(answer.order.order.totals.total) == "20"
    assert [(item.field, item.before, item.after) for item in answer.report] == [
        ("total", "20.4", "20")
    ]


def test_numbers_have_no_gaps_where_orders_end_in_conflict(company: Company) -> None:
    requests = [
        company.request(PlaceOrder(order=company.order(line(sku, n))))
        for n, sku in enumerate(("A", "NONE", "B", "NONE", "C"), start=1)
    ]
    company.send(ANN, *requests)
    company.office.answer_waiting()
    company.place(company.order(line("A", 77)))
    numbers = sorted(row.number for row in company.rows("orders"))
    assert numbers == ["SO-10001", "SO-10002", "SO-10003", "SO-10004"]


def test_a_number_that_an_imported_order_has_is_not_given_again(company: Company) -> None:
    company.add(
        "orders",
        {
            "order_id": "old",
            "number": "SO-10001",
            "customer": SHOP,
            "rep": ANN,
            "state": "confirmed",
            "order_date": company.clock.today(),
            "total": Decimal(1),
            "document": "{}",
        },
    )
    _, answer = company.place(company.order(line("A", 3)))
    assert answer.order is not None
    assert answer.order.number == "SO-10002"


def test_a_price_within_the_tolerance_is_taken_and_reported(company: Company) -> None:
    _, answer = company.place(company.order(line("A", 1, unit_price=Decimal("9.90"))))
    assert answer.status is AnswerStatus.ADJUSTED
    assert answer.order is not None
    assert answer.order.adjusted
    changes = {change.field: (change.before, change.after) for change in answer.report}
    assert changes["unit_price"] == ("9.90", "10.00")


def test_an_order_for_someone_elses_customer_is_refused(company: Company) -> None:
    _, answer = company.place(company.order(customer=BENS))
    assert answer.status is AnswerStatus.REJECTED
    assert [problem.code for problem in answer.reasons] == [RuleCode.NOT_IN_PARTITION]
    assert company.count("orders") == 0


def test_an_order_is_not_placed_twice_under_two_requests(company: Company) -> None:
    order = company.order(line("D", 2))
    _, first = company.place(order)
    _, second = company.place(order)
    assert second == first
    assert company.count("orders") == 1
    assert company.stock("D") == 3


def test_the_same_order_twice_in_one_round_is_placed_once(company: Company) -> None:
    body = PlaceOrder(order=company.order(line("D", 2)))
    company.send(ANN, company.request(body), company.request(body))
    assert company.office.answer_waiting() == 2
    assert company.count("orders") == 1
    assert company.stock("D") == 3


def test_what_is_sold_leaves_the_stock_and_comes_back_when_cancelled(company: Company) -> None:
    order = company.order(line("D", 2), line("D", 1, 2))
    company.place(order)
    assert company.stock("D") == 2
    _, answer = company.cancel(order)
    assert answer.status is AnswerStatus.CONFIRMED
    assert answer.order is not None
    assert answer.order.state is OrderState.CANCELLED
    assert company.stock("D") == 5
    _, again = company.cancel(order)
    assert again == answer
    assert company.stock("D") == 5


def test_two_orders_of_one_round_can_not_take_the_same_goods(company: Company) -> None:
    requests = [company.request(PlaceOrder(order=company.order(line("D", n)))) for n in (3, 4)]
    company.send(ANN, *requests)
    company.office.answer_waiting()
    statuses = [company.answer(ANN, request).status for request in requests]
    assert statuses == [AnswerStatus.CONFIRMED, AnswerStatus.IN_CONFLICT]
    assert company.stock("D") == 2


def test_what_is_back_ordered_is_reported_as_such(company: Company) -> None:
    _, answer = company.place(company.order(line("D", 7, back_order=True)))
    assert answer.order is not None
    assert answer.order.fulfilment is Fulfilment.BACK_ORDERED
    assert answer.order.fulfilled_on == company.clock.today()
    assert company.stock("D") == 0


def test_an_amendment_may_keep_what_the_order_has_of_the_stock(company: Company) -> None:
    order = company.order(line("D", 4))
    company.place(order)
    _, answer = company.amend(replace(order, lines=(line("D", 5), line("A", 1, 2))))
    assert answer.status is AnswerStatus.CONFIRMED
    assert answer.order is not None
    assert answer.order.number == "SO-10001"
    assert company.stock("D") == 0
    _, answer = company.amend(replace(order, lines=(line("D", 1),)))
    assert answer.status is AnswerStatus.CONFIRMED
    assert company.stock("D") == 4
    assert company.count("order_lines") == 1


def test_an_amendment_that_breaks_a_rule_leaves_the_order_as_it_was(company: Company) -> None:
    order = company.order(line("D", 4))
    company.place(order)
    _, answer = company.amend(replace(order, lines=(line("D", 9),)))
    assert answer.status is AnswerStatus.IN_CONFLICT
    assert answer.order is not None
    assert answer.order.order.lines[0].quantity == 4
    assert company.stock("D") == 1


def test_an_order_on_its_way_is_neither_changed_nor_cancelled(company: Company) -> None:
    order = company.order(line("A", 4))
    _, placed = company.place(order)
    assert placed.order is not None
    document = replace(placed.order, fulfilment=Fulfilment.SHIPPED)
    company.change(
        "orders",
        {"order_id": order.id},
        fulfilment=Fulfilment.SHIPPED.value,
        document=ascii_json(document),
    )
    for _, answer in (company.amend(order), company.cancel(order)):
        assert answer.status is AnswerStatus.REJECTED
        assert "on its way" in answer.why
        assert answer.order == document


def test_an_amendment_of_a_cancelled_order_is_refused(company: Company) -> None:
    order = company.order()
    company.place(order)
    company.cancel(order)
    _, answer = company.amend(replace(order, lines=(line("B", 1),)))
    assert answer.status is AnswerStatus.REJECTED
    assert "cancelled" in answer.why


def test_nobody_reaches_an_order_of_another_reps_customer(company: Company) -> None:
    theirs = company.order(customer=BENS)
    company.place(theirs, BEN)
    stolen = replace(theirs, customer=SHOP, lines=(line("B", 9),))
    for request in (company.amend(stolen), company.place(stolen), company.cancel(stolen)):
        _, answer = request
        assert answer.status is AnswerStatus.REJECTED
        assert answer.order is None
        assert [problem.code for problem in answer.reasons] == [RuleCode.NOT_IN_PARTITION]
    (row,) = company.rows("orders")
    assert (row.customer, row.state) == (BENS, "confirmed")


def test_cancelling_by_its_id_does_not_touch_another_reps_conflict(company: Company) -> None:
    theirs = company.order(line("NONE", 1), customer=BENS)
    request, _ = company.place(theirs, BEN)
    company.cancel(replace(theirs, customer=SHOP), ANN)
    assert company.rows("conflicts")[0].state == "open"
    assert company.answer(BEN, request).status is AnswerStatus.IN_CONFLICT


def test_an_order_of_a_merged_customer_goes_to_the_one_it_was_merged_into(
    company: Company,
) -> None:
    company.change_customer(KIOSK, merged_into=SHOP)
    _, answer = company.place(company.order(customer=KIOSK))
    assert answer.status is AnswerStatus.ADJUSTED
    assert company.rows("orders")[0].customer == SHOP


def test_open_orders_use_the_customers_credit_until_they_are_cancelled(company: Company) -> None:
    first = company.order(line("A", 6), customer=KIOSK)
    company.place(first)
    second = company.order(line("B", 6), customer=KIOSK)
    _, answer = company.place(second)
    assert answer.status is AnswerStatus.AWAITING_DECISION
    company.cancel(first)
    _, answer = company.amend(second)
    assert answer.status is AnswerStatus.CONFIRMED


def test_a_rep_can_not_say_that_an_admin_accepted_something(company: Company) -> None:
    lie = Waiver(code=RuleCode.CREDIT_LIMIT_EXCEEDED, by_admin=True)
    order = company.order(line("A", 50), customer=KIOSK, accepted=(lie,))
    _, answer = company.place(order)
    assert answer.status is AnswerStatus.AWAITING_DECISION


def test_what_the_tables_can_not_hold_is_refused_and_holds_nothing_up(company: Company) -> None:
    good = company.order()
    bad = [
        replace(good, lines=()),
        replace(good, lines=(line("A", 0),)),
        replace(good, lines=(line("A", 1), line("B", 1))),
        replace(good, lines=(line("A" * 41, 1),)),
        replace(good, lines=(line("A", 1, unit_price=Decimal("NaN")),)),
        replace(good, lines=(line("A", 1, unit_price=Decimal(-1)),)),
        replace(good, lines=(line("A", 1, unit_price=Decimal("9.99999")),)),
        replace(good, lines=(line("A", 1, unit_price=Decimal("1e3")),)),
        replace(good, order_date=good.order_date.replace(year=9999)),
        replace(good, customer=CustomerNumber("x" * 41)),
    ]
    requests = [company.request(PlaceOrder(order=order)) for order in (*bad, good)]
    company.send(ANN, *requests)
    assert company.office.answer_waiting() == len(requests)
    answers = [company.answer(ANN, request) for request in requests]
    assert {answer.status for answer in answers[:-1]} == {AnswerStatus.REJECTED}
    assert all(answer.why for answer in answers[:-1])
    assert answers[-1].status is AnswerStatus.CONFIRMED


def test_the_stock_an_order_took_is_logged_under_its_reps_name(company: Company) -> None:
    company.place(company.order(line("D", 2)))
    assert company.log("stock", "D") == [("on_hand", "5", "3", ANN)]
