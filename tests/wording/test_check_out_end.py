"""The end of a check-out: it travels in one way, and each reader is shown it by the own clock."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from smartclient.cli.reasons import filled
from smartclient.cli.sentences import problem_text
from smartclient.domain.check_out import CheckOut
from smartclient.domain.ids import CustomerNumber, Login
from smartclient.domain.rules.check_outs import held_error, until_of, until_text
from smartclient.domain.rules.problems import Problem, RuleCode
from smartclient.domain.sales.customers import Customer
from smartclient.ui.text import wording

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
HELD = CheckOut(
    epoch="e",
    counter=1,
    first=1,
    holder=Login("ann"),
    device="laptop",
    since=NOON - timedelta(days=3),
    asked_at=NOON - timedelta(days=3),
    until=NOON,
    days=3,
)


@pytest.fixture(autouse=True)
def _five_hours_east(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC-5")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_what_travels_is_the_same_in_every_zone_and_read_again() -> None:
    assert until_text(HELD) == "2026-11-21 12:00 UTC"
    assert until_of(until_text(HELD)) == NOON
    assert until_of("the next sync") is None


def test_a_refusal_says_the_end_by_the_clock_of_its_reader() -> None:
    customer = Customer(number=CustomerNumber("S-1"), name="Shop", rep=Login("ann"))
    error = held_error(customer, HELD)
    assert "until 2026-11-21 17:00." in filled(error.template, error.arguments)
    assert "21 November 17:00" in wording.error_text(error)


def test_a_problem_of_an_order_says_the_end_by_the_clock_of_its_reader() -> None:
    arguments = {"customer": "S-1", "holder": "ann", "until": until_text(HELD)}
    problem = Problem(code=RuleCode.CUSTOMER_CHECKED_OUT, line=None, arguments=arguments)
    assert "until 2026-11-21 17:00." in problem_text(problem)
    assert "21 November 17:00" in wording.problem_text(problem)
