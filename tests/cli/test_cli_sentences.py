"""Sentences of the command line: amounts stand in them as in the tables, and exact in JSON."""

from dataclasses import replace
from decimal import Decimal

import pytest

from smartclient.cli.sentences import action_text, change_text, problem_text
from smartclient.domain.rules.evaluation import evaluate
from smartclient.domain.rules.problems import Change, RuleCode
from smartclient.domain.rules.rule_table import traits_of
from smartclient.wording.sentences import problem_sentence
from tests.cli.terminal import Terminal
from tests.rule_examples import EXAMPLES, RuleExample

CREDIT = str(RuleCode.CREDIT_LIMIT_EXCEEDED)


@pytest.mark.parametrize(
    "example",
    [each for each in EXAMPLES if traits_of(each.code).amounts],
    ids=lambda each: each.code,
)
def test_amounts_of_every_rules_problem_are_grouped(example: RuleExample) -> None:
    found = evaluate(example.order, example.asked).problems
    names = traits_of(example.code).amounts
    problem = next(each for each in found if each.code == example.code)
    arguments = {
        name: "18420.24" if name in names and value else value
        for name, value in problem.arguments.items()
    }
    large = replace(problem, arguments=arguments)
    if "before" in names:
        large = replace(large, before="18420.24", after="18420.24")
    exact = problem_sentence(large).text
    assert problem_text(large) == exact.replace("18420.24", "18,420.24")
    assert not any("18420.24" in action_text(action, large) for action in problem.actions)


@pytest.mark.parametrize(("amount", "shown"), [("18420", "18,420"), ("-1234.567", "-1,234.567")])
def test_amounts_keep_the_decimals_of_their_currency(amount: str, shown: str) -> None:
    change = Change(rule="", field="total", before=amount, after="0.0049")
    assert change_text(change) == f"The total is 0.0049 instead of {shown}."


def test_what_is_no_amount_is_shown_as_it_came() -> None:
    change = Change(rule="", field="tax", before="a newer text", after="1000.00")
    assert change_text(change) == "The tax is 1,000.00 instead of a newer text."
    number = Change(rule="", field="reference", before="10000", after="20000")
    assert "20000 instead of 10000" in change_text(number)


def test_a_warning_has_the_amounts_of_the_table_above_it(shop: Terminal) -> None:
    new = ("orders", "new", "--customer", "G-1001", "--line", "TR-100=5000")
    order = shop.gives(*new)
    (exact,) = (each["message"] for each in order["warnings"] if each["code"] == CREDIT)
    assert f"With this order of {order['total']}," in exact
    assert f"With this order of {Decimal(order['total']):,}," in shop.says(*new)
