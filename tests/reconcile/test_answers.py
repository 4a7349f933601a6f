"""Answers to conflicts as a person names them: which fit, which are missing, and what is said."""

from dataclasses import replace
from decimal import Decimal

import pytest

from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import Sku
from smartclient.domain.rules.evaluation import evaluate
from smartclient.domain.rules.problems import Action, ActionKind, ResolvedBy, RuleCode
from smartclient.reconcile.actions import (
    actions_for,
    answers_for_all,
    check_complete,
    decided,
    parse_choice,
    parse_field_choices,
    required_answers,
)
from smartclient.reconcile.conflict import (
    FieldAnswer,
    FieldConflict,
    ProblemAnswer,
    Resolution,
)
from tests.domain_samples import (
    BOTTLE,
    FRAME,
    context,
    offer,
    order,
)
from tests.reconcile.conflicting import (
    APPROVE,
    CANCEL,
    DEARER,
    GONE,
    IN_DEBT,
    conflict,
    resolved,
)


def test_one_action_answers_every_problem_that_offers_it() -> None:
    placed = order((FRAME, 1), (BOTTLE, 1))
    problems = evaluate(placed, replace(GONE, prices=DEARER.prices)).problems
    [taken] = parse_choice("take_replacement", problems)
    assert (taken.code, taken.line) == ("discontinued", 1)
    assert len(parse_choice("drop_line", problems)) == 2


def test_an_action_may_be_named_for_a_rule_or_for_a_line_of_it() -> None:
    problems = evaluate(order((BOTTLE, 1), (BOTTLE, 2)), DEARER).problems
    assert [item.line for item in parse_choice("price_changed=accept_price", problems)] == [1, 2]
    assert [item.line for item in parse_choice("price_changed:2=drop_line", problems)] == [2]


def test_an_action_with_a_value_may_be_named_for_a_line() -> None:
    placed = order((BOTTLE, 15), known=context(offers={BOTTLE: (offer("10"),)}))
    problems = evaluate(placed, context(offers={BOTTLE: (offer("10", 20),)})).problems
    [answer] = parse_choice("offer_not_valid:1=change_quantity=24", problems)
    assert str(answer.action) == "change_quantity=24"
    assert parse_choice("change_quantity=24", problems) == (answer,)


@pytest.mark.parametrize(
    "text",
    [
        "round_up",
        "approve",
        "dance",
        "price_changed:9=accept_price",
        "discontinued=drop_line",
        "price_changed:1=round_up",
        "price_changed:1",
        "",
    ],
)
def test_an_answer_that_does_not_fit_is_refused(text: str) -> None:
    problems = evaluate(order((BOTTLE, 1)), DEARER).problems
    with pytest.raises(RefusedError):
        parse_choice(text, problems)


@pytest.mark.parametrize("text", ["dance", "price_changed:1=dance"])
def test_an_unknown_action_is_refused_with_those_that_may_be_chosen(text: str) -> None:
    problems = evaluate(order((BOTTLE, 1)), DEARER).problems
    offered = ", ".join(str(action) for action in actions_for(problems[0]))
    with pytest.raises(RefusedError) as refused:
        parse_choice(text, problems)
    assert f"dance answers nothing here. Choose one of: {offered}." in str(refused.value)
    with pytest.raises(RefusedError, match="whose value each field is to have"):
        parse_choice("dance", ())


def test_every_problem_must_be_answered_and_the_one_that_is_not_is_named() -> None:
    problems = evaluate(order((BOTTLE, 1), (BOTTLE, 2)), DEARER).problems
    partly = Resolution(problems=parse_choice("price_changed:1=accept_price", problems))
    with pytest.raises(RefusedError, match="price_changed:2"):
        check_complete(conflict(*problems), partly)


def test_cancelling_answers_for_everything() -> None:
    problems = evaluate(order((BOTTLE, 1), (BOTTLE, 2)), DEARER).problems
    one = ProblemAnswer(code="price_changed", line=1, action=CANCEL)
    check_complete(conflict(*problems), Resolution(problems=(one,)))


def test_a_rep_answers_what_the_rep_resolves_and_an_admin_everything() -> None:
    both = replace(DEARER, customer=IN_DEBT.customer)
    problems = evaluate(order((BOTTLE, 1)), both).problems
    reps = Resolution(problems=parse_choice("accept_price", problems))
    check_complete(conflict(*problems), reps)
    with pytest.raises(RefusedError, match="credit_limit_exceeded"):
        check_complete(conflict(*problems), reps, by_admin=True)


def test_a_case_that_was_handed_back_is_the_reps_to_answer() -> None:
    [problem] = evaluate(order((BOTTLE, 1)), IN_DEBT).problems
    assert problem.settled_by is ResolvedBy.ADMIN
    assert required_answers([problem]) == (problem,)
    with pytest.raises(RefusedError, match="credit_limit_exceeded"):
        check_complete(conflict(problem), Resolution())
    check_complete(conflict(problem), Resolution(problems=parse_choice("cancel", (problem,))))


def test_an_answer_that_is_not_offered_is_refused() -> None:
    problems = evaluate(order((BOTTLE, 1)), DEARER).problems
    for code, line in (("price_changed", 1), ("discontinued", 1), ("nonsense", None)):
        wrong = ProblemAnswer(code=code, line=line, action=Action(ActionKind.ROUND_UP))
        with pytest.raises(RefusedError):
            check_complete(conflict(*problems), Resolution(problems=(wrong,)))


def test_an_admins_action_is_for_all_that_was_not_named() -> None:
    problems = evaluate(
        order((FRAME, 1), (BOTTLE, 1)), replace(GONE, prices=DEARER.prices)
    ).problems
    named = Resolution(problems=parse_choice("take_replacement", problems))
    whole = decided(conflict(*problems), APPROVE, named)
    check_complete(conflict(*problems), whole, by_admin=True)
    assert {(problem.code, str(problem.action)) for problem in whole.problems} == {
        ("discontinued", "take_replacement"),
        ("price_changed", "approve"),
    }


PHONE = FieldConflict(field="phone", base="1", mine="2", theirs="3")
EMAIL = FieldConflict(field="email", base="a", mine="b", theirs="c")


@pytest.mark.parametrize(("action", "value"), [(ActionKind.APPROVE, "2"), (ActionKind.REFUSE, "3")])
def test_an_admin_may_take_either_side_of_all_fields(action: ActionKind, value: str) -> None:
    named = Resolution(fields=parse_field_choices(conflict(fields=(PHONE, EMAIL)), ["email==d"]))
    whole = decided(conflict(fields=(PHONE, EMAIL)), Action(action), named)
    assert {field.field: field.value for field in whole.fields} == {"phone": value, "email": "d"}


@pytest.mark.parametrize(
    ("take", "value"),
    [
        ("phone=mine", "2"),
        ("phone=theirs", "3"),
        ("phone== 555-1 ", "555-1"),
        ("phone==mine", "mine"),
        ("phone==", ""),
        ("phone==a=b", "a=b"),
    ],
)
def test_a_field_takes_either_side_or_a_value_of_its_own(take: str, value: str) -> None:
    [answer] = parse_field_choices(conflict(fields=(PHONE,)), [take])
    assert answer == FieldAnswer(field="phone", value=value, seen="3")


@pytest.mark.parametrize(
    "takes",
    [
        ["fax=mine"],
        ["phone"],
        ["phone=555"],
        ["phone=mine", "phone=theirs"],
        ["phone==" + "5" * 41],
        ["phone==5\x00"],
    ],
)
def test_a_take_that_makes_no_sense_is_refused(takes: list[str]) -> None:
    with pytest.raises(RefusedError):
        parse_field_choices(conflict(fields=(PHONE,)), takes)


def test_every_field_must_be_answered_and_no_other() -> None:
    both = conflict(fields=(PHONE, EMAIL))
    with pytest.raises(RefusedError, match="email"):
        check_complete(both, Resolution(fields=parse_field_choices(both, ["phone=mine"])))
    stranger = FieldAnswer(field="fax", value="", seen="")
    whole = parse_field_choices(both, ["phone=mine", "email=theirs"])
    check_complete(both, Resolution(fields=whole))
    with pytest.raises(RefusedError, match="fax"):
        check_complete(both, Resolution(fields=(*whole, stranger)))


def test_an_unknown_product_can_be_approved_at_what_it_was_quoted() -> None:
    placed = order((Sku("NEW-1"), 2))
    quoted = placed.with_line(replace(placed.lines[0], unit_price=Decimal(5)))
    made = resolved(quoted, context(), "approve", by_admin=True)
    assert made.totals.net == Decimal("10.00")
    assert made.accepted[0].code == RuleCode.UNKNOWN_PRODUCT


def test_an_unknown_product_without_a_price_can_not_be_approved() -> None:
    with pytest.raises(RefusedError, match="NEW-1 has no price"):
        resolved(order((Sku("NEW-1"), 2)), context(), "approve", by_admin=True)


def test_an_answer_of_the_wrong_kind_is_refused_with_what_to_choose_instead() -> None:
    with pytest.raises(RefusedError, match="whose value each field"):
        answers_for_all((), CANCEL)
    with pytest.raises(RefusedError, match="one of the actions"):
        parse_field_choices(conflict(), ["phone=mine"])
