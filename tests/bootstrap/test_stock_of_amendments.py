"""Stock of an amended order: the laptop warns of what head office then asks, and no more."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from smartclient.bootstrap import Session, sign_in
from smartclient.domain.clock import Clock
from smartclient.domain.rules.problems import Problem, RuleCode
from smartclient.domain.sales.orders import Fulfilment, Order, OrderLine
from smartclient.headoffice.admin.maintenance import change_product
from smartclient.headoffice.admin.service import HeadOffice
from tests.small_company import CUSTOMER, REP, SKUS

SKU = SKUS[0]
IN_STOCK = 108


@pytest.fixture
def office(url: str, clock: Clock) -> Iterator[HeadOffice]:
    opened = HeadOffice.open(url, clock)
    change_product(opened.engine, SKU, stock=IN_STOCK, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def session(home: Path, url: str, clock: Clock, office: HeadOffice) -> Iterator[Session]:
    del office
    with sign_in(home, url=url, login=REP, clock=clock) as opened:
        opened.sync_now()
        yield opened


def line(quantity: int, number: int = 1, *, back_order: bool = False) -> OrderLine:
    return OrderLine(line=number, sku=SKU, quantity=quantity, back_order=back_order)


def confirmed(session: Session, *lines: OrderLine) -> Order:
    """An order of these lines as head office confirmed it."""
    order = session.use_cases.orders.new(CUSTOMER)
    for one in lines:
        order = order.with_line(one)
    placed = session.use_cases.orders.place(order)
    session.sync_now()
    return session.use_cases.orders.get(placed.order.id).order


def with_line(order: Order, number: int, **changes: object) -> Order:
    before = order.line(number)
    assert before is not None
    return order.with_line(replace(before, amount=None, **changes))  # type: ignore[arg-type]


def shortages(problems: tuple[Problem, ...]) -> list[tuple[int | None, str, str]]:
    """The line, the quantity and what is free of each problem of the stock."""
    return [
        (problem.line, problem.before, problem.after)
        for problem in problems
        if problem.code is RuleCode.NOT_ENOUGH_STOCK
    ]


def warned_and_asked(
    session: Session, order: Order
) -> tuple[list[tuple[int | None, str, str]], list[tuple[int | None, str, str]]]:
    """What the laptop warns of before the amendment is sent, and what head office asks then."""
    warned = shortages(session.use_cases.orders.quote(order).problems)
    session.use_cases.orders.amend(order)
    session.sync_now()
    asked = [problem for one in session.use_cases.conflicts.open() for problem in one.problems]
    return warned, shortages(tuple(asked))


def test_a_reduced_order_has_the_stock_that_it_holds(session: Session) -> None:
    order = confirmed(session, line(80))
    assert warned_and_asked(session, with_line(order, 1, quantity=70)) == ([], [])


@pytest.mark.parametrize(("quantity", "free"), [(IN_STOCK, []), (109, [(1, "109", "108")])])
def test_an_increased_order_has_what_it_holds_and_the_rest(
    session: Session, quantity: int, free: list[tuple[int | None, str, str]]
) -> None:
    order = confirmed(session, line(80))
    assert warned_and_asked(session, with_line(order, 1, quantity=quantity)) == (free, free)


def test_an_unsent_amendment_takes_nothing_from_the_one_on_top(session: Session) -> None:
    order = confirmed(session, line(80))
    order = session.use_cases.orders.amend(with_line(order, 1, quantity=100)).order
    assert warned_and_asked(session, with_line(order, 1, quantity=105)) == ([], [])


def test_a_back_ordered_order_holds_what_was_in_stock(
    session: Session, office: HeadOffice, clock: Clock
) -> None:
    order = confirmed(session, line(150, back_order=True))
    change_product(office.engine, SKU, stock=10, clock=clock)
    session.sync_now()
    record = session.use_cases.orders.get(order.id)
    assert record.fulfilment is Fulfilment.BACK_ORDERED
    expected = [(1, "140", "118")]
    amended = with_line(record.order, 1, quantity=140, back_order=False)
    assert warned_and_asked(session, amended) == (expected, expected)


def test_a_line_added_to_a_back_ordered_order_gets_what_came_in_later(
    session: Session, office: HeadOffice, clock: Clock
) -> None:
    order = confirmed(session, line(150, back_order=True))
    change_product(office.engine, SKU, stock=60, clock=clock)
    session.sync_now()
    expected = [(2, "20", "18")]
    assert warned_and_asked(session, order.with_line(line(20, 2))) == (expected, expected)


def test_an_order_amended_twice_holds_what_head_office_confirmed_last(
    session: Session, office: HeadOffice, clock: Clock
) -> None:
    order = confirmed(session, line(80))
    assert warned_and_asked(session, with_line(order, 1, quantity=90)) == ([], [])
    order = session.use_cases.orders.get(order.id).order
    change_product(office.engine, SKU, stock=0, clock=clock)
    session.sync_now()
    expected = [(1, "91", "90")]
    assert warned_and_asked(session, with_line(order, 1, quantity=91)) == (expected, expected)


def test_an_unsent_amendment_of_another_order_takes_only_what_it_adds(session: Session) -> None:
    other = confirmed(session, line(80))
    order = confirmed(session, line(8))
    session.use_cases.orders.amend(with_line(other, 1, quantity=90))
    expected = [(1, "20", "18")]
    assert warned_and_asked(session, with_line(order, 1, quantity=20)) == (expected, expected)
