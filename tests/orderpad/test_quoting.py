"""An order is quoted in the page as it is on a laptop with the same data: each cent and problem."""

import json
from collections import Counter

from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.orderpad import texts
from smartclient.orderpad.calls import call
from smartclient.orderpad.plain import plain, read
from smartclient.read_models.demand import TentativeDemand
from tests.orderpad.sample_device import SampleDevice

ORDERS = 60


def test_a_page_quotes_as_a_laptop_does(device: SampleDevice) -> None:
    said: Counter[str] = Counter()
    for order in device.any_orders(ORDERS, seed=7):
        on_laptop = device.laptop.use_cases.orders.quote(order)
        in_page = json.loads(call("quote", json.dumps(device.asked(order))))["result"]
        assert read(Order, in_page["order"]) == on_laptop.order
        assert in_page["problems"] == [
            {
                "line": problem.line,
                "settled_by": problem.settled_by,
                "said": texts.of_problem(problem),
            }
            for problem in on_laptop.problems
        ]
        assert in_page["report"] == texts.of_changes(on_laptop.report)
        assert in_page["products"] == plain(on_laptop.products)
        assert in_page["arrives"] == plain(on_laptop.arrives)
        assert read(TentativeDemand, in_page["demand"]) == on_laptop.demand
        assert in_page["may_save"] == on_laptop.save.possible
        assert in_page["ages"] == texts.of_ages(on_laptop.ages)
        said.update(str(problem.code) for problem in on_laptop.problems)
        said.update(change.rule for change in on_laptop.report)
    # the sample company's data has something to say for most rules
    assert len(said) >= 6, said


def test_what_others_wait_for_is_taken_off_in_the_page_too(device: SampleDevice) -> None:
    first, second = list(device.any_orders(2, seed=11))
    sku = next(row[1] for row in device.rows["stock"] if row[2] > 1)
    lines = (OrderLine(line=1, sku=sku, quantity=1),)
    placed = device.laptop.use_cases.orders.place(
        Order(id=first.id, customer=first.customer, order_date=first.order_date, lines=lines)
    )
    again = Order(id=second.id, customer=first.customer, order_date=first.order_date, lines=lines)
    on_laptop = device.laptop.use_cases.orders.quote(again)
    in_page = json.loads(call("quote", json.dumps(device.asked(again))))["result"]
    assert read(TentativeDemand, in_page["demand"]) == on_laptop.demand
    assert [each["said"] for each in in_page["problems"]] == [
        texts.of_problem(problem) for problem in on_laptop.problems
    ]
    assert placed.order.provisional_number in json.dumps(in_page["problems"])
