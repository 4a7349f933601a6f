"""The report: what differs between what was asked and what was confirmed, and by which rule."""

from dataclasses import replace
from decimal import Decimal

from smartclient.domain.rules.evaluation import evaluate
from smartclient.domain.rules.problems import Action, ActionKind, Change
from smartclient.domain.sales.orders import OrderLine
from smartclient.reconcile.actions import answers_for_all, apply_resolution
from smartclient.reconcile.conflict import Resolution
from smartclient.reconcile.report import compare_orders
from tests.domain_samples import (
    BOTTLE,
    CUSTOMER,
    FRAME,
    FRAME_NEXT,
    HELMET,
    TODAY,
    context,
    order,
    with_product,
)


def rows(changes: tuple[Change, ...]) -> list[tuple[str, str, int | None, str, str]]:
    return [
        (change.rule, change.field, change.line, change.before, change.after) for change in changes
    ]


def test_an_order_confirmed_as_asked_has_nothing_to_report() -> None:
    assert compare_orders(order((BOTTLE, 2)), order((BOTTLE, 2)), currency="USD") == ()


def test_an_answer_is_reported_by_its_rule_and_by_who_gave_it() -> None:
    known = context(products=with_product(FRAME, discontinued_on=TODAY, replaced_by=FRAME_NEXT))
    placed = order((FRAME, 1), (HELMET, 1))
    problems = evaluate(placed, known).problems
    answers = answers_for_all(problems, Action(ActionKind.TAKE_REPLACEMENT))
    made = apply_resolution(placed, problems, Resolution(problems=answers), known)
    assert made is not None
    report = compare_orders(placed, made, currency="USD", problems=problems, by="hill\\anna")
    assert rows(report) == [
        ("discontinued", "sku", 1, FRAME, FRAME_NEXT),
        ("discontinued", "unit_price", 1, "1431.50", "1500.00"),
        ("totals", "total", None, "1466.49", "1534.99"),
    ]
    assert {change.by for change in report[:2]} == {"hill\\anna"}


def test_an_approval_is_reported_though_nothing_changed() -> None:
    known = context(customer=replace(CUSTOMER, credit_limit=Decimal(1)))
    placed = order((BOTTLE, 1))
    problems = evaluate(placed, known).problems
    resolution = Resolution(problems=answers_for_all(problems, Action(ActionKind.APPROVE)))
    made = apply_resolution(placed, problems, resolution, known, by_admin=True)
    assert made is not None
    [change] = compare_orders(placed, made, currency="USD", problems=problems, by="hill\\boss")
    assert (change.rule, change.field, change.by) == (
        "credit_limit_exceeded",
        "accepted",
        "hill\\boss",
    )


def test_lines_dropped_and_added_are_reported_with_their_quantities() -> None:
    requested = order((BOTTLE, 2), (HELMET, 1))
    confirmed = requested.without_line(2).with_line(OrderLine(line=3, sku=FRAME, quantity=4))
    assert rows(compare_orders(requested, confirmed, currency="USD"))[:2] == [
        ("", "line", 2, "1", ""),
        ("", "line", 3, "", "4"),
    ]


def test_what_else_was_changed_is_reported_field_by_field() -> None:
    requested = order((BOTTLE, 2))
    confirmed = replace(requested, deliver_on=TODAY, reference="PO 7", note="Ring twice")
    assert rows(compare_orders(requested, confirmed, currency="USD")) == [
        ("", "deliver_on", None, "", TODAY.isoformat()),
        ("", "reference", None, "", "PO 7"),
        ("", "note", None, "", "Ring twice"),
    ]


def test_a_change_that_no_problem_explains_names_no_rule() -> None:
    requested = order((BOTTLE, 2))
    problems = evaluate(
        requested, context(products=with_product(BOTTLE, discontinued_on=TODAY))
    ).problems
    more = requested.with_line(replace(requested.lines[0], quantity=3))
    assert rows(compare_orders(requested, more, currency="USD", problems=problems))[0] == (
        "",
        "quantity",
        1,
        "2",
        "3",
    )
