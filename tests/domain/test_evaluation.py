"""All rules together: what head office accepts, resolves itself, or leaves to whom."""

from dataclasses import replace
from decimal import Decimal

import pytest

from smartclient.domain.ids import CustomerNumber, OrderId, Sku
from smartclient.domain.rules.context import RuleContext
from smartclient.domain.rules.evaluation import Evaluation, evaluate
from smartclient.domain.rules.problems import Change, ResolvedBy, RuleCode
from smartclient.domain.rules.rule_table import traits_of
from smartclient.domain.sales.customers import CustomerStatus
from smartclient.domain.sales.order_diff import line_changes
from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.domain.sales.origins import quoted_differently
from smartclient.domain.sales.pricing import price_order
from tests.domain_samples import (
    BOTTLE,
    CUSTOMER,
    FRAME,
    FRAME_NEXT,
    HELMET,
    TODAY,
    context,
    offer,
    order,
    price,
    stock,
    tax,
    with_policy,
    with_product,
)
from tests.rule_examples import EXAMPLES, RuleExample

OLD = Sku("OLD")
ON_HOLD = replace(CUSTOMER, status=CustomerStatus.ON_HOLD)


def codes(evaluation: Evaluation) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.line) for problem in evaluation.problems]


def reported(evaluation: Evaluation) -> list[tuple[str, str, str, str]]:
    return [
        (change.rule, change.field, change.before, change.after) for change in evaluation.report
    ]


def settled_by_head_office(code: RuleCode, known: RuleContext) -> RuleContext:
    return replace(known, policies=with_policy(code, ResolvedBy.HEAD_OFFICE))


def costing(amount: str) -> RuleContext:
    return context(prices={BOTTLE: (price(BOTTLE, amount),)})


def test_a_clean_order_is_accepted_unchanged() -> None:
    placed = order((BOTTLE, 3), (HELMET, 1))
    assert evaluate(placed, context()) == Evaluation(order=placed)


def test_an_order_never_quoted_is_priced_without_a_report() -> None:
    bare = Order(
        id=OrderId("o"),
        customer=CUSTOMER.number,
        order_date=TODAY,
        lines=(OrderLine(line=1, sku=BOTTLE, quantity=2),),
    )
    evaluated = evaluate(bare, context(offers={BOTTLE: (offer("10"),)}))
    assert evaluated.report == ()
    assert evaluated.order.lines[0].amount == Decimal("8.98")


def test_a_renumbered_product_is_mapped_and_reported() -> None:
    known = context(renumbered={OLD: BOTTLE})
    evaluated = evaluate(order((OLD, 1), known=known), known)
    assert evaluated.order.lines[0].sku == BOTTLE
    assert reported(evaluated) == [("renumbered_product", "sku", OLD, BOTTLE)]


def test_what_a_renumbered_product_breaks_is_found_too() -> None:
    known = context(renumbered={OLD: BOTTLE}, products=with_product(BOTTLE, discontinued_on=TODAY))
    assert codes(evaluate(order((OLD, 1), known=known), known)) == [("discontinued", 1)]


def test_a_merged_customer_is_mapped_and_reported() -> None:
    old = CustomerNumber("C-OLD")
    evaluated = evaluate(order((BOTTLE, 1), customer=old), context(merged_from=old))
    assert evaluated.order.customer == CUSTOMER.number
    assert reported(evaluated) == [("merged_customer", "customer", old, CUSTOMER.number)]


def test_a_price_that_fell_is_accepted_and_reported_with_the_new_total() -> None:
    evaluated = evaluate(order((BOTTLE, 2)), costing("4.00"))
    assert evaluated.problems == ()
    assert reported(evaluated) == [
        ("price_changed", "unit_price", "4.99", "4.00"),
        ("totals", "total", "9.98", "8.00"),
    ]


def test_a_price_that_rose_stays_as_quoted_until_the_rep_answers() -> None:
    evaluated = evaluate(order((BOTTLE, 2)), costing("9.99"))
    assert codes(evaluated) == [("price_changed", 1)]
    assert evaluated.order.lines[0].unit_price == Decimal("4.99")
    assert evaluated.report == ()


@pytest.mark.parametrize("code", ["sale-ö", "SALE-O\u0308", "\uff33\uff21\uff2c\uff25\uff0dÖ"])
def test_an_offer_in_another_spelling_is_the_one_that_was_quoted(code: str) -> None:
    quoted = offer("10")
    placed = order((BOTTLE, 10), known=context(offers={BOTTLE: (replace(quoted, code="Sale-Ö"),)}))
    now = context(offers={BOTTLE: (replace(quoted, code=code),)})
    evaluated = evaluate(placed, now)
    assert not reported(evaluated)
    assert price_order(placed, now) == placed
    (as_new,) = price_order(order((BOTTLE, 10)), now).lines
    assert not line_changes(placed.lines[0], as_new, currency="USD", rule="")
    assert quoted_differently(placed, price_order(order((BOTTLE, 10)), now)) is None


def test_a_better_offer_is_given_and_reported() -> None:
    evaluated = evaluate(order((BOTTLE, 10)), context(offers={BOTTLE: (offer("10"),)}))
    assert reported(evaluated)[0] == ("offer_not_valid", "discount_percent", "0", "10")
    assert evaluated.order.totals.net == Decimal("44.91")


def test_one_line_may_break_several_rules_and_all_are_reported_at_once() -> None:
    quoted = context(offers={BOTTLE: (offer("10"),)})
    known = replace(
        costing("9.99"),
        products=with_product(BOTTLE, pack_size=4),
        stock=stock(BOTTLE, 3),
        customer=replace(ON_HOLD, credit_limit=Decimal(1)),
    )
    assert codes(evaluate(order((BOTTLE, 10), (OLD, 1), known=quoted), known)) == [
        ("customer_on_hold", None),
        ("not_a_pack_multiple", 1),
        ("price_changed", 1),
        ("offer_not_valid", 1),
        ("unknown_product", 2),
        ("not_enough_stock", 1),
        ("credit_limit_exceeded", None),
    ]


def test_a_line_that_can_not_be_sold_breaks_no_other_rule_and_takes_no_stock() -> None:
    known = replace(
        costing("9.99"),
        products=with_product(BOTTLE, discontinued_on=TODAY, pack_size=4),
        stock=stock(BOTTLE, 0),
    )
    assert codes(evaluate(order((BOTTLE, 1)), known)) == [("discontinued", 1)]


def test_new_tax_and_freight_are_reported_by_themselves() -> None:
    evaluated = evaluate(order((BOTTLE, 2)), context(tax_rates=(tax("10"),)))
    assert reported(evaluated) == [
        ("totals", "tax", "0.00", "1.00"),
        ("totals", "total", "9.98", "10.98"),
    ]


def test_an_amendment_does_not_evaluate_unchanged_lines_again() -> None:
    placed = order((BOTTLE, 10), (HELMET, 1))
    amended = placed.with_line(replace(placed.lines[1], quantity=2))
    known = replace(
        costing("9.99"),
        products=with_product(BOTTLE, discontinued_on=TODAY, pack_size=4),
        stock=stock(BOTTLE, 10),
        placed=placed,
    )
    assert evaluate(amended, known).problems == ()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_a_policy_may_let_head_office_resolve_any_rule(example: RuleExample) -> None:
    if ResolvedBy.HEAD_OFFICE in traits_of(example.code).never_by:
        return
    known = settled_by_head_office(example.code, example.context)
    evaluated = evaluate(example.order, known)
    assert evaluated.problems == ()
    assert (example.code, example.resolved) in [
        (change.rule, change.field) for change in evaluated.report
    ]
    assert evaluate(evaluated.order, known) == Evaluation(order=evaluated.order)


def test_an_offer_that_is_over_may_be_left_to_head_office() -> None:
    placed = order((BOTTLE, 5), known=context(offers={BOTTLE: (offer("10"),)}))
    known = settled_by_head_office(RuleCode.OFFER_NOT_VALID, context())
    evaluated = evaluate(placed, known)
    assert evaluated.problems == ()
    assert evaluated.order.lines[0].without_offer
    assert reported(evaluated)[0] == ("offer_not_valid", "discount_percent", "10", "0")


def test_a_replacement_that_head_office_chooses_is_evaluated_like_any_product() -> None:
    products = {
        **with_product(FRAME, discontinued_on=TODAY, replaced_by=FRAME_NEXT),
        FRAME_NEXT: replace(context().products[FRAME_NEXT], pack_size=5),
    }
    known = settled_by_head_office(RuleCode.DISCONTINUED, context(products=products))
    evaluated = evaluate(order((FRAME, 1)), known)
    assert codes(evaluated) == [("not_a_pack_multiple", 1)]
    assert evaluated.order.lines[0].unit_price == Decimal("1500.00")


def test_the_last_line_is_never_dropped_without_the_rep() -> None:
    known = settled_by_head_office(RuleCode.UNKNOWN_PRODUCT, context())
    evaluated = evaluate(order((OLD, 1)), known)
    [problem] = evaluated.problems
    assert problem.settled_by is ResolvedBy.REP
    assert evaluated.order.line(1) is not None


@pytest.mark.parametrize("settlement", [ResolvedBy.REP, ResolvedBy.ADMIN, ResolvedBy.REFUSE])
def test_a_problem_names_who_resolves_it(settlement: ResolvedBy) -> None:
    known = replace(costing("9.99"), policies=with_policy(RuleCode.PRICE_CHANGED, settlement))
    [problem] = evaluate(order((BOTTLE, 1)), known).problems
    assert problem.settled_by is settlement


def test_going_without_the_offer_is_kept_until_there_is_a_better_one() -> None:
    placed = order((BOTTLE, 5))
    without = placed.with_line(replace(placed.lines[0], without_offer=True))
    assert evaluate(without, context()) == Evaluation(order=without)
    evaluated = evaluate(without, context(offers={BOTTLE: (offer("10"),)}))
    assert Change(
        rule="offer_not_valid",
        field="discount_percent",
        line=1,
        sku=BOTTLE,
        before="0",
        after="10",
    ) in list(evaluated.report)
    assert not evaluated.order.lines[0].without_offer
