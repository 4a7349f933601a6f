"""A rule is complete: whatever depends on which rule it is says something of each."""

import re
from pathlib import Path
from string import Formatter

import pytest

from smartclient.domain.errors import RefusedError
from smartclient.domain.rules.evaluation import RULES, evaluate
from smartclient.domain.rules.problems import Action, ActionKind, Problem, ResolvedBy, RuleCode
from smartclient.domain.rules.rule_table import RULE_TRAITS, traits_of
from smartclient.domain.sales.orders import Order
from smartclient.reconcile.actions import actions_for, answers_for_all, apply_resolution
from smartclient.reconcile.conflict import Resolution
from smartclient.reconcile.report import compare_orders
from smartclient.wording.rules import RULE_WORDS
from smartclient.wording.sentences import problem_sentence
from tests.rule_examples import EXAMPLES, RuleExample

OF_CUSTOMERS = {RuleCode.POSSIBLE_DUPLICATE_CUSTOMER, RuleCode.CANT_BE_TAKEN_BACK}
"""Rules that no order breaks: ``similar_customers_problem`` and ``cant_be_taken_back`` find them.
"""

OWN_DAY = "order_date"
"""A field that a rep corrects: head office reports only the day that it took by itself."""

MANUAL = "resources/manual"
RESOLVED_BY = {
    "decisions.md": {by: by.replace("_", " ") for by in ResolvedBy},
    "de/decisions.md": {
        ResolvedBy.HEAD_OFFICE: "die Zentrale",
        ResolvedBy.REP: "der Außendienst",
        ResolvedBy.ADMIN: "ein Admin",
        ResolvedBy.REFUSE: "es wird abgelehnt",
    },
}
"""What a page of the manual calls each who may resolve a problem."""

by_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)


def problems_of(example: RuleExample) -> list[Problem]:
    return list(evaluate(example.order, example.asked).problems)


def resolved_by(
    action: Action, problems: tuple[Problem, ...], example: RuleExample
) -> Order | None:
    """The order as an answer makes it, None where it is cancelled or can't be given."""
    resolution = Resolution(problems=answers_for_all(problems, action))
    try:
        return apply_resolution(example.order, problems, resolution, example.asked, by_admin=True)
    except RefusedError:
        return None


@pytest.mark.parametrize("code", RuleCode)
def test_every_rule_is_in_the_table(code: RuleCode) -> None:
    assert code in RULE_TRAITS, f"add a row for {code} to smartclient/domain/rules/rule_table.py"


@pytest.mark.parametrize("code", RuleCode)
def test_every_rule_of_orders_is_asked(code: RuleCode) -> None:
    assert code in {*RULES, *OF_CUSTOMERS}, (
        f"add the function {code} to a list in smartclient/domain/rules/evaluation.py"
    )


def test_every_rule_that_is_asked_has_a_code() -> None:
    assert set(RULES) <= set(RuleCode), (
        "add the name of the function to RuleCode in smartclient/domain/rules/problems.py"
    )


@pytest.mark.parametrize("code", RuleCode)
def test_every_rule_has_words(code: RuleCode) -> None:
    assert code in RULE_WORDS, f"add a row for {code} to smartclient/wording/rules.py"


@pytest.mark.parametrize("code", RuleCode)
def test_every_rule_has_an_example(code: RuleCode) -> None:
    assert code in {*(example.code for example in EXAMPLES), *OF_CUSTOMERS}, (
        f"add an order that breaks {code} to tests/rule_examples.py"
    )


@pytest.mark.parametrize("page", RESOLVED_BY)
@pytest.mark.parametrize("code", RULE_TRAITS)
def test_the_manual_says_who_resolves_a_problem_by_default(code: RuleCode, page: str) -> None:
    by_default = RESOLVED_BY[page][traits_of(code).by_default]
    text = (Path(__file__).parents[2] / MANUAL / page).read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.+?) \| (.+?) \|", text, re.MULTILINE)
    assert any(f"`{code}`" in rules and by_default in who for rules, who in rows), (
        f"add a row for {code}, with {by_default}, to the table of rules in {MANUAL}/{page}"
    )


@pytest.mark.parametrize("code", RULE_TRAITS)
def test_who_resolves_by_default_may_do_so(code: RuleCode) -> None:
    assert traits_of(code).by_default not in traits_of(code).never_by


@by_example
def test_a_rep_who_may_resolve_a_rule_can_do_more_than_cancel(example: RuleExample) -> None:
    traits = traits_of(example.code)
    can_ask = traits.by_default is ResolvedBy.ADMIN
    if can_ask or ResolvedBy.REP in traits.never_by:
        return
    for problem in problems_of(example):
        answers = {action.kind for action in actions_for(problem)}
        assert answers > {ActionKind.CANCEL}, (
            f"name REP in `never_by` of {example.code}: a rep can do nothing but cancel the order"
        )


@by_example
def test_an_example_breaks_just_its_rule(example: RuleExample) -> None:
    assert [problem.code for problem in problems_of(example)] == [example.code]


@by_example
def test_a_sentence_has_all_its_arguments(example: RuleExample) -> None:
    for problem in problems_of(example):
        sentence = problem_sentence(problem)
        named = {name for _, name, _, _ in Formatter().parse(sentence.templates[0]) if name}
        assert {name for name in named if sentence.arguments.get(name)} == named, (
            f"{example.code} gives no value for a place in its sentence: line, sku, before "
            "and after are the problem's own, all others are among its arguments"
        )


@by_example
def test_amounts_and_days_of_a_sentence_are_known_as_such(example: RuleExample) -> None:
    traits = traits_of(example.code)
    for problem in problems_of(example):
        sentence = problem_sentence(problem)
        for _, name, _, _ in Formatter().parse(sentence.templates[0]):
            value = "" if name is None else sentence.arguments[name]
            if re.fullmatch(r"-?\d+\.\d+", value):
                assert name in traits.amounts, f"{name} of {example.code} belongs to `amounts`"
            elif re.fullmatch(r"\d{4}-\d\d-\d\d", value):
                assert name in traits.days, f"{name} of {example.code} belongs to `days`"


@by_example
def test_what_an_answer_changes_is_reported_by_its_rule(example: RuleExample) -> None:
    problems = tuple(problems_of(example))
    for action in actions_for(problems[0], by_admin=True):
        resolved = resolved_by(action, problems, example)
        if resolved is None:
            continue
        for change in compare_orders(
            example.order, resolved, currency=example.context.currency, problems=problems
        ):
            assert change.rule or change.field == OWN_DAY, (
                f"{change.field}: add it to `changes` of {example.code}"
            )


def test_a_rule_of_a_newer_head_office_can_be_shown() -> None:
    newer = RuleCode("no_more_than_one")
    problem = Problem(code=newer, before="2", settled_by=ResolvedBy.ADMIN)
    assert newer not in RuleCode.__members__.values()
    assert "does not know" in problem_sentence(problem).text
